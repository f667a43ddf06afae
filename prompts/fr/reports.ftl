### /peer-report: what was published of each quarter.

# $number, $year: which quarter.
report-quarter = Trimestre { $number } de { $year }
report-whole = Tout le monde ensemble
report-no-station = Sans caserne
# $label: what is counted. $told: how many, in words.
report-line = { $label } : { $told }
report-cell-yellow = Un peu à plat
report-cell-orange = Ont du mal
report-cell-red = Ne vont pas du tout
report-cell-asked = Ont demandé à parler
# $number: the floor, five or more.
report-few = moins de { $number }
report-about = environ { $number }
report-most = plus de la moitié
report-response = Ont répondu au moins une fois
report-in-time = Quelqu’un a dit oui avant que la coordination soit prévenue
report-share-under-half = moins de la moitié
report-share-half-to-three-quarters = de la moitié aux trois quarts
report-share-over-three-quarters = plus des trois quarts
report-foot = On compte des personnes, pas des réponses. « Moins de { $number } », c’est peut-être personne.
