"""Everything that a person writes is text: it is shown as it is, or refused in words, and nothing
of it is lost or cut in silence."""

import re

from bot.events import FormSubmitted, TextTyped
from bot.messages import Answer, Button, Form, Message, Section, TextField
from bot.ports import Refused
from tests.adapters.local.samples import HOSTILE
from tests.contract.deliveries import FOOTER, NOTIFICATION, card, post
from tests.contract.harness import Harness, Outcome


def visible(text: str) -> str:
    """Without the marks that turn text around and the controls, which no adapter has to show."""
    return re.sub("[\u202a-\u202e\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", text)


async def test_posted_text_is_text(harness: Harness) -> None:
    ana = harness.account("ana")
    for text in HOSTILE:
        heading, button = text.replace("\n", " "), Button(0, text[:75])
        section = Section(heading=heading, text=text, buttons=(button,))
        message = Message((section,), NOTIFICATION, token="a1", footer=text)
        await harness.platform.deliver(post(ana, message))
    for text, seen in zip(HOSTILE, await harness.chat(ana), strict=True):
        assert visible(seen.texts[0]) == visible(text.replace("\n", " "))
        assert [visible(shown) for shown in seen.texts[1:]] == [visible(text)] * 2
        assert visible(seen.buttons[0].label) == visible(text[:75])
        assert "\u202e" not in seen.text


async def test_a_form_shows_text_as_text(harness: Harness) -> None:
    for text in HOSTILE:
        line = text.replace("\n", " ")
        field = TextField("a", line, line, value=line, error=line)
        harness.core.answer(Answer(form=Form("Title", (field,), "Send", token="f1")))
        reply = await harness.command(harness.account("ana"), "peer")
        assert reply.form is not None
        assert visible(reply.form.labels["a"]) == visible(line)
        assert visible(reply.form.errors["a"]) == visible(line)
        assert visible(reply.form.values["a"][0]) == visible(line)


async def test_typed_text_arrives_as_it_is(harness: Harness) -> None:
    for place, text in enumerate(HOSTILE):
        reply = await harness.type(harness.account("ana"), text)
        event = await harness.core.next_event(TextTyped, after=place)
        assert reply.outcome is Outcome.TAKEN
        assert visible(event.text) == visible(text)


#: too much, a control, and halves of characters
UNFIT = ("x" * 40_000, "🚒" * 40_000, "a\x00b", "half \ud83d of a character", "\udc00")


async def test_what_no_chat_keeps_is_refused_or_comes_whole(harness: Harness) -> None:
    for text in UNFIT:
        before = len(harness.core.events)
        reply = await harness.type(harness.account("ana"), text)
        came = [e.text for e in harness.core.events[before:] if isinstance(e, TextTyped)]
        if reply.outcome is Outcome.REFUSED:
            assert reply.words
            assert came == []
        else:
            assert came == [text]


async def test_a_forms_value_is_refused_or_comes_whole(harness: Harness) -> None:
    ana = harness.account("ana")
    harness.core.answer(Answer(form=Form("T", (TextField("a", "A"),), "Send", token="f1")))
    await harness.command(ana, "peer")
    for text in UNFIT:
        before = len(harness.core.events)
        reply = await harness.submit(ana, {"a": (text,)})
        came = [e.one("a") for e in harness.core.events[before:] if isinstance(e, FormSubmitted)]
        if reply.outcome is Outcome.REFUSED:
            assert reply.words
            assert came == []
        else:
            assert came == [text]


async def test_forty_thousand_characters_are_posted_whole_or_refused(harness: Harness) -> None:
    """A platform's limit is the adapter's to mind: in parts, or not at all, never cut."""
    ana = harness.account("ana")
    text = "word " * 8_000
    try:
        await harness.platform.deliver(post(ana, card(text)))
    except Refused:
        assert await harness.chat(ana) == ()
        return
    seen = "".join(
        part for message in await harness.chat(ana) for part in message.texts if part != FOOTER
    )
    assert seen.split() == text.split()


async def test_half_characters_in_a_message_harm_nothing(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("half \ud83d here\x00")))
    (seen,) = await harness.chat(ana)
    assert seen.texts[0].startswith("half ")
    assert "\x00" not in seen.text
    seen.text.encode()
