### Las pocas palabras propias de Discord: todo lo demás lo dice el bot.

# Stands where there is nothing more to say.
discord-done = Hecho.
# Something was pressed that the program does not know.
discord-gone = Ese botón ya no se usa. Escribe /peer para empezar de nuevo.
# Somebody of another server pressed something, or wrote.
discord-elsewhere = Tailboard no atiende este servidor.
# Somebody who is in several servers wrote directly.
discord-which-server = Aquí estás en más de un servidor. ¿De cuál se trata?
# They pressed one of them, and nothing that they wrote waits for it any more.
discord-meant = Anotado: por ahora se trata de ese servidor. Escribe otra vez lo que quieras, o /peer.
# Under the answer to a command, to whoever takes no direct messages.
discord-unreached = Un mensaje para ti no llegó. Para recibirlos: abre el menú de este servidor, Ajustes de privacidad, y activa los mensajes directos; desbloquea el bot si lo bloqueaste. Nada dirigido a ti se publica nunca en un canal.

## Forms. Discord shows one only at the press of a button, and five fields at a time.

discord-form-go-on = Seguir
# $page, $pages: which part comes next, of how many.
discord-form-next = Todavía no se ha enviado. Sigue la parte { $page } de { $pages }.
discord-form-ready = Ya lo tienes listo.
discord-form-gone = Ese formulario ya no está abierto y no se guardó nada de él. Escribe /peer para empezar de nuevo.
discord-form-by-command = Para rellenarlo, escribe /peer.

## Commands

# Beside the field of a command where words can be typed. At most 100 characters.
discord-command-words = Lo que quieras, en pocas palabras, o nada
# Beside the field of a command where a supporter’s name can be typed. At most 100 characters.
discord-command-supporter = Con quién te gustaría hablar, si lo sabes
