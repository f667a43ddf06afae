"""The audit is read by those who are curious: it holds what coordinators and operators did, and
nothing from which it could be told that somebody asked, answered or joined."""

from datetime import timedelta

from bot.model.people import PersonState
from bot.ports import Work
from scheduler.retiring import erase_gone
from storage.records import AuditEntry
from storage.unit_of_work import as_stored
from tests.bot.flows.department import (
    ANN,
    BO,
    GIA,
    STRANGER,
    Department,
    account,
)
from tests.bot.flows.request_town import Town
from tests.playing import texts_of


def audited(agency: Department) -> list[AuditEntry]:
    return agency.run(lambda work: [e for e, _ in as_stored(work).audit.entries(0, 100)])


def test_a_life_in_the_programme_leaves_no_line(agency: Department) -> None:
    before = audited(agency)
    agency.join(ANN, GIA)
    agency.walk(BO, "peer", "A colleague now, whoever is free")
    agency.walk(BO, "peer", "Whom I’d rather not")
    agency.play.type(account(BO), "somebody help me")
    agency.deliver()
    for message in list(agency.play.chat(account(GIA)).messages.values()):
        agency.press(GIA, message, message.sections[0].buttons[0].label)
    agency.walk(BO, "peer", "My data")
    assert audited(agency) == before


def test_a_request_to_its_end_leaves_no_line(town: Town) -> None:
    """Asked, left waiting until coordinators hear of it, withdrawn; asked again, accepted, in
    touch, done."""

    def entries() -> list[AuditEntry]:
        return town.run(lambda work: [e for e, _ in as_stored(work).audit.entries(0, 100)])

    before = entries()
    town.asks()
    town.passes(days=2)
    town.daily()
    assert any("waiting" in texts_of(each) for each in town.messages(50))
    town.presses(1, "I don’t need it any more", town.status())
    town.asks(anyone="yes")
    town.passes(hours=10)
    town.presses(10, "I can, now")
    town.presses(10, "We are in touch")
    town.presses(1, "We are done")
    town.daily()
    assert town.request() is None
    assert entries() == before


def test_a_guest_who_is_erased_is_not_counted(agency: Department) -> None:
    play = agency.play
    form = play.press(
        STRANGER, play.command(STRANGER, "peer").aside, "A colleague now, whoever is free"
    ).form
    play.submit(STRANGER, form, call_me="Kim")
    guest = agency.run(lambda work: work.people.by_account(STRANGER))
    assert guest is not None

    def end(work: Work) -> None:
        request = work.requests.open_of(guest.id)
        assert request is not None
        work.requests.close(request)

    agency.run(end)
    before = audited(agency)
    play.ready.clock.move(timedelta(days=32))
    erased = agency.run(lambda work: erase_gone(work, setting=play.setting, most=5))
    assert erased == 1
    assert agency.run(lambda work: work.people.ids(PersonState.GUEST)) == ()
    assert audited(agency) == before
