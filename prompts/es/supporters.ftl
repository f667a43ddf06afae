### /supporter and /peer-admin: the supporter's own menu and entry, and the coordinators' side.

## The supporter's own menu

supporter-heading = Tú en el equipo de apoyo
supporter-nominated = En la lista de personal figuras en el equipo de apoyo. La coordinación todavía no te ha aprobado, así que no te mandamos a nadie.
supporter-approved = Ya tienes la aprobación.
supporter-suspended = Por ahora no te mandamos a nadie. La coordinación puede decirte más.
# $until: a date, in words.
supporter-trained = Tu capacitación vale hasta el { $until }.
# $until: a date, in words.
supporter-training-over = Tu capacitación valía hasta el { $until }. No te mandamos a nadie hasta que se renueve.
supporter-not-trained = No hay constancia de tu capacitación, así que todavía no te mandamos a nadie.
supporter-available = Estás disponible: se te puede preguntar.
supporter-not-available = Ahora no estás disponible. Solo se te pregunta mientras estés de guardia, o si alguien pide hablar ya y no había nadie más libre.
# Not approved, resting, or not trained: nobody is sent their way whatever they choose here.
supporter-later-available = Figuras como disponible, para cuando eso cambie.
supporter-later-not-available = Figuras como no disponible por ahora.
# $day: a date, in words; the rest ends with it.
supporter-rests = Dos veces en un mes, después de decir que sí, al final no se pudo. Pasa, y el porqué es cosa tuya. Hasta el { $day } descansas: solo se te pregunta mientras estés de guardia, o si alguien pide hablar ya y no había nadie más libre.
supporter-full = Tienes entre manos tantas conversaciones como llevas a la vez. No te mandamos a nadie más hasta que se cierre una, salvo de guardia, o si alguien pide hablar ya y no había nadie más libre.
supporter-enough-today = Ya dijiste que sí a suficiente gente por un día. Hasta que pase un día no te mandamos a nadie más, salvo de guardia, o si alguien pide hablar ya y no había nadie más libre.
# $start, $end: day and time, in words.
supporter-on-call = De guardia: { $start } a { $end }.
button-available = Estoy disponible
button-not-available = Ahora no disponible
supporter-is-available = Listo. Figuras como disponible.
supporter-is-not-available = Listo. El directorio dice “{ directory-not-available }”, y nunca por qué.
button-my-entry = Mi ficha
button-test-waking = Probar cómo se me despierta
button-supporter-menu = A mi menú
# All that the second channel says: on a lock screen, in a text message, read out by a pager.
waking = Te necesitan en el chat. Échale un vistazo.
waking-test-none = No hay otra forma registrada de llegar a ti, así que no se te puede despertar cuando estés de guardia. La coordinación puede añadir una.
waking-test-sent = En un momento suena la otra forma de llegar a ti. No dice más que te necesitan aquí. Si no suena en dos minutos, avisa a la coordinación.
waking-test-again = Ya va en camino. Si no suena nada en dos minutos, avisa a la coordinación.

## The own entry in the directory

entry-heading = Tu ficha en el directorio
entry-as-shown = Lo que ven los demás:
entry-empty = Por ahora solo nombre y estación. Unas palabras tuyas hacen más fácil elegir a alguien.
entry-not-shown = Se muestra cuando tengas la aprobación y conste tu capacitación.
# $hello: the supporter's own words.
entry-hello = Saludo para quien te elige primero: “{ $hello }”
entry-hello-none = Todavía no hay un saludo en tus palabras; reciben uno en las nuestras.
entry-waiting-heading = Esperando a la coordinación
entry-waiting = La coordinación la mira antes de que se muestre. Nadie mira la suya.
entry-returned-heading = Todavía no se muestra
entry-returned = Alguien de la coordinación quiere hablarlo contigo primero. Todo sigue aquí, como lo escribiste.
button-edit-entry = Cambiarla
entry-form-title = Tu ficha
entry-form-topics = ¿De qué sabes escuchar?
entry-form-languages = ¿Qué idiomas hablas?
entry-form-languages-hint = El de la lista de personal ya cuenta.
entry-form-words = Unas palabras sobre ti
entry-form-words-hint = ¿Qué haría fácil hablar contigo? Aquí lo puede leer cualquiera.
entry-form-hello = Tu saludo para quien te elija
entry-form-hello-hint = Se manda en tu nombre su primer día. No pide nada, y no promete nada.
entry-form-photo = Una foto
entry-form-photo-hint = PNG, JPEG o WebP, 5 MB como máximo. Solo se guarda un cuadro pequeño; no se guarda dónde ni cuándo se tomó.
# A photo that came with a form that was sent back.
entry-form-photo-kept = Tenemos la que acabas de enviar. Una nueva ocupa su lugar.
entry-form-photo-now = La foto que está ahora
entry-form-photo-keep = Dejarla
entry-form-photo-remove = Quitarla
entry-form-submit = Enviar
photo-too-big = Ese archivo pasa de 5 MB. No se perdió nada más; elige uno más pequeño.
photo-too-many-pixels = Esa imagen pasa de 40 millones de píxeles. No se perdió nada más; elige una más pequeña.
photo-no-picture = No podemos leer eso como imagen. Sirven PNG, JPEG y WebP. No se perdió nada más.
entry-proposed = Enviada a la coordinación. Se muestra cuando alguien de ahí la apruebe.
entry-unchanged = Es lo que ya está, así que no se cambió nada.

## To coordinators: an entry that waits

# $name: the supporter's.
entry-of = { $name } quiere esto en el directorio:
button-approve = Aprobar
button-not-yet = Todavía no
# $name: whose entry it is.
entry-approved = La ficha de { $name } ya está en el directorio, y se le avisa. Gracias.
# $name: whose entry it is.
entry-sent-back = La ficha de { $name } no se muestra, y se le avisa que quieres hablarlo. Hazlo, por favor.
entry-own = Esa es la tuya. La mira otra persona de la coordinación.
entry-settled = Esa ya está resuelta, así que no se cambió nada.
entry-changed-since = La cambió después de que la viste, así que todavía no se hizo nada. Así está ahora.
entries-none = No hay ninguna ficha esperándote.

## To the supporter: what came of it

entry-decided-yes = Tu ficha ya está en el directorio, como la enviaste.
entry-decided-no = Tu ficha todavía no se muestra. Alguien de la coordinación quiere hablarlo contigo primero. No se perdió nada de ella.

## /peer-admin

admin-heading = Llevar el programa
admin-intro = La lista de personal, las invitaciones, el equipo de apoyo. Nada de aquí dice quién se unió, quién pidió hablar o quién contestó.
# $count: how many wait.
button-entries = { $count ->
    [0] Fichas: no espera ninguna
    [one] Fichas: espera una
   *[other] Fichas: esperan { $count }
 }
button-send-roster = Enviar una lista de personal
button-stations = Invitar a una estación
button-supporters = Equipo de apoyo
button-admin-menu = Al menú
admin-roster-heading = Una nueva lista de personal
admin-roster = Envía el archivo (CSV) aquí en este chat. Ves qué cambiaría antes de que cambie nada. Quien ya no está en él figura que se fue, recibe una despedida como es debido y conserva una petición abierta.
stations-heading = Invitar a una estación
stations-intro = Cada persona de la estación recibe una invitación, y un recordatorio como máximo. Salen en los próximos días, una cantidad limitada por día.
stations-none = La lista de personal todavía no tiene ninguna estación. Envía primero una lista.
# $count: people on the roster there.
station-size = { $count ->
    [one] Una persona
   *[other] { $count } personas
 }
# $day: a date, in words.
station-invited = Invitación del { $day }.
# $name: the station.
button-invite = Invitar: { $name }
# $name: the station. $count: people on its roster.
station-sure = ¿Invitar a toda la gente de { $name }? { $count ->
    [one] Una persona recibe
   *[other] { $count } personas reciben
 } una invitación. No se puede deshacer, y a quien diga que no, no se le vuelve a preguntar.
button-invite-sure = Sí, invitar
station-done = Listo. Las invitaciones salen en los próximos días, a horas que le vengan bien a cada quien.
station-before = Esa estación ya se invitó antes, así que no se cambió nada. La invitación llega una vez.
station-gone = Esa estación ya no está en la lista de personal, así que no se cambió nada.
supporters-heading = El equipo de apoyo
supporters-none = Todavía no hay nadie de la lista de personal en el equipo de apoyo.
supporters-on-call-now = De guardia ahora: { $names }
supporters-nobody-on-call = Ahora no hay nadie de guardia.
supporter-line-nominated = sin aprobar todavía
supporter-line-approved = con aprobación
supporter-line-suspended = en descanso
# $until: a date, in words.
supporter-line-trained = capacitación hasta el { $until }
# $until: a date, in words.
supporter-line-over = la capacitación valía hasta el { $until }
supporter-line-untrained = sin constancia de capacitación
supporter-line-available = disponible
supporter-line-not-available = no disponible ahora
# $start, $end: day and time, in words.
supporter-line-on-call = de guardia { $start } a { $end }
supporter-line-not-woken = no se le puede despertar

## Erasing somebody who left, by a coordinator

button-erase-leaver = Borrar a quien se fue
erase-leaver-title = Borrar a quien se fue
erase-leaver-intro = A quien se fue se le borra de todos modos a los 30 días. Con su número se hace de hoy a mañana. No se puede deshacer, y no se muestra nada suyo. A nadie de la lista de personal le afecta.
erase-leaver-number = Su número en la lista
button-erase-leaver-sure = Borrar
erase-leaver-done = Si alguien que se fue tenía ese número, lo que se guarda sobre esa persona se borra de hoy a mañana; si aún tiene algo abierto, cuando termine, a los 30 días como muy tarde.
