### The directory, contact peers, whom a member would like and whom not.

## The directory

directory-heading = El equipo de apoyo
directory-intro = Colegas con capacitación para esto, no terapeutas. Elige a alguien con quien te resulte fácil hablar. “Disponible” lo dice cada quien de sí; si resulta que anda con otra cosa, le preguntamos después, y mientras tanto a otras personas.
directory-empty = Todavía no hay nadie en el directorio. “{ button-talk }” funciona de todos modos, y las líneas de abajo también.
# $number, $count: which page of how many.
directory-page = Página { $number } de { $count }
# $until: a date, in words.
directory-trained = Capacitación al día hasta el { $until }
# $topics: by comma.
directory-topics = Sabe escuchar de: { $topics }
# $languages: by comma.
directory-languages = Idiomas: { $languages }
directory-available = Disponible
directory-not-available = No disponible ahora
# $words: their own.
directory-words = “{ $words }”
# $name: what somebody hears who does not see the picture.
directory-photo = Imagen de { $name }
directory-gone = Ya no está en el directorio, así que no se cambió nada.
directory-own = Así te ven los demás.
# Seen by the member alone, under an entry.
directory-is-contact = Está entre tus colegas de contacto.
# $number: their place on the member's list.
directory-is-preferred = Número { $number } entre quienes prefieres.
directory-is-avoided = Está en tu lista de con quién mejor no. Solo tú puedes ver esto.
directory-is-close = Está por encima o por debajo de ti, te evalúa o coordina el programa. Por eso solo se le pregunta si tú lo pides por su nombre.
# $name: somebody's, possibly shortened.
button-talk-to = Hablar con { $name }
# $name: somebody's, possibly shortened.
button-more-about = Más sobre { $name }
button-look = Ver
button-take-off = Quitar
button-add-contact = Sumar a mis colegas de contacto
button-drop-contact = Ya no como colega de contacto
button-prefer = Con esta persona me gustaría
button-unprefer = Quitar de quienes prefiero
button-avoid = Mejor no
button-unavoid = Ya no hay problema

## Contact peers. Both know.

contacts-heading = Mis colegas de contacto
contacts-intro = Saben que los elegiste, y puede que te saluden. El saludo de la primera persona es el primero que recibes.
contacts-changed = Listo. A quien entra le avisamos que cuentas con esa persona. A quien ya no está no se le dice nada.
# Where somebody was only taken off.
contacts-dropped = Listo. A nadie se le dice que quitaste a alguien.
# Under the name of one who does not serve as a supporter just now.
contacts-away = No está en el directorio por ahora, así que no manda ningún saludo.
contacts-join-first = Los colegas de contacto saludan a quienes se unieron. Únete primero; toma un minuto, y dejarlo es un botón.
contacts-avoided = Está en tu lista de con quién mejor no, así que no se cambió nada.
# $most: how many at most.
contacts-full = Ya tienes { $most }, y ese es el máximo. Quita a alguien primero.

## To a supporter whom a member chose. Who it is they see by a press.

# $count: how many did, that day.
chosen-as-contact = { $count ->
    [one] Alguien que se unió te eligió como colega de contacto. Si eres la primera persona de su lista, el saludo que le mandamos lleva las palabras de tu ficha. Cuando se encuentren, salúdale.
   *[other] { $count } personas que se unieron te eligieron como colega de contacto. Si eres la primera persona de su lista, el saludo que les mandamos lleva las palabras de tu ficha. Cuando se encuentren, salúdales.
}
button-who-chose = Ver quién
# $name, $station: the member's.
chosen-by = { $name }, { $station }.
# $count: how many they are.
chosen-by-keep = { $count ->
    [one] Sabe que lo sabes.
   *[other] Saben que lo sabes.
} Por favor, que quede contigo.
chosen-no-longer = Eso cambió desde entonces, así que aquí no hay a quién mostrar.

## Whom I’d like

# To somebody of whom nothing is known: off the roster, and never asked for anyone.
preferring-unknown = Todavía no te conocemos, así que no hay lista que guardar. Cuando pidas hablar con alguien, puedes decir con quién mejor no.
preferred-heading = Con quién te gustaría hablar
# $most: how many at most.
preferred-intro = Se les pregunta primero, en este orden. Nadie más que tú ve esta lista. { $most } como máximo.
preferred-none = Nadie todavía. Busca a alguien, y “{ button-prefer }” lo pone aquí. Nadie más que tú verá esta lista.
# $number, $name: their place, and who.
preferred-place = { $number }. { $name }
preferred-added = Añadido. Solo tú puedes ver esto.
# They were on the avoid list.
preferred-added-from-avoided = Añadido, y quitado de la lista de con quién mejor no. Solo tú puedes ver esto.
preferred-moved = Movido.
preferred-removed = Quitado. No se le avisa.
# $most: how many at most.
preferred-full = Ya hay { $most }, y ese es el máximo. Quita a alguien primero.
# Beside somebody who is not in the directory now.
preferred-away = Ahora no está en el directorio.
button-up = Subir
button-down = Bajar
preferred-wishes-heading = Deseos que valen para todo el equipo
preferred-officers-yes = Se puede preguntar a oficiales.
preferred-officers-no = Sin oficiales, salvo a quienes nombres o tengas en tu lista.
button-no-officers = Sin oficiales
button-officers = Oficiales también
preferred-station-other = Alguien de otra estación, salvo a quienes nombres o tengas en tu lista.
preferred-station-any = Tu propia estación también está bien.
# By itself: where the station is small.
preferred-station-by-size = Alguien de otra estación si la tuya es pequeña. No hay nada más elegido.
button-other-station = Otra estación
button-any-station = Cualquier estación
wish-night = Si pides hablar ya y no hay nadie libre, estos dos deseos ceden. A quien está en tu lista de mejor no, nunca se le pregunta.

## Whom I’d rather not. Private; wins over everything.

avoided-heading = Con quién mejor no
avoided-intro = Nunca se les pregunta por ti, a ninguna hora, y nunca se enteran. Nadie más que tú ve esta lista.
avoided-none = No hay nadie en ella.
# $names: by comma.
avoided-names = En la lista: { $names }
avoided-chain-heading = De todos modos nunca se les pregunta
# $names: who stands above the member or evaluates them, by comma.
avoided-chain = { $names }. Según la lista de personal están por encima de ti o te evalúan. Solo se les pregunta si tú lo pides por su nombre.
button-edit-avoided = Cambiar la lista
avoided-form-title = Mejor no
avoided-form-ask = ¿Con quién prefieres no hablar?
# $most: how many at most.
avoided-form-hint = { $most } como máximo. Nadie más que tú ve esto.
avoided-not-there = A una de esas personas ya no la encontramos. Vuelve a mirar la lista.
avoided-changed = Guardado. Solo tú puedes ver esto.
# Some of them were among those liked, or contact peers.
avoided-changed-both = Guardado. Quien estaba entre tus preferencias o entre tus colegas de contacto ya no está ahí. No se le dice por qué.
avoided-removed = Quitado. Solo tú puedes ver esto.
# $most: how many at most.
avoided-full = Ya hay { $most }, y ese es el máximo. Quita a alguien primero.

## A supporter named behind a command, on platforms that suggest names.

# Above a button for each who may be meant.
naming-which = ¿A quién te refieres? Todavía no se ha preguntado a nadie.
naming-nobody = No encontramos ese nombre entre las personas a las que puedes preguntar ahora. Todavía no se ha preguntado a nadie. Elige a alguien del directorio, o a quien pueda.
