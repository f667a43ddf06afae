"""A group chat in Slack, from the choice to its end, and what comes where Slack will not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.screen import SeenMessage
from tests.story.slack_town import SlackTown, open_town
from tests.story.test_story_slack import ANA, ROSA, modal

SWITCHED_ON = "    group_conversations: true\n"
CHOICE = "Here, in a group chat that we open for the two of you"
NOT_OPENED = "The group chat could not be opened."
UNSURE = "We can’t tell whether the group chat came up for you."


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[SlackTown]:
    async with open_town(tmp_path, more=SWITCHED_ON) as opened:
        yield opened


async def asks_for_a_group_chat(town: SlackTown) -> None:
    """Ana, of Rosa, who says yes: she was named, so her yes brings the two together."""
    ana, rosa = town.people[ANA], town.people[ROSA]
    await ana.command("/peer")
    await town.slack.quiet()
    for label in ("Talk to a trained colleague", "I have read this, go on", "Today"):
        await town.press(ana, label)
    assert "may be able to take a copy" in modal(ana).text
    reply = await ana.submit({"f.to": "Rosa Delgado", "f.reach": CHOICE})
    assert reply.ok, reply.errors
    await town.settle()
    assert not group(town)
    await town.press(rosa, "I can, now")
    await town.settle()


def group(town: SlackTown) -> list[SeenMessage]:
    """What both see in it."""
    ana, rosa = town.people[ANA], town.people[ROSA]
    room = town.slack.group_chat(ana, rosa)
    if room is None:
        return []
    seen = ana.seen_in(room)
    assert [each.raw for each in seen] == [each.raw for each in rosa.seen_in(room)]
    return seen


def said_to(person: FakeUser) -> str:
    return "\n".join(message.text for message in person.from_app)


def told(town: SlackTown) -> list[str]:
    return [said_to(town.people[number]) for number in (ANA, ROSA)]


async def test_both_are_in_it_and_nothing_of_the_request_is(town: SlackTown) -> None:
    await asks_for_a_group_chat(town)
    (word,) = group(town)
    assert "This is a group chat for the two of you." in word.text
    assert "911" in word.text
    for name in ("Ana", "Rosa", "Station"):
        assert name not in word.text
    assert word.notification == "A message from Harlow Ridge Peers"
    assert not word.labels
    assert town.slack.scopes_used >= {"mpim:write"}
    assert "mpim:history" not in town.slack.app.bot_scopes
    for text in told(town):
        assert NOT_OPENED not in text
        assert UNSURE not in text
    await town.press(town.people[ROSA], "We are done, close it")
    await town.settle()
    assert [each.raw for each in group(town)] == [word.raw], "nothing is taken away"
    assert all("wrote in the group chat stays there" in text for text in told(town))


async def test_a_lost_reply_gives_no_second_word_and_both_hear_the_truth(town: SlackTown) -> None:
    ana, rosa = town.people[ANA], town.people[ROSA]
    town.slack.faults.plan(
        "chat.postMessage",
        faults.lost_reply(),
        when=lambda call: (
            (room := town.slack.group_chat(ana, rosa)) is not None and call["channel"] == room.id
        ),
    )
    await asks_for_a_group_chat(town)
    await until_told(town, UNSURE)
    assert len(group(town)) == 1
    opened = town.slack.called("conversations.open")
    assert any("prevent_creation" in call.arguments for call in opened)


async def test_where_slack_will_not_both_have_the_link_and_a_true_word(town: SlackTown) -> None:
    """The app was not installed anew, say: nothing else is held up."""
    town.slack.faults.plan(
        "conversations.open",
        faults.refused("missing_scope"),
        times=None,
        when=lambda call: "," in str(call["users"]),
    )
    await asks_for_a_group_chat(town)
    await until_told(town, NOT_OPENED)
    assert group(town) == []
    for person, other in ((ANA, ROSA), (ROSA, ANA)):
        link = f"id={town.people[other].id}"
        shown = town.people[person].from_app
        assert any(link in live for message in shown for live in message.live)


async def until_told(town: SlackTown, words: str) -> None:
    for _ in range(100):
        await town.settle()
        if all(words in text for text in told(town)):
            return
        await town.slack.quiet(0.1, within=30)
    raise AssertionError(told(town))
