"""A coordinator has somebody erased who left: and learns nothing, whoever it was."""

from dataclasses import replace

import pytest

from bot.model.people import PersonState, Role
from bot.ports import Work
from scheduler.retiring import erase_gone
from storage.unit_of_work import as_stored
from tests.bot.flows.department import ANN, BO, COORDINATOR, Department, id_of, joined
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases
NUMBER = {ANN: "0001", BO: "0002"}


def erase(agency: Department, number: str) -> str:
    form = agency.walk(COORDINATOR, "peer-admin", "Erase who left").form
    answer = agency.submit(COORDINATOR, form, number=number)
    assert labels_of(answer.aside) == ["To the menu"]
    return texts_of(answer.aside)


def is_there(agency: Department, number: int) -> bool:
    return bool(agency.run(lambda work: work.people.get_many([id_of(number)])))


def leave(agency: Department, number: int) -> None:
    agency.run(lambda work: work.people.set_state(id_of(number), PersonState.LEFT))


def audited(agency: Department) -> list[str]:
    def flow(work: Work) -> list[str]:
        return [entry.kind for entry, _ in as_stored(work).audit.entries(0, 100)]

    return agency.run(flow)


def test_who_left_is_erased_and_it_is_on_record_without_whom(agency: Department) -> None:
    leave(agency, ANN)
    assert "is erased by tomorrow" in erase(agency, NUMBER[ANN])
    assert is_there(agency, ANN)
    agency.run(lambda work: erase_gone(work, setting=agency.play.setting, most=9))
    assert not is_there(agency, ANN)
    assert audited(agency) == ["erasing of a leaver asked"]


def test_the_answer_tells_nothing(agency: Department) -> None:
    """Nobody of that number, somebody on the roster, who left, with a request open or not."""
    agency.change(BO, membership=joined())
    agency.walk(ANN, "peer", "A colleague now, whoever is free")
    leave(agency, ANN)
    said = {erase(agency, number) for number in ("9999", NUMBER[BO], NUMBER[ANN])}
    agency.run(lambda work: erase_gone(work, setting=agency.play.setting, most=9))
    assert is_there(agency, BO)
    assert is_there(agency, ANN)  # what is open goes on
    leave(agency, BO)
    said.add(erase(agency, NUMBER[BO]))
    assert len(said) == 1
    assert audited(agency) == ["erasing of a leaver asked"] * 4


def test_nothing_and_too_much_come_back_with_what_is_wrong(agency: Department) -> None:
    form = agency.walk(COORDINATOR, "peer-admin", "Erase who left").form
    for typed in ("", "x" * 65):
        again = agency.submit(COORDINATOR, form, number=typed).form
        assert again is not None
        assert again.fields[0].error


def test_whoever_is_no_coordinator_any_more_erases_nobody(agency: Department) -> None:
    leave(agency, ANN)
    form = agency.walk(COORDINATOR, "peer-admin", "Erase who left").form
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    answer = agency.submit(COORDINATOR, form, number=NUMBER[ANN])
    assert "not open to you" in texts_of(answer.aside)
    assert is_there(agency, ANN)
