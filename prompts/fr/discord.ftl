### Les quelques mots propres à Discord : tout le reste est dit par le bot.

# Stands where there is nothing more to say.
discord-done = C’est fait.
# Something was pressed that the program does not know.
discord-gone = Ce bouton ne sert plus. Tape /peer pour recommencer.
# Somebody of another server pressed something, or wrote.
discord-elsewhere = Tailboard ne s’occupe pas de ce serveur.
# Somebody who is in several servers wrote directly.
discord-which-server = Ici, tu es dans plusieurs serveurs. De lequel s’agit-il ?
# They pressed one of them, and nothing that they wrote waits for it any more.
discord-meant = C’est noté : pour le moment, il s’agit de ce serveur. Écris encore une fois ce que tu souhaites, ou /peer.
# Under the answer to a command, to whoever takes no direct messages.
discord-unreached = Un message pour toi n’est pas arrivé. Pour les recevoir : ouvre le menu de ce serveur, Paramètres de confidentialité, et active les messages privés ; débloque le bot si tu l’as bloqué. Rien de ce qui t’est destiné n’est publié dans un salon.

## Forms. Discord shows one only at the press of a button, and five fields at a time.

discord-form-go-on = Continuer
# $page, $pages: which part comes next, of how many.
discord-form-next = Ce n’est pas encore envoyé. Ensuite vient la partie { $page } sur { $pages }.
discord-form-ready = C’est prêt.
discord-form-gone = Ce formulaire n’est plus ouvert, et rien n’en a été gardé. Tape /peer pour recommencer.
discord-form-by-command = Pour le remplir, tape /peer.

## Commands

# Beside the field of a command where words can be typed. At most 100 characters.
discord-command-words = Ce que tu souhaites, en quelques mots, ou rien
# Beside the field of a command where a supporter’s name can be typed. At most 100 characters.
discord-command-supporter = À qui tu aimerais parler, si tu le sais
