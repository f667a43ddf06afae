"""The texts as they come with the program, for commands that run beside it."""

from functools import cache

from bot.ports import Texts
from prompts.library import Library


@cache
def texts() -> Texts:
    """Read once in a process. Raises TextsBroken."""
    return Library.load()
