### /peer: the menu, help now, being worried about somebody.

## The menu. Buttons of it are titles elsewhere too.

menu-heading = Lo que hay aquí para ti
# $organisation: its name.
menu-talk = En { $organisation } hay colegas con capacitación para escuchar. Puedes pedir hablar con alguien a cualquier hora, te hayas unido o no.
# To somebody whom the roster does not have.
menu-talk-stranger = En { $organisation } hay colegas con capacitación para escuchar. No te encontramos en la lista de personal, y puedes hablar con alguien de todos modos.
menu-worried = Alguien me preocupa
menu-supporters-heading = El equipo de apoyo
menu-directory = Quiénes son
menu-contacts = Mis colegas de contacto
menu-preferred = Con quién me gustaría
menu-avoided = Con quién mejor no
menu-yours-heading = Lo tuyo
menu-check-ins = Lo que me escriben
menu-request = Mi petición
menu-data = Mis datos
# What may stand behind the command (/peer now) to come to the lines and a person at once: single
# words or short phrases, by comma, in small letters. Nothing else that is typed there is looked at.
menu-words-for-help = ahora, ya, ayuda, ayuda ahora, ayuda ya, ayúdame, ayudame, ayúdenme, ayudenme, auxilio, socorro, urgente, urgencia, emergencia, crisis, now, help, help now, help me, urgent, emergency, sos

## The bot's own page, where a platform has one. It may be read over a shoulder.

home-preferences-heading = Mis preferencias
home-preferences = Cada cuánto te escribimos y a qué horas, en qué idioma, quién te saluda, con quién te gustaría hablar y con quién no. Lo que elegiste se abre al pulsar, y nunca está en esta página.
home-confidential = Ningún comando, informe ni exportación muestra aquí quién pidió hablar, quién contestó qué o quién se unió.

## Crisis lines to call now

help-now-person = O un colega que conoce este trabajo. Con un botón se lo pides, a cualquier hora.

## I’m worried about someone

worried-heading = Cuando alguien te preocupa
worried-say = No hace falta saber qué hacer. Basta preguntar, a tu manera: “Últimamente no te veo como siempre. ¿Cómo estás, de verdad?” Y escuchar. Si te preguntas si piensa en quitarse la vida, pregúntale justo eso. Preguntarlo no mete la idea.
worried-danger = Si no puede esperar, llama al número de emergencia, quédate a su lado si es seguro para ti, y deja lejos lo que pueda hacerle daño. Estas líneas también ayudan a quien se preocupa:
worried-advice = Alguien del equipo de apoyo puede pensarlo contigo. No hace falta que des ningún nombre.
worried-nothing-kept = Aquí no se pregunta nada sobre esa persona, y no se guarda nada.
button-advice = Pedir consejo al equipo de apoyo
