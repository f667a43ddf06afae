### /supporter and /peer-admin: the supporter's own menu and entry, and the coordinators' side.

## The supporter's own menu

supporter-heading = Toi parmi les pairs aidants
supporter-nominated = La liste du personnel te compte parmi les pairs aidants. La coordination n’a pas encore donné son accord, donc on ne t’envoie personne.
supporter-approved = Tu as l’accord de la coordination.
supporter-suspended = Pour l’instant, on ne t’envoie personne. La coordination peut t’en dire plus.
# $until: a date, in words.
supporter-trained = Ta formation est valable jusqu’au { $until }.
# $until: a date, in words.
supporter-training-over = Ta formation était valable jusqu’au { $until }. On ne t’envoie personne avant qu’elle soit renouvelée.
supporter-not-trained = Aucune formation n’est enregistrée pour toi, donc on ne t’envoie encore personne.
supporter-available = Tu es disponible : on peut te demander.
supporter-not-available = Tu n’es pas disponible en ce moment. On ne te demande que pendant tes permanences, ou si quelqu’un veut parler tout de suite et que personne d’autre n’était libre.
# Not approved, resting, or not trained: nobody is sent their way whatever they choose here.
supporter-later-available = Tu figures comme disponible, pour quand ça change.
supporter-later-not-available = Tu figures comme pas disponible en ce moment.
# $day: a date, in words; the rest ends with it.
supporter-rests = Deux fois en un mois, après un oui, ça n’a pas pu se faire. Ça arrive, et le pourquoi ne regarde que toi. Jusqu’au { $day }, tu souffles : on ne te demande que pendant tes permanences, ou si quelqu’un veut parler tout de suite et que personne d’autre n’était libre.
supporter-full = Tu as autant de conversations en cours que tu en prends à la fois. On ne t’envoie personne d’autre avant que l’une soit close, sauf pendant tes permanences, ou si quelqu’un veut parler tout de suite et que personne d’autre n’était libre.
supporter-enough-today = Tu as dit oui à assez de monde pour une journée. Pendant un jour, on ne t’envoie personne d’autre, sauf pendant tes permanences, ou si quelqu’un veut parler tout de suite et que personne d’autre n’était libre.
# $start, $end: day and time, in words.
supporter-on-call = De permanence : { $start } à { $end }.
button-available = Je suis disponible
button-not-available = Pas disponible en ce moment
supporter-is-available = C’est fait. Tu figures comme disponible.
supporter-is-not-available = C’est fait. L’annuaire dit « { directory-not-available } », et jamais pourquoi.
button-my-entry = Ma fiche
button-test-waking = Tester comment on me réveille
button-supporter-menu = À mon menu
# All that the second channel says: on a lock screen, in a text message, read out by a pager.
waking = On a besoin de toi dans la messagerie. Jette un œil, s’il te plaît.
waking-test-none = Aucun second moyen de te joindre n’est enregistré, donc on ne peut pas te réveiller pendant une permanence. La coordination peut en ajouter un.
waking-test-sent = Dans un instant, le second moyen de te joindre sonne. Il dit seulement qu’on a besoin de toi ici. S’il ne sonne pas dans les deux minutes, dis-le à la coordination.
waking-test-again = C’est déjà en route. Si rien ne sonne dans les deux minutes, dis-le à la coordination.

## The own entry in the directory

entry-heading = Ta fiche dans l’annuaire
entry-as-shown = Ce que voient les autres :
entry-empty = Pour l’instant, seulement le nom et la caserne. Quelques mots à toi aident à choisir quelqu’un.
entry-not-shown = Elle est montrée quand tu as l’accord et que ta formation est enregistrée.
# $hello: the supporter's own words.
entry-hello = Bonjour à qui te choisit en premier : « { $hello } »
entry-hello-none = Pas encore de bonjour avec tes mots ; on en envoie un avec les nôtres.
entry-waiting-heading = En attente de la coordination
entry-waiting = La coordination la regarde avant qu’elle soit montrée. Personne ne regarde la sienne.
entry-returned-heading = Pas encore montrée
entry-returned = Quelqu’un de la coordination aimerait d’abord en parler avec toi. Tout est encore là, comme tu l’as écrit.
button-edit-entry = La changer
entry-form-title = Ta fiche
entry-form-topics = De quoi peut-on te parler ?
entry-form-languages = Quelles langues parles-tu ?
entry-form-languages-hint = Celle de la liste du personnel compte déjà.
entry-form-words = Quelques mots sur toi
entry-form-words-hint = Qu’est-ce qui rendrait facile de te parler ? Tout le monde ici peut le lire.
entry-form-hello = Ton bonjour à qui te choisit
entry-form-hello-hint = Il part en ton nom le premier jour. Il ne demande rien, et ne promet rien.
entry-form-photo = Une photo
entry-form-photo-hint = PNG, JPEG ou WebP, 5 Mo au plus. On n’en garde qu’un petit carré ; ni le lieu ni le moment de la prise.
# A photo that came with a form that was sent back.
entry-form-photo-kept = On a celle que tu viens d’envoyer. Une nouvelle prend sa place.
entry-form-photo-now = La photo qui est là maintenant
entry-form-photo-keep = La garder
entry-form-photo-remove = L’enlever
entry-form-submit = Envoyer
photo-too-big = Ce fichier dépasse 5 Mo. Rien d’autre n’est perdu ; choisis-en un plus petit.
photo-too-many-pixels = Cette image dépasse 40 millions de pixels. Rien d’autre n’est perdu ; choisis-en une plus petite.
photo-no-picture = On n’arrive pas à lire ça comme une image. PNG, JPEG et WebP marchent. Rien d’autre n’est perdu.
entry-proposed = C’est envoyé à la coordination. Elle est montrée dès que quelqu’un là-bas est d’accord.
entry-unchanged = C’est déjà ce qu’il y a, donc rien n’a changé.

## To coordinators: an entry that waits

# $name: the supporter's.
entry-of = { $name } aimerait ceci dans l’annuaire :
button-approve = Approuver
button-not-yet = Pas encore
# $name: whose entry it is.
entry-approved = La fiche de { $name } est dans l’annuaire maintenant, et on le lui dit. Merci.
# $name: whose entry it is.
entry-sent-back = La fiche de { $name } n’est pas montrée, et on lui dit que tu aimerais en parler ensemble. Fais-le, s’il te plaît.
entry-own = Celle-là est à toi. Quelqu’un d’autre de la coordination la regarde.
entry-settled = Celle-là est déjà réglée, donc rien n’a changé.
entry-changed-since = Elle a changé depuis que tu l’as vue, donc rien n’est encore fait. Voici où elle en est.
entries-none = Aucune fiche ne t’attend.

## To the supporter: what came of it

entry-decided-yes = Ta fiche est dans l’annuaire maintenant, comme tu l’as envoyée.
entry-decided-no = Ta fiche n’est pas encore montrée. Quelqu’un de la coordination aimerait d’abord en parler avec toi. Rien n’en est perdu.

## /peer-admin

admin-heading = Faire tourner le programme
admin-intro = La liste du personnel, les invitations, les pairs aidants. Rien ici ne dit qui participe, qui a demandé ou qui a répondu.
# $count: how many wait.
button-entries = { $count ->
    [0] Fiches : aucune n’attend
    [one] Fiches : une attend
   *[other] Fiches : { $count } attendent
 }
button-send-roster = Envoyer une liste du personnel
button-stations = Inviter une caserne
button-supporters = Pairs aidants
button-admin-menu = Au menu
admin-roster-heading = Une nouvelle liste du personnel
admin-roster = Envoie le fichier (CSV) ici dans la messagerie. Tu vois ce qu’il changerait avant que quoi que ce soit change. Pour qui n’y est plus, un départ est noté, avec un vrai au revoir, et une demande en cours continue.
stations-heading = Inviter une caserne
stations-intro = Chaque personne de la caserne reçoit une invitation, et un rappel au plus. Elles partent dans les prochains jours, un nombre limité par jour.
stations-none = La liste du personnel n’a encore aucune caserne. Envoie d’abord une liste.
# $count: people on the roster there.
station-size = { $count ->
    [1] Une personne
    [one] { $count } personne
   *[other] { $count } personnes
 }
# $day: a date, in words.
station-invited = Invitation du { $day }.
# $name: the station.
button-invite = Inviter : { $name }
# $name: the station. $count: people on its roster.
station-sure = Inviter tout le monde à { $name } ? { $count ->
    [1] Une personne reçoit
    [one] { $count } personne reçoit
   *[other] { $count } personnes reçoivent
 } une invitation. Ça ne se reprend pas, et à qui dit non, on ne redemande pas.
button-invite-sure = Oui, inviter
station-done = C’est fait. Les invitations partent dans les prochains jours, à des heures qui conviennent à chaque personne.
station-before = Cette caserne a déjà été invitée, donc rien n’a changé. L’invitation ne vient qu’une fois.
station-gone = Cette caserne n’est plus sur la liste du personnel, donc rien n’a changé.
supporters-heading = Les pairs aidants
supporters-none = Personne sur la liste du personnel n’est encore pair aidant.
supporters-on-call-now = De permanence maintenant : { $names }
supporters-nobody-on-call = Personne n’est de permanence maintenant.
supporter-line-nominated = accord en attente
supporter-line-approved = accord donné
supporter-line-suspended = en pause
# $until: a date, in words.
supporter-line-trained = formation valable jusqu’au { $until }
# $until: a date, in words.
supporter-line-over = formation valable jusqu’au { $until }, plus maintenant
supporter-line-untrained = aucune formation enregistrée
supporter-line-available = disponible
supporter-line-not-available = pas disponible en ce moment
# $start, $end: day and time, in words.
supporter-line-on-call = de permanence { $start } à { $end }
supporter-line-not-woken = impossible à réveiller

## Erasing somebody who left, by a coordinator

button-erase-leaver = Effacer qui est parti
erase-leaver-title = Effacer qui est parti
erase-leaver-intro = Qui est parti est effacé après 30 jours de toute façon. Avec son numéro, c’est fait d’ici demain. C’est définitif, et rien de ce qui le concerne n’est montré. Personne de la liste du personnel n’est touché.
erase-leaver-number = Son numéro dans la liste
button-erase-leaver-sure = Effacer
erase-leaver-done = Si quelqu’un qui est parti avait ce numéro, ce qui est gardé à son sujet est effacé d’ici demain ; s’il lui reste quelque chose en cours, quand ce sera fini, après 30 jours au plus tard.
