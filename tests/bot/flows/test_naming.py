"""A supporter named behind the command: suggested while somebody types, and then chosen already."""

from dataclasses import replace

import pytest

from bot.events import NameBegun
from bot.messages import ChoiceField, Form, Suggestion
from bot.model.people import Membership, PersonState, Preferences
from bot.model.supporters import SupporterState
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    GIA,
    MORNING,
    NAMES,
    NILS,
    STRANGER,
    Department,
    account,
    id_of,
    serving,
)
from tests.playing import labels_of, texts_of

READ = Membership(limits_read_at=MORNING)


def suggested(agency: Department, who: int, typed: str = "") -> tuple[Suggestion, ...]:
    return agency.play.happen(NameBegun(agency.play.next_id(), account(who), typed)).suggestions


def values(found: tuple[Suggestion, ...]) -> set[str]:
    return {one.value for one in found}


def in_the_form(agency: Department, who: int) -> set[str]:
    """Whom the form of a request has."""
    agency.change(who, membership=READ)
    form = agency.walk(who, "peer", "Talk to a trained colleague", "Today").form
    return set(options_of(form)) - {"anyone"}


def options_of(form: Form | None) -> list[str]:
    assert form is not None
    field = next(each for each in form.fields if each.name == "to")
    assert isinstance(field, ChoiceField)
    return [option.value for option in field.options]


def chosen_in(form: Form | None) -> tuple[str, ...]:
    assert form is not None
    field = next(each for each in form.fields if each.name == "to")
    assert isinstance(field, ChoiceField)
    return field.chosen


def test_they_are_those_of_the_form(agency: Department) -> None:
    agency.change(BO, preferences=Preferences(avoided=(id_of(NILS),)))
    agency.keep(replace(serving(BEN), state=SupporterState.SUSPENDED))
    found = suggested(agency, BO)
    assert values(found) == in_the_form(agency, BO)
    assert str(id_of(NILS)) not in values(found)
    assert str(id_of(BEN)) not in values(found)


def test_they_stand_by_name_whomever_somebody_prefers(agency: Department) -> None:
    before = suggested(agency, BO)
    agency.change(BO, preferences=Preferences(preferred=(id_of(NILS),)))
    assert suggested(agency, BO) == before
    labels = [one.label for one in before]
    assert labels == sorted(labels)


def test_nobody_elses_list_of_whom_they_avoid_changes_them(agency: Department) -> None:
    before = suggested(agency, BO)
    agency.change(GIA, preferences=Preferences(avoided=(id_of(BO),)))
    assert suggested(agency, BO) == before


def test_what_is_typed_narrows_them(agency: Department) -> None:
    (gia,) = suggested(agency, BO, "gia r")
    assert gia == Suggestion(str(id_of(GIA)), f"{NAMES[GIA]} · Station 3")
    assert suggested(agency, BO, "nobody at all") == ()


def test_nothing_is_kept_of_what_is_typed(agency: Department) -> None:
    """Not even the event's id: the same one is answered again."""
    begun = NameBegun("the-same", account(BO), "gia")
    assert agency.play.happen(begun).suggestions == agency.play.happen(begun).suggestions != ()


def test_the_one_that_was_taken_is_chosen_in_the_form(agency: Department) -> None:
    agency.change(BO, membership=READ)
    (gia,) = suggested(agency, BO, "gia")
    answer = agency.play.command(account(BO), "peer", to=gia.value)
    assert chosen_in(answer.form) == (gia.value,)


def test_the_limits_come_first_and_lead_on_to_that_one(agency: Department) -> None:
    (gia,) = suggested(agency, BO, "gia")
    limits = agency.play.command(account(BO), "peer", to=gia.value).aside
    assert chosen_in(agency.press(BO, limits, "I have read this, go on").form) == (gia.value,)


def test_a_name_typed_to_its_end_is_as_good(agency: Department) -> None:
    agency.change(BO, membership=READ)
    answer = agency.play.command(account(BO), "peer", to=f" {NAMES[GIA].upper()} ")
    assert chosen_in(answer.form) == (str(id_of(GIA)),)


def test_half_a_name_is_asked_about(agency: Department) -> None:
    agency.change(BO, membership=READ)
    shown = agency.play.command(account(BO), "peer", to="Gia").aside
    assert "Nobody has been asked yet" in texts_of(shown)
    assert labels_of(shown)[0] == f"Talk to {NAMES[GIA]}"
    form = agency.press(BO, shown, f"Talk to {NAMES[GIA]}").form
    assert chosen_in(form) == (str(id_of(GIA)),)


@pytest.mark.parametrize("typed", ["Zed", "1234567890", "···", "x" * 5_000])
def test_a_name_that_nobody_has_is_told_and_the_ways_go_on(agency: Department, typed: str) -> None:
    shown = agency.play.command(account(BO), "peer", to=typed).aside
    assert "don’t find that name" in texts_of(shown)
    assert "911" in texts_of(shown)
    assert typed not in texts_of(shown)
    assert labels_of(shown) == [
        "Talk to a trained colleague",
        "Who they are",
        "What else is here",
    ]


def test_who_cannot_be_asked_any_more_is_not_chosen(agency: Department) -> None:
    """Whoever is avoided, suspended or gone since the suggestion was shown, or was never one."""
    agency.change(BO, membership=READ, preferences=Preferences(avoided=(id_of(NILS),)))
    agency.keep(replace(serving(BEN), state=SupporterState.SUSPENDED))
    for number in (NILS, BEN, ANN, BO):
        shown = agency.play.command(account(BO), "peer", to=str(id_of(number))).aside
        assert "don’t find that name" in texts_of(shown), number


def test_two_of_one_name_are_told_apart_by_their_station(agency: Department) -> None:
    agency.change(BO, membership=READ)
    gia, nils = agency.person(GIA), agency.person(NILS)
    agency.change(NILS, roster=replace(nils.roster, name=gia.roster.name, station="Station 9"))
    shown = agency.play.command(account(BO), "peer", to=gia.roster.name).aside
    assert "Whom do you mean?" in texts_of(shown)
    assert set(labels_of(shown)[:2]) == {
        f"Talk to {gia.roster.name} · Station 3",
        f"Talk to {gia.roster.name} · Station 9",
    }


def test_a_word_for_help_wins(agency: Department) -> None:
    shown = agency.play.command(account(BO), "peer", "now", to=NAMES[GIA]).aside
    assert labels_of(shown)[0] == "A colleague now, whoever is free"


def test_somebody_off_the_roster_is_suggested_the_directory(agency: Department) -> None:
    """And comes to the form that they have."""
    found = agency.play.happen(NameBegun("e-off", STRANGER, "gia")).suggestions
    assert [one.value for one in found] == [str(id_of(GIA))]
    form = agency.play.command(STRANGER, "peer", to=found[0].value).form
    assert form is not None
    assert form.fields[0].name == "call_me"


def test_who_left_asks_like_anybody(agency: Department) -> None:
    agency.run(lambda work: work.people.set_state(id_of(BO), PersonState.LEFT))
    assert str(id_of(GIA)) in values(suggested(agency, BO))
