"""SIGKILL at random while messages are delivered and presses answered: nothing is lost, nothing
said twice that need not be, and no answer was a lie.

This shows what the death of the process does; what a power cut does, synchronous FULL and SQLite's
own tests answer for.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from bot.model.content import Lane
from bot.model.ids import Account, PersonId
from bot.model.people import Person, Zone
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.vault import Vault
from tests.crash.life import NOON, ORGANISATION, opened
from tests.crash.rehearsal import PATIENCE, Life, Press, Stage, stage
from tests.fakes.recording_platform import Offers
from tests.storage_fixtures import SetClock

DELIVERED = {"sent", "resolved"}
OVER = {*DELIVERED, "abandoned"}
#: Of 60 kills and 2,000 messages, so many to a platform that offers this.
SHARES = {Offers.KEY: 0.4, Offers.LOOK_UP: 0.35, Offers.NEITHER: 0.25}
MESSAGES_A_KILL = 34


@dataclass
class Played:
    """What happened in all lives together."""

    kills: int = 0
    in_flight: int = 0  #: rows that were sending when it was killed
    pressed: dict[str, Press] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    unresolved: list[str] = field(default_factory=list)


@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("offers", Offers)
def test_killed_at_random(offers: Offers, kills: int, tmp_path: Path) -> None:
    mine = round(kills * SHARES[offers])
    messages = mine * MESSAGES_A_KILL
    with stage(tmp_path, offers, messages, seed=mine) as staged:
        played = _play(staged, mine)
        states, taken = staged.states(), Counter(each.key for each in staged.taken)
    _nothing_is_lost(staged, states, taken)
    _nothing_is_doubled(staged, played, taken)
    assert not played.unresolved, "what was sending was not resolved at the start"
    assert played.in_flight > 0, "it was never killed in the middle of a call"
    _no_answer_was_a_lie(staged, played)


def _nothing_is_lost(staged: Stage, states: dict[int, str], taken: Counter[str]) -> None:
    """Every message is there, or on record as abandoned; and only a routine one to a platform
    that offers neither may be that."""
    for row in staged.rows:
        state = states[row.id]
        assert state in OVER, f"row {row.id} ended as {state}"
        if state in DELIVERED:
            assert taken[row.key] >= 1, f"row {row.id} is {state} and the platform has it not"
        else:
            assert staged.offers is Offers.NEITHER
            assert row.lane is Lane.ROUTINE


def _nothing_is_doubled(staged: Stage, played: Played, taken: Counter[str]) -> None:
    doubles = sum(count - 1 for count in taken.values())
    if staged.offers is Offers.NEITHER:
        assert doubles <= played.kills, "more than one row was in flight"
        assert played.in_flight <= played.kills
    else:
        assert doubles == 0


def _no_answer_was_a_lie(staged: Stage, played: Played) -> None:
    """A press that was answered is kept; one that was not is kept whole or not at all: the answer,
    the event's id and the check-in of the day after red stand or fall together."""
    assert len(played.answered) > len(staged.rows) / 4
    people = _people(staged)
    for press in played.pressed.values():
        person, arranged = people[press.account]
        answer = person.rhythm.answer
        if answer is None:
            assert press.id not in played.answered, "an answered press was lost"
            assert not arranged
        else:
            assert answer.zone is press.zone
            assert arranged is (press.zone is Zone.RED)


# How it is played


def _play(staged: Stage, kills: int) -> Played:
    """Lives and kills, and at the end a life that may finish."""
    played = Played()
    left_sending: set[int] = set()
    for _ in range(kills):
        life = staged.live()
        if staged.rng.random() < 0.8:
            _let_live(staged, life, played, left_sending)
        else:  # killed while it starts, opens, resolves
            life.hear(staged.rng.uniform(0, 0.25))
        _kill(staged, life, played)
        left_sending = _sending(staged)
        played.in_flight += len(left_sending)
    life = staged.live()
    _resolved(staged, life, played, left_sending)
    until = monotonic() + PATIENCE
    while any(state not in OVER for state in _of_rows(staged).values()):
        assert monotonic() < until, "the last life does not come to an end"
        _press_new(staged, life, played)
        life.hear(0.05)
    _press_new(staged, life, played)
    _press_again(life, played)
    life.finish()
    played.answered |= life.answered
    assert played.answered == set(played.pressed), "the last life left presses unanswered"
    return played


def _let_live(staged: Stage, life: Life, played: Played, left_sending: set[int]) -> None:
    """Until it has delivered about as much as its share, and then a moment more."""
    _resolved(staged, life, played, left_sending)
    _press_again(life, played)
    until, before = monotonic() + PATIENCE, len(staged.taken)
    enough = staged.rng.randint(1, 2 * MESSAGES_A_KILL)
    while len(staged.taken) - before < enough and monotonic() < until:
        if _press_new(staged, life, played) == 0 and not _is_anything_left(staged):
            break
        life.hear(staged.rng.uniform(0, 0.004))


def _kill(staged: Stage, life: Life, played: Played) -> None:
    life.kill()
    played.kills += 1
    played.answered |= life.answered


def _resolved(staged: Stage, life: Life, played: Played, left_sending: set[int]) -> None:
    """What its forerunner left sending has its outcome before anything else is said."""
    until = monotonic() + PATIENCE
    while not life.resolved:
        assert monotonic() < until, "it does not start"
        life.hear(0.02)
    states = staged.states()
    played.unresolved += [f"{row}:{states[row]}" for row in left_sending if states[row] not in OVER]


def _press_new(staged: Stage, life: Life, played: Played) -> int:
    """Somebody answers a check-in as soon as it is there; how many messages came."""
    new = staged.look()
    for message in new:
        press_id = f"e-{message.user}"
        if message.token and press_id not in played.pressed:
            account = str(Account("local", "demo", message.user))
            press = Press(press_id, account, message.token, staged.rng.randrange(4))
            played.pressed[press_id] = press
            life.press(press)
    return len(new)


def _press_again(life: Life, played: Played) -> None:
    """A platform brings an event again that was not answered."""
    for press in played.pressed.values():
        if press.id not in played.answered:
            life.press(press)


def _sending(staged: Stage) -> set[int]:
    return {id_ for id_, state in _of_rows(staged).items() if state in ("sending", "unknown")}


def _of_rows(staged: Stage) -> dict[int, str]:
    states = staged.states()
    return {row.id: states[row.id] for row in staged.rows}


def _is_anything_left(staged: Stage) -> bool:
    return any(state not in OVER for state in _of_rows(staged).values())


def _people(staged: Stage) -> dict[str, tuple[Person, bool]]:
    """By account, and whether a check-in for the day after is arranged in the outbox."""
    keys = KeyFile.load(staged.folder / "keys")
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    clock = SetClock(NOON)
    known = {row.id for row in staged.rows}
    journal = JournalFile(staged.folder / "tailboard.journal")
    with opened(staged.database, vault, clock, journal) as ledger:
        clock.instant = NOON.replace(day=NOON.day + 3)
        later = ledger.submit(lambda w: w.outbox.due(10_000, lanes=tuple(Lane))).result()
        arranged = {row.out.to for row in later if row.id not in known}
        with closing(sqlite3.connect(staged.database)) as reading:
            ids = [PersonId(id_) for (id_,) in reading.execute("SELECT id FROM person")]
        people = ledger.submit(lambda work: work.people.get_many(ids)).result()
    return {
        str(person.roster.accounts[0]): (person, person.id in arranged)
        for person in people.values()
    }
