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
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    place = "/".join(last.filename.replace("\\", "/").split("/")[-2:])
    return f"{type(error).__name__} in {place}:{last.lineno}"
