"""Pictures at Slack: each is uploaded once, whatever starts anew, and none is left there of which
nobody knows."""

import aiohttp
import pytest

from adapters.slack.calls import Calls
from adapters.slack.pictures import PicturesAtSlack
from adapters.slack.tokens import FixedToken, TokenClient
from bot.messages import Answer, Image, Message, Section
from bot.model.pictures import CopyState
from bot.ports import Forbidden, MessageGone, NotSent, OutcomeUnknown, Refused
from tests.adapters.local.samples import portrait
from tests.adapters.slack.harness import SlackHarness
from tests.bot.charts.published import report_message
from tests.contract.deliveries import NOTIFICATION, card, edit, post
from tests.fakes.picture_copies import CopiesInMemory
from tests.fakes.slack import faults

GIA = Image(portrait((90, 90, 90)), "A picture of Gia", stored=10)
NILS = Image(portrait((10, 90, 10)), "A picture of Nils", stored=11)


def shows(*images: Image) -> Message:
    return Message(tuple(Section("Station", image=image) for image in images), NOTIFICATION)


def copies(at: SlackHarness) -> CopiesInMemory:
    kept = at.around.copies
    assert isinstance(kept, CopiesInMemory)
    return kept


def uploads(at: SlackHarness) -> int:
    return len(at.slack.called("files.completeUploadExternal"))


def states(at: SlackHarness) -> list[CopyState]:
    return [copy.state for copy in copies(at).all()]


async def pictures(at: SlackHarness, name: str) -> list[tuple[str, ...]]:
    return [seen.pictures for seen in await at.chat(at.account(name))]


async def test_it_is_uploaded_once_after_a_start_anew_too(at: SlackHarness) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, shows(GIA)))
    await at.platform.deliver(post(ana, shows(GIA, NILS)))
    assert uploads(at) == 2
    await at.restart()
    await at.platform.deliver(post(ana, shows(GIA, NILS)))
    assert uploads(at) == 2
    assert (await pictures(at, "ana"))[-1] == (GIA.alt, NILS.alt)
    assert {(c.picture, c.place) for c in copies(at).all()} == {(10, ana.place), (11, ana.place)}
    assert set(states(at)) == {CopyState.SHOWN}
    assert {copy.handle for copy in copies(at).all()} == set(at.slack.files)


async def test_a_chart_is_uploaded_once_for_everybody_after_a_start_anew_too(
    at: SlackHarness,
) -> None:
    for name in ("ana", "ben"):
        await at.platform.deliver(post(at.account(name), report_message()))
    await at.restart()
    await at.platform.deliver(post(at.account("ana"), report_message()))
    assert uploads(at) == 1
    assert len(await pictures(at, "ana")) == 2
    assert all(len(shown) == 1 for shown in await pictures(at, "ana"))


async def test_a_copy_of_another_workspace_is_none_of_this(at: SlackHarness) -> None:
    kept = copies(at)
    kept.shown(kept.begin(10, "slack:T0ELSEWHERE", "F0ELSEWHERE", until=at.around.clock.now()))
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert await pictures(at, "ana") == [(GIA.alt,)]
    assert uploads(at) == 1


async def test_nothing_of_whose_it_is_goes_with_the_file(at: SlackHarness) -> None:
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    (file,) = at.slack.files.values()
    assert "Gia" not in f"{file.name} {file.title} {file.alt_text}"


@pytest.mark.parametrize("step", ["upload", "files.completeUploadExternal"])
async def test_what_was_begun_and_not_finished_is_known(at: SlackHarness, step: str) -> None:
    at.slack.faults.plan(step, faults.broken())
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert await pictures(at, "ana") == [()], "told in words"
    assert states(at) == [CopyState.BEGUN]
    assert [copy.handle for copy in copies(at).all()] == list(at.slack.files)
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert (await pictures(at, "ana"))[-1] == (GIA.alt,)
    assert states(at) == [CopyState.BEGUN, CopyState.SHOWN]


async def test_while_the_database_is_busy_nothing_is_uploaded(at: SlackHarness) -> None:
    copies(at).busy = 1
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert at.slack.called("files.getUploadURLExternal") == []
    copies(at).busy = 0
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    copies(at).busy = 1
    await at.platform.deliver(post(at.account("ana"), shows(NILS)))
    assert await pictures(at, "ana") == [(), (GIA.alt,), ()]
    assert len(at.slack.called("files.getUploadURLExternal")) == 2
    assert len([file for file in at.slack.files.values() if file.uploaded]) == 1


async def test_it_waits_until_slack_has_looked_it_through(at: SlackHarness) -> None:
    at.slack.faults.plan("files.info", faults.rate_limited(1))
    at.slack.faults.plan("files.info", faults.lost_reply())
    await at.platform.deliver(post(at.account("ana"), shows(GIA, NILS)))
    assert await pictures(at, "ana") == [(GIA.alt, NILS.alt)]
    assert len(at.slack.called("chat.postMessage")) == 1, "nothing was tried before"
    assert states(at) == [CopyState.SHOWN, CopyState.SHOWN]


async def test_a_slow_one_is_not_waited_for_for_ever(at: SlackHarness) -> None:
    at.slack.settings.file_seconds = 3600
    async with aiohttp.ClientSession() as http:
        token = FixedToken(at.slack.bot_token)
        client = TokenClient(token, base_url=at.slack.base_url, session=http)
        team = at.slack.workspace.id
        held = PicturesAtSlack(
            Calls(client, http, team, "B1"), f"slack:{team}", at.around, looks=(0.01,)
        )
        assert await held.all(shows(GIA)) == {}, "it is told in words"
        assert states(at) == [CopyState.BEGUN], "and goes, as what was begun and not finished"
        at.slack.settings.file_seconds = 0
        assert set(await held.all(shows(GIA))) == {GIA}


async def test_where_slack_does_not_say_it_is_tried(at: SlackHarness) -> None:
    at.slack.settings.file_seconds = 0
    at.slack.faults.plan("files.info", faults.refused("unknown_method"))
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert await pictures(at, "ana") == [(GIA.alt,)]


async def test_it_is_taken_away(at: SlackHarness) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, shows(GIA)))
    (file,) = at.slack.files
    await at.platform.take_away(ana.place, file)
    assert at.slack.files == {}
    with pytest.raises(MessageGone):
        await at.platform.take_away(ana.place, file)
    await at.platform.deliver(post(ana, shows(GIA)))
    assert (await pictures(at, "ana"))[-1] == (GIA.alt,), "shown again, it is uploaded again"


async def test_what_slack_says_of_it_is_understood(at: SlackHarness) -> None:
    place = at.account("ana").place
    for code, raised in (
        ("file_deleted", MessageGone),
        ("cant_delete_file", Forbidden),
        ("file_deleting_disabled", Forbidden),
        ("internal_error", OutcomeUnknown),
        ("service_unavailable", NotSent),
    ):
        at.slack.faults.plan("files.delete", faults.refused(code))
        with pytest.raises(raised):
            await at.platform.take_away(place, "F1")
    with pytest.raises(Refused):
        await at.platform.take_away("slack:T0ELSEWHERE", "F1")
    await at.stop()
    with pytest.raises(NotSent):
        await at.platform.take_away(place, "F1")
    await at.start()


async def test_a_file_that_somebody_deleted_at_slack_keeps_nothing_from_being_said(
    at: SlackHarness,
) -> None:
    ana = at.account("ana")
    handle = await at.platform.deliver(post(ana, shows(GIA)))
    at.slack.files.clear()
    await at.platform.deliver(post(ana, shows(GIA)))
    assert (await pictures(at, "ana"))[-1] == ()
    assert (await at.chat(ana))[-1].texts[0] == "Station"
    assert states(at) == [CopyState.OVER]
    await at.platform.deliver(edit(ana, handle, shows(GIA)))
    assert (await pictures(at, "ana"))[0] == (GIA.alt,), "uploaded anew"
    assert states(at) == [CopyState.OVER, CopyState.SHOWN]


async def test_nor_from_being_shown_in_a_modal_or_on_the_home_tab(at: SlackHarness) -> None:
    ana = at.person("ana")
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    at.core.answer(Answer(aside=shows(GIA)))
    at.slack.files.clear()
    reply = await at.command(at.account("ana"), "peer")
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Station"
    await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    at.slack.files.clear()
    await ana.open_home()
    await at.slack.quiet()
    assert ana.home is not None
    assert ana.home.texts[0] == "Station"


async def test_a_message_that_is_wrong_in_itself_is_refused_as_ever(at: SlackHarness) -> None:
    at.slack.faults.plan("chat.postMessage", faults.refused("invalid_blocks"), times=None)
    with pytest.raises(Refused):
        await at.platform.deliver(post(at.account("ana"), card("Hello")))
    assert len(at.slack.called("chat.postMessage")) == 1
    with pytest.raises(Refused):
        await at.platform.deliver(post(at.account("ana"), shows(GIA)))
    assert len(at.slack.called("chat.postMessage")) == 3
