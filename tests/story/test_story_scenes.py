"""Every scene, and what it promises; then every scene once more. Pictures of each are taken on the
way (`pictures.py`)."""

import re

import pytest
from playwright.async_api import expect

from tests.story.at_the_demo import AtTheDemo, Desk
from tests.story.pictures import take_pictures

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

HELLO, ORANGE, NIGHT = "The first hello", "An orange answer", "03:00 and nobody awake"
BUSY, CHIEF = "A supporter on another call", "What the chief sees"
REPORT = "A quarter closes"
WAITING = "Someone is waiting for a supporter, and nobody is free yet."


async def opened(at: AtTheDemo) -> Desk:
    desk = await at.open(reduced_motion="reduce")
    await desk.stop_the_clock()
    return desk


async def test_the_opening_is_worth_a_picture(at: AtTheDemo) -> None:
    desk = await opened(at)
    await expect(desk.phones[2].newest).to_contain_text("Approve")
    await take_pictures(desk, "opening")


async def test_the_first_hello_comes_the_next_day(at: AtTheDemo) -> None:
    desk = await opened(at)
    await expect(desk.phones[2].newest).to_contain_text("Approve")  # all is there to be counted
    notices = desk.phones[2].entries.filter(has_text=WAITING)
    seen = await notices.count()
    await desk.play(HELLO)
    newcomer, greeter, coordinator = desk.phones
    await expect(newcomer.role).to_have_text(re.compile("Member · Station 4"))
    await expect(newcomer.newest).to_contain_text("“Rafael from Station 1. No agenda.")
    await expect(newcomer.newest).to_contain_text("You joined, so a hello comes first.")
    await expect(newcomer.root.locator(".day").last).to_have_text("Today")
    # A check-in of their own may have come after it.
    chosen = greeter.entries.filter(has_text="Someone who joined has chosen you").last
    await expect(chosen).to_have_attribute("data-day", "Yesterday")
    await expect(chosen).not_to_contain_text(await newcomer.name.inner_text())
    await expect(coordinator.name).to_have_text("Priya Raman")
    await expect(notices).to_have_count(seen)
    await expect(desk.hint).to_contain_text("the coordinator heard nothing")
    await take_pictures(desk, "hello")


async def test_an_orange_answer_leaves_no_trace(at: AtTheDemo) -> None:
    desk = await opened(at)
    await desk.play(ORANGE)
    member, *others = desk.phones
    await expect(member.name).to_have_text("Juno Salverson")
    before = [await other.root.inner_text() for other in others]
    await take_pictures(desk, "orange")
    await member.press("Struggling")
    await expect(member.newest).to_contain_text("Thanks, got it.")
    await expect(member.newest).not_to_contain_text("Struggling")
    await expect(member.aside).to_contain_text("Shall we look in again in three days?")
    assert [await other.root.inner_text() for other in others] == before
    await take_pictures(desk, "orange-answered")


async def test_at_three_in_the_morning_nobody_is_left_waiting(at: AtTheDemo) -> None:
    desk = await opened(at)
    seen = await desk.phones[2].entries.filter(has_text=WAITING).count()
    await desk.play(NIGHT)
    member, on_call, coordinator = desk.phones
    notices = coordinator.entries.filter(has_text=WAITING)
    await expect(desk.time).to_have_text("03:00")
    await expect(member.aside).to_contain_text("The one on call is being called by phone as well.")
    await expect(on_call.call).to_contain_text("Harlow Ridge Peers is calling")
    await take_pictures(desk, "night")
    await desk.next_event()
    await expect(desk.time).to_have_text("03:05")
    await expect(member.newest).to_contain_text("Every trained supporter has your request now.")
    await expect(on_call.call).to_have_count(0)
    everyone = await at.open("u10", "u15", "u22", "u29", "u37", "u44", "u52", "u58")
    offers = everyone.page.locator(".entry:last-child", has_text="Someone would like to talk")
    await expect(offers).to_have_count(8)
    await expect(notices).to_have_count(seen)
    await desk.next_events_until(notices.nth(seen))
    await expect(desk.time).to_have_text("03:15")
    await expect(coordinator.newest).to_contain_text("We do not say who is waiting")
    name = await member.name.inner_text()
    await expect(coordinator.root).not_to_contain_text(name)
    await expect(member.newest).to_contain_text("Nobody has been able to say yes yet.")
    await expect(member.newest).to_contain_text("988 Suicide & Crisis Lifeline: 988")
    await take_pictures(desk, "night-waiting")
    await on_call.press("I can, now")
    await expect(on_call.newest).to_contain_text(f"We have put you in touch with {name} (")
    await expect(member.newest).to_contain_text("They can talk now.")
    # The card is longer than the phone: it is read from where it says that somebody is there.
    await expect(member.newest.get_by_text("They can talk now.")).to_be_in_viewport()
    await take_pictures(desk, "night-together")
    await on_call.press("We are done, close it")
    await expect(on_call.newest).to_contain_text("This conversation is closed")


async def test_a_supporter_on_another_call_and_the_next_one_asked(at: AtTheDemo) -> None:
    desk = await opened(at)
    await desk.play(BUSY)
    member, passed, asked = desk.phones
    await expect(passed.name).to_have_text("Farida Rahmani")
    await expect(passed.newest).to_contain_text("Thank you for saying so. Others are asked.")
    await expect(member.newest).to_contain_text("The next supporter has your request now.")
    await expect(member.newest).not_to_contain_text("Farida")
    await expect(asked.newest).to_contain_text("Someone would like to talk to a supporter today.")
    await take_pictures(desk, "busy")
    await asked.press("I can, now")
    await expect(member.newest).to_contain_text(await asked.name.inner_text())
    await member.press("Yes, please")
    await expect(asked.newest).to_contain_text(
        f"We have put you in touch with {await member.name.inner_text()} ("
    )


async def test_what_the_chief_sees_and_never_will(at: AtTheDemo) -> None:
    desk = await opened(at)
    await desk.play(CHIEF)
    _, coordinator, chief = desk.phones
    await expect(coordinator.aside).to_contain_text("Running the programme")
    await expect(chief.role).to_have_text("Member · Headquarters · Fire Chief")
    await expect(chief.aside).to_contain_text("What’s here for you")
    await take_pictures(desk, "chief")
    for button in ("Supporters", "To the menu", "Invite a station", "To the menu"):
        await coordinator.press_aside(button)
        for member in ("Juno", "Elias", "Samir", "Leilani", "Milo"):
            await expect(coordinator.root).not_to_contain_text(member)
    await chief.type("/peer-admin")
    await expect(chief.aside).to_contain_text("That is not open to you here.")


async def test_scenes_play_on_with_somebody_who_chose_another_language(at: AtTheDemo) -> None:
    desk = await opened(at)
    asker = await desk.phone_of("Elias Thornbury")
    await asker.type("/peer")
    for button in ("My check-ins", "Language", "Español"):
        await asker.press_aside(button)
    await expect(asker.aside).to_contain_text("Idioma: Español.")
    await desk.play(CHIEF)
    await expect(desk.phones[1].aside).to_contain_text("Running the programme")
    asker = await desk.phone_of("Elias Thornbury")
    await asker.type("/peer")
    for button in ("Lo que me escriben", "Idioma", "English"):
        await asker.press_aside(button)
    await expect(asker.aside).to_contain_text("In English.")


async def test_a_scene_tells_nothing_that_did_not_happen(at: AtTheDemo) -> None:
    """Whom it needs may be resting: whoever plays has every button."""
    desk = await opened(at)
    busy = await desk.phone_of("Farida Rahmani")
    await busy.type("/supporter")
    await busy.press_aside("Not available now")
    await expect(busy.aside).to_contain_text("You’re not available now.")
    await desk.play(BUSY)
    await expect(desk.hint).to_contain_text("nobody is left who can play this scene")
    await expect(desk.hint).not_to_contain_text("Farida was asked first")
    busy = await desk.phone_of("Farida Rahmani")
    await busy.type("/supporter")
    await busy.press_aside("I’m available")
    await expect(busy.aside).to_contain_text("You’re available: you may be asked.")
    await desk.play(BUSY)
    await expect(desk.phones[1].newest).to_contain_text("Others are asked.")


async def test_every_scene_can_be_played_again(at: AtTheDemo) -> None:
    """With others where somebody has played it, and with nothing left over from before."""
    desk = await opened(at)
    first, second, third = desk.phones
    await desk.play(NIGHT)
    asked_first = await first.name.inner_text()
    await expect(second.call).to_be_visible()
    await desk.play(NIGHT)
    await expect(first.name).not_to_have_text(asked_first)
    await expect(second.call).to_be_visible()
    await expect(desk.page.get_by_role("alertdialog")).to_have_count(1)
    await desk.play(CHIEF)
    await expect(desk.page.get_by_role("alertdialog")).to_have_count(0)
    await desk.play(HELLO)
    await expect(first.newest).to_contain_text("You joined, so a hello comes first.")
    await desk.play(ORANGE)
    await expect(first.buttons(first.newest).first).to_have_text("Doing fine")
    await desk.play(BUSY)
    await expect(second.newest).to_contain_text("Others are asked.")
    await expect(third.newest).to_contain_text("supporter today.")
    await expect(second.buttons(second.entries.nth(-2))).to_have_count(0)
    await desk.play(CHIEF)
    await expect(second.aside).to_contain_text("Running the programme")
    for _ in range(5):  # there are so many newcomers
        await desk.play(HELLO)
    await expect(desk.hint).to_contain_text("nobody is left who can play this scene")
    await expect(first.name).to_have_text("Juno Salverson")


async def test_a_quarter_closes_and_everybody_sees_the_same(at: AtTheDemo) -> None:
    """Frozen by the program itself, out of what people answered meanwhile."""
    desk = await opened(at)
    await desk.play(REPORT)
    member, coordinator, chief = desk.phones
    chart = coordinator.aside.get_by_role("img")
    await expect(chart).to_have_attribute("alt", re.compile(r"Quarter \d of 20\d\d\nEverybody"))
    alike = [await phone.aside.get_by_role("img").get_attribute("src") for phone in desk.phones[:2]]
    assert alike[0] == alike[1]
    assert (await member.aside.inner_text()) == (await coordinator.aside.inner_text())
    await expect(chief.aside).to_contain_text("What they see is no secret")
    await take_pictures(desk, "report")
    await coordinator.press_aside("The programme now")
    await expect(coordinator.aside).to_contain_text("Supporters who are approved and trained: 8")
    await take_pictures(desk, "programme")
    await coordinator.press_aside("The quarter’s figures")
    await coordinator.press_aside("In words")
    await expect(coordinator.aside).to_contain_text("Asked for a supporter: fewer than 5")
