### The question, its reasons, and what follows an answer. No exclamation marks here, ever.

## The question: short, one at a time, nothing about any incident. They take turns
## (prompts/rotations/check-in.yaml); the four buttons are the answer.

check-in-01 = Hey, it’s us. How are you doing these days?
check-in-02 = Just looking in, the way we’d look in on anyone in the crew. How are things?
check-in-03 = Quick stop at the back step. How are you holding up?
check-in-04 = Nothing to write, one tap will do. How are you today?
check-in-05 = This takes less time than pouring a coffee. How is it going?
check-in-06 = You look out for a lot of people. This one is about you. How are you doing?
check-in-07 = Whatever the days have been like lately, it’s only us asking. How are you?
check-in-08 = Good, bad or in between, no answer is a wrong one. Where are you at?
check-in-09 = Some stretches run smooth and some don’t. How is this one for you?
check-in-10 = On shift or off, busy or quiet: how are you doing?
check-in-11 = We ask because we’d like to know. How are you doing?
check-in-12 = Somebody asks, that’s all this is. How are you these days?

## Half a line on why it came. The same on every check-in, whatever brought it: what stays in the
## chat must not tell one that was agreed on from one of the rhythm.

check-in-reason = You joined, so we ask now and then. “{ button-why-now }” says more, to you alone.

## "Why now?": shown to the member alone, kept nowhere

why-heading = Why this came, and why now
why-rhythm = { $days ->
    [14] These come about every two weeks, until you choose otherwise under /peer.
    [28] These come about every four weeks, until you choose otherwise under /peer.
    [90] These come about every three months, until you choose otherwise under /peer.
   *[other] These come about every { $days } days, until you choose otherwise under /peer.
 }
why-first = It’s the first one since you joined.
why-agreed = You said yes to us checking back.
why-red = The day after “In a bad place” we look in once, unless you say no. You were told so when you joined.
why-later = You pressed “Later today”.
why-less = A few went unanswered, so we ask less often. Nobody was told, and nobody will be.
why-note = You joined, and now and then we send a word that asks nothing.
why-hello = You joined, and the first thing that comes is a hello.
why-invitation = Your station is being invited, once, with one reminder.
# Of a check-in that is not the last message any more.
why-not-kept = Something else has come since this one, or it’s a while ago, and why it came is kept no longer than that. You joined, so we ask now and then; how often is under /peer.
why-hours-chosen = The hour is from the hours you chose.
why-hours-shift = The hour fits the shifts that the roster has for you, and stays clear of your sleep after a night.
why-hours-quiet = Unless you choose otherwise, we don’t write late in the evening or at night.
why-only-you = Only you can see this.

## The card once it has an answer: the same for all four

check-in-answered = Thanks, got it.

## What follows, seen by the member alone

answer-green = Good to hear. Thanks.
answer-yellow = Thanks for saying it straight. Here is what there is, if you want any of it.
answer-orange = Thanks for telling us. That sounds heavy, and you don’t have to carry it by yourself. Here is what there is, whichever you like.
# Under the lines in full and above one button.
answer-red = We’re glad you said it. Nobody has been told, and it stays up to you whether anyone is. One button asks for a colleague who knows this work, at any hour.
answer-red-tomorrow = Tomorrow there will be an ordinary check-in from us, unless you’d rather not.
button-no-follow-up = Not tomorrow
answer-no-follow-up = All right, nothing extra tomorrow. The button to a person stays where it is.

## Checking back: only a yes does

check-back-offer = { $days ->
    [one] Shall we look in again tomorrow?
    [3] Shall we look in again in three days?
    [7] Shall we look in again in a week?
    [14] Shall we look in again in two weeks?
   *[other] Shall we look in again in { $days } days?
 }
button-check-back = Yes, look in
check-back-yes = We will. It will look like any other check-in.
check-back-no = All right, nothing extra.

## Everyday help

everyday-heading = Everyday help
everyday-intro = None of these needs a bad day first.
everyday-none = Your organisation has not listed any yet. Someone to talk to is there all the same.

## Later today

later-today = Sure. We’ll ask once more later today.
later-tomorrow = It’s late in the day already, so we’ll ask once more tomorrow.
later-already = That’s arranged already. We’ll ask once more.

## A second thought, a second press

answer-again = Which one is closer?
answer-same = That’s what we had, so it stays.
answer-changed = Your answer is changed, and nobody was told of either.
answer-taken-back = Taken back, and nobody was told. It’s as if you hadn’t answered.
answer-none = There is no answer of yours here to take back.
# A press on a check-in that a newer one has replaced.
answer-superseded = A newer check-in has come since this one, so nothing was changed. The newer one has the buttons.
# Older than the answer is kept.
answer-too-old = That one is a while ago. Its answer is no longer kept, so there is nothing to change.
answer-after-leaving = You’ve left these messages, so this was not kept. Talking to someone works all the same.
answer-off-roster = These messages have ended for you, so this was not kept. Talking to someone works all the same.
