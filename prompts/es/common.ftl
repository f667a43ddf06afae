### What every message may have: the help line, buttons, errors, the one answer to a typed
### sentence. A comment "long:" above a text says why it may have more than 300 characters.

## The help line and what a lock screen shows

# At the foot of every message.
# $emergency, $crisis: how to reach them, "911", "988".
help-line = Emergencia: { $emergency }. Línea de crisis: { $crisis }. Nadie vigila este chat.
# On a note, where there is little room.
help-line-short = { $emergency } · { $crisis } · Nadie vigila este chat.
# Heads the lines in full.
help-lines-heading = Alguien con quien hablar ahora mismo
# One of them. $name: whose it is. $ways: how to reach them, "988 · text 988 · day and night".
line = { $name }: { $ways }
# At the foot of the lines, where some were read in others' lists only. $number: how many.
lines-unsure = { $number ->
    [one] La última de estas líneas no la pudimos comprobar.
   *[other] Las últimas { $number } líneas no las pudimos comprobar.
 } Si nadie contesta, prueba con otra.
# No content: the same for every message. $bot: the name the organisation gave the bot.
notification = Un mensaje de { $bot }

## The zones, in plain words

zone-green = Voy bien
zone-yellow = Con un poco de desgaste
zone-orange = Me está costando
zone-red = La estoy pasando muy mal

## Buttons

button-talk = Hablar con alguien del equipo de apoyo
button-talk-now = Ahora mismo, con quien esté libre
button-later-today = Hoy más tarde
button-change-answer = Cambiar mi respuesta
button-take-back = Retirarla
button-why-now = ¿Por qué ahora?
button-help-now = Líneas de crisis para llamar ya
button-more-lines = Más líneas
button-everyday = Ayuda de todos los días
button-menu = Qué más hay aquí
button-about = ¿Qué tan confidencial es?
button-yes = Sí
button-no = No
button-no-thanks = No, gracias
button-not-now = Ahora no
button-back = Volver
button-next = Siguiente
button-previous = Anterior
button-save = Guardar

## When something is not as expected: kind and true

old-card = Ese mensaje ya tiene su tiempo y sus botones dejaron de funcionar. No se cambió nada. Escribe /peer y lo tienes todo al día.
not-yours = Esos botones son de otra persona, o son demasiado viejos para funcionar. No se cambió nada. Todo lo tuyo está en /peer.
already-done = Eso ya estaba hecho. No se cambió nada más.
no-longer-so = Las cosas han cambiado desde ese mensaje, así que no se hizo nada. Escribe /peer para ver en qué quedaste.
busy = Perdón, no pudimos guardar eso ahora. No se cambió nada. Inténtalo otra vez en un minuto. Si no puede esperar, los números de abajo no dependen de nosotros.
busy-unknown = Lo sentimos: la conexión se cortó justo al guardar y no sabemos si quedó guardado. Míralo en /peer antes de volver a intentarlo. Si no puede esperar, los números de abajo no dependen de nosotros.
# What somebody did was handled, and the platform could not show what came of it. In their chat, so it says nothing of it.
answer-lost = Lo que acabas de hacer nos llegó; solo la respuesta no se te pudo mostrar. Todo está en /peer.
# The same where it may not have been handled.
answer-lost-unsure = Lo que acabas de hacer quizá no nos llegó. Míralo en /peer antes de repetirlo.
not-for-you = Eso no está abierto para ti aquí. Todo lo tuyo está en /peer.

# One answer to whatever a person types, followed by the lines in full.
typed-sentence = Nadie lee este chat, así que no esperes respuesta aquí. Un botón de aquí busca a una persona, a cualquier hora. Y estas líneas sí contestan:

## What is wrong with a field of a form

# $most: characters.
error-too-long = Es más largo de lo que podemos guardar: { $most ->
    [one] { $most } carácter
   *[other] { $most } caracteres
 } como máximo. No se perdió nada; acórtalo y envíalo otra vez.
error-no-number = Eso no parece un número de teléfono. Bastan cifras, espacios y +.
error-no-date = Escribe la fecha así: 2027-03-31.
error-required = Esto hace falta.
error-choose = Elige una de las opciones.
error-too-many = Elige { $most ->
    [one] solo una
   *[other] { $most } como máximo
 }.

## What a request can be about and a supporter good at

topic-work = Trabajo
topic-family = Familia
topic-sleep = Sueño
topic-grief = Pérdida y duelo
topic-money = Dinero
topic-substances = Alcohol y drogas
topic-incident = Después de un servicio duro
topic-health = Salud
topic-retirement = Jubilación
topic-other = Otra cosa

## Languages, each in its own words

language-en = English
language-es = Español
language-fr = Français
