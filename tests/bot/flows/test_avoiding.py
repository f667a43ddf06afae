"""Whom a member would rather not talk to; shown to nobody else."""

from dataclasses import replace

import pytest

from bot.model.people import Preferences, Role
from bot.model.supporters import SupporterState
from bot.ports import Work
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    CAPTAIN,
    GIA,
    NAMES,
    NILS,
    Department,
    id_of,
    joined,
    serving,
    somebody,
)
from tests.bot.flows.entries import RATHER_NOT, entry, field_of, ids, preferences
from tests.playing import labels_of, texts_of


def test_avoiding_wins_over_liking_and_greeting(agency: Department) -> None:
    agency.change(
        ANN,
        membership=joined(contact_peers=ids(GIA, NILS)),
        preferences=Preferences(preferred=ids(NILS, GIA)),
    )
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not").aside
    assert preferences(agency) == Preferences(preferred=ids(NILS), avoided=ids(GIA))
    assert agency.person(ANN).membership.contact_peers == ids(NILS)
    assert "They aren’t told why" in texts_of(page)


def test_liking_again_lifts_the_rather_not(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d like to talk to them").aside
    assert preferences(agency) == Preferences(preferred=ids(GIA))
    assert "taken off those you’d rather not" in texts_of(page)


def test_avoided_is_seen_by_the_member_alone(agency: Department) -> None:
    before = {who: texts_of(entry(agency, who, GIA)) for who in (BO, GIA)}
    menu, data = agency.walk(GIA, "peer").aside, agency.walk(GIA, "peer", "My data").aside
    agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not")
    assert {who: texts_of(entry(agency, who, GIA)) for who in (BO, GIA)} == before
    assert texts_of(agency.walk(GIA, "peer").aside) == texts_of(menu)
    assert texts_of(agency.walk(GIA, "peer", "My data").aside) == texts_of(data)
    assert agency.play.deliver() == 0
    assert "Only you can see this." in texts_of(entry(agency, ANN, GIA))


def test_who_is_avoided_is_not_offered_to_talk_or_greet(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    opened = entry(agency, ANN, GIA)
    agency.press(ANN, opened, "I’d rather not")
    labels = labels_of(entry(agency, ANN, GIA))
    assert not {"Talk to Gia Romano", "Add to my contact peers"} & set(labels)
    assert "It’s all right again" in labels
    answer = agency.press(ANN, opened, "Add to my contact peers").aside
    assert "nothing was changed" in texts_of(answer)


def test_the_form_is_the_list(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert field_of(form).chosen == (str(id_of(GIA)),)
    page = agency.submit(ANN, form, avoided=tuple(map(str, ids(NILS, BEN)))).aside
    assert preferences(agency).avoided == ids(NILS, BEN)
    assert "On it: Nils Berg, Ben Okafor" in texts_of(page)
    agency.submit(ANN, form, avoided=())
    assert preferences(agency).avoided == ()


def test_supporters_who_do_not_serve_yet_can_be_avoided(agency: Department) -> None:
    agency.keep(serving(GIA, state=SupporterState.NOMINATED))
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert NAMES[GIA] in {option.label for option in field_of(form).options}
    assert NAMES[BO] not in {option.label for option in field_of(form).options}


@pytest.mark.parametrize("value", ["1", "", "\x00", "²", "<!channel>", str(2**70)])
def test_a_list_with_somebody_unknown_is_asked_again(agency: Department, value: str) -> None:
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    again = agency.submit(ANN, form, avoided=(str(id_of(GIA)), value)).form
    assert field_of(again).error.startswith("One of them can’t be found")
    assert field_of(again).chosen == (str(id_of(GIA)),)
    assert preferences(agency).avoided == ()


def test_twenty_are_the_most(agency: Department) -> None:
    numbers = range(100, 125)
    agency.play.ready.add(*(somebody(number, Role.SUPPORTER) for number in numbers))

    def serve(work: Work) -> None:
        for number in numbers:
            work.supporters.save(serving(number))

    agency.run(serve)
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    again = agency.submit(ANN, form, avoided=tuple(map(str, ids(*numbers[:21])))).form
    assert field_of(again).error == "Please pick at most 20."
    assert len(field_of(again).chosen) == 21
    agency.submit(ANN, again, avoided=tuple(map(str, ids(*numbers[:20]))))
    assert len(preferences(agency).avoided) == 20
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not").aside
    assert "There are 20 already" in texts_of(page)
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert field_of(form).chosen == tuple(map(str, ids(*numbers[:20])))


def test_who_stands_above_is_shown_as_never_asked(agency: Department) -> None:
    chief = somebody(21)
    agency.play.ready.add(replace(chief, roster=replace(chief.roster, name="Chief Quill")))
    captain = agency.person(CAPTAIN).roster
    agency.change(CAPTAIN, roster=replace(captain, supervisor=id_of(21)))
    ann = agency.person(ANN).roster
    agency.change(ANN, roster=replace(ann, evaluators=ids(NILS)))
    text = texts_of(agency.walk(ANN, *RATHER_NOT).aside)
    assert "Cal Whitlock, Chief Quill, Nils Berg" in text


def test_taking_off_the_list_from_an_entry(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    opened = entry(agency, ANN, GIA)
    agency.press(ANN, opened, "It’s all right again")
    assert preferences(agency).avoided == ()
    assert "done already" in texts_of(agency.press(ANN, opened, "It’s all right again").aside)
