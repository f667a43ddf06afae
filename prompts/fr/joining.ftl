### Invitation, what is kept and who sees it, joining, pausing, leaving, the farewell.

## The invitation: one, and one reminder at most

# $bot: what the organisation calls the bot.
invitation = Salut, ici { $bot }, la voie vers l’entraide entre pairs chez { $organisation } : des collègues avec une formation, dont un peut être le premier à te dire bonjour. Si tu participes, on passe aussi de temps en temps. C’est toi qui décides, et qui arrêtes quand tu veux.
invitation-read = Ce que participer veut dire, avant de dire oui :
invitation-reminder = De nouveau { $bot }, une fois encore et puis plus. Participer, c’est un bonjour d’un collègue que tu choisis et un passage de temps en temps. Si ce n’est pas pour toi, ne fais rien. Parler à quelqu’un marche de toute façon : écris /peer.
# Half a line on why it came.
invitation-reason = { $organisation } invite son monde caserne par caserne. Il y a un rappel au plus.
button-join = Participer
button-decline = Non, merci
invitation-declined = C’est très bien. On ne redemandera pas, et personne ne le sait. Si un jour tu veux parler à quelqu’un, écris /peer ; c’est là pour toi, que tu participes ou non.
already-joined = Tu participes déjà, donc rien n’a changé.
# The invitation once it was answered: the same for yes and for no.
invitation-answered = Merci. Ce que tu as choisi, ou choisiras plus tard, tu peux le changer sous /peer. Parler à quelqu’un n’en dépend jamais.
# A no on an old invitation, after having joined another way.
decline-joined = Tu participes depuis, donc rien n’a changé. Arrêter tient en un bouton, dans « { menu-check-ins } ».
join-only-roster = On ne prend des nouvelles que des personnes de la liste du personnel, et on ne t’y trouve pas (ou plus). Parler à quelqu’un marche quand même.

## How confidential this is: in the invitation and under /peer. True, word for word.

privacy-heading = À quel point c’est confidentiel
privacy-stored-heading = Ce qui est gardé
privacy-stored = Tes données de la liste du personnel, ce que tu choisis ici, quand on t’a écrit en dernier, ta dernière réponse 30 jours au plus, et une demande jusqu’à quelques jours après sa fin. C’est scellé avec une clé à toi. Rien de ce qui se dit en parlant n’est gardé ici.
privacy-who-heading = Qui voit quoi
privacy-who = Tes réponses : toi. Que tu participes : toi et tes collègues de contact. Que tu veux parler : la personne avec qui on te met en contact. Les autres à qui on demande voient le délai, et le sujet si tu l’as coché, ni nom ni unité. La coordination et la hiérarchie n’en voient rien.
privacy-report-heading = Ce que la coordination voit
privacy-report = Une fois par trimestre, combien ont donné chaque sorte de réponse ou demandé à parler, sur 20 personnes ou plus comptées ensemble : arrondi, jamais moins de cinq. Pour ça, tes sortes de réponses et si tu as demandé restent avec tes données jusqu’à la fin du trimestre.
privacy-platform-heading = Qui d’autre pourrait lire cette messagerie
privacy-platform = Qui gère cette messagerie, ton organisation ou une entreprise, pourrait exporter ou lire ses messages, les nôtres aussi, et voir que tu t’en sers. C’est pourquoi tu réponds par boutons, et ce qui reste ici est pareil pour toutes les réponses. Ce que tu écris reste ici aussi.
privacy-red-heading = Après « { zone-red } »
privacy-red = Cette réponse n’alerte personne. Tu vois les lignes et un bouton vers une personne, et le lendemain on prend de tes nouvelles comme d’habitude, sauf si tu dis non.
privacy-waiting-heading = Quand personne n’est libre
privacy-waiting = Si tu veux parler à quelqu’un et que personne n’est libre, la coordination apprend que quelqu’un attend, et le soutien professionnel extérieur aussi, s’il y en a un. Ni qui, ni de quoi il s’agit.
privacy-honest-heading = Ce qu’on ne peut pas promettre
privacy-honest = Ici, aucune commande, aucun rapport, aucun export ne montre qui a demandé, répondu ou participe. Qui tient à la fois le serveur et sa clé pourrait lire ce qui est gardé. Parler à un pair est confidentiel dans les limites plus bas, et la loi ne le protège pas partout.

## The limits of confidentiality: the organisation’s own words, before a member first opens up

limits-heading = Où s’arrête la confidentialité
limits-intro = Avec les mots de { $organisation } :
limits-placeholder = Ceci est un exemple. Un vrai espace de travail a son propre texte.
button-limits-read = J’ai lu

## Joining, step by step

join-start = Deux petites choses d’abord, et c’est fait.
join-follow-up-ask = Le lendemain de « { zone-red } », une prise de nouvelles comme d’habitude. Ça te va ?
join-follow-up-yes = Oui, ça me va
join-follow-up-no = Plutôt pas
join-contact-form-title = Collègues de contact
join-contact-ask = Qui peut te dire bonjour ? Choisis une à trois personnes, laisse-nous te surprendre, ou n’en prends aucune. Elles sauront que c’est ton choix.
join-contact-surprise = Surprenez-moi
join-contact-nobody = Personne pour l’instant
join-contact-both = C’est quelqu’un et personne à la fois. Choisis l’un des deux.
join-contact-too-many = Trois au plus, s’il te plaît.
join-contact-not-there = Une de ces personnes n’est plus dans l’annuaire. Choisis encore une fois.
join-contact-empty = Il n’y a encore personne dans l’annuaire. Tu pourras choisir plus tard, sous /peer.
button-choose-contacts = Choisir qui me dit bonjour
button-join-finish = Participer
joined = C’est fait, tu participes. Un bonjour vient d’abord, et la première prise de nouvelles dans environ { $days ->
    [7] une semaine
    [14] deux semaines
    [21] trois semaines
    [28] quatre semaines
    [one] { $days } jour
   *[other] { $days } jours
 }. La fréquence, l’heure, une pause ou arrêter : tout est sous /peer.
joined-with = Tes collègues de contact : { $peers }
joined-with-nobody = Pour l’instant, personne ne te dit bonjour. Tu peux choisir quelqu’un quand tu veux, sous /peer.
# Beside “joined”, which says that a hello comes.
joined-hello-from-us = Pour l’instant, ce bonjour vient de nous tous. Tu peux choisir quelqu’un quand tu veux, sous /peer.

## A pause, and leaving

# $until: a day, in words.
pause-done = D’accord, on ne t’écrit plus de nous-mêmes jusqu’au { $until }. Si tu veux parler à quelqu’un, écris /peer comme toujours.
pause-over = Tu reçois de nouveau des messages, à ton rythme.
pause-none = Il n’y avait pas de pause, donc rien n’a changé.
leave-ask = On arrête de t’écrire ? Ce qui est déjà en route s’arrête aussi. Parler à quelqu’un te reste ouvert.
button-leave = Arrêtez de m’écrire
button-leave-sure = Oui, arrêtez
button-stay = Non, je reste
leave-done = C’est fait. On n’écrira plus de nous-mêmes, et personne ne le sait. Si un jour tu veux parler à quelqu’un, écris /peer ; c’est là pour toi, que tu participes ou non.
leave-request-stays = Ta demande en cours continue comme elle est.
leave-stayed = D’accord. Rien n’a changé.
leave-not-joined = Tu ne reçois pas ces messages, donc il n’y a rien à arrêter.

## The farewell: being marked as left

# $organisation: its name. Followed by the lines in full.
farewell = Tu n’es plus sur la liste du personnel de { $organisation }, alors on te dit au revoir. Merci pour le temps que tu as donné. Ce qu’offrent les lignes plus bas te reste ouvert.
farewell-data = Ce qui est gardé de toi ici est effacé dans un mois environ.
farewell-request = Ta demande en cours continue. Personne ne la laisse tomber pour autant.
