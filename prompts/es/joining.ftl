### Invitation, what is kept and who sees it, joining, pausing, leaving, the farewell.

## The invitation: one, and one reminder at most

# $bot: what the organisation calls the bot.
invitation = Hola, somos { $bot }, el camino al apoyo entre colegas de { $organisation }: gente del oficio con capacitación, y alguien de ahí puede ser quien te salude primero. Si te unes, también pasamos de vez en cuando. Lo decides tú, y lo dejas cuando quieras.
invitation-read = Qué significa unirse, antes de decir que sí:
invitation-reminder = De nuevo { $bot }, una vez más y ya no. Unirse es un saludo de un colega que eliges y una pasada de vez en cuando. Si no es para ti, no hagas nada. Hablar con alguien funciona igual: escribe /peer.
# Half a line on why it came.
invitation-reason = { $organisation } está invitando a su gente estación por estación. Hay un recordatorio como máximo.
button-join = Unirme
button-decline = No, gracias
invitation-declined = Está bien. No volveremos a preguntar, y nadie se entera. Si algún día quieres hablar con alguien, escribe /peer; está para ti, te unas o no.
already-joined = Ya estás dentro, así que no se cambió nada.
# The invitation once it was answered: the same for yes and for no.
invitation-answered = Gracias. Lo que hayas elegido, o elijas después, lo cambias tú en /peer. Hablar con alguien nunca depende de eso.
# A no on an old invitation, after having joined another way.
decline-joined = Mientras tanto te uniste, así que no se cambió nada. Para dejarlo basta un botón, en “{ menu-check-ins }”.
join-only-roster = Las preguntas solo llegan a quienes están en la lista de personal, y ahí no te encontramos (o ya no). Hablar con alguien funciona igual.

## How confidential this is: in the invitation and under /peer. True, word for word.

privacy-heading = Qué tan confidencial es
privacy-stored-heading = Qué se guarda
privacy-stored = Tus datos de la lista de personal, lo que eliges aquí, cuándo te escribimos por última vez, tu última respuesta 30 días como máximo, y una petición hasta unos días después de cerrarse. Va sellado con una llave tuya. Nada de lo que se dice al hablar se guarda aquí.
privacy-who-heading = Quién ve qué
privacy-who = Tus respuestas: solo tú. Que te uniste: tú y tus colegas de contacto. Que pediste hablar: la persona con quien te ponemos en contacto. Otras a quienes se pregunta ven para cuándo, y el tema si lo marcaste; ni nombre ni unidad. A la coordinación y al mando no se les muestra nada de esto.
privacy-report-heading = Lo que sí ve la coordinación
privacy-report = Una vez por trimestre, cuántas personas dieron cada tipo de respuesta o pidieron hablar, entre 20 o más contadas juntas: redondeado, y nunca menos de cinco. Para eso, los tipos que diste y si pediste hablar quedan con tus datos hasta que acaba el trimestre.
privacy-platform-heading = Quién más podría leer este chat
privacy-platform = Quien lleva este chat, tu organización o una empresa, quizá pueda exportar o leer sus mensajes, también los nuestros, y ver que usas esto. Por eso contestas con botones, y lo que queda en el chat se ve igual con cualquier respuesta. Lo que escribes también queda aquí.
privacy-red-heading = Después de “{ zone-red }”
privacy-red = Esa respuesta no alerta a nadie. Ves las líneas y un botón para hablar con una persona, y al día siguiente llega una pregunta como las de siempre, salvo que digas que no.
privacy-waiting-heading = Cuando no hay nadie libre
privacy-waiting = Si pides hablar con alguien y no hay nadie libre, la coordinación se entera de que alguien espera, y también el apoyo profesional externo, si lo hay. No se enteran de quién ni de qué se trata.
privacy-honest-heading = Lo que no podemos prometer
privacy-honest = Ningún comando, informe ni exportación muestra aquí quién pidió hablar, quién contestó qué o quién se unió. Quien controle a la vez el servidor y su llave podría leer lo guardado. Lo que hablas con un colega es confidencial con los límites de abajo, y no en todas partes lo protege la ley.

## The limits of confidentiality: the organisation’s own words, before a member first opens up

limits-heading = Dónde termina la confidencialidad
limits-intro = En palabras de { $organisation }:
limits-placeholder = Este es un texto de muestra. Un espacio de trabajo real tiene el suyo.
button-limits-read = Ya lo leí

## Joining, step by step

join-start = Primero dos cosas cortas, y ya estás dentro.
join-follow-up-ask = El día después de “{ zone-red }”, una pregunta como las de siempre. ¿Está bien?
join-follow-up-yes = Sí, está bien
join-follow-up-no = Mejor no
join-contact-form-title = Colegas de contacto
join-contact-ask = ¿Quién puede saludarte? Elige de una a tres personas, deja que te sorprendamos, o déjalo en nadie. Sabrán que las elegiste.
join-contact-surprise = Sorpréndanme
join-contact-nobody = Nadie por ahora
join-contact-both = Eso es alguien y nadie a la vez. Elige una de las dos cosas.
join-contact-too-many = Tres como máximo, por favor.
join-contact-not-there = Una de esas personas ya no está en el directorio. Elige otra vez.
join-contact-empty = Todavía no hay nadie en el directorio. Puedes elegir después, en /peer.
button-choose-contacts = Elegir quién me saluda
button-join-finish = Unirme
joined = Ya estás dentro. Primero llega un saludo, y la primera pregunta más o menos en { $days ->
    [7] una semana
    [14] dos semanas
    [21] tres semanas
    [28] cuatro semanas
    [one] { $days } día
   *[other] { $days } días
 }. Cada cuánto, cuándo, una pausa o dejarlo: todo en /peer.
joined-with = Tus colegas de contacto: { $peers }
joined-with-nobody = Por ahora nadie te saluda. Puedes elegir a alguien cuando quieras, en /peer.
# Beside “joined”, which says that a hello comes.
joined-hello-from-us = Por ahora el saludo es de todo el equipo. Puedes elegir a alguien cuando quieras, en /peer.

## A pause, and leaving

# $until: a day, in words.
pause-done = De acuerdo, ningún mensaje nuestro hasta el { $until }. Si quieres hablar con alguien, escribe /peer como siempre.
pause-over = Vuelves a recibir mensajes, a tu ritmo.
pause-none = No había ninguna pausa, así que no se cambió nada.
leave-ask = ¿Dejamos de escribirte? Lo que ya va en camino también se detiene. Hablar con alguien sigue abierto para ti.
button-leave = Dejen de escribirme
button-leave-sure = Sí, dejen
button-stay = No, sigo
leave-done = Listo. Ya no escribiremos por nuestra cuenta, y nadie se entera. Si algún día quieres hablar con alguien, escribe /peer; está para ti, te unas o no.
leave-request-stays = Tu petición abierta sigue como está.
leave-stayed = De acuerdo. No se cambió nada.
leave-not-joined = No recibes estos mensajes, así que no hay nada que parar.

## The farewell: being marked as left

# $organisation: its name. Followed by the lines in full.
farewell = Ya no estás en la lista de personal de { $organisation }, así que nos despedimos. Gracias por el tiempo que diste. Lo que ofrecen las líneas de abajo sigue abierto para ti.
farewell-data = Lo que se guarda de ti aquí se borra en más o menos un mes.
farewell-request = Tu petición abierta sigue. Nadie la suelta por esto.
