### /peer-report: what was published of each quarter, and the programme as it is now.

button-report = Informes
button-show-report = Ver lo que ve la coordinación
button-report-earlier = El trimestre anterior
button-report-later = El trimestre siguiente
button-report-words = En palabras
button-report-more = Otros grupos
button-report-figures = Las cifras del trimestre
button-report-programme = El programa ahora

## Who may see it

report-not-coordinator = Esta orden es para la coordinación. Lo que ve no es ningún secreto, y para ti es lo mismo.
report-only-roster = Esto es para quienes figuran en la lista de personal de { $organisation }.

## A quarter

report-heading = Lo que ve la coordinación
report-intro = Una vez por trimestre, estas cifras y ninguna otra. Quien figure en la lista de personal puede ver esta misma página.
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
report-beside-passed = Alguien del equipo no pudo atender su petición
report-beside-waited = Hubo que avisar a la coordinación de que esperaban
report-beside-unfilled = Después nadie dijo que sí
report-pace = Hasta que alguien dijo que sí
report-pace-nearly-all-in-15-minutes = 15 minutos como mucho para casi todo el mundo
report-pace-half-in-an-hour = una hora como mucho para la mitad o más
report-pace-longer = más de una hora para más de la mitad
# $year: which.
report-year = El año { $year }, todo el mundo junto
report-year-joined = Se unieron desde el año anterior
report-year-paused = Hicieron una pausa al menos una vez
report-share-under-half = menos de la mitad
report-share-half-to-three-quarters = de la mitad a tres cuartos
report-share-over-three-quarters = más de tres cuartos
report-foot = Se cuentan personas, no respuestas. «Menos de { $number }» puede ser nadie.
# $number: the floor.
report-counted = Se cuenta a quienes se habían unido 30 días antes de empezar el trimestre: personas, no respuestas. «Menos de { $number }» puede ser nadie. Un informe no cambia nunca una vez publicado.
report-too-few = Menos de 20 personas se habían unido a tiempo, así que toda cifra dice «menos de { $number }», se haya respondido lo que sea.
report-uptake = Donde se unen 15 de cada 100, una agencia de menos de unas 130 personas no tiene cifras sobre respuestas. Es a propósito: nadie puede quedar señalado.
# $number, $year: which quarter. $day: a date, in words.
report-none-yet = Todavía no hay informe. El primero es del trimestre { $number } de { $year } y llega el { $day }, cuando acabe. Tiene cifras si 20 personas se habían unido 30 días antes de que empezara.
# $day: a date, in words.
report-next = El próximo llega el { $day }.

## As a table

report-table-quarter = Trimestre
report-table-group = Grupo

## The programme now: nothing about members

programme-heading = El programa ahora
programme-intro = Como está en este minuto. Nada de esto trata de integrantes.
# $count, $invited, $stations, $all: how many.
programme-roster = En la lista de personal: { $count }. Con invitación hasta ahora: { $invited }, en { $stations } de { $all } estaciones.
# $count: how many.
programme-serving = En el equipo de apoyo, con aprobación y capacitación: { $count }
programme-nominated = Todavía sin aprobación: { $count }
programme-suspended = Descansan de ello: { $count }
# $names: people, each with a date.
programme-training-ends = Capacitación que acaba en menos de 60 días: { $names }
programme-training-over = Capacitación que ya acabó: { $names }
programme-training-fine = A nadie se le acaba la capacitación en los próximos 60 días.
# $name: a person. $day: a date, in words.
programme-with-day = { $name } ({ $day })
programme-on-call-heading = De guardia
programme-on-call-now = Ahora: { $names }
programme-on-call-nobody = Ahora: nadie
# $spans: stretches of time, in words.
programme-gaps = En los próximos 14 días no hay nadie de guardia: { $spans }
programme-no-gaps = Hay alguien de guardia a toda hora en los próximos 14 días.
# $start, $end: moments, in words.
programme-span = de { $start } a { $end }
programme-more = y { $count } más
programme-not-woken = De guardia, sin forma de despertar a: { $names }
programme-coverage-heading = Hora por hora
programme-coverage-intro = Cuántos del equipo de apoyo hay al menos, en turno o de guardia, a cualquier hora de los próximos 7 días: de 00 a 06 · de 06 a 12 · de 12 a 18 · de 18 a 24.
# $day: a date, in words. $counts: four numbers.
programme-coverage = { $day }: { $counts }
