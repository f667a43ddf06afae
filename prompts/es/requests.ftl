### A request for a peer, from asking to the follow-up: the member's side, the supporter's, and what
### coordinators hear. A comment "long:" above a text says why it may have more than 300 characters.

## Asking

# Asked when the menu's "talk to someone" is pressed; the three buttons open the form.
request-start = Puedes hablar con un compañero de apoyo: un colega con capacitación, no un terapeuta. ¿Cuándo te vendría bien?
# Said before asking, always.
request-unfilled = Si no hay nadie libre, la coordinación se entera de que alguien espera, no de quién.
request-limits-heading = Hasta dónde llega la confidencialidad
request-guest-intro = Todavía no te conocemos aquí, y está bien. Unas pocas palabras, y quien está de guardia en el equipo de apoyo sabrá que alguien quiere hablar.

request-form-title = Hablar con un colega
request-submit = Pedir
request-when = Cuándo
request-choose-now = Ahora
request-choose-today = Hoy
request-choose-week = Esta semana
request-to = Con quién
request-to-hint = A quien nombres se le pregunta primero, y ve que eres tú en cuanto dice que sí.
request-to-anyone = Con quien pueda
request-named-gone = Ahora no podemos preguntarle a { $name }, así que hemos elegido «{ request-to-anyone }». Puedes nombrar a otra persona.
request-to-gone = A esa persona ya no se le puede preguntar. Elige otra vez.
request-available = disponible
request-not-available = no disponible ahora
request-topic = Sobre qué
request-topic-hint = Quien recibe la pregunta ve esto, y no quién eres.
request-reach = Cómo prefieres que te contacten
request-reach-here = Aquí, por el chat
request-reach-phone = Una llamada o un mensaje a un número
request-reach-person = En persona
request-reach-group = Aquí, en un chat de grupo que abrimos para los dos
# Said before it is chosen.
request-reach-group-hint = Un chat de grupo se queda en este espacio de trabajo. Quien es dueño del espacio quizá pueda copiar lo que se escribe allí.
request-number = El número
request-number-hint = Solo para llamada o mensaje. Lo recibe quien te llama; lo olvidamos cuando se cierra la petición.
request-number-needed = Para una llamada o un mensaje hace falta un número.
request-anyone = Mi nombre
request-anyone-yes = Quien diga que sí puede saber mi nombre enseguida
request-anyone-hint = Ahorra un paso. Sin esto, primero ves quién dijo que sí, y decides.
request-call-me = ¿Cómo te llamamos?
request-call-me-hint = Cualquier nombre sirve.
request-avoid = ¿Hay alguien a quien no debamos decírselo?
request-avoid-hint = A ninguna de estas personas se le pregunta.

## Right after asking, and later: each step in words

request-step-soon = Tu petición está hecha. Preguntamos a la primera persona en unos minutos.
request-step-first = Tu petición está hecha, y quienes van primero ya la tienen.
# $minutes: a number.
request-step-first-next = Si nadie ha dicho que sí en { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
 }, le llega a todo el equipo de apoyo.
request-step-everyone = Todo el equipo de apoyo tiene ya tu petición. Te avisamos en cuanto alguien diga que sí.
request-step-one = Tu petición está hecha, y alguien del equipo de apoyo ya la tiene. Si no puede, le llega a la siguiente persona. Te avisamos en cuanto alguien diga que sí.
request-step-next = La siguiente persona del equipo de apoyo ya tiene tu petición. Te avisamos en cuanto alguien diga que sí.
request-step-several = Varias personas del equipo de apoyo ya tienen tu petición. Te avisamos en cuanto alguien diga que sí.
request-step-free-again = Más personas del equipo de apoyo ya tienen tu petición. Te avisamos en cuanto alguien diga que sí.
request-step-no-answer = Todavía nadie ha podido decir que sí. Es por lo lleno que tienen el día, no por ti.
request-step-nobody = La verdad es que ahora mismo no hay nadie a quien podamos preguntar.
request-woken = A quien está de guardia también se le llama por teléfono.
# $who: one of the next two.
request-told = { $who } saben que alguien espera, no quién.
# $hour: 09:00.
request-will-be-told = Próximo aviso: { $hour }. { $who } sabrán que alguien espera, no quién.
request-who-coordinators = Quienes coordinan
request-who-both = Quienes coordinan y el apoyo profesional externo
request-stays-open = Tu petición sigue abierta, y se pregunta a quien quede libre.
request-named-not-available = Ahora no podemos preguntarle a { $name }, y no es por ti. Mientras tanto preguntamos a otras personas, y a { $name } en cuanto eso cambie.
# $name had said yes.
request-cannot = { $name } al final no puede. Pasa, y no es por ti. Seguimos preguntando.
request-else = De acuerdo, preguntamos a otra persona. La de antes solo ve que ya no hace falta, y no por qué.
request-state-asking = Estamos preguntando por ti. Te avisamos en cuanto alguien diga que sí.
request-none = No tienes ninguna petición abierta. Cuando quieras, le preguntamos a alguien.

## Somebody said yes

# $name: who accepted, with station; $promise: when they can.
request-proposed = { $name } puede hablar contigo { $promise }.
request-when-now = ahora
request-when-hour = en menos de una hora
request-when-shift = al terminar el turno
request-when-days = en los próximos días
request-name-station = { $name } ({ $station })
# On a card that brings two people together "here, in the chat": opens a conversation of the two.
request-write-to = Escribirle aquí
# $words: a few words of their own.
request-their-words = En sus propias palabras: “{ $words }”
request-proposed-yes = Tu nombre solo le llega si tú dices que sí.
request-still-there = Sin prisa: esto sigue abierto para ti.

request-together = Ya tienes con quién hablar: { $name }. Puede hablar { $promise }.
request-way-here = { $name } te escribe aquí. Si quieres, puedes escribir tú primero.
request-way-phone = { $name } tiene el número que diste, y te llama o te escribe.
request-way-person = { $name } te contacta para acordar lugar y hora.
request-way-group = Aquí abrimos un chat de grupo para los dos. Si no aparece, { $name } te escribe aquí; si quieres, puedes escribir tú primero.
request-way-no-group = No podemos abrir un chat de grupo para los dos. En su lugar, { $name } te escribe aquí; si quieres, puedes escribir tú primero.
# $code: two words that both are shown.
request-code = Para que se reconozcan, cada quien tiene estas dos palabras: { $code }
scope-heading = Qué es un compañero de apoyo
scope-member = Un colega con capacitación que escucha y conoce el trabajo: no es terapeuta ni está por encima de ti. Nada de lo que digas se anota aquí. Si algo va más allá, te lo dice, y sabe quién puede ayudar.

## The end, and changes on the way

request-withdrawn = De acuerdo, ya no preguntamos a nadie. Puedes pedirlo otra vez cuando quieras.
request-done = De acuerdo, la cerraste, y no tienes que hacer nada más. Puedes pedirlo otra vez cuando quieras.
request-at-rest = Dejamos descansar tu petición, porque hubo una semana de silencio. Puedes pedirlo otra vez cuando quieras.
# What stays of the card in the chat.
request-over = Esta conversación está cerrada. Aquí ya no se ven el nombre ni la forma de contacto.
request-closed = Aquí se cerró tu conversación con { $name }, y no tienes que hacer nada. Pueden seguir hablando, y puedes pedirlo otra vez cuando quieras.
request-your-supporter = quien te acompaña
request-supporter-changed = Queríamos que lo supieras hoy por nosotros: { $name } ya no está en el equipo de apoyo. Lo que sigue lo eliges tú: otra persona, y vas primero en la fila; seguir en contacto como colegas; o dejarlo aquí.
follow-up = Hace unos días se cerró tu conversación con { $name }. No tienes que hacer nada. Si quieres seguir, con la misma persona o con otra, basta un botón.
follow-up-unnamed = Hace unos días se cerró una conversación tuya. No tienes que hacer nada. Si quieres seguir, basta un botón.

## The member's buttons

button-limits-seen = Ya lo leí, sigamos
button-talk-urgency-now = Ahora
button-talk-urgency-today = Hoy
button-talk-urgency-week = Esta semana
button-talk-again = Hablar otra vez con { $name }
button-request-yes = Sí, por favor
button-someone-else = Otra persona
button-withdraw = Ya no lo necesito
button-status = ¿Cómo va mi petición?
button-request-done = Ya terminamos
button-stay-in-touch = Seguir en contacto

## The offer, to a supporter

offer-now = Alguien quiere hablar ahora con el equipo de apoyo.
offer-today = Alguien quiere hablar hoy con el equipo de apoyo.
offer-week = Alguien quiere hablar esta semana con el equipo de apoyo.
offer-topic = Se trata de: { $topic }
offer-waits = Gracias. Se le pregunta si le viene bien, y después sabrás quién es.
offer-free = Gracias por esperar. Todavía no ha contestado, así que no hace falta que sigas en vela. Si dice que sí más tarde, te avisamos.
offer-together = Gracias. Te están esperando; lo que necesitas va en un mensaje aparte.
offer-passed = Gracias por decirlo. Se pregunta a otras personas.
# The same whatever happened, and for whoever was a moment late.
offer-closed = Gracias por estar. Esto ya no necesita respuesta.

button-offer-now = Puedo, ahora
button-offer-hour = Puedo, en menos de una hora
button-offer-shift = Puedo, después de mi turno
button-offer-days = Puedo, en los próximos días
button-offer-pass = Ahora no puedo
button-offer-give-back = Que vaya otra persona
button-my-requests = Mis peticiones

## The conversation, to a supporter

conversation-with = Te pusimos en contacto con { $name }.
# $promise: the button that they pressed.
conversation-you-said = Dijiste: “{ $promise }”.
conversation-way-here = Para hablar con { $name }, escríbele aquí.
conversation-way-phone = { $name } prefiere una llamada o un mensaje: { $phone }
conversation-way-person = { $name } prefiere verse en persona. Ponte en contacto para acordar lugar y hora.
conversation-way-group = { $name } prefiere un chat de grupo, y lo abrimos aquí para los dos. Si no aparece, por favor escríbele aquí.
conversation-way-no-group = { $name } habría preferido un chat de grupo, y no podemos abrir uno para los dos. Por favor, escríbele aquí.
scope-supporter = Eres colega con capacitación, no terapeuta. Escucha; deja de lado los detalles del servicio; no prometas más secreto que el de las reglas. Lo que va más allá, pásalo a otra ayuda. Aquí no hay nada que anotar.
conversation-reached = Qué bueno saberlo, gracias. Cuando hayan terminado, cierra la conversación con este botón. No tienes que hacer nada más.
conversation-not-reached = Gracias por intentarlo. Puedes seguir un rato, o le preguntamos a otra persona.
conversation-keep = Gracias. Te lo dejamos un rato más.
conversation-did-you-reach = ¿Pudiste hablar con la persona que comparte contigo estas dos palabras: { $code }?
conversation-still = ¿Sigues en contacto con la persona que comparte contigo estas dos palabras: { $code }?
conversation-over = Esta conversación ya está cerrada, y no tienes que hacer nada. Gracias por estar.
# To who closed it just now.
conversation-ended = Cerraste la conversación, y le avisamos. No hay nada que anotar ni que hacer. Gracias por estar.
# What stays of the card in the chat.
conversation-emptied = Esta conversación está cerrada. Aquí ya no se ven el nombre ni la forma de contacto. No tienes que hacer nada.

button-conversation-reached = Estamos en contacto
button-conversation-not-reached = Todavía no
button-conversation-keep = Sigo intentando
button-conversation-still = Seguimos en contacto
button-conversation-done = Ya terminamos, cerrarla
button-safety = Temo por su seguridad
button-refer = Pasar a otra ayuda

## The group chat, where one was chosen

# The first word in it. It stays there, whatever the request was about.
group-chat-first-word = Este es un chat de grupo para los dos. Solo lo abrimos: aquí no leemos nada ni quitamos nada. Se queda en este espacio de trabajo, y quien es dueño del espacio quizá pueda copiarlo.
# To each of the two. $code: the two words that both have. No name: it stays in the chat.
group-chat-not-opened = El chat de grupo no se pudo abrir. Cómo contactarse está en el mensaje con sus dos palabras: { $code }
group-chat-unsure = No podemos saber si el chat de grupo te apareció. Si no, cómo contactarse está en el mensaje con sus dos palabras: { $code }
# On the card of a conversation that is closed.
group-chat-stays = Lo que los dos escribieron en el chat de grupo se queda allí. No quitamos nada.

## Worried about somebody's safety, and what is beyond a peer

safety-heading = Si temes por la vida de alguien
safety-steps = Quédate a su lado, o en la línea. Pregúntale sin rodeos: ¿piensas en quitarte la vida? Preguntarlo no mete la idea. Si hay peligro ahora: llama al { $emergency } y di dónde está. Deja lejos los medios si es seguro para ti. No lo cargues por tu cuenta.
safety-clinician = { $name }, apoyo profesional del programa: { $number }
safety-no-number = pide el número a la coordinación
safety-notice = Algunas leyes piden avisarle por escrito después de contar algo así: consúltalo con el apoyo profesional. Nada de esto se guarda; nadie sabrá que lo miraste.
refer-words = Para lo que va más allá hay gente preparada. Dilo con claridad, ofrece acompañar la primera llamada y quédate cerca.
refer-heading = Ayuda de todos los días

## A supporter's list

list-heading = Lo que tienes abierto
list-some = Cada botón abre una.
list-empty = Ahora mismo no tienes nada abierto.
list-more = Hay más; cierra algunas y aparecerán aquí.
button-list-conversation = Conversación: { $what }
button-list-waits = Falta su sí: { $what }
button-list-offer = Te preguntan: { $what }
request-urgency-now = ahora
request-urgency-today = hoy
request-urgency-week = esta semana

## To coordinators, all alike

someone-waits = Alguien espera hablar con el equipo de apoyo, y todavía no hay nadie libre.
someone-waits-why = Mira, por favor, si alguien podría estar libre o ponerse de guardia. No decimos quién espera, y ningún comando lo muestra.
someone-waits-stays = Este mensaje se queda como está, también cuando ya no espera nadie: la hora diría demasiado. Si dentro de medio día alguien sigue esperando, lo sabrás de nuevo en el próximo aviso de las { $hour }, y después una vez al día.
workspace-rule-posting = Una regla del espacio de trabajo del chat nos impide escribir a algunas personas. ¿Puedes pedir a quien lo administra que la aplicación pueda enviar mensajes directos a todo el mundo?
workspace-rule-channel = El espacio de trabajo del chat dice que algunas conversaciones con el bot están cerradas. ¿Puedes preguntar a quien lo administra si se ha restringido la aplicación?
workspace-rule-keys = El espacio de trabajo del chat no acepta mensajes mientras sus propias claves de cifrado estén desactivadas. ¿Puedes preguntar a quien se ocupa de esas claves?
workspace-rule-other = Una regla del espacio de trabajo del chat prohíbe algunos de nuestros mensajes. ¿Puedes preguntar a quien lleva este programa? Su registro nombra la regla.
workspace-rule-why = No decimos a quién se refería. Te avisamos como mucho una vez al día.
# $days: a number of days. The lines follow, one below the other.
call-the-lines = ¿Ha cambiado algún número? Estas son las líneas que damos a la gente de aquí, y nadie de aquí las ha llamado en los últimos { $days } días. Por favor, llama una vez a cada una.
call-the-lines-then = Después, pide a quien lleva este programa que anote el día junto a la línea, o el número nuevo en su lugar. Te lo recordaremos dentro de unos meses.
