### The scenes of the fictional department, and what its page says of people and commands.

## Who somebody is, as the page lists them

demo-member = Membre
demo-supporter = Pair aidant
demo-coordinator = Coordination
demo-visitor = Hors de la liste du personnel

## What the phones show when the page is opened

# long: three phones, a sentence each.
demo-opening-hint = Six semaines d’une histoire où tout le monde est inventé. On vient de demander à Juno comment ça va, Rafael a une demande, Priya une fiche à approuver. Appuie sur un bouton d’un téléphone et vois ce que reçoivent les autres. Quand il ne se passe rien, avance l’horloge ou choisis une scène.
demo-run-hint = Ces gens sont inventés, et tu peux être qui tu veux. Commence par /peer à gauche.
scene-played-out = L’histoire a suivi son cours, et il ne reste personne pour jouer cette scène. Pour recommencer, arrête le programme et lance make demo avec ARGS=--fresh.

## Scenes: a title, a line, and the hint once it is set

scene-hello-title = Le premier bonjour
scene-hello-line = Quelqu’un commence, et le lendemain un collègue lui dit bonjour.
scene-hello-hint = À gauche, le bonjour est arrivé, avec les mots d’un collègue choisi. Il ne demande rien. Au milieu, ce collègue a su qu’on l’avait choisi ; à droite, la coordination n’en a rien su.
scene-orange-title = Une réponse orange
scene-orange-line = Une prise de nouvelles arrive. Réponds, et regarde ce qui reste dans la messagerie.
scene-orange-hint = Choisis « { zone-orange } » à gauche. Dans la messagerie, la carte devient la même pour toutes les réponses ; la suite, cette personne est seule à la voir, et rien n’en est gardé. Les deux autres téléphones restent muets.
scene-night-title = 03:00 et personne debout
scene-night-line = Quelqu’un veut parler tout de suite, et un téléphone sonne.
scene-night-hint = Le téléphone de la permanence sonne. Réponds et dis quand tu peux, ou laisse sonner et choisis « { local-jump-next } » : après cinq minutes on demande à tout le monde, après quinze la coordination sait que quelqu’un attend, et pas qui.
scene-busy-title = Un pair aidant en intervention
scene-busy-line = La première personne ne peut pas. La demande continue d’elle-même.
scene-busy-hint = On a d’abord demandé à Farida, par son nom, et Farida est en intervention. Pour qui a demandé, un « pas maintenant » et un silence se lisent pareil. On demande déjà à quelqu’un d’autre : regarde le téléphone de droite.
scene-chief-title = Ce que voit la direction
scene-chief-line = Ce qu’a la coordination, et ce que personne ne voit.
scene-chief-hint = Au milieu, tout ce qu’a la coordination : la liste du personnel, les pairs aidants, les invitations et, une fois par trimestre, quelques chiffres arrondis. Aucun écran ne montre qui participe, les réponses ou qui a demandé. À droite, la direction a la même chose que tout le monde, et rien de plus.
scene-report-title = Un trimestre se termine
scene-report-line = Ce que la coordination apprend, une fois par trimestre, et tout le monde avec elle.
scene-report-hint = Les mois ont passé, et le trimestre a été figé à sa fin : compté, arrondi, pour toujours. Au milieu, ce que voit la coordination. À gauche, un membre regarde exactement la même page ; à droite, on dit au chef que ce n’est pas un secret.
