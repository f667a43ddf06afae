"""The story in a Discord server, at the clients of the people in it."""

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from adapters.local.clock import next_at
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.screen import SeenMessage
from tests.story.discord_town import DiscordTown, open_town

ANA, ROSA, OWEN, CLEO = "033", "010", "022", "003"
SERVES = ("I can, now", "I can, within the hour", "I can, after my shift", "Can’t just now")
ZONES = ("Doing fine", "A bit worn", "Struggling", "In a bad place")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[DiscordTown]:
    async with open_town(tmp_path) as opened:
        yield opened


def aside(person: FakeUser) -> SeenMessage:
    return person.asides[-1]


async def fill(town: DiscordTown, person: FakeUser, values: dict[str, str]) -> None:
    """Page after page, as they come."""
    left = dict(values)
    while True:
        assert person.modal is not None
        here = {field.custom_id for field in person.modal.fields}
        reply = await person.submit({name: left.pop(name) for name in here & set(left)})
        assert reply.ok, reply.errors
        await town.discord.quiet()
        if "Go on" not in aside(person).labels:
            return
        await town.press(person, "Go on")


async def join(town: DiscordTown) -> FakeUser:
    """From the invitation to a contact peer of one's own choice."""
    ana = town.people[ANA]
    await town.meanwhile("invite", "--station", "Station 2")
    await town.pass_time(timedelta(days=3), until=ana)
    await town.press(ana, "Join")
    await town.press(ana, "Next")
    await town.press(ana, "I’ve read this")
    await fill(town, ana, {"contacts": "Rosa Delgado"})
    return ana


async def ask_for(town: DiscordTown, person: FakeUser, typed: str) -> None:
    """By a name that is completed while it is typed: chosen already in the form."""
    room = next(iter(town.discord.guild.channels.values()))
    [(_, value)] = (await person.autocomplete("/peer", "supporter", typed, room)).choices
    reply = await person.command("/peer", room, supporter=value)
    assert reply.ok, reply.error
    await town.discord.quiet()
    await town.press(person, "I have read this, go on")
    await fill(town, person, {})
    await town.settle()


async def test_a_member_joins_is_asked_and_answers(town: DiscordTown) -> None:
    ana, rosa = await join(town), town.people[ROSA]
    await town.pass_time(timedelta(days=40))
    checks = [message for message in ana.from_app if "Doing fine" in message.labels]
    assert checks
    assert [message for message in ana.from_app if "Rosa" in message.text], "a hello"
    card = checks[-1]
    assert card.labels[:4] == ZONES
    seen_by_others = [len(town.people[number].from_app) for number in (CLEO, ROSA)]
    redrawn = set()
    await town.press(ana, ZONES[0], card)
    for zone in (*ZONES[1:], ZONES[0]):
        redrawn.add(now(ana, card).text)
        ana.reload()
        await town.press(ana, "Change my answer", now(ana, card))
        await town.press(ana, zone)
    assert len(redrawn) == 1, "the card is the same for every answer"
    assert "Thanks, got it." in redrawn.pop()
    assert [len(town.people[number].from_app) for number in (CLEO, ROSA)] == seen_by_others
    assert rosa.asides == []


def now(person: FakeUser, card: SeenMessage) -> SeenMessage:
    return next(message for message in person.from_app if message.id == card.id)


async def test_a_request_is_offered_accepted_and_brings_two_together(town: DiscordTown) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    await ask_for(town, ana, "del")
    offer = rosa.from_app[-1]
    assert "Ana" not in offer.text
    assert "Station 2" not in offer.text
    assert offer.labels[:2] == ("I can, now", "I can, within the hour")
    assert not owen.from_app, "whom she named is asked first"
    await town.press(rosa, "I can, within the hour", offer)
    await town.settle()
    assert "Rosa Delgado" in ana.from_app[-1].text
    assert links(ana.from_app[-1]) == [f"https://discord.com/users/{rosa.id}"]
    together = rosa.from_app[-1]
    assert "Ana Quiñones" in together.text
    assert links(together) == [f"https://discord.com/users/{ana.id}"]
    await town.press(rosa, "We are in touch", together)
    await town.settle()


def links(message: SeenMessage) -> list[str]:
    return [button.url for button in message.buttons if button.url]


async def test_at_three_in_the_morning_somebody_is_woken_and_nobody_left(
    town: DiscordTown,
) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    town.clock.jump_to(next_at(town.clock.now(), time(3), "America/Chicago"))
    await town.settle()
    await town.command(ana, "/peer", "now")
    await town.press(ana, "A colleague now, whoever is free")
    if ana.modal is not None:
        await fill(town, ana, {})
    await town.settle()
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
    for supporter in (rosa, owen):
        assert not any("I can, now" in message.labels for message in supporter.from_app)


async def directory(town: DiscordTown, person: FakeUser) -> str:
    await town.command(person, "/peer")
    await town.press(person, "Who they are")
    return aside(person).text


async def test_what_a_member_finds_under_peer(town: DiscordTown) -> None:
    ana = await join(town)
    assert "Rosa Delgado" in await directory(town, ana)
    await town.press(ana, "More about Rosa Delgado")
    assert "Station 1" in aside(ana).text
    await town.command(ana, "/peer", "help me")
    assert "988 Lifeline: 988" in aside(ana).text
    await town.command(ana, "/peer")
    for button in ("My check-ins", "Hours", "Other hours"):
        await town.press(ana, button)
    await fill(town, ana, {"start": "9", "end": "13"})
    assert "Between 09:00 and 13:00." in aside(ana).text
    had = len(ana.from_app)
    ana.type("I cannot go on <@&1>")
    await town.discord.quiet()
    (fixed,) = ana.from_app[had:]
    assert "Nobody is reading this chat" in fixed.text
    assert "988 Lifeline: 988" in fixed.text
    assert "cannot go on" not in fixed.text


async def test_a_supporter_passes_serves_or_does_not(town: DiscordTown) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    await town.command(rosa, "/supporter")
    assert "You’re available: you may be asked." in aside(rosa).text
    await town.press(rosa, "Not available now")
    assert "Not available now" in await directory(town, ana)
    await town.press(rosa, "I’m available")
    await ask_for(town, ana, "del")
    offer = rosa.from_app[-1]
    assert offer.labels == SERVES
    await town.press(rosa, "Can’t just now", offer)
    assert not set(SERVES) & set(now(rosa, offer).labels)
    await town.pass_time(timedelta(minutes=5), until=owen)
    assert "Ana" not in owen.from_app[-1].text
    await town.press(owen, "I can, after my shift", owen.from_app[-1])
    await town.settle()
    assert "Owen Pike" in ana.from_app[-1].text


async def test_a_coordinator_sends_the_roster_as_a_file(town: DiscordTown) -> None:
    ana, cleo = town.people[ANA], town.people[CLEO]
    cleo.upload("roster.csv", town.roster(OWEN))
    await town.discord.until(lambda: bool(cleo.from_app), within=30)
    difference = cleo.from_app[-1]
    assert f"one person ({OWEN})" in difference.text
    assert difference.labels == ("Apply it", "Drop it")
    assert "Owen Pike" in await directory(town, ana), "nothing is changed yet"
    await town.press(cleo, "Apply it", difference)
    assert "The roster is up to date." in aside(cleo).text
    await town.settle()
    now_there = await directory(town, ana)
    assert "Rosa Delgado" in now_there
    assert "Owen Pike" not in now_there
    # What coordinators see of a quarter, everybody does.
    assert (await cleo.command("/peer-report")).ok
    await town.discord.quiet()
    seen = aside(cleo).text
    assert "There’s no report yet." in seen
    await town.command(ana, "/peer")
    await town.press(ana, "How confidential is this?")
    await town.press(ana, "Show me what coordinators see")
    assert aside(ana).text == seen


async def test_whoever_lets_nobody_write_hears_of_it_alone(town: DiscordTown) -> None:
    ana, rosa = town.people[ANA], town.people[ROSA]
    ana.close_dms()
    await ask_for(town, ana, "del")
    room = next(iter(town.discord.guild.channels.values()))
    for person in town.people.values():
        assert person.seen_in(room) == [], "nothing is posted where others see it"
    await town.press(rosa, "I can, within the hour", rosa.from_app[-1])
    await town.settle()
    assert ana.from_app == []
    await town.command(ana, "/peer")
    assert "did not get through" in aside(ana).text
    assert "988" in aside(ana).text
    ana.open_dms()
    await town.pass_time(timedelta(hours=9), until=ana)
    assert ana.from_app
    await town.command(ana, "/peer")
    assert "did not get through" not in aside(ana).text


async def test_after_a_restart_no_conversation_is_opened(town: DiscordTown) -> None:
    ana, rosa = town.people[ANA], town.people[ROSA]
    await ask_for(town, ana, "del")
    await town.press(rosa, "I can, within the hour", rosa.from_app[-1])
    await town.settle()
    assert "Rosa Delgado" in ana.from_app[-1].text
    await town.restart()
    opened, had = len(town.discord.called("POST /users/@me/channels")), len(rosa.from_app)
    await town.pass_time(timedelta(hours=9), until=rosa)
    assert len(rosa.from_app) == had + 1
    assert len(town.discord.called("POST /users/@me/channels")) == opened > 0


async def test_a_supporter_who_left_the_server_is_passed_over(town: DiscordTown) -> None:
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    elsewhere = town.discord.add_guild("Elsewhere")
    rosa.join(elsewhere)
    rosa.leave()
    await ask_for(town, ana, "del")
    assert rosa.from_app == []
    await town.pass_time(timedelta(minutes=5), until=owen)
    await town.press(owen, "I can, within the hour", owen.from_app[-1])
    await town.settle()
    assert "Owen Pike" in ana.from_app[-1].text


async def test_two_are_not_brought_together_where_one_left_the_server(town: DiscordTown) -> None:
    """After the offer, and before it was accepted."""
    ana, rosa, owen = (town.people[number] for number in (ANA, ROSA, OWEN))
    rosa.join(town.discord.add_guild("Elsewhere"))
    await ask_for(town, ana, "del")
    offer = rosa.from_app[-1]
    rosa.leave()
    town.clock.jump_to(town.clock.now() + timedelta(minutes=10))
    await town.press(rosa, "I can, within the hour", offer)
    await town.settle()
    assert not [message for message in rosa.from_app if "Ana Quiñones" in message.text]
    await town.pass_time(timedelta(minutes=5), until=owen)
    assert not [message for message in ana.from_app if links(message)]
    await town.press(owen, "I can, within the hour", owen.from_app[-1])
    await town.settle()
    assert "Owen Pike" in ana.from_app[-1].text
