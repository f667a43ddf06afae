### The roster file: what is wrong with it, what it would change, and the words around both. The
### command line says the same. Read by coordinators and operators.

## Where a mistake is. $row: as a spreadsheet counts, the header being row 1.

roster-at-file = Le fichier : { $what }
roster-at-row = Ligne { $row } : { $what }
roster-at-cell = Ligne { $row }, { $column } : { $what }
roster-mistakes = { $count ->
    [1] Le fichier a une erreur, donc rien n’a changé.
    [one] Le fichier a { $count } erreur, donc rien n’a changé.
   *[other] Le fichier a { $count } erreurs, donc rien n’a changé.
 }
roster-more-mistakes = { $count ->
    [1] et une de plus
   *[other] et { $count } de plus
 }

## Mistakes of the file

roster-mistake-too-large = il dépasse { $most } octets
roster-mistake-not-utf8 = l’octet { $byte } n’est pas de l’UTF-8. Enregistre-le en « CSV UTF-8 »
roster-mistake-not-csv = à partir d’ici, il ne se lit plus comme du CSV. Un guillemet est resté ouvert, ou il y en a un isolé
roster-mistake-separator = ses cellules ne sont pas séparées par des virgules. Enregistre-le en CSV avec des virgules
roster-mistake-empty = il est vide
roster-mistake-no-people = il n’y a personne dedans, seulement un en-tête
roster-mistake-too-many-rows = il a plus de { $most } lignes

## Mistakes of the header

roster-mistake-missing-column = cette colonne manque
roster-mistake-unknown-column = { $near ->
    [none] il n’y a pas de colonne « { $value } »
   *[other] il n’y a pas de colonne « { $value } » ; voulais-tu dire « { $near } » ?
 }
roster-mistake-column-twice = cette colonne est là deux fois

## Mistakes of a row

roster-mistake-cells = elle a { $found } cellules, et l’en-tête { $wanted }
roster-mistake-formula = « { $value } » se lit comme une formule. Une cellule ne peut pas commencer par =, +, -, @ ou une tabulation
roster-mistake-hidden = il y a un caractère que personne ne voit ({ $code }). Enlève-le
roster-mistake-line-break = il y a un saut de ligne dans la cellule
roster-mistake-too-long = trop long : { $most } caractères au plus
roster-mistake-row-too-long = toutes ses cellules ensemble sont trop longues
roster-mistake-missing = cette cellule ne peut pas être vide
roster-mistake-bad-number = « { $value } » ne peut pas contenir de point-virgule
roster-mistake-bad-account = « { $value } » n’est pas un compte. Il s’écrit platform:workspace:id, plusieurs avec un point-virgule entre eux
roster-mistake-too-many = { $most } au plus dans une cellule
roster-mistake-unknown-role = il n’y a pas de rôle « { $value } », seulement member, supporter et coordinator
roster-mistake-unknown-zone = { $near ->
    [none] « { $value } » n’est pas un fuseau horaire. Écris-le comme America/Chicago
   *[other] « { $value } » n’est pas un fuseau horaire ; voulais-tu dire { $near } ?
 }
roster-mistake-unknown-language = « { $value } » n’est pas une langue d’ici. Il y a { $known }
roster-mistake-unknown-rotation = { $near ->
    [none] la configuration n’a pas de cycle « { $value } »
   *[other] la configuration n’a pas de cycle « { $value } » ; voulais-tu dire « { $near } » ?
 }
roster-mistake-unknown-shift = le cycle { $rotation } a les équipes { $known }
roster-mistake-several-supervisors = un seul supérieur ; les autres vont dans la colonne evaluators

## Mistakes of rows together. $other: the number of the other row.

roster-mistake-number-twice = « { $value } » est aussi le numéro de la ligne { $other }
roster-mistake-account-twice = « { $value } » est aussi un compte de la ligne { $other }
roster-mistake-unknown-supervisor = personne dans le fichier n’a le numéro « { $value } »
roster-mistake-unknown-evaluator = personne dans le fichier n’a le numéro « { $value } »
roster-mistake-own-evaluator = personne ne s’évalue soi-même
roster-mistake-circle = les supérieurs forment un cercle : { $numbers }
roster-mistake-too-many-ties = le supérieur et les évaluateurs ont changé trop souvent en un an : plus de { $most } personnes devraient rester exclues

## The difference, a line each; numbers of people and names of stations follow in brackets.

roster-difference = Ce que ce fichier changerait
roster-no-difference = La liste du personnel est déjà ainsi. Rien ne changerait.
roster-added = { $count ->
    [1] Nouveau : une personne
    [one] Nouveau : { $count } personne
   *[other] Nouveau : { $count } personnes
 }
roster-changed = { $count ->
    [1] Modifié : une personne ({ $changes })
    [one] Modifié : { $count } personne ({ $changes })
   *[other] Modifié : { $count } personnes ({ $changes })
 }
roster-change-name = nom { $count }
roster-change-station = caserne { $count }
roster-change-shift = équipe ou équipage { $count }
roster-change-rank = grade { $count }
roster-change-role = rôle { $count }
roster-change-chain = supérieur { $count }
roster-change-evaluators = évaluateurs { $count }
roster-change-rotation = cycle { $count }
roster-change-zone = fuseau horaire { $count }
roster-change-language = langue { $count }
roster-change-account = compte { $count }
roster-renewed = { $count ->
    [1] Un autre compte, donc un nouveau membre : une personne
    [one] Un autre compte, donc un nouveau membre : { $count } personne
   *[other] Un autre compte, donc de nouveaux membres : { $count } personnes
 }
roster-returned = { $count ->
    [1] De retour sur la liste : une personne
    [one] De retour sur la liste : { $count } personne
   *[other] De retour sur la liste : { $count } personnes
 }
# Of those who are new or back.
roster-unapproved = { $count ->
    [1] Parmi elles, pair aidant, sans demande avant son approbation : une personne
    [one] Parmi elles, pair aidant, sans demande avant son approbation : { $count } personne
   *[other] Parmi elles, pairs aidants, sans demande avant leur approbation : { $count } personnes
 }
roster-left = { $count ->
    [1] Plus dans le fichier, donc départ noté : une personne
    [one] Plus dans le fichier, donc départ noté : { $count } personne
   *[other] Plus dans le fichier, donc départs notés : { $count } personnes
 }
# A few people whose choice would be narrow; after it, the stations and how many in each.
roster-narrows = { $count ->
    [1] Il resterait moins de trois pairs aidants à une personne, car personne n’est mis en relation avec qui est au-dessus d’elle ou l’évalue
    [one] Il resterait moins de trois pairs aidants à { $count } personne, car personne n’est mis en relation avec qui est au-dessus d’elle ou l’évalue
   *[other] Il resterait moins de trois pairs aidants à { $count } personnes, car personne n’est mis en relation avec qui est au-dessus d’elle ou l’évalue
}
roster-unchanged = { $count ->
    [1] Comme avant : une personne
    [one] Comme avant : { $count } personne
   *[other] Comme avant : { $count } personnes
 }
roster-without-account = { $count ->
    [1] Sans compte, donc sans message de nous : une personne
    [one] Sans compte, donc sans message de nous : { $count } personne
   *[other] Sans compte, donc sans message de nous : { $count } personnes
 }
roster-new-stations = { $count ->
    [1] Une nouvelle caserne
    [one] { $count } nouvelle caserne
   *[other] { $count } nouvelles casernes
 }
roster-empty-stations = { $count ->
    [1] Une caserne où il n’y a plus personne
    [one] { $count } caserne où il n’y a plus personne
   *[other] { $count } casernes où il n’y a plus personne
 }
roster-no-coordinator = Personne dans le fichier ne coordonne le programme.
roster-nowhere = { $count ->
    [1] Un compte est de { $platform }, que la configuration n’a pas : personne ne peut y recevoir de message
    [one] { $count } compte est de { $platform }, que la configuration n’a pas : personne ne peut y recevoir de message
   *[other] { $count } comptes sont de { $platform }, que la configuration n’a pas : personne ne peut y recevoir de message
 }
roster-budget = La limite de messages par jour est de { $budget }, trop basse pour une liste de { $people } : les jours les plus chargés, l’attente serait de plus en plus longue. { $needed } suffirait (dans la configuration, sous rhythm).
roster-and-others = { $count ->
    [1] et une de plus
   *[other] et { $count } de plus
 }

## By file in chat

button-apply-roster = Appliquer
button-apply-roster-leavers = Appliquer, ce sont de vrais départs
button-drop-roster = Laisser tomber
roster-many-left = Ça fait { $count } départs notés, plus que d’habitude en une fois. Le fichier est-il complet ?
roster-reading = C’est un gros fichier. On le compare à la liste du personnel, et on t’écrit ici quand c’est fait.
roster-compared = On a comparé le fichier que tu as envoyé à la liste du personnel.
button-show-roster = Voir ce qu’il changerait
roster-applying = La liste du personnel se met à jour. On t’écrit ici quand c’est fait.
roster-applied = La liste du personnel est à jour.
roster-dropped = C’est laissé de côté. La liste du personnel est comme avant.
roster-second-needed = Deux coordinateurs doivent être d’accord. Si un autre d’entre vous m’envoie ce même fichier dans l’heure, il pourra l’appliquer.
roster-not-there = Ce fichier n’est plus ici : il a été appliqué ou laissé de côté, ou date de plus d’une heure. Rien n’a changé cette fois. Renvoie-le si tu en as besoin.
roster-changed-since = La liste du personnel a changé depuis que tu as envoyé le fichier, donc rien n’est encore fait. Renvoie-le pour voir ce qu’il changerait maintenant.
roster-unfinished = Le fichier que tu as envoyé n’est pas entré jusqu’au bout. Ce qui est fait reste fait ; renvoie-le pour la suite.
roster-not-csv-file = Ça ne ressemble pas à une liste du personnel. C’est un fichier CSV : son nom finit par .csv.
# To anyone who is no coordinator, whatever the file is.
file-not-read = Personne ne lit les fichiers envoyés ici, donc on ne peut rien en faire. Une personne est à un bouton de toi.

## To a member whose entry a small import changed

roster-about-you = Tes données dans la liste du personnel ont changé : { $changes }. Elles décident de qui n’est jamais mis en contact avec toi. Si quelque chose cloche, la coordination peut corriger, et sous /peer tu peux laisser de côté qui tu veux.
roster-about-you-chain = qui est au-dessus de toi
roster-about-you-evaluators = qui t’évalue
roster-about-you-role = ton rôle
roster-about-you-station = ta caserne

## To somebody off the roster who asked for a peer, and whom the roster has by now

guest-found = La liste du personnel de { $organisation } a maintenant ton compte. Est-ce bien toi, et ce que tu nous as dit ici peut-il aller sous ton nom ? Il s’agit des personnes à laisser de côté, et de rien d’autre. Oui ou non, personne n’en saura rien.
guest-adopted = C’est fait. Les personnes que tu voulais laisser de côté le restent.
guest-stays = D’accord. Ce qu’on garde de ta demande s’efface comme on l’a dit, et la liste du personnel ne change rien pour toi.
guest-request-first = Ta demande passe d’abord. Quand elle sera finie, tu pourras dire oui ici.
