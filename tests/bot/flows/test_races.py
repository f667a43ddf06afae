"""Two at once: one wins, the other gets a kind and true answer, and nothing is half-done.

On PostgreSQL each acts through a process of its own, and all have read the request and the member
as they were before any of them goes on. On SQLite they stand in the one writer's queue.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from threading import Event as Signal
from typing import Any

import pytest

from bot.events import Event
from bot.flows.escalating import escalate
from bot.handling import handle
from bot.messages import Answer
from bot.model.people import MembershipState, Zone
from bot.model.requests import OfferState, RequestState
from bot.ports import Work
from storage.opening import open_ledger
from tests.bot.flows import department
from tests.bot.flows.department import ANN, GIA
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_town
from tests.playing import Play, labels_of, texts_of
from tests.storage_fixtures import ReadyLedger

pytestmark = pytest.mark.both_databases

NO_LONGER = "Thank you for being there. This one no longer needs an answer."
WITHDRAW = "I don’t need it any more"

Act = Callable[[Work], Answer | None]


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_town(place) as opened:
        opened.member()
        for number in (10, 11, 12, 13, 14):
            opened.supporter(number)
        opened.coordinator()
        yield opened


def at_once(ready: ReadyLedger, *acts: Act) -> list[Answer | None]:
    """What each comes to. Whoever lost a race is run again by their ledger, with fresh state."""
    if isinstance(ready.where, Path):
        waiting = [ready.ledger.submit(act) for act in acts]
        return [each.result(60) for each in waiting]
    meeting = Barrier(len(acts))
    with ExitStack() as open_:
        processes = [
            open_.enter_context(open_ledger(ready.where, ready.vault, ready.clock, ready.journal))
            for _ in acts
        ]
        waiting = [
            process.submit(_having_read(act, meeting))
            for process, act in zip(processes, acts, strict=True)
        ]
        return [each.result(60) for each in waiting]


def _having_read(act: Act, meeting: Barrier) -> Act:
    first = iter((True,))

    def meet_and_act(work: Work) -> Answer | None:
        if next(first, False):
            work.requests.open_of(id_of(1))
            work.people.get(id_of(1))
            meeting.wait(60)
        return act(work)

    return meet_and_act


def press(play: Play, number: int, label: str) -> Act:
    """A press on the last message of somebody's chat, where the card is redrawn."""
    chat = play.chat(account(number))
    handle_, message = list(chat.messages.items())[-1]
    act = happening(play, play.pressing(account(number), message, label))

    def press_and_see(work: Work) -> Answer | None:
        answer = act(work)
        if answer is not None and answer.redraw is not None:
            chat.messages[handle_] = answer.redraw
        return answer

    return press_and_see


def happening(play: Play, event: Event) -> Act:
    return lambda work: handle(event, work, play.setting, play.dispatch)


def withdrawing(town: Town) -> Act:
    return happening(town.play, town.play.pressing(MEMBER, town.status(), WITHDRAW))


def said(answer: Answer | None) -> str:
    assert answer is not None
    return "\n".join((texts_of(answer.redraw), texts_of(answer.aside)))


def all_asked(town: Town, **wishes: Any) -> list[int]:
    town.asks(**wishes)
    town.passes(hours=2)
    asked = sorted(town.asked())
    assert len(asked) >= 3
    return asked


def test_of_all_who_accept_at_once_one_wins_and_the_others_are_thanked(town: Town) -> None:
    asked = all_asked(town)
    acts = [press(town.play, number, "I can, now") for number in asked]
    heard = [said(answer) for answer in at_once(town.ready, *acts)]
    (winner,) = (n for n, each in zip(asked, heard, strict=True) if NO_LONGER not in each)
    request = town.request()
    assert request is not None
    assert (request.state, request.supporter) == (RequestState.PROPOSED, id_of(winner))
    accepted = [o.supporter for o in request.offers if o.state is OfferState.ACCEPTED]
    assert accepted == [id_of(winner)]
    town.play.deliver()
    assert sum("Yes, please" in labels_of(m) for m in town.messages(1)) == 1


def test_withdrawn_against_accepted_ends_with_nobody_waiting(town: Town) -> None:
    """Whoever comes second, the request is over, and the supporter is told so."""
    all_asked(town, anyone="yes")
    accepting = press(town.play, 10, "I can, now")
    answers = at_once(town.ready, accepting, withdrawing(town))
    assert "we ask nobody any more" in said(answers[1]) or "closed" in said(answers[1])
    assert town.request() is None
    town.play.deliver()
    assert town.run(lambda work: work.requests.of_supporter(id_of(10))) == ()
    assert "Let someone else" not in labels_of(town.chat(10).last)
    assert NO_LONGER in texts_of(town.chat(10).last), "nobody waits for a message of its own"


def test_accepted_against_the_deadline_asks_nobody_more_than_once(town: Town) -> None:
    town.asks()
    request = town.request()
    assert request is not None
    assert request.due_at is not None
    town.ready.clock.move(request.due_at - town.now)

    def deadline(work: Work) -> None:
        escalate(request.id, work, town.play.setting)

    (first,) = town.asked()
    at_once(town.ready, deadline, press(town.play, first, "I can, now"))
    town.play.deliver()
    found = town.request()
    assert found is not None
    assert (found.state, found.supporter) == (RequestState.PROPOSED, id_of(first))
    assert [o.state for o in found.offers].count(OfferState.OPEN) == 0
    holding = [n for n in range(10, 15) if "I can, now" in labels(town, n)]
    assert holding == []


def labels(town: Town, number: int) -> list[str]:
    return [label for message in town.messages(number) for label in labels_of(message)]


def test_a_deadline_that_two_processes_see_is_one_step(town: Town) -> None:
    town.asks()
    town.ready.clock.move(timedelta(hours=1))
    request = town.request()
    assert request is not None

    def deadline(work: Work) -> None:
        escalate(request.id, work, town.play.setting)

    at_once(town.ready, deadline, deadline)
    town.play.deliver()
    assert len(town.asked()) == 2
    assert [len(town.messages(n)) for n in range(10, 15)].count(1) == 2


def test_yes_against_giving_back_leaves_nobody_believing_what_is_not(town: Town) -> None:
    asked = all_asked(town)
    town.presses(asked[0], "I can, now")
    given_back = press(town.play, asked[0], "Let someone else")
    at_once(town.ready, press(town.play, 1, "Yes, please"), given_back)
    town.play.deliver()
    request = town.request()
    assert request is not None
    assert request.state is RequestState.ASKING
    assert id_of(asked[0]) not in {o.supporter for o in request.offers if o.state.value == "open"}
    assert "Let someone else" not in labels_of(town.chat(asked[0]).last)
    assert "can’t after all" in texts_of(town.chat(1).last)


def test_asking_twice_at_once_is_one_request(town: Town) -> None:
    forms = []
    for _ in range(2):
        start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
        forms.append(town.play.press(MEMBER, start.aside, "Today").form)
    events = [town.play.submitting(MEMBER, form) for form in forms]
    play = town.play
    answers = at_once(
        town.ready,
        *[happening(play, event) for event in events],
    )
    assert all(texts_of(answer.aside) for answer in answers if answer is not None)
    assert town.request() is not None
    town.play.deliver()
    assert sum(len(town.messages(n)) for n in range(10, 15)) == 1


def test_the_same_press_delivered_twice_at_once_is_handled_once(town: Town) -> None:
    all_asked(town)
    act = press(town.play, 10, "I can, now")
    answers = at_once(town.ready, act, act)
    assert sorted(bool(answer and answer.redraw) for answer in answers) == [False, True]


@pytest.mark.parametrize("first", ["erasing", "accepting"])
def test_erasing_oneself_against_accepting_leaves_nobody_waiting(
    place: str | Path, first: str
) -> None:
    """At two devices of one supporter; whoever comes first has not committed yet. Either they are
    counted on and stay, or the request goes on to the next and the late press gets an answer."""
    with department.department(place) as agency:
        play = agency.play
        agency.walk(ANN, "peer", "A colleague now, whoever is free")
        agency.deliver()
        offer = play.chat(account(GIA)).last
        sure = agency.walk(GIA, "peer", "My data", "Erase it", "Erase it").aside
        acts = {
            "accepting": happening(play, play.pressing(account(GIA), offer, "I can, now")),
            "erasing": happening(play, play.pressing(account(GIA), sure, "Yes, erase it all")),
        }
        answers = one_before_the_other(play.ready, acts.pop(first), *acts.values())
        request = agency.run(lambda work: work.requests.open_of(department.id_of(ANN)))
        assert request is not None
        gone = not agency.run(lambda work: work.people.get_many([department.id_of(GIA)]))
        if first == "erasing":
            assert gone
            assert "It’s erased" in said(answers[0])
            late = (NO_LONGER, "too old to work. Nothing was changed")  # read before or after
            assert any(each in said(answers[1]) for each in late)
            assert request.state is RequestState.ASKING
            assert request.due_at == play.ready.clock.now()
        else:
            assert not gone
            assert "Somebody counts on you" in said(answers[1])
            assert request.supporter == department.id_of(GIA)


def test_whoever_asks_just_now_is_not_erased(place: str | Path) -> None:
    with department.department(place) as agency:
        play = agency.play
        peer = play.command(account(ANN), "peer").aside
        sure = agency.walk(ANN, "peer", "My data", "Erase it", "Erase it").aside
        asking = play.pressing(account(ANN), peer, "A colleague now, whoever is free")
        erasing = play.pressing(account(ANN), sure, "Yes, erase it all")
        _, answer = one_before_the_other(
            play.ready, happening(play, asking), happening(play, erasing)
        )
        assert "You have a request open" in said(answer)
        assert agency.run(lambda work: work.requests.open_of(department.id_of(ANN))) is not None


def one_before_the_other(ready: ReadyLedger, first: Act, second: Act) -> list[Answer | None]:
    """On PostgreSQL the second runs while the first has acted and not committed."""
    acted, go = Signal(), Signal()

    def slowly(work: Work) -> Answer | None:
        answer = first(work)
        acted.set()
        assert go.wait(60)
        return answer

    with ExitStack() as open_:
        other = ready.ledger
        if not isinstance(ready.where, Path):
            ledger = open_ledger(ready.where, ready.vault, ready.clock, ready.journal)
            other = open_.enter_context(ledger)
        slow = ready.ledger.submit(slowly)
        assert acted.wait(60)
        quick = other.submit(second)
        with suppress(TimeoutError):
            quick.result(0.3)
        go.set()
        return [slow.result(60), quick.result(60)]


def test_erasing_twice_at_once_erases_once(place: str | Path) -> None:
    with department.department(place) as agency:
        play = agency.play
        sure = agency.walk(ANN, "peer", "My data", "Erase it", "Erase it").aside
        presses = [play.pressing(account(ANN), sure, "Yes, erase it all") for _ in range(2)]
        answers = at_once(play.ready, *[happening(play, event) for event in presses])
        assert sum("It’s erased" in said(answer) for answer in answers) == 1
        assert all(said(answer).strip() for answer in answers)
        after = agency.run(lambda work: work.people.by_account(account(ANN)))
        assert after is not None
        assert after.roster.formerly == (department.id_of(ANN),)


# What the rest of a check-in and of joining does


def test_two_answers_at_once_leave_one_of_them(place: str | Path) -> None:
    with department.department(place) as agency:
        agency.run(lambda work: work.people.set_looks([(department.id_of(ANN), work.now)]))
        agency.join(ANN, GIA)
        agency.play.pass_time(timedelta(days=24))
        card = agency.play.chat(account(ANN)).last
        play = agency.play
        events = [
            play.pressing(account(ANN), card, each) for each in ("Doing fine", "In a bad place")
        ]
        at_once(
            play.ready,
            *[happening(play, event) for event in events],
        )
        answer = agency.person(ANN).rhythm.answer
        assert answer is not None
        assert answer.zone in (Zone.GREEN, Zone.RED)
        waiting = agency.person(ANN).rhythm.check_back is not None
        assert waiting is (answer.zone is Zone.RED), "the day after red goes with the answer"


def test_joining_twice_at_once_keeps_one_of_the_two_whole(place: str | Path) -> None:
    with department.department(place) as agency:
        form = agency.walk(ANN, "peer", "My check-ins", "Join", "Next", "I’ve read this").form
        play = agency.play
        chosen = (str(department.id_of(GIA)),)
        joining = play.submitting(account(ANN), form, contacts=chosen, follow_up="yes")
        twice = play.submitting(account(ANN), form, contacts=(), follow_up="no")
        at_once(
            play.ready,
            *[happening(play, event) for event in (joining, twice)],
        )
        membership = agency.person(ANN).membership
        assert membership.state is MembershipState.JOINED
        assert (membership.contact_peers != ()) is membership.follow_up_after_red
