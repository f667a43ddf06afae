"""Who has left the server is not written to and not pointed at; where Discord does not say who is
in it, everything goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.standing import KNOWN_FOR, QUIET
from bot.messages import Message, Section
from bot.model.content import Lane
from bot.model.ids import Account
from bot.ports import Delivery, NotSent, PersonLeft
from tests.adapters.discord.harness import DiscordHarness
from tests.contract.deliveries import card, edit, post
from tests.fakes.discord.faults import Fault, refused, slow
from tests.fakes.surroundings import surroundings
from tests.storage_fixtures import SetClock

POST = "POST /channels/{channel.id}/messages"
OPEN = "POST /users/@me/channels"
MEMBER = "GET /guilds/{guild.id}/members/{user.id}"


@pytest.fixture
async def clock(at: DiscordHarness) -> SetClock:
    """Stands still. The bot is in a second server with everybody, so that messages would arrive."""
    await at.stop()
    clock = SetClock()
    at.around = surroundings(clock)
    at.discord.add_guild("Elsewhere")
    await at.restart()
    return clock


def urgent(account: Account, *texts: str) -> Delivery:
    return replace(post(account, card(*texts)), lane=Lane.REQUEST)


def leave(at: DiscordHarness, name: str) -> None:
    """The server, and not the other."""
    elsewhere = next(each for each in at.discord.joined if each.id != at.discord.guild.id)
    at.person(name).join(elsewhere)
    at.person(name).leave()


@pytest.mark.parametrize("lane", [Lane.REQUEST, Lane.ROUTINE])
async def test_whoever_left_is_not_written_to(
    at: DiscordHarness, clock: SetClock, lane: Lane
) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    await at.platform.deliver(replace(post(ana, card("Hello")), lane=lane))
    leave(at, "ana")
    clock.move(timedelta(seconds=KNOWN_FOR))
    for _ in range(2):
        with pytest.raises(PersonLeft):
            await at.platform.deliver(replace(post(ana, card("Again")), lane=lane))
    leave(at, "ben")
    clock.move(timedelta(seconds=1))
    with pytest.raises(PersonLeft):
        await at.platform.deliver(replace(post(ben, card("Hello")), lane=lane))
    assert len(at.discord.called(POST)) == 1
    assert len(at.discord.called(OPEN)) == 1, "no conversation is opened to say nothing"
    assert len(at.discord.called(MEMBER)) == 3


async def test_what_discord_says_is_good_for_some_minutes(
    at: DiscordHarness, clock: SetClock
) -> None:
    ana = at.account("ana")
    for text in ("One", "Two", "Three"):
        handle = await at.platform.deliver(urgent(ana, text))
    await at.platform.deliver(edit(ana, handle, card("Redrawn")))
    assert len(at.discord.called(MEMBER)) == 1
    clock.move(timedelta(seconds=KNOWN_FOR))
    await at.platform.deliver(urgent(ana, "Four"))
    assert len(at.discord.called(MEMBER)) == 2


async def test_whoever_came_back_and_did_something_is_written_to_at_once(
    at: DiscordHarness, clock: SetClock
) -> None:
    ana = at.account("ana")
    leave(at, "ana")
    with pytest.raises(PersonLeft):
        await at.platform.deliver(urgent(ana, "Hello"))
    at.person("ana").join()
    await at.command(ana, "peer")
    await at.platform.deliver(urgent(ana, "Hello"))
    assert len(await at.chat(ana)) == 1


@pytest.mark.parametrize(
    "fault",
    [refused(10004), refused(50001), slow(1.2)],
    ids=["10004", "50001", "slow"],
)
async def test_a_question_that_is_not_answered_keeps_nobody_waiting(
    at: DiscordHarness, clock: SetClock, fault: Fault
) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    at.discord.faults.plan(MEMBER, fault)
    await at.platform.deliver(urgent(ana, "Hello"))
    assert len(await at.chat(ana)) == 1
    asked = len(at.discord.called(MEMBER))
    clock.move(timedelta(seconds=QUIET / 2))
    await at.platform.deliver(post(ben, card("Routine")))
    assert len(at.discord.called(MEMBER)) == asked, "it is left alone with what can wait"
    await at.platform.deliver(urgent(ben, "Urgent"))
    assert len(at.discord.called(MEMBER)) == asked + 1
    clock.move(timedelta(seconds=QUIET + KNOWN_FOR))
    await at.platform.deliver(post(ben, card("Routine")))
    assert len(at.discord.called(MEMBER)) == asked + 2


async def test_a_fan_out_asks_as_far_as_there_are_calls_for_it(
    at: DiscordHarness, clock: SetClock
) -> None:
    """Messages take 40 calls a second of the 50 that there are."""
    people = [at.account(f"p{number}") for number in range(6)]
    for account in people:
        await at.platform.deliver(post(account, card("Hello")))
        clock.move(timedelta(seconds=1 / 40))
    assert [len(await at.chat(account)) for account in people] == [1] * 6
    assert len(at.discord.called(MEMBER)) == 1
    clock.move(timedelta(seconds=1 / 5))
    await at.platform.deliver(post(people[-1], card("Again")))
    assert len(at.discord.called(MEMBER)) == 2


def leading_to(other: Account) -> Message:
    section = Section(text="You two", talk_to=other, talk_label="Write to Ben")
    return replace(card("Hello"), sections=(section,))


async def test_nobody_is_led_to_who_left(at: DiscordHarness, clock: SetClock) -> None:
    """It waits a moment, for the request moves on by what does not reach whoever left."""
    ana, ben = at.account("ana"), at.account("ben")
    first = replace(urgent(ana, "Hello"), message=leading_to(ben))
    await at.platform.deliver(first)
    assert [button.url for button in at.user(ana).from_app[-1].buttons] != [""]
    assert at.user(ana).from_app[-1].labels == ("Write to Ben",)
    leave(at, "ben")
    clock.move(timedelta(seconds=KNOWN_FOR))
    for attempts in range(3):
        with pytest.raises(NotSent):
            await at.platform.deliver(replace(first, key="k2", attempts=attempts))
    await at.platform.deliver(replace(first, key="k2", attempts=3))
    last = at.user(ana).from_app[-1]
    assert "You two" in last.text
    assert last.buttons == ()
