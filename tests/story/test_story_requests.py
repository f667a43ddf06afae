"""Somebody asks for a peer: now, today, by name, with a number; who is asked, who says yes, what
each of them sees of the other, and how it ends. Read on the phones of everybody concerned."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.story.at_the_demo import AtTheDemo, Desk, Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")

#: all eight, in a window of their own: what the address of a phone's own window is made of
SUPPORTERS = ("u10", "u15", "u22", "u29", "u37", "u44", "u52", "u58")
OFFER = "Someone would like to talk to a supporter"
OVER = "This one no longer needs an answer."


async def opened(at: AtTheDemo, asker: str) -> tuple[Phone, Desk]:
    """The asker's phone, and a window with those of all supporters."""
    desk = await at.open()
    await desk.stop_the_clock()
    supporters = await at.open(*SUPPORTERS)
    return await desk.phone_of(asker), supporters


async def ask(member: Phone, when: str, **choices: str) -> None:
    """By the form; the limits are read where they come first. `to` begins like an option."""
    await member.type("/peer")
    await member.press_aside("Talk to a trained colleague")
    read = member.aside.get_by_role("button", name="I have read this, go on")
    if await read.is_visible():
        await member.press_aside("I have read this, go on")
    await member.press_aside(when)
    if "to" in choices:
        names = member.form.get_by_label("With whom").locator("option")
        chosen = names.filter(has_text=choices["to"])
        await member.form.get_by_label("With whom").select_option(await chosen.inner_text())
    if "topic" in choices:
        await member.form.get_by_label("About what").select_option(choices["topic"])
    if "number" in choices:
        await member.form.get_by_label("A call or text to a number").check()
        await member.form.get_by_label("The number").fill(choices["number"])
    await member.submit("Ask")
    await expect(member.aside).to_contain_text("Your request is in")


def open_offers(supporters: Desk, when: str) -> Locator:
    """The phones whose newest message is an offer that can be accepted."""
    page = supporters.page
    offer = page.locator(".entry:last-child", has_text=f"{OFFER} {when}")
    can_pass = page.get_by_role("button", name="Can’t just now")
    return page.locator(".phone").filter(has=offer.filter(has=can_pass))


async def phones_with_offers(supporters: Desk, when: str, *besides: str) -> list[Phone]:
    """Those who are asked now, besides these, once there is one."""
    offers = open_offers(supporters, when)
    for user in besides:
        offers = offers.and_(supporters.page.locator(f".phone:not([data-user={user}])"))
    await expect(offers.first).to_be_visible()
    users = [await phone.get_attribute("data-user") for phone in await offers.all()]
    page = supporters.page
    return [Phone(supporters, page.locator(f".phone[data-user={user}]")) for user in users]


async def phone_with_offer(supporters: Desk, when: str, *besides: str) -> Phone:
    """The one supporter who is asked now."""
    (phone,) = await phones_with_offers(supporters, when, *besides)
    return phone


async def code_of(phone: Phone) -> str:
    found = re.search(r"these two words: (\w+ \w+)", await phone.newest.inner_text())
    assert found is not None
    return found[1]


async def test_by_name_for_today_with_a_number(at: AtTheDemo) -> None:
    member, supporters = await opened(at, "Juno Salverson")
    await member.type("/peer")
    await member.press_aside("Talk to a trained colleague")
    await member.press_aside("Today")
    await member.form.get_by_label("A call or text to a number").check()
    await member.form.get_by_role("button", name="Ask").click()
    await expect(member.form).to_contain_text("For a call or text we need a number.")
    await member.form.get_by_label("The number").fill("no number")
    await member.form.get_by_role("button", name="Ask").click()
    await expect(member.form).to_contain_text("That does not look like a phone number.")
    await member.form.get_by_role("button", name="Close").click()
    await ask(member, "Today", to="Gideon Ashdown", topic="Work", number="555 0100 22")
    supporter = await phone_with_offer(supporters, "today", "u10")
    await expect(supporter.name).to_have_text("Gideon Ashdown")
    await expect(supporter.newest).to_contain_text("It is about: Work")
    for hidden in ("Juno", "Salverson", "Station 3", "555 0100 22"):
        await expect(supporter.newest).not_to_contain_text(hidden)
    await supporter.press("I can, within the hour")
    await expect(member.newest).to_contain_text(
        "You have someone to talk to: Gideon Ashdown (Station 2)."
    )
    await expect(member.newest).to_contain_text("They can talk within the hour.")
    await expect(supporter.newest).to_contain_text(
        "We have put you in touch with Juno Salverson (Station 3)."
    )
    await expect(supporter.newest).to_contain_text("a call or a text: 555 0100 22")
    await expect(supporter.newest).to_contain_text("not a therapist")
    assert await code_of(member) == await code_of(supporter)
    await supporter.press("I’m worried about their safety")
    await expect(supporter.aside).to_contain_text("are you thinking of ending your life?")
    await expect(supporter.aside).to_contain_text("Dr. Ilse Marchetti")
    await supporter.press("Hand on to other help")
    await expect(supporter.aside).to_contain_text("Department chaplain (sample)")
    await supporter.press("We are in touch")
    await expect(supporter.aside).to_contain_text("Good to know, thank you.")
    await supporter.type("/supporter")
    await supporter.press_aside("My requests")
    await expect(supporter.aside).to_contain_text("Conversation: ")
    await member.press("We are done")
    await expect(member.newest).to_contain_text("This conversation is closed. Their name")
    await expect(supporter.newest).to_contain_text("This conversation is closed")
    # Who it was with, and the number, go with the end.
    await expect(member.newest).not_to_contain_text("Gideon")
    for gone in ("Juno", "555 0100 22"):
        await expect(supporter.entries.filter(has_text=gone)).to_have_count(0)


async def test_nobody_by_name_the_member_decides_and_the_two_write(at: AtTheDemo) -> None:
    member, supporters = await opened(at, "Samir Belkacem")
    await ask(member, "This week")
    first = await phone_with_offer(supporters, "this week")
    await first.press("Can’t just now")
    await expect(first.newest).to_contain_text("Thank you for saying so. Others are asked.")
    await expect(member.newest).to_contain_text("The next supporter has your request now.")
    second = await phone_with_offer(supporters, "this week")
    await second.press("I can, after my shift")
    await expect(second.newest).to_contain_text("They are asked whether it suits them")
    await expect(second.newest).not_to_contain_text("Samir")
    name = await second.name.inner_text()
    await expect(member.newest).to_contain_text(f"{name} (Station")
    await expect(member.newest).to_contain_text("can talk with you after their shift.")
    await expect(member.newest).to_contain_text("In their own words: “")
    await expect(member.newest).to_contain_text("Your name goes to them only if you say yes.")
    await member.press("Someone else")
    await expect(second.newest).to_contain_text(OVER)
    third = await phone_with_offer(supporters, "this week")
    assert await third.name.inner_text() not in {name, await first.name.inner_text()}
    await third.press("I can, now")
    await expect(member.newest).to_contain_text("can talk with you now.")
    await member.press("Yes, please")
    await expect(member.newest).to_contain_text("You have someone to talk to")
    await expect(third.newest).to_contain_text(
        "We have put you in touch with Samir Belkacem (Station 3)."
    )
    assert await code_of(member) == await code_of(third)
    await third.root.get_by_role("button", name="Write to them here").click()
    await third.root.locator(".talk-box").fill("Samir, coffee at the back step?")
    await third.root.locator(".talk-box").press("Enter")
    await member.root.get_by_role("button", name=await third.name.inner_text()).click()
    await expect(member.root.locator(".talk-entry")).to_contain_text("coffee at the back step?")


async def test_one_open_request_and_it_is_withdrawn(at: AtTheDemo) -> None:
    member, supporters = await opened(at, "Kalani Pualani")
    await ask(member, "Today", to="Gideon")
    supporter = await phone_with_offer(supporters, "today", "u10")
    await member.type("/peer")
    await member.press_aside("Talk to a trained colleague")
    await expect(member.aside).to_contain_text("We are asking for you.")
    await expect(member.form).to_have_count(0)
    await member.press_aside("Where does it stand?")
    await member.press_aside("I don’t need it any more")
    await expect(member.aside).to_contain_text("All right, we ask nobody any more.")
    await expect(supporter.newest).to_contain_text(OVER)
    await expect(supporter.buttons(supporter.newest)).to_have_count(0)
    await member.type("/peer")
    await member.press_aside("My request")
    await expect(member.aside).to_contain_text("You have no open request.")


async def test_now_wakes_the_one_on_call_and_two_acceptances_are_one(at: AtTheDemo) -> None:
    """Whoever of two says yes a moment later is thanked, and learns nothing."""
    member, supporters = await opened(at, "Linnea Dahlgren")
    coordinator = member.desk.phones[2]
    await coordinator.type("/peer-admin")
    await coordinator.press_aside("Supporters")
    said = await coordinator.aside.inner_text()
    on_call = re.findall(r"On call now: ([\w -]+)", said)[0]
    await ask(member, "Now")
    await expect(member.aside).to_contain_text("The one on call is being called by phone as well.")
    call = supporters.page.get_by_role("alertdialog")
    await expect(call).to_have_count(1)
    await expect(call).to_contain_text("You’re wanted in the chat.")
    woken = supporters.page.locator(".phone").filter(has=call)
    await expect(woken.locator(".who-name")).to_have_text(on_call)
    await call.get_by_role("button", name="Answer").click()
    await expect(call).to_have_count(0)
    await member.desk.next_event()
    await expect(member.desk.time).to_have_text(re.compile(r"\d\d:\d\d"))
    await expect(member.newest).to_contain_text("Every trained supporter has your request now.")
    asked = await phones_with_offers(supporters, "now")
    assert len(asked) > 2
    # Two press in the same moment.
    both = [phone.newest.get_by_role("button", name="I can, now") for phone in asked[:2]]
    buttons = [await button.element_handle() for button in both]
    await supporters.page.evaluate("(both) => both.forEach((button) => button.click())", buttons)
    await expect(member.newest).to_contain_text("They can talk now.")
    with_them = [phone for phone in asked[:2] if await _is_together(phone)]
    (winner,) = with_them
    (other,) = [phone for phone in asked[:2] if phone is not winner]
    await expect(winner.newest).to_contain_text(
        "We have put you in touch with Linnea Dahlgren (Station 3)."
    )
    await expect(other.newest).to_contain_text("Thank you for being there.")
    await expect(other.newest).to_contain_text(OVER)
    for phone in asked:
        if phone is not winner:
            await expect(phone.root).not_to_contain_text("Linnea")
            await expect(phone.newest).to_contain_text(OVER)
    assert await code_of(member) == await code_of(winner)
    await expect(coordinator.root).not_to_contain_text("Linnea")


async def _is_together(phone: Phone) -> bool:
    await expect(phone.newest).to_contain_text(re.compile("put you in touch|no longer needs"))
    return "put you in touch" in await phone.newest.inner_text()


async def test_whoever_is_not_on_the_roster_goes_to_on_call(at: AtTheDemo) -> None:
    visitor, supporters = await opened(at, "Sol Marchbanks")
    await visitor.type("/peer")
    await visitor.press_aside("Talk to a trained colleague")
    await expect(visitor.form).to_contain_text("SAMPLE, not legal advice.")
    await expect(visitor.form).to_contain_text("Anyone we should keep this from?")
    await visitor.form.get_by_label("What shall we call you?").fill("Sol, from dispatch")
    await visitor.submit("Ask")
    await expect(visitor.aside).to_contain_text("Your request is in")
    await expect(open_offers(supporters, "").first).to_be_visible()
    await visitor.type("/peer")
    await visitor.press_aside("My request")
    await visitor.press_aside("I don’t need it any more")
    await expect(visitor.aside).to_contain_text("we ask nobody any more")
