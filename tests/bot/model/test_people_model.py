"""What a person's records say together: where to write, and how long a former tie holds."""

from datetime import UTC, date, datetime

import pytest

from bot.model.ids import Account, PersonId
from bot.model.people import (
    FormerTie,
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Rhythm,
    RosterFacts,
    Zone,
)

CHAT, OTHER, LOST = (Account("local", place, "u1") for place in ("demo", "other", "lost"))


@pytest.mark.parametrize(
    ("chosen", "accounts"),
    [
        (None, (CHAT, OTHER)),
        (CHAT, (CHAT, OTHER)),
        (OTHER, (OTHER, CHAT)),
        (LOST, (CHAT, OTHER)),  # no longer theirs: a choice brings no account back
    ],
)
def test_the_chosen_account_comes_first(
    chosen: Account | None, accounts: tuple[Account, ...]
) -> None:
    person = Person(
        PersonId(1),
        PersonState.ROSTER,
        RosterFacts(accounts=(CHAT, OTHER)),
        Membership(account=chosen),
    )
    assert person.accounts == accounts


def test_accounts_of_one_workspace_are_in_one_place() -> None:
    assert CHAT.place == "local:demo"
    assert CHAT.place == Account("local", "demo", "u2").place != OTHER.place


def test_nobody_off_the_roster_is_a_member_whatever_they_had_said() -> None:
    yes = Membership(MembershipState.JOINED)
    found = {state: Person(PersonId(1), state, membership=yes).joined for state in PersonState}
    assert found == {PersonState.ROSTER: True, PersonState.LEFT: False, PersonState.GUEST: False}


def test_what_ends_with_consent_and_what_stays() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    person = Person(
        PersonId(1),
        PersonState.ROSTER,
        membership=Membership(
            MembershipState.JOINED,
            joined_at=at,
            language="es",
            account=OTHER,
            contact_peers=(PersonId(2),),
            paused_until=date(2026, 4, 1),
            limits_read_at=at,
        ),
        rhythm=Rhythm(
            check_in_count=3,
            last_check_in_at=at,
            last_reason="why-red",
            answer=LastAnswer(Zone.RED, at, 3),
        ),
    )
    ended = person.no_longer_member(MembershipState.LEFT)
    assert ended.membership == Membership(
        MembershipState.LEFT, language="es", account=OTHER, limits_read_at=at
    )
    assert ended.rhythm == Rhythm(check_in_count=3, last_check_in_at=at)


def test_a_former_tie_holds_through_its_last_day() -> None:
    tie = FormerTie(PersonId(2), until=date(2027, 3, 2))
    assert tie.holds(date(2027, 3, 2))
    assert not tie.holds(date(2027, 3, 3))
