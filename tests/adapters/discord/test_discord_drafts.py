"""What somebody typed into a form of several pages outlives the program that asked for it."""

import asyncio
from dataclasses import replace

import pytest

from adapters.discord.drafts import Draft, read, written
from adapters.discord.reading import FileAt
from bot.events import Event, FormSubmitted
from bot.messages import Answer, Form, TextField
from bot.model.ids import Account
from bot.ports import LedgerBusy
from tests.adapters.discord.harness import DiscordHarness
from tests.adapters.discord.harness import read as seen
from tests.adapters.local.samples import everything_form
from tests.contract.deliveries import card
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.form_drafts import DraftsInMemory
from tests.fakes.surroundings import APOLOGY, english, library


def six() -> Form:
    """Two pages: four fields and two."""
    fields = tuple(TextField(f"f{n}", f"Field {n}") for n in range(6))
    return Form("Six", fields, "Ask", token="f1")


def held(at: DiscordHarness) -> DraftsInMemory:
    assert isinstance(at.around.drafts, DraftsInMemory)
    return at.around.drafts


async def opened(at: DiscordHarness, form: Form) -> FakeUser:
    """The first page stands before them, and is kept."""
    at.core.answer(Answer(form=form))
    await at.user(at.account("ana")).command("/peer", at.room)
    await at.discord.quiet()
    return at.user(at.account("ana"))


async def sent(at: DiscordHarness) -> FormSubmitted:
    return await at.core.next_event(FormSubmitted)


async def test_an_open_first_page_is_sent_in_after_a_restart_and_the_next_follows(
    at: DiscordHarness,
) -> None:
    ana = await opened(at, six())
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    assert (await ana.submit({"f0": "typed before", "f3": "this too"})).ok
    await at.discord.quiet()
    await (await ana.press("Go on")).modal()
    await ana.submit({"f4": "typed after"})
    event = await sent(at)
    assert [event.one(f"f{n}") for n in (0, 3, 4)] == ["typed before", "this too", "typed after"]
    assert event.token == "f1"


async def test_what_was_typed_on_the_first_page_outlives_a_restart(at: DiscordHarness) -> None:
    """By either button under it; and by an open second page."""
    for how in ("Ask", "Go on", "open"):
        ana = await opened(at, six())
        await ana.submit({"f0": f"typed, then {how}"})
        await at.discord.quiet()
        if how == "open":
            await (await ana.press("Go on")).modal()
        await at.restart()
        at.core.answer(Answer(aside=card("Asked.")))
        if how == "Go on":
            await (await ana.press("Go on")).modal()
        before = len(at.core.events)
        reply = await (ana.press("Ask") if how == "Ask" else ana.submit({"f5": "more"}))
        assert reply.ok
        event = await at.core.next_event(FormSubmitted, after=before)
        assert event.one("f0") == f"typed, then {how}"
        assert event.one("f5") == ("" if how == "Ask" else "more")


async def test_a_form_with_everything_in_it_outlives_a_restart(at: DiscordHarness) -> None:
    """Every kind of field, its choices, texts and what stood in it."""
    ana = await opened(at, everything_form())
    await ana.submit({"line": "typed first"})
    await at.discord.quiet()
    labels = ana.asides[-1].labels
    await at.restart()
    await (await ana.press(labels[0])).modal()
    second = ana.modal
    at.core.answer(Answer(aside=card("Taken.")))
    await at.submit(at.account("ana"), {"agree": ("yes",)})
    event = await sent(at)
    assert second is not None
    assert (event.one("line"), event.one("agree")) == ("typed first", "yes")


async def test_two_presses_after_a_restart_send_it_once(at: DiscordHarness) -> None:
    ana = await opened(at, six())
    await ana.submit({"f0": "typed"})
    await at.discord.quiet()
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    on, before = ana.asides[-1], len(at.core.events)
    held(at).slow = 0.05
    both = await asyncio.gather(ana.press("Ask", on), ana.press("Ask", on))
    assert all(reply.ok for reply in both)
    await at.discord.quiet()
    assert sum(isinstance(event, FormSubmitted) for event in at.core.events[before:]) == 1


async def test_nobody_else_opens_it(at: DiscordHarness) -> None:
    ana = await opened(at, six())
    await ana.submit({"f0": "hers"})
    await at.discord.quiet()
    [name] = held(at).held
    assert held(at).find(name, at.account("ben")) is None
    held(at).held[name] = replace(held(at).held[name], account=at.account("ben"))
    await at.restart()
    reply = await ana.press("Go on")
    assert seen((await reply.ephemeral()).texts[0]) == english("discord-form-gone")


async def test_it_is_gone_once_it_is_sent_in(at: DiscordHarness) -> None:
    ana = await opened(at, six())
    await ana.submit({"f0": "typed"})
    await at.discord.quiet()
    at.core.answer(Answer(aside=card("Asked.")))
    assert len(held(at).held) == 1
    await ana.press("Ask")
    await at.discord.quiet()
    assert held(at).held == {}


async def test_what_could_not_be_taken_is_kept_whole_over_a_restart(at: DiscordHarness) -> None:
    async def away(event: Event) -> Answer:
        raise LedgerBusy("for a test")

    ana = await opened(at, six())
    await ana.submit({"f0": "typed"})
    await at.discord.quiet()
    await (await ana.press("Go on")).modal()
    at.core.follow(away)
    await ana.submit({"f5": "the last"})
    await at.discord.quiet()
    assert seen(ana.asides[-1].texts[0]) == APOLOGY
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    before = len(at.core.events)
    await ana.press("Ask")
    event = await at.core.next_event(FormSubmitted, after=before)
    assert (event.one("f0"), event.one("f5")) == ("typed", "the last")


async def test_a_database_that_is_away_holds_nobody_up(
    at: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """It is at hand; only a restart would lose it, and then that is said."""
    held(at).busy = True
    ana = await opened(at, six())
    await ana.submit({"f0": "typed, and secret"})
    await at.discord.quiet()
    assert "a half-filled form was not kept: LedgerBusy" in caplog.text
    await at.restart()
    reply = await ana.press("Go on")
    assert seen((await reply.ephemeral()).texts[0]) == APOLOGY
    held(at).busy = False
    reply = await ana.press("Go on")
    assert seen((await reply.ephemeral()).texts[0]) == english("discord-form-gone")
    assert "secret" not in caplog.text


async def test_nothing_is_sent_without_a_page_that_was_lost(at: DiscordHarness) -> None:
    """The last page came while the database was away, and then the program ended: what stands under
    the apology asks for that page again."""

    async def away(event: Event) -> Answer:
        held(at).busy = True
        raise LedgerBusy("for a test")

    ana = await opened(at, six())
    await ana.submit({"f0": "typed"})
    await at.discord.quiet()
    await (await ana.press("Go on")).modal()
    at.core.follow(away)
    await ana.submit({"f5": "lost"})
    await at.discord.quiet()
    held(at).busy = False
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    before = len(at.core.events)
    await ana.press("Ask")
    await at.discord.quiet()
    assert at.core.events[before:] == []
    assert seen(ana.asides[-1].texts[1]) == english_next(2, 2)
    await (await ana.press("Go on")).modal()
    await ana.submit({"f5": "once more"})
    event = await at.core.next_event(FormSubmitted, after=before)
    assert (event.one("f0"), event.one("f5")) == ("typed", "once more")


def english_next(page: int, pages: int) -> str:
    return library().say("en", "discord-form-next", page=page, pages=pages)


def test_what_is_written_reads_back_and_what_does_not_is_none() -> None:
    account = Account("discord", "1", "2")
    draft = Draft("7", account, everything_form(), 5.0)
    draft.given[0] = {"line": ("a", "b")}
    draft.files[1] = {"photo": FileAt("me.png", "https://cdn.discordapp.com/x", 12)}
    found = read(written(draft), "7", account, 5.0)
    assert found == draft
    assert read(b"rubbish", "7", account, 5.0) is None
    assert read(written(draft)[:-9], "7", account, 5.0) is None


async def test_what_was_typed_is_nowhere_in_what_discord_shows_next(at: DiscordHarness) -> None:
    """The pieces bear a name alone."""
    ana = await opened(at, six())
    await ana.submit({"f0": "typed, and secret"})
    await at.discord.quiet()
    assert "secret" not in str(ana.asides[-1].raw)
