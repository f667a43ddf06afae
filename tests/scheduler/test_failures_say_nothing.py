"""What fails between the outbox and a platform, with what somebody said in the error's words: not a
byte of it is logged, whoever logs it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.messages import Card
from bot.model.content import Content, ContentKind
from bot.model.people import Person, RosterFacts
from bot.ports import Delivery, LedgerBusy, NotSent, NotUnderstood, Refused, Work
from bot.setting import Setting
from scheduler.steps import Steps
from tests.adapters.canary import CANARY, Everything, every_log, said
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import PLAIN, people_of, plain, rig_of
from tests.storage_filling import fill
from tests.storage_fixtures import ReadyLedger, person_of


@pytest.fixture
def everything() -> Iterator[Everything]:
    with every_log() as logs:
        yield logs


def unrenderable(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    raise KeyError(said("rendering"), person)


async def test_nothing_of_what_is_sent_is_logged_whatever_fails(
    ready: ReadyLedger, everything: Everything
) -> None:
    people = people_of(8)
    ready.add(*people)
    errors = [
        NotSent(said("refused for now")),
        Refused(said("refused")),
        NotUnderstood(said("not understood")),
        OSError(104, said("reset"), CANARY),
        RuntimeError(said("a mistake of the adapter's")),
        ExceptionGroup(said("several"), [ValueError(said("one"))]),
    ]

    async def failing(delivery: Delivery) -> None:
        if errors:
            raise errors.pop(0)

    platform = RecordingPlatform(before=failing, after=failing, finding=failing)
    renderers = {**PLAIN, ContentKind.FAREWELL: unrenderable, ContentKind.STEP: plain}
    rig = rig_of(ready, platform, renderers=renderers)
    for number, person in enumerate(people):
        kind = ContentKind.FAREWELL if number == 0 else ContentKind.STEP
        rig.say(person, f"{CANARY}{number}", kind=kind, args={"words": CANARY})
    for _ in range(4):
        await rig.deliver()
        rig.pass_time(600)
    assert platform.taken
    assert "bot.flows.calls" in everything.from_whom
    assert "scheduler.calling" in everything.from_whom
    assert not errors
    assert [line for line in everything.lines if CANARY in line] == []


async def test_nothing_of_what_a_flow_was_about_is_logged(
    ready: ReadyLedger, everything: Everything
) -> None:
    fill(ready, CANARY)

    def breaks(*of: object) -> None:
        raise ValueError(said("a step's"), of)

    rig = rig_of(ready, RecordingPlatform())
    ready.clock.move(timedelta(hours=2))
    steps = Steps(ready.ledger, rig.setting, breaks, lambda: 0.0)
    await steps.take_due()
    for raised in (ValueError(said("a flow's")), LedgerBusy(said("busy"))):

        def flow(work: Work, raised: Exception = raised) -> None:
            work.people.add(person_of(1, roster=RosterFacts(number=CANARY, name=CANARY)))
            raise raised

        with pytest.raises(type(raised)):
            ready.run(flow)
    assert "scheduler.steps" in everything.from_whom
    assert [line for line in everything.lines if CANARY in line] == []
