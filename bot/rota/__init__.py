"""Rotations and the calendar: when somebody is on shift, and when a message may fall. Pure.

rotation.py       what a rotation is: a cycle of days, and the date on which each shift begins it
notation.py       the short way to write a cycle ("X O O")
presets.yaml      the cycles that the field knows, read by presets.py
config.py         how an organisation writes a rotation in its configuration
clock.py          wall clock to instants, over gaps and overlaps
shifts.py         the shifts of a rotation between two instants
calendar_file.py  the shifts in an iCalendar file; calendar_entry.py reads an entry of it, and
                  recurrence.py what repeats
windows.py        when a message may fall, and the minute; intervals.py has the arithmetic
"""
