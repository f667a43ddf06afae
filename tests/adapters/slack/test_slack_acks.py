"""Whoever acts is acknowledged within three seconds, and told nothing that is not so."""

import asyncio

import pytest

from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted, HomeOpened, TextTyped
from bot.messages import Answer
from bot.ports import LedgerBusy
from tests.adapters.local.samples import everything_form
from tests.adapters.slack.harness import MOMENT, SlackHarness
from tests.contract.deliveries import FOOTER, card, post
from tests.contract.harness import Outcome
from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.surroundings import APOLOGY, HELP_LINE

MENU = card("The menu", buttons=("On",), token="m1")


def slowly(at: SlackHarness, answer: Answer, seconds: float = 2.6) -> None:
    async def script(event: Event) -> Answer:
        await asyncio.sleep(seconds)
        return answer

    at.core.follow(script)


def shown_to(user: FakeUser) -> tuple[str, ...]:
    """What stands in the topmost modal."""
    return user.modal.texts if user.modal is not None else ()


async def test_a_press_is_acknowledged_after_its_commit(at: SlackHarness) -> None:
    ana, committed = at.account("ana"), asyncio.Event()
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))

    async def commit(event: Event) -> Answer:
        await asyncio.sleep(0.4)
        committed.set()
        return Answer()

    at.core.follow(commit)
    reply = await at.person("ana").press("Yes")
    assert committed.is_set()
    assert reply.ok


@pytest.mark.parametrize("what", ["words", "home"])
async def test_an_event_is_acknowledged_after_its_commit(at: SlackHarness, what: str) -> None:
    """Bolt would acknowledge it first: what a crash then took would never come again."""
    user, committed, before = at.person("ana"), asyncio.Event(), []

    async def commit(event: Event) -> Answer:
        await asyncio.sleep(0.3)
        before.append(at.slack.socket.envelopes[-1].acked)
        committed.set()
        return Answer()

    at.core.follow(commit)
    reply = await (user.type("hello") if what == "words" else user.open_home())
    assert reply.ok
    assert committed.is_set()
    assert before == [None], "acknowledged before it was kept"


async def test_a_home_tab_that_takes_its_time_is_acknowledged_all_the_same(
    at: SlackHarness,
) -> None:
    """There is nothing to keep."""
    user = at.person("ana")
    slowly(at, Answer(aside=card("Here")))
    reply = await user.open_home()
    assert reply.ok
    assert reply.acked_in is not None
    assert 1.5 < reply.acked_in < 2.5
    await at.slack.quiet(1)
    assert user.home is not None
    assert user.home.texts[0] == "Here"


async def test_a_slow_press_is_acknowledged_with_words_that_claim_nothing(
    at: SlackHarness,
) -> None:
    ana, user = at.account("ana"), at.person("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    slowly(at, Answer(redraw=card("Thanks, got it."), aside=card("What might help")))
    reply = await user.press("Yes")
    assert reply.ok
    assert reply.acked_in is not None
    assert reply.acked_in < 3
    first = await reply.modal()
    assert first.texts == (MOMENT, HELP_LINE)
    assert user.from_app[0].texts[0] == "Well?", "nothing is claimed before it is so"
    await asyncio.sleep(1)
    assert user.modal is not None
    assert user.modal.texts == ("What might help", FOOTER)
    assert user.from_app[0].texts[0] == "Thanks, got it."


async def test_a_slow_command_says_that_nothing_was_done_where_it_was_not(
    at: SlackHarness,
) -> None:
    user = at.person("ana")

    async def busy(event: Event) -> Answer:
        await asyncio.sleep(2.6)
        raise LedgerBusy("the database is locked")

    at.core.follow(busy)
    reply = await user.command("/peer")
    assert reply.ok
    await asyncio.sleep(1)
    assert user.modal is not None
    assert user.modal.texts[0] == APOLOGY


async def test_a_slow_form_keeps_its_place_until_the_answer_comes(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    at.core.answer(Answer(form=everything_form()))
    await at.command(ana, "peer")
    slowly(at, Answer(aside=card("Asked.")))
    reply = await user.submit()
    assert reply.ok
    assert shown_to(user) == (MOMENT, HELP_LINE)
    await asyncio.sleep(1)
    assert shown_to(user) == ("Asked.", FOOTER)


async def test_a_slow_answer_without_words_ends_the_moment(at: SlackHarness) -> None:
    user = at.person("ana")
    slowly(at, Answer())
    await user.command("/peer")
    await asyncio.sleep(1)
    assert user.modal is not None
    assert user.modal.texts == ("Done.", HELP_LINE)


async def test_what_no_listener_knows_is_acknowledged(at: SlackHarness) -> None:
    user = at.person("ana")
    team = {"id": at.slack.workspace.id, "domain": "cedarfalls"}
    for payload in (
        {"type": "workflow_step_edit", "callback_id": "x", "trigger_id": "1.1"},
        {"type": "block_suggestion", "action_id": "x", "value": "a", "block_id": "b"},
        {"type": "something_new"},
    ):
        whole = {**payload, "user": {"id": user.id, "team_id": team["id"]}, "team": team}
        envelope = await at.slack.socket.send("interactive", whole)
        assert envelope.acked is not None, payload["type"]
    for body in ({"type": "reaction_added", "user": user.id}, {"type": "something_new"}):
        envelope = await at.slack.event(at.slack.workspace.id, body)
        assert await at.slack.socket.settled(envelope)
    assert at.core.events == []


async def test_an_input_that_changes_is_no_press(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    at.core.answer(Answer(form=everything_form()))
    await at.command(ana, "peer")
    assert user.modal is not None
    await user.choose("f.few", "p2")
    assert [type(event) for event in at.core.events] == [CommandGiven]


async def test_events_of_another_workspace_are_nobodys(at: SlackHarness) -> None:
    other = at.slack.add_workspace("Another", "another")
    stranger = at.slack.person("Stranger", workspace=other)
    for reply in (
        await stranger.command("/peer"),
        await stranger.type("hello"),
        await stranger.upload("roster.csv", b"number,name"),
        await stranger.open_home(),
    ):
        assert reply.envelope is not None
        assert reply.envelope.acked is not None
        assert stranger.asides[-1].text.endswith(HELP_LINE)
    bare = {"type": "message", "channel_type": "im", "user": stranger.id, "text": "hello"}
    envelope = await at.slack.event(other.id, {**bare, "channel": stranger.room.id})
    assert await at.slack.socket.settled(envelope)
    await at.slack.quiet()
    assert at.core.events == [], "whatever the event says of whose it is"


async def test_repeated_reordered_and_replayed_events_keep_their_ids(at: SlackHarness) -> None:
    user = at.person("ana")
    at.slack.socket.hold()
    typing = [asyncio.create_task(user.type(f"word {n}")) for n in range(3)]
    await asyncio.sleep(0.1)
    await at.slack.socket.release(backwards=True)
    replies = [await each for each in typing]
    for reply in replies:
        assert reply.envelope is not None
        await at.slack.socket.replay(reply.envelope)
        await at.slack.quiet()
        await at.slack.socket.again(reply.envelope)
        await at.slack.quiet()
    typed = [event for event in at.core.events if isinstance(event, TextTyped)]
    assert len(typed) == 9
    assert len({event.id for event in typed}) == 3


async def test_an_event_that_could_not_be_kept_is_told_and_not_asked_for_again(
    at: SlackHarness,
) -> None:
    async def busy(event: Event) -> Answer:
        raise LedgerBusy("the database is locked")

    at.core.follow(busy)
    reply = await at.type(at.account("ana"), "hello")
    assert reply.outcome is Outcome.SORRY


async def test_words_get_their_answer_where_only_they_see_it(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    at.core.answer(Answer(aside=card("This chat is not monitored.", buttons=("Now",), token="a1")))
    await at.type(ana, "is anybody there?")
    assert user.asides[-1].texts == ("This chat is not monitored.", FOOTER)
    assert user.from_app == []
    at.core.answer(Answer(aside=card("Somebody is asked.")))
    reply = await at.press_in_aside(ana, "Now")
    assert isinstance(at.core.events[-1], ButtonPressed)
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Somebody is asked."


async def test_words_in_a_thread_get_their_answer_there(at: SlackHarness) -> None:
    user = at.person("ana")
    await at.platform.deliver(post(at.account("ana"), card("Well?")))
    at.core.answer(Answer(aside=card("This chat is not monitored.")))
    under = user.from_app[0].ts
    reply = await user.type("not good", thread=under)
    assert (await reply.ephemeral()).raw["thread_ts"] == under
    reply = await user.type("not good")
    assert "thread_ts" not in (await reply.ephemeral()).raw


async def test_the_only_way_to_an_answer_is_tried_again_when_slack_takes_it(
    at: SlackHarness,
) -> None:
    """The lines under what somebody typed, and the page that they look at."""
    user = at.person("ana")
    at.core.answer(Answer(aside=card("This chat is not monitored.")))
    for method in ("chat.postEphemeral", "views.publish"):
        at.slack.faults.plan(method, faults.rate_limited(1))
    home, typed = await user.open_home(), await user.type("is anybody there?")
    assert (await typed.ephemeral()).texts[0] == "This chat is not monitored."
    assert (await home.home()).texts[0] == "This chat is not monitored."


async def test_a_modal_is_drawn_when_slack_takes_it(at: SlackHarness) -> None:
    """An answer whispered behind it would leave the modal at its one moment."""
    user = at.person("ana")
    slowly(at, Answer(aside=card("At last")), 2.2)
    at.slack.faults.plan("views.update", faults.rate_limited(1))
    await user.command("/peer")
    await at.slack.quiet(0.5)
    assert shown_to(user) == (MOMENT, HELP_LINE)
    await at.slack.quiet(0.8)
    assert shown_to(user) == ("At last", FOOTER)
    assert user.asides == []


async def test_a_modal_opens_when_slack_takes_it(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(form=everything_form()))
    at.slack.faults.plan("views.open", faults.rate_limited(1))
    reply = await user.command("/peer")
    assert (await reply.modal()).raw["submit"]
    assert user.asides == []


async def test_what_waits_for_slack_is_not_drawn_over_what_came_later(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(aside=MENU))
    await at.command(at.account("ana"), "peer")
    for answer in ("The first", "The second"):
        at.core.answer(Answer(aside=card(answer, buttons=("On",), token="m1")))
        if answer == "The first":
            at.slack.faults.plan("views.update", faults.rate_limited(1))
        await user.press("On")
        await at.slack.quiet(0.2)
    assert shown_to(user)[0] == "The second"
    await at.slack.quiet(1)
    assert shown_to(user)[0] == "The second"


async def test_an_answer_that_would_come_too_late_holds_nothing_up(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(aside=card("This chat is not monitored.")))
    at.slack.faults.plan("chat.postEphemeral", faults.rate_limited(31))
    await user.type("is anybody there?")
    await at.stop()
    assert user.asides == []
    await at.start()


async def test_a_trigger_that_slack_took_back_costs_nobody_their_answer(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(aside=card("The menu")))
    at.slack.faults.plan("views.open", faults.refused("expired_trigger_id"))
    reply = await user.command("/peer")
    assert (await reply.ephemeral()).texts[0] == "The menu"


async def test_an_answer_beside_a_card_takes_nothing_of_its_place(at: SlackHarness) -> None:
    """What it says depends on what was pressed; the card is the same whatever that was."""
    ana, user = at.account("ana"), at.person("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks, got it."), aside=card("A person now?")))
    at.slack.faults.plan("views.open", faults.refused("expired_trigger_id"))
    reply = await user.press("Yes")
    assert (await reply.ephemeral()).texts[0] == "A person now?"
    assert [message.texts for message in user.from_app] == [("Thanks, got it.", FOOTER)]
    kept = str(user.room.messages)
    assert "A person now?" not in kept


async def test_a_form_that_could_not_be_shown_asks_for_another_press(at: SlackHarness) -> None:
    user = at.person("ana")
    at.core.answer(Answer(form=everything_form()))
    at.slack.faults.plan("views.open", faults.rate_limited(9))
    reply = await user.command("/peer")
    said = await reply.ephemeral()
    assert "press once more" in said.text
    assert said.texts[-1] == HELP_LINE


async def test_a_command_in_a_channel_shows_nothing_to_others(at: SlackHarness) -> None:
    ana, ben = at.person("ana"), at.person("ben")
    room = at.slack.channel("station-1", ana, ben, with_app=True)
    at.core.answer(Answer(aside=card("The menu")))
    for fault in (None, faults.refused("expired_trigger_id")):
        if fault is not None:
            at.slack.faults.plan("views.open", fault)
        await ana.command("/peer", room=room)
        await at.slack.quiet()
    assert not room.messages
    assert not [what for what in ben.log if what[0] != "modal"]
    assert ben.modal is None


async def test_shortcuts_ask_like_the_command(at: SlackHarness) -> None:
    ana = at.person("ana")
    await at.platform.deliver(post(at.account("ana"), card("A message")))
    await ana.shortcut("talk")
    await ana.message_shortcut("talk_about_message", ana.from_app[0])
    await at.slack.quiet()
    assert [type(event) for event in at.core.events] == [CommandGiven, CommandGiven]
    assert {event.account for event in at.core.events} == {at.account("ana")}


async def test_the_home_tab_is_drawn_and_its_buttons_open_modals(at: SlackHarness) -> None:
    ana = at.person("ana")
    at.core.answer(Answer(aside=card("What is here", buttons=("Talk",), token="a1")))
    reply = await ana.open_home()
    home = await reply.home()
    assert home.texts == ("What is here", FOOTER)
    assert isinstance(at.core.events[-1], HomeOpened)
    at.core.answer(Answer(aside=card("Whom?")))
    reply = await ana.press("Talk", home)
    assert (await reply.modal()).texts[0] == "Whom?"
    await ana.open_messages()
    assert isinstance(at.core.events[-1], ButtonPressed)


async def test_a_form_submitted_after_a_restart_arrives(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    at.core.answer(Answer(form=everything_form()))
    await at.command(ana, "peer")
    await at.restart()
    at.core.answer(Answer(aside=card("Asked.")))
    await user.submit()
    event = await at.core.next_event(FormSubmitted)
    assert event.token == everything_form().token
    await at.slack.quiet()
    assert user.modal is not None
    assert user.modal.texts[0] == "Asked."


async def test_a_card_that_slack_would_not_redraw_is_answered_beside_it(at: SlackHarness) -> None:
    ana, user = at.account("ana"), at.person("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks, got it.")))
    at.slack.faults.plan("response_url", faults.broken(500))
    await user.press("Yes")
    await at.slack.quiet()
    assert shown_to(user) == ("Thanks, got it.", FOOTER)


async def test_of_many_at_once_all_are_acknowledged_before_anything_is_shown(
    at: SlackHarness,
) -> None:
    """What is shown takes longer than an acknowledgement, and nobody waits three seconds for it."""
    quick, slow = at.person("ana"), at.person("ben")

    async def script(event: Event) -> Answer:
        await asyncio.sleep(0.1 if event.account.user == slow.id else 0)
        return Answer(aside=card("Shown"))

    at.core.follow(script)
    _, late = await asyncio.gather(quick.command("/peer"), slow.command("/peer"))
    await at.slack.quiet()
    shown = [call.at for call in at.slack.called("views.open")]
    assert len(shown) == 2
    assert late.envelope is not None
    assert late.envelope.acked is not None
    assert min(shown) >= late.envelope.acked


async def test_what_is_shown_waits_for_others_only_so_long(at: SlackHarness) -> None:
    quick, slow = at.person("ana"), at.person("ben")

    async def script(event: Event) -> Answer:
        await asyncio.sleep(1 if event.account.user == slow.id else 0)
        return Answer(aside=card("Shown"))

    at.core.follow(script)
    waiting = asyncio.create_task(slow.command("/peer"))
    reply = await quick.command("/peer")
    await reply.modal()
    assert not waiting.done()
    await waiting


async def test_its_own_messages_come_back_and_mean_nothing(at: SlackHarness) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Hello")))
    await at.slack.quiet()
    (echo,) = at.slack.socket.envelopes
    assert echo.payload["event"]["bot_id"]
    assert echo.acked is not None
    assert at.core.events == []
