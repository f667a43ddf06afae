### The question, its reasons, and what follows an answer. No exclamation marks here, ever.

## The question: short, one at a time, nothing about any incident. They take turns
## (prompts/rotations/check-in.yaml); the four buttons are the answer.

check-in-01 = Hola, somos nosotros. ¿Cómo andas estos días?
check-in-02 = Pasamos a saludar, como lo haríamos con cualquiera del equipo. ¿Cómo va todo?
check-in-03 = Parada rápida en la parte de atrás del camión. ¿Cómo la vas llevando?
check-in-04 = No hay que escribir nada, basta un toque. ¿Cómo estás hoy?
check-in-05 = Esto toma menos que servirse un café. ¿Cómo te va?
check-in-06 = Cuidas de mucha gente. Esta pregunta es por ti. ¿Cómo estás?
check-in-07 = Hayan sido como hayan sido los últimos días, solo somos nosotros preguntando. ¿Cómo vas?
check-in-08 = Bien, mal o más o menos, ninguna respuesta está mal. ¿Cómo andas tú?
check-in-09 = Hay temporadas que van solas y otras que no. ¿Cómo va esta para ti?
check-in-10 = En turno o en descanso, con mucho o con poco que hacer: ¿cómo estás?
check-in-11 = Preguntamos porque queremos saber. ¿Cómo estás?
check-in-12 = Alguien pregunta, no es más que eso. ¿Cómo te va estos días?

## Half a line on why it came. The same on every check-in, whatever brought it: what stays in the
## chat must not tell one that was agreed on from one of the rhythm.

check-in-reason = Te uniste, así que de vez en cuando preguntamos. “{ button-why-now }” te dice más, solo a ti.

## "Why now?": shown to the member alone, kept nowhere

why-heading = Por qué llegó esto, y por qué ahora
why-rhythm = { $days ->
    [14] Llegan más o menos cada dos semanas, mientras no elijas otra cosa en /peer.
    [28] Llegan más o menos cada cuatro semanas, mientras no elijas otra cosa en /peer.
    [90] Llegan más o menos cada tres meses, mientras no elijas otra cosa en /peer.
   *[other] Llegan más o menos cada { $days } días, mientras no elijas otra cosa en /peer.
 }
why-first = Es la primera desde que te uniste.
why-agreed = Nos dijiste que sí cuando ofrecimos volver a preguntar.
why-red = El día después de “{ zone-red }” pasamos a preguntar una vez, salvo que digas que no. Te lo contamos cuando te uniste.
why-later = Elegiste “{ button-later-today }”.
why-less = Algunas quedaron sin respuesta, así que preguntamos menos. Nadie se enteró ni se va a enterar.
why-note = Te uniste, y de vez en cuando mandamos unas palabras que no piden nada.
why-hello = Te uniste, y lo primero que llega es un saludo.
why-invitation = Estamos invitando a tu estación, una vez, con un solo recordatorio.
# Of a check-in that is not the last message any more.
why-not-kept = Desde entonces llegó otro mensaje, o ya pasó un tiempo, y el motivo de este no se guarda más que hasta ahí. Te uniste, así que preguntamos de vez en cuando; cada cuánto está en /peer.
why-hours-chosen = La hora es de las que elegiste.
why-hours-shift = La hora va con los turnos que la lista de personal tiene para ti, y respeta tu sueño después de una noche.
why-hours-quiet = Salvo que elijas otra cosa, no escribimos tarde ni de noche.
why-only-you = Solo tú puedes ver esto.

## The card once it has an answer: the same for all four

check-in-answered = Gracias, recibido.

## What follows, seen by the member alone

answer-green = Qué bueno. Gracias.
answer-yellow = Gracias por decirlo tal cual. Esto es lo que hay, por si algo te sirve.
answer-orange = Gracias por contarnos. Suena pesado, y no tienes que cargarlo por tu cuenta. Esto es lo que hay, lo que prefieras.
# Under the lines in full and above one button.
answer-red = Qué bueno que lo dijiste. No le avisamos a nadie, y sigue siendo cosa tuya si alguien se entera. Con un botón buscamos a un colega que conoce este trabajo, a cualquier hora.
answer-red-tomorrow = Mañana te llegará una pregunta como las de siempre, salvo que prefieras que no.
button-no-follow-up = Mañana no
answer-no-follow-up = De acuerdo, mañana nada extra. El botón para hablar con alguien se queda donde está.

## Checking back: only a yes does

check-back-offer = { $days ->
    [one] ¿Volvemos a pasar mañana?
    [3] ¿Volvemos a pasar en tres días?
    [7] ¿Volvemos a pasar en una semana?
    [14] ¿Volvemos a pasar en dos semanas?
   *[other] ¿Volvemos a pasar en { $days } días?
 }
button-check-back = Sí, pasen
check-back-yes = Así lo haremos. Se verá como cualquier otra pregunta nuestra.
check-back-no = De acuerdo, nada extra.

## Everyday help

everyday-heading = Ayuda de todos los días
everyday-intro = Para nada de esto hace falta haber tenido un mal día.
everyday-none = Tu organización todavía no ha puesto nada aquí. Alguien con quien hablar hay de todos modos.

## Later today

later-today = Claro. Preguntamos una vez más, hoy más tarde.
later-tomorrow = Ya es tarde por hoy, así que preguntamos una vez más mañana.
later-already = Eso ya está arreglado. Preguntamos una vez más.

## A second thought, a second press

answer-again = ¿Cuál se acerca más?
answer-same = Es la que teníamos, así que se queda.
answer-changed = Tu respuesta quedó cambiada, y nadie se enteró de ninguna de las dos.
answer-taken-back = Retirada, y nadie se enteró. Es como si no hubieras contestado.
answer-none = Aquí no hay ninguna respuesta tuya que retirar.
# A press on a check-in that a newer one has replaced.
answer-superseded = Desde esta llegó una pregunta más nueva, así que no se cambió nada. La nueva tiene los botones.
# Older than the answer is kept.
answer-too-old = Esa ya tiene su tiempo. La respuesta ya no se guarda, así que no hay nada que cambiar.
answer-after-leaving = Dejaste estos mensajes, así que esto no se guardó. Hablar con alguien funciona igual.
answer-off-roster = Estos mensajes han terminado para ti, así que esto no se guardó. Hablar con alguien funciona igual.
