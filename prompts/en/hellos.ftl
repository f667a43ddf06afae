### The hello of the first day: a frame, then the contact peer’s own approved words.
### The frames take turns (prompts/rotations/hello.yaml). $peer: the contact peer’s name.

hello-01 = { $peer } says hello. Nothing to answer.
hello-02 = A hello from { $peer }, one of your contact peers.
hello-03 = { $peer } left a word for you, and it asks nothing back.
hello-04 = Passing on a hello from { $peer }.
hello-05 = This one is from { $peer }, who knows the work.
hello-06 = Here is { $peer }, in their own words.
hello-07 = { $peer } wanted this passed down the line to you.
hello-08 = One of the people here for you is { $peer }. This is from them.
hello-09 = No call and no drill, only { $peer } saying hello.
hello-10 = By way of us, a hello from { $peer }.
hello-11 = You have a contact peer in { $peer }. Their hello to you:
hello-12 = From { $peer }, for whenever you have a minute.

# The peer’s own words, as they wrote them and a coordinator approved them.
hello-words = “{ $words }”
# Where the contact peer has no approved words yet.
hello-without-words = { $peer } is one of your contact peers, a trained colleague who is there if you ever feel like talking. Nothing to answer.
# Where the member chose nobody.
hello-from-us = Welcome aboard. Nothing to answer. If you ever want to know who is there, type /peer.
# Half a line on why it came.
hello-reason = You joined, so a hello comes first.
