### Discord's own few words: everything else is said by the bot.

# Stands where there is nothing more to say.
discord-done = Done.
# Something was pressed that the program does not know.
discord-gone = That button isn’t in use any more. Type /peer to begin anew.
# Somebody of another server pressed something, or wrote.
discord-elsewhere = This is not a server that Tailboard looks after.
# Somebody who is in several servers wrote directly.
discord-which-server = You are in more than one server here. Which one is this about?
# They pressed one of them, and nothing that they wrote waits for it any more.
discord-meant = Noted: this is about that server for now. Please write once more what you would like, or type /peer.
# Under the answer to a command, to whoever takes no direct messages.
discord-unreached = A message to you did not get through. To receive them: open this server’s menu, Privacy Settings, and switch Direct Messages on; unblock the bot if you blocked it. Nothing meant for you is ever posted in a channel.

## Forms. Discord shows one only at the press of a button, and five fields at a time.

discord-form-go-on = Go on
# $page, $pages: which part comes next, of how many.
discord-form-next = Not sent yet. Part { $page } of { $pages } comes next.
discord-form-ready = It is ready for you now.
discord-form-gone = That form is no longer open, and nothing of it was kept. Type /peer to begin anew.
discord-form-by-command = To fill that in, type /peer.

## Commands

# Beside the field of a command where words can be typed. At most 100 characters.
discord-command-words = What you would like, in a few words, or nothing
# Beside the field of a command where a supporter’s name can be typed. At most 100 characters.
discord-command-supporter = Whom you’d like to talk to, if you know
