"""Reports as frozen releases: what a coordinator may know, and how it is made sure of.

folding.py    who is counted together: the groups of a year
figures.py    the release rule: from true counts to what may be said
yearly.py     what is told of a year, with its last quarter
tallying.py   from people's records to true counts, group by group
writing.py    a release as text: as it is kept, and as CSV
pictures.py   its pictures, a language each, as they are kept

noting.py     what an open quarter needs of a person, kept in their sealed record until the freeze

Everything here is pure. Tests enumerate all outcomes for groups of 20 and 40.
"""
