### /peer: the menu, help now, being worried about somebody.

## The menu. Buttons of it are titles elsewhere too.

menu-heading = What’s here for you
# $organisation: its name.
menu-talk = Peers at { $organisation } are trained colleagues. Talking to one is yours to ask for, at any hour, joined or not.
# To somebody whom the roster does not have.
menu-talk-stranger = Peers at { $organisation } are trained colleagues. We don’t find you on the roster, and you can talk to one all the same.
menu-worried = I’m worried about someone
menu-supporters-heading = The supporters
menu-directory = Who they are
menu-contacts = My contact peers
menu-preferred = Whom I’d like
menu-avoided = Whom I’d rather not
menu-yours-heading = Yours
menu-check-ins = My check-ins
menu-request = My request
menu-data = My data
# What may stand behind the command (/peer now) to come to the lines and a person at once: single
# words or short phrases, by comma, in small letters. Nothing else that is typed there is looked at.
menu-words-for-help = now, help, help now, help me, urgent, emergency, crisis, sos

## The bot's own page, where a platform has one. It may be read over a shoulder.

home-preferences-heading = My preferences
home-preferences = How often we write and when, in which language, who greets you, who you’d like to talk to and who not. What you chose opens when you press, and never stands on this page.
home-confidential = No command, report or export here shows who asked, who answered what, or who joined.

## Crisis lines to call now

help-now-person = Or a colleague who knows this work. One button asks for one, at any hour.

## I’m worried about someone

worried-heading = When you’re worried about someone
worried-say = You don’t have to know what to do. Asking is enough, in your own words: “You don’t seem yourself lately. How are you, really?” Then listen. If you wonder whether they think of ending their life, ask just that. Asking plants nothing.
worried-danger = If it can’t wait, call the emergency number, stay with them if that’s safe for you, and keep what could hurt them out of reach. These lines also help whoever is worried:
worried-advice = A supporter can think it through with you. You needn’t name anyone.
worried-nothing-kept = Nothing about them is asked for here, and nothing is kept.
button-advice = Ask a supporter for advice
