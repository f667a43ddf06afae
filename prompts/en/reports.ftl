### /peer-report: what was published of each quarter.

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
report-in-time = Somebody said yes before coordinators had to hear
report-share-under-half = under half
report-share-half-to-three-quarters = half to three quarters
report-share-over-three-quarters = over three quarters
report-foot = People are counted, not answers. “Fewer than { $number }” may be nobody at all.
