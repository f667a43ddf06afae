"""What sealing costs: the main job's figures beside the same with a vault that seals nothing.

The vault is the bench's own. It writes values of the same form and length, so that the database
reads, writes and refuses as ever, and leaves out the encryption and the padding's check; keyed
hashes stay, since rows are found by them.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from bot.flows.looking import look
from bot.ports import Priority
from bot.setting import Setting
from scheduler.looks import AT_ONCE
from storage.engine import open_engine
from storage.vault import (
    NONCE_LENGTH,
    TAG_LENGTH,
    PersonKey,
    Vault,
    WrappedKey,
    sealed_length,
    sealed_length_for_organisation,
)
from tests.bench.check_ins import NEXT_TIME, put_check_ins
from tests.bench.databases import NOW, Made, add, bench_setting, make, opened
from tests.bench.dispatching import WITH_KEY, AnsweringPlatform, dispatcher_of
from tests.bench.figures import Figure, Of, at_least, figure
from tests.bench.looks import all_looked_at, looked_at_now
from tests.bench.people import Mixture, reachable
from tests.bench.presses import Pressing, at_once, with_open_check_ins
from tests.bench.sizes import Sizes
from tests.bench.timing import seconds_of
from tests.storage_fixtures import ORGANISATION

_TAG = bytes(TAG_LENGTH)
_NO_KEY = bytes(32)
#: The first bytes of every value here: of form 1, of epoch 1.
_HEAD = b"\x01\x00\x01"
_PERSON_HEAD = _HEAD + bytes(NONCE_LENGTH)
_ORGANISATION_HEAD = _HEAD + bytes(sealed_length_for_organisation(0) - sealed_length(0))
_ORGANISATION_HEAD += bytes(NONCE_LENGTH)


class Unsealing(Vault):
    """Keeps the forms and lengths, and hides nothing."""

    def new_person_key(self, person: int, *, version: int | None = None) -> WrappedKey:
        return WrappedKey(_HEAD + bytes(4) + b"\x00\x01" + bytes(60))

    def open_person_key(self, person: int, wrapped: bytes) -> PersonKey:
        return PersonKey(person, 1, _NO_KEY)

    def seal(
        self,
        key: PersonKey,
        *,
        table: str,
        column: str,
        row: int,
        person: int,
        plain: bytes,
        size: int,
    ) -> bytes:
        return _PERSON_HEAD + _in_size(plain, size)

    def open(
        self, key: PersonKey, *, table: str, column: str, row: int, person: int, sealed: bytes
    ) -> bytes:
        return _out_of(sealed, len(_PERSON_HEAD))

    def seal_for_organisation(
        self, table: str, column: str, row: int, plain: bytes, size: int
    ) -> bytes:
        return _ORGANISATION_HEAD + _in_size(plain, size)

    def open_for_organisation(self, table: str, column: str, row: int, sealed: bytes) -> bytes:
        return _out_of(sealed, len(_ORGANISATION_HEAD))


def _in_size(plain: bytes, size: int) -> bytes:
    return (len(plain).to_bytes(4) + plain).ljust(4 + size, b"\0") + _TAG


def _out_of(sealed: bytes, start: int) -> bytes:
    length = int.from_bytes(sealed[start : start + 4])
    return sealed[start + 4 : start + 4 + length]


@dataclass(frozen=True, slots=True)
class Unsealed(Made):
    """A database of which nothing is sealed."""

    @property
    def vault(self) -> Vault:
        return Unsealing(ORGANISATION, self.keys.for_organisation(ORGANISATION))


#: One round: how many a second.
Round = Callable[[], float]


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """Each in turns with the other; both pay the same commits."""
    setting = bench_setting()
    return [
        _beside(f"{what} with sealing, beside none", unit, begin, folder / what, sizes, setting)
        for what, unit, begin in (
            ("looks", "looks/s", _looks),
            ("dispatch", "messages/s", _dispatch),
            ("presses", "presses/s", _presses),
        )
    ]


def _beside(
    name: str,
    unit: str,
    begin: Callable[[ExitStack, Path, type[Made], Sizes, Setting], Round],
    folder: Path,
    sizes: Sizes,
    setting: Setting,
) -> Figure:
    folder.mkdir()
    with ExitStack() as stack:
        sealed = begin(stack, folder / "sealed.db", Made, sizes, setting)
        unsealed = begin(stack, folder / "unsealed.db", Unsealed, sizes, setting)
        _ = sealed(), unsealed()  # whatever is done once, at the first
        pairs = []
        for _ in range(2 * sizes.rounds):
            pairs.append((sealed(), unsealed()))
            beside, ours = unsealed(), sealed()  # the other way round: a machine grows busier
            pairs.append((ours, beside))
    return figure(
        name,
        median(ours for ours, _ in pairs),
        unit,
        at_least(0.85, Of.RATIO),
        baseline=median(beside for _, beside in pairs),
        ratio=median(ours / beside for ours, beside in pairs),
    )


def _looks(
    stack: ExitStack, where: Path, kind: type[Made], sizes: Sizes, setting: Setting
) -> Round:
    mixture, made = Mixture(NOW, setting.rotations), make(where, kind=kind)
    engine = open_engine(where)
    stack.callback(engine.dispose)
    connection = stack.enter_context(engine.connect())
    numbers = islice(looked_at_now(made), sizes.looks)
    add(connection, made, ((mixture.due_person(number), NOW) for number in numbers))
    ready = stack.enter_context(opened(made))

    def batch() -> int:
        return ready.run(lambda work: look(work, setting, most=AT_ONCE), Priority.LOOK)

    def round_() -> float:
        looked, seconds = all_looked_at(ready, connection, batch)
        return looked / seconds

    return round_


def _dispatch(
    stack: ExitStack, where: Path, kind: type[Made], sizes: Sizes, setting: Setting
) -> Round:
    mixture, number = Mixture(NOW, setting.rotations), sizes.messages
    people = [reachable(mixture.due_person(n), n) for n in range(number)]
    made = make(where, ((person, None) for person in people), kind=kind)
    ready, ids = stack.enter_context(opened(made)), [person.id for person in people]

    def round_() -> float:
        ready.clock.move(NEXT_TIME)
        ready.run(lambda work: put_check_ins(work, ids, setting))
        dispatcher = dispatcher_of(ready, AnsweringPlatform(WITH_KEY), setting)
        return number / seconds_of(lambda: asyncio.run(dispatcher.deliver_due()))

    return round_


def _presses(
    stack: ExitStack, where: Path, kind: type[Made], sizes: Sizes, setting: Setting
) -> Round:
    made, asked = with_open_check_ins(where, sizes.pressers, setting, kind)
    ready, pressing = stack.enter_context(opened(made)), Pressing(asked, setting)

    def round_() -> float:
        number = sizes.burst
        seconds = asyncio.run(at_once(ready.ledger, pressing, number))
        return number / seconds

    return round_
