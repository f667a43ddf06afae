### Invitation, what is kept and who sees it, joining, pausing, leaving, the farewell.

## The invitation: one, and one reminder at most

# $bot: what the organisation calls the bot.
invitation = Hi, this is { $bot }, the way to peer support at { $organisation }. Peers are trained colleagues, and one of them can be the first to say hello. If you join, we also look in now and then. It’s yours to decide, and to stop at any time.
invitation-read = What joining means, before you say yes:
invitation-reminder = { $bot } here, once more and then not again. Joining means a hello from a colleague you choose and a look in now and then. If it’s not for you, do nothing. Talking to someone works either way: type /peer.
# Half a line on why it came.
invitation-reason = { $organisation } is inviting people station by station. There is one reminder at most.
button-join = Join
button-decline = No, thanks
invitation-declined = That’s fine. We won’t ask again, and nobody is told. If you ever want to talk to someone, type /peer; it’s there for you, joined or not.
already-joined = You’re in already, so nothing was changed.
# The invitation once it was answered: the same for yes and for no.
invitation-answered = Thanks. Whatever you chose, or choose later, is yours to change under /peer. Talking to someone never depends on it.
# A no on an old invitation, after having joined another way.
decline-joined = You’ve joined in the meantime, so nothing was changed. Stopping is one press away, under your check-ins.
join-only-roster = Check-ins come only to people on the roster, and we don’t find you there (any more). Talking to someone works all the same.

## How confidential this is: in the invitation and under /peer. True, word for word.

privacy-heading = How confidential this is
privacy-stored-heading = What is kept
privacy-stored = Your roster entry, what you choose here, when we last wrote, your last answer for 30 days at most, and a request until a few days after it closes. It’s sealed with a key of your own. Nothing of what is said in a talk is kept here.
privacy-who-heading = Who sees what
privacy-who = Your answers: you alone. That you joined: you, and the contact peers you choose. That you asked for someone: the supporter you are brought together with. Others who are asked see how soon, and the topic if you ticked it, but no name and no unit. Coordinators and command are shown none of this.
privacy-report-heading = What coordinators do see
privacy-report = Once a quarter, how many gave each kind of answer or asked, of 20 or more counted together: rounded, and never fewer than five. For that, the kinds you gave and whether you asked stay with your record until the quarter is over.
privacy-platform-heading = Who else could read this chat
privacy-platform = Whoever runs this chat, your organisation or a company, may be able to export or read messages in it, ours included, and to see that you use this. So you answer by buttons, and what stays in the chat looks the same for every answer. What you type stays here too.
privacy-red-heading = After “In a bad place”
privacy-red = That answer alerts nobody. You see the lines and a button to a person, and the next day an ordinary check-in comes, unless you say no to it.
privacy-waiting-heading = When nobody is free
privacy-waiting = If you ask for someone and nobody is free, coordinators hear that someone is waiting, and so does the clinician outside, if there is one. They don’t hear who, or what about.
privacy-honest-heading = What we can’t promise
privacy-honest = No command, report or export here shows who asked, who answered what, or who joined. Whoever controls both the server and its key could read what is held. A talk with a peer is confidential within the limits below, and not everywhere protected by law.

## The limits of confidentiality: the organisation’s own words, before a member first opens up

limits-heading = Where confidentiality ends
limits-intro = The words of { $organisation }:
limits-placeholder = This is a sample text. A real workspace has its own.
button-limits-read = I’ve read this

## Joining, step by step

join-start = Two short things first, then you’re in.
join-follow-up-ask = The day after “In a bad place”, an ordinary check-in. Is that all right?
join-follow-up-yes = Yes, that’s all right
join-follow-up-no = Please don’t
join-contact-form-title = Your contact peers
join-contact-ask = Who may greet you? Choose one to three, let us surprise you, or leave it at nobody. They will know that you chose them.
join-contact-surprise = Surprise me
join-contact-nobody = Nobody for now
join-contact-both = That’s somebody and nobody at once. Please choose one of the two.
join-contact-too-many = Three at most, please.
join-contact-not-there = One of them is no longer in the directory. Please choose again.
join-contact-empty = There is nobody in the directory yet. You can choose later, under /peer.
button-choose-contacts = Choose who greets you
button-join-finish = Join
joined = You’re in. A hello comes first, and the first check-in in about { $days ->
    [7] a week
    [14] two weeks
    [21] three weeks
    [28] four weeks
   *[other] { $days } days
 }. How often, when, a pause, or stopping: all under /peer.
joined-with = Your contact peers: { $peers }
joined-with-nobody = Nobody greets you for now. You can choose someone any time, under /peer.
# Beside “joined”, which says that a hello comes.
joined-hello-from-us = For now the hello is from all of us. You can choose a colleague for it any time, under /peer.

## A pause, and leaving

# $until: a day, in words.
pause-done = All right, no messages from us until { $until }. If you want to talk to someone, type /peer as ever.
pause-over = You’re getting messages again, at your own rhythm.
pause-none = There was no pause, so nothing was changed.
leave-ask = Shall we stop writing to you? What is already on its way stops too. Talking to someone stays open to you.
button-leave = Stop writing to me
button-leave-sure = Yes, stop
button-stay = No, stay
leave-done = Done. We won’t write unasked any more, and nobody is told. If you ever want to talk to someone, type /peer; it’s there for you, joined or not.
leave-request-stays = Your open request goes on as it is.
leave-stayed = All right. Nothing was changed.
leave-not-joined = You’re not getting these messages, so there is nothing to stop.

## The farewell: being marked as left

# $organisation: its name. Followed by the lines in full.
farewell = You’re no longer on the roster at { $organisation }, so this is goodbye from us. Thank you for the time you put in. What the lines below offer stays open to you.
farewell-data = What is held about you here is erased in about a month.
farewell-request = Your open request goes on. Nobody drops it because of this.
