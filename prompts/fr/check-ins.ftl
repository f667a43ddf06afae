### The question, its reasons, and what follows an answer. No exclamation marks here, ever.

## The question: short, one at a time, nothing about any incident. They take turns
## (prompts/rotations/check-in.yaml); the four buttons are the answer.

check-in-01 = Salut, c’est nous. Comment ça va ces jours-ci ?
check-in-02 = On passe juste dire bonjour, comme on le ferait pour n’importe qui dans l’équipe. Comment vont les choses ?
check-in-03 = Petit arrêt à l’arrière du camion. Tu tiens le coup ?
check-in-04 = Rien à écrire, un seul bouton suffit. Comment vas-tu aujourd’hui ?
check-in-05 = Ça prend moins de temps que de se verser un café. Comment ça se passe ?
check-in-06 = Tu veilles sur beaucoup de monde. Cette question-là est pour toi. Comment vas-tu ?
check-in-07 = Peu importe comment ont été les derniers jours, c’est juste nous. Comment ça va ?
check-in-08 = Bien, mal ou entre les deux, aucune réponse n’est mauvaise. Tu en es où ?
check-in-09 = Il y a des périodes qui roulent et d’autres non. Celle-ci, elle est comment pour toi ?
check-in-10 = En service ou en repos, journée pleine ou calme : comment vas-tu ?
check-in-11 = On demande parce qu’on aimerait savoir. Comment vas-tu ?
check-in-12 = Quelqu’un demande, ce n’est rien de plus. Comment vas-tu ces temps-ci ?

## Half a line on why it came. The same on every check-in, whatever brought it: what stays in the
## chat must not tell one that was agreed on from one of the rhythm.

check-in-reason = Tu participes, alors on demande de temps en temps. « { button-why-now } » t’en dit plus, à toi seulement.

## "Why now?": shown to the member alone, kept nowhere

why-heading = Pourquoi ce message, et pourquoi maintenant
why-rhythm = { $days ->
    [14] Ça vient à peu près toutes les deux semaines, tant que tu ne choisis pas autre chose sous /peer.
    [28] Ça vient à peu près toutes les quatre semaines, tant que tu ne choisis pas autre chose sous /peer.
    [90] Ça vient à peu près tous les trois mois, tant que tu ne choisis pas autre chose sous /peer.
   *[other] Ça vient à peu près tous les { $days } jours, tant que tu ne choisis pas autre chose sous /peer.
 }
why-first = C’est la première depuis que tu participes.
why-agreed = Tu as dit oui quand on a proposé de repasser.
why-red = Le lendemain de « { zone-red } », on repasse une fois, sauf si tu dis non. On te l’a dit au début.
why-later = Tu as choisi « { button-later-today } ».
why-less = Quelques-unes sont restées sans réponse, alors on demande moins souvent. Personne ne l’a su, et personne ne le saura.
why-note = Tu participes, et de temps en temps on envoie un mot qui ne demande rien.
why-hello = Tu participes, et la première chose qui vient est un bonjour.
why-invitation = On invite ta caserne, une fois, avec un seul rappel.
# Of a check-in that is not the last message any more.
why-not-kept = Un autre message est venu depuis, ou cela fait un moment, et la raison de celui-ci n’est pas gardée plus longtemps. Tu participes, alors on demande de temps en temps ; la fréquence est sous /peer.
why-hours-chosen = L’heure fait partie de celles que tu as choisies.
why-hours-shift = L’heure suit les services que la liste du personnel a pour toi, et laisse tranquille ton sommeil après une nuit.
why-hours-quiet = Sauf si tu choisis autrement, on n’écrit ni tard le soir ni la nuit.
why-only-you = Il n’y a que toi qui vois ça.

## The card once it has an answer: the same for all four

check-in-answered = Merci, c’est noté.

## What follows, seen by the member alone

answer-green = Ça fait plaisir. Merci.
answer-yellow = Merci de le dire franchement. Voici ce qu’il y a, si quelque chose te parle.
answer-orange = Merci de nous le dire. Ça a l’air lourd, et ça peut se porter à plusieurs. Voici ce qu’il y a, comme tu préfères.
# Under the lines in full and above one button.
answer-red = C’est bien que tu l’aies dit. Personne n’a été prévenu, et c’est toujours toi qui décides si quelqu’un l’est. Un bouton cherche un collègue qui connaît ce métier, à toute heure.
answer-red-tomorrow = Demain, on prendra de tes nouvelles comme d’habitude, sauf si tu préfères que non.
button-no-follow-up = Pas demain
answer-no-follow-up = D’accord, rien de plus demain. Le bouton pour parler à quelqu’un reste où il est.

## Checking back: only a yes does

check-back-offer = { $days ->
    [1] On repasse demain ?
    [3] On repasse dans trois jours ?
    [7] On repasse dans une semaine ?
    [14] On repasse dans deux semaines ?
    [one] On repasse dans { $days } jour ?
   *[other] On repasse dans { $days } jours ?
 }
button-check-back = Oui, repassez
check-back-yes = C’est entendu. Ça ressemblera à n’importe quelle autre prise de nouvelles.
check-back-no = D’accord, rien de plus.

## Everyday help

everyday-heading = Aide au quotidien
everyday-intro = Pas besoin d’une mauvaise journée pour s’en servir.
everyday-none = Ton organisation n’a encore rien mis ici. Quelqu’un à qui parler, il y en a quand même.

## Later today

later-today = Bien sûr. On redemande une fois, plus tard aujourd’hui.
later-tomorrow = Il se fait déjà tard, alors on redemande une fois demain.
later-already = C’est déjà prévu. On redemande une fois.

## A second thought, a second press

answer-again = Laquelle est plus proche ?
answer-same = C’est celle qu’on avait, donc elle reste.
answer-changed = Ta réponse est changée, et personne n’a su ni l’une ni l’autre.
answer-taken-back = C’est retiré, et personne ne l’a su. C’est comme si tu n’avais pas répondu.
answer-none = Il n’y a ici aucune réponse de toi à retirer.
# A press on a check-in that a newer one has replaced.
answer-superseded = Une prise de nouvelles plus récente est arrivée depuis, donc rien n’a changé. C’est elle qui a les boutons.
# Older than the answer is kept.
answer-too-old = Celle-là date un peu. Sa réponse n’est plus gardée, donc il n’y a rien à changer.
answer-after-leaving = Tu as arrêté ces messages, donc ça n’a pas été gardé. Parler à quelqu’un marche quand même.
answer-off-roster = Ces messages sont terminés pour toi, donc ça n’a pas été gardé. Parler à quelqu’un marche quand même.
