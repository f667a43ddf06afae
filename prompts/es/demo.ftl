### The scenes of the fictional department, and what its page says of people and commands.

## Who somebody is, as the page lists them

demo-member = Integrante
demo-supporter = Equipo de apoyo
demo-coordinator = Coordinación
demo-visitor = Fuera de la lista de personal

## What the phones show when the page is opened

# long: three phones, a sentence each.
demo-opening-hint = Van seis semanas de una historia en la que toda la gente es inventada. A Juno le acaban de preguntar cómo está, Rafael tiene una petición y Priya una ficha por aprobar. Pulsa un botón en un teléfono y mira qué llega a los otros. Cuando no pase nada, mueve el reloj o elige una escena.
demo-run-hint = Esta gente es inventada, y puedes ser cualquiera. Empieza con /peer a la izquierda.
scene-played-out = La historia siguió su curso, y ya no queda nadie que pueda representar esta escena. Para empezar de nuevo, detén el programa y ejecuta make demo con ARGS=--fresh.

## Scenes: a title, a line, and the hint once it is set

scene-hello-title = El primer saludo
scene-hello-line = Alguien se une, y al día siguiente le saluda un colega.
scene-hello-hint = A la izquierda llegó el saludo, con las palabras de un colega que eligió. No pide nada. En medio, ese colega supo que lo eligieron; a la derecha, a la coordinación no le llegó nada de esto.
scene-orange-title = Una respuesta naranja
scene-orange-line = Llega una pregunta. Contéstala y mira qué se queda en el chat.
scene-orange-hint = Elige “{ zone-orange }” a la izquierda. En el chat, la tarjeta queda igual con cualquier respuesta; lo que sigue solo lo ve esa persona y no se guarda en ninguna parte. Los otros dos teléfonos siguen callados.
scene-night-title = 03:00 y nadie despierto
scene-night-line = Alguien quiere hablar ya con una persona, y suena un teléfono.
scene-night-hint = Suena el teléfono de quien está de guardia. Contesta y di cuándo puedes, o déjalo sonar y pulsa “{ local-jump-next }”: a los cinco minutos se pregunta a todo el equipo, a los quince la coordinación sabe que alguien espera, y no quién.
scene-busy-title = Alguien en otra llamada
scene-busy-line = La primera persona no puede ahora. La petición sigue sola su camino.
scene-busy-hint = A Farida se le preguntó primero, por su nombre, y está en otra llamada. Para quien pidió, un “ahora no” y el silencio se ven igual. Ya se le pregunta a la siguiente persona: mira el teléfono de la derecha.
scene-chief-title = Lo que ve la jefatura
scene-chief-line = Lo que tiene la coordinación, y lo que nadie ve.
scene-chief-hint = En medio está todo lo que tiene la coordinación: la lista de personal, el equipo de apoyo, las invitaciones y, cada trimestre, unas cifras redondeadas. Ninguna pantalla muestra quién se unió, qué contestó ni quién pidió hablar. A la derecha, la jefatura tiene lo mismo que cualquiera, y nada más.
scene-report-title = Se cierra un trimestre
scene-report-line = Lo que la coordinación llega a saber, una vez por trimestre, y todo el mundo con ella.
scene-report-hint = Pasaron los meses, y el trimestre se congeló al cerrarse: contado, redondeado y para siempre. En el centro, lo que ve la coordinación. A la izquierda alguien mira la misma página; a la derecha, a la jefatura se le dice que no es ningún secreto.
