### My check-ins: how often, when, in which language, a pause, stopping.

settings-heading = Lo que te escribimos
settings-not-joined = No recibes mensajes nuestros. Unirse es un saludo de un colega que eliges y una pasada de vez en cuando. Hablar con alguien funciona igual.
settings-changed = Cambiado. Vale desde ahora.

## How often

# $days: how often; 0 is off.
settings-often = { $days ->
    [14] Una pregunta más o menos cada dos semanas.
    [28] Una pregunta más o menos cada cuatro semanas.
    [90] Una pregunta más o menos cada tres meses.
    [0] Sin preguntas. De vez en cuando, unas palabras que no piden nada.
   *[other] Una pregunta más o menos cada { $days } días.
 }
button-often = Cada cuánto
settings-often-ask = ¿Cada cuánto te preguntamos cómo estás? De vez en cuando, en su lugar van unas palabras que no piden nada.
button-often-14 = Cada dos semanas
button-often-28 = Cada cuatro semanas
button-often-90 = Cada tres meses
button-often-0 = Sin preguntas

## At which hours

settings-hours-any = A horas que van con tus turnos, si la lista de personal los tiene, y ni tarde ni de noche.
# $start, $end: times of day, in words.
settings-hours-chosen = De { $start } a { $end }.
# Some of the hours chosen are in the night.
settings-hours-night = Algunas de estas horas son de noche. Las elegiste tú, así que puede que escribamos entonces.
button-hours = Horas
settings-hours-ask = ¿Cuándo te vienen bien nuestros mensajes? De noche solo si tú eliges esas horas aquí, y tu sueño después de un turno de noche se respeta elijas lo que elijas.
button-hours-any = Cuando mejor caiga
# $start, $end: times of day, in words.
button-hours-mornings = Por la mañana, { $start } a { $end }
button-hours-afternoons = Por la tarde, { $start } a { $end }
button-hours-evenings = Al final del día, { $start } a { $end }
button-hours-own = Otras horas
settings-hours-form-title = Tus horas
settings-hours-from = Desde
settings-hours-to = Hasta
settings-hours-same = Desde y hasta son la misma hora. Deja al menos una hora entre las dos.

## On or off shift

settings-side-either = En turno o en descanso, da igual.
settings-side-on = Mejor en turno.
settings-side-off = Mejor en descanso.
settings-side-no-rota = La lista de personal no tiene turnos para ti, así que por ahora esto no cambia nada.
button-side = En turno o en descanso
settings-side-ask = ¿Prefieres que te escribamos en turno o en descanso?
button-side-either = Da igual
button-side-on = En turno
button-side-off = En descanso

## Trades and call-backs

button-shifts = Mis turnos
shifts-heading = Mis turnos
# $days: days and hours, in words.
shifts-next = Tus próximos turnos, según lo que tenemos: { $days }.
shifts-none = No tenemos ningún turno tuyo en las próximas cuatro semanas.
shifts-ask = ¿Cambiaste uno, o te llamaron? Dinos el día, y lo que mandamos lo tiene en cuenta. Nadie más lo ve.
# $day: a day, in words. $kind: one of the next four.
shifts-own = { $day }: { $kind }
shift-kind-off = descanso
shift-kind-day = turno de día
shift-kind-night = turno de noche
shift-kind-24h = turno de 24 horas
button-shift-off = Un día de descanso
button-shift-on = Un día en turno
# $day: a day, in words.
button-shift-back = Deshacer { $day }
shift-form-off-title = Un día de descanso
shift-form-on-title = Un día en turno
shift-form-day = ¿Qué día?
shift-form-day-hint = Si es de noche, el día en que empieza.
shift-form-kind = ¿Qué turno haces?
# $day: a day, in words. $kind: off, a day shift …
shift-noted = Anotado. { $day }: { $kind }.
shift-already = Ya tenemos ese día así. No hizo falta cambiar nada.
shift-past = Ese día ya pasó. Elige ayer o uno más adelante.
shift-too-far = Falta más de un año para eso. Elige un día más cercano.
# $most: how many days are kept.
shift-most = Guardamos { $most } días así a la vez. Deshaz uno primero.
# $day: a day, in words.
shift-taken-back = Deshecho. { $day } vuelve a ser como dice la lista de personal.
shift-not-there = Ese día ya no está anotado. No hizo falta cambiar nada.
shift-no-rota = La lista de personal no tiene turnos para ti, así que aquí no hay nada que cambiar.

## Language, and where

# $language: in its own words.
settings-language = Idioma: { $language }.
button-language = Idioma
settings-language-ask = ¿En qué idioma te escribimos? Quien hable contigo también lo habla.
settings-write-here = Aquí tienes más de una cuenta. Te escribimos en otra.
settings-write-here-done = Desde ahora te escribimos aquí.
button-write-here = Escríbanme aquí

## The day after “In a bad place”

settings-red-yes = El día después de “{ zone-red }”, una pregunta como las de siempre.
settings-red-no = Nada extra el día después de “{ zone-red }”.
button-red-yes = Pasen al día siguiente
button-red-no = Nada extra al día siguiente

## A pause

# $until: a day, in words.
settings-paused = Tienes una pausa hasta el { $until }.
button-pause = Pausa
settings-pause-ask = ¿Por cuánto tiempo? Una pausa solo calla lo que mandamos por nuestra cuenta. Pedir hablar con alguien sigue como siempre.
button-pause-week = Una semana
button-pause-month = Un mes
button-pause-date = Hasta un día que elijo
button-resume = Terminar la pausa
pause-form-title = Una pausa
pause-form-ask = ¿Qué día empezamos otra vez?
pause-not-past = Ese día ya pasó o es hoy. Elige uno más adelante.
pause-too-long = Falta más de un año para eso. Elige un día más cercano, o para los mensajes del todo.

## The mark on what is chosen now. $label: the words on the button.

settings-chosen = ✓ { $label }
