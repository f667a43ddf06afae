### The scenes of the fictional department, and what its page says of people and commands.

## Who somebody is, as the page lists them

demo-member = Member
demo-supporter = Supporter
demo-coordinator = Coordinator
demo-visitor = Not on the roster

## What the phones show when the page is opened

# long: three phones, a sentence each.
demo-opening-hint = Six weeks into a story in which everybody is fictional. Juno was just asked how she is, Rafael has an offer, Priya an entry to approve. Press a button on one phone and see what the others get. When nothing happens, move the clock or choose a scene.
demo-run-hint = These are fictional people, and anyone may be anyone. Begin with /peer on the left.
scene-played-out = The story has moved on, and nobody is left who can play this scene. To begin anew, stop the program and run make demo with ARGS=--fresh.

## Scenes: a title, a line, and the hint once it is set

scene-hello-title = The first hello
scene-hello-line = Somebody joins, and the next day a colleague greets them.
scene-hello-hint = On the left, the hello has come, in the words of a colleague they chose. It asks nothing. In the middle, that colleague heard that they were chosen; on the right, the coordinator heard nothing of it.
scene-orange-title = An orange answer
scene-orange-line = A check-in comes. Answer it, and see what stays in the chat.
scene-orange-hint = Press “{ zone-orange }” on the left. The card in the chat becomes the same for every answer; what follows is for their eyes alone and is kept nowhere. The other two phones stay silent.
scene-night-title = 03:00 and nobody awake
scene-night-line = Somebody asks for a person now, and a phone rings.
scene-night-hint = The phone of the one on call rings. Answer it and say when you can, or let it ring and press “{ local-jump-next }”: after five minutes everyone is asked, after fifteen the coordinators hear that someone is waiting, and not who.
scene-busy-title = A supporter on another call
scene-busy-line = The first one asked can’t just now. The request moves on by itself.
scene-busy-hint = Farida was asked first, by name, and is on another call. To the member a pass and silence read the same. The next one is asked already: look at the phone on the right.
scene-chief-title = What the chief sees
scene-chief-line = What a coordinator has, and what nobody is shown.
scene-chief-hint = In the middle is all that a coordinator has: the roster, the supporters, the invitations, and once a quarter a few rounded figures. No screen lists who joined, who asked or what was answered. On the right, the chief has what every member has, and nothing else.
scene-report-title = A quarter closes
scene-report-line = What coordinators get to know, once a quarter, and everybody with them.
scene-report-hint = The months have gone by, and the quarter was frozen as it closed: counted, rounded, and never to change. In the middle is what the coordinator sees. On the left a member looks at the very same page; on the right the chief is told that it’s no secret.
