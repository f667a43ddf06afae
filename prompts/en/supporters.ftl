### /supporter and /peer-admin: the supporter's own menu and entry, and the coordinators' side.

## The supporter's own menu

supporter-heading = You as a supporter
supporter-nominated = You’re on the roster as a supporter. A coordinator hasn’t approved you yet, so nobody is sent your way.
supporter-approved = You’re approved.
supporter-suspended = Nobody is sent your way at the moment. A coordinator can say more.
# $until: a date, in words.
supporter-trained = Your training is good until { $until }.
# $until: a date, in words.
supporter-training-over = Your training was good until { $until }. Nobody is sent your way before it’s renewed.
supporter-not-trained = There’s no training of yours on record, so nobody is sent your way yet.
supporter-available = You’re available: you may be asked.
supporter-not-available = You’re not available now. You’re asked only while you’re on call, or when someone asks for now and nobody else was free.
# Not approved, resting, or not trained: nobody is sent their way whatever they choose here.
supporter-later-available = You’re down as available, for when that changes.
supporter-later-not-available = You’re down as not available now.
# $day: a date, in words; the rest ends with it.
supporter-rests = Twice within a month something came between after you had said yes. It happens, and it’s nobody’s business why. Until { $day } you get a rest: you’re asked only while you’re on call, or when someone asks for now and nobody else was free.
supporter-full = You have as many conversations in hand as you take on at once. Nobody new is sent your way until one is closed, but while you’re on call, or when someone asks for now and nobody else was free.
supporter-enough-today = You have said yes to enough people for one day. Until that’s a day ago nobody new is sent your way, but while you’re on call, or when someone asks for now and nobody else was free.
# $start, $end: day and time, in words.
supporter-on-call = On call: { $start } to { $end }.
button-available = I’m available
button-not-available = Not available now
supporter-is-available = Done. You’re down as available.
supporter-is-not-available = Done. The directory says “{ directory-not-available }”, and never why.
button-my-entry = My entry
button-test-waking = Test how I’m woken
button-supporter-menu = To my menu
# All that the second channel says: on a lock screen, in a text message, read out by a pager.
waking = You’re wanted in the chat. Please have a look there.
waking-test-none = There’s no second way to reach you on record, so you can’t be woken when you’re on call. A coordinator can add one.
waking-test-sent = In a moment the second way to reach you rings. It says nothing but that you’re wanted here. If it doesn’t ring within two minutes, tell a coordinator.
waking-test-again = It’s on its way already. If nothing rings within two minutes, tell a coordinator.

## The own entry in the directory

entry-heading = Your entry in the directory
entry-as-shown = What others see:
entry-empty = Only name and station so far. A few own words make it easier to pick somebody.
entry-not-shown = It’s shown once you’re approved and your training is on record.
# $hello: the supporter's own words.
entry-hello = Hello to members who choose them first: “{ $hello }”
entry-hello-none = No hello in their own words yet; members get one in ours.
entry-waiting-heading = Waits for a coordinator
entry-waiting = A coordinator looks at it before it’s shown. Nobody looks at their own.
entry-returned-heading = Not shown yet
entry-returned = A coordinator would like to talk it over with you first. It’s all still here, as you wrote it.
button-edit-entry = Change it
entry-form-title = Your entry
entry-form-topics = What are you good with?
entry-form-languages = Which languages do you speak?
entry-form-languages-hint = The one in the roster counts anyway.
entry-form-words = A few words about you
entry-form-words-hint = What would make it easy to talk to you? Everyone here can read it.
entry-form-hello = Your hello to who chooses you
entry-form-hello-hint = It’s sent in your name on their first day. It asks nothing, and promises nothing.
entry-form-photo = A photo
entry-form-photo-hint = PNG, JPEG or WebP, 5 MB at most. Only a small square of it is kept; where and when it was taken is not.
# A photo that came with a form that was sent back.
entry-form-photo-kept = We have the one you just sent. A new one takes its place.
entry-form-photo-now = The photo that’s there now
entry-form-photo-keep = Keep it
entry-form-photo-remove = Take it away
entry-form-submit = Send
photo-too-big = That file is more than 5 MB. Nothing else was lost; please choose a smaller one.
photo-too-many-pixels = That picture is larger than 40 million pixels. Nothing else was lost; please choose a smaller one.
photo-no-picture = We can’t read that as a picture. PNG, JPEG and WebP work. Nothing else was lost.
entry-proposed = Sent to the coordinators. It’s shown once one of them has approved it.
entry-unchanged = That’s what’s there already, so nothing was changed.

## To coordinators: an entry that waits

# $name: the supporter's.
entry-of = { $name } would like this in the directory:
button-approve = Approve
button-not-yet = Not yet
# $name: whose entry it is.
entry-approved = The entry of { $name } is in the directory now, and they hear so. Thank you.
# $name: whose entry it is.
entry-sent-back = The entry of { $name } isn’t shown, and they hear that you’d like to talk it over with them. Please do.
entry-own = That one is yours. Another coordinator looks at it.
entry-settled = That one is settled already, so nothing was changed.
entry-changed-since = They’ve changed it since you saw it, so nothing was done yet. This is how it stands now.
entries-none = No entry waits for you.

## To the supporter: what came of it

entry-decided-yes = Your entry is in the directory now, as you sent it.
entry-decided-no = Your entry isn’t shown yet. A coordinator would like to talk it over with you first. Nothing of it is lost.

## /peer-admin

admin-heading = Running the programme
admin-intro = The roster, the invitations, the supporters. Nothing here tells who joined, who asked or who answered.
# $count: how many wait.
button-entries = { $count ->
    [0] Entries: none waits
    [one] Entries: one waits
   *[other] Entries: { $count } wait
 }
button-send-roster = Send a roster
button-stations = Invite a station
button-supporters = Supporters
button-admin-menu = To the menu
admin-roster-heading = A new roster
admin-roster = Send the file (CSV) here in this chat. You see what it would change before anything does. Whoever is no longer in it is marked as left, gets a proper goodbye, and keeps an open request.
stations-heading = Invite a station
stations-intro = Everyone at the station gets one invitation, and one reminder at most. They go out over the coming days, a limited number a day.
stations-none = The roster has no station yet. Send a roster first.
# $count: people on the roster there.
station-size = { $count ->
    [one] One person
   *[other] { $count } people
 }
# $day: a date, in words.
station-invited = Invited on { $day }.
# $name: the station.
button-invite = Invite { $name }
# $name: the station. $count: people on its roster.
station-sure = Invite everyone at { $name }? { $count ->
    [one] One person gets
   *[other] { $count } people get
 } one invitation. It can’t be taken back, and whoever says no isn’t asked again.
button-invite-sure = Yes, invite
station-done = Done. The invitations go out over the coming days, at hours that suit each of them.
station-before = That station was invited before, so nothing was changed. An invitation comes once.
station-gone = That station is no longer on the roster, so nothing was changed.
supporters-heading = The supporters
supporters-none = Nobody on the roster is a supporter yet.
supporters-on-call-now = On call now: { $names }
supporters-nobody-on-call = Nobody is on call now.
supporter-line-nominated = not approved yet
supporter-line-approved = approved
supporter-line-suspended = resting
# $until: a date, in words.
supporter-line-trained = trained until { $until }
# $until: a date, in words.
supporter-line-over = training was good until { $until }
supporter-line-untrained = no training on record
supporter-line-available = available
supporter-line-not-available = not available now
# $start, $end: day and time, in words.
supporter-line-on-call = on call { $start } to { $end }
supporter-line-not-woken = cannot be woken

## Erasing somebody who left, by a coordinator

button-erase-leaver = Erase who left
erase-leaver-title = Erase who left
erase-leaver-intro = Whoever left is erased after 30 days anyway. With their number it’s done by tomorrow. It can’t be undone, and nothing of theirs is shown. Nobody on the roster is touched.
erase-leaver-number = Their number on the roster
button-erase-leaver-sure = Erase
erase-leaver-done = If somebody who left had that number, what is held about them is erased by tomorrow; where they still have something open, once it’s over, after 30 days at the latest.
