### Notes that ask nothing. They take turns (prompts/rotations/note.yaml).

note-01 = Pas de question aujourd’hui. Juste un signe de la main depuis l’arrière du camion.
note-02 = Rien à répondre ici. C’est bien que tu sois là.
note-03 = Quand ça sonne, quelqu’un répond. Bien souvent, c’était toi. Merci pour ça.
note-04 = Celui-ci ne demande rien. La porte reste ouverte, comme toujours.
note-05 = Un bonjour tranquille. Il n’y a rien à en faire.
note-06 = Tu as été là pour des gens dans leurs pires journées. On y pense plus souvent qu’on ne le dit.
note-07 = Rien à rendre, rien à faire. Juste nous, en passant.
note-08 = Bonne journée ou rude journée, ceci est un bonjour et rien de plus.
note-09 = Certains jours, la meilleure nouvelle est que rien ne sonne. Un bonjour, calme ou pas.
note-10 = Ni nouvelles, ni formation, ni paperasse. Juste bonjour.
note-11 = Il y a une place à table pour toi, que tu aies envie de parler ou non.
note-12 = On a fait un saut, et on a laissé le café au chaud. Rien à répondre.

# Half a line on why it came.
note-reason = Tu participes, alors de temps en temps un mot comme celui-ci passe.
