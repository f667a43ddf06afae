"""Which of the rotated texts: never the same twice running."""

from collections.abc import Sequence


def pick_text(ids: Sequence[str], last: str, draw: float) -> str:
    """One of the ids by the draw in [0, 1), leaving out the last one said.

    Raises ValueError where there are not at least two to choose from.
    """
    fresh = [text for text in ids if text != last]
    if not fresh or len(ids) < 2:
        raise ValueError("a rotation needs at least two texts")
    return fresh[int(draw * len(fresh))]
