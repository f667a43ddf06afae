"""The roster: from the organisation's file to what changes. Pure.

columns.py     the columns, their limits, and a row
mistakes.py    what can be wrong with a file, and with which row
reading.py     bytes to rows; cells.py has one cell; checking.py what only the whole file shows,
               known.py what a file may refer to outside itself
stored.py      what is stored, as the comparison needs it
difference.py  rows against what is stored: who is added, changed, new, back, gone
facts.py       a row as the record of a person
steps.py       the difference as steps, in an order that leaves nobody half done
wording.py     mistakes and differences in words; report.py what a coordinator is shown of them
"""
