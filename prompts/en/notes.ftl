### Notes that ask nothing. They take turns (prompts/rotations/note.yaml).

note-01 = No question today. Only a wave from the back step.
note-02 = Nothing to answer here. Good to have you with us.
note-03 = Somebody answers when it rings. Often enough that has been you. Thanks for it.
note-04 = This one asks for nothing. The door stays open, same as ever.
note-05 = A quiet hello. Nothing needs doing with it.
note-06 = You’ve turned up for people on their worst days. We think of that more often than we say it.
note-07 = Nothing due, nothing needed. Just us, passing by.
note-08 = Good day or rough one, this is a hello and nothing more.
note-09 = Some days a quiet board is the best news there is. Hello from us, quiet or not.
note-10 = No news, no training, no paperwork. Only hello.
note-11 = There’s a seat at the table for you, whether you feel like talking or not.
note-12 = We came by and left the coffee on. Nothing to answer.

# Half a line on why it came.
note-reason = You joined, so now and then one of these comes by.
