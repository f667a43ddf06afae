### My data: all that is held about the person who asks, in words.

my-data-heading = Ce qui est gardé sur toi
my-data-intro = Tout, en quelques pages. Il n’y a que toi qui vois ça, et ça ne reste pas dans la messagerie.
# $number, $count: which page of how many.
my-data-page = Page { $number } sur { $count }
my-data-nobody = Rien n’est gardé sur toi, à part les derniers boutons qu’on t’a montrés : ce qu’ils veulent dire, { $days } jours au plus, sous scellé.

## From the roster

my-data-roster-heading = De la liste du personnel
my-data-number = Numéro : { $value }
my-data-name = Nom : { $value }
my-data-called = Le nom que tu nous as donné : { $value }
my-data-station = Caserne : { $value }
my-data-shift = Équipe : { $value }
my-data-crew = Équipage : { $value }
my-data-rank = Grade : { $value }
my-data-also-supporter = Tu fais aussi partie des pairs aidants.
my-data-also-coordinator = Tu fais aussi partie de la coordination.
my-data-supervisor = Au-dessus de toi : { $value }
my-data-evaluators = T’évaluent : { $value }
# $names: people. Held for a year, so that nobody is routed to them.
my-data-former = Étaient au-dessus de toi ou t’évaluaient, et ne sont pas mis en contact avec toi jusqu’à un an après : { $names }
my-data-rotation = Cycle de travail : { $value }
my-data-zone = Fuseau horaire : { $value }
my-data-language = Langue : { $value }
my-data-accounts = Comptes : { $value }
# What a platform knows somebody by. $platform: Slack. $workspace, $user: its own numbers of them.
my-data-account = { $platform }, où l’espace de travail est { $workspace } et toi { $user }
# $number: how many accounts of the roster are somebody else's still.
my-data-awaited = Comptes pas encore reliés : { $number }
my-data-formerly = Tes entrées antérieures dans la liste du personnel, pour que qui préfère ne pas te parler n’ait toujours pas à le faire : { $number }
my-data-roster-kept = Gardé tant que tu es sur la liste du personnel. Quand tu pars, c’est effacé après { $days } jours, et la clé avec.
my-data-left-kept = Ton départ est noté. Tout est effacé { $days } jours après, et la clé avec.
my-data-guest-kept = Tu as demandé sans être sur la liste du personnel. C’est effacé { $days } jours après la fin de ta demande, et la clé avec.

## What was chosen

my-data-chosen-heading = Ce que tu as choisi
my-data-not-joined = Tu ne participes pas.
my-data-ended = Tu n’es plus sur la liste, donc nos messages ont pris fin.
my-data-declined = Tu as dit non, donc on ne redemandera pas.
my-data-left = Tu as arrêté nos messages.
# $day: a date, in words.
my-data-joined = Tu participes depuis le { $day }.
my-data-wishes-apply = Si tu participes de nouveau, ceci vaut toujours :
# $names: people.
my-data-contacts = Collègues de contact : { $names }
my-data-no-contacts = Collègues de contact : personne
my-data-preferred = À qui tu aimerais parler, dans l’ordre : { $names }
my-data-no-preferred = À qui tu aimerais parler : personne
my-data-avoided = À qui plutôt pas : { $names }
my-data-no-avoided = À qui plutôt pas : personne
# $days: days in words, each with what it is.
my-data-overrides = Échanges et rappels que tu nous as dits : { $days }
# $day: a date, in words.
my-data-limits = Tu as lu les limites de la confidentialité le { $day }.
my-data-limits-not = On ne t’a pas encore montré les limites de la confidentialité.

## What happened

my-data-happened-heading = Ce qu’on a écrit, et ce que tu as répondu
# $day: a date, in words.
my-data-invited = Invitation envoyée le { $day }.
my-data-reminded = Rappel envoyé le { $day }.
my-data-not-invited = Pas encore d’invitation.
my-data-greeted = Le premier bonjour est arrivé le { $day }.
my-data-last-message = La dernière fois qu’on a écrit de nous-mêmes, c’était le { $day }.
my-data-last-check-in = La dernière prise de nouvelles est arrivée le { $day }.
my-data-no-message = On ne t’a rien écrit de nous-mêmes.
# $number, $notes, $count: how many.
my-data-counts = Des comptes, pour que les petits mots aient leur tour et que les vieux boutons restent vieux. Petits mots et prises de nouvelles depuis que tu participes : { $number }. Petits mots depuis la dernière prise de nouvelles : { $notes }. Prises de nouvelles en tout : { $count }.
my-data-unanswered = Prises de nouvelles de suite sans réponse, pour qu’on demande moins : { $number }. Personne ne le sait.
# $zone: the answer in plain words. $day, $until: dates, in words.
my-data-answer = Ta dernière réponse : « { $zone } », le { $day }. Elle est effacée le { $until } au plus tard.
my-data-no-answer = Aucune réponse de toi n’est gardée.
my-data-check-back = Une prise de nouvelles est convenue, pour le { $day } ou après.
my-data-texts = Quel texte est venu en dernier et pourquoi, pour qu’aucun ne vienne deux fois de suite.
my-data-request = Tu as une demande en cours. Ce que tu souhaites est gardé jusqu’à sa fin.
my-data-no-request = Tu n’as pas de demande en cours.
# $name: a supporter.
my-data-aftercare = Pour repasser après ta dernière conversation : avec qui c’était ({ $name }).
my-data-withdrawals = Demandes retirées depuis un jour : { $number }
# $number, $year: which quarter. $what: what is noted.
my-data-noted = Pour le rapport du trimestre { $number } de { $year }, où beaucoup sont comptés et personne n’est nommé : { $what }. C’est effacé à la fin du trimestre.
# $year: which.
my-data-noted-paused = Pour le rapport de { $year }, où beaucoup sont comptés et personne n’est nommé : que tu as fait une pause. C’est effacé à la fin de l’année.
my-data-noted-answered = que tu as répondu
my-data-noted-asked = que tu as demandé à parler à quelqu’un
my-data-noted-waited = que tu as dû attendre
my-data-noted-passed = qu’un pair aidant n’a pas pu
my-data-noted-unfilled = qu’ensuite personne n’a dit oui
my-data-noted-yes-15 = que quelqu’un a dit oui en 15 minutes
my-data-noted-yes-60 = que quelqu’un a dit oui dans l’heure
my-data-noted-yes-later = que quelqu’un a dit oui après plus d’une heure
my-data-noted-nothing = rien pour le moment
my-data-elsewhere = En plus : des messages en route vers toi, { $days } jours au plus, sous scellé et effacés à l’envoi ; et ce que veulent dire leurs boutons, { $cards } jours.

## As a supporter

my-data-supporter-heading = Toi parmi les pairs aidants
my-data-caseload = Nombre maximal de conversations ouvertes à la fois : { $number }
my-data-woken = Il y a un second moyen de te joindre, pour tes permanences.
my-data-not-woken = Il n’y a pas de second moyen de te joindre.
my-data-entry = Ta fiche dans l’annuaire : « { button-my-entry } » la montre en entier.
my-data-accepted = Quand tu as accepté quelqu’un depuis un jour, et quels jours des 30 derniers tu n’as finalement pas pu, pour ne pas trop demander à qui que ce soit.

## En fichier

button-own-file = En fichier
button-own-file-send = Envoyer le fichier
button-own-file-not = Non, revenir aux pages
button-own-file-pages = Les pages
button-own-file-delete = Le supprimer maintenant
own-file-heading = Tout dans un fichier ?
own-file-warning = Le fichier reste une heure dans ta conversation, puis nous le supprimons. D’ici là, qui a ton téléphone peut l’ouvrir, et qui gère l’espace peut peut-être l’exporter. Si tu en gardes une copie, c’est à toi d’y veiller. Les pages sont plus sûres.
# $time: an hour of the clock.
own-file-coming = Ton fichier est en route. Il est supprimé à { $time }.
own-file-there = Il y a déjà un fichier à toi. Il est supprimé à { $time } ; ensuite, tu peux en avoir un autre.
own-file-a-moment-ago = Tu viens d’en avoir un. Dans une minute, tu peux en demander un autre.
own-file-cannot = On ne peut pas t’envoyer de fichier ici. Tout est dans les pages.
own-file-going-out = Ton fichier est en train de partir. Quand il sera arrivé, tu pourras tout effacer, et lui avec.
own-file-goes = Il est en train d’être supprimé. Si tu en as gardé une copie, elle est toujours où tu l’as mise.
own-file-text = Voici le fichier que tu as demandé. Il est supprimé de cette conversation à { $time }. Si tu en gardes une copie, mets-la où personne d’autre ne regarde.
own-file-not-sent = Le fichier que tu as demandé n’a pas pu être envoyé. Tout est dans les pages.
own-file-stays = Le fichier que tu as demandé n’a pas pu être supprimé : la messagerie ne nous laisse pas faire. Il est encore là. Qui gère l’espace peut le supprimer, sans avoir à l’ouvrir.
# The name of the file: letters without accents, digits, dashes and dots.
own-file-name = mes-donnees.txt
# $bot: the bot’s name. $day: a date, in words. $time: an hour of the clock.
own-file-intro = Ce que { $bot } gardait sur toi le { $day } à { $time }.
# On platforms whose rules forbid passing on anything about health.
own-file-no-answers = Tes réponses ne sont pas dans ce fichier : les règles de cette messagerie l’interdisent. Elles sont dans les pages.

## Tout effacer

button-erase-all = L’effacer
button-erase = L’effacer
button-erase-sure = Oui, tout effacer
button-keep = Le garder
erase-heading = Effacer ce qui est gardé sur toi ?
erase-goes = Ce que tu as choisi, qui tu préfères et qui non, ta dernière réponse, quand nous avons écrit : tout s’efface aussitôt, avec la clé qui le gardait. Personne n’en est averti.
erase-stays-heading = Ce qui reste, et pourquoi
erase-stays-roster = Ton entrée dans la liste du personnel : elle est à ton organisation, et celles des autres s’y appuient. Et qu’il ne faut plus t’inviter. Tu peux toujours demander quelqu’un, ou t’inscrire à nouveau.
erase-stays-nothing = Rien ne reste chez nous.
erase-supporter = Tu ne fais plus partie des pairs aidants non plus : ta fiche et ta formation s’effacent, jusqu’à ce que la coordination t’approuve de nouveau.
# $days: how long the operator keeps backups at most.
erase-stays-elsewhere = Ce que nous avons écrit dans cette conversation est supprimé aussi, autant qu’elle le permet, bientôt ; des copies peuvent rester. Les sauvegardes sont gardées { $days } jours. En remettre une ne te fait pas revenir, mais tant qu’elle existe, qui l’a avec les clés pourrait la lire.
erase-again-roster = C’est définitif. Tout effacer, sauf ton entrée dans la liste du personnel ?
erase-again = C’est définitif. Tout effacer ?
erase-request-first = Tu as une demande ouverte, et quelqu’un est peut-être déjà en route. Termine-la d’abord ; tu pourras ensuite effacer.
erase-conversation-first = Quelqu’un compte sur toi comme pair aidant. Termine d’abord, ou rends la demande ; tu pourras ensuite effacer.
erase-done-roster = C’est effacé. Il ne reste que ton entrée dans la liste du personnel, et que nous n’avons pas à t’inviter. Si un jour tu veux parler à quelqu’un, c’est toujours possible.
erase-done = C’est effacé, et il ne reste rien chez nous. Si un jour tu veux parler à quelqu’un, c’est toujours possible.
