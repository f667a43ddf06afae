"""The few words that the adapter says by itself: the help line is at the foot of each, too."""

from pathlib import Path

import pytest

from adapters.discord.components import drawn
from bot.messages import Answer, Form, TextField
from tests.adapters.discord.harness import DiscordHarness, read
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.own_words import surroundings_in, texts_of, words_in
from tests.fakes.surroundings import library

#: What stands on a button, or in Discord's own list of commands.
LABELS = {"discord-form-go-on", "discord-command-words", "discord-command-supporter"}
#: What is said between the pages of a form.
BETWEEN = {"discord-form-next", "discord-form-ready"}


@pytest.mark.parametrize("language", library().languages())
def test_every_text_of_the_adapters_own_has_the_help_line_at_its_foot(language: str) -> None:
    words, wording = words_in(language)
    found = sorted(texts_of("discord") - LABELS - BETWEEN)
    assert {"discord-done", "discord-gone", "discord-elsewhere", "discord-form-gone"} <= set(found)
    for text in found:
        made = drawn(words.message(text), "123456789012345678").view.to_components()
        said = [part["content"] for part in made if "content" in part]
        assert [read(each) for each in said] == [wording(text), wording.help_line]
        assert said[-1].startswith("-# ")


async def said_after(form: Form, language: str, place: Path) -> tuple[str, ...]:
    """What stands before somebody who sent in the first modal of a form, and is given the form."""
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            at = DiscordHarness(discord, place, surroundings_in(language))
            await at.start()
            ana = at.account("ana")
            at.core.answer(Answer(form=form))
            await at.command(ana, "peer")
            await at.user(ana).submit({"f0": "typed"})
            await discord.quiet()
            said = at.user(ana).asides[-1].texts
            await at.stop()
    return tuple(read(text) for text in said)


@pytest.mark.parametrize("language", library().languages())
async def test_so_has_what_stands_between_the_pages_of_a_form(
    language: str, tmp_path: Path
) -> None:
    _, wording = words_in(language)
    fields = tuple(TextField(f"f{n}", f"Field {n}") for n in range(6))
    said = await said_after(Form("Six", fields, "Ask", token="f1"), language, tmp_path)
    assert said[-2:] == (wording("discord-form-next", page=2, pages=2), wording.help_line)


@pytest.mark.parametrize("language", library().languages())
async def test_so_has_a_form_that_could_not_be_opened_at_once(
    language: str, tmp_path: Path
) -> None:
    """It came as the answer to another, which opens none."""
    _, wording = words_in(language)
    form = Form("One", (TextField("f0", "Field"),), "Ask", token="f1")
    said = await said_after(form, language, tmp_path)
    assert said[-2:] == (wording("discord-form-ready"), wording.help_line)
