### The hello of the first day: a frame, then the contact peer’s own approved words.
### The frames take turns (prompts/rotations/hello.yaml). $peer: the contact peer’s name.

hello-01 = Te saluda { $peer }. No hay nada que contestar.
hello-02 = Un saludo de { $peer }, de tus colegas de contacto.
hello-03 = { $peer } te dejó unas palabras, y no piden nada a cambio.
hello-04 = Te pasamos un saludo de { $peer }.
hello-05 = Esto viene de { $peer }, que conoce el trabajo.
hello-06 = Aquí está { $peer }, con sus propias palabras.
hello-07 = { $peer } quiso que esto te llegara de mano en mano.
hello-08 = { $peer } es de quienes están aquí para ti. Esto te lo manda.
hello-09 = Ni llamada ni simulacro, solo { $peer } que te saluda.
hello-10 = Por medio de nosotros, un saludo de { $peer }.
hello-11 = { $peer } está entre tus colegas de contacto. Su saludo para ti:
hello-12 = De { $peer }, para cuando tengas un minuto.

# The peer’s own words, as they wrote them and a coordinator approved them.
hello-words = “{ $words }”
# Where the contact peer has no approved words yet.
hello-without-words = { $peer } está entre tus colegas de contacto: tiene capacitación y está ahí si algún día tienes ganas de hablar. No hay nada que contestar.
# Where the member chose nobody.
hello-from-us = Qué bueno tenerte a bordo. No hay nada que contestar. Si algún día quieres saber quién está ahí, escribe /peer.
# Half a line on why it came.
hello-reason = Te uniste, así que primero llega un saludo.
