"""The supporter's own side, and the coordinator's: being available, the entry with its photo and
its approval, the test of being woken, the roster by file, the invitation of a station."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Locator, expect

from tests.story.at_the_demo import AtTheDemo, Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def opened(at: AtTheDemo) -> tuple[Phone, Phone, Phone]:
    desk = await at.open()
    await desk.stop_the_clock()
    return desk.phones


def roster(*changes: tuple[str, str], more: str = "") -> bytes:
    """The roster of the story, changed."""
    text = files("bot.roster").joinpath("fictional.csv").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return (text + more).encode()


async def send(phone: Phone, folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    await phone.send_file(path)
    await expect(phone.entries.filter(has_text=name).last).to_be_visible()


async def test_available_or_not(at: AtTheDemo) -> None:
    member, supporter, _ = await opened(at)
    await supporter.type("/supporter")
    await expect(supporter.aside).to_contain_text("Your training is good until")
    await supporter.press_aside("Not available now")
    await expect(supporter.aside).to_contain_text("and never why.")
    await member.type("/peer")
    await member.press_aside("Who they are")
    await member.press_aside("Next")
    await member.press_aside("More about Rafael Montenegro-Diaz")
    await expect(member.aside).to_contain_text("Station 1 · Not available now")
    await supporter.press_aside("I’m available")
    await member.press_aside("Back")
    await member.press_aside("More about Rafael Montenegro-Diaz")
    await expect(member.aside).to_contain_text("Station 1 · Available")


async def test_an_entry_with_a_photo_is_shown_once_approved(at: AtTheDemo, tmp_path: Path) -> None:
    member, supporter, coordinator = await opened(at)
    await supporter.type("/supporter")
    await supporter.press_aside("My entry")
    await supporter.press_aside("Change it")
    await supporter.form.get_by_label("A few words about you").fill("Fifteen years by now.")
    photo = tmp_path / "me.png"
    photo.write_bytes(b"no picture")
    await supporter.form.get_by_label("A photo").set_input_files(photo)
    await supporter.form.get_by_role("button", name="Send").click()
    await expect(supporter.form).to_contain_text("We can’t read that as a picture.")
    photo.write_bytes(_photo())
    await supporter.form.get_by_label("A photo").set_input_files(photo)
    await supporter.submit("Send")
    await expect(supporter.aside).to_contain_text("Waits for a coordinator")
    await expect(coordinator.newest).to_contain_text("“Fifteen years by now.”")
    await expect(coordinator.newest.get_by_role("img", name="A picture of Rafael")).to_be_visible()
    await expect(_in_directory(member)).to_have_count(0)
    await coordinator.press("Approve")
    await expect(coordinator.newest).to_contain_text("is in the directory now, and they hear so")
    await expect(supporter.newest).to_contain_text("Your entry is in the directory now")
    await member.type("/peer")
    await member.press_aside("Who they are")
    await member.press_aside("Next")
    await expect(member.aside).to_contain_text("“Fifteen years by now.”")
    await expect(_in_directory(member)).to_be_visible()


def _in_directory(member: Phone) -> Locator:
    return member.aside.get_by_role("img", name="A picture of Rafael Montenegro-Diaz")


def _photo() -> bytes:
    written = BytesIO()
    Image.new("RGB", (640, 480), (35, 65, 90)).save(written, "JPEG")
    return written.getvalue()


async def test_an_entry_is_sent_back_kindly(at: AtTheDemo) -> None:
    """The one that waits when the page is opened; a second press says how it stands."""
    _, _, coordinator = await opened(at)
    await coordinator.type("/peer-admin")
    await coordinator.press_aside("Entries: one waits")
    await expect(coordinator.aside).to_contain_text("Beatriz Solorzano would like this")
    await coordinator.press_aside("Not yet")
    await expect(coordinator.root).to_contain_text("you’d like to talk it over with them")
    await coordinator.press("Approve")
    await expect(coordinator.root).to_contain_text("That one is settled already")
    supporter = await coordinator.desk.phone_of("Beatriz Solorzano", 1)
    await expect(supporter.newest).to_contain_text("Your entry isn’t shown yet.")


async def test_how_somebody_is_woken_is_tried(at: AtTheDemo) -> None:
    _, _, coordinator = await opened(at)
    supporter = await coordinator.desk.phone_of("Wyatt Holloway", 1)
    await supporter.type("/supporter")
    await expect(supporter.aside).to_contain_text("On call: ")
    await supporter.press_aside("Test how I’m woken")
    await expect(supporter.call).to_contain_text("Harlow Ridge Peers is calling")
    await supporter.call.get_by_role("button", name="Silence").click()
    await expect(supporter.call).to_have_count(0)


async def test_a_roster_is_shown_before_it_is_applied(at: AtTheDemo, tmp_path: Path) -> None:
    _, _, coordinator = await opened(at)
    await coordinator.type("/peer-admin")
    await coordinator.press_aside("Send a roster")
    await expect(coordinator.aside).to_contain_text("You see what it would change before")
    moved = ("u40,Station 3,C,Engine 3", "u40,Station 2,C,Engine 2")
    new = "061,Imani Brightwater,local:demo:u61,Station 5,C,Engine 5,Firefighter,member,058,,,,en\n"
    await send(coordinator, tmp_path, "roster.csv", roster(moved, more=new))
    await expect(coordinator.aside).to_contain_text("What this file would change")
    await expect(coordinator.aside).to_contain_text("New: one person")
    await expect(coordinator.aside).to_contain_text("Changed: one person (station 1")
    await expect(coordinator.aside).to_contain_text("As before: 59 people")
    await coordinator.press_aside("Drop it")
    await expect(coordinator.aside).to_contain_text("The roster is as it was.")
    await send(coordinator, tmp_path, "again.csv", roster(moved, more=new))
    await coordinator.press_aside("Apply it")
    await expect(coordinator.aside).to_contain_text("The roster is up to date.")
    newcomer = await coordinator.desk.phone_of("Imani Brightwater")
    await expect(newcomer.role).to_have_text("Member · Station 5 · Firefighter")
    await newcomer.type("/peer")
    await newcomer.press_aside("My check-ins")
    await expect(newcomer.aside).to_contain_text("You’re not getting messages from us.")
    # Whoever is one of few that were changed is told, at an hour that suits.
    changed = await coordinator.desk.phone_of("Kalani Pualani", 1)
    told = changed.entries.filter(has_text="Your roster entry was changed: your station.")
    await coordinator.desk.next_events_until(told)


async def test_a_bad_roster_gets_one_list_and_changes_nothing(
    at: AtTheDemo, tmp_path: Path
) -> None:
    _, _, coordinator = await opened(at)
    bad = roster(
        ("u33,Station 3,A,Engine 3", "u34,Station 3,A,Engine 3"),
        ("u36,Station 3,B,Engine 3,Engineer,member", "u36,Station 3,B,Engine 3,=1+1,membre"),
    )
    await send(coordinator, tmp_path, "bad.csv", bad)
    await expect(coordinator.aside).to_contain_text("mistakes, so nothing was changed.")
    for line in (
        "Row 35, account: “local:demo:u34” is an account of row 34 as well",
        "Row 37, rank: “=1+1” reads like a formula",
        "Row 37, role: there is no role “membre”",
    ):
        await expect(coordinator.aside).to_contain_text(line)
    await send(coordinator, tmp_path, "photo.jpg", _photo())
    await expect(coordinator.aside).to_contain_text("That doesn’t look like a roster.")


async def test_nobody_else_brings_a_roster_in(at: AtTheDemo, tmp_path: Path) -> None:
    member, _, _ = await opened(at)
    await send(member, tmp_path, "mine.csv", roster())
    await expect(member.aside).to_contain_text("Nobody reads the files that are sent here")
    await member.type("/peer-admin")
    await expect(member.aside).to_contain_text("That is not open to you here.")


async def test_a_station_is_invited_and_nobody_hears_who_joined(at: AtTheDemo) -> None:
    _, _, coordinator = await opened(at)
    desk = coordinator.desk
    await coordinator.type("/peer-admin")
    await coordinator.press_aside("Invite a station")
    await expect(coordinator.aside).to_contain_text(re.compile(r"Invited on \w+ \d+"))
    await coordinator.press_aside("Invite Station 4")
    await expect(coordinator.aside).to_contain_text("It can’t be taken back")
    await coordinator.press_aside("Yes, invite")
    await expect(coordinator.aside).to_contain_text("The invitations go out over the coming days")
    milo = await desk.phone_of("Milo Fitzsimmons")
    nadia = await desk.phone_of("Nadia Petrosyan", 1)
    for phone in (milo, nadia):
        await desk.next_events_until(phone.entries)
    await expect(milo.newest).to_contain_text("There is one reminder at most.")
    await milo.press("No, thanks")
    await expect(milo.aside).to_contain_text("We won’t ask again, and nobody is told.")
    await nadia.press("Join")
    await nadia.press_aside("Next")
    await nadia.press_aside("I’ve read this")
    await nadia.form.get_by_label("Nobody for now").check()
    await nadia.submit("Join")
    await expect(nadia.aside).to_contain_text("You’re in.")
    # What stays in the chat is the same for a yes and a no.
    cards = [await phone.newest.inner_text() for phone in (milo, nadia)]
    said_no, said_yes = (card[card.index("Thanks. Whatever you chose") :] for card in cards)
    assert said_no == said_yes
    for name in ("Milo", "Nadia"):
        await expect(coordinator.root).not_to_contain_text(name)
