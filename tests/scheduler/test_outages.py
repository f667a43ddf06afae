"""What only the operator can mend is heard: a workspace that takes nothing, what was given up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.delivering import take
from bot.messages import Card, Image, Message, Section
from bot.model.content import Content, ContentKind, Lane, Operation, OutboxState
from bot.model.people import Person
from bot.ports import (
    NEVER,
    OUT_OF_SERVICE,
    Delivery,
    Forbidden,
    NotUnderstood,
    PersonUnreachable,
    PlatformError,
    Refused,
    Work,
    WorkspaceStopped,
)
from bot.setting import Setting
from scheduler.calling import ASKED_AGAIN
from scheduler.dispatcher import URGENT
from scheduler.outages import Outage
from scheduler.watch import Watch
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import PLAIN, Rig, people_of, rig_of, until
from tests.scheduler.test_tries import go_on
from tests.scheduler.test_watch import Script, alarm_into, runs
from tests.storage_fixtures import ReadyLedger

ANN, BO = people_of(2)


def rich(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    picture = Image(b"png", "a face")
    section = Section(text="words", heading="A heading", image=picture)
    return Card(Message((section,), notification="A message"))


@pytest.fixture
def rig(ready: ReadyLedger) -> Rig:
    ready.add(ANN, BO)
    renderers = {**PLAIN, ContentKind.STEP: rich}
    return rig_of(ready, RecordingPlatform(keeps_keys=NEVER, group_chats=True), renderers=renderers)


@pytest.fixture
def watch(rig: Rig, tmp_path: Path) -> Iterator[Watch]:
    """Nobody is late in its eyes; it looks fifty times a second."""
    alarm = alarm_into(tmp_path / "alarms")
    outages = rig.dispatcher.caller.outages
    watching = Watch(Script([None]), rig.ready.clock, alarm, every=0.02, outages=outages)
    watching.start()
    yield watching
    watching.stop()


def refuses(rig: Rig, error: PlatformError | None, *keys: str) -> None:
    async def before(delivery: Delivery) -> None:
        if error is not None and (not keys or delivery.card_key in keys):
            raise error

    rig.platform.before = before


async def test_what_is_taken_next_knows_a_workspace_that_takes_nothing(
    rig: Rig, watch: Watch
) -> None:
    """Who is to be asked there is not waited for (tests/bot/flows/test_request_unreachable.py)."""
    refuses(rig, WorkspaceStopped("token_revoked"))
    rig.say(ANN, "a")
    (job,) = rig.ready.run(
        lambda work: take(work, rig.dispatcher.setting, PLAIN, rig.dispatcher.batch(URGENT))
    ).jobs
    outcome = await rig.dispatcher.caller.call(job)
    assert outcome.reason == OUT_OF_SERVICE
    workspace = ANN.accounts[0].place
    batch = rig.dispatcher.batch(URGENT)
    assert workspace in batch.out_of_service
    assert workspace in batch.stopped
    rig.pass_time(ASKED_AGAIN + 1)
    assert not rig.dispatcher.batch(URGENT).out_of_service, "asked again after a while"


async def test_a_stopped_workspace_is_heard_once_and_is_over_when_messages_go(
    rig: Rig, watch: Watch, tmp_path: Path
) -> None:
    assert watch.word == "ok"
    refuses(rig, WorkspaceStopped("token_revoked"))
    rig.say(ANN, "a")
    await rig.deliver()
    assert watch.word == "stopped"
    await until(lambda: runs(tmp_path / "alarms"))
    rig.pass_time(ASKED_AGAIN + 1)
    await rig.deliver()
    refuses(rig, None)
    rig.pass_time(ASKED_AGAIN + 1)
    await rig.deliver()
    assert rig.platform.keys == ["a"]
    assert watch.word == "ok"
    await until(lambda: watch._alarmed_at is None)
    assert runs(tmp_path / "alarms") == 1, "one beginning, one alarm"


@pytest.mark.parametrize("error", [Forbidden("a rule"), NotUnderstood("a code"), Refused("ours")])
async def test_what_somebody_waits_for_and_was_given_up_is_heard(
    rig: Rig, watch: Watch, tmp_path: Path, error: PlatformError
) -> None:
    refuses(rig, error, "a")
    rig.say(ANN, "a", kind=ContentKind.OFFER)
    await go_on(rig, 900)
    assert rig.state("a") is OutboxState.CANCELLED
    assert watch.word == "late"
    await until(lambda: runs(tmp_path / "alarms"))
    rig.say(BO, "routine", lane=Lane.ROUTINE, kind=ContentKind.FAREWELL)
    await rig.deliver()
    assert watch.word == "late", "another kind of message says nothing of it"
    rig.say(BO, "b", kind=ContentKind.OFFER)
    await rig.deliver()
    assert watch.word == "ok"


async def test_what_is_over_before_the_next_look_is_heard_all_the_same(
    rig: Rig, tmp_path: Path
) -> None:
    outages = rig.dispatcher.caller.outages
    refuses(rig, Refused("ours"), "a")
    rig.say(ANN, "a", kind=ContentKind.OFFER)
    await rig.deliver()
    rig.say(BO, "b", kind=ContentKind.OFFER)
    await rig.deliver()
    assert outages.now is Outage.NONE
    alarm = alarm_into(tmp_path / "alarms")
    watch = Watch(Script([None]), rig.ready.clock, alarm, every=0.02, outages=outages)
    watch.start()
    await until(lambda: runs(tmp_path / "alarms"))
    watch.stop()
    assert runs(tmp_path / "alarms") == 1


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (PersonUnreachable("disabled"), {}),
        (Refused("ours"), {"lane": Lane.ROUTINE, "kind": ContentKind.FAREWELL}),
        (Refused("no group chats"), {"operation": Operation.OPEN, "args": {"p": BO.id}}),
    ],
)
async def test_what_has_its_own_way_on_is_no_outage(
    rig: Rig, watch: Watch, error: PlatformError, what: dict[str, object]
) -> None:
    refuses(rig, error)
    rig.say(ANN, "a", **what)  # type: ignore[arg-type]
    await rig.deliver()
    assert rig.platform.calls
    assert watch.word == "ok"
    assert rig.dispatcher.caller.outages.begun == 0


async def test_who_waits_gets_plain_words_where_a_picture_is_refused(rig: Rig) -> None:
    async def no_pictures(delivery: Delivery) -> None:
        if delivery.message and any(each.image for each in delivery.message.sections):
            raise Refused("invalid_blocks")

    rig.platform.before = no_pictures
    rig.say(ANN, "a")
    await rig.deliver()
    assert rig.state("a") is OutboxState.SENT
    (taken,) = rig.platform.taken
    assert taken.message is not None
    assert taken.message.sections == (Section(text="A heading\nwords"),)
    assert rig.dispatcher.caller.outages.now is Outage.NONE


async def test_what_is_refused_in_plain_words_too_is_given_up_after_two_calls(rig: Rig) -> None:
    refuses(rig, Refused("invalid_blocks"))
    rig.say(ANN, "a")
    await rig.deliver()
    assert rig.state("a") is OutboxState.CANCELLED
    assert len(rig.platform.calls) == 2
    assert rig.platform.calls[0].key == rig.platform.calls[1].key
    assert rig.dispatcher.caller.outages.now is Outage.GIVEN_UP


async def test_another_process_that_takes_over_has_its_own_outages(rig: Rig) -> None:
    outages = rig.dispatcher.caller.outages
    outages.stops("slack:T1")
    outages.stops("discord:G1")
    outages.gives_up("slack")
    outages.hand_over("slack")
    left = [outages.now]
    outages.hand_over("discord")
    assert [*left, outages.now] == [Outage.STOPPED, Outage.NONE]
