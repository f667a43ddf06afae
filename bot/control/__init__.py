"""How a command of the operator's reaches the ledger: through the running process, over a Unix
socket beside the database, or on its own where none runs.

commands.py   what can be asked, each with its flow
office.py     where it is asked, and what may go wrong
server.py     the running process's side of the socket; client.py the command's
wire.py       what goes over the socket; peers.py who is at its other end
rotating.py   a rotation of keys as a row of commands
importing.py  an import as a row of commands, in small pieces
by_file.py    what remains to be done with a large file from the chat
socket_path.py where the socket lies
"""
