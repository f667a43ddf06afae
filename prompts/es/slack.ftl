### Las pocas palabras propias de Slack: todo lo demás lo dice el bot.

# Stands where an answer is still coming; it claims nothing.
slack-moment = Un momento. Tu respuesta está en camino.
# Stands in its place when there is nothing more to say.
slack-done = Hecho.
slack-close = Cerrar
slack-cancel = Cancelar
# At the end of what Slack would not show whole.
slack-cut = Hay más de lo que cabe aquí. Todo está en /peer.
# Slack takes a press back after three seconds.
slack-again = Tardamos demasiado en mostrarte el formulario. Pulsa una vez más, o escribe /peer.
# Somebody of another workspace pressed something of ours.
slack-elsewhere = Tailboard no atiende este espacio de trabajo.

## The app, as Slack lists it

# At most 140 characters.
slack-app-line = Apoyo entre colegas: alguien da el primer paso.
# Beside “{ request-form-title }” in the list of shortcuts.
slack-shortcut-line = Pide hablar con alguien del equipo de apoyo
