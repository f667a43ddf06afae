"""Anybody presses anything at any time, on cards old and new, and time goes by: a request is never
left lying, and every press gets an answer."""

from pathlib import Path
from random import Random

import pytest

from bot.messages import Message
from bot.model.requests import OfferState, Request, RequestState
from bot.model.supporters import SupporterState
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_town
from tests.playing import buttons_of

SUPPORTERS = (10, 11, 12)
#: A conversation is asked about every two weeks and a proposal rests after one; no step is later.
LONGEST_STEP_DAYS = 15


def pressable(seen: dict[int, list[Message]]) -> list[tuple[int, Message, str]]:
    """Every button of every card that anybody ever saw."""
    return [
        (number, message, button.label)
        for number, messages in sorted(seen.items())
        for message in messages
        for button in buttons_of(message)
    ]


def look_around(town: Town, seen: dict[int, list[Message]]) -> None:
    for number in (1, *SUPPORTERS):
        known = seen.setdefault(number, [])
        known += [message for message in town.messages(number) if message not in known]


def check(town: Town, avoided: int, history: list[str]) -> None:
    request = town.request()
    if request is None:
        return
    so_far = "\n".join(history)
    assert request.due_at is not None, so_far
    assert (request.due_at - town.now).days <= LONGEST_STEP_DAYS, so_far
    held = request.state in (RequestState.PROPOSED, RequestState.TOGETHER)
    assert held == (request.supporter is not None), so_far
    accepted = [o.supporter for o in request.offers if o.state is OfferState.ACCEPTED]
    assert accepted == ([request.supporter] if held else []), so_far
    assert not (held and any(o.state is OfferState.OPEN for o in request.offers)), so_far
    assert bool(request.code) == (request.state is RequestState.TOGETHER), so_far
    assert id_of(avoided) not in {offer.supporter for offer in request.offers}, so_far
    assert_asked_once_a_round(request, so_far)


def assert_asked_once_a_round(request: Request, so_far: str) -> None:
    since = request.asking_since or request.asked_at
    of_round = [offer.supporter for offer in request.offers if offer.made_at >= since]
    assert len(of_round) == len(set(of_round)), so_far
    passed = [o.supporter for o in request.offers if o.state is OfferState.PASSED]
    assert len(passed) == len(set(passed)), so_far


def do(town: Town, seen: dict[int, list[Message]], random: Random) -> str:
    """One thing that somebody does; says which."""
    deed = random.choice(["press"] * 6 + ["time"] * 2 + ["ask", "gone", "back"])
    number = random.choice(SUPPORTERS)
    match deed:
        case "press":
            number, message, label = random.choice(pressable(seen))
            answer = town.presses(number, label, message)
            assert answer.aside or answer.redraw or answer.form, f"no answer to {label}"
            shown = [m for m in (answer.aside, answer.redraw) if m is not None]
            seen[number] += [m for m in shown if m not in seen[number]]
            return f"{number} presses {label}"
        case "time":
            request = town.request()
            calm = request is None or request.reached_at is not None
            minutes = random.choice([1, 5, 11, 60, 300] + [3000, 30_000] * calm)
            town.passes(minutes=minutes)
            return f"{minutes} minutes pass"
        case "ask":
            seen[1].append(town.person_now())
        case "gone":
            town.change_supporter(number, state=SupporterState.SUSPENDED)
            town.daily()
        case "back":
            town.change_supporter(number, state=SupporterState.APPROVED)
    return f"{deed} {number}"


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_a_request_is_never_left_lying(seed: int, tmp_path: Path) -> None:
    """By seed, and not by Hypothesis: ids and draws are random, so nothing could be replayed; the
    history says what happened."""
    random = Random(seed)
    with open_town(tmp_path) as town:
        town.member()
        town.coordinator()
        for number in SUPPORTERS:
            town.supporter(number, on_call=number == 11)
        avoided = random.choice(SUPPORTERS)
        town.prefers(10, avoided=(id_of(avoided),))
        urgency, anyone = random.choice(["Now", "Today", "This week"]), random.choice(["yes", ()])
        seen: dict[int, list[Message]] = {1: [town.asks(urgency, anyone=anyone)]}
        seen[1].append(town.opens(MEMBER))
        for number in SUPPORTERS:
            seen[number] = [town.opens(account(number), "supporter")]
        history = [f"{urgency}, {anyone}, avoiding {avoided}"]
        for _ in range(30):
            look_around(town, seen)
            history.append(do(town, seen, random))
            check(town, avoided, history)
