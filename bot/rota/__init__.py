"""Rotations and the calendar: when somebody is on shift, and when a message may fall. Pure.

rotation.py       what a rotation is, and the usual kind: a cycle of days, and the date on which
                  each shift begins it
notation.py       the short way to write a cycle ("X O O")
presets.yaml      the cycles that the field knows, read by presets.py
config.py         how an organisation writes a rotation in its configuration
calendar_rotation.py  the other kind: shifts that stand in iCalendar files. calendar_file.py reads
                  one, calendar_text.py its lines, calendar_entry.py an entry, calendar_names.py
                  whose it is, and recurrence.py what repeats
clock.py          wall clock to instants, over gaps and overlaps
shifts.py         the shifts of a rotation between two instants, single days that depart from it
                  and people's own joined
windows.py        when a message may fall, and the minute; intervals.py has the arithmetic
"""
