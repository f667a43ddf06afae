### /peer-report: what was published of each quarter, and the programme as it is now.

button-report = Rapports
button-show-report = Montre-moi ce que voit la coordination
button-report-earlier = Le trimestre d’avant
button-report-later = Le trimestre d’après
button-report-words = En mots
button-report-more = D’autres groupes
button-report-figures = Les chiffres du trimestre
button-report-programme = Le programme maintenant

## Who may see it

report-not-coordinator = Cette commande est pour la coordination. Ce qu’elle voit n’est pas un secret, et c’est pareil pour toi.
report-only-roster = C’est pour les personnes de la liste du personnel de { $organisation }.

## A quarter

report-heading = Ce que voit la coordination
report-intro = Une fois par trimestre, ces chiffres et aucun autre. Chaque personne de la liste du personnel peut voir exactement la même page.
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
report-beside-passed = Un pair aidant n’a pas pu répondre à leur demande
report-beside-waited = Il a fallu dire à la coordination que ces personnes attendaient
report-beside-unfilled = Ensuite personne n’a dit oui
report-pace = Avant que quelqu’un dise oui
report-pace-nearly-all-in-15-minutes = 15 minutes au plus pour presque tous
report-pace-half-in-an-hour = une heure au plus pour la moitié ou plus
report-pace-longer = plus d’une heure pour plus de la moitié
# $year: which.
report-year = L’année { $year }, tout le monde ensemble
report-year-joined = Participent depuis moins d’un an
report-year-paused = Ont fait une pause au moins une fois
report-share-under-half = moins de la moitié
report-share-half-to-three-quarters = de la moitié aux trois quarts
report-share-over-three-quarters = plus des trois quarts
report-foot = On compte des personnes, pas des réponses. « Moins de { $number } », c’est peut-être personne.
# $number: the floor.
report-counted = Sont comptées les personnes qui participaient 30 jours avant le début du trimestre, pas leurs réponses. « Moins de { $number } », c’est peut-être personne. Un rapport publié ne change plus.
report-too-few = Moins de 20 personnes participaient à temps : chaque chiffre dit donc « moins de { $number } », quelles que soient les réponses.
report-uptake = Là où 15 personnes sur 100 participent, une organisation de moins de 130 personnes environ n’a pas de chiffres sur les réponses. C’est voulu : personne ne peut être montré du doigt.
# $number, $year: which quarter. $day: a date, in words.
report-none-yet = Il n’y a pas encore de rapport. Le premier porte sur le trimestre { $number } de { $year } et vient le { $day }, quand il est fini. Il a des chiffres si 20 personnes participaient 30 jours avant son début.
# $day: a date, in words.
report-next = Le prochain vient le { $day }.

## As a table

report-table-quarter = Trimestre
report-table-group = Groupe

## The programme now: nothing about members

programme-heading = Le programme maintenant
programme-intro = Tel qu’il est à cette minute. Rien ici ne parle d’un membre.
# $count, $invited, $stations, $all: how many.
programme-roster = Sur la liste du personnel : { $count }. Ont reçu l’invitation : { $invited }, dans { $stations } casernes sur { $all }.
# $count: how many.
programme-serving = Pairs aidants avec accord donné et formation : { $count }
programme-nominated = Sans accord pour le moment : { $count }
programme-suspended = En pause : { $count }
# $names: people, each with a date.
programme-training-ends = Formation qui finit dans les 60 jours : { $names }
programme-training-over = Formation finie : { $names }
programme-training-fine = Aucune formation ne finit dans les 60 jours.
# $name: a person. $day: a date, in words.
programme-with-day = { $name } ({ $day })
programme-on-call-heading = De permanence
programme-on-call-now = Maintenant : { $names }
programme-on-call-nobody = Maintenant : personne
# $spans: stretches of time, in words.
programme-gaps = Dans les 14 jours, personne n’est de permanence : { $spans }
programme-no-gaps = Quelqu’un est de permanence à toute heure des 14 prochains jours.
# $start, $end: moments, in words.
programme-span = de { $start } à { $end }
programme-more = et { $count } de plus
programme-not-woken = De permanence, sans moyen de les réveiller : { $names }
programme-coverage-heading = Heure par heure
programme-coverage-intro = Le moins de pairs aidants en service ou de permanence, à toute heure des 7 prochains jours : de 00 à 06 · de 06 à 12 · de 12 à 18 · de 18 à 24.
# $day: a date, in words. $counts: four numbers.
programme-coverage = { $day } : { $counts }
