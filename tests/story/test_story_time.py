"""The clock that is moved, and a process that ends and starts again in the middle of it all."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.story.at_the_demo import AtTheDemo, Desk
from tests.story.demo_process import DidNotOpen, Program, copy_of, demo_in, free_port

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def minutes(desk: Desk) -> int:
    """Of the day that the clock shows."""
    hours, rest = (await desk.time.inner_text()).split(":")
    return int(hours) * 60 + int(rest)


async def test_the_next_event_brings_something(at: AtTheDemo) -> None:
    """Rafael has had the offer for an hour by then, and others are asked as well."""
    desk = await at.open("u10", "u23", "u03")
    await desk.stop_the_clock()
    asker = desk.phones[1]
    before, asked = await asker.entries.count(), await minutes(desk)
    await desk.next_events_until(asker.entries.nth(before))
    await expect(asker.newest).to_contain_text("The next supporter has your request now.")
    assert await minutes(desk) == (asked + 60) % (24 * 60)


async def test_the_clock_is_stopped_sped_up_and_moved(at: AtTheDemo) -> None:
    desk = await at.open()
    await desk.stop_the_clock()
    page, stopped = desk.page, await minutes(desk)
    await desk.an_hour_later()
    assert await minutes(desk) == (stopped + 60) % (24 * 60)
    day = await desk.day.inner_text()
    await page.get_by_role("button", name="To 03:00").click()
    await expect(desk.time).to_have_text("03:00")
    assert await desk.day.inner_text() != day
    await page.get_by_role("radio", name=re.compile("600×")).check(force=True)
    await page.get_by_role("button", name="Let the clock run").click()
    await expect(desk.time).not_to_have_text(re.compile("03:0"))
    await page.get_by_role("radio", name=re.compile("1×")).first.check(force=True)
    await desk.stop_the_clock()


async def test_what_is_due_on_the_way_comes_at_its_own_time(at: AtTheDemo) -> None:
    """Whoever jumps into the night does not find all the afternoon's messages sent at night."""
    desk = await at.open("u41", "u10", "u03")
    await desk.stop_the_clock()
    asker = desk.phones[0]
    await asker.type("/peer")
    await asker.press_aside("A colleague now, whoever is free")
    before, asked = await asker.entries.count(), await desk.time.inner_text()
    await desk.an_hour_later()
    await expect(asker.entries.nth(before)).to_contain_text("Every trained supporter")
    came = await asker.entries.nth(before).locator("time").inner_text()
    hours, rest = (int(part) for part in asked.split(":"))
    later = (hours * 60 + rest + 5) % (24 * 60)
    assert came == f"{later // 60:02}:{later % 60:02}"


async def test_later_today_comes_later(browser: Browser, told: Path, tmp_path: Path) -> None:
    demo = demo_in(copy_of(told, tmp_path / "demo"))
    demo.start()
    at = AtTheDemo(browser, demo)
    desk = await at.open()
    member = desk.phones[0]
    await member.press("Later today")
    said = await member.aside.inner_text()
    count, day = await member.entries.count(), await desk.day.inner_text()
    await desk.next_events_until(member.entries.nth(count))
    await expect(member.newest).to_contain_text("Doing fine")
    same_day = await desk.day.inner_text() == day
    assert same_day == ("ask once more later today" in said)
    # The card that it takes the place of says so, and changes nothing.
    await member.entries.nth(count - 1).get_by_role("button", name="Doing fine").click()
    await expect(member.aside).to_contain_text("A newer check-in has come")
    await at.leave()
    demo.end()


@pytest.fixture
def at_one_port(told: Path, tmp_path: Path) -> Program:
    """The port stays, so that the page finds the program again."""
    return demo_in(copy_of(told, tmp_path / "demo"), port=free_port())


@pytest.mark.parametrize("how", ["ended", "killed"])
async def test_buttons_work_and_the_clock_goes_on_after_a_restart(
    how: str, at_one_port: Program, browser: Browser
) -> None:
    demo = at_one_port
    demo.start()
    at = AtTheDemo(browser, demo)
    desk = await at.open()
    member, supporter, _ = desk.phones
    await member.press("Talk to a trained colleague")
    await member.root.locator(".typed").fill("half a sentence")
    day = await desk.day.inner_text()
    await desk.page.get_by_role("button", name="To 03:00").click()
    await expect(desk.time).to_have_text(re.compile("03:0"))
    await expect(desk.day).not_to_have_text(day)
    day = await desk.day.inner_text()
    if how == "ended":
        demo.end()
    else:
        demo.kill()
    await expect(desk.page.locator("#offline")).to_contain_text("The connection is gone.")
    demo.start()
    await expect(desk.page.locator("#offline")).to_be_hidden()
    await expect(desk.time).to_have_text(re.compile("03:0"))
    assert await desk.day.inner_text() == day
    await expect(member.root.locator(".typed")).to_have_value("half a sentence")
    # Cards that were posted before, and an aside that was opened before.
    await supporter.press("I can, within the hour")
    await expect(supporter.newest).to_contain_text(
        "We have put you in touch with Leilani Kahananui (Station 2)"
    )
    await member.press_aside("Today")
    await member.submit("Ask")
    await expect(member.aside).to_contain_text("Your request is in")
    await member.press("Struggling")
    await expect(member.aside).to_contain_text("you don’t have to carry it by yourself")
    await at.leave()
    demo.end()
    assert at.outside == []
    assert at.complaints == []


async def test_two_demos_do_not_share_a_folder(demo: Program, tmp_path: Path) -> None:
    """The second one says what is the matter, and leaves everything as it is."""
    second = Program(demo.arguments, tmp_path / "second.errors")
    with pytest.raises(DidNotOpen) as told:
        second.start()
    # At 80 columns the words may be broken anywhere.
    assert "is in use by" in " ".join(str(told.value).split())
    assert demo.runs
