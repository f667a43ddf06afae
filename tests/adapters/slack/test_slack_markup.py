"""What a person wrote does nothing in Slack but show as text, wherever it stands: a name, a
channel's name, a mention or a link that was pasted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.events import FileSent, TextTyped
from bot.messages import (
    Answer,
    Button,
    ChoiceField,
    FileField,
    Form,
    Image,
    Message,
    Option,
    Section,
    TextField,
    TextKind,
)
from tests.adapters.local.samples import portrait
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import edit, post
from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser

#: Short enough for a label or a title of 24 characters, each.
HOSTILE = (
    "<!channel>",
    "<@U0BOSS>",
    "<#C0CHIEF|general>",
    "<https://x.example|hi>",
    "<mailto:a@b.example|me>",
    "<!subteam^S0ALL>",
    "<!date^1^{date}|now>",
    "&lt;!here&gt; &amp;amp;",
    "*b* _i_ ~s~ `c`",
    ":skull: @here #general",
    "> quoted & <b>R&D</b>",
    "https://x.example/?a=1&b",
)


def message_of(words: str) -> Message:
    picture = Image(portrait((9, 9, 9)), words)
    return Message(
        (
            Section(text=words, heading=words, buttons=(Button(0, words),)),
            Section(heading=words, image=picture),
            Section(text=words, image=picture),
        ),
        notification=words,
        token="a1",
        footer=words,
    )


def form_of(words: str) -> Form:
    some = tuple(Option(f"v{number}", f"{number} {words}", words) for number in range(3))
    many = tuple(Option(f"v{number}", f"{number} {words}", words) for number in range(40))
    return Form(
        token="f1",
        title=words,
        intro=words,
        fields=(
            TextField("line", words, hint=words, value=words),
            TextField("more", words, kind=TextKind.PARAGRAPH, value=words, error=words),
            ChoiceField("one", words, some, hint=words, chosen=("v1",)),
            ChoiceField("several", words, some, several=True, chosen=("v1",)),
            ChoiceField("of_many", words, many),
            ChoiceField("several_of_many", words, many, several=True),
            FileField("file", words, hint=words),
        ),
        submit=words,
        footer=words,
    )


def objects(of: Any) -> Iterator[dict[str, Any]]:
    """Every text object, at whatever depth."""
    if isinstance(of, dict):
        if of.get("type") in ("plain_text", "mrkdwn") and "text" in of:
            yield of
        for inner in of.values():
            yield from objects(inner)
    elif isinstance(of, list):
        for inner in of:
            yield from objects(inner)


def everything_sent(at: SlackHarness) -> list[dict[str, Any]]:
    calls = [call.arguments for call in at.slack.calls]
    acks = [envelope.answer for envelope in at.slack.socket.envelopes]
    return [*calls, *at.slack.response_urls.answers, *acks]


def read_alike(words: str, texts: tuple[str, ...]) -> None:
    assert texts
    for text in texts:
        assert words in text, text


async def everywhere(at: SlackHarness, words: str) -> FakeUser:
    """In the chat, redrawn, in a modal, a form, an aside, on the Home tab."""
    ana, user, message = at.account("ana"), at.person("ana"), message_of(words)
    handle = await at.platform.deliver(post(ana, message))
    await at.platform.deliver(edit(ana, handle, message))
    read_alike(words, user.from_app[0].texts)
    at.core.answer(Answer(redraw=message, aside=message))
    await user.press("press.0", user.from_app[0])
    await at.slack.quiet()
    assert user.modal is not None
    read_alike(words, (user.from_app[0].texts + user.modal.texts))
    assert words in {button.label for button in user.modal.buttons}
    at.core.answer(Answer(form=form_of(words)))
    await user.press("press.0", user.modal)
    await at.slack.quiet()
    assert user.modal.raw["title"]["text"]
    for field in user.modal.fields():
        assert field.label == words
        assert all(words in option for option in field.options)
    at.core.answer(Answer(aside=message))
    await user.submit()
    await user.type(words)
    at.slack.faults.plan("views.open", faults.refused("expired_trigger_id"))
    await user.command("/peer")
    await user.open_home()
    await at.slack.quiet()
    assert len(user.asides) == 2
    for aside in user.asides:
        read_alike(words, aside.texts)
    assert user.home is not None
    read_alike(words, user.home.texts)
    return user


@pytest.mark.parametrize("words", HOSTILE)
async def test_what_a_person_wrote_does_nothing_wherever_it_stands(
    at: SlackHarness, words: str
) -> None:
    user = await everywhere(at, words)
    shown = [*user.from_app, *user.asides, *([user.modal] if user.modal else [])]
    assert [mark for each in shown for mark in each.live] == []
    for sent in everything_sent(at):
        for text in objects(sent):
            assert text["type"] == "plain_text"
            assert text["emoji"] is False, "a name of colons is no picture"
        top = sent.get("text")
        if isinstance(top, str) and top:
            assert "<" not in top, "the words of a notification are markup at Slack"
            assert ">" not in top
    for seen in user.from_app:
        assert seen.notification == words


@pytest.mark.parametrize("words", HOSTILE)
async def test_what_a_person_typed_or_named_comes_as_they_wrote_it(
    at: SlackHarness, words: str
) -> None:
    ana, user = at.account("ana"), at.person("ana")
    await at.type(ana, words)
    await at.send_file(ana, f"{words}.csv", b"number,name\n")
    texts = [event.text for event in at.core.events if isinstance(event, TextTyped)]
    files = [event.file.name for event in at.core.events if isinstance(event, FileSent)]
    assert texts == [words]
    assert files == [f"{words}.csv"]
    assert user.asides == []


async def test_the_one_link_is_ours_and_leads_to_whom_it_says(
    at: SlackHarness, tmp_path: Path
) -> None:
    """The link that opens a conversation is the one place of markup."""
    ana, ben = at.account("ana"), at.account("ben")
    card = Message((Section(text="<!channel>", talk_to=ben),), "A message")
    await at.platform.deliver(post(ana, card))
    (seen,) = at.person("ana").from_app
    assert seen.live == [f"slack://user?team={ben.workspace}&amp;id={ben.user}"]
