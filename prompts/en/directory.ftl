### The directory, contact peers, whom a member would like and whom not.

## The directory

directory-heading = The supporters
directory-intro = Colleagues, trained for this, and not therapists. Pick whoever you’d find easy to talk to. “Available” is their own word; who turns out to be busy is asked later, and others meanwhile.
directory-empty = There is nobody in the directory yet. “{ button-talk }” works all the same, and so do the lines below.
# $number, $count: which page of how many.
directory-page = Page { $number } of { $count }
# $until: a date, in words.
directory-trained = Trained until { $until }
# $topics: by comma.
directory-topics = Good with: { $topics }
# $languages: by comma.
directory-languages = Speaks { $languages }
directory-available = Available
directory-not-available = Not available now
# $words: their own.
directory-words = “{ $words }”
# $name: what somebody hears who does not see the picture.
directory-photo = A picture of { $name }
directory-gone = They’re no longer in the directory, so nothing was changed.
directory-own = That’s you, as others see you.
# Seen by the member alone, under an entry.
directory-is-contact = One of your contact peers.
# $number: their place on the member's list.
directory-is-preferred = Number { $number } among those you’d like.
directory-is-avoided = On your list of those you’d rather not. Only you can see this.
directory-is-close = They stand above or below you, evaluate you, or coordinate the programme. So they’re only asked if you name them.
# $name: somebody's, possibly shortened.
button-talk-to = Talk to { $name }
# $name: somebody's, possibly shortened.
button-more-about = More about { $name }
button-look = Look
button-take-off = Take off
button-add-contact = Add to my contact peers
button-drop-contact = No longer a contact peer
button-prefer = I’d like to talk to them
button-unprefer = Take off those I’d like
button-avoid = I’d rather not
button-unavoid = It’s all right again

## Contact peers. Both know.

contacts-heading = My contact peers
contacts-intro = They know that you chose them, and may say hello. The first one’s hello is the first that you get.
contacts-changed = Done. Whoever is new among them hears that you chose them. Whoever is not among them any more isn’t told.
# Where somebody was only taken off.
contacts-dropped = Done. Nobody is told that you took somebody off.
# Under the name of one who does not serve as a supporter just now.
contacts-away = Not in the directory at the moment, so no hello comes from them.
contacts-join-first = Contact peers greet people who joined. Join first; it takes a minute, and stopping is one press.
contacts-avoided = They’re on the list of those you’d rather not, so nothing was changed.
# $most: how many at most.
contacts-full = You have { $most } already, and that’s the most. Take one off first.

## To a supporter whom a member chose. Who it is they see by a press.

# $count: how many did, that day.
chosen-as-contact = { $count ->
    [one] Someone who joined has
   *[other] { $count } people who joined have
} chosen you as a contact peer. If you’re the first on their list, the hello that we send them carries the words of your entry. When you meet them, say hi.
button-who-chose = See who
# $name, $station: the member's.
chosen-by = { $name }, { $station }.
# $count: how many they are.
chosen-by-keep = { $count ->
    [one] They know
   *[other] All of them know
} that you know. Please keep it to yourself.
chosen-no-longer = That has changed since, so there is nobody to show here.

## Whom I’d like

# To somebody of whom nothing is known: off the roster, and never asked for anyone.
preferring-unknown = We don’t know you yet, so there is no list to keep. When you ask to talk to someone, you can say whom you’d rather not.
preferred-heading = Whom you’d like to talk to
# $most: how many at most.
preferred-intro = They’re asked first, in this order. Nobody but you sees this list. { $most } at most.
preferred-none = Nobody yet. Look somebody up, and “{ button-prefer }” puts them here. Nobody but you will see this list.
# $number, $name: their place, and who.
preferred-place = { $number }. { $name }
preferred-added = Added. Only you can see this.
# They were on the avoid list.
preferred-added-from-avoided = Added, and taken off those you’d rather not. Only you can see this.
preferred-moved = Moved.
preferred-removed = Taken off. They aren’t told.
# $most: how many at most.
preferred-full = There are { $most } already, and that’s the most. Take one off first.
# Beside somebody who is not in the directory now.
preferred-away = Not in the directory at the moment.
button-up = Up
button-down = Down
preferred-wishes-heading = Wishes that hold for everybody
preferred-officers-yes = Officers may be asked.
preferred-officers-no = No officers, except those you name or have on your list.
button-no-officers = No officers
button-officers = Officers are fine
preferred-station-other = Someone from another station, except those you name or have on your list.
preferred-station-any = Your own station is fine too.
# By itself: where the station is small.
preferred-station-by-size = Someone from another station if yours is small. Nothing else is chosen.
button-other-station = Another station
button-any-station = Any station
wish-night = When you ask for someone now and nobody is free, these two wishes give way. Those you’d rather not are never asked.

## Whom I’d rather not. Private; wins over everything.

avoided-heading = Whom you’d rather not talk to
avoided-intro = They’re never asked for you, at any hour, and never told. Nobody but you sees this list.
avoided-none = Nobody is on it.
# $names: by comma.
avoided-names = On it: { $names }
avoided-chain-heading = Never asked anyway
# $names: who stands above the member or evaluates them, by comma.
avoided-chain = { $names }. By the roster they stand above you or evaluate you. They’re asked only if you name them.
button-edit-avoided = Change the list
avoided-form-title = Rather not
avoided-form-ask = Whom would you rather not talk to?
# $most: how many at most.
avoided-form-hint = { $most } at most. Nobody but you sees this.
avoided-not-there = One of them can’t be found any more. Please look at the list again.
avoided-changed = Kept. Only you can see this.
# Some of them were among those liked, or contact peers.
avoided-changed-both = Kept. Whoever of them was among those you’d like, or among your contact peers, is off there now. They aren’t told why.
avoided-removed = Taken off. Only you can see this.
# $most: how many at most.
avoided-full = There are { $most } already, and that’s the most. Take one off first.

## A supporter named behind a command, on platforms that suggest names.

# Above a button for each who may be meant.
naming-which = Whom do you mean? Nobody has been asked yet.
naming-nobody = We don’t find that name among the supporters you can ask just now. Nobody has been asked yet. Pick someone from the directory, or whoever can.
