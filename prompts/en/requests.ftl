### A request for a peer, from asking to the follow-up: the member's side, the supporter's, and what
### coordinators hear. A comment "long:" above a text says why it may have more than 300 characters.

## Asking

# Asked when the menu's "talk to someone" is pressed; the three buttons open the form.
request-start = A trained peer can talk with you: a colleague, not a therapist. When would suit you?
# Said before asking, always.
request-unfilled = If nobody is free, coordinators hear that someone is waiting, not who.
request-limits-heading = How far confidentiality goes
request-guest-intro = We don’t know you here yet, and that is fine. A few words, and the supporter on call hears that someone would like to talk.

request-form-title = Talk to a colleague
request-submit = Ask
request-when = When
request-choose-now = Now
request-choose-today = Today
request-choose-week = This week
request-to = With whom
request-to-hint = Whoever you name is asked first, and sees that it is you once they say yes.
request-to-anyone = Anyone who can
# Above the form, opened for one who is not among the choices. $name: theirs.
request-named-gone = { $name } can’t be asked just now, so we have chosen “{ request-to-anyone }” for you. You can name someone else.
request-to-gone = That person can’t be asked any more. Please choose again.
request-available = available
request-not-available = not available now
request-topic = About what
request-topic-hint = Whoever is asked sees this, and not who you are.
request-reach = How you would like to be reached
request-reach-here = Here, in the chat
request-reach-phone = A call or text to a number
request-reach-person = In person
request-reach-group = Here, in a group chat that we open for the two of you
# Said before it is chosen.
request-reach-group-hint = A group chat stays in this workspace. Whoever owns the workspace may be able to take a copy of what is written there.
request-number = The number
request-number-hint = Only for a call or text. Goes to the one who calls; we forget it when the request is closed.
request-number-needed = For a call or text we need a number.
request-anyone = My name
request-anyone-yes = Whoever says yes may know my name at once
request-anyone-hint = Saves a step. Without it you see who said yes first, and decide.
request-call-me = What shall we call you?
request-call-me-hint = Any name will do.
request-avoid = Anyone we should keep this from?
request-avoid-hint = None of these is asked.

## Right after asking, and later: each step in words

request-step-soon = Your request is in. We ask the first supporter in a few minutes.
request-step-first = Your request is in, and those who come first have it now.
# $minutes: a number.
request-step-first-next = If nobody has said yes in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
 }, every trained supporter gets it.
request-step-everyone = Every trained supporter has your request now. You hear from us as soon as somebody says yes.
request-step-one = Your request is in, and a supporter has it now. If they can’t, the next one gets it. You hear from us as soon as somebody says yes.
request-step-next = The next supporter has your request now. You hear from us as soon as somebody says yes.
request-step-several = Several supporters have your request now. You hear from us as soon as somebody says yes.
request-step-free-again = More supporters have your request now. You hear from us as soon as somebody says yes.
request-step-no-answer = Nobody has been able to say yes yet. That is about how full their day is, not about you.
request-step-nobody = The truth is that there is nobody we can ask right now.
request-woken = The one on call is being called by phone as well.
# $who: one of the next two.
request-told = { $who } have heard that someone is waiting, not who.
# $hour: 09:00.
request-will-be-told = { $who } hear at { $hour } that someone is waiting, not who.
request-who-coordinators = The coordinators
request-who-both = The coordinators and the outside clinician
request-stays-open = Your request stays open, and whoever becomes free is asked.
request-named-not-available = { $name } can’t be asked just now, which has nothing to do with you. We ask others meanwhile, and { $name } as soon as that changes.
# $name had said yes.
request-cannot = { $name } can’t after all. It happens, and it is not about you. We keep asking.
# To who asked for someone else, above the next step.
request-else = All right, we ask someone else. The one before sees only that it is over, and not why.
request-state-asking = We are asking for you. You hear from us as soon as somebody says yes.
request-none = You have no open request. Whenever you like, we ask somebody.

## Somebody said yes

# $name: who accepted, with station; $promise: when they can.
request-proposed = { $name } can talk with you { $promise }.
request-when-now = now
request-when-hour = within the hour
request-when-shift = after their shift
request-when-days = in the coming days
request-name-station = { $name } ({ $station })
# On a card that brings two people together "here, in the chat": opens a conversation of the two.
request-write-to = Write to them here
# $words: a few words of their own.
request-their-words = In their own words: “{ $words }”
request-proposed-yes = Your name goes to them only if you say yes.
request-still-there = No hurry: this is still open for you.

request-together = You have someone to talk to: { $name }. They can talk { $promise }.
request-way-here = { $name } writes to you here. You can write first if you like.
request-way-phone = { $name } has the number you gave, and calls or texts.
request-way-person = { $name } gets in touch to find a place and a time.
request-way-group = We open a group chat for the two of you here. If it doesn’t come up, { $name } writes to you here; you can write first if you like.
request-way-no-group = We can’t open a group chat for the two of you. { $name } writes to you here instead; you can write first if you like.
# $code: two words that both are shown.
request-code = So that you know each other, you both have these two words: { $code }
scope-heading = What a peer is
scope-member = A trained colleague who listens and knows the job: not a therapist, and not your superior. Nothing you say is written down here. What is beyond a peer, they say so, and know who can help.

## The end, and changes on the way

request-withdrawn = All right, we ask nobody any more. You can ask again whenever you like.
request-done = All right, you have closed it, and there is nothing more for you to do. You can ask again whenever you like.
request-at-rest = We have let your request rest, since it was quiet for a week. You can ask again whenever you like.
# What stays of the card in the chat.
request-over = This conversation is closed. Their name and how to reach each other are no longer shown here.
request-closed = Your conversation with { $name } is closed here, and there is nothing you need to do. You can go on talking with each other, and you can ask us again whenever you like.
request-your-supporter = your supporter
request-supporter-changed = We wanted you to hear it from us today: { $name } is no longer one of our supporters. What happens next is yours to choose: someone else, and you are first in line; stay in touch as colleagues; or done.
follow-up = A few days ago your conversation with { $name } was closed. There is nothing you need to do. If you would like to go on, with them or with someone else, one button is enough.
follow-up-unnamed = A few days ago a conversation of yours was closed. There is nothing you need to do. If you would like to go on, one button is enough.

## The member's buttons

button-limits-seen = I have read this, go on
button-talk-urgency-now = Now
button-talk-urgency-today = Today
button-talk-urgency-week = This week
button-talk-again = Talk to { $name } again
button-request-yes = Yes, please
button-someone-else = Someone else
button-withdraw = I don’t need it any more
button-status = Where does it stand?
button-request-done = We are done
button-stay-in-touch = Stay in touch

## The offer, to a supporter

offer-now = Someone would like to talk to a supporter now.
offer-today = Someone would like to talk to a supporter today.
offer-week = Someone would like to talk to a supporter this week.
offer-topic = It is about: { $topic }
offer-waits = Thank you. They are asked whether it suits them, and then you hear who it is.
offer-free = Thank you for waiting. They have not answered yet, so you don’t need to stay up for it. If they say yes later, you hear from us.
offer-together = Thank you. They expect you; what you need is in a message of its own.
offer-passed = Thank you for saying so. Others are asked.
# The same whatever happened, and for whoever was a moment late.
offer-closed = Thank you for being there. This one no longer needs an answer.

button-offer-now = I can, now
button-offer-hour = I can, within the hour
button-offer-shift = I can, after my shift
button-offer-days = I can, in the coming days
button-offer-pass = Can’t just now
button-offer-give-back = Let someone else
button-my-requests = My requests

## The conversation, to a supporter

conversation-with = We have put you in touch with { $name }.
# $promise: the button that they pressed.
conversation-you-said = You said: “{ $promise }”.
conversation-way-here = To reach { $name }, write to them here.
conversation-way-phone = { $name } would like a call or a text: { $phone }
conversation-way-person = { $name } would like to meet in person. Get in touch to find a place and a time.
conversation-way-group = { $name } would like a group chat, and we open it for the two of you here. If it doesn’t come up, please write to them here.
conversation-way-no-group = { $name } would have liked a group chat, and we can’t open one for the two of you. Please write to them here.
scope-supporter = You are a trained colleague, not a therapist. Listen; leave the details of the call alone; promise no secrecy beyond the rules. What is beyond a peer, hand on. There is nothing to write down here.
conversation-reached = Good to know, thank you. When the two of you are done, close the conversation with this button. There is nothing else for you to do.
conversation-not-reached = Thank you for trying. You can keep at it a while, or we ask somebody else.
conversation-keep = Thank you. We leave it with you a while longer.
# $code: the two words that both have. No name: what is asked here stays in the chat.
conversation-did-you-reach = Did you reach the person who shares these two words with you: { $code }?
conversation-still = Are you still in touch with the person who shares these two words with you: { $code }?
conversation-over = This conversation is closed already, and there is nothing for you to do. Thank you for being there.
# To who closed it just now.
conversation-ended = You have closed the conversation, and we let them know. There is nothing to write down and nothing more to do. Thank you for being there.
# What stays of the card in the chat.
conversation-emptied = This conversation is closed. Their name and how to reach them are no longer shown here. There is nothing for you to do.

button-conversation-reached = We are in touch
button-conversation-not-reached = Not yet
button-conversation-keep = I keep trying
button-conversation-still = Still in touch
button-conversation-done = We are done, close it
button-safety = I’m worried about their safety
button-refer = Hand on to other help

## The group chat, where one was chosen

# The first word in it. It stays there, whatever the request was about.
group-chat-first-word = This is a group chat for the two of you. We only opened it: we read nothing here, and we take nothing away. It stays in this workspace, and whoever owns the workspace may be able to take a copy.
# To each of the two. $code: the two words that both have. No name: it stays in the chat.
group-chat-not-opened = The group chat could not be opened. How to reach each other is in the message with your two words: { $code }
group-chat-unsure = We can’t tell whether the group chat came up for you. If it didn’t, how to reach each other is in the message with your two words: { $code }
# On the card of a conversation that is closed.
group-chat-stays = What the two of you wrote in the group chat stays there. We take nothing of it away.

## Worried about somebody's safety, and what is beyond a peer

safety-heading = If you fear for somebody’s life
safety-steps = Stay with them, or stay on the line. Ask it straight: are you thinking of ending your life? Asking does not put the thought there. In danger now: call { $emergency } and say where they are. Take means out of reach if that is safe. Do not carry it alone.
safety-clinician = { $name }, the clinician of the programme: { $number }
safety-no-number = ask a coordinator for the number
safety-notice = If you have to pass on what they told you, some laws ask that they hear so in writing: ask the clinician. Nothing of this is stored; nobody hears that you looked.
refer-words = What is beyond a peer has its own people. Say it plainly, offer to make the first call together, and stay in reach.
refer-heading = Everyday help

## A supporter's list

list-heading = What’s open for you
list-some = Each button opens one.
list-empty = There is nothing open for you just now.
list-more = There are more; close some, and they come up here.
button-list-conversation = Conversation: { $what }
button-list-waits = Waits for their yes: { $what }
button-list-offer = You’re asked: { $what }
request-urgency-now = now
request-urgency-today = today
request-urgency-week = this week

## To coordinators, all alike

someone-waits = Someone is waiting for a supporter, and nobody is free yet.
someone-waits-why = Please see whether somebody could be free, or go on call. We do not say who is waiting, and no command shows it.
# The same whatever comes of it. $hour: 09:00.
someone-waits-stays = This message stays as it is, also when nobody waits any more: the hour would say too much. If someone still waits in half a day, you hear it again at the next { $hour }, and then once a day.
workspace-rule-posting = A rule of the chat workspace keeps us from writing to some people. Could you ask whoever runs it to let the app send direct messages to everybody?
workspace-rule-channel = The chat workspace says that some conversations with the bot are closed. Could you ask whoever runs it whether the app was restricted there?
workspace-rule-keys = The chat workspace takes no messages while its own encryption keys are switched off. Could you ask whoever looks after these keys?
workspace-rule-other = A rule of the chat workspace forbids some of our messages. Could you ask whoever runs this program? Its log names the rule.
workspace-rule-why = We do not say whom it was about. You hear of it once a day at most.
# $days: a number of days. The lines follow, one below the other.
call-the-lines = Has a number changed? These lines are what people here are given, and nobody here has called them in the last { $days } days. Please call each once.
call-the-lines-then = Then ask whoever runs this program to write the day beside the line, or the new number in its place. We remind you again in a few months.
