"""What people do at Discord comes to the core, and is answered, whatever happens between."""

import asyncio
import gc
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from discord.ui import LayoutView, Modal

from adapters.discord import build
from adapters.discord.config import Server
from adapters.discord.drafts import KEPT_FOR
from adapters.discord.words import escaped
from bot.cleaning import shown
from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted, TextTyped
from bot.messages import Answer, Button, Form, Message, Section, TextField
from bot.model.ids import Account
from bot.ports import LedgerBusy
from tests.adapters.discord.harness import DiscordHarness, read
from tests.adapters.local.samples import HOSTILE, directory, everything_form
from tests.contract.deliveries import FOOTER, NOTIFICATION, card, post
from tests.contract.harness import Outcome
from tests.fakes.discord.faults import broken_after, refused
from tests.fakes.discord.people.screen import LINK
from tests.fakes.surroundings import english, surroundings
from tests.storage_fixtures import SetClock

CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"


def asked(token: str = "f1") -> Form:
    return Form("Talk to someone", (TextField("why", "Why"),), "Ask", token=token)


async def test_a_form_that_was_open_over_a_restart_comes_whole(at: DiscordHarness) -> None:
    ana = at.account("ana")
    at.core.answer(Answer(form=asked()))
    await at.command(ana, "peer")
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    reply = await at.submit(ana, {"why": ("so",)})
    event = await at.core.next_event(FormSubmitted)
    assert (event.account, event.token, event.one("why")) == (ana, "f1", "so")
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Asked."


async def test_two_openings_of_forms_are_not_taken_for_one_another(at: DiscordHarness) -> None:
    ana, ben = at.account("ana"), at.account("ben")

    async def form_of(event: Event) -> Answer:
        return Answer(form=asked("a1" if event.account == ana else "b1"))

    at.core.follow(form_of)
    await asyncio.gather(*(at.user(each).command("/peer") for each in (ana, ben)))
    at.core.answer(Answer())
    await at.submit(ben, {"why": ("Ben’s",)})
    await at.submit(ana, {"why": ("Ana’s",)})
    sent = [event for event in at.core.events if isinstance(event, FormSubmitted)]
    assert [(event.account, event.token, event.one("why")) for event in sent] == [
        (ben, "b1", "Ben’s"),
        (ana, "a1", "Ana’s"),
    ]


async def test_a_form_of_several_pages_loses_nothing_where_the_last_is_left(
    at: DiscordHarness,
) -> None:
    """They close a modal: the button that opens it stands there still."""
    ana = at.account("ana")
    at.core.answer(Answer(form=everything_form()))
    await at.command(ana, "peer")
    user = at.user(ana)
    await user.submit({"line": "typed first"})
    await at.discord.quiet()
    go_on = user.asides[-1].labels[0]
    for _ in range(2):
        await (await user.press(go_on)).modal()
        user.close()
    await (await user.press(go_on)).modal()
    at.core.answer(Answer(aside=card("Taken.")))
    reply = await at.submit(ana, {"agree": ("yes",)})
    event = await at.core.next_event(FormSubmitted)
    assert event.one("line") == "typed first"
    assert event.one("agree") == "yes"
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Taken."


async def test_a_form_is_sent_without_what_may_be_left_and_with_what_stands_there(
    at: DiscordHarness,
) -> None:
    """Nothing that is left has to be answered: nobody has to open it."""
    ana = at.account("ana")
    fields = tuple(TextField(f"f{n}", f"Field {n}", required=n == 0) for n in range(6))
    fields = (*fields[:5], replace(fields[5], value="as it stood"))
    at.core.answer(Answer(form=Form("Six", fields, "Ask", token="f1")))
    await at.command(ana, "peer")
    user = at.user(ana)
    await user.submit({"f0": "typed", "f3": "this too"})
    await at.discord.quiet()
    assert user.asides[-1].labels == ("Go on", "Ask")
    at.core.answer(Answer(aside=card("Asked.")))
    on = user.asides[-1]
    both = await asyncio.gather(user.press("Ask", on), user.press("Ask", on))
    assert all(reply.ok for reply in both)
    await at.discord.quiet()
    assert sum(isinstance(event, FormSubmitted) for event in at.core.events) == 1
    event = await at.core.next_event(FormSubmitted)
    assert (event.token, event.one("f0"), event.one("f3")) == ("f1", "typed", "this too")
    assert event.one("f5") == "as it stood"
    assert read(user.asides[-1].texts[0]) == "Asked."


async def test_what_was_typed_on_pages_is_sent_again_where_it_could_not_be_taken(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    fields = tuple(TextField(f"f{n}", f"Field {n}") for n in range(6))
    at.core.answer(Answer(form=Form("Six", fields, "Ask", token="f1")))
    await at.command(ana, "peer")

    async def busy(event: Event) -> Answer:
        raise LedgerBusy("the database is locked")

    at.core.follow(busy)
    reply = await at.submit(ana, {"f0": ("typed",), "f5": ("this too",)})
    assert reply.outcome is Outcome.SORRY
    at.core.answer(Answer(aside=card("Asked.")))
    reply = await at.press_in_aside(ana, "Ask")
    last = at.core.events[-1]
    assert isinstance(last, FormSubmitted)
    assert (last.one("f0"), last.one("f5")) == ("typed", "this too")
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Asked."


async def test_what_has_to_be_answered_is_not_left(at: DiscordHarness) -> None:
    ana = at.account("ana")
    fields = tuple(TextField(f"f{n}", f"Field {n}", required=n == 5) for n in range(6))
    at.core.answer(Answer(form=Form("Six", fields, "Ask", token="f1")))
    await at.command(ana, "peer")
    await at.user(ana).submit({"f0": "typed"})
    await at.discord.quiet()
    assert at.user(ana).asides[-1].labels == ("Go on",)


async def test_a_form_left_for_too_long_says_so(at: DiscordHarness) -> None:
    clock = SetClock()
    await at.stop()
    at.around = surroundings(clock)
    await at.restart()
    ana = at.account("ana")
    at.core.answer(Answer(form=everything_form()))
    await at.command(ana, "peer")
    clock.move(timedelta(seconds=KEPT_FOR + 1))
    user = at.user(ana)
    reply = await user.submit({"line": "typed"})
    assert read((await reply.ephemeral()).texts[0]) == english("discord-form-gone")


async def test_a_form_after_two_seconds_waits_behind_a_button(at: DiscordHarness) -> None:
    ana = at.account("ana")

    async def slowly(event: Event) -> Answer:
        await asyncio.sleep(2.3)
        return Answer(form=asked())

    at.core.follow(slowly)
    reply = await at.command(ana, "peer")
    assert reply.form is not None
    at.core.answer(Answer())
    await at.submit(ana, {"why": ("so",)})
    event = await at.core.next_event(FormSubmitted)
    assert (event.token, event.one("why")) == ("f1", "so")


async def test_a_press_answered_too_late_redraws_the_card_all_the_same(at: DiscordHarness) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks.")))
    at.discord.settings.answer_seconds = 0.2
    at.discord.faults.plan(CALLBACK, refused(10062))
    await at.user(ana).press("Yes")
    await at.discord.quiet()
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks."]


async def test_a_callback_that_broke_after_it_was_taken_is_answered_once(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks."), aside=card("Between us")))
    at.discord.faults.plan(CALLBACK, broken_after(502))
    reply = await at.press(ana, 0, "Yes")
    await asyncio.sleep(1.5)  # the library tries again after a second
    await at.discord.quiet()
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks."]
    assert reply.outcome is Outcome.TAKEN
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Between us"]


async def test_the_last_word_stands_though_an_earlier_answer_took_longer(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Slow", "Quick"), token="a1")))
    go_on = asyncio.Event()

    async def answer(event: Event) -> Answer:
        assert isinstance(event, ButtonPressed)
        if event.number == 0:
            await go_on.wait()
        return Answer(redraw=card("Slow." if event.number == 0 else "Quick."))

    at.core.follow(answer)
    user = at.user(ana)
    on = user.from_app[0]
    slow = asyncio.create_task(user.press("Slow", on))
    await at.core.next_event(ButtonPressed)
    await user.press("Quick", on)
    go_on.set()
    assert (await slow).ok
    await at.discord.quiet()
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Quick."]


async def test_what_is_pressed_twice_at_once_comes_twice_and_harms_nothing(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks.")))
    user = at.user(ana)
    on = user.from_app[0]
    both = await asyncio.gather(user.press("Yes", on), user.press("Yes", on))
    assert all(reply.ok for reply in both)
    presses = [event for event in at.core.events if isinstance(event, ButtonPressed)]
    assert len({event.id for event in presses}) == 2


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_that_is_written_acts(at: DiscordHarness, text: str) -> None:
    ana = at.account("ana")
    link = f"{text} https://example.org <@{ana.user}> <t:0> [x](https://example.org) # - > 1. ||x||"
    message = Message(
        (Section(heading=link, text=f"{link}\n# {link}\n-# {link}"),), NOTIFICATION, footer=link
    )
    await at.platform.deliver(post(ana, message))
    (seen,) = at.user(ana).from_app
    assert seen.live == []
    assert not LINK.search(seen.text)
    written = seen.text.replace("### ", "", 1)
    assert "<@" not in written.replace("\\<\\@", "")


def test_what_is_escaped_reads_as_it_was_written() -> None:
    for text in (*HOSTILE, "# one\n- two\n> three\n1. four\n-# five", "a*b_c`d~e|f", "http://a.b"):
        assert read(escaped(text)) == shown(text)


async def test_a_directory_with_pictures_fits_in_one_message(at: DiscordHarness) -> None:
    ana = at.account("ana")
    page = directory()
    entries = (*page.sections[1:4], *page.sections[1:3])
    five = tuple(
        replace(entry, buttons=(Button(10 + n, "Ask"),)) for n, entry in enumerate(entries)
    )
    at.core.answer(
        Answer(aside=replace(page, sections=(page.sections[0], *five, page.sections[4])))
    )
    reply = await at.command(ana, "peer")
    assert reply.aside is not None
    assert len(reply.aside.pictures) == 5
    assert len(at.user(ana).asides) == 1


async def test_what_is_too_much_for_one_aside_is_said_in_several(at: DiscordHarness) -> None:
    ana = at.account("ana")
    sections = tuple(
        Section(heading=f"Heading {n}", text="word " * 100, buttons=(Button(n, f"Press {n}"),))
        for n in range(20)
    )
    at.core.answer(Answer(aside=Message(sections, NOTIFICATION, "a1", FOOTER)))
    await at.command(ana, "peer")
    said = "\n".join(read(aside.text) for aside in at.user(ana).asides)
    assert all(f"Heading {n}" in said for n in range(20))
    assert len(at.user(ana).asides) > 1
    await at.user(ana).press("Press 1")
    assert (await at.core.next_event(ButtonPressed)).number == 1


async def test_whoever_presses_elsewhere_is_told(at: DiscordHarness) -> None:
    other = at.discord.add_guild("Elsewhere")
    eve = at.discord.person("Eve", guild=other)
    room = next(iter(other.channels.values()))
    reply = await eve.command("/peer", room)
    assert read((await reply.ephemeral()).texts[0]) == english("discord-elsewhere")
    assert at.core.events == []


async def test_a_bot_in_two_servers_knows_which_is_meant(
    at: DiscordHarness, tmp_path: Path
) -> None:
    second = at.discord.add_guild("Second")
    await at.stop()
    at.config = at.configured(tmp_path, Server(id=at.discord.guild.id), Server(id=second.id))
    at.platform = build(at.config, at.around)
    await at.restart()
    both = at.discord.person("Both", guilds=[at.discord.guild, second])
    one = at.discord.person("One", guild=second)
    places = at.discord.guild.id, second.id
    accounts = {place: Account("discord", place, both.id) for place in places}
    for place, account in accounts.items():
        await at.platform.deliver(post(account, card("?", buttons=(f"In {place}",), token="a1")))
    for place, account in accounts.items():
        await both.press(f"In {place}")
        pressed = [event for event in at.core.events if isinstance(event, ButtonPressed)]
        assert pressed[-1].account == account
    one.type("hello")
    typed = await at.core.next_event(TextTyped)
    assert typed.account == Account("discord", second.id, one.id)
    room = next(iter(second.channels.values()))
    await both.command("/peer", room)
    assert (await at.core.next_event(CommandGiven)).account == accounts[second.id]


@pytest.mark.parametrize("answer", [Answer(aside=card("The menu")), Answer(form=asked())])
async def test_whoever_takes_no_direct_messages_is_told_beside_the_answer(
    at: DiscordHarness, answer: Answer
) -> None:
    ana = at.account("ana")
    at.core.answer(replace(answer, unreached=True))
    await at.command(ana, "peer")
    user = at.user(ana)
    assert (user.modal is not None) is (answer.form is not None)
    said = [read(text) for text in user.asides[-1].texts]
    assert said[0] == english("discord-unreached")
    assert any("988" in text for text in said[1:-1]), "the lines in full"
    assert len(user.asides) == (1 if answer.form else 2)
    assert user.from_app == []


async def test_a_coordinators_role_is_asked_at_every_call(
    at: DiscordHarness, tmp_path: Path
) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    role = at.discord.role("Coordinators", at.person("ana"))
    await at.stop()
    server = Server(id=at.discord.guild.id, coordinators=(role.id,))
    at.config = at.configured(tmp_path, server)
    await at.restart()
    for account, may in ((ana, True), (ben, False)):
        await at.command(account, "peer")
        assert at.core.events[-1].may_coordinate is may, "in the server"
        await at.type(account, "hello")
        assert at.core.events[-1].may_coordinate is may, "in direct messages"


async def test_coordinators_commands_are_offered_to_whoever_manages_the_server(
    at: DiscordHarness,
) -> None:
    ana = at.person("ana")
    assert ana.commands(at.room) == ["peer", "supporter"]
    assert ana.commands() == ["peer", "supporter", "peer-report", "peer-admin"], (
        "Discord asks nothing there"
    )


async def test_no_message_is_kept_by_the_library(at: DiscordHarness) -> None:
    """A view that it listens by stays for as long as the program runs."""
    ana = at.account("ana")
    at.core.answer(Answer(form=asked()))
    for number in range(5):
        await at.platform.deliver(post(ana, card("?", buttons=("Yes",), token=f"a{number}")))
        await at.command(ana, "peer")
    gc.collect()
    assert [kept for kept in gc.get_objects() if isinstance(kept, LayoutView | Modal)] == []


async def test_no_word_is_logged(at: DiscordHarness, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("A secret of hers", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Another secret"), aside=card("A third secret")))
    await at.press(ana, 0, "Yes")
    await at.type(ana, "a fourth secret")
    assert "secret" not in caplog.text
    assert not [r for r in caplog.records if r.name.startswith("discord") and r.levelno < 20]
