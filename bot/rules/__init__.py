"""Who gets a message and when: small pure rules over the facts of one look.

facts.py     what a look knows of one person
triggers.py  what may bring a message, in order
limits.py    what forbids it or puts it off
minutes.py   the minute, by hours and rota
policy.py    the rules in force, and the decision
looks.py     when a person is looked at
texts.py     which of the rotated texts
capacity.py  whether the daily budget can carry the roster
"""
