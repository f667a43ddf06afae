### The roster file: what is wrong with it, what it would change, and the words around both. The
### command line says the same. Read by coordinators and operators.

## Where a mistake is. $row: as a spreadsheet counts, the header being row 1.

roster-at-file = El archivo: { $what }
roster-at-row = Fila { $row }: { $what }
roster-at-cell = Fila { $row }, { $column }: { $what }
roster-mistakes = { $count ->
    [one] El archivo tiene un error, así que no se cambió nada.
   *[other] El archivo tiene { $count } errores, así que no se cambió nada.
 }
roster-more-mistakes = { $count ->
    [one] y uno más
   *[other] y { $count } más
 }

## Mistakes of the file

roster-mistake-too-large = tiene más de { $most } bytes
roster-mistake-not-utf8 = el byte { $byte } no es UTF-8. Guárdalo como “CSV UTF-8”
roster-mistake-not-csv = desde aquí no se puede leer como CSV. Hay unas comillas abiertas, o unas sueltas
roster-mistake-separator = sus celdas no están separadas por comas. Guárdalo como CSV con comas
roster-mistake-empty = está vacío
roster-mistake-no-people = no hay nadie en él, solo un encabezado
roster-mistake-too-many-rows = tiene más de { $most } filas

## Mistakes of the header

roster-mistake-missing-column = falta esta columna
roster-mistake-unknown-column = { $near ->
    [none] no hay ninguna columna “{ $value }”
   *[other] no hay ninguna columna “{ $value }”; ¿querías decir “{ $near }”?
 }
roster-mistake-column-twice = esta columna está dos veces

## Mistakes of a row

roster-mistake-cells = tiene { $found } celdas, y el encabezado { $wanted }
roster-mistake-formula = “{ $value }” se lee como una fórmula. Una celda no puede empezar con =, +, -, @ ni un tabulador
roster-mistake-hidden = hay un carácter que nadie ve ({ $code }). Quítalo
roster-mistake-line-break = hay un salto de línea en la celda
roster-mistake-too-long = demasiado largo: { $most } caracteres como máximo
roster-mistake-row-too-long = todas sus celdas juntas son demasiado largas
roster-mistake-missing = esta celda no puede estar vacía
roster-mistake-bad-number = “{ $value }” no puede llevar punto y coma
roster-mistake-bad-account = “{ $value }” no es una cuenta. Se escribe platform:workspace:id, y varias separadas por punto y coma
roster-mistake-too-many = { $most } como máximo en una celda
roster-mistake-unknown-role = no existe el papel “{ $value }”, solo member, supporter y coordinator
roster-mistake-unknown-zone = { $near ->
    [none] “{ $value }” no es una zona horaria. Escríbela como America/Chicago
   *[other] “{ $value }” no es una zona horaria; ¿querías decir { $near }?
 }
roster-mistake-unknown-language = “{ $value }” no es un idioma de aquí. Hay { $known }
roster-mistake-unknown-rotation = { $near ->
    [none] la configuración no tiene la rotación “{ $value }”
   *[other] la configuración no tiene la rotación “{ $value }”; ¿querías decir “{ $near }”?
 }
roster-mistake-unknown-shift = la rotación { $rotation } tiene los turnos { $known }
roster-mistake-several-supervisors = solo una persona que supervisa; las demás van en la columna evaluators

## Mistakes of rows together. $other: the number of the other row.

roster-mistake-number-twice = “{ $value }” es también el número de la fila { $other }
roster-mistake-account-twice = “{ $value }” es también una cuenta de la fila { $other }
roster-mistake-unknown-supervisor = nadie en el archivo tiene el número “{ $value }”
roster-mistake-unknown-evaluator = nadie en el archivo tiene el número “{ $value }”
roster-mistake-own-evaluator = nadie se evalúa a sí mismo
roster-mistake-circle = quienes supervisan forman un círculo: { $numbers }
roster-mistake-too-many-ties = quien supervisa y quienes evalúan cambiaron demasiado en un año: más de { $most } personas tendrían que quedar excluidas

## The difference, a line each; numbers of people and names of stations follow in brackets.

roster-difference = Lo que cambiaría este archivo
roster-no-difference = La lista de personal ya está así. No cambiaría nada.
roster-added = { $count ->
    [one] Nuevas: una persona
   *[other] Nuevas: { $count } personas
 }
roster-changed = { $count ->
    [one] Con cambios: una persona ({ $changes })
   *[other] Con cambios: { $count } personas ({ $changes })
 }
roster-change-name = nombre { $count }
roster-change-station = estación { $count }
roster-change-shift = turno o tripulación { $count }
roster-change-rank = rango { $count }
roster-change-role = papel { $count }
roster-change-chain = quien supervisa { $count }
roster-change-evaluators = quienes evalúan { $count }
roster-change-rotation = rotación { $count }
roster-change-zone = zona horaria { $count }
roster-change-language = idioma { $count }
roster-change-account = cuenta { $count }
roster-renewed = { $count ->
    [one] Otra cuenta, así que cuenta como nueva: una persona
   *[other] Otra cuenta, así que cuentan como nuevas: { $count } personas
 }
roster-returned = { $count ->
    [one] De vuelta en la lista: una persona
   *[other] De vuelta en la lista: { $count } personas
 }
# Of those who are new or back.
roster-unapproved = { $count ->
    [one] Entre ellas, del equipo de apoyo, sin peticiones hasta su aprobación: una persona
   *[other] Entre ellas, del equipo de apoyo, sin peticiones hasta su aprobación: { $count } personas
 }
roster-left = { $count ->
    [one] No está en el archivo, así que figura que se fue: una persona
   *[other] No están en el archivo, así que figura que se fueron: { $count } personas
 }
# A few people whose choice would be narrow; after it, the stations and how many in each.
roster-narrows = { $count ->
    [one] A una persona le quedarían menos de tres personas del equipo de apoyo, porque nadie es puesto en contacto con quien está por encima o le evalúa
   *[other] A { $count } personas les quedarían menos de tres personas del equipo de apoyo, porque nadie es puesto en contacto con quien está por encima o le evalúa
}
roster-unchanged = { $count ->
    [one] Como antes: una persona
   *[other] Como antes: { $count } personas
 }
roster-without-account = { $count ->
    [one] Sin cuenta, así que no se le escribe: una persona
   *[other] Sin cuenta, así que no se les escribe: { $count } personas
 }
roster-new-stations = { $count ->
    [one] Una estación nueva
   *[other] { $count } estaciones nuevas
 }
roster-empty-stations = { $count ->
    [one] Una estación que se queda sin nadie
   *[other] { $count } estaciones que se quedan sin nadie
 }
roster-no-coordinator = Nadie en el archivo coordina el programa.
roster-nowhere = { $count ->
    [one] Una cuenta es de { $platform }, que la configuración no tiene: allí no se puede escribir a nadie
   *[other] { $count } cuentas son de { $platform }, que la configuración no tiene: allí no se puede escribir a nadie
 }
roster-budget = El tope diario de mensajes es { $budget }, demasiado bajo para una lista de { $people }: en los días más llenos la espera sería cada vez más larga. Bastaría con { $needed } (en la configuración, en rhythm).
roster-and-others = { $count ->
    [one] y una más
   *[other] y { $count } más
 }

## By file in chat

button-apply-roster = Aplicar
button-apply-roster-leavers = Aplicar, sí se fueron
button-drop-roster = Descartar
roster-many-left = Son { $count } personas que figurarían como que se fueron, más de lo normal de una vez. ¿El archivo está completo?
roster-reading = Es un archivo grande. Lo estamos comparando con la lista de personal, y te escribimos aquí cuando esté.
roster-compared = Comparamos el archivo que enviaste con la lista de personal.
button-show-roster = Ver qué cambiaría
roster-applying = La lista de personal se está poniendo al día. Te escribimos aquí cuando esté.
roster-applied = La lista de personal está al día.
roster-dropped = Descartado. La lista de personal está como estaba.
roster-second-needed = Para eso tiene que estar de acuerdo otra persona que coordine. Si ella me envía este mismo archivo en menos de una hora, puede aplicarlo.
roster-not-there = Ese archivo ya no está aquí: se aplicó o se descartó antes, o tiene más de una hora. Ahora no se cambió nada. Envíalo otra vez si lo necesitas.
roster-changed-since = La lista de personal cambió desde que enviaste el archivo, así que todavía no se hizo nada. Envíalo otra vez para ver qué cambiaría ahora.
roster-unfinished = El archivo que enviaste no entró hasta el final. Lo hecho, hecho queda; envíalo otra vez para lo que falta.
roster-not-csv-file = Eso no parece una lista de personal. Es un archivo CSV: su nombre termina en .csv.
# To anyone who is no coordinator, whatever the file is.
file-not-read = Nadie lee los archivos que se envían aquí, así que no podemos hacer nada con él. Una persona está a un botón.

## To a member whose entry a small import changed

roster-about-you = Cambiaron tus datos en la lista de personal: { $changes }. De eso depende a quién nunca se pone en contacto contigo. Si algo no está bien, la coordinación puede corregirlo, y en /peer puedes dejar fuera a quien quieras.
roster-about-you-chain = quién te supervisa
roster-about-you-evaluators = quién te evalúa
roster-about-you-role = tu papel
roster-about-you-station = tu estación

## To somebody off the roster who asked for a peer, and whom the roster has by now

guest-found = La lista de personal de { $organisation } ya tiene tu cuenta. ¿Eres tú, y puede pasar a tu nombre lo que nos dijiste aquí? Es a quién pediste dejar fuera, y nada más. Nadie se entera, digas lo que digas.
guest-adopted = Listo. A quien pediste dejar fuera sigue fuera.
guest-stays = De acuerdo. Lo que guardamos de tu petición se va como dijimos, y la lista de personal no cambia nada para ti.
guest-request-first = Primero va tu petición. Cuando termine, puedes decir que sí aquí.
