### Les commandes du bot, telles qu’une plateforme les montre : une ligne chacune.

command-peer = Parler à quelqu’un, tes prises de nouvelles, de l’aide tout de suite
command-supporter = Pour les pairs aidants : disponible ou non, ce que tu as en cours
command-peer-admin = Pour la coordination : liste du personnel, pairs aidants, invitations
