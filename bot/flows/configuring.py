"""That the program was started with another configuration goes on record."""

from collections.abc import Mapping

from bot.ports import Work

KIND = "configuration"


def note_configuration(marks: Mapping[str, str], work: Work) -> None:
    """`marks`: of each section (`bot.config.marks`). Nothing where they are those of the last
    start."""
    if work.audit.last(KIND) != marks:
        work.audit.add(KIND, marks)
