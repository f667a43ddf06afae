### /peer: the menu, help now, being worried about somebody.

## The menu. Buttons of it are titles elsewhere too.

menu-heading = Ce qu’il y a ici pour toi
# $organisation: its name.
menu-talk = Chez { $organisation }, des collègues ont une formation pour écouter. Tu peux demander à parler à quelqu’un à toute heure, que tu participes ou non.
# To somebody whom the roster does not have.
menu-talk-stranger = Chez { $organisation }, des collègues ont une formation pour écouter. On ne te trouve pas sur la liste du personnel, et tu peux parler à quelqu’un quand même.
menu-worried = Quelqu’un m’inquiète
menu-supporters-heading = Les pairs aidants
menu-directory = Qui ils sont
menu-contacts = Mes collègues de contact
menu-preferred = À qui j’aimerais parler
menu-avoided = À qui plutôt pas
menu-yours-heading = À toi
menu-check-ins = Mes prises de nouvelles
menu-request = Ma demande
menu-data = Mes données
# What may stand behind the command (/peer now) to come to the lines and a person at once: single
# words or short phrases, by comma, in small letters. Nothing else that is typed there is looked at.
menu-words-for-help = maintenant, tout de suite, aide, de l’aide, de l'aide, à l’aide, à l'aide, a l’aide, a l'aide, aide-moi, aidez-moi, secours, au secours, urgent, urgence, crise, now, help, help now, help me, emergency, crisis, sos

## The bot's own page, where a platform has one. It may be read over a shoulder.

home-preferences-heading = Mes préférences
home-preferences = À quel rythme et à quelles heures on t’écrit, dans quelle langue, qui te salue, à qui tu aimerais parler et à qui non. Ce que tu as choisi s’ouvre quand tu appuies, et ne figure jamais sur cette page.
home-confidential = Ici, aucune commande, aucun rapport, aucun export ne montre qui a demandé, répondu ou participe.

## Crisis lines to call now

help-now-person = Ou un collègue qui connaît ce métier. Un bouton suffit pour en demander un, à toute heure.

## I’m worried about someone

worried-heading = Quand quelqu’un t’inquiète
worried-say = Pas besoin de savoir quoi faire. Demander suffit, à ta façon : « Tu n’as pas l’air comme d’habitude ces temps-ci. Comment vas-tu, vraiment ? » Puis écouter. Si tu te demandes si cette personne pense à mettre fin à sa vie, demande-le. Ça n’en donne pas l’idée.
worried-danger = Si ça ne peut pas attendre, appelle le numéro d’urgence, reste auprès de la personne si c’est sans danger pour toi, et éloigne ce qui pourrait lui faire du mal. Ces lignes aident aussi qui s’inquiète :
worried-advice = Un pair aidant peut y réfléchir avec toi. Tu n’as pas besoin de nommer qui que ce soit.
worried-nothing-kept = Ici, on ne demande rien sur cette personne, et rien n’est gardé.
button-advice = Demander conseil à un pair aidant
