### A request for a peer, from asking to the follow-up: the member's side, the supporter's, and what
### coordinators hear. A comment "long:" above a text says why it may have more than 300 characters.

## Asking

# Asked when the menu's "talk to someone" is pressed; the three buttons open the form.
request-start = Tu peux parler à un pair aidant : un collègue avec une formation, pas un thérapeute. Quand est-ce que ça t’irait ?
# Said before asking, always.
request-unfilled = Si personne n’est libre, la coordination apprend que quelqu’un attend, pas qui.
request-limits-heading = Jusqu’où va la confidentialité
request-guest-intro = On ne te connaît pas encore ici, et ce n’est pas grave. Quelques mots, et le pair aidant de permanence apprend que quelqu’un aimerait parler.

request-form-title = Parler à un pair aidant
request-submit = Demander
request-when = Quand
request-choose-now = Maintenant
request-choose-today = Aujourd’hui
request-choose-week = Cette semaine
request-to = Avec qui
request-to-hint = Si tu nommes quelqu’un, on lui demande en premier, et cette personne voit que c’est toi dès qu’elle dit oui.
request-to-anyone = Avec qui peut
request-named-gone = On ne peut pas demander à { $name } pour l’instant, alors on a choisi « { request-to-anyone } » pour toi. Tu peux nommer quelqu’un d’autre.
request-to-gone = On ne peut plus demander à cette personne. Choisis encore une fois.
request-available = disponible
request-not-available = pas disponible en ce moment
request-topic = À quel sujet
request-topic-hint = La personne à qui on demande voit ceci, et pas qui tu es.
request-reach = Comment tu préfères qu’on te joigne
request-reach-here = Ici, par la messagerie
request-reach-phone = Un appel ou un texto à un numéro
request-reach-person = En personne
request-reach-group = Ici, dans une discussion de groupe qu’on ouvre pour vous deux
# Said before it is chosen.
request-reach-group-hint = Une discussion de groupe reste dans cet espace de travail. Le propriétaire de l’espace pourrait copier ce qui s’y écrit.
request-number = Le numéro
request-number-hint = Seulement pour un appel ou un texto. Il va à qui t’appelle ; on l’oublie quand la demande est close.
request-number-needed = Pour un appel ou un texto, il nous faut un numéro.
request-anyone = Mon nom
request-anyone-yes = Qui dit oui peut connaître mon nom tout de suite
request-anyone-hint = Ça évite une étape. Sinon, tu vois d’abord qui a dit oui, et tu décides.
request-call-me = Comment veux-tu qu’on t’appelle ?
request-call-me-hint = N’importe quel nom convient.
request-avoid = Y a-t-il quelqu’un à qui ne pas le dire ?
request-avoid-hint = On ne demande à aucune de ces personnes.

## Right after asking, and later: each step in words

request-step-soon = Ta demande est faite. On demande à la première personne dans quelques minutes.
request-step-first = Ta demande est faite, et les premières personnes l’ont déjà.
# $minutes: a number.
request-step-first-next = Si personne n’a dit oui dans { $minutes ->
    [1] une minute
    [one] { $minutes } minute
   *[other] { $minutes } minutes
 }, tous les pairs aidants la reçoivent.
request-step-everyone = Tous les pairs aidants ont maintenant ta demande. On te le dit dès que quelqu’un dit oui.
request-step-one = Ta demande est faite, et un pair aidant l’a déjà. Si ça ne lui est pas possible, elle va à quelqu’un d’autre. On te le dit dès que quelqu’un dit oui.
request-step-next = Un autre pair aidant a maintenant ta demande. On te le dit dès que quelqu’un dit oui.
request-step-several = Plusieurs pairs aidants ont maintenant ta demande. On te le dit dès que quelqu’un dit oui.
request-step-free-again = D’autres pairs aidants ont maintenant ta demande. On te le dit dès que quelqu’un dit oui.
request-step-no-answer = Personne n’a encore pu dire oui. C’est leur journée qui est pleine, ce n’est pas toi.
request-step-nobody = La vérité, c’est qu’en ce moment il n’y a personne à qui demander.
request-woken = La personne de permanence est aussi appelée par téléphone.
# $who: one of the next two.
request-told = { $who } savent que quelqu’un attend, pas qui.
# $hour: 09:00.
request-will-be-told = Prochain avis à { $hour }. { $who } apprennent alors que quelqu’un attend, pas qui.
request-who-coordinators = Les personnes qui coordonnent
request-who-both = Les personnes qui coordonnent et le soutien professionnel extérieur
request-stays-open = Ta demande reste ouverte, et on demande à qui se libère.
request-named-not-available = On ne peut pas demander à { $name } en ce moment, et ça n’a rien à voir avec toi. On demande à d’autres en attendant, et à { $name } dès que ça change.
# $name had said yes.
request-cannot = { $name } ne peut finalement pas. Ça arrive, et ce n’est pas toi. On continue de demander.
request-else = D’accord, on demande à quelqu’un d’autre. La personne d’avant voit seulement que c’est fini, et pas pourquoi.
request-state-asking = On demande pour toi. On te le dit dès que quelqu’un dit oui.
request-none = Tu n’as pas de demande en cours. Quand tu veux, on demande à quelqu’un.

## Somebody said yes

# $name: who accepted, with station; $promise: when they can.
request-proposed = { $name } peut te parler { $promise }.
request-when-now = maintenant
request-when-hour = dans l’heure
request-when-shift = à la fin du service
request-when-days = dans les prochains jours
request-name-station = { $name } ({ $station })
# On a card that brings two people together "here, in the chat": opens a conversation of the two.
request-write-to = Écrire ici
# $words: a few words of their own.
request-their-words = Avec ses propres mots : « { $words } »
request-proposed-yes = Ton nom ne lui est donné que si tu dis oui.
request-still-there = Rien ne presse : c’est toujours ouvert pour toi.

request-together = Tu as quelqu’un à qui parler : { $name }. C’est possible { $promise }.
request-way-here = { $name } t’écrit ici. Tu peux écrire en premier si tu veux.
request-way-phone = { $name } a le numéro que tu as donné, et t’appelle ou t’envoie un texto.
request-way-person = { $name } te contacte pour trouver un lieu et une heure.
request-way-group = On ouvre ici une discussion de groupe pour vous deux. Si elle n’apparaît pas, { $name } t’écrit ici ; tu peux écrire en premier si tu veux.
request-way-no-group = On ne peut pas ouvrir de discussion de groupe pour vous deux. À la place, { $name } t’écrit ici ; tu peux écrire en premier si tu veux.
# $code: two words that both are shown.
request-code = Pour vous reconnaître, vous avez les deux mêmes mots : { $code }
scope-heading = Ce qu’est un pair aidant
scope-member = Un collègue avec une formation, qui écoute et connaît le métier : pas un thérapeute, ni ton supérieur. Rien de ce que tu dis n’est noté ici. Si ça dépasse son rôle, il le dit, et sait qui peut aider.

## The end, and changes on the way

request-withdrawn = D’accord, on ne demande plus à personne. Tu peux redemander quand tu veux.
request-done = D’accord, tu l’as close, et tu n’as rien d’autre à faire. Tu peux redemander quand tu veux.
request-at-rest = On laisse ta demande se reposer, après une semaine de silence. Tu peux redemander quand tu veux.
# What stays of the card in the chat.
request-over = Cette conversation est close. Le nom et le moyen de contact ne sont plus affichés ici.
request-closed = Ta conversation avec { $name } est close ici, et tu n’as rien à faire. Rien ne vous empêche de continuer à vous parler, et tu peux redemander quand tu veux.
request-your-supporter = ton pair aidant
request-supporter-changed = On voulait que tu l’apprennes aujourd’hui, par nous : { $name } ne fait plus partie des pairs aidants. La suite, tu la choisis : quelqu’un d’autre, et tu passes en tête de file ; rester en contact entre collègues ; ou en rester là.
follow-up = Il y a quelques jours, ta conversation avec { $name } a été close. Tu n’as rien à faire. Si tu veux continuer, avec la même personne ou une autre, un bouton suffit.
follow-up-unnamed = Il y a quelques jours, une de tes conversations a été close. Tu n’as rien à faire. Si tu veux continuer, un bouton suffit.

## The member's buttons

button-limits-seen = J’ai lu, on continue
button-talk-urgency-now = Maintenant
button-talk-urgency-today = Aujourd’hui
button-talk-urgency-week = Cette semaine
button-talk-again = Reparler avec { $name }
button-request-yes = Oui, s’il vous plaît
button-someone-else = Quelqu’un d’autre
button-withdraw = Je n’en ai plus besoin
button-status = Où en est ma demande ?
button-request-done = On a fini
button-stay-in-touch = Rester en contact

## The offer, to a supporter

offer-now = Quelqu’un aimerait parler à un pair aidant maintenant.
offer-today = Quelqu’un aimerait parler à un pair aidant aujourd’hui.
offer-week = Quelqu’un aimerait parler à un pair aidant cette semaine.
offer-topic = Il s’agit de : { $topic }
offer-waits = Merci. On lui demande si ça lui convient, puis tu apprends qui c’est.
offer-free = Merci d’avoir attendu. La réponse n’est pas encore là, pas besoin de veiller pour ça. Si c’est oui plus tard, on te le dit.
offer-together = Merci. On t’attend ; ce qu’il te faut est dans un message à part.
offer-passed = Merci de le dire. On demande à d’autres.
# The same whatever happened, and for whoever was a moment late.
offer-closed = Merci d’être là. Il n’y a plus besoin de répondre à celle-ci.

button-offer-now = Je peux, maintenant
button-offer-hour = Je peux, dans l’heure
button-offer-shift = Je peux, à la fin de mon service
button-offer-days = Je peux, dans les prochains jours
button-offer-pass = Je ne peux pas maintenant
button-offer-give-back = Plutôt quelqu’un d’autre
button-my-requests = Mes demandes

## The conversation, to a supporter

conversation-with = Te voilà en contact avec { $name }.
# $promise: the button that they pressed.
conversation-you-said = Tu as dit : « { $promise } ».
conversation-way-here = Pour parler à { $name }, écris ici.
conversation-way-phone = { $name } préfère un appel ou un texto : { $phone }
conversation-way-person = { $name } préfère une rencontre en personne. Prends contact pour trouver un lieu et une heure.
conversation-way-group = { $name } préfère une discussion de groupe, et on l’ouvre ici pour vous deux. Si elle n’apparaît pas, écris ici, s’il te plaît.
conversation-way-no-group = { $name } aurait préféré une discussion de groupe, et on ne peut pas en ouvrir une pour vous deux. Écris ici, s’il te plaît.
scope-supporter = Tu es là en collègue, avec une formation, pas en thérapeute. Écoute ; laisse de côté les détails de l’intervention ; ne promets pas plus de secret que les règles. Ce qui te dépasse, passe le relais. Ici, il n’y a rien à noter.
conversation-reached = C’est bon à savoir, merci. Quand vous avez fini, ferme la conversation avec ce bouton. Tu n’as rien d’autre à faire.
conversation-not-reached = Merci d’avoir essayé. Tu peux continuer un moment, ou on demande à quelqu’un d’autre.
conversation-keep = Merci. On te la laisse encore un moment.
conversation-did-you-reach = As-tu pu joindre la personne qui partage ces deux mots avec toi : { $code } ?
conversation-still = Es-tu encore en contact avec la personne qui partage ces deux mots avec toi : { $code } ?
conversation-over = Cette conversation est déjà close, et tu n’as rien à faire. Merci d’être là.
# To who closed it just now.
conversation-ended = Tu as clos la conversation, et on le lui dit. Il n’y a rien à noter et rien d’autre à faire. Merci d’être là.
# What stays of the card in the chat.
conversation-emptied = Cette conversation est close. Le nom et le moyen de contact ne sont plus affichés ici. Tu n’as rien à faire.

button-conversation-reached = On est en contact
button-conversation-not-reached = Pas encore
button-conversation-keep = Je continue d’essayer
button-conversation-still = Encore en contact
button-conversation-done = On a fini, la clore
button-safety = Je crains pour sa sécurité
button-refer = Passer le relais à une autre aide

## The group chat, where one was chosen

# The first word in it. It stays there, whatever the request was about.
group-chat-first-word = Voici une discussion de groupe pour vous deux. On l’a seulement ouverte : ici, on ne lit rien et on n’enlève rien. Elle reste dans cet espace de travail, et le propriétaire de l’espace pourrait la copier.
# To each of the two. $code: the two words that both have. No name: it stays in the chat.
group-chat-not-opened = La discussion de groupe n’a pas pu être ouverte. Comment vous joindre est dans le message avec tes deux mots : { $code }
group-chat-unsure = On ne sait pas si la discussion de groupe est apparue chez toi. Sinon, comment vous joindre est dans le message avec tes deux mots : { $code }
# On the card of a conversation that is closed.
group-chat-stays = Ce que vous avez écrit dans la discussion de groupe y reste. On n’enlève rien.

## Worried about somebody's safety, and what is beyond a peer

safety-heading = Si tu crains pour la vie de quelqu’un
safety-steps = Reste auprès de la personne, ou en ligne. Demande franchement : penses-tu à mettre fin à ta vie ? Ça n’en donne pas l’idée. En danger maintenant : appelle le { $emergency } et dis où elle est. Éloigne les moyens si c’est sans danger pour toi. Ne porte pas ça sans aide.
safety-clinician = { $name }, soutien professionnel du programme : { $number }
safety-no-number = demande le numéro à la coordination
safety-notice = Certaines lois demandent d’avertir la personne par écrit après une telle confidence transmise : demande au soutien professionnel. Rien de ceci n’est gardé ; personne ne sait que tu as regardé.
refer-words = Pour ce qui dépasse un pair, il y a des gens dont c’est le métier. Dis-le simplement, propose de faire le premier appel à deux, et reste à portée.
refer-heading = Aide au quotidien

## A supporter's list

list-heading = Ce qui est ouvert pour toi
list-some = Chaque bouton en ouvre une.
list-empty = Il n’y a rien d’ouvert pour toi en ce moment.
list-more = Il y en a d’autres ; ferme-en quelques-unes, et elles apparaissent ici.
button-list-conversation = Conversation : { $what }
button-list-waits = Attend son oui : { $what }
button-list-offer = On te demande : { $what }
request-urgency-now = maintenant
request-urgency-today = aujourd’hui
request-urgency-week = cette semaine

## To coordinators, all alike

someone-waits = Quelqu’un attend un pair aidant, et personne n’est encore libre.
someone-waits-why = Regarde, s’il te plaît, si quelqu’un pourrait être libre ou prendre la permanence. On ne dit pas qui attend, et aucune commande ne le montre.
someone-waits-stays = Ce message reste tel quel, même quand plus personne n’attend : l’heure en dirait trop. Si quelqu’un attend encore dans une demi-journée, tu l’apprends de nouveau à l’avis suivant de { $hour }, puis une fois par jour.
workspace-rule-posting = Une règle de l’espace de travail nous empêche d’écrire à certaines personnes. Peux-tu demander à qui l’administre de laisser l’application envoyer des messages directs à tout le monde ?
workspace-rule-channel = L’espace de travail dit que certaines conversations avec le bot sont fermées. Peux-tu demander à qui l’administre si l’application y a été restreinte ?
workspace-rule-keys = L’espace de travail ne prend aucun message tant que ses propres clés de chiffrement sont désactivées. Peux-tu demander à qui s’occupe de ces clés ?
workspace-rule-other = Une règle de l’espace de travail interdit certains de nos messages. Peux-tu demander à qui gère ce programme ? Son journal nomme la règle.
workspace-rule-why = On ne dit pas de qui il s’agissait. Tu l’apprends une fois par jour au plus.
# $days: a number of days. The lines follow, one below the other.
call-the-lines = Un numéro a-t-il changé ? Ces lignes sont celles que l’on donne ici, et personne ne les a appelées depuis { $days } jours. Peux-tu appeler chacune une fois ?
call-the-lines-then = Demande ensuite à qui gère ce programme de noter le jour à côté de la ligne, ou le nouveau numéro à sa place. Un rappel viendra dans quelques mois.
