### My check-ins: how often, when, in which language, a pause, stopping.

settings-heading = Mes prises de nouvelles
settings-not-joined = Tu ne reçois pas de messages de nous. Participer, c’est un bonjour d’un collègue que tu choisis et un passage de temps en temps. Parler à quelqu’un marche de toute façon.
settings-changed = C’est changé. Ça vaut dès maintenant.

## How often

# $days: how often; 0 is off.
settings-often = { $days ->
    [14] Une prise de nouvelles à peu près toutes les deux semaines.
    [28] Une prise de nouvelles à peu près toutes les quatre semaines.
    [90] Une prise de nouvelles à peu près tous les trois mois.
    [0] Pas de prise de nouvelles. De temps en temps, un petit mot qui ne demande rien.
   *[other] Une prise de nouvelles à peu près tous les { $days } jours.
 }
button-often = À quelle fréquence
settings-often-ask = À quelle fréquence veux-tu qu’on te demande comment tu vas ? De temps en temps, c’est à la place un petit mot qui ne demande rien.
button-often-14 = Toutes les deux semaines
button-often-28 = Toutes les quatre semaines
button-often-90 = Tous les trois mois
button-often-0 = Pas de prise de nouvelles

## At which hours

settings-hours-any = À des heures qui vont avec tes services, si la liste du personnel les a, et ni tard le soir ni la nuit.
# $start, $end: times of day, in words.
settings-hours-chosen = Entre { $start } et { $end }.
# Some of the hours chosen are in the night.
settings-hours-night = Certaines de ces heures sont dans la nuit. Tu les as choisies, donc on peut écrire à ces heures-là.
button-hours = Heures
settings-hours-ask = Quand nos messages te conviennent-ils ? La nuit, seulement si tu choisis toi-même ces heures ici ; et ton sommeil après une nuit de service est laissé tranquille quoi que tu choisisses.
button-hours-any = Quand ça tombe bien
# $start, $end: times of day, in words.
button-hours-mornings = Le matin, { $start } à { $end }
button-hours-afternoons = L’après-midi, { $start } à { $end }
button-hours-evenings = Le soir, { $start } à { $end }
button-hours-own = D’autres heures
settings-hours-form-title = Tes heures
settings-hours-from = De
settings-hours-to = À
settings-hours-same = « De » et « à » sont la même heure. Laisse au moins une heure entre les deux.

## On or off shift

settings-side-either = En service ou en repos, peu importe.
settings-side-on = Plutôt en service.
settings-side-off = Plutôt en repos.
settings-side-no-rota = La liste du personnel n’a pas de services pour toi, donc pour l’instant ça ne change rien.
button-side = En service ou en repos
settings-side-ask = Préfères-tu qu’on t’écrive en service ou en repos ?
button-side-either = Peu importe
button-side-on = En service
button-side-off = En repos

## Trades and call-backs

button-shifts = Mes services
shifts-heading = Mes services
# $days: days and hours, in words.
shifts-next = Tes prochains services, d’après ce qu’on a : { $days }.
shifts-none = On n’a aucun service à toi dans les quatre semaines qui viennent.
shifts-ask = Tu en as échangé un, ou on t’a rappelé ? Dis-nous le jour, et ce qu’on envoie en tient compte. Personne d’autre ne le voit.
# $day: a day, in words. $kind: one of the next four.
shifts-own = { $day } : { $kind }
shift-kind-off = repos
shift-kind-day = service de jour
shift-kind-night = service de nuit
shift-kind-24h = service de 24 heures
button-shift-off = Un jour de repos
button-shift-on = Un jour en service
# $day: a day, in words.
button-shift-back = Annuler { $day }
shift-form-off-title = Un jour de repos
shift-form-on-title = Un jour en service
shift-form-day = Quel jour ?
shift-form-day-hint = Pour une nuit, le jour où elle commence.
shift-form-kind = Quel service fais-tu ?
# $day: a day, in words. $kind: off, a day shift …
shift-noted = C’est noté. { $day } : { $kind }.
shift-already = Ce jour est déjà noté comme ça. Il n’y avait rien à changer.
shift-past = Ce jour est passé. Choisis hier ou plus tard.
shift-too-far = C’est dans plus d’un an. Choisis un jour plus proche.
# $most: how many days are kept.
shift-most = On garde { $most } jours comme ça à la fois. Annule-en un d’abord.
# $day: a day, in words.
shift-taken-back = Annulé. { $day } est de nouveau comme dans la liste du personnel.
shift-not-there = Ce jour n’est plus noté. Il n’y avait rien à changer.
shift-no-rota = La liste du personnel n’a pas de services pour toi, donc il n’y a rien à échanger ici.

## Language, and where

# $language: in its own words.
settings-language = Langue : { $language }.
button-language = Langue
settings-language-ask = Dans quelle langue veux-tu qu’on t’écrive ? Qui te parlera la parle aussi.
settings-write-here = Tu as plus d’un compte ici. On t’écrit sur un autre.
settings-write-here-done = Dès maintenant, on t’écrit ici.
button-write-here = M’écrire ici

## The day after “In a bad place”

settings-red-yes = Le lendemain de « { zone-red } », une prise de nouvelles comme d’habitude.
settings-red-no = Rien de plus le lendemain de « { zone-red } ».
button-red-yes = Repassez le lendemain
button-red-no = Rien de plus le lendemain

## A pause

# $until: a day, in words.
settings-paused = Tu as une pause jusqu’au { $until }.
button-pause = Pause
settings-pause-ask = Pour combien de temps ? Une pause ne tait que ce qu’on envoie de nous-mêmes. Demander à parler à quelqu’un marche comme toujours.
button-pause-week = Une semaine
button-pause-month = Un mois
button-pause-date = Jusqu’à un jour que je choisis
button-resume = Finir la pause
pause-form-title = Une pause
pause-form-ask = Quel jour veux-tu qu’on recommence ?
pause-not-past = Ce jour n’est pas devant nous. Choisis-en un plus tard.
pause-too-long = C’est dans plus d’un an. Choisis un jour plus proche, ou arrête les messages tout à fait.

## The mark on what is chosen now. $label: the words on the button.

settings-chosen = ✓ { $label }
