"""The whole story in a Slack workspace, at the clients of the people in it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from adapters.local.clock import next_at
from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.screen import SeenMessage, SeenView
from tests.story.slack_town import SlackTown, open_town

ANA, ROSA, OWEN, CLEO = "033", "010", "022", "003"
HOUR = timedelta(hours=1)
ZONES = ("Doing fine", "A bit worn", "Struggling", "In a bad place")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[SlackTown]:
    async with open_town(tmp_path) as opened:
        yield opened


def modal(person: FakeUser) -> SeenView:
    assert person.modal is not None
    return person.modal


async def join(town: SlackTown) -> FakeUser:
    """From the invitation to a contact peer of one's own choice."""
    ana = town.people[ANA]
    await town.meanwhile("invite", "--station", "Station 2")
    await town.pass_time(timedelta(days=3), until=ana)
    await town.press(ana, "Join")
    await town.press(ana, "Next")
    await town.press(ana, "I’ve read this")
    await ana.submit({"f.contacts": ("Rosa Delgado",)})
    await town.slack.quiet()
    return ana


async def ask(
    town: SlackTown, person: FakeUser, urgency: str, to: str = "", number: str = ""
) -> None:
    await person.command("/peer")
    await town.slack.quiet()
    await town.press(person, "Talk to a trained colleague")
    if "I have read this, go on" in modal(person).labels:
        await town.press(person, "I have read this, go on")
    await town.press(person, urgency)
    filled = {"f.to": to} if to else {}
    if number:
        filled |= {"f.reach": "A call or text to a number", "f.number": number}
    reply = await person.submit(filled)
    assert reply.ok, reply.errors
    await town.settle()


async def test_a_member_joins_is_asked_and_answers(town: SlackTown) -> None:
    ana, rosa = await join(town), town.people[ROSA]
    await town.pass_time(timedelta(days=40), until=None)
    checks = [message for message in ana.from_app if "Doing fine" in message.labels]
    hellos = [message for message in ana.from_app if "Rosa" in message.text]
    assert checks
    assert hellos, "a hello from whom she chose"
    card = checks[-1]
    assert card.labels[:4] == ZONES
    assert card.notification == "A message from Harlow Ridge Peers"
    seen_by_others = [len(town.people[number].from_app) for number in (CLEO, ROSA)]
    redrawn = set()
    await town.press(ana, ZONES[0], card)
    for zone in (*ZONES[1:], ZONES[0]):
        redrawn.add(next(m.text for m in ana.from_app if m.ts == card.ts))
        ana.reload()
        await town.press(ana, "Change my answer", card_now(ana, card.ts))
        await town.press(ana, zone)
    assert len(redrawn) == 1, "the card is the same for every answer"
    assert "Thanks, got it." in redrawn.pop()
    assert [len(town.people[number].from_app) for number in (CLEO, ROSA)] == seen_by_others
    assert rosa.modal is None


def card_now(person: FakeUser, ts: str) -> SeenMessage:
    return next(message for message in person.from_app if message.ts == ts)


def chat_with(town: SlackTown, person: FakeUser) -> str:
    """The link that opens a conversation with them, as it travels."""
    return f"slack://user?team={town.slack.workspace.id}&amp;id={person.id}"


async def test_a_request_is_offered_accepted_and_brings_two_together(town: SlackTown) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    await ask(town, ana, "Today", to="Rosa Delgado")
    offer = rosa.from_app[-1]
    assert "Ana" not in offer.text
    assert "Station 2" not in offer.text
    assert offer.labels[:2] == ("I can, now", "I can, within the hour")
    assert not owen.from_app, "whom she named is asked first"
    await town.press(rosa, "I can, within the hour", offer)
    await town.settle()
    assert "Rosa Delgado" in ana.from_app[-1].text
    assert chat_with(town, rosa) in ana.from_app[-1].live
    assert "Write to them here" in ana.from_app[-1].text
    together = rosa.from_app[-1]
    assert "Ana Quiñones" in together.text
    assert chat_with(town, ana) in together.live
    await town.press(rosa, "I’m worried about their safety", together)
    assert "If you fear for somebody’s life" in modal(rosa).text
    assert "call 911" in modal(rosa).text
    await town.press(rosa, "Hand on to other help", together)
    assert "What is beyond a peer has its own people." in modal(rosa).text
    await town.press(rosa, "We are in touch", together)
    await town.settle()


@asynccontextmanager
async def second_channel() -> AsyncIterator[tuple[str, list[str]]]:
    """An Apprise URL, and what rang there."""
    rang: list[str] = []

    async def ring(request: web.Request) -> web.Response:
        rang.append(await request.text())
        return web.Response()

    app = web.Application()
    app.router.add_post("/{rest:.*}", ring)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"json://127.0.0.1:{runner.addresses[0][1]}", rang
    finally:
        await runner.cleanup()


async def test_at_three_in_the_morning_somebody_is_woken_and_nobody_left(town: SlackTown) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    night = next_at(town.clock.now(), time(3), "America/Chicago")
    town.clock.jump_to(night)
    await town.settle()
    async with second_channel() as (url, rang):
        (town.folder / "owen.url").write_text(url)
        here = night.astimezone(ZoneInfo("America/Chicago"))
        period = [
            f"--{at}={here + by:%Y-%m-%dT%H:%M}" for at, by in (("from", -HOUR), ("until", HOUR))
        ]
        wake = ("--wake-from", str(town.folder / "owen.url"))
        await town.meanwhile("supporters", "on-call", OWEN, *period, *wake)
        await ana.command("/peer", "now")
        await town.slack.quiet()
        await town.press(ana, "A colleague now, whoever is free")
        if ana.modal is not None and ana.modal.raw.get("submit"):
            await ana.submit({})
        await town.settle()
    assert len(rang) == 1, "on call is woken at once, and once"
    assert "You’re wanted in the chat" in json.loads(rang[0])["message"]
    assert not [word for word in ("Ana", "Quiñones", "Station", "talk") if word in rang[0]]
    await town.pass_time(timedelta(minutes=12))
    for supporter in (rosa, owen):
        assert any("I can, now" in message.labels for message in supporter.from_app)
    await town.press(owen, "I can, now")
    await town.settle()
    if "Yes, please" in ana.from_app[-1].labels:
        await town.press(ana, "Yes, please")
        await town.settle()
    assert any("Owen Pike" in message.text for message in ana.from_app)
    assert any("Ana Quiñones" in message.text for message in owen.from_app)
    assert not any("Ana Quiñones" in message.text for message in rosa.from_app)


async def test_a_coordinator_sends_the_roster_as_a_file(town: SlackTown) -> None:
    ana, cleo = town.people[ANA], town.people[CLEO]
    await cleo.upload("roster.csv", town.roster(OWEN))
    await town.slack.quiet()
    difference = cleo.asides[-1]
    assert f"one person ({OWEN})" in difference.text
    assert "Owen Pike" in (await (await ana.open_home()).home()).text, "nothing is changed yet"
    await town.press(cleo, "Apply it", difference)
    assert "The roster is up to date." in modal(cleo).text
    await town.settle()
    home = (await (await ana.open_home()).home()).text
    assert "Rosa Delgado" in home
    assert "Owen Pike" not in home


async def test_who_is_no_coordinator_sends_a_roster_in_vain(town: SlackTown) -> None:
    ana = town.people[ANA]
    await ana.upload("roster.csv", town.roster(OWEN, ROSA))
    await town.slack.quiet()
    assert "Nobody reads the files that are sent here" in ana.asides[-1].text
    assert not {"Apply it", "Drop it"} & set(ana.asides[-1].labels)

    # Nor does the command of coordinators tell them less than it tells a coordinator.
    cleo = town.people[CLEO]
    await cleo.command("/peer-report")
    await town.slack.quiet()
    seen = modal(cleo).text
    assert "There’s no report yet." in seen
    await ana.command("/peer-report")
    await town.slack.quiet()
    assert "it’s the same for you" in modal(ana).text
    await town.press(ana, "Show me what coordinators see")
    assert modal(ana).text == seen


async def test_the_home_tab_tells_nothing_of_a_request(town: SlackTown) -> None:
    ana = town.people[ANA]
    before = await (await ana.open_home()).home()
    await ask(town, ana, "Today")
    await ana.open_home()
    await town.slack.quiet()
    assert ana.home is not None
    assert (ana.home.texts, ana.home.labels) == (before.texts, before.labels)
    assert "Rosa Delgado" in ana.home.text


async def test_a_reply_that_is_lost_posts_no_offer_twice(town: SlackTown) -> None:
    ana, rosa = town.people[ANA], town.people[ROSA]
    town.slack.faults.plan(
        "chat.postMessage",
        faults.lost_reply(),
        when=lambda call: call["channel"] in (rosa.id, rosa.room.id),
    )
    await ask(town, ana, "Today", to="Rosa Delgado", number="830 555 0142")
    await town.slack.until_called("conversations.history", within=30)
    await town.settle()
    offers = [message for message in rosa.from_app if "I can, now" in message.labels]
    assert len(offers) == 1
    assert "0142" not in offers[0].text
    await town.press(rosa, "I can, now", offers[0])
    await town.settle()
    assert sum("Ana Quiñones" in message.text for message in rosa.from_app) == 1
    assert "830 555 0142" in rosa.from_app[-1].text
    assert "has the number you gave" in ana.from_app[-1].text
