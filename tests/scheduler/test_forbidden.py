"""A rule of the workspace forbids messages: coordinators hear which, once a day, and of nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.content import ContentKind
from bot.model.people import Person, Role
from bot.ports import NEVER, Delivery, Forbidden, Rule
from bot.rendering.registry import RENDERERS
from scheduler.outages import Outage
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.playing import texts_of
from tests.scheduler.rig import PLAIN, Rig, people_of, rig_of
from tests.scheduler.test_tries import go_on
from tests.storage_fixtures import ReadyLedger

ANN, BO, EVA, GIA = people_of(4)


def coordinator(person: Person, language: str = "en") -> Person:
    roles = frozenset({Role.MEMBER, Role.COORDINATOR})
    return replace(person, roster=replace(person.roster, roles=roles, language=language))


@pytest.fixture
def rig(ready: ReadyLedger) -> Rig:
    """Two coordinators, of whom one speaks Spanish; what begins with "a" may not be written."""
    ready.add(ANN, BO, coordinator(EVA), coordinator(GIA, "es"))
    notice = RENDERERS[ContentKind.WORKSPACE_RULE]
    platform = RecordingPlatform(keeps_keys=NEVER)

    async def forbid(delivery: Delivery) -> None:
        if delivery.card_key.startswith("a"):
            raise Forbidden("restricted_action", Rule.POSTING)

    platform.before = forbid
    return rig_of(ready, platform, renderers={**PLAIN, ContentKind.WORKSPACE_RULE: notice})


def told(rig: Rig, person: Person) -> list[str]:
    account = person.roster.accounts[0]
    return [texts_of(each.message) for each in rig.platform.taken if each.account == account]


@pytest.mark.both_databases
async def test_coordinators_hear_which_rule_once_a_day_each_in_their_language(rig: Rig) -> None:
    rig.say(ANN, "a1")
    rig.say(BO, "a2")
    await rig.deliver()
    await go_on(rig, 60)
    (english,), (spanish,) = told(rig, EVA), told(rig, GIA)
    assert "let the app send direct messages" in english
    assert "mensajes directos" in spanish
    assert "Crisis line: 988" in english, "the help line"
    assert ANN.roster.name not in english
    rig.pass_time(timedelta(days=1).total_seconds())
    await rig.deliver()
    assert len(told(rig, EVA)) == 2


async def test_whoever_may_not_be_written_to_is_not_told_of_it(rig: Rig) -> None:
    async def forbid(delivery: Delivery) -> None:
        if delivery.account == EVA.roster.accounts[0]:
            raise Forbidden("restricted_action", Rule.POSTING)

    rig.platform.before = forbid
    rig.say(EVA, "a1")
    await go_on(rig, 900)
    assert len(told(rig, GIA)) == 1
    assert {call.card_key for call in rig.platform.calls if call not in rig.platform.taken} == {
        "a1"
    }
    assert rig.dispatcher.caller.outages.now is Outage.GIVEN_UP


async def test_a_notice_that_is_forbidden_brings_no_other(rig: Rig) -> None:
    """Not past midnight either, as the next day begins."""

    async def forbid(delivery: Delivery) -> None:
        if delivery.card_key.startswith("rule") or len(rig.platform.calls) == 1:
            raise Forbidden("restricted_action", Rule.POSTING)

    rig.platform.before = forbid
    rig.pass_time(timedelta(hours=11, minutes=59).total_seconds())
    rig.say(ANN, "a1")
    await rig.deliver()
    await go_on(rig, 900)
    assert rig.platform.keys == ["a1"]
    assert len({call.row for call in rig.platform.calls}) == 3, "the message, and one notice each"
