### What every message may have: the help line, buttons, errors, the one answer to a typed
### sentence. A comment "long:" above a text says why it may have more than 300 characters.

## The help line and what a lock screen shows

# At the foot of every message.
# $emergency, $crisis: how to reach them, "911", "988".
help-line = Emergency: { $emergency }. Crisis line: { $crisis }. This chat is not monitored.
# On a note, where there is little room.
help-line-short = { $emergency } · { $crisis } · This chat is not monitored.
# Heads the lines in full.
help-lines-heading = Someone to talk to right now
# One of them. $name: whose it is. $ways: how to reach them, "988 · text 988 · day and night".
line = { $name }: { $ways }
# At the foot of the lines, where some were read in others' lists only. $number: how many.
lines-unsure = { $number ->
    [one] We could not check the last of these ourselves.
   *[other] We could not check the last { $number } of these ourselves.
 } If nobody answers, please try another.
# No content: the same for every message. $bot: the name the organisation gave the bot.
notification = A message from { $bot }

## The zones, in plain words

zone-green = Doing fine
zone-yellow = A bit worn
zone-orange = Struggling
zone-red = In a bad place

## Buttons

button-talk = Talk to a trained colleague
button-talk-now = A colleague now, whoever is free
button-later-today = Later today
button-change-answer = Change my answer
button-take-back = Take it back
button-why-now = Why now?
button-help-now = Crisis lines to call now
button-more-lines = More lines
button-everyday = Everyday help
button-menu = What else is here
button-about = How confidential is this?
button-yes = Yes
button-no = No
button-no-thanks = No, thanks
button-not-now = Not now
button-back = Back
button-next = Next
button-previous = Previous
button-save = Save

## When something is not as expected: kind and true

old-card = That message has been around a while, and its buttons no longer work. Nothing was changed. Type /peer and you have all of it fresh.
not-yours = Those buttons belong to someone else, or are too old to work. Nothing was changed. Everything that is yours is under /peer.
already-done = That was done already. Nothing more was changed.
no-longer-so = Things have moved on since that message, so nothing was changed. Type /peer to see where you are.
busy = Sorry, we could not save that just now. Nothing was changed. Please try again in a minute. If it can’t wait, the numbers below don’t depend on us.
busy-unknown = Sorry, the line broke just as we saved that, and we can’t tell whether it was saved. Please have a look under /peer before you try again. If it can’t wait, the numbers below don’t depend on us.
# What somebody did was handled, and the platform could not show what came of it. In their chat, so it says nothing of it.
answer-lost = We have what you just did; only the answer could not be shown to you. It is all under /peer.
# The same where it may not have been handled.
answer-lost-unsure = What you just did may not have reached us. Please look under /peer before you do it again.
not-for-you = That is not open to you here. Everything that is yours is under /peer.

# One answer to whatever a person types, followed by the lines in full.
typed-sentence = Nobody is reading this chat, so please don’t wait for a reply. One button here asks for a person, at any hour. And these lines answer:

## What is wrong with a field of a form

# $most: characters.
error-too-long = That is longer than we can keep: { $most ->
    [one] { $most } character
   *[other] { $most } characters
 } at most. Nothing was lost; make it shorter and send it again.
error-no-number = That does not look like a phone number. Digits, spaces and + are enough.
error-no-date = Write the date like 2027-03-31.
error-required = This one is needed.
error-choose = Please pick one of the choices.
error-too-many = Please pick { $most ->
    [one] only one
   *[other] at most { $most }
 }.

## What a request can be about and a supporter good at

topic-work = Work
topic-family = Family
topic-sleep = Sleep
topic-grief = Loss and grief
topic-money = Money
topic-substances = Drink and drugs
topic-incident = After a hard call
topic-health = Health
topic-retirement = Retiring
topic-other = Something else

## Languages, each in its own words

language-en = English
language-es = Español
language-fr = Français
