"""Names suggested while somebody types a command, and what becomes of the one that is taken."""

import asyncio
from collections.abc import Callable

import pytest

from adapters.discord.completing import PATIENCE
from bot.events import COMMANDS, CommandGiven, Event, NameBegun
from bot.messages import Answer, Suggestion
from bot.ports import LedgerBusy
from tests.adapters.discord.harness import DiscordHarness
from tests.fakes.discord.faults import refused
from tests.fakes.discord.interactions import Answer as Kind
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.server import FakeDiscord

CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"
THREE = tuple(Suggestion(f"id-{n}", f"Somebody {n}") for n in range(3))


async def begin(at: DiscordHarness, typed: str = "so", **others: str) -> Reply:
    at.account("ana")
    return await at.person("ana").autocomplete("/peer", "supporter", typed, at.room, **others)


async def test_what_is_typed_comes_to_the_core_and_names_come_back(at: DiscordHarness) -> None:
    at.core.answer(Answer(suggestions=THREE))
    reply = await begin(at, "so", words="today")
    assert reply.answer is Kind.CHOICES
    assert reply.choices == [(f"Somebody {n}", f"id-{n}") for n in range(3)]
    event = await at.core.next_event(NameBegun)
    assert (event.account, event.typed) == (at.account("ana"), "so")


async def test_in_direct_messages_too(at: DiscordHarness) -> None:
    at.account("ana")
    at.core.answer(Answer(suggestions=THREE))
    reply = await at.person("ana").autocomplete("/peer", "supporter", "")
    assert len(reply.choices) == 3
    assert (await at.core.next_event(NameBegun)).account == at.account("ana")


async def test_the_one_that_is_taken_comes_with_the_command(at: DiscordHarness) -> None:
    at.account("ana")
    reply = await at.person("ana").command("/peer", at.room, supporter="id-1", words="today")
    assert reply.ok
    event = await at.core.next_event(CommandGiven)
    assert (event.name, event.text, event.to) == ("peer", "today", "id-1")


async def test_only_peer_has_it(at: DiscordHarness) -> None:
    """And in the words that Discord lists: an option, not needed, that completes itself."""
    options = {
        command["name"]: [
            (o["name"], o.get("required", False), o.get("autocomplete", False))
            for o in command["options"]
        ]
        for command in at.discord.app.commands.values()
    }
    words = ("words", False, False)
    assert options["peer"] == [("supporter", False, True), words]
    assert all(options[name] == [words] for name in COMMANDS if name != "peer")


async def test_more_and_longer_than_discord_shows(at: DiscordHarness) -> None:
    many = tuple(Suggestion(str(n), "Maximiliana " * 20 + str(n)) for n in range(40))
    at.core.answer(Answer(suggestions=many))
    reply = await begin(at)
    assert len(reply.choices) == 25
    assert all(len(name) == 100 and name.endswith("…") for name, _ in reply.choices)


async def _raises(event: Event) -> Answer:
    raise LedgerBusy("for a test")


async def _never(event: Event) -> Answer:
    await asyncio.sleep(60)
    raise AssertionError


@pytest.mark.parametrize("script", [_raises, _never])
async def test_where_the_core_has_no_answer_there_are_no_names(
    at: DiscordHarness, script: Callable[[Event], asyncio.Future[Answer]]
) -> None:
    assert at.platform._link is not None
    at.platform._link.listening.completing.patience = 0.05
    at.core.follow(script)
    reply = await begin(at)
    assert reply.ok
    assert reply.choices == []


async def test_what_comes_too_late_is_passed_over(
    at: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """And nothing of it is told but its kind: no traceback, no name."""
    at.core.answer(Answer(suggestions=THREE))
    at.discord.faults.plan(CALLBACK, refused(10062))
    task = asyncio.ensure_future(begin(at))
    await at.discord.until_called(CALLBACK)
    await at.discord.quiet()
    at.discord.interactions.all[next(reversed(at.discord.interactions.all))].done.set()
    await task
    assert len(at.discord.called(CALLBACK)) == 1
    assert "Somebody" not in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


async def test_what_comes_again_is_not_answered_again(at: DiscordHarness) -> None:
    at.core.answer(Answer(suggestions=THREE))
    reply = await begin(at)
    assert reply.interaction is not None
    at.discord.gateway.dispatch("INTERACTION_CREATE", reply.interaction.payload)
    await at.discord.quiet()
    assert len(at.discord.called(CALLBACK)) == 1
    assert len(at.core.events) == 1


async def test_in_another_server_nobody_is_suggested(at: DiscordHarness) -> None:
    other = at.discord.add_guild("Elsewhere")
    at.core.answer(Answer(suggestions=THREE))
    bo = at.discord.person("Bo", guild=other)
    room = next(iter(other.channels.values()))
    reply = await bo.autocomplete("/peer", "supporter", "so", room)
    assert reply.choices == []
    assert at.core.events == []


def test_suggestions_are_answered_within_discords_time() -> None:
    """Three seconds, less what the way there and back may take."""
    assert FakeDiscord().settings.answer_seconds - 0.5 >= PATIENCE
