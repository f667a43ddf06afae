"""What may be logged of an error: its type and its place in the program, never its words. These
may hold what somebody said."""

import traceback

#: Mistakes of the program or in a record, as opposed to what a database or a platform says.
OWN_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def kind(error: BaseException) -> str:
    """`KeyError in rendering/requests.py:41`."""
    passed = places(error)
    return f"{type(error).__name__} in {passed[-1]}" if passed else type(error).__name__


def places(error: BaseException) -> tuple[str, ...]:
    """Where in the program it came through, the innermost last: `rendering/requests.py:41`."""
    return tuple(_place(frame) for frame in traceback.extract_tb(error.__traceback__))


def _place(frame: traceback.FrameSummary) -> str:
    file = "/".join(frame.filename.replace("\\", "/").split("/")[-2:])
    return f"{file}:{frame.lineno}"
