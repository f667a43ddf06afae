"""The command line: a file a command or group. A command parses, calls one function, prints.

main.py      the commands, each imported when it is used
options.py   what commands have in common; saying.py how they speak; errors.py what went wrong
reaching.py  to the running process, or to the ledger where none runs
"""
