"""What a person's records say together: where to write, and how long a former tie holds."""

from datetime import date

import pytest

from bot.model.ids import Account, PersonId
from bot.model.people import FormerTie, Membership, Person, PersonState, RosterFacts

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


def test_a_former_tie_holds_through_its_last_day() -> None:
    tie = FormerTie(PersonId(2), until=date(2027, 3, 2))
    assert tie.holds(date(2027, 3, 2))
    assert not tie.holds(date(2027, 3, 3))
