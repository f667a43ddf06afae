### /peer-report: what was published of each quarter, and the programme as it is now.

button-report = Reports
button-show-report = Show me what coordinators see
button-report-earlier = The quarter before
button-report-later = The quarter after
button-report-words = In words
button-report-more = Other groups
button-report-figures = The quarter’s figures
button-report-programme = The programme now

## Who may see it

report-not-coordinator = This command is for coordinators. What they see is no secret, and it’s the same for you.
report-only-roster = This is for the people on the roster of { $organisation }.

## A quarter

report-heading = What coordinators see
report-intro = Once a quarter, these figures and no others. Everyone on the roster may look at the very same page.
# $number, $year: which quarter.
report-quarter = Quarter { $number } of { $year }
report-whole = Everybody together
report-no-station = No station named
# $label: what is counted. $told: how many, in words.
report-line = { $label }: { $told }
report-cell-yellow = A bit worn
report-cell-orange = Struggling
report-cell-red = In a bad place
report-cell-asked = Asked for a supporter
# $number: the floor, five or more.
report-few = fewer than { $number }
report-about = about { $number }
report-most = more than half
report-response = Answered at least once
report-beside-passed = A supporter passed on their request
report-beside-waited = Coordinators had to hear that they were waiting
report-beside-unfilled = After that nobody said yes
report-pace = Until somebody said yes
report-pace-nearly-all-in-15-minutes = at most 15 minutes for nearly all
report-pace-half-in-an-hour = at most an hour for half or more
report-pace-longer = over an hour for more than half
# $year: which.
report-year = The year { $year }, everybody together
report-year-joined = Joined since the year before
report-year-paused = Paused at least once
report-share-under-half = under half
report-share-half-to-three-quarters = half to three quarters
report-share-over-three-quarters = over three quarters
report-foot = People are counted, not answers. “Fewer than { $number }” may be nobody at all.
# $number: the floor.
report-counted = Counted are those who had joined 30 days before the quarter began: people, not answers. “Fewer than { $number }” may be nobody at all. A report never changes once it’s out.
report-too-few = Fewer than 20 people had joined in time, so every figure reads “fewer than { $number }”, whatever was answered.
report-uptake = Where 15 in 100 join, an agency of under about 130 people gets no figures on answers. That’s on purpose: nobody can be picked out.
# $number, $year: which quarter. $day: a date, in words.
report-none-yet = There’s no report yet. The first is of quarter { $number } of { $year }, and comes on { $day }, when that is over. It has figures if 20 people had joined 30 days before it began.
# $day: a date, in words.
report-next = The next one comes on { $day }.

## As a table

report-table-quarter = Quarter
report-table-group = Group

## The programme now: nothing about members

programme-heading = The programme now
programme-intro = As it stands this minute. Nothing here is about a member.
# $count, $invited, $stations, $all: how many.
programme-roster = On the roster: { $count }. Invited so far: { $invited }, at { $stations } of { $all } stations.
# $count: how many.
programme-serving = Supporters who are approved and trained: { $count }
programme-nominated = Not approved yet: { $count }
programme-suspended = Resting from it: { $count }
# $names: people, each with a date.
programme-training-ends = Training that runs out within 60 days: { $names }
programme-training-over = Training that is over: { $names }
programme-training-fine = Nobody’s training runs out within 60 days.
# $name: a person. $day: a date, in words.
programme-with-day = { $name } ({ $day })
programme-on-call-heading = On call
programme-on-call-now = Now: { $names }
programme-on-call-nobody = Now: nobody
# $spans: stretches of time, in words.
programme-gaps = In the next 14 days nobody is on call: { $spans }
programme-no-gaps = Somebody is on call at every hour of the next 14 days.
# $start, $end: moments, in words.
programme-span = { $start } to { $end }
programme-more = and { $count } more
programme-not-woken = On call, and cannot be woken: { $names }
programme-coverage-heading = Hour by hour
programme-coverage-intro = The fewest supporters on shift or on call at any hour of the next 7 days: 00 to 06 · 06 to 12 · 12 to 18 · 18 to 24.
# $day: a date, in words. $counts: four numbers.
programme-coverage = { $day }: { $counts }
