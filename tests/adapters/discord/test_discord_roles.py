"""What roles say of whoever holds them."""

import pytest
from pydantic import ValidationError

from adapters.discord.roles import RoleSays, fill_in_by_roles
from bot.roster.columns import Column
from bot.roster.filling_in import Row

SAYS = {
    "1": RoleSays(station="Station 1"),
    "2": RoleSays(station="Station 2", rotation="engines"),
    "3": RoleSays(rank="Captain"),
    "4": RoleSays(role="supporter"),
    "5": RoleSays(role="coordinator"),
}


def row(**cells: str) -> Row:
    return {**{column.value: "" for column in Column}, "number": "7", **cells}


def test_what_roles_say_wins_and_what_they_do_not_say_stays() -> None:
    one = row(station="Station 9", rank="Firefighter", crew="Engine 2")
    assert fill_in_by_roles(one, ["2", "999"], SAYS) == ()
    assert one == row(station="Station 2", rotation="engines", rank="Firefighter", crew="Engine 2")


def test_two_that_say_different_things_change_nothing_of_it() -> None:
    one = row(station="Station 9")
    assert fill_in_by_roles(one, ["1", "2", "3"], SAYS) == (Column.STATION,)
    assert one == row(station="Station 9", rotation="engines", rank="Captain")


def test_two_that_say_the_same_agree() -> None:
    one = row()
    says = {"1": RoleSays(station="Station 1"), "2": RoleSays(station="Station 1", shift="A")}
    assert fill_in_by_roles(one, ["1", "2"], says) == ()
    assert one == row(station="Station 1", shift="A")


@pytest.mark.parametrize(
    ("before", "held", "after"),
    [
        ("", ["4"], "supporter"),
        ("", ["5", "4"], "coordinator;supporter"),
        ("supporter", [], ""),
        ("coordinator;supporter", ["4"], "supporter"),
        ("member", ["4"], "member;supporter"),
    ],
)
def test_who_serves_is_said_by_roles_where_a_role_stands_for_it(
    before: str, held: list[str], after: str
) -> None:
    """Given with it, and taken with it."""
    one = row(role=before)
    fill_in_by_roles(one, held, SAYS)
    assert one["role"] == after


def test_who_serves_stays_where_no_role_stands_for_it() -> None:
    one = row(role="supporter")
    fill_in_by_roles(one, [], {"5": RoleSays(role="coordinator")})
    assert one["role"] == "supporter"


@pytest.mark.parametrize(
    "said",
    [{}, {"rank": " "}, {"role": "chief"}, {"station": "=1"}, {"station": "x" * 41}, {"name": "A"}],
)
def test_what_no_role_can_say(said: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        RoleSays.model_validate(said)
