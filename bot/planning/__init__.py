"""What the rules come to: for a roster like this one, and for one made-up person. Pure, and opens
nobody's record.

made_up.py   people who do not exist: a roster's worth of them, or one from a file of facts
forecast.py  what they would get, day by day
"""
