### The local workspace's own words: everything on the page that the bot does not say itself.

## The bar: the clock, the tools

local-fictional = Fictif
local-skip = Aller aux téléphones
local-clock = L’horloge de la démonstration
local-pause = Arrêter l’horloge
local-go-on = Laisser tourner l’horloge
local-speed = À quelle vitesse tourne l’horloge
local-speed-1 = comme le temps réel
local-speed-60 = une minute par seconde
local-speed-600 = dix minutes par seconde
local-moves = Avancer l’horloge
local-jump-next = La suite
local-jump-hour = + 1 heure
local-jump-night = À 03:00
# Stands before a day and a time.
local-next-event = Ensuite :
local-no-event = Rien n’est attendu pour l’instant
local-sound = Son quand un téléphone sonne
local-dark = Couleurs sombres
local-new-window = Autre fenêtre
# Opens, on a narrow screen, what is folded away there.
local-more = Horloge et scènes
local-close = Fermer

## Scenes and hints

local-scenes = Scènes de l’histoire
local-playing = La scène se prépare
local-played = La scène est prête
local-scene-failed = Cette scène n’a pas pu être préparée. L’histoire est restée comme elle était ; réessaie, ou choisis-en une autre.
local-first-visit = Trois personnes, trois téléphones : appuie sur un bouton et regarde ce que les autres reçoivent. Quand il ne se passe rien, avance l’horloge ou choisis une scène.
local-note-close = Fermer cette indication

## Phones, and who is on them

local-phones = Téléphones
local-become = Devenir quelqu’un d’autre
local-search = Chercher un nom, une caserne ou un rôle
local-people = Les gens de l’organisation
local-no-people = Personne de ce nom
local-no-station = Sans caserne
local-own-window = Ouvrir ce téléphone dans sa propre fenêtre
# $bot: the name the organisation gave the bot.
local-log = Messages directs avec { $bot }
local-empty-title = Pas encore de messages
# $bot: the name the organisation gave the bot.
local-empty = { $bot } écrit ici quand il y a quelque chose à dire. Pour commencer, écris une commande :
local-new-messages = Nouveaux messages
local-today = Aujourd’hui
local-yesterday = Hier
# Read out before a message: who wrote it.
local-bot-said = a écrit
local-you-said = Tu as écrit
local-sent-file = Tu as envoyé un fichier

## Writing to the bot

# $bot: the name the organisation gave the bot.
local-write = Écris à { $bot }, ou une barre oblique pour les commandes
local-write-short = Écris ici, ou /
local-attach = Envoyer un fichier
local-send = Envoyer
local-commands = Commandes
local-commands-found = Commandes : les flèches choisissent, Entrée prend, Échap ferme

## Answers that only this person sees

local-aside-title = Il n’y a que toi qui vois ça. Ce n’est pas gardé.
local-aside-label = Il n’y a que toi qui vois ça
local-aside-close = Fermer cette réponse
local-aside-unfold = Montrer de nouveau cette réponse

## Conversations of two people

# Above the phone's chats: with the bot, and with whoever one writes to.
local-talks = Conversations
# $name: the other one's.
local-talk-log = Conversation avec { $name }
# $name: the other one's.
local-talk-write = Écris à { $name }
local-talk-about = Vous n’êtes que deux dans cette conversation. Le bot n’y participe pas et n’en apprend rien ; comme toute messagerie, elle reste sur la plateforme.

## Forms

local-optional = facultatif
local-choose-one = Choisis
local-filter-options = Chercher ici
local-form-refused = Regarde les réponses marquées. Tout ce que tu as écrit est encore là.
local-required = Il faut remplir ceci.
# $most: how many characters.
local-too-long = C’est trop long : { $most } caractères au plus.

## While it takes time, and when it does not work

local-moment = Un instant
local-sorry = Ça n’est pas passé. Réessaie.
local-not-reached = On ne peut pas dire si c’est arrivé. Regarde la messagerie, et réessaie si rien ne s’est passé.
local-offline = La connexion est perdue. Elle se retente d’elle-même ; ce que tu as écrit reste ici.
local-online = La connexion est revenue.
local-no-script = Cette page a besoin de JavaScript. Rien n’y vient d’ailleurs.

## What the chat does not take. Nothing was sent, and what was typed is still there.

# $most: how many characters.
local-refused-long = C’est plus long que ce que cette messagerie accepte ({ $most } caractères). Rien n’est parti ; tout est encore là pour raccourcir.
local-refused-characters = Il y a dedans des caractères qu’aucune messagerie ne peut montrer. Rien n’est parti ; tout est encore là.
local-refused-big = Ce fichier est trop gros pour cette messagerie (25 Mo au plus). Rien n’est parti.
local-refused-command = Cette commande n’existe pas. Écris une barre oblique pour voir celles qu’il y a ; rien n’est parti.
local-refused-malformed = La page a envoyé quelque chose que la messagerie ne comprend pas. Recharge la page.
local-refused-scene = Une scène se prépare déjà. Un instant.

## A phone that rings

# $bot: the name the organisation gave the bot.
local-ring-title = Appel de { $bot }
local-ring-answer = Répondre
local-ring-silence = Couper le son
local-ring-show = Répondre sur ce téléphone
# $name: whose phone it is.
local-ring-whose = { $name } : le téléphone sonne
local-ring-unknown = Un téléphone sonne
