### /peer-report: what was published of each quarter.

# $number, $year: which quarter.
report-quarter = Trimestre { $number } de { $year }
report-whole = Todo el mundo junto
report-no-station = Sin estación
# $label: what is counted. $told: how many, in words.
report-line = { $label }: { $told }
report-cell-yellow = Con algo de desgaste
report-cell-orange = Les está costando
report-cell-red = Lo pasan muy mal
report-cell-asked = Pidieron hablar
# $number: the floor, five or more.
report-few = menos de { $number }
report-about = unas { $number }
report-most = más de la mitad
report-response = Respondieron al menos una vez
report-in-time = Alguien dijo que sí antes de avisar a la coordinación
report-share-under-half = menos de la mitad
report-share-half-to-three-quarters = de la mitad a tres cuartos
report-share-over-three-quarters = más de tres cuartos
report-foot = Se cuentan personas, no respuestas. «Menos de { $number }» puede ser nadie.
