"""A look, from the sealed record to the row of the outbox committed, beside bare Core."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from bot.flows.looking import look
from bot.ports import Priority
from bot.rules.looks import next_look
from bot.setting import Setting
from scheduler.looks import AT_ONCE
from storage.instants import to_number
from storage.tables import outbox, person, reservation
from tests.bench import bare
from tests.bench.commits import open_bench_engine
from tests.bench.databases import NOW, Made, add, bench_setting, make, opened
from tests.bench.figures import Figure, Of, at_least, figure
from tests.bench.people import Mixture, person_id
from tests.bench.sizes import Sizes
from tests.bench.timing import seconds_of
from tests.storage_fixtures import ReadyLedger

_MOST_OF_A_DAY = timedelta(hours=20)


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Everybody is due for a message, nobody shares a crew: each look writes the reservations of
    its hours, the budget, a row of the outbox and the next look. Bare Core reads and writes as
    many rows of the same size."""
    setting = bench_setting()
    mixture = Mixture(NOW, setting.rotations)
    made = make(folder / "looks.db")
    engine = open_bench_engine(made.where)
    with engine.connect() as connection:
        numbers = islice(looked_at_now(made), sizes.looks)
        add(connection, made, ((mixture.due_person(number), NOW) for number in numbers))
        with opened(made) as ready:
            rounds = [_round(ready, connection, setting) for _ in range(sizes.rounds)]
    engine.dispose()
    ours, by_row, by_list = (median(each[n] for each in rounds) for n in range(3))
    unit, goal = "looks/s", at_least(0.4, Of.RATIO)
    return [
        figure(
            "look to outbox row, bare Core row by row",
            ours,
            unit,
            goal,
            baseline=by_row,
            ratio=median(each[0] / each[1] for each in rounds),
        ),
        figure(
            "look to outbox row, bare Core by the list",
            ours,
            unit,
            baseline=by_list,
            ratio=median(each[0] / each[2] for each in rounds),
        ),
    ]


def looked_at_now(made: Made) -> Iterator[int]:
    """Numbers of people whose look of the day is about now: their next is most of a day away, as
    it is at every look, and a message finds its minute before it."""
    draw = made.vault.draw
    return (n for n in count() if next_look(person_id(n), NOW, draw) - NOW > _MOST_OF_A_DAY)


def _round(
    ready: ReadyLedger, connection: Connection, setting: Setting
) -> tuple[float, float, float]:
    """Looks a second: the program's, bare Core's row by row, bare Core's by the list."""

    now = ready.clock.now

    def ours() -> int:
        return ready.run(lambda work: look(work, setting, most=AT_ONCE), Priority.LOOK)

    before = _rows(connection)
    looked, our_seconds = all_looked_at(ready, connection, ours)
    messages, reservations = (b - a for a, b in zip(before, _rows(connection), strict=True))
    if messages < 0.9 * looked:
        raise RuntimeError(f"{looked} looks put {messages} messages, and all were to put one")
    each = round(reservations / messages)

    def by_row() -> int:
        return bare.looks(connection, now(), AT_ONCE, each, by_list=False)

    def by_list() -> int:
        return bare.looks(connection, now(), AT_ONCE, each, by_list=True)

    _, row_seconds = all_looked_at(ready, connection, by_row)
    _, list_seconds = all_looked_at(ready, connection, by_list)
    return looked / our_seconds, looked / row_seconds, looked / list_seconds


def all_looked_at(
    ready: ReadyLedger, connection: Connection, batch: Callable[[], int]
) -> tuple[int, float]:
    """Everybody once, and how many seconds it took; then the next day comes."""
    looked = 0

    def all_batches() -> None:
        nonlocal looked
        while some := batch():
            looked += some

    seconds = seconds_of(all_batches)
    ready.clock.move(timedelta(days=1))
    with connection.begin():
        connection.execute(update(person).values(look_at=to_number(ready.clock.now())))
    return looked, seconds


def _rows(connection: Connection) -> tuple[int, int]:
    """Rows of the outbox, reservations."""
    with connection.begin():
        messages, reservations = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (outbox, reservation)
        )
    return messages, reservations
