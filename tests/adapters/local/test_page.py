"""The page in a real browser: messages, buttons, asides, forms and files, live and by keyboard."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from bot.events import ButtonPressed, CommandGiven, Event, FileSent, FormSubmitted, TextTyped
from bot.messages import Answer, Button, Form, Message, Section, TextField
from bot.ports import LedgerBusy
from tests.adapters.local.agency import COORDINATOR, MEMBER, SUPPORTER
from tests.adapters.local.at_the_page import AtThePage, aside, entries, focused, phone, typed
from tests.adapters.local.samples import (
    HOSTILE,
    after_orange,
    check_in,
    check_in_answered,
    directory,
    everything_form,
    plain,
    request_form,
)
from tests.contract.deliveries import delete, edit, with_file

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_three_phones_as_the_stage_casts_them(at: AtThePage) -> None:
    page = await at.open()
    for user, name, role in (
        ("ana", "Ana Duarte", "Member · Station 1"),
        ("ben", "Ben Okafor", "Supporter, on call · Station 1"),
        ("cleo", "Cleo Hart", "Coordinator · Station 1"),
    ):
        await expect(phone(page, user).locator(".who-name")).to_have_text(name)
        await expect(phone(page, user).locator(".who-role")).to_have_text(role)
        await expect(phone(page, user).locator(".empty")).to_be_visible()
        assert await typed(page, user).evaluate("box => box.clientHeight >= 36"), "words fit in it"
    await expect(page.locator("#note")).to_be_visible()
    await page.click("#note-close")
    await page.reload()
    await expect(phone(page, "ana")).to_be_visible()
    await expect(page.locator("#note")).to_be_hidden()


async def test_messages_come_change_and_go_without_a_reload(at: AtThePage) -> None:
    page = await at.open()
    handle = await at.post(MEMBER, check_in())
    card = entries(page, "ana").locator(".card")
    await expect(card).to_contain_text("How are you holding up?")
    await expect(card.get_by_role("button")).to_have_count(7)
    await expect(card.locator(".card-foot")).to_have_text(check_in().footer)
    await expect(entries(page, "ben")).to_have_count(0)
    await at.local.platform.deliver(edit(MEMBER, handle, check_in_answered()))
    await expect(card).to_contain_text("Thanks, got it.")
    await at.local.platform.deliver(delete(MEMBER, handle))
    await expect(entries(page, "ana")).to_have_count(0)
    await expect(phone(page, "ana").locator(".empty")).to_be_visible()


async def test_an_answer_redraws_the_card_and_shows_an_aside(at: AtThePage) -> None:
    page, another = await at.open(), await at.open()
    await at.post(MEMBER, check_in())
    at.core.answer(Answer(redraw=check_in_answered(), aside=after_orange()))
    await entries(page, "ana").get_by_role("button", name="Struggling").click()
    await expect(aside(page, "ana")).to_contain_text("Thanks for saying so")
    await expect(aside(page, "ana")).to_contain_text("Only you see this. It isn’t kept.")
    await expect(entries(page, "ana")).to_contain_text("Thanks, got it.")
    await expect(entries(another, "ana")).to_contain_text("Thanks, got it.")
    await expect(aside(another, "ana")).to_be_hidden()
    event = await at.core.next_event(ButtonPressed)
    assert (event.token, event.number) == ("c0ffee", 2)
    await page.reload()
    await expect(entries(page, "ana")).to_contain_text("Thanks, got it.")
    await expect(aside(page, "ana")).to_be_hidden()


async def test_an_aside_replaces_itself_and_closes_by_escape(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, check_in())
    at.core.answer(Answer(aside=after_orange()))
    button = entries(page, "ana").get_by_role("button", name="Struggling")
    await button.click()
    await expect(aside(page, "ana").get_by_role("heading").first).to_be_focused()
    at.core.answer(Answer(aside=plain("We’ll look in on you in three days.")))
    await aside(page, "ana").get_by_role("button", name="Check back in 3 days").click()
    await expect(aside(page, "ana")).to_contain_text("in three days")
    await expect(aside(page, "ana")).not_to_contain_text("Thanks for saying so")
    assert [e.token for e in at.core.events if isinstance(e, ButtonPressed)] == ["c0ffee", "a51de"]
    await page.keyboard.press("Escape")
    await expect(aside(page, "ana")).to_be_hidden()
    await expect(button).to_be_focused()


async def test_an_aside_makes_way_for_what_comes_and_is_there_again(at: AtThePage) -> None:
    page = await at.open()
    at.core.answer(Answer(aside=plain("For Ana alone")))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    said = aside(page, "ana").get_by_text("For Ana alone")
    await expect(said).to_be_visible()
    await at.post(MEMBER, plain("While she reads"))
    await expect(entries(page, "ana")).to_have_count(1)
    await expect(said).to_be_visible()
    await expect(phone(page, "ana").locator(".lock")).to_be_visible()  # the answer may cover it
    await typed(page, "ben").focus()
    await at.post(MEMBER, plain("While she looks elsewhere"))
    await expect(said).to_be_hidden()
    await aside(page, "ana").get_by_role("button", name="Show this answer again").click()
    await expect(said).to_be_visible()
    assert await focused(page) == "Only you see this. It isn’t kept."


async def test_a_telephone_number_stays_on_one_line(at: AtThePage) -> None:
    """Wherever in the line it comes; what is copied is what was written, and nothing dials."""
    numbers = ("1-888-731-3473", "+1 (555) 010-0199", "555 0100 22")
    said = " ".join(f"{'word ' * words}{number}." for words in range(12) for number in numbers)
    page = await at.open(viewport={"width": 360, "height": 740})
    await at.post(MEMBER, replace(plain(said), footer=said))
    await expect(entries(page, "ana")).to_have_count(1)
    for part in (".section p", ".card-foot"):
        shown = entries(page, "ana").locator(part)
        assert await shown.inner_text() == said
        lines = await shown.locator(".number").evaluate_all(
            """numbers => numbers.map((number) => {
                const range = document.createRange();
                range.selectNodeContents(number);
                return new Set([...range.getClientRects()].map((box) => box.top)).size;
            })"""
        )
        assert lines == [1] * 12 * len(numbers)
    await expect(page.locator("[href^=tel]")).to_have_count(0)


async def test_a_phone_never_scrolls_only_the_chat_in_it(at: AtThePage) -> None:
    """What is there for screen readers alone would stretch it, and a focus then moves it away."""
    page = await at.open()
    for _ in range(6):
        await at.post(MEMBER, directory())
    await expect(entries(page, "ana")).to_have_count(6)
    over = await phone(page, "ana").evaluate("(phone) => phone.scrollHeight - phone.clientHeight")
    assert over == 0


async def test_whoever_is_at_the_end_stays_there_when_the_window_changes(at: AtThePage) -> None:
    page = await at.open()
    for _ in range(4):
        await at.post(MEMBER, check_in())
    await expect(entries(page, "ana")).to_have_count(4)
    log = phone(page, "ana").locator(".log").first
    for width, height in 3 * ((390, 844), (1440, 900)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.wait_for_timeout(200)
        rest = "(log) => log.scrollHeight - log.scrollTop - log.clientHeight"
        assert await log.evaluate(rest) < 2, (width, height)


async def test_a_redrawn_card_keeps_the_focus(at: AtThePage) -> None:
    page = await at.open()
    handle = await at.post(MEMBER, check_in())
    await entries(page, "ana").get_by_role("button", name="A bit worn").focus()
    await at.local.platform.deliver(edit(MEMBER, handle, check_in_answered()))
    await expect(entries(page, "ana")).to_contain_text("Thanks, got it.")
    assert await focused(page) == "Talk to someone"
    await at.local.platform.deliver(edit(MEMBER, handle, plain("All done.")))
    await expect(entries(page, "ana")).to_contain_text("All done.")
    assert "All done." in await focused(page)


async def test_pictures_have_their_words(at: AtThePage) -> None:
    page = await at.open()
    at.core.answer(Answer(aside=directory()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    picture = aside(page, "ana").get_by_role("img", name="Photo of Gia Romano")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.naturalWidth") == 96


async def test_a_file_is_saved_and_goes_with_its_message(at: AtThePage, tmp_path: Path) -> None:
    page = await at.open()
    await at.post(MEMBER, with_file("Ana’s"))
    link = entries(page, "ana").get_by_role("link", name="my-data.txt")
    async with page.expect_download() as saving:
        await link.click()
    saved = await saving.value
    await saved.save_as(tmp_path / saved.suggested_filename)
    assert (tmp_path / "my-data.txt").read_text() == "Ana’s\n"
    await at.local.platform.deliver(delete(MEMBER, ""))
    await expect(entries(page, "ana")).to_have_count(0)
    assert at.outside == []


async def test_commands_are_completed_by_keyboard(at: AtThePage) -> None:
    page = await at.open()
    box, options = typed(page, "ana"), phone(page, "ana").get_by_role("option")
    await box.focus()
    await page.keyboard.type("/")
    await expect(options).to_have_count(3)
    await expect(box).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    chosen = await options.nth(2).get_attribute("id")
    assert await box.get_attribute("aria-activedescendant") == chosen
    await expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    await expect(options).to_have_count(0)
    assert await box.input_value() == "/"
    await page.keyboard.type("peer-")
    await expect(options).to_have_count(1)
    await page.keyboard.press("Tab")
    assert await box.input_value() == "/peer-admin"
    await page.keyboard.type(" import")
    await page.keyboard.press("Enter")
    event = await at.core.next_event(CommandGiven)
    assert (event.name, event.text) == ("peer-admin", "import")
    await expect(box).to_have_value("")
    await expect(entries(page, "ana")).to_have_count(0)


async def test_an_unknown_command_stays_in_the_box(at: AtThePage) -> None:
    page = await at.open()
    await typed(page, "ana").fill("/poor")
    await typed(page, "ana").press("Enter")
    await expect(phone(page, "ana").get_by_role("alert")).to_contain_text("no such command")
    await expect(typed(page, "ana")).to_have_value("/poor")


async def test_typed_words_appear_and_get_their_answer(at: AtThePage) -> None:
    page = await at.open()
    at.core.answer(Answer(aside=plain("Nobody reads this chat.")))
    await typed(page, "ana").fill("two\nlines")
    await typed(page, "ana").press("Enter")
    await expect(entries(page, "ana").locator(".bubble")).to_have_text("two\nlines")
    await expect(aside(page, "ana")).to_contain_text("Nobody reads this chat.")
    assert (await at.core.next_event(TextTyped)).text == "two\nlines"


async def test_whoever_types_fast_need_not_wait_for_an_answer(at: AtThePage) -> None:
    """Nothing that is sent meanwhile is passed over, and no refusal of it goes unseen."""
    page = await at.open()
    commit = asyncio.Event()

    async def slow(event: Event) -> Answer:
        await commit.wait()
        return Answer(aside=plain("Nobody reads this chat."))

    at.core.follow(slow)
    box, alert = typed(page, "ana"), phone(page, "ana").get_by_role("alert")
    await box.press_sequentially("first\n/nothing\nlast\nhalf a")
    assert (await at.core.next_event(TextTyped)).text == "first"
    await expect(box).to_have_value("half a")
    commit.set()
    await expect(alert).to_contain_text("no such command")
    await expect(entries(page, "ana").locator(".bubble")).to_have_text(["first", "last"])
    await expect(box).to_have_value("/nothing\nhalf a")
    await expect(aside(page, "ana")).to_contain_text("Nobody reads this chat.")
    assert await alert.inner_text() != "", "what was taken later does not hide the refusal"
    await expect(box).to_be_focused()
    await expect(page.locator("#polite")).to_contain_text("Nobody reads this chat.")
    assert [event.text for event in at.core.events if isinstance(event, TextTyped)] == [
        "first",
        "last",
    ]


async def test_what_several_refused_lines_said_comes_back_in_their_order(at: AtThePage) -> None:
    page = await at.open()
    arrive = asyncio.Event()

    async def slow(route: Route) -> None:
        await arrive.wait()
        await route.continue_()

    await page.route("**/act/command", slow)
    box = typed(page, "ana")
    await box.press_sequentially("/one\n/two\n/three\nfour")
    await expect(box).to_have_value("four")
    arrive.set()
    await expect(box).to_have_value("/one\n/two\n/three\nfour")


async def test_half_a_sentence_is_its_writers_own(at: AtThePage) -> None:
    """Also where it comes back, refused, when somebody else has the phone."""
    page = await at.open()
    commit = asyncio.Event()

    async def busy(event: Event) -> Answer:
        await commit.wait()
        raise LedgerBusy("locked")

    at.core.follow(busy)
    first = page.locator(".phone").first
    box = first.locator(".typed")
    await box.press_sequentially("on its way\nhalf a")
    await at.core.next_event(TextTyped)
    await _become(page, "Luis Ortega")
    await expect(box).to_have_value("")
    await box.fill("another's")
    commit.set()
    await expect(first.locator(".composer")).not_to_have_class(re.compile("waiting"))
    await expect(box).to_have_value("another's")
    await expect(first.get_by_role("alert")).to_have_text("")
    await _become(page, "Ana Duarte")
    await expect(box).to_have_value("on its way\nhalf a")


async def _become(page: Page, name: str) -> None:
    """On the first phone."""
    await page.locator(".phone .who").first.click()
    await page.keyboard.type(name)
    await page.keyboard.press("Enter")
    await expect(page.locator(".phone .who-name").first).to_have_text(name)


async def test_nothing_is_lost_of_what_is_refused(at: AtThePage) -> None:
    page = await at.open()
    box, alert = typed(page, "ana"), phone(page, "ana").get_by_role("alert")
    for text, words in (
        ("x" * 40_000, "4,000 characters"),
        ("half \ud83d", "no chat can show"),
        ("nul \x00", "no chat can show"),
    ):
        await box.evaluate(
            """(box, units) => {
                box.value = String.fromCharCode(...units);
                box.dispatchEvent(new Event("input"));
            }""",
            [ord(letter) for letter in text],
        )
        await box.press("Enter")
        await expect(alert).to_contain_text(words)
        kept = await box.evaluate("box => [...Array(box.value.length).keys()].length")
        assert kept == len(text)
    assert at.core.events == []
    await expect(entries(page, "ana")).to_have_count(0)


async def test_hostile_words_are_words(at: AtThePage) -> None:
    page = await at.open()
    for text in HOSTILE:
        section = Section(heading=text, text=text, buttons=(Button(0, text[:75]),))
        await at.post(MEMBER, Message((section,), text, "a1", text))
    cards = entries(page, "ana").locator(".card")
    await expect(cards).to_have_count(len(HOSTILE))
    for place, text in enumerate(HOSTILE):
        shown = text.replace("\u202e", "").replace("\u202c", "")
        await expect(cards.nth(place).locator("p").first).to_have_text(shown)
        await expect(cards.nth(place).locator("button")).to_have_text(shown[:75])
    assert await page.locator(".card b, .card script, .card img, .card a").count() == 0
    at.core.answer(Answer(form=Form(HOSTILE[4], (TextField("a", HOSTILE[2]),), HOSTILE[0])))
    await phone(page, "ana").get_by_role("button", name="@everyone").first.click()
    await expect(page.get_by_role("dialog").locator("label")).to_contain_text(HOSTILE[2])
    assert "owned" not in await page.title()


async def test_a_form_sends_every_kind_of_field(at: AtThePage, tmp_path: Path) -> None:
    page = await at.open()
    at.core.answer(Answer(form=everything_form()))
    await typed(page, "ana").fill("/peer")
    await typed(page, "ana").press("Enter")
    form = page.get_by_role("dialog", name="Everything at once")
    await expect(form.get_by_label("A line")).to_be_focused()
    await expect(form.get_by_label("A line")).to_have_value("before")
    await form.get_by_label("A line").fill("after")
    await form.get_by_label("A paragraph").fill("one\ntwo")
    await form.get_by_label("A phone").fill("555-0134")
    await form.get_by_label("A date").fill("2027-03-05")
    await form.get_by_role("radio", name="Person 2").check()
    await form.get_by_role("combobox", name="One of many").select_option("p9")
    await form.get_by_role("searchbox").fill("person 12")
    await form.get_by_role("checkbox", name="Person 12").check()
    await form.get_by_role("searchbox").fill("")
    await form.get_by_role("checkbox", name="I agree").check()
    roster = tmp_path / "roster.csv"
    roster.write_text("number,name\n")
    await form.get_by_label("A file").set_input_files(roster)
    at.core.answer(Answer(aside=plain("Thank you.")))
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_be_hidden()
    await expect(aside(page, "ana")).to_contain_text("Thank you.")
    event = await at.core.next_event(FormSubmitted)
    assert event.values == {
        "line": ("after",),
        "paragraph": ("one\ntwo",),
        "phone": ("555-0134",),
        "date": ("2027-03-05",),
        "few": ("p2",),
        "many": ("p9",),
        "several": ("p2", "p12"),
        "agree": ("yes",),
    }
    assert event.files["file"].content == b"number,name\n"


async def test_a_form_asked_again_keeps_what_was_written(at: AtThePage, tmp_path: Path) -> None:
    page = await at.open()
    at.core.answer(Answer(form=everything_form()))
    await phone(page, "ana").locator(".empty .command").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_label("A line").fill("")
    await form.get_by_label("A paragraph").fill("a long story")
    await form.get_by_role("checkbox", name="I agree").check()
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"png")
    await form.get_by_label("A file").set_input_files(photo)
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_label("A line")).to_be_focused()
    await expect(form.get_by_role("alert")).to_contain_text("Everything you wrote is still here")
    assert [e for e in at.core.events if isinstance(e, FormSubmitted)] == []
    await form.get_by_label("A line").fill("x")
    fields = tuple(
        TextField("paragraph", "A paragraph", error="Shorter, please.")
        if field.name == "paragraph"
        else field
        for field in everything_form().fields
    )
    at.core.answer(Answer(form=Form("Once more", fields, "Send", "a12")))
    await form.get_by_role("button", name="Send").click()
    again = page.get_by_role("dialog", name="Once more")
    paragraph = again.get_by_label("A paragraph")
    await expect(paragraph).to_be_focused()
    await expect(paragraph).to_have_value("a long story")
    await expect(paragraph).to_have_attribute("aria-invalid", "true")
    described = await paragraph.get_attribute("aria-describedby")
    assert described is not None
    await expect(page.locator(f"#{described.split()[-1]}")).to_have_text("Shorter, please.")
    await expect(again.get_by_role("checkbox", name="I agree")).to_be_checked()
    at.core.answer(Answer())
    await again.get_by_role("button", name="Send").click()
    await expect(again).to_be_hidden()
    first, second = [e for e in at.core.events if isinstance(e, FormSubmitted)]
    assert (first.token, second.token) == ("a11", "a12")
    assert second.files["file"].content == b"png"


async def test_a_closed_form_gives_the_focus_back(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, check_in())
    at.core.answer(Answer(form=request_form()))
    button = entries(page, "ana").get_by_role("button", name="Talk to someone")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_one_moment_is_said_when_it_takes_long(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, check_in())
    commit = asyncio.Event()

    async def slowly(event: Event) -> Answer:
        await commit.wait()
        return Answer(aside=plain("Here it is."))

    at.core.follow(slowly)
    await entries(page, "ana").get_by_role("button", name="Doing fine").click()
    status = phone(page, "ana").locator(".foot [role=status]")
    await at.core.next_event(ButtonPressed)
    await expect(status).to_have_text("")
    await expect(status).to_have_text("One moment")
    await entries(page, "ana").get_by_role("button", name="Doing fine").click()
    commit.set()
    await expect(aside(page, "ana")).to_contain_text("Here it is.")
    await expect(status).to_have_text("")
    assert len(at.core.events) == 1, "a press that waits is not pressed twice"


async def test_an_apology_keeps_the_command_and_the_form(at: AtThePage) -> None:
    page = await at.open()
    at.core.answer(Answer(form=request_form()))
    await typed(page, "ana").fill("/peer now")
    await typed(page, "ana").press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("A number to call or text").fill("555-0134")

    async def busy(event: Event) -> Answer:
        raise LedgerBusy("locked")

    at.core.follow(busy)
    await form.get_by_role("button", name="Ask").click()
    await expect(form.get_by_role("alert")).to_contain_text("did not work on our side")
    await expect(form.get_by_role("alert")).to_contain_text("988")
    await expect(form.get_by_label("A number to call or text")).to_have_value("555-0134")
    await page.keyboard.press("Escape")
    await typed(page, "ana").fill("/peer now")
    await typed(page, "ana").press("Enter")
    await expect(aside(page, "ana")).to_contain_text("did not work on our side")
    await expect(typed(page, "ana")).to_have_value("/peer now")


async def test_a_file_is_sent(at: AtThePage, tmp_path: Path) -> None:
    page = await at.open()
    roster = tmp_path / "roster.csv"
    roster.write_bytes(b"number,name\n" * 200)
    async with page.expect_file_chooser() as chooser:
        await phone(page, "cleo").get_by_role("button", name="Send a file").click()
    await (await chooser.value).set_files(roster)
    await expect(entries(page, "cleo").locator(".bubble")).to_contain_text("roster.csv")
    await expect(entries(page, "cleo").locator(".bubble")).to_contain_text("2 kB")
    event = await at.core.next_event(FileSent)
    assert event.account == COORDINATOR
    assert event.file.content == roster.read_bytes()


async def test_it_comes_back_when_the_server_was_gone(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, plain("Before"))
    await typed(page, "ana").fill("half a sentence")
    port = int(at.local.platform.address.rstrip("/").rpartition(":")[2])
    await at.local.stop()
    await expect(page.locator("#offline")).to_contain_text("what you typed stays here")
    await typed(page, "ana").press("Enter")
    await expect(phone(page, "ana").get_by_role("alert")).to_contain_text("can’t tell whether")
    await expect(typed(page, "ana")).to_have_value("half a sentence")
    at.local.config = at.local.config.model_copy(update={"port": port})
    await at.local.start_anew()
    await expect(page.locator("#offline")).to_be_hidden()
    await at.post(MEMBER, plain("After"))
    await expect(entries(page, "ana")).to_have_count(2)
    await expect(typed(page, "ana")).to_have_value("half a sentence")


async def test_more_windows_than_a_browser_has_connections(at: AtThePage) -> None:
    """A browser opens six HTTP/1.1 connections to one place: streams of events would use them
    up, and the seventh window would wait for ever."""
    first = await at.open("?phone=ana")
    windows = [first] + [await at.another_window(first.context, "?phone=ana") for _ in range(8)]
    await at.post(MEMBER, plain("To all of you"))
    for window in windows:
        await expect(entries(window, "ana")).to_contain_text("To all of you")
    await typed(windows[-1], "ana").fill("/peer")
    await typed(windows[-1], "ana").press("Enter")
    await at.core.next_event(CommandGiven)


async def test_a_long_chat_stays_where_it_is_read(at: AtThePage) -> None:
    page = await at.open()
    for number in range(30):
        await at.post(MEMBER, plain(f"Message {number}"))
    log = phone(page, "ana").locator(".log")
    await expect(entries(page, "ana")).to_have_count(30)
    await expect(entries(page, "ana").last).to_be_in_viewport()
    await log.evaluate("log => log.scrollTo({top: 0})")
    await at.post(MEMBER, plain("Something new"))
    newer = phone(page, "ana").get_by_role("button", name="New messages")
    await expect(newer).to_be_visible()
    await expect(entries(page, "ana").first).to_be_in_viewport()
    await newer.click()
    await expect(entries(page, "ana").last).to_be_in_viewport()
    await expect(newer).to_be_hidden()


async def test_the_lock_screen_shows_no_content(at: AtThePage) -> None:
    page = await at.open()
    await at.post(SUPPORTER, plain("Something private"))
    lock = phone(page, "ben").locator(".lock")
    await expect(lock).to_have_text("A message from Tailboard")


async def _reach(page: Page, words: str) -> None:
    """Tab until whatever says these words has the focus."""
    for _ in range(80):
        await page.keyboard.press("Tab")
        if await focused(page) == words:
            return
    raise AssertionError(f"no way by keyboard to {words}")


async def test_a_check_in_is_answered_by_keyboard_alone(at: AtThePage) -> None:
    page = await at.open()
    await at.post(MEMBER, check_in())
    await expect(entries(page, "ana")).to_have_count(1)
    at.core.answer(Answer(redraw=check_in_answered(), aside=after_orange()))
    await _reach(page, "Struggling")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    await page.keyboard.press("Space")
    await expect(aside(page, "ana")).to_contain_text("Thanks for saying so")
    at.core.answer(Answer(form=request_form()))
    await _reach(page, "Talk to someone")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name=re.compile("Talk"))).to_be_visible()
    await expect(page.get_by_role("radio", name="Today")).to_be_focused()  # what is chosen
    await page.keyboard.press("ArrowUp")
    await _reach(page, "Ask")
    at.core.answer(Answer(aside=plain("We’re asking now.")))
    await page.keyboard.press("Enter")
    await expect(aside(page, "ana")).to_contain_text("We’re asking now.")
    event = await at.core.next_event(FormSubmitted)
    assert event.one("urgency") == "now"
