### Les commandes du bot, telles qu’une plateforme les montre : une ligne chacune.

command-peer = Parler à un pair aidant, tes prises de nouvelles, les lignes de crise
command-supporter = Pour les pairs aidants : disponible ou non, ce qui est ouvert pour toi
command-peer-admin = Pour la coordination : liste du personnel, pairs aidants, invitations
command-peer-report = Pour la coordination : les chiffres du trimestre, le programme maintenant
