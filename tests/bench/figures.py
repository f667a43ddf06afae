"""What was measured: one figure a line of the table, and an item of build/bench.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

WIDTH = 80
_NAME = 43


class Of(StrEnum):
    """What a goal is about: the figure itself, or its ratio to what stands beside it."""

    VALUE = "value"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should be: at least or at most `limit`."""

    sign: str  #: ">=" or "<="
    limit: float
    of: Of = Of.VALUE

    def __post_init__(self) -> None:
        if self.sign not in (">=", "<="):
            raise ValueError("a goal is at least or at most something")

    def met_by(self, measured: float) -> bool:
        return measured >= self.limit if self.sign == ">=" else measured <= self.limit

    def __str__(self) -> str:
        what = "ratio " if self.of is Of.RATIO else ""
        return f"{what}{self.sign} {short(self.limit)}"


def at_least(limit: float, of: Of = Of.VALUE) -> Goal:
    return Goal(">=", limit, of)


def at_most(limit: float, of: Of = Of.VALUE) -> Goal:
    return Goal("<=", limit, of)


@dataclass(frozen=True, slots=True)
class Figure:
    """`baseline` is the same measure of what it is compared with, in the same unit and run, and
    `ratio` the figure by it; None where nothing stands beside it. `goal` and `met` are None
    together."""

    name: str
    value: float
    unit: str
    goal: str | None = None
    met: bool | None = None
    baseline: float | None = None
    ratio: float | None = None


def figure(
    name: str,
    value: float,
    unit: str,
    goal: Goal | None = None,
    *,
    baseline: float | None = None,
    ratio: float | None = None,
) -> Figure:
    """`ratio` is given where it is the median of rounds, else it is `value` by `baseline`."""
    if ratio is None and baseline:
        ratio = value / baseline
    met = None
    if goal is not None:
        measured = ratio if goal.of is Of.RATIO else value
        if measured is None:
            raise ValueError(f"{name}: a goal for the ratio needs a baseline")
        met = goal.met_by(measured)
    return Figure(name, value, unit, str(goal) if goal else None, met, baseline, ratio)


def short(number: float) -> str:
    """Three digits that matter: 12,300; 41.2; 0.173."""
    if number == 0:
        return "0"
    if abs(number) >= 100:
        digits = max(0, len(str(int(abs(number)))) - 3)
        return f"{round(number, -digits):,.0f}"
    return f"{number:.3g}"


def heading() -> str:
    words = f"{'':{_NAME}}{'value':>8} {'beside':>8} {'ratio':>6}  goal"
    return f"{words}\n{'-' * WIDTH}"


def line(found: Figure) -> str:
    """A figure in 80 columns; what is too long for its place goes on in a second line."""
    beside = "" if found.baseline is None else short(found.baseline)
    ratio = "" if found.ratio is None else f"{found.ratio:.2f}"
    value = f"{short(found.value):>8} {beside:>8} {ratio:>6}"
    goal = ""
    if found.goal is not None:
        goal = f"{found.goal.removeprefix('ratio ')} {'yes' if found.met else 'NO'}"
    name, unit = found.name, found.unit
    if len(name) + len(unit) + 2 <= _NAME:
        return f"{f'{name}, {unit}':{_NAME}}{value}  {goal}".rstrip()
    return f"{name}\n{f'    {unit}':{_NAME}}{value}  {goal}".rstrip()


def write(figures: Sequence[Figure], path: Path) -> None:
    """As a list of {name, value, unit, goal, met, baseline, ratio}."""
    path.parent.mkdir(parents=True, exist_ok=True)
    items = [_rounded(each) for each in figures]
    path.write_text(json.dumps(items, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _rounded(found: Figure) -> dict[str, object]:
    return {
        name: float(f"{value:.6g}") if isinstance(value, float) else value
        for name, value in asdict(found).items()
    }
