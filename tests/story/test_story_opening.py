"""The page as it opens, the check-in on the first phone, and a sentence that somebody types."""

import re

import pytest
from playwright.async_api import expect

from tests.story.at_the_demo import AtTheDemo, Desk, Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")

ZONES = ("Doing fine", "A bit worn", "Struggling", "In a bad place")
HELP_LINE = "Emergency: 911. Crisis line: 988. This chat is not monitored."


async def test_three_phones_in_the_middle_of_a_story(at: AtTheDemo) -> None:
    desk = await at.open()
    await desk.stop_the_clock()
    member, supporter, coordinator = desk.phones
    await expect(member.name).to_have_text("Juno Salverson")
    await expect(member.role).to_have_text("Member · Station 3 · Firefighter/Paramedic")
    await expect(supporter.role).to_have_text("Supporter · Station 1 · Engineer")
    await expect(coordinator.role).to_have_text("Coordinator · Headquarters")
    await expect(desk.hint).to_contain_text("Six weeks into a story")
    await expect(member.buttons(member.newest)).to_have_text(
        [*ZONES, "Talk to a trained colleague", "Later today", "Why now?"]
    )
    await expect(supporter.newest).to_contain_text("Someone would like to talk")
    await expect(supporter.newest).to_contain_text("Sleep")
    await expect(coordinator.newest).to_contain_text("Beatriz Solorzano would like this")
    await expect(coordinator.entries.first).to_contain_text("Someone is waiting")
    await expect(desk.page.locator(".scene")).to_have_count(6)
    for phone in desk.phones:
        await expect(phone.newest).to_contain_text(HELP_LINE)
    # Who asked stands on no phone but their own.
    assert "Leilani" not in await desk.page.inner_text("body")
    # A phone itself never scrolls, only the chat in it.
    heights = "[...document.querySelectorAll('.phone')].map((p) => p.scrollHeight - p.clientHeight)"
    assert await desk.page.evaluate(heights) == [0, 0, 0]


async def test_the_chat_began_weeks_ago(at: AtTheDemo) -> None:
    """What stands above was really said: the invitation, and a colleague's hello."""
    desk = await at.open()
    member = desk.phones[0]
    answered = member.entries.filter(has_text="Whatever you chose, or choose later")
    await expect(answered).to_have_count(1)
    await expect(member.entries.nth(-2)).to_contain_text("You joined, so a hello comes first.")
    await expect(member.root.locator(".day").first).not_to_have_text("Today")


async def test_a_hint_that_was_closed_stays_closed(at: AtTheDemo) -> None:
    desk = await at.open()
    await desk.page.get_by_role("button", name="Close this hint").click()
    await desk.page.reload()
    await desk.ready()
    await expect(desk.hint).to_be_hidden()


async def test_why_now_and_later_today_are_for_the_member_alone(at: AtTheDemo) -> None:
    desk = await at.open()
    member = desk.phones[0]
    count = await member.entries.count()
    await member.press("Why now?")
    await expect(member.aside).to_contain_text("It’s the first one since you joined.")
    await expect(member.aside).to_contain_text("Only you can see this.")
    await member.press("Later today")
    await expect(member.aside).to_contain_text(re.compile("ask once more (later today|tomorrow)"))
    await member.press("Later today")
    await expect(member.aside).to_contain_text("That’s arranged already.")
    await expect(member.entries).to_have_count(count)


async def test_what_stays_in_the_chat_is_the_same_for_every_answer(at: AtTheDemo) -> None:
    desk = await at.open()
    await desk.stop_the_clock()
    member, *others = desk.phones
    before = [await other.root.inner_text() for other in others]
    await member.press("In a bad place")
    lines = await member.aside.inner_text()
    assert lines.index("Someone to talk to right now") < lines.index("We’re glad you said it")
    assert "1-888-731-3473" in lines
    await expect(member.aside).to_contain_text("Nobody has been told")
    await expect(member.aside).to_contain_text("A colleague now, whoever is free")
    card = await member.newest.inner_text()
    assert "Thanks, got it." in card
    await _changes_to(member, "Doing fine", "Good to hear. Thanks.")
    await expect(member.buttons(member.aside)).to_have_count(0)
    await _changes_to(member, "A bit worn", "Thanks for saying it straight.")
    await expect(member.aside).to_contain_text("look in again in two weeks?")
    await _changes_to(member, "Struggling", "you don’t have to carry it by yourself")
    await expect(member.buttons(member.aside)).to_have_text(
        ["Talk to a trained colleague", "Everyday help", "Yes, look in", "No, thanks"]
    )
    await _changes_to(member, "In a bad place", "Nobody has been told")
    assert await member.newest.inner_text() == card
    assert [await other.root.inner_text() for other in others] == before
    # Weeks ago others answered that they were fine, worn or struggling: their cards are like hers.
    # Who was asked is drawn anew in every story; of twenty, about seven.
    colleagues = await at.open(*(f"u{number:02}" for number in range(31, 51)))
    cards = colleagues.page.locator(".entry .card").filter(has_text="Thanks, got it.")
    await expect(cards.nth(2)).to_be_attached()
    own = await member.newest.locator(".card").inner_text()
    assert set(await cards.all_inner_texts()) == {own}


async def _changes_to(member: Phone, zone: str, words: str) -> None:
    await member.press("Change my answer")
    await expect(member.buttons(member.aside)).to_have_text([*ZONES, "Take it back"])
    await member.press_aside(zone)
    await expect(member.aside).to_contain_text(words)


async def test_a_red_answer_offers_what_it_says(at: AtTheDemo) -> None:
    """The lines are there at every look; the day after can be declined, the person cannot."""
    desk = await at.open()
    member = desk.phones[0]
    await member.press("Change my answer")
    await member.press_aside("In a bad place")
    await expect(member.aside).to_contain_text("That’s what we had, so it stays.")
    for width in (1440, 390):  # nobody has to scroll for a person
        await desk.page.set_viewport_size({"width": width, "height": 844})
        now = member.aside.get_by_role("button", name="A colleague now, whoever is free")
        await expect(now).to_be_in_viewport(ratio=1)
    await desk.page.set_viewport_size({"width": 1440, "height": 844})
    await expect(member.aside).to_contain_text("988 Suicide & Crisis Lifeline: 988")
    await member.press_aside("Not tomorrow")
    await expect(member.aside).to_contain_text("nothing extra tomorrow")
    await expect(member.aside).to_contain_text("Talk to a trained colleague")


async def test_checking_back_and_everyday_help_are_offered(at: AtTheDemo) -> None:
    desk = await at.open()
    member = desk.phones[0]
    await member.press("Change my answer")
    await member.press_aside("Struggling")
    await member.press_aside("Everyday help")
    await expect(member.aside).to_contain_text("Department chaplain (sample): 555-0117")
    await member.press("Change my answer")
    await member.press_aside("A bit worn")
    await member.press_aside("Yes, look in")
    await expect(member.aside).to_contain_text("It will look like any other check-in.")


async def test_an_answer_is_taken_back_and_can_be_given_again(at: AtTheDemo) -> None:
    desk = await at.open()
    member = desk.phones[0]
    await member.press("Change my answer")
    await member.press_aside("Take it back")
    await expect(member.aside).to_contain_text("Taken back, and nobody was told.")
    await member.press("Change my answer")
    await expect(member.buttons(member.aside)).to_have_text(ZONES)
    await member.press_aside("Doing fine")
    await expect(member.aside).to_contain_text("Good to hear.")
    await expect(member.aside).not_to_contain_text("Changed.")


@pytest.mark.parametrize("words", ["I don’t want to be here any more", "what’s for lunch"])
async def test_whatever_is_typed_gets_the_one_answer(at: AtTheDemo, words: str) -> None:
    desk = await at.open()
    for phone in desk.phones:
        await _types(phone, words)
    await expect(desk.phones[0].newest).to_contain_text(words)


async def _types(phone: Phone, words: str) -> None:
    await phone.type(words)
    await expect(phone.aside).to_contain_text("Nobody is reading this chat")
    await expect(phone.aside).to_contain_text("988 Suicide & Crisis Lifeline: 988")
    await expect(phone.buttons(phone.aside)).to_have_text(
        ["A colleague now, whoever is free", "What else is here"]
    )


async def test_markup_and_other_things_that_are_typed_stay_text(at: AtTheDemo) -> None:
    desk: Desk = await at.open()
    member = desk.phones[0]
    for words in ("<img src=x onerror=alert(1)>", "=HYPERLINK(“x”)", "@everyone <!channel>"):
        await member.type(words)
        await expect(member.newest.locator(".bubble")).to_have_text(words)
    await member.root.locator(".typed").fill("x" * 4_001)
    await member.root.locator(".typed").press("Enter")
    await expect(member.root.get_by_role("alert")).to_contain_text("Nothing was sent")
    await expect(member.root.locator(".typed")).to_have_value("x" * 4_001)
