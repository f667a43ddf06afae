"""Files at Slack: shared once, known before they are there, and gone from Slack with their message,
whatever it says to the calls between."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.own_file_outbox import put, standing
from bot.flows.table import RENDERERS
from bot.model.pictures import NO_PICTURE, CopyState
from bot.ports import NotSent, OutcomeUnknown
from scheduler.tries import Tries
from tests.adapters.outbox import Town, open_town
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import delete, post, with_file
from tests.fakes.picture_copies import CopiesInMemory
from tests.fakes.slack import faults
from tests.scheduler.rig import rig_of

UPLOADING = "files.getUploadURLExternal"
SHARING = "files.completeUploadExternal"


def copies(at: SlackHarness) -> CopiesInMemory:
    kept = at.around.copies
    assert isinstance(kept, CopiesInMemory)
    return kept


@pytest.fixture
def town(at: SlackHarness, tmp_path: Path) -> Iterator[Town[SlackHarness]]:
    with open_town(at, tmp_path) as opened:
        opened.rig = rig_of(opened.ready, at.platform, renderers=RENDERERS)
        yield opened


def ask(town: Town[SlackHarness]) -> None:
    ana = town.person("ana")
    town.ready.run(lambda work: put(ana.id, work))


def chat(at: SlackHarness) -> list[str]:
    """The first line of each message, or the file's name."""
    return [(*each.files, *each.texts)[0] for each in at.person("ana").from_app]


async def test_it_is_known_before_it_is_there_and_until_when(at: SlackHarness) -> None:
    message = with_file("Hers")
    assert message.file is not None
    at.slack.faults.plan("upload", faults.broken())
    with pytest.raises(NotSent):
        await at.platform.deliver(post(at.account("ana"), message))
    (copy,) = copies(at).all()
    assert (copy.picture, copy.state, copy.due_at) == (
        NO_PICTURE,
        CopyState.BEGUN,
        message.file.until,
    )
    assert copy.handle in at.slack.files
    assert chat(at) == []
    await at.platform.take_away(copy.place, copy.handle)
    assert at.slack.files == {}


async def test_while_the_database_is_busy_nothing_is_uploaded(at: SlackHarness) -> None:
    copies(at).busy = 1
    with pytest.raises(NotSent):
        await at.platform.deliver(post(at.account("ana"), with_file("Hers")))
    assert not any(file.uploaded for file in at.slack.files.values())
    await at.platform.deliver(post(at.account("ana"), with_file("Hers")))
    assert chat(at) == ["my-data.txt"]


@pytest.mark.parametrize("step", [UPLOADING, "upload"])
async def test_what_was_not_shared_is_sent_anew(at: SlackHarness, step: str) -> None:
    at.slack.faults.plan(step, faults.lost_reply())
    with pytest.raises(NotSent):
        await at.platform.deliver(post(at.account("ana"), with_file("Hers")))
    assert chat(at) == []


async def test_what_was_shared_without_saying_so_is_found(at: SlackHarness) -> None:
    delivery = post(at.account("ana"), with_file("Hers"), "tb00000000000001")
    at.slack.faults.plan(SHARING, faults.lost_reply())
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(delivery)
    assert chat(at) == ["my-data.txt"]
    assert await at.platform.find(delivery) is not None


async def test_a_file_that_went_first_leaves_no_message(at: SlackHarness) -> None:
    """As when it was taken away by itself, or by whoever owns the workspace."""
    ana = at.account("ana")
    await at.platform.deliver(post(ana, with_file("Hers")))
    (file,) = at.slack.files
    await at.platform.take_away(ana.place, file)
    assert chat(at) == ["Your file"], "Slack keeps the message"
    await at.platform.deliver(delete(ana, ""))
    assert chat(at) == []


async def test_nothing_of_whose_it_is_goes_with_its_name(at: SlackHarness) -> None:
    await at.platform.deliver(post(at.account("ana"), with_file("Hers")))
    (file,) = at.slack.files.values()
    assert (file.name, file.title, file.alt_text) == ("my-data.txt", "my-data.txt", "")
    assert file.channels == {at.person("ana").room.id}, "shared with nobody else"


async def test_where_files_are_switched_off_they_are_told(town: Town[SlackHarness]) -> None:
    town.at.slack.faults.plan(UPLOADING, faults.refused("file_uploads_disabled"), times=None)
    town.rig.dispatcher.caller.refused = Tries(2)
    ask(town)
    await town.rig.deliver()
    await town.go_on(62, step=31)
    assert chat(town.at) == [
        "The file you asked for couldn’t be sent. The pages have all of it.",
    ]
    ana = town.person("ana").id
    assert town.ready.run(lambda work: standing(ana, work)) is None, "nor said to be there"


async def test_where_it_may_not_be_deleted_they_are_told(town: Town[SlackHarness]) -> None:
    ask(town)
    await town.rig.deliver()
    refused = faults.refused("file_deleting_disabled")
    town.at.slack.faults.plan("files.delete", refused, times=None)
    town.rig.dispatcher.caller.refused = Tries(2)
    await town.go_on(3600, step=3600)
    await town.go_on(62, step=31)
    assert chat(town.at)[0] == "my-data.txt"
    assert chat(town.at)[1].startswith("The file you asked for couldn’t be deleted")


@pytest.mark.parametrize("method", ["files.delete", "chat.delete", "conversations.history"])
async def test_a_platform_that_fails_is_tried_until_it_is_gone(
    town: Town[SlackHarness], method: str
) -> None:
    ask(town)
    await town.rig.deliver()
    town.at.slack.faults.plan(method, faults.internal_error())
    town.at.slack.faults.plan(method, faults.rate_limited(1))
    town.rig.pass_time(3600)
    await town.rig.deliver()
    await town.go_on(120)
    assert chat(town.at) == []
    assert town.at.slack.files == {}


async def test_a_workspace_that_is_away_at_the_hour_is_tried_when_it_is_back(
    town: Town[SlackHarness],
) -> None:
    ask(town)
    await town.rig.deliver()
    town.at.slack.faults.plan("conversations.history", faults.refused("invalid_auth"))
    town.rig.pass_time(3600)
    await town.rig.deliver()
    assert chat(town.at) == ["my-data.txt"]
    town.rig.pass_time(timedelta(minutes=6).total_seconds())
    await town.rig.deliver()
    assert chat(town.at) == []
