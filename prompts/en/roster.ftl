### The roster file: what is wrong with it, what it would change, and the words around both. The
### command line says the same. Read by coordinators and operators.

## Where a mistake is. $row: as a spreadsheet counts, the header being row 1.

roster-at-file = The file: { $what }
roster-at-row = Row { $row }: { $what }
roster-at-cell = Row { $row }, { $column }: { $what }
roster-mistakes = { $count ->
    [one] The file has one mistake, so nothing was changed.
   *[other] The file has { $count } mistakes, so nothing was changed.
 }
roster-more-mistakes = { $count ->
    [one] and one more
   *[other] and { $count } more
 }

## Mistakes of the file

roster-mistake-too-large = it is larger than { $most } bytes
roster-mistake-not-utf8 = byte { $byte } is not UTF-8. Save it as “CSV UTF-8”
roster-mistake-not-csv = from here on it cannot be read as CSV. A quotation mark is open, or one stands alone
roster-mistake-separator = its cells are not separated by commas. Save it as CSV with commas
roster-mistake-empty = it is empty
roster-mistake-no-people = there is nobody in it, only a header
roster-mistake-too-many-rows = it has more than { $most } rows

## Mistakes of the header

roster-mistake-missing-column = this column is missing
roster-mistake-unknown-column = { $near ->
    [none] there is no column “{ $value }”
   *[other] there is no column “{ $value }”; did you mean “{ $near }”?
 }
roster-mistake-column-twice = this column stands twice

## Mistakes of a row

roster-mistake-cells = it has { $found } cells, and the header { $wanted }
roster-mistake-formula = “{ $value }” reads like a formula. A cell may not begin with =, +, -, @ or a tab
roster-mistake-hidden = there is a character that nobody sees ({ $code }). Take it out
roster-mistake-line-break = there is a line break in the cell
roster-mistake-too-long = too long: at most { $most } characters
roster-mistake-row-too-long = all of its cells together are too long
roster-mistake-missing = this cell may not be empty
roster-mistake-bad-number = “{ $value }” may not have a semicolon in it
roster-mistake-bad-account = “{ $value }” is not an account. It is written platform:workspace:id, several with a semicolon between
roster-mistake-too-many = at most { $most } in one cell
roster-mistake-unknown-role = there is no role “{ $value }”, only member, supporter and coordinator
roster-mistake-unknown-zone = { $near ->
    [none] “{ $value }” is not a time zone. Write it like America/Chicago
   *[other] “{ $value }” is not a time zone; did you mean { $near }?
 }
roster-mistake-unknown-language = “{ $value }” is not a language here. There are { $known }
roster-mistake-unknown-rotation = { $near ->
    [none] the configuration has no rotation “{ $value }”
   *[other] the configuration has no rotation “{ $value }”; did you mean “{ $near }”?
 }
roster-mistake-unknown-shift = the rotation { $rotation } has the shifts { $known }
roster-mistake-several-supervisors = one supervisor only; others go to the column evaluators

## Mistakes of rows together. $other: the number of the other row.

roster-mistake-number-twice = “{ $value }” is the number of row { $other } as well
roster-mistake-account-twice = “{ $value }” is an account of row { $other } as well
roster-mistake-unknown-supervisor = nobody in the file has the number “{ $value }”
roster-mistake-unknown-evaluator = nobody in the file has the number “{ $value }”
roster-mistake-own-evaluator = nobody evaluates themselves
roster-mistake-circle = the supervisors form a circle: { $numbers }
roster-mistake-too-many-ties = supervisor and evaluators changed too often within a year: more than { $most } people would have to stay excluded

## The difference, a line each; numbers of people and names of stations follow in brackets.

roster-difference = What this file would change
roster-no-difference = The roster is like this already. Nothing would change.
roster-added = { $count ->
    [one] New: one person
   *[other] New: { $count } people
 }
roster-changed = { $count ->
    [one] Changed: one person ({ $changes })
   *[other] Changed: { $count } people ({ $changes })
 }
roster-change-name = name { $count }
roster-change-station = station { $count }
roster-change-shift = shift or crew { $count }
roster-change-rank = rank { $count }
roster-change-role = role { $count }
roster-change-chain = supervisor { $count }
roster-change-evaluators = evaluators { $count }
roster-change-rotation = rotation { $count }
roster-change-zone = time zone { $count }
roster-change-language = language { $count }
roster-change-account = account { $count }
roster-renewed = { $count ->
    [one] Another account, so a new member: one person
   *[other] Another account, so new members: { $count } people
 }
roster-returned = { $count ->
    [one] Back on the roster: one person
   *[other] Back on the roster: { $count } people
 }
# Of those who are new or back.
roster-unapproved = { $count ->
    [one] A supporter among them, not asked until approved: one person
   *[other] Supporters among them, not asked until approved: { $count } people
 }
roster-left = { $count ->
    [one] Not in the file, so marked as left: one person
   *[other] Not in the file, so marked as left: { $count } people
 }
# A few people whose choice would be narrow; after it, the stations and how many in each.
roster-narrows = { $count ->
    [one] Fewer than three supporters would be left to one person, since nobody is put in touch with who is above them or evaluates them
   *[other] Fewer than three supporters would be left to { $count } people, since nobody is put in touch with who is above them or evaluates them
}
roster-unchanged = { $count ->
    [one] As before: one person
   *[other] As before: { $count } people
 }
roster-without-account = { $count ->
    [one] Without an account, so not written to: one person
   *[other] Without an account, so not written to: { $count } people
 }
roster-new-stations = { $count ->
    [one] One new station
   *[other] { $count } new stations
 }
roster-empty-stations = { $count ->
    [one] One station with nobody any more
   *[other] { $count } stations with nobody any more
 }
roster-no-coordinator = Nobody in the file is a coordinator.
roster-nowhere = { $count ->
    [one] One account names { $platform }, which the configuration does not have: nobody can be written to there
   *[other] { $count } accounts name { $platform }, which the configuration does not have: nobody can be written to there
 }
roster-budget = The daily budget is { $budget }, too small for a roster of { $people }: on its fullest days some would wait for longer and longer. { $needed } would do (in the configuration, under rhythm).
roster-and-others = { $count ->
    [one] and one more
   *[other] and { $count } more
 }

## By file in chat

button-apply-roster = Apply it
button-apply-roster-leavers = Apply it, they all left
button-drop-roster = Drop it
roster-many-left = That is { $count } people marked as left, more than is usual at once. Is the file whole?
roster-reading = That’s a large file. We’re comparing it with the roster now, and write to you here when that is done.
roster-compared = We compared the roster file you sent with the roster.
button-show-roster = Show what it would change
roster-applying = The roster is being brought up to date. We write to you here when that is done.
roster-applied = The roster is up to date.
roster-dropped = Dropped. The roster is as it was.
roster-second-needed = Two coordinators have to agree to that. If another of you sends me this same file within the hour, they can apply it.
roster-not-there = That file is no longer here: it was applied or dropped before, or is over an hour old. Nothing was changed just now. Send it again if you need to.
roster-changed-since = The roster was changed since you sent the file, so nothing was done yet. Send it again to see what it would change now.
roster-unfinished = The roster file you sent was not brought in to the end. What was done stays done; please send it again for the rest.
roster-not-csv-file = That doesn’t look like a roster. A roster is a CSV file: its name ends in .csv.
# To anyone who is no coordinator, whatever the file is.
file-not-read = Nobody reads the files that are sent here, so we can’t do anything with it. A person is one button away.

## To a member whose entry a small import changed

roster-about-you = Your roster entry was changed: { $changes }. It decides who is never put in touch with you. If something is off, a coordinator can put it right, and under /peer you can leave out anyone you like.
roster-about-you-chain = your supervisor
roster-about-you-evaluators = who evaluates you
roster-about-you-role = your role
roster-about-you-station = your station

## To somebody off the roster who asked for a peer, and whom the roster has by now

guest-found = The roster of { $organisation } has your account now. Is that you, and may what you told us here go with your name there? That is whom you asked us to leave out, and nothing else. Nobody hears of it either way.
guest-adopted = Done. Whom you asked us to leave out stays left out.
guest-stays = Fine. What we hold of your request goes as we said, and the roster changes nothing for you.
guest-request-first = Your request comes first. Once it is over, you can say yes here.
