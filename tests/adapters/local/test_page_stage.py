"""The page's own tools in a real browser: who is on a phone, clock, scenes, rings, theme, and that
all of it can be used by anyone, on any screen."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.messages import Answer, Message
from bot.model.content import Lane, Operation
from bot.model.ids import Account, OutboxId
from bot.ports import Delivery
from tests.adapters.local.agency import MEMBER, SUPPORTER, account
from tests.adapters.local.at_the_page import AtThePage, aside, entries, phone, typed
from tests.adapters.local.samples import (
    check_in,
    directory,
    everything_form,
    offer,
    plain,
    red_lines,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

NARROW: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


async def test_anyone_becomes_anyone_by_typing(at: AtThePage) -> None:
    await at.post(account("luis"), plain("For Luis alone"))
    page = await at.open()
    at.core.answer(Answer(aside=plain("For Ana alone")))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    await expect(aside(page, "ana")).to_be_visible()
    await phone(page, "ana").locator(".who").click()
    picker = page.get_by_role("dialog", name="Become someone else")
    search = picker.get_by_role("combobox")
    await expect(search).to_be_focused()
    await expect(picker.get_by_role("option")).to_have_count(16)
    await expect(picker.get_by_role("option", name="Ana Duarte")).to_have_attribute(
        "aria-selected", "true"
    )
    await expect(picker.get_by_role("group", name="Station 2, Supporter")).to_contain_text("Gia")
    await page.keyboard.type("station 3 member")
    await expect(picker.get_by_role("option")).to_have_count(4)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(picker).to_be_hidden()
    luis = page.locator(".phone").first
    await expect(luis.locator(".who-name")).to_have_text("Luis Ortega")
    await expect(luis.locator(".entry")).to_contain_text("For Luis alone")
    await expect(luis.locator(".aside")).to_be_hidden()
    await expect(luis.locator(".typed")).to_be_focused()
    await at.post(account("luis"), plain("And another"))
    await expect(luis.locator(".entry")).to_have_count(2)


async def test_a_page_that_is_loaded_again_has_the_same_people_on_its_phones(at: AtThePage) -> None:
    page, another = await at.open(), await at.open()
    await phone(page, "ben").locator(".who").click()
    await page.keyboard.type("luis ortega")
    await page.keyboard.press("Enter")
    await expect(phone(page, "luis")).to_be_visible()
    for opened, names in (
        (page, ["Ana Duarte", "Luis Ortega", "Cleo Hart"]),
        (another, ["Ana Duarte", "Ben Okafor", "Cleo Hart"]),
    ):
        await opened.reload()
        await expect(opened.locator(".phone .who-name")).to_have_text(names)


async def test_a_phone_that_changes_hands_tells_the_next_one_nothing(at: AtThePage) -> None:
    page = await at.open()
    await at.post(SUPPORTER, offer())
    lock = page.locator(".phone").nth(1).locator(".lock")
    await expect(lock).to_be_visible()
    await phone(page, "ben").locator(".who").click()
    await page.keyboard.type("luis ortega")
    await page.keyboard.press("Enter")
    await expect(lock).to_be_hidden(timeout=1_500)


async def test_nobody_is_found_by_a_name_that_nobody_bears(at: AtThePage) -> None:
    page = await at.open()
    await phone(page, "ana").locator(".who").click()
    picker = page.get_by_role("dialog")
    await page.keyboard.type("zzz")
    await expect(picker).to_contain_text("Nobody by that name")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(phone(page, "ana")).to_be_visible()


async def test_whoever_is_new_on_the_roster_can_be_chosen(at: AtThePage) -> None:
    page = await at.open()
    guest = at.agency.guests[0]
    at.agency.guests.append(type(guest)(account("new"), "Newly Imported", "Member", "Station 9"))
    await phone(page, "ana").locator(".who").click()
    await page.keyboard.type("newly")
    await expect(page.get_by_role("option", name="Newly Imported")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(phone(page, "new").locator(".who-role")).to_have_text("Member · Station 9")


async def test_two_phones_may_show_one_person(at: AtThePage) -> None:
    await at.post(MEMBER, plain("Once"))
    page = await at.open("?phone=ben&phone=ana")
    await phone(page, "ben").locator(".who").click()
    await page.keyboard.type("ana duarte")
    await page.keyboard.press("Enter")
    await expect(page.locator(".phone .entry")).to_have_count(2)
    await at.post(MEMBER, plain("Twice"))
    await expect(page.locator(".phone .entry")).to_have_count(4)


async def test_a_phone_in_a_window_of_its_own(at: AtThePage) -> None:
    page = await at.open()
    async with page.context.expect_page() as opened:
        await phone(page, "ben").get_by_role("link", name="window of its own").click()
    window = await opened.value
    await expect(window.locator(".phone")).to_have_count(1)
    await at.post(SUPPORTER, offer())
    for shown in (page, window):
        await expect(entries(shown, "ben")).to_contain_text("Somebody would like to talk")


async def test_the_clock_shows_the_agencys_time_and_is_moved(at: AtThePage) -> None:
    page, another = await at.open(), await at.open()
    time = page.locator("#clock-time")
    await expect(time).to_have_text("14:05")
    await expect(page.locator("#clock-day")).to_contain_text("2027")
    await expect(page.locator("#clock-coming")).to_have_text("Next: 16:18")
    await page.get_by_role("button", name="Next event").click()
    await expect(time).to_have_text("16:18")
    await expect(another.locator("#clock-time")).to_have_text("16:18")
    await expect(page.locator("#polite")).to_have_text("16:18")
    await page.get_by_role("button", name="Next event").click()
    await expect(page.locator("#polite")).to_have_text("Nothing is due yet")
    await page.get_by_role("button", name="+ 1 hour").click()
    await expect(time).to_have_text("17:18")
    await page.get_by_role("button", name="Stop the clock").click()
    await page.get_by_role("button", name="To 03:00").click()
    await expect(time).to_have_text("03:00")
    assert at.agency.clock.now() == datetime(2027, 3, 5, 9, 0, tzinfo=UTC)
    await page.get_by_role("radio", name=re.compile("600×")).check(force=True)
    await expect(another.get_by_role("radio", name=re.compile("600×"))).to_be_checked()
    await page.get_by_role("button", name="Let the clock run").click()
    await expect(time).not_to_have_text("03:00")
    assert at.agency.clock.reading().speed == 600


async def test_messages_bear_the_demos_time(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, plain("Yesterday’s"))
    at.agency.clock.jump_to(at.agency.clock.now() + timedelta(days=1))
    await at.post(MEMBER, plain("Today’s"))
    await page.reload()
    await expect(phone(page, "ana").locator(".day").first).to_have_text("Yesterday")
    await expect(phone(page, "ana").locator(".day").last).to_have_text("Today")
    await expect(entries(page, "ana").first.locator("time")).to_have_text("14:05")


async def test_a_scene_puts_the_right_people_on_the_phones(at: AtThePage) -> None:
    at.agency.setting_takes = 0.3
    page = await at.open()
    scene = page.get_by_role("button", name="03:00, nobody awake")
    await scene.click()
    await expect(scene).to_have_class(re.compile("waiting"))
    await expect(page.get_by_role("button", name="The first hello")).to_have_attribute(
        "aria-disabled", "true"
    )
    for place, name in enumerate(("Kira Novak", "Nils Berg", "Cleo Hart")):
        await expect(page.locator(".who-name").nth(place)).to_have_text(name)
    await expect(scene).to_have_attribute("aria-current", "true")
    await expect(page.locator("#note")).to_contain_text("Talk to someone")
    await page.get_by_role("button", name="What the chief sees").click()
    await expect(page.locator("#note")).to_contain_text("could not be set")
    assert at.agency.played == ["night"]


def wake(whom: Account) -> Delivery:
    ring = Message((), "Somebody would like to talk.")
    return Delivery(OutboxId(1), f"call-{whom.user}", whom, Operation.WAKE, Lane.REQUEST, ring)


async def test_a_phone_rings_until_it_is_answered(at: AtThePage) -> None:
    page, another = await at.open(), await at.open()
    await at.local.platform.deliver(wake(SUPPORTER))
    call = phone(page, "ben").get_by_role("alertdialog")
    await expect(call).to_contain_text("Tailboard is calling")
    await expect(call).to_contain_text("Somebody would like to talk.")
    await expect(page.locator("#assertive")).to_contain_text("Ben Okafor")
    await expect(phone(another, "ben").get_by_role("alertdialog")).to_be_visible()
    await call.get_by_role("button", name="Answer").click()
    for window in (page, another):
        await expect(phone(window, "ben").get_by_role("alertdialog")).to_have_count(0)


_ABOVE_THE_PHONES = """() => {
  const call = document.querySelector('.call-above').getBoundingClientRect();
  const tops = [...document.querySelectorAll('.phone')].map(phone => phone.getBoundingClientRect());
  return tops.filter(phone => phone.width).every(phone => call.bottom <= phone.top);
}"""


async def test_a_phone_that_is_not_on_the_page_rings_above_and_covers_nobodys(
    at: AtThePage,
) -> None:
    page, narrow, own = [
        await at.open(path, viewport={"width": width, "height": 844})
        for path, width in (("", 1440), ("", 390), ("?phone=ana", 390))
    ]
    await at.post(account("gia"), offer())
    await at.local.platform.deliver(wake(account("gia")))
    above = page.locator("#calls")
    await expect(above).to_contain_text("Gia Romano: the phone is ringing")
    await expect(narrow.locator(".call-above")).to_be_visible()
    for window in (page, narrow):
        assert await window.evaluate(_ABOVE_THE_PHONES)
    await at.local.platform.deliver(wake(account("ana")))
    await expect(phone(own, "ana").get_by_role("alertdialog")).to_be_visible()
    await expect(own.locator(".call-above")).to_have_count(0)
    await expect(own.locator("#assertive")).not_to_contain_text("Gia")
    await own.locator(".who").click()
    await own.keyboard.type("gia")
    await own.keyboard.press("Enter")
    await expect(phone(own, "gia").get_by_role("alertdialog")).to_be_visible()
    await above.get_by_role("button", name="Answer on this phone").click()
    await expect(entries(page, "gia")).to_contain_text("Somebody would like to talk, today")
    await expect(above.get_by_role("alertdialog")).to_have_count(0)
    await at.local.platform.deliver(wake(account("clinician")))
    await expect(above).to_contain_text("A phone is ringing")
    await above.get_by_role("button", name="Silence").click()
    await expect(above.get_by_role("alertdialog")).to_have_count(0)


async def test_becoming_who_is_called_brings_the_call_to_the_phone(at: AtThePage) -> None:
    page = await at.open()
    await at.local.platform.deliver(wake(account("gia")))
    await expect(page.locator("#calls")).to_contain_text("Gia Romano")
    await phone(page, "ana").locator(".who").click()
    await page.keyboard.type("gia")
    await page.keyboard.press("Enter")
    await expect(phone(page, "gia").get_by_role("alertdialog")).to_be_visible()
    await expect(page.locator("#calls").get_by_role("alertdialog")).to_have_count(0)


async def test_sound_is_off_until_it_is_asked_for(at: AtThePage) -> None:
    page = await at.open()
    sound = page.get_by_role("button", name="Sound when a phone rings")
    await expect(sound).to_have_attribute("aria-pressed", "false")
    await sound.click()
    await page.reload()
    await expect(sound).to_have_attribute("aria-pressed", "true")


async def test_the_theme_follows_the_system_until_it_is_chosen(at: AtThePage) -> None:
    page = await at.open(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = await page.evaluate(ground)
    await page.emulate_media(color_scheme="light")
    light = await page.evaluate(ground)
    assert dark != light
    await page.get_by_role("button", name="Dark colours").click()
    assert await page.evaluate(ground) == dark
    await page.reload()
    assert await page.evaluate(ground) == dark
    await page.emulate_media(color_scheme="dark")
    await page.get_by_role("button", name="Dark colours").click()
    assert await page.evaluate(ground) == light


async def _fill_every_part(at: AtThePage, page: Page) -> None:
    """Every kind of thing that the page can show, on it at once but for dialogs."""
    await at.post(MEMBER, check_in())
    await at.post(SUPPORTER, red_lines())
    at.core.answer(Answer(aside=directory()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    await expect(aside(page, "ana")).to_be_visible()
    await typed(page, "ben").fill("some words")
    at.core.answer(Answer())
    await typed(page, "ben").press("Enter")
    await typed(page, "ben").fill("/nothing")
    await typed(page, "ben").press("Enter")
    await expect(phone(page, "ben").get_by_role("alert")).not_to_have_text("")


async def test_one_phone_at_a_time_on_a_narrow_screen(at: AtThePage) -> None:
    page = await at.open(**NARROW)
    await expect(phone(page, "ana")).to_be_visible()
    await expect(phone(page, "ben")).to_be_hidden()
    await at.post(SUPPORTER, offer())
    tab = page.get_by_role("tab", name="Ben Okafor")
    await expect(tab).to_have_class(re.compile("unread"))
    await tab.click()
    await expect(phone(page, "ben")).to_be_visible()
    await expect(tab).not_to_have_class(re.compile("unread"))
    await expect(entries(page, "ben").last).to_be_in_viewport()
    await page.keyboard.press("ArrowRight")
    await expect(phone(page, "cleo")).to_be_visible()
    await expect(page.locator(".scenes")).to_be_hidden()
    await page.get_by_role("button", name="Next event").click()
    await expect(page.locator("#clock-time")).to_have_text("16:18")
    await at.local.platform.deliver(wake(SUPPORTER))
    await expect(tab.locator("svg")).to_be_visible()
    await tab.click()
    await phone(page, "ben").get_by_role("button", name="Silence").click()
    await expect(tab.locator("svg")).to_be_hidden()
    await page.get_by_role("button", name="Clock and scenes").click()
    await page.get_by_role("button", name="The first hello").click()
    await expect(page.locator(".scenes")).to_be_hidden()
    await expect(page.get_by_role("tab", name="Kira Novak")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height"),
    [(360, 640), (390, 844), (720, 450), (860, 700), (1024, 768), (1280, 720), (1440, 900)],
)
async def test_nothing_is_cut_off_at_any_width(at: AtThePage, width: int, height: int) -> None:
    """720 by 450 is a 1440 by 900 screen at 200 %."""
    page = await at.open(viewport={"width": width, "height": height})
    await at.post(MEMBER, check_in())
    await page.evaluate("document.body.toggleAttribute('data-more', true)")
    at.core.answer(Answer(aside=directory()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    await expect(aside(page, "ana")).to_be_visible()
    too_wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert too_wide <= 0
    cut = await page.evaluate(
        """() => [...document.querySelectorAll(".button, .scene strong, .typed, .icon-button")]
            .filter((e) => e.checkVisibility() && !e.closest(".scenes"))
            .filter((e) => {
                const box = e.getBoundingClientRect();
                return box.left < 0 || box.right > innerWidth || e.scrollWidth > e.clientWidth + 1;
            })
            .map((e) => e.className + ": " + e.innerText)"""
    )
    assert cut == []
    at.core.answer(Answer(form=everything_form()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    send = page.get_by_role("dialog").get_by_role("button", name="Send")
    await expect(send).to_be_in_viewport()


#: every visible text's contrast against what is painted behind it, where that is one colour
_CONTRASTS = """() => {
    const parse = (colour) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const channel = (value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const over = (top, below) => {
        const alpha = top[3] / 255;
        return [0, 1, 2].map((i) => top[i] * alpha + below[i] * (1 - alpha)).concat(255);
    };
    const behind = (element) => {
        const layers = [];
        for (let e = element; e; e = e.parentElement) {
            const colour = parse(getComputedStyle(e).backgroundColor);
            layers.push(colour);
            if (colour[3] === 255) break;
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 255]);
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
        if (element.closest(".unseen, [aria-disabled=true], noscript, template, script")) continue;
        const below = behind(element);
        const ink = over(parse(getComputedStyle(element).color), below);
        const [high, low] = [light(ink), light(below)].sort((a, b) => b - a);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${walker.currentNode.data.trim()}`);
    }
    return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_has_contrast_enough(at: AtThePage, scheme: Any) -> None:
    page = await at.open(color_scheme=scheme, reduced_motion="reduce")
    await _fill_every_part(at, page)
    await at.local.platform.deliver(wake(account("gia")))
    await at.local.platform.deliver(wake(account("cleo")))
    await expect(page.get_by_role("alertdialog")).to_have_count(2)
    assert await page.evaluate(_CONTRASTS) == []
    at.core.answer(Answer(form=everything_form()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("A line").fill("")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("alert")).not_to_have_text("")
    assert await page.evaluate(_CONTRASTS) == []
    await page.keyboard.press("Escape")
    await page.locator(".phone .who").first.click()
    await expect(page.get_by_role("dialog", name="Become someone else")).to_be_visible()
    assert await page.evaluate(_CONTRASTS) == []


#: what whoever listens would stumble over
_STUMBLES = """() => {
    const found = [];
    const name = (e) =>
        e.getAttribute("aria-label") ||
        (e.getAttribute("aria-labelledby") &&
            document.getElementById(e.getAttribute("aria-labelledby"))?.innerText) ||
        (e.labels && e.labels[0]?.textContent) || e.textContent.trim() || e.getAttribute("alt");
    for (const e of document.querySelectorAll(
        "button, a, input:not([type=file][aria-hidden]), textarea, select, dialog[open], " +
        "[role=dialog], [role=log], [role=listbox], [role=tab], section, nav, img"
    )) if (!name(e)?.trim()) found.push(`no name: ${e.outerHTML.slice(0, 90)}`);
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`twice: ${id}`);
    for (const which of ["aria-controls", "aria-labelledby", "aria-describedby", "for"])
        for (const e of document.querySelectorAll(`[${which}]`))
            for (const id of e.getAttribute(which).split(" "))
                if (!document.getElementById(id)) found.push(`${which} of nothing: ${id}`);
    const levels = [...document.querySelectorAll("h1, h2, h3")]
        .filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]));
    if (levels[0] !== 1) found.push(`first heading: h${levels[0]}`);
    for (const e of document.querySelectorAll("[tabindex]"))
        if (Number(e.getAttribute("tabindex")) > 0) found.push("a tabindex above 0");
    return found;
}"""


async def test_whoever_listens_stumbles_over_nothing(at: AtThePage) -> None:
    page = await at.open()
    await _fill_every_part(at, page)
    await at.local.platform.deliver(wake(SUPPORTER))
    await typed(page, "cleo").fill("/")
    await expect(phone(page, "cleo").get_by_role("option").first).to_be_visible()
    assert await page.evaluate(_STUMBLES) == []
    at.core.answer(Answer(form=everything_form()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await page.evaluate(_STUMBLES) == []
    for user in ("ana", "ben"):
        await expect(phone(page, user).locator("[role=log]")).to_have_attribute(
            "aria-label", re.compile("Direct messages")
        )


async def test_motion_is_reduced_for_whoever_asks(at: AtThePage) -> None:
    page = await at.open(reduced_motion="reduce")
    await at.local.platform.deliver(wake(SUPPORTER))
    await expect(phone(page, "ben").get_by_role("alertdialog")).to_be_visible()
    moving = await page.evaluate(
        """() => document.getAnimations()
            .filter((a) => a.effect.getComputedTiming().activeDuration > 1)
            .map((a) => `${a.animationName ?? a.transitionProperty}`)"""
    )
    assert moving == []


async def test_targets_are_big_enough_for_a_finger(at: AtThePage) -> None:
    page = await at.open(**NARROW)
    await at.post(MEMBER, check_in())
    await expect(entries(page, "ana")).to_have_count(1)
    small = await page.evaluate(
        """() => [...document.querySelectorAll("button, a.icon-button")]
            .filter((e) => e.checkVisibility() && !e.closest(".skip-link"))
            .map((e) => [e.innerText, e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 43 || box.width < 43)
            .map(([words, box]) => `${words} ${box.width}x${box.height}`)"""
    )
    assert small == []
