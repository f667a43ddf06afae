"""Whom to ask: pure, explained, the same for the same facts.

facts.py        what is known of who asks and of who could be asked
chain.py        who stands above whom, on the roster
eligibility.py  who may be asked: the exclusions, and the rules in force by urgency
order.py        in which order: preferences, topic, station, load, and a draw between equals
pool.py         both together: everybody who may be asked, in order, and why the others may not
ladder.py       when: whom next, who is told, and the instant of the next step
notices.py      when coordinators hear that someone is waiting
"""
