"""Who cannot be written to holds up nobody: the request goes on as if they had passed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.calls import Batch
from bot.flows.delivering import Outcome, settle, take
from bot.flows.escalating import escalate
from bot.model.content import Lane, OutboxState
from bot.model.ids import Account
from bot.model.requests import OfferState, RequestState
from bot.ports import Work
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_town, roster_of
from tests.bot.flows.test_races import at_once
from tests.playing import texts_of

pytestmark = pytest.mark.both_databases

PAGER = "json://pager.invalid"


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    """03:00: a preferred supporter, one on call who can be woken, two asleep; a coordinator."""
    with open_town(place) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11, on_call=True, available=False, wake_url=PAGER)
        opened.supporter(12, available=False)
        opened.supporter(13, available=False)
        opened.coordinator(50)
        opened.prefers(10)
        yield opened


def cannot_be_written_to(town: Town, *numbers: int) -> None:
    town.play.unreachable |= {account(number) for number in numbers}


def has_no_account(town: Town, number: int) -> None:
    """None that is on a platform of the configuration."""

    def save(work: Work) -> None:
        work.people.save(roster_of(work.people.get(id_of(number)), accounts=()))

    town.run(save)


def told(town: Town) -> str:
    return "\n".join(texts_of(message) for message in town.messages(1))


def test_at_night_everyone_is_asked_at_once_where_those_first_in_line_cannot_be_reached(
    town: Town,
) -> None:
    cannot_be_written_to(town, 10, 11)
    town.person_now()
    before = town.now
    town.tick()
    assert town.now == before, "not a minute later"
    assert town.asked() == {12, 13}
    assert "Every trained supporter" in texts_of(town.chat(1).last)
    for number in (10, 11):
        assert f"Person {number}" not in told(town)
    for number in (12, 13):
        assert "Someone would like to talk to a supporter now." in texts_of(town.chat(number).last)


def test_an_account_on_no_connected_platform_is_no_different(town: Town) -> None:
    has_no_account(town, 10)
    has_no_account(town, 11)
    town.person_now()
    town.tick()
    assert town.asked() == {12, 13}


def test_one_of_two_who_cannot_be_reached_is_as_one_who_passed(town: Town) -> None:
    cannot_be_written_to(town, 10)
    town.person_now()
    town.tick()
    assert town.asked() == {11}, "who is on call still has their five minutes"
    town.passes(minutes=5)
    assert town.asked() == {11, 12, 13}
    assert len(town.play.wakings) == 1


def test_the_supporter_is_left_as_they_were(town: Town) -> None:
    def records(work: Work) -> object:
        return work.supporters.get(id_of(10)), work.requests.caseloads([id_of(10)])

    before = town.run(records)
    cannot_be_written_to(town, 10)
    town.person_now()
    town.tick()
    assert town.run(records) == before
    request = town.request()
    assert request is not None
    (theirs,) = (offer for offer in request.offers if offer.supporter == id_of(10))
    assert theirs.state is OfferState.CLOSED, "and not as if they had said no"


def test_nobody_at_all_can_be_reached_and_the_member_hears_the_truth(town: Town) -> None:
    cannot_be_written_to(town, 10, 11, 12, 13)
    town.person_now()
    town.passes(seconds=5)
    assert town.asked() == set()
    assert "Crisis Lifeline: 988" in texts_of(town.chat(1).last)
    assert "Someone is waiting" in texts_of(town.chat(50).last)


def test_today_the_next_one_is_asked_at_once(town: Town) -> None:
    town.change_supporter(12, available=True)
    cannot_be_written_to(town, 10)
    town.asks("Today")
    assert town.asked() == {10}
    town.tick()
    assert len(town.asked() & {11, 12}) == 1


def test_who_cannot_be_woken_is_not_waited_for_and_may_still_come(town: Town) -> None:
    cannot_be_written_to(town, 10)
    town.play.rings = False
    town.person_now()
    town.tick()
    assert town.asked() == {11, 12, 13}
    town.presses(11, "I can, now")
    assert town.state() is RequestState.TOGETHER


def test_a_preferred_one_has_their_minutes_though_on_call_cannot_be_woken(town: Town) -> None:
    town.play.rings = False
    town.person_now()
    town.tick()
    assert town.asked() == {10, 11}


def test_a_phone_that_does_not_ring_makes_no_step_later_on(town: Town) -> None:
    cannot_be_written_to(town, 10)
    town.play.rings = False
    town.person_now()
    town.tick()
    town.ready.clock.move(timedelta(seconds=31))
    town.play.deliver()
    assert len(town.play.wakings) == 2, "it is tried on"
    assert town.tick() == 0


def test_a_member_who_cannot_hear_who_accepted_keeps_nobody_up(town: Town) -> None:
    town.change_supporter(12, available=True)
    town.asks("Today", anyone=())
    town.play.unreachable.add(account(1))
    town.presses(10, "I can, now")
    assert town.state() is RequestState.PROPOSED
    town.tick()
    assert town.state() is RequestState.PROPOSED, "they may find it when they look"
    assert "stay up" in texts_of(town.chat(10).last)
    assert town.asked() == set(), "and nobody else is bothered: the member would not hear of it"


def test_who_accepted_and_cannot_be_told_of_the_member_is_let_go(town: Town) -> None:
    town.person_now()
    offer = town.chat(10).last
    town.ready.clock.move(timedelta(minutes=1))
    cannot_be_written_to(town, 10)
    town.presses(10, "I can, now", offer)
    town.tick()
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}
    assert "Person 10" in texts_of(town.chat(1).last), "whom they knew of can’t after all"
    caseload = town.run(lambda work: work.requests.caseloads([id_of(10)]))[id_of(10)]
    assert caseload.dropped == 0, "it is no fault of theirs"


def test_a_conversation_is_not_hurried_by_what_became_of_the_proposal(town: Town) -> None:
    """The member found it where they looked, and said yes, before the message was given up."""
    town.asks("Today", anyone=())
    (number,) = town.asked()
    town.play.press(account(number), town.chat(number).last, "I can, now")
    proposals = [job for job in town.play.prepared() if getattr(job, "account", 0) == account(1)]
    town.play.press(account(1), town.status(), "Yes, please")
    assert town.state() is RequestState.TOGETHER
    before = town.request()
    late = [Outcome(job.row, OutboxState.UNREACHABLE) for job in proposals]
    assert late
    town.run(lambda work: settle(work, late))
    assert town.request() == before


def test_a_step_taken_at_the_same_instant_does_not_undo_it(town: Town) -> None:
    """On PostgreSQL the step has read the request before the row was settled."""
    town.play.press(account(1), town.opens(account(1)), "Person now")
    town.play.unreachable |= {account(10), account(11)}
    jobs = town.play.prepared()
    request = town.request()
    assert request is not None
    town.run(
        lambda work: work.requests.save(
            replace(work.requests.find(request.id) or request, due_at=work.now)
        )
    )
    outcomes = [town.play._carry_out(job) for job in jobs]
    at_once(
        town.ready,
        lambda work: settle(work, outcomes),
        lambda work: escalate(request.id, work, town.play.setting),
    )
    town.tick()
    assert town.asked() == {12, 13}


# A workspace that takes nothing until the operator acts


def is_elsewhere(town: Town, *numbers: int) -> None:
    """In a second workspace."""

    def save(work: Work) -> None:
        for number in numbers:
            there = (Account("local", "other", f"u{number}"),)
            work.people.save(roster_of(work.people.get(id_of(number)), accounts=there))

    town.run(save)


def elsewhere(town: Town, number: int) -> list[str]:
    chat = town.play.chat(Account("local", "other", f"u{number}"))
    return [texts_of(message) for message in chat.messages.values()]


def test_at_night_nobody_waits_for_a_workspace_that_takes_nothing(town: Town) -> None:
    """And who is to be asked there may still come, once it does."""
    is_elsewhere(town, 10, 11)
    town.play.stopped = {"local:other"}
    town.person_now()
    assert town.asked() == {10, 11}
    before = town.now
    town.tick()
    assert town.now == before, "not a minute later"
    assert town.asked() == {10, 11, 12, 13}
    assert elsewhere(town, 10) == []
    town.play.stopped = set()
    town.play.deliver()
    assert len(elsewhere(town, 10)) == 1


def test_one_of_two_in_a_workspace_that_takes_nothing_leaves_the_other_their_minutes(
    town: Town,
) -> None:
    is_elsewhere(town, 10)
    town.play.stopped = {"local:other"}
    town.person_now()
    town.tick()
    assert town.asked() == {10, 11}
    town.passes(minutes=5)
    assert town.asked() == {10, 11, 12, 13}


def test_an_offer_to_a_workspace_known_to_take_nothing_is_no_different(town: Town) -> None:
    is_elsewhere(town, 10, 11)
    town.play.stopped = town.play.known_stopped = {"local:other"}
    town.person_now()
    town.tick()
    assert town.asked() == {10, 11, 12, 13}


def test_a_workspace_that_is_only_busy_is_waited_for(town: Town) -> None:
    is_elsewhere(town, 10, 11)
    town.play.press(MEMBER, town.opens(MEMBER), "Person now")

    def full(work: Work) -> None:
        batch = Batch(tuple(Lane), 50, "t", work.now, stopped={"local:demo", "local:other"})
        take(work, town.play.setting, town.play.renderers, batch)

    town.run(full)
    assert town.tick() == 0
    assert town.asked() == {10, 11}


def test_today_keeps_its_deadline_where_nobody_can_be_asked(town: Town) -> None:
    for number in (12, 13):
        town.change_supporter(number, available=True)
    is_elsewhere(town, 10, 11, 12, 13)
    town.play.stopped = {"local:other"}
    town.asks("Today")
    assert town.tick() == 0
    assert town.asked() == {10}
    town.passes(minutes=60)
    assert len(town.asked()) == 2
