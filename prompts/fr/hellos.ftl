### The hello of the first day: a frame, then the contact peer’s own approved words.
### The frames take turns (prompts/rotations/hello.yaml). $peer: the contact peer’s name.

hello-01 = { $peer } te dit bonjour. Rien à répondre.
hello-02 = Un bonjour de { $peer }, de tes collègues de contact.
hello-03 = { $peer } t’a laissé un mot, et ça ne demande rien en retour.
hello-04 = On te transmet un bonjour de { $peer }.
hello-05 = Ceci vient de { $peer }, qui connaît le métier.
hello-06 = Voici { $peer }, avec ses propres mots.
hello-07 = { $peer } voulait qu’on te fasse passer ceci.
hello-08 = { $peer } fait partie des gens qui sont là pour toi. Voici son mot.
hello-09 = Ni appel ni exercice, juste { $peer } qui te dit bonjour.
hello-10 = Par notre intermédiaire, un bonjour de { $peer }.
hello-11 = { $peer } est de tes collègues de contact. Son bonjour pour toi :
hello-12 = De { $peer }, pour quand tu auras une minute.

# The peer’s own words, as they wrote them and a coordinator approved them.
hello-words = « { $words } »
# Where the contact peer has no approved words yet.
hello-without-words = { $peer } est de tes collègues de contact, a la formation pour ça, et est là si un jour tu as envie de parler. Rien à répondre.
# Where the member chose nobody.
hello-from-us = Ça fait plaisir de t’avoir à bord. Rien à répondre. Si un jour tu veux savoir qui est là, écris /peer.
# Half a line on why it came.
hello-reason = Tu participes, alors un bonjour vient d’abord.
