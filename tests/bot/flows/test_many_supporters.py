"""A team of 250: every one of them can be named, chosen and avoided, and nobody is out of reach
because their name comes late in the alphabet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.messages import MOST_OPTIONS, ChoiceField, Form
from bot.model.ids import PersonId
from bot.model.requests import Reach
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Work
from bot.rendering.requests_forms import Filled, FilledGuest, Nameable, guest_form, request_form
from bot.rendering.wording import Wording
from tests.bot.flows import department as agencies
from tests.bot.flows.department import ANN, Department, department, joined, somebody
from tests.bot.flows.entries import RATHER_NOT, preferences
from tests.bot.flows.request_town import MEMBER, STRANGER, Town, id_of, open_town, roster_of
from tests.storage_fixtures import person_of

NUMBERS = range(1_000, 1_250)
LAST = NUMBERS[-1]


def serving(number: int) -> Supporter:
    return Supporter(id_of(number), state=SupporterState.APPROVED, trained_until=date(2027, 12, 31))


def all_serve(work: Work) -> None:
    for number in NUMBERS:
        work.supporters.save(serving(number))


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_town(place) as opened:
        opened.member()
        opened.ready.add(*(roster_of(person_of(n), station="Station 2") for n in NUMBERS))
        opened.run(all_serve)
        yield opened


@pytest.fixture
def agency(place: str | Path) -> Iterator[Department]:
    with department(place) as opened:
        opened.play.ready.add(*(somebody(number) for number in NUMBERS))
        opened.run(all_serve)
        yield opened


def field(form: Form | None, name: str) -> ChoiceField:
    assert form is not None
    found = next(each for each in form.fields if each.name == name)
    assert isinstance(found, ChoiceField)
    return found


def values(form: Form | None, name: str) -> set[str]:
    return {option.value for option in field(form, name).options}


def test_somebody_off_the_roster_is_kept_from_whomever_they_name(town: Town) -> None:
    form = town.play.press(STRANGER, town.opens(STRANGER), "Person now").form
    assert values(form, "avoid") == {str(id_of(number)) for number in NUMBERS}
    town.play.submit(STRANGER, form, call_me="Robin", avoid=(str(id_of(LAST)),))
    assert town.person(STRANGER).preferences.avoided == (id_of(LAST),)
    town.passes(minutes=6)
    request = town.request(STRANGER)
    assert request is not None
    asked = {offer.supporter for offer in request.offers}
    assert id_of(LAST) not in asked
    assert id_of(LAST - 1) in asked, "at night everybody else is asked"


def test_a_member_names_whomever_they_like(town: Town) -> None:
    start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    form = town.play.press(MEMBER, start.aside, "Today").form
    assert {str(id_of(number)) for number in NUMBERS} < values(form, "to")
    town.asks(to=str(id_of(LAST)))
    assert town.asked() == {LAST}


def test_a_member_avoids_and_is_greeted_by_whomever_they_like(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    everybody = {str(agencies.id_of(number)) for number in NUMBERS}
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert everybody < values(form, "avoided")
    agency.submit(ANN, form, avoided=(str(agencies.id_of(LAST)),))
    assert preferences(agency).avoided == (agencies.id_of(LAST),)
    greeting = ("peer", "My contact peers", "Choose who greets you")
    choosing = agency.walk(ANN, *greeting).form
    assert everybody - {str(agencies.id_of(LAST))} < values(choosing, "contacts")


def test_whoever_is_chosen_is_among_those_who_fit(agency: Department) -> None:
    wording = Wording(agency.play.setting, "en")
    people = tuple(Nameable(PersonId(n), f"Person {n}", "") for n in range(1, MOST_OPTIONS + 50))
    last, ways = str(people[-1].person), (Reach.HERE,)
    to = field(request_form(wording, people, ways, Filled(to=last), {}).form, "to")
    avoid = field(guest_form(wording, people, ways, FilledGuest(avoided=(last,)), {}).form, "avoid")
    for shown in (to, avoid):
        assert shown.chosen == (last,)
        assert len(shown.options) == MOST_OPTIONS
