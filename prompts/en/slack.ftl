### Slack's own few words: everything else is said by the bot.

# Stands where an answer is still coming; it claims nothing.
slack-moment = One moment. Your answer is coming.
# Stands in its place when there is nothing more to say.
slack-done = Done.
slack-close = Close
slack-cancel = Cancel
# At the end of what Slack would not show whole.
slack-cut = There is more than fits here. All of it is under /peer.
# Slack takes a press back after three seconds.
slack-again = That took too long on our side to show you the form. Please press once more, or type /peer.
# Somebody of another workspace pressed something of ours.
slack-elsewhere = This workspace is not one that Tailboard looks after.

## The app, as Slack lists it

# At most 140 characters.
slack-app-line = Peer support: somebody reaches out first.
# Beside “{ request-form-title }” in the list of shortcuts.
slack-shortcut-line = Ask for a trained colleague
