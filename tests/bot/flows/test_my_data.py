"""My data: everything that the records hold is told, and nobody else's."""

import re
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.messages import Message
from bot.model.ids import Account
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    FormerTie,
    Hours,
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    QuarterNotes,
    Rhythm,
    Role,
    RosterFacts,
    ShiftSide,
    Wait,
    Zone,
)
from bot.model.quarters import Quarter
from bot.model.supporters import OnCall
from bot.rota.rotation import DayKind, Override
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    CAPTAIN,
    EVA,
    GIA,
    MORNING,
    NAMES,
    NILS,
    STRANGER,
    Department,
    id_of,
    joined,
    serving,
    somebody,
)
from tests.playing import LIBRARY, labels_of, texts_of


def pages(agency: Department, who: int | Account) -> list[Message]:
    found = [agency.walk(who, "peer", "My data").aside]
    while "Next" in labels_of(found[-1]):
        found.append(agency.press(who, found[-1], "Next").aside)
    assert all(found)
    return [page for page in found if page]


def told(agency: Department, who: int | Account) -> str:
    return "\n".join(texts_of(page) for page in pages(agency, who))


DAY = timedelta(days=1)

#: A value for every field of every record, and the words that must be told for it. None: it is
#: told by another's words, which are given there.
ROSTER: dict[str, tuple[Any, str | None]] = {
    "number": ("0417", "Number: 0417"),
    "name": ("Ann Quill", "Name: Ann Quill"),
    "station": ("Station 9", "Station: Station 9"),
    "shift": ("C", "Shift: C"),
    "crew": ("Engine 4", "Crew: Engine 4"),
    "rank": ("Engineer", "Rank: Engineer"),
    "roles": (frozenset({Role.MEMBER, Role.COORDINATOR}), "You’re also a coordinator."),
    "supervisor": (id_of(CAPTAIN), "Above you: Cal Whitlock"),
    "evaluators": ((id_of(NILS),), "Evaluate you: Nils Berg"),
    "former_ties": ((FormerTie(id_of(BEN), date(2026, 9, 1)),), "until a year after: Ben Okafor"),
    "rotation": ("engines", "Rota: engines"),
    "zone": ("America/Denver", "Time zone: Denver (Mountain Time)"),
    "language": ("en", "Language: English"),
    "accounts": (
        (Account("local", "demo", "u1"),),
        "Accounts: Local, where the workspace is demo and you are u1",
    ),
    "left_on": (None, None),
    "awaited": ((Account("slack", "T1", "U9"),), "Accounts not linked yet: 1"),
    "formerly": ((id_of(BEN), id_of(NILS)), "has to now: 2"),
}
MEMBERSHIP: dict[str, tuple[Any, str | None]] = {
    "state": (joined().state, "You joined on March 1, 2026."),
    "joined_at": (MORNING - DAY, "You joined on March 1, 2026."),
    "cadence_days": (90, "A check-in about every three months."),
    "hours": (Hours(9, 12), "Between 09:00 and 12:00."),
    "paused_until": (date(2026, 4, 1), "You have a pause until Wed, Apr 1."),
    "language": ("en", "In English."),
    "account": (Account("local", "demo", "u1"), "the workspace is demo and you are u1"),
    "contact_peers": ((id_of(GIA),), "Contact peers: Gia Romano"),
    "follow_up_after_red": (False, "Nothing extra the day after"),
    "limits_read_at": (MORNING - 2 * DAY, "limits of confidentiality on February 28, 2026"),
    "shift_side": (ShiftSide.OFF, "Rather off shift."),
}
RHYTHM: dict[str, tuple[Any, str | None]] = {
    "invited_at": (MORNING - 9 * DAY, "We invited you on February 21, 2026."),
    "reminded_at": (MORNING - 8 * DAY, "We reminded you on February 22, 2026."),
    "greeted_at": (MORNING - 7 * DAY, "The first hello came on February 23, 2026."),
    "routine_count": (4, "Notes and check-ins since you joined: 4."),
    "check_in_count": (3, "Check-ins in all: 3."),
    "notes_since_asked": (1, "Notes since the last check-in: 1."),
    "last_unsolicited_at": (MORNING - 6 * DAY, "We last wrote unasked on February 24, 2026."),
    "last_check_in_at": (MORNING - 5 * DAY, "The last check-in came on February 25, 2026."),
    "unanswered": (2, "without an answer, so that we ask less: 2"),
    "last_answered": (False, "without an answer"),
    "last_hello_text": ("hello-01", "Which text came last and why"),
    "last_note_text": ("note-01", "Which text came last and why"),
    "last_check_in_text": ("check-in-01", "Which text came last and why"),
    "last_reason": ("why-first", "Which text came last and why"),
    "answer": (
        LastAnswer(Zone.ORANGE, MORNING - 4 * DAY, 3),
        "Your last answer: “Struggling”, on February 26, 2026. It’s erased on March 29, 2026",
    ),
    "check_back": (
        CheckBack(CheckBackReason.AGREED, MORNING + DAY),
        "A check-in was agreed, for March 3, 2026 or after.",
    ),
    "aftercare": (Aftercare(MORNING + DAY, id_of(EVA)), "with whom it was (Eva Sandoval)"),
    "withdrawals": ((MORNING,), "Requests withdrawn within the last day: 1"),
    "quarters": (
        (
            QuarterNotes(
                *(Quarter(2026, 1), 2, frozenset({Zone.RED}), True, True, True, True, True),
                wait=Wait.LONGER,
            ),
        ),
        "For the report of quarter 1 of 2026, in which many are counted and nobody is named: “In a"
        " bad place”; that you answered; that you asked for a supporter; that you had to wait"
        " for one; that nobody said yes after that; that a supporter passed; that somebody said yes"
        " after more than an hour",
    ),
    "paused_in": (2026, "For the report of 2026, in which many are counted and nobody is named"),
}
PREFERENCES: dict[str, tuple[Any, str | None]] = {
    "preferred": ((id_of(NILS), id_of(GIA)), "Those you’d like, in order: Nils Berg, Gia Romano"),
    "avoided": ((id_of(BEN),), "Those you’d rather not: Ben Okafor"),
    "no_officers": (True, "No officers"),
    "other_station": (True, "Someone from another station"),
    "overrides": (
        (Override(date(2026, 3, 5), DayKind.OFF), Override(date(2026, 3, 6), DayKind.NIGHT)),
        "Trades and call-backs you told us: Thu, Mar 5: off; Fri, Mar 6: a night shift",
    ),
}
RECORDS: tuple[tuple[str, type[Any], dict[str, tuple[Any, str | None]]], ...] = (
    ("roster", RosterFacts, ROSTER),
    ("membership", Membership, MEMBERSHIP),
    ("rhythm", Rhythm, RHYTHM),
    ("preferences", Preferences, PREFERENCES),
)


def test_every_field_of_every_record_is_thought_of() -> None:
    """A field that is added is told from the day it is there."""
    for _, record, values in RECORDS:
        assert {field.name for field in fields(record)} == values.keys()
    assert {field.name for field in fields(Person)} == {"id", "state"} | {r[0] for r in RECORDS}


def test_everything_held_is_told(agency: Department) -> None:
    changes = {
        name: record(**{field: value for field, (value, _) in values.items()})
        for name, record, values in RECORDS
    }
    agency.change(ANN, **changes)
    agency.walk(ANN, "peer", "A colleague now, whoever is free")
    text = told(agency, ANN)
    missing = [
        (record, field, words)
        for record, _, values in RECORDS
        for field, (_, words) in values.items()
        if words is not None and words not in text
    ]
    assert missing == []
    assert "You have an open request." in text


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_nothing_is_told_as_the_program_writes_it(agency: Department, language: str) -> None:
    """Neither the names of its kinds nor its instants, zones, accounts and texts."""
    changes = {
        name: record(**{field: value for field, (value, _) in values.items()})
        for name, record, values in RECORDS
    }
    agency.change(ANN, **changes)
    agency.change(ANN, membership=replace(changes["membership"], language=language))
    pressed = agency.walk(ANN, "peer").aside
    assert pressed is not None
    label = LIBRARY.say(language, "menu-data")
    found = [agency.press(ANN, pressed, label).aside]
    while (turn := LIBRARY.say(language, "button-next")) in labels_of(found[-1]):
        found.append(agency.press(ANN, found[-1], turn).aside)
    text = "\n".join(texts_of(page) for page in found)
    assert not re.search(
        r"20\d\d-\d\d|\w_\w|America/|local:|why-|hello-0|check-in-0|None|\+00", text
    )
    assert "orange" not in text.lower()


def test_where_nothing_is_held_that_is_told_too(agency: Department) -> None:
    text = told(agency, BO)
    for words in (
        "You haven’t joined.",
        "Contact peers: nobody",
        "Those you’d like: nobody",
        "Those you’d rather not: nobody",
        "You haven’t been invited.",
        "We haven’t written to you unasked.",
        "No answer of yours is held.",
        "You have no open request.",
        "haven’t been shown the limits",
        "erased after 30 days, and the key with it",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PersonState.LEFT, "You were marked as left."),
        (PersonState.GUEST, "What you asked to be called: Bo Lind"),
    ],
)
def test_leavers_and_guests_are_told_when_they_are_erased(
    agency: Department, state: PersonState, words: str
) -> None:
    agency.run(lambda work: work.people.set_state(id_of(BO), state))
    assert words in told(agency, BO)


def test_a_leaver_is_told_that_being_written_to_has_ended(agency: Department) -> None:
    """Whoever had said no is told that it stays one."""
    agency.run(lambda work: work.people.set_state(id_of(BO), PersonState.LEFT))
    assert "so our check-ins have ended" in told(agency, BO)
    agency.change(BO, membership=Membership(MembershipState.DECLINED))
    assert "You said no to joining" in told(agency, BO)


def test_a_stranger_is_told_that_nothing_is_held(agency: Department) -> None:
    text = told(agency, STRANGER)
    assert "Nothing is held about you" in text
    assert "90 days at most" in text


def test_a_supporter_has_a_page_more(agency: Department) -> None:
    hours = OnCall(MORNING + timedelta(hours=1), MORNING + timedelta(hours=9))
    agency.keep(serving(GIA, on_call=(hours,), caseload_cap=3, wake_url="json://x.invalid"))
    found = pages(agency, GIA)
    assert len(found) == 4
    text = texts_of(found[3])
    for words in (
        "You’re approved.",
        "Your training is good until June 30, 2027.",
        "On call: Mon, Mar 2, 10:00 to Mon, Mar 2, 18:00.",
        "Most open conversations at once: 3",
        "There is a second way to reach you",
    ):
        assert words in text
    assert len(pages(agency, BO)) == 3


def test_pages_turn_both_ways(agency: Department) -> None:
    first = agency.walk(BO, "peer", "My data").aside
    second = agency.press(BO, first, "Next").aside
    assert "Page 1 of 3" in texts_of(first)
    assert "Page 2 of 3" in texts_of(second)
    back = agency.press(BO, second, "Previous").aside
    assert texts_of(back) == texts_of(first)


def test_nobody_elses_button_shows_it(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=(id_of(BEN),)))
    first = agency.walk(ANN, "peer", "My data").aside
    other = agency.press(BO, first, "Next").aside
    assert NAMES[BEN] not in texts_of(other)
    assert "belong to someone else" in texts_of(other)


def test_looking_changes_nothing(agency: Department) -> None:
    before = agency.person(BO)
    pages(agency, BO)
    assert agency.person(BO) == before
    assert agency.play.deliver() == 0


def test_the_text_of_a_page_fits_a_platform(agency: Department) -> None:
    """Slack's sections take 3,000 characters: twenty long names on the list, and ties."""
    numbers = range(100, 124)
    long = [somebody(number) for number in numbers]
    agency.play.ready.add(
        *(
            replace(one, roster=replace(one.roster, name="N" * 55 + str(i)))
            for i, one in enumerate(long)
        )
    )
    ids = tuple(id_of(number) for number in numbers)
    roster = agency.person(BO).roster
    ties = tuple(FormerTie(each, date(2026, 9, 1)) for each in ids)
    agency.change(
        BO,
        roster=replace(roster, former_ties=ties, evaluators=ids[:10]),
        preferences=Preferences(preferred=ids[:5], avoided=ids[:20]),
    )
    sections = [section.text for page in pages(agency, BO) for section in page.sections]
    assert all(len(text) <= 3000 for text in sections)
    assert sum(text.count("N" * 55) for text in sections) >= 24, "the long names are told"
