"""Charts of what is published, drawn in a process of their own.

chart.py      what is on one, as data
drawing.py    the process: a chart in, a PNG out
process.py    starting it
"""
