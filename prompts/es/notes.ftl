### Notes that ask nothing. They take turns (prompts/rotations/note.yaml).

note-01 = Hoy no hay pregunta. Solo un saludo desde la parte de atrás del camión.
note-02 = Aquí no hay nada que contestar. Qué bueno que estés.
note-03 = Cuando suena, alguien contesta. Muchas veces has sido tú. Gracias por eso.
note-04 = Este no pide nada. La puerta sigue abierta, como siempre.
note-05 = Un saludo tranquilo. No hay que hacer nada con él.
note-06 = Has estado con la gente en sus peores días. Pensamos en eso más de lo que lo decimos.
note-07 = Nada pendiente, nada que pedir. Solo nosotros, de paso.
note-08 = Día bueno o día pesado, esto es un saludo y nada más.
note-09 = Hay días en que la mejor noticia es que no suene nada. Un saludo, con calma o sin ella.
note-10 = Ni novedades, ni curso, ni papeleo. Solo un saludo.
note-11 = En la mesa hay un lugar para ti, tengas ganas de hablar o no.
note-12 = Pasamos y dejamos el café puesto. No hay nada que contestar.

# Half a line on why it came.
note-reason = Te uniste, así que de vez en cuando pasa uno de estos.
