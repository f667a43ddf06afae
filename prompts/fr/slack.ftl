### Les quelques mots propres à Slack : tout le reste est dit par le bot.

# Stands where an answer is still coming; it claims nothing.
slack-moment = Un instant. Ta réponse arrive.
# Stands in its place when there is nothing more to say.
slack-done = C’est fait.
slack-close = Fermer
slack-cancel = Annuler
# At the end of what Slack would not show whole.
slack-cut = Il y en a plus que ce qui tient ici. Tout est sous /peer.
# Slack takes a press back after three seconds.
slack-again = On a mis trop de temps à t’afficher le formulaire. Appuie encore une fois, ou tape /peer.
# Somebody of another workspace pressed something of ours.
slack-elsewhere = Tailboard ne s’occupe pas de cet espace de travail.

## The app, as Slack lists it

# At most 140 characters.
slack-app-line = Soutien entre pairs : quelqu’un fait le premier pas.
# Beside “{ request-form-title }” in the list of shortcuts.
slack-shortcut-line = Demander un pair aidant
