### The directory, contact peers, whom a member would like and whom not.

## The directory

directory-heading = Les pairs aidants
directory-intro = Des collègues avec une formation pour ça, pas des thérapeutes. Choisis quelqu’un à qui il te serait facile de parler. « Disponible », chacun le dit de soi ; si la personne se trouve prise, on lui demande plus tard, et à d’autres en attendant.
directory-empty = Il n’y a encore personne dans l’annuaire. « { button-talk } » marche quand même, et les lignes plus bas aussi.
# $number, $count: which page of how many.
directory-page = Page { $number } sur { $count }
# $until: a date, in words.
directory-trained = Formation valable jusqu’au { $until }
# $topics: by comma.
directory-topics = Pour parler de : { $topics }
# $languages: by comma.
directory-languages = Langues : { $languages }
directory-available = Disponible
directory-not-available = Pas disponible en ce moment
# $words: their own.
directory-words = « { $words } »
# $name: what somebody hears who does not see the picture.
directory-photo = Une image de { $name }
directory-gone = Cette personne n’est plus dans l’annuaire, donc rien n’a changé.
directory-own = C’est toi, comme les autres te voient.
# Seen by the member alone, under an entry.
directory-is-contact = Fait partie de tes collègues de contact.
# $number: their place on the member's list.
directory-is-preferred = Numéro { $number } parmi les personnes que tu préfères.
directory-is-avoided = Sur ta liste « plutôt pas ». Il n’y a que toi qui vois ça.
directory-is-close = Cette personne est au-dessus ou au-dessous de toi, t’évalue ou coordonne le programme. On ne lui demande donc que si tu la nommes.
# $name: somebody's, possibly shortened.
button-talk-to = Parler à { $name }
# $name: somebody's, possibly shortened.
button-more-about = En savoir plus sur { $name }
button-look = Voir
button-take-off = Enlever
button-add-contact = Ajouter à mes collègues de contact
button-drop-contact = Plus dans mes collègues de contact
button-prefer = J’aimerais lui parler
button-unprefer = Enlever des personnes que je préfère
button-avoid = Plutôt pas
button-unavoid = C’est de nouveau d’accord

## Contact peers. Both know.

contacts-heading = Mes collègues de contact
contacts-intro = Ces collègues savent que c’est ton choix, et peuvent te dire bonjour. Le bonjour de la première personne est le premier que tu reçois.
contacts-changed = C’est fait. Qui entre dans la liste apprend ton choix. Qui n’y est plus n’en est pas averti.
# Where somebody was only taken off.
contacts-dropped = C’est fait. Personne n’apprend que tu as retiré quelqu’un.
# Under the name of one who does not serve as a supporter just now.
contacts-away = Pas dans l’annuaire pour l’instant, donc pas de bonjour de sa part.
contacts-join-first = Les collègues de contact disent bonjour aux personnes qui participent. Commence par là ; ça prend une minute, et arrêter tient en un bouton.
contacts-avoided = Cette personne est sur ta liste « plutôt pas », donc rien n’a changé.
# $most: how many at most.
contacts-full = Il y en a déjà { $most }, et c’est le maximum. Enlèves-en une d’abord.

## To a supporter whom a member chose. Who it is they see by a press.

# $count: how many did, that day.
chosen-as-contact = { $count ->
    [one] Quelqu’un qui participe a choisi ton nom comme collègue de contact. Si tu es en tête de sa liste, le bonjour qu’on lui envoie porte les mots de ta fiche. Quand vous vous croisez, dis bonjour.
   *[other] { $count } personnes qui participent ont choisi ton nom comme collègue de contact. Si tu es en tête de leur liste, le bonjour qu’on leur envoie porte les mots de ta fiche. Quand vous vous croisez, dis bonjour.
}
button-who-chose = Voir qui
# $name, $station: the member's.
chosen-by = { $name }, { $station }.
# $count: how many they are.
chosen-by-keep = { $count ->
    [one] Cette personne sait que tu le sais.
   *[other] Ces personnes savent que tu le sais.
} Garde-le pour toi, s’il te plaît.
chosen-no-longer = Ça a changé depuis, donc il n’y a personne à montrer ici.

## Whom I’d like

# To somebody of whom nothing is known: off the roster, and never asked for anyone.
preferring-unknown = On ne te connaît pas encore, donc il n’y a pas de liste à tenir. Quand tu demandes à parler à quelqu’un, tu peux dire à qui plutôt pas.
preferred-heading = À qui tu aimerais parler
# $most: how many at most.
preferred-intro = On leur demande en premier, dans cet ordre. Personne d’autre que toi ne voit cette liste. { $most } au plus.
preferred-none = Personne pour l’instant. Regarde la fiche de quelqu’un, et « { button-prefer } » l’ajoute ici. Personne d’autre que toi ne verra cette liste.
# $number, $name: their place, and who.
preferred-place = { $number }. { $name }
preferred-added = C’est ajouté. Il n’y a que toi qui vois ça.
# They were on the avoid list.
preferred-added-from-avoided = C’est ajouté, et enlevé de la liste « plutôt pas ». Il n’y a que toi qui vois ça.
preferred-moved = C’est déplacé.
preferred-removed = C’est enlevé. Cette personne n’en saura rien.
# $most: how many at most.
preferred-full = Il y en a déjà { $most }, et c’est le maximum. Enlèves-en une d’abord.
# Beside somebody who is not in the directory now.
preferred-away = Pas dans l’annuaire en ce moment.
button-up = Monter
button-down = Descendre
preferred-wishes-heading = Des souhaits qui valent pour tout le monde
preferred-officers-yes = On peut demander à des officiers.
preferred-officers-no = Pas d’officiers, sauf si tu les nommes ou les as sur ta liste.
button-no-officers = Pas d’officiers
button-officers = Officiers, ça va aussi
preferred-station-other = Quelqu’un d’une autre caserne, sauf si tu nommes la personne ou l’as sur ta liste.
preferred-station-any = Ta propre caserne, ça va aussi.
# By itself: where the station is small.
preferred-station-by-size = Quelqu’un d’une autre caserne si la tienne est petite. Rien d’autre n’est choisi.
button-other-station = Une autre caserne
button-any-station = N’importe quelle caserne
wish-night = Si tu veux parler tout de suite et que personne n’est libre, ces deux souhaits passent après. Ta liste « plutôt pas » tient toujours.

## Whom I’d rather not. Private; wins over everything.

avoided-heading = À qui tu préfères ne pas parler
avoided-intro = On ne leur demande jamais pour toi, à aucune heure, et on ne leur dit rien. Personne d’autre que toi ne voit cette liste.
avoided-none = Il n’y a personne dessus.
# $names: by comma.
avoided-names = Sur la liste : { $names }
avoided-chain-heading = De toute façon, on ne leur demande pas
# $names: who stands above the member or evaluates them, by comma.
avoided-chain = { $names }. D’après la liste du personnel, ces personnes sont au-dessus de toi ou t’évaluent. On ne leur demande que si tu les nommes.
button-edit-avoided = Changer la liste
avoided-form-title = Plutôt pas
avoided-form-ask = À qui préfères-tu ne pas parler ?
# $most: how many at most.
avoided-form-hint = { $most } au plus. Personne d’autre que toi ne voit ça.
avoided-not-there = On ne trouve plus une de ces personnes. Regarde la liste encore une fois.
avoided-changed = C’est gardé. Il n’y a que toi qui vois ça.
# Some of them were among those liked, or contact peers.
avoided-changed-both = C’est gardé. Qui était parmi les personnes que tu préfères, ou parmi tes collègues de contact, n’y est plus. On ne leur dit pas pourquoi.
avoided-removed = C’est enlevé. Il n’y a que toi qui vois ça.
# $most: how many at most.
avoided-full = Il y en a déjà { $most }, et c’est le maximum. Enlèves-en une d’abord.

## A supporter named behind a command, on platforms that suggest names.

# Above a button for each who may be meant.
naming-which = Qui veux-tu dire ? Personne n’a encore été sollicité.
naming-nobody = Nous ne trouvons pas ce nom parmi les pairs aidants à qui tu peux demander en ce moment. Personne n’a encore été sollicité. Choisis quelqu’un dans l’annuaire, ou prends qui peut.
