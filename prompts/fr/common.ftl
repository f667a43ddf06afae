### What every message may have: the help line, buttons, errors, the one answer to a typed
### sentence. A comment "long:" above a text says why it may have more than 300 characters.

## The help line and what a lock screen shows

# At the foot of every message.
# $emergency, $crisis: how to reach them, "911", "988".
help-line = Urgence : { $emergency }. Ligne de crise : { $crisis }. Personne ne surveille cette messagerie.
# On a note, where there is little room.
help-line-short = { $emergency } · { $crisis } · Personne ne surveille cette messagerie.
# Heads the lines in full.
help-lines-heading = Quelqu’un à qui parler tout de suite
# One of them. $name: whose it is. $ways: how to reach them, "988 · text 988 · day and night".
line = { $name } : { $ways }
# At the foot of the lines, where some were read in others' lists only. $number: how many.
lines-unsure = { $number ->
    [one] Nous n’avons pas pu vérifier la dernière de ces lignes.
   *[other] Nous n’avons pas pu vérifier les { $number } dernières de ces lignes.
 } Si personne ne répond, essaie une autre ligne.
# No content: the same for every message. $bot: the name the organisation gave the bot.
notification = Un message de { $bot }

## The zones, in plain words

zone-green = Je vais bien
zone-yellow = Un peu à plat
zone-orange = J’ai du mal en ce moment
zone-red = Ça ne va pas du tout

## Buttons

button-talk = Parler à un pair aidant
button-talk-now = Tout de suite, avec qui est libre
button-later-today = Plus tard aujourd’hui
button-change-answer = Changer ma réponse
button-take-back = La retirer
button-why-now = Pourquoi maintenant ?
button-help-now = Lignes de crise à appeler maintenant
button-more-lines = D’autres lignes
button-everyday = Aide au quotidien
button-menu = Ce qu’il y a d’autre ici
button-about = C’est confidentiel à quel point ?
button-yes = Oui
button-no = Non
button-no-thanks = Non, merci
button-not-now = Pas maintenant
button-back = Retour
button-next = Suivant
button-previous = Précédent
button-save = Enregistrer

## When something is not as expected: kind and true

old-card = Ce message date un peu, et ses boutons ne marchent plus. Rien n’a changé. Écris /peer et tu retrouves tout à jour.
not-yours = Ces boutons sont à quelqu’un d’autre, ou trop vieux pour marcher. Rien n’a changé. Tout ce qui est à toi est sous /peer.
already-done = C’était déjà fait. Rien d’autre n’a changé.
no-longer-so = Les choses ont bougé depuis ce message, donc rien n’a changé. Écris /peer pour voir où tu en es.
busy = Pardon, on n’a pas pu enregistrer ça. Rien n’a changé. Réessaie dans une minute. Si ça ne peut pas attendre, les numéros plus bas ne dépendent pas de nous.
busy-unknown = Désolés, la liaison a été coupée au moment d’enregistrer, et on ne sait pas si c’est fait. Regarde sous /peer avant de réessayer. Si ça ne peut pas attendre, les numéros ci-dessous ne dépendent pas de nous.
# What somebody did was handled, and the platform could not show what came of it. In their chat, so it says nothing of it.
answer-lost = Ce que tu viens de faire nous est bien arrivé ; seule la réponse n’a pas pu s’afficher. Tout est sous /peer.
# The same where it may not have been handled.
answer-lost-unsure = Ce que tu viens de faire ne nous est peut-être pas arrivé. Regarde sous /peer avant de recommencer.
not-for-you = Ça ne t’est pas ouvert ici. Tout ce qui est à toi est sous /peer.

# One answer to whatever a person types, followed by the lines in full.
typed-sentence = Personne ne lit cette messagerie, alors n’attends pas de réponse ici. Un bouton cherche une personne, à toute heure. Et ces lignes-là répondent :

## What is wrong with a field of a form

# $most: characters.
error-too-long = C’est plus long que ce qu’on peut garder : { $most ->
    [one] { $most } caractère
   *[other] { $most } caractères
 } au plus. Rien n’est perdu ; raccourcis et renvoie.
error-no-number = Ça ne ressemble pas à un numéro de téléphone. Des chiffres, des espaces et + suffisent.
error-no-date = Écris la date comme ceci : 2027-03-31.
error-required = Il faut remplir ceci.
error-choose = Prends un des choix proposés.
error-too-many = Choisis { $most ->
    [1] une seule réponse
    [one] { $most } réponse au plus
   *[other] { $most } réponses au plus
 }.

## What a request can be about and a supporter good at

topic-work = Travail
topic-family = Famille
topic-sleep = Sommeil
topic-grief = Perte et deuil
topic-money = Argent
topic-substances = Alcool et drogues
topic-incident = Après une intervention difficile
topic-health = Santé
topic-retirement = Retraite
topic-other = Autre chose

## Languages, each in its own words

language-en = English
language-es = Español
language-fr = Français
