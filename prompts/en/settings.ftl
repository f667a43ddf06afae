### My check-ins: how often, when, in which language, a pause, stopping.

settings-heading = My check-ins
settings-not-joined = You’re not getting messages from us. Joining means a hello from a colleague you choose and a look in now and then. Talking to someone works either way.
settings-changed = Changed. It holds from now on.

## How often

# $days: how often; 0 is off.
settings-often = { $days ->
    [14] A check-in about every two weeks.
    [28] A check-in about every four weeks.
    [90] A check-in about every three months.
    [0] No check-ins. Now and then a note that asks nothing.
   *[other] A check-in about every { $days } days.
 }
button-often = How often
settings-often-ask = How often shall we ask how you’re doing? Now and then it’s a note that asks nothing instead.
button-often-14 = Every two weeks
button-often-28 = Every four weeks
button-often-90 = Every three months
button-often-0 = No check-ins

## At which hours

settings-hours-any = At hours that fit your shifts, as far as the roster has them, and not late in the evening or at night.
# $start, $end: times of day, in words.
settings-hours-chosen = Between { $start } and { $end }.
# Some of the hours chosen are in the night.
settings-hours-night = Some of these are hours of the night. You chose them, so we may write then.
button-hours = Hours
settings-hours-ask = When do our messages suit you? Only hours you choose here yourself can be at night, and your sleep after a night on shift is left alone whatever you choose.
button-hours-any = Any time that fits
# $start, $end: times of day, in words.
button-hours-mornings = Mornings, { $start } to { $end }
button-hours-afternoons = Afternoons, { $start } to { $end }
button-hours-evenings = Evenings, { $start } to { $end }
button-hours-own = Other hours
settings-hours-form-title = Your hours
settings-hours-from = From
settings-hours-to = To
settings-hours-same = From and to are the same hour. Please leave at least an hour between them.

## On or off shift

settings-side-either = On shift or off, both are fine.
settings-side-on = Rather on shift.
settings-side-off = Rather off shift.
settings-side-no-rota = The roster has no shifts for you, so for now this changes nothing.
button-side = On or off shift
settings-side-ask = Would you rather hear from us on shift, or off?
button-side-either = Both are fine
button-side-on = On shift
button-side-off = Off shift

## Trades and call-backs

button-shifts = My shifts
shifts-heading = My shifts
# $days: days and hours, in words.
shifts-next = Your next shifts, as we have them: { $days }.
shifts-none = We have no shift of yours in the coming four weeks.
shifts-ask = Traded one, or called in? Tell us the day, and what we send keeps to it. Nobody else sees this.
# $day: a day, in words. $kind: one of the next four.
shifts-own = { $day }: { $kind }
shift-kind-off = off
shift-kind-day = a day shift
shift-kind-night = a night shift
shift-kind-24h = a 24-hour shift
button-shift-off = Off on a day
button-shift-on = Working on a day
# $day: a day, in words.
button-shift-back = Take back { $day }
shift-form-off-title = Off on a day
shift-form-on-title = Working on a day
shift-form-day = Which day?
shift-form-day-hint = For a night, the day on which it begins.
shift-form-kind = What are you working?
# $day: a day, in words. $kind: off, a day shift …
shift-noted = Noted. { $day }: { $kind }.
shift-already = That’s how we have that day already. Nothing needed changing.
shift-past = That day is behind us. Please choose yesterday or a later one.
shift-too-far = That’s more than a year away. Please choose a nearer day.
# $most: how many days are kept.
shift-most = We keep { $most } such days at once. Please take one back first.
# $day: a day, in words.
shift-taken-back = Taken back. { $day } is as the roster has it again.
shift-not-there = That day isn’t noted any more. Nothing needed changing.
shift-no-rota = The roster has no shifts for you, so there’s nothing to trade here.

## Language, and where

# $language: in its own words.
settings-language = In { $language }.
button-language = Language
settings-language-ask = In which language shall we write? Whoever is asked for you speaks it too.
settings-write-here = You have more than one account here. We write to another one.
settings-write-here-done = From now on we write to you here.
button-write-here = Write to me here

## The day after “In a bad place”

settings-red-yes = The day after “{ zone-red }”, an ordinary check-in.
settings-red-no = Nothing extra the day after “{ zone-red }”.
button-red-yes = Look in the day after
button-red-no = Nothing extra the day after

## A pause

# $until: a day, in words.
settings-paused = You have a pause until { $until }.
button-pause = Pause
settings-pause-ask = For how long? A pause silences only what we send by ourselves. Asking for someone goes on as ever.
button-pause-week = A week
button-pause-month = A month
button-pause-date = Until a day I choose
button-resume = End the pause
pause-form-title = A pause
pause-form-ask = On which day shall we begin again?
pause-not-past = That day is not ahead of us. Please choose a later one.
pause-too-long = That’s more than a year away. Please choose a nearer day, or stop the messages altogether.

## The mark on what is chosen now. $label: the words on the button.

settings-chosen = ✓ { $label }
