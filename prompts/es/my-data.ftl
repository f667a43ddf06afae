### My data: all that is held about the person who asks, in words.

my-data-heading = Lo que se guarda de ti
my-data-intro = Todo, en unas pocas páginas. Solo tú ves esto, y no se queda en el chat.
# $number, $count: which page of how many.
my-data-page = Página { $number } de { $count }
my-data-nobody = No se guarda nada de ti, salvo los últimos botones que te mostramos: qué significan, { $days } días como máximo, sellado.

## From the roster

my-data-roster-heading = De la lista de personal
my-data-number = Número: { $value }
my-data-name = Nombre: { $value }
my-data-called = Cómo pediste que te llamemos: { $value }
my-data-station = Estación: { $value }
my-data-shift = Turno: { $value }
my-data-crew = Tripulación: { $value }
my-data-rank = Rango: { $value }
my-data-also-supporter = También estás en el equipo de apoyo.
my-data-also-coordinator = También coordinas el programa.
my-data-supervisor = Por encima de ti: { $value }
my-data-evaluators = Te evalúan: { $value }
# $names: people. Held for a year, so that nobody is routed to them.
my-data-former = Estuvieron por encima de ti o te evaluaron, y no se les pone en contacto contigo hasta un año después: { $names }
my-data-rotation = Rotación: { $value }
my-data-zone = Zona horaria: { $value }
my-data-language = Idioma: { $value }
my-data-accounts = Cuentas: { $value }
# What a platform knows somebody by. $platform: Slack. $workspace, $user: its own numbers of them.
my-data-account = { $platform }, donde el espacio de trabajo es { $workspace } y tú eres { $user }
# $number: how many accounts of the roster are somebody else's still.
my-data-awaited = Cuentas sin enlazar todavía: { $number }
my-data-formerly = Entradas tuyas anteriores en la lista de personal, para que quien prefiera no hablar contigo siga sin tener que hacerlo: { $number }
my-data-roster-kept = Se guarda mientras estés en la lista de personal. Cuando te vas, se borra después de { $days } días, y la llave también.
my-data-left-kept = Figura que te fuiste. Todo se borra { $days } días después de eso, y la llave también.
my-data-guest-kept = Pediste hablar sin estar en la lista de personal. Se borra { $days } días después de que se cierre tu petición, y la llave también.

## What was chosen

my-data-chosen-heading = Lo que elegiste
my-data-not-joined = No te has unido.
my-data-ended = Ya no estás en la lista, así que nuestros mensajes han terminado.
my-data-declined = Dijiste que no a unirte, así que no se te volverá a preguntar.
my-data-left = Paraste nuestros mensajes.
# $day: a date, in words.
my-data-joined = Te uniste el { $day }.
my-data-wishes-apply = Si te unes otra vez, esto sigue valiendo:
# $names: people.
my-data-contacts = Colegas de contacto: { $names }
my-data-no-contacts = Colegas de contacto: nadie
my-data-preferred = Con quién te gustaría, en orden: { $names }
my-data-no-preferred = Con quién te gustaría: nadie
my-data-avoided = Con quién mejor no: { $names }
my-data-no-avoided = Con quién mejor no: nadie
# $days: days in words, each with what it is.
my-data-overrides = Cambios de turno y llamadas que nos dijiste: { $days }
# $day: a date, in words.
my-data-limits = Leíste los límites de la confidencialidad el { $day }.
my-data-limits-not = Todavía no se te han mostrado los límites de la confidencialidad.

## What happened

my-data-happened-heading = Qué se te escribió y qué contestaste
# $day: a date, in words.
my-data-invited = Te invitamos el { $day }.
my-data-reminded = Te lo recordamos el { $day }.
my-data-not-invited = No se te ha invitado.
my-data-greeted = El primer saludo llegó el { $day }.
my-data-last-message = La última vez que escribimos por nuestra cuenta fue el { $day }.
my-data-last-check-in = La última pregunta llegó el { $day }.
my-data-no-message = No te hemos escrito por nuestra cuenta.
# $number, $notes, $count: how many.
my-data-counts = Cuentas, para alternar los mensajes y para que los botones viejos sigan viejos. Mensajes y preguntas desde que te uniste: { $number }. Mensajes que no piden nada desde la última pregunta: { $notes }. Preguntas en total: { $count }.
my-data-unanswered = Preguntas seguidas sin respuesta, para preguntar menos: { $number }. No se le dice a nadie.
# $zone: the answer in plain words. $day, $until: dates, in words.
my-data-answer = Tu última respuesta: “{ $zone }”, el { $day }. Se borra a más tardar el { $until }.
my-data-no-answer = No se guarda ninguna respuesta tuya.
my-data-check-back = Quedamos en una pregunta, para el { $day } o después.
my-data-texts = Qué texto llegó al final y por qué, para que ninguno venga dos veces seguidas.
my-data-request = Tienes una petición abierta. Lo que pediste se guarda hasta que se cierre.
my-data-no-request = No tienes ninguna petición abierta.
# $name: a supporter.
my-data-aftercare = Para pasar a saludar después de tu última conversación: con quién fue ({ $name }).
my-data-withdrawals = Peticiones retiradas en el último día: { $number }
# $number, $year: which quarter. $what: what is noted.
my-data-noted = Para el informe del trimestre { $number } de { $year }, en el que se cuenta a muchos y no se nombra a nadie: { $what }. Se borra cuando acaba el trimestre.
# $year: which.
my-data-noted-paused = Para el informe de { $year }, en el que se cuenta a muchos y no se nombra a nadie: que hiciste una pausa. Se borra cuando acaba el año.
my-data-noted-answered = que respondiste
my-data-noted-asked = que pediste hablar con alguien
my-data-noted-waited = que tuviste que esperar
my-data-noted-passed = que alguien del equipo de apoyo no pudo
my-data-noted-unfilled = que después nadie dijo que sí
my-data-noted-yes-15 = que alguien dijo que sí en 15 minutos
my-data-noted-yes-60 = que alguien dijo que sí en una hora
my-data-noted-yes-later = que alguien dijo que sí después de más de una hora
my-data-noted-nothing = nada todavía
my-data-elsewhere = Además de esto: mensajes en camino hacia ti, { $days } días como máximo, sellados y borrados al enviarse; y lo que significan sus botones, { $cards } días.

## As a supporter

my-data-supporter-heading = Tú en el equipo de apoyo
my-data-caseload = Máximo de conversaciones abiertas a la vez: { $number }
my-data-woken = Hay otra forma de llegar a ti, para cuando estés de guardia.
my-data-not-woken = No hay otra forma de llegar a ti.
my-data-entry = Tu ficha en el directorio: “{ button-my-entry }” la muestra entera.
my-data-accepted = Cuándo aceptaste a alguien en el último día, y en qué días de los últimos 30 al final no pudiste, para no pedirle demasiado a nadie.

## En un archivo

button-own-file = En un archivo
button-own-file-send = Enviar el archivo
button-own-file-not = No, volver a las páginas
button-own-file-pages = Las páginas
button-own-file-delete = Borrarlo ya
own-file-heading = ¿Todo en un archivo?
own-file-warning = El archivo se queda una hora en tu chat; luego lo borramos. Hasta entonces, quien tenga tu teléfono puede abrirlo, y quien administra el espacio quizá pueda exportarlo. Si guardas una copia, cuídala tú. Las páginas son más seguras.
# $time: an hour of the clock.
own-file-coming = Tu archivo está en camino. Se borra a las { $time }.
own-file-there = Ya hay un archivo tuyo. Se borra a las { $time }; después puedes tener otro.
own-file-a-moment-ago = Acabas de tener uno. En un minuto puedes pedir otro.
own-file-cannot = Aquí no se te pueden enviar archivos. En las páginas está todo.
own-file-going-out = Tu archivo se está enviando ahora mismo. Cuando llegue, puedes borrarlo todo, y el archivo también se va.
own-file-goes = Se está borrando. Si guardaste una copia, sigue donde la guardaste.
own-file-text = Aquí está el archivo que pediste. Se borra de este chat a las { $time }. Si guardas una copia, que sea donde nadie más mire.
own-file-not-sent = No se pudo enviar el archivo que pediste. En las páginas está todo.
own-file-stays = No se pudo borrar el archivo que pediste: el chat no nos deja. Sigue ahí. Quien administra el espacio puede borrarlo, y no le hace falta abrirlo.
# The name of the file: letters without accents, digits, dashes and dots.
own-file-name = mis-datos.txt
# $bot: the bot’s name. $day: a date, in words. $time: an hour of the clock.
own-file-intro = Lo que { $bot } guardaba de ti el { $day } a las { $time }.
# On platforms whose rules forbid passing on anything about health.
own-file-no-answers = Tus respuestas no están en este archivo: las normas de este chat lo prohíben. Están en las páginas.

## Borrarlo

button-erase-all = Borrarlo
button-erase = Borrarlo
button-erase-sure = Sí, borrarlo todo
button-keep = Conservarlo
erase-heading = ¿Borrar lo que se guarda sobre ti?
erase-goes = Lo que elegiste, a quién prefieres y a quién no, tu última respuesta, cuándo te escribimos: se borra enseguida, y con ello la clave que lo guardaba. A nadie se le dice.
erase-stays-heading = Qué se queda, y por qué
erase-stays-roster = Tu entrada en la lista de personal: es de tu organización, y las listas de otros se apoyan en ella. Y que no se te vuelva a invitar. Puedes pedir hablar con alguien, y apuntarte otra vez, cuando quieras.
erase-stays-nothing = Con nosotros no se queda nada.
erase-supporter = También dejas el equipo de apoyo: tu ficha y tu formación se borran, hasta que la coordinación te apruebe de nuevo.
# $days: how long the operator keeps backups at most.
erase-stays-elsewhere = Lo que te escribimos en este chat también se borra, hasta donde el chat lo permite, pronto; puede que queden copias. Las copias de seguridad se guardan { $days } días. Restaurar una no te trae de vuelta, pero hasta que se borre podría leerla quien la tenga con las claves.
erase-again-roster = No se puede deshacer. ¿Borrarlo todo menos tu entrada en la lista de personal?
erase-again = No se puede deshacer. ¿Borrarlo todo?
erase-request-first = Tienes una petición abierta, y puede que alguien esté ya de camino. Ciérrala primero; luego puedes borrar.
erase-conversation-first = Alguien cuenta contigo como apoyo. Termina antes, o devuélvelo; luego puedes borrar.
erase-done-roster = Borrado. Solo queda tu entrada en la lista de personal, y que no debemos invitarte. Si alguna vez quieres hablar con alguien, puedes seguir haciéndolo.
erase-done = Borrado, y aquí no queda nada. Si alguna vez quieres hablar con alguien, puedes seguir haciéndolo.
