"""What somebody did last is what stands before them, though an earlier answer took longer."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.events import ButtonPressed, Event
from bot.messages import Answer, Image, Message, Section
from bot.order import MOST, Order
from tests.adapters.local.samples import everything_form, portrait
from tests.adapters.slack.harness import MOMENT, SlackHarness
from tests.contract.deliveries import FOOTER, NOTIFICATION, card, post
from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.surroundings import APOLOGY

MENU = card("The menu", buttons=("First", "Second"), token="m1")


def by_button(at: SlackHarness, answers: Mapping[int, tuple[float, Answer | Exception]]) -> None:
    """Each button's answer takes so many seconds."""

    async def script(event: Event) -> Answer:
        assert isinstance(event, ButtonPressed)
        seconds, answer = answers[event.number]
        await asyncio.sleep(seconds)
        if isinstance(answer, Exception):
            raise answer
        return answer

    at.core.follow(script)


async def with_menu(at: SlackHarness) -> FakeUser:
    user = at.person("ana")
    at.core.answer(Answer(aside=MENU))
    await at.command(at.account("ana"), "peer")
    return user


async def both_pressed(user: FakeUser) -> None:
    """The second before the first is answered."""
    assert user.modal is not None
    menu = user.modal
    first = asyncio.create_task(user.press("First", menu))
    await asyncio.sleep(0.1)
    second = await user.press("Second", menu)
    assert second.ok
    assert (await first).ok


def top(user: FakeUser) -> tuple[str, ...]:
    return user.modal.texts if user.modal is not None else ()


async def test_a_slow_earlier_answer_does_not_cover_a_later_one(at: SlackHarness) -> None:
    user = await with_menu(at)
    first, second = Answer(aside=card("The first")), Answer(aside=card("The second"))
    by_button(at, {0: (0.6, first), 1: (0, second)})
    await both_pressed(user)
    await at.slack.quiet(0.7)
    assert top(user) == ("The second", FOOTER)
    assert [aside.texts[0] for aside in user.asides] == ["The first"], "told, and over nothing"


async def test_an_apology_that_comes_too_late_for_its_place_is_told_all_the_same(
    at: SlackHarness,
) -> None:
    user = await with_menu(at)
    by_button(at, {0: (0.4, RuntimeError()), 1: (0, Answer(aside=card("The second")))})
    await both_pressed(user)
    await at.slack.quiet(0.5)
    assert top(user) == ("The second", FOOTER)
    assert [aside.texts[0] for aside in user.asides] == [APOLOGY]


async def test_a_form_that_was_left_is_not_asked_for_again(at: SlackHarness) -> None:
    user = await with_menu(at)
    by_button(
        at, {0: (0.4, Answer(form=everything_form())), 1: (0, Answer(aside=card("The second")))}
    )
    await both_pressed(user)
    await at.slack.quiet(0.5)
    assert top(user) == ("The second", FOOTER)
    assert user.asides == []


async def test_answers_in_their_order_are_both_drawn(at: SlackHarness) -> None:
    user = await with_menu(at)
    by_button(at, {0: (0.2, Answer(aside=card("1"))), 1: (0.5, Answer(aside=card("2")))})
    await both_pressed(user)
    await at.slack.quiet(0.6)
    assert top(user) == ("2", FOOTER)
    assert user.asides == []


async def test_a_call_that_slack_takes_its_time_for_does_not_come_after_the_next(
    at: SlackHarness,
) -> None:
    user = await with_menu(at)
    by_button(at, {0: (0, Answer(aside=card("1"))), 1: (0, Answer(aside=card("2")))})
    at.slack.faults.plan("views.update", faults.slow(0.5))
    await both_pressed(user)
    await at.slack.quiet(0.6)
    assert top(user) == ("2", FOOTER)


async def test_a_slow_press_in_a_modal_says_one_moment_there(at: SlackHarness) -> None:
    user = await with_menu(at)
    by_button(at, {0: (2.5, Answer(aside=card("At last"))), 1: (2.3, Answer())})
    pressed = await user.press("First")
    assert pressed.ok
    await at.slack.quiet(0.1)
    assert top(user)[0] == MOMENT, "claims nothing, and leaves nothing to press twice"
    await at.slack.quiet(0.6)
    assert top(user) == ("At last", FOOTER)


async def test_pictures_that_are_uploaded_meanwhile_do_not_bring_an_answer_back(
    at: SlackHarness,
) -> None:
    user = await with_menu(at)
    photo = Section(text="Rosa", image=Image(portrait((90, 90, 90)), "Rosa Delgado"))
    directory = Message((photo,), NOTIFICATION, "", FOOTER)
    by_button(at, {0: (0, Answer(aside=directory)), 1: (0, Answer(aside=card("The second")))})
    at.slack.faults.plan("files.getUploadURLExternal", faults.slow(0.6))
    await both_pressed(user)
    await at.slack.quiet(0.8)
    assert top(user) == ("The second", FOOTER)


async def test_a_card_shows_the_last_press_too(at: SlackHarness) -> None:
    user = at.person("ana")
    await at.platform.deliver(post(at.account("ana"), MENU))
    first, second = Answer(redraw=card("The first")), Answer(redraw=card("The second"))
    by_button(at, {0: (0.6, first), 1: (0, second)})
    (message,) = user.from_app
    pressing = asyncio.create_task(user.press("First", message))
    await asyncio.sleep(0.1)
    await user.press("Second", message)
    await pressing
    await at.slack.quiet(0.7)
    assert user.from_app[0].texts == ("The second", FOOTER)


async def test_the_home_tab_shows_what_it_was_opened_for_last(at: SlackHarness) -> None:
    user, slow = at.person("ana"), asyncio.Event()

    async def script(event: Event) -> Answer:
        first = len(at.core.events) == 1
        if first:
            await asyncio.sleep(0.6)
            slow.set()
        return Answer(aside=card("As it was" if first else "As it is"))

    at.core.follow(script)
    opening = asyncio.create_task(user.open_home())
    await asyncio.sleep(0.1)
    await user.open_home()
    await opening
    await slow.wait()
    await at.slack.quiet(0.2)
    assert user.home is not None
    assert user.home.texts == ("As it is", FOOTER)


@pytest.mark.parametrize("first", [1, 2])
async def test_the_order_is_by_place_and_remembers_so_many(first: int) -> None:
    order = Order()
    numbers = [order.next() for _ in range(3)]
    assert numbers == [1, 2, 3]
    order.drawn("V1", 2)
    async with order.turn("V1", first) as latest:
        assert latest is (first == 2)
    async with order.turn("V2", 1) as latest:
        assert latest
    for place in range(MOST):
        order.drawn(f"other {place}", 3)
    async with order.turn("V1", 1) as latest:
        assert latest, "long forgotten"
