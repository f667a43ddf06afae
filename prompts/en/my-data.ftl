### My data: all that is held about the person who asks, in words.

my-data-heading = What is held about you
my-data-intro = All of it, on a few pages. Only you see this, and it isn’t kept in the chat.
# $number, $count: which page of how many.
my-data-page = Page { $number } of { $count }
my-data-nobody = Nothing is held about you, but for the last few buttons we showed you: what they mean, for { $days } days at most, sealed.

## From the roster

my-data-roster-heading = From the roster
my-data-number = Number: { $value }
my-data-name = Name: { $value }
my-data-called = What you asked to be called: { $value }
my-data-station = Station: { $value }
my-data-shift = Shift: { $value }
my-data-crew = Crew: { $value }
my-data-rank = Rank: { $value }
my-data-also-supporter = You’re also a supporter.
my-data-also-coordinator = You’re also a coordinator.
my-data-supervisor = Above you: { $value }
my-data-evaluators = Evaluate you: { $value }
# $names: people. Held for a year, so that nobody is routed to them.
my-data-former = Were above you or evaluated you, and are kept from you until a year after: { $names }
my-data-rotation = Rota: { $value }
my-data-zone = Time zone: { $value }
my-data-language = Language: { $value }
my-data-accounts = Accounts: { $value }
# What a platform knows somebody by. $platform: Slack. $workspace, $user: its own numbers of them.
my-data-account = { $platform }, where the workspace is { $workspace } and you are { $user }
# $number: how many accounts of the roster are somebody else's still.
my-data-awaited = Accounts not linked yet: { $number }
my-data-formerly = Earlier entries of yours on the roster, so that nobody who’d rather not talk to you has to now: { $number }
my-data-roster-kept = Kept as long as you’re on the roster. When you leave, it’s erased after { $days } days, and the key with it.
my-data-left-kept = You were marked as left. All of it is erased { $days } days after that, and the key with it.
my-data-guest-kept = You asked without being on the roster. It’s erased { $days } days after your request closes, and the key with it.

## What was chosen

my-data-chosen-heading = What you chose
my-data-not-joined = You haven’t joined.
my-data-ended = You’re no longer on the roster, so our check-ins have ended.
my-data-declined = You said no to joining, so you won’t be asked again.
my-data-left = You stopped our messages.
# $day: a date, in words.
my-data-joined = You joined on { $day }.
my-data-wishes-apply = If you join again, these still hold:
# $names: people.
my-data-contacts = Contact peers: { $names }
my-data-no-contacts = Contact peers: nobody
my-data-preferred = Those you’d like, in order: { $names }
my-data-no-preferred = Those you’d like: nobody
my-data-avoided = Those you’d rather not: { $names }
my-data-no-avoided = Those you’d rather not: nobody
# $days: days in words, each with what it is.
my-data-overrides = Trades and call-backs you told us: { $days }
# $day: a date, in words.
my-data-limits = You read the limits of confidentiality on { $day }.
my-data-limits-not = You haven’t been shown the limits of confidentiality yet.

## What happened

my-data-happened-heading = What was written, and what you answered
# $day: a date, in words.
my-data-invited = We invited you on { $day }.
my-data-reminded = We reminded you on { $day }.
my-data-not-invited = You haven’t been invited.
my-data-greeted = The first hello came on { $day }.
my-data-last-message = We last wrote unasked on { $day }.
my-data-last-check-in = The last check-in came on { $day }.
my-data-no-message = We haven’t written to you unasked.
# $number, $notes, $count: how many.
my-data-counts = Counts, so that notes take their turn and old buttons stay old. Notes and check-ins since you joined: { $number }. Notes since the last check-in: { $notes }. Check-ins in all: { $count }.
my-data-unanswered = Check-ins in a row without an answer, so that we ask less: { $number }. Nobody is told.
# $zone: the answer in plain words. $day, $until: dates, in words.
my-data-answer = Your last answer: “{ $zone }”, on { $day }. It’s erased on { $until } at the latest.
my-data-no-answer = No answer of yours is held.
my-data-check-back = A check-in was agreed, for { $day } or after.
my-data-texts = Which text came last and why, so that none comes twice running.
my-data-request = You have an open request. What you wished is held until it closes.
my-data-no-request = You have no open request.
# $name: a supporter.
my-data-aftercare = For the look-in after your last talk: with whom it was ({ $name }).
my-data-withdrawals = Requests withdrawn within the last day: { $number }
# $number, $year: which quarter. $what: what is noted.
my-data-noted = For the report of quarter { $number } of { $year }, in which many are counted and nobody is named: { $what }. It’s cleared when the quarter is over.
# $year: which.
my-data-noted-paused = For the report of { $year }, in which many are counted and nobody is named: that you paused. It’s cleared when the year is over.
my-data-noted-answered = that you answered
my-data-noted-asked = that you asked for a supporter
my-data-noted-waited = that you had to wait for one
my-data-noted-passed = that a supporter passed
my-data-noted-unfilled = that nobody said yes after that
my-data-noted-yes-15 = that somebody said yes within 15 minutes
my-data-noted-yes-60 = that somebody said yes within the hour
my-data-noted-yes-later = that somebody said yes after more than an hour
my-data-noted-nothing = nothing yet
my-data-elsewhere = Beside this: messages on their way to you, for { $days } days at most, sealed and wiped when they are sent; and what the buttons on them mean, for { $cards } days.

## As a supporter

my-data-supporter-heading = You as a supporter
my-data-caseload = Most open conversations at once: { $number }
my-data-woken = There is a second way to reach you, for when you’re on call.
my-data-not-woken = There is no second way to reach you.
my-data-entry = Your entry in the directory: “{ button-my-entry }” shows all of it.
my-data-accepted = When you accepted somebody within the last day, and on which days of the last 30 you couldn’t after all, so that nobody is asked too much.

## As a file

button-own-file = As a file
button-own-file-send = Send the file
button-own-file-not = No, back to the pages
button-own-file-pages = The pages
button-own-file-delete = Delete it now
own-file-heading = All of it as a file?
own-file-warning = The file stays in your chat for an hour; then we delete it. Until then whoever holds your phone can open it, and whoever owns the workspace may be able to export it. A copy you save is yours to look after. The pages are the safer way.
# $time: an hour of the clock.
own-file-coming = Your file is on its way. It’s deleted at { $time }.
own-file-there = There is a file of yours already. It’s deleted at { $time }; then you can have another.
own-file-a-moment-ago = You had one just now. In a minute you can have another.
own-file-cannot = Files can’t be sent to you here. The pages have all of it.
own-file-going-out = Your file is being sent right now. Once it’s there, you can erase everything, and it goes too.
own-file-goes = It’s being deleted. A copy you saved is still where you saved it.
own-file-text = Here is the file you asked for. It’s deleted from this chat at { $time }. If you keep a copy, keep it where nobody else looks.
own-file-not-sent = The file you asked for couldn’t be sent. The pages have all of it.
own-file-stays = The file you asked for couldn’t be deleted: the chat doesn’t let us. It’s still there. Whoever runs the workspace can delete it, and needn’t open it for that.
# The name of the file: letters without accents, digits, dashes and dots.
own-file-name = my-data.txt
# $bot: the bot’s name. $day: a date, in words. $time: an hour of the clock.
own-file-intro = What { $bot } held about you on { $day } at { $time }.
# On platforms whose rules forbid passing on anything about health.
own-file-no-answers = Your answers aren’t in this file: the rules of this chat forbid it. The pages have them.

## Erasing it

button-erase-all = Erase it
button-erase = Erase it
button-erase-sure = Yes, erase it all
button-keep = Keep it
erase-heading = Erase what is held about you?
erase-goes = What you chose, whom you’d like and whom not, your last answer, when we wrote: it goes at once, and the key it was kept under with it. Nobody is told.
erase-stays-heading = What stays, and why
erase-stays-roster = Your entry on the roster: it’s your agency’s, and others’ lists lean on it. And that we’re not to invite you again. You can still ask for somebody, and join again, at any time.
erase-stays-nothing = Nothing stays with us.
erase-supporter = You also stop being a supporter: your entry and your training go, until a coordinator approves you again.
# $days: how long the operator keeps backups at most.
erase-stays-elsewhere = What we wrote in this chat is deleted too, as far as it lets us, soon; copies of it may remain. Backups are kept { $days } days. One that is put back doesn’t bring you back, but until it’s deleted, whoever has it and the keys could read it.
erase-again-roster = It can’t be undone. Erase everything but your entry on the roster?
erase-again = It can’t be undone. Erase everything?
erase-request-first = You have a request open, and somebody may be on their way to you. End it first; then you can erase.
erase-conversation-first = Somebody counts on you as their supporter. End that first, or hand it back; then you can erase.
erase-done-roster = It’s erased. All that’s left is your entry on the roster, and that we’re not to invite you. If you ever want to talk to somebody, you still can.
erase-done = It’s erased, and nothing is left with us. If you ever want to talk to somebody, you still can.
