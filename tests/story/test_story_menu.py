"""/peer and everything that hangs on it, for a member who joined, and for somebody whom no roster
knows."""

import re

import pytest
from playwright.async_api import expect

from tests.menus import MENU
from tests.story.at_the_demo import AtTheDemo, Desk, Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def opened(at: AtTheDemo) -> tuple[Desk, Phone]:
    desk = await at.open()
    await desk.stop_the_clock()
    return desk, desk.phones[0]


async def choose(phone: Phone, *buttons: str) -> None:
    """/peer, and from there button by button."""
    await phone.type("/peer")
    for button in buttons:
        await phone.press_aside(button)


async def test_the_menu_comes_by_completion_and_stands_nowhere(at: AtTheDemo) -> None:
    desk, member = await opened(at)
    count = await member.entries.count()
    await member.root.locator(".typed").press_sequentially("/p")
    options = member.root.get_by_role("option")
    await expect(options).to_have_count(3)
    await expect(options.first).to_contain_text(
        "Talk to a trained colleague, your check-ins, crisis lines"
    )
    await desk.page.keyboard.press("Enter")
    await expect(member.buttons(member.aside)).to_have_text(MENU)
    await expect(member.entries).to_have_count(count)
    await desk.page.keyboard.press("Escape")
    await expect(member.aside).to_be_hidden()


async def test_help_now(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "Crisis lines to call now")
    await expect(member.aside).to_contain_text("988 Suicide & Crisis Lifeline: 988")
    await expect(member.aside).to_contain_text("A colleague now, whoever is free")
    await expect(member.aside).to_contain_text("Employee assistance (sample): 555-0142")
    await member.type("/peer help me")
    await expect(member.aside).to_contain_text("Someone to talk to right now")


async def test_worried_about_someone(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "I’m worried about someone")
    await expect(member.aside).to_contain_text("You don’t have to know what to do.")
    await expect(member.aside).to_contain_text("Nothing about them is asked for here")
    await expect(member.aside.locator("input, textarea")).to_have_count(0)
    await member.press_aside("Ask a supporter for advice")
    await expect(member.aside).to_contain_text("A trained peer can talk with you")


async def test_how_confidential_this_is(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "How confidential is this?")
    for heading in (
        "What is kept",
        "Who sees what",
        "When nobody is free",
        "What we can’t promise",
    ):
        await expect(member.aside.get_by_role("heading", name=heading)).to_be_attached()
    await member.press_aside("Where confidentiality ends")
    await expect(member.aside).to_contain_text("SAMPLE, not legal advice.")


async def test_the_directory(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "Who they are")
    await expect(member.aside).to_contain_text("Page 1 of 2")
    names = ["Beatriz Solorzano", "Darius Eastgate", "Farida Rahmani", "Gideon Ashdown"]
    for name in names:
        await expect(member.aside.get_by_role("heading", name=name)).to_be_attached()
        await expect(member.aside.get_by_role("img", name=f"A picture of {name}")).to_be_visible()
    await expect(member.aside).to_contain_text("Speaks English, Español")
    await expect(member.aside).to_contain_text("Good with: Family, Money")
    await expect(member.aside).to_contain_text(re.compile(r"Trained until \w+ \d+, 20\d\d"))
    await member.press_aside("Next")
    await member.press_aside("More about Wyatt Holloway")
    await expect(member.aside).to_contain_text("I know the view from the couch.")
    await member.press_aside("Back")
    await expect(member.aside).to_contain_text("Page 2 of 2")


async def test_whom_the_member_would_like_in_order(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "Who they are", "More about Gideon Ashdown", "I’d like to talk to them")
    await expect(member.aside).to_contain_text("Added. Only you can see this.")
    await choose(member, "Who they are", "More about Darius Eastgate", "I’d like to talk to them")
    await choose(member, "Whom I’d like")
    await expect(member.aside).to_contain_text("1. Gideon Ashdown")
    await expect(member.aside).to_contain_text("2. Darius Eastgate")
    await member.press_aside("Up")
    await expect(member.aside).to_contain_text("1. Darius Eastgate")
    await member.press_aside("No officers")
    await expect(member.aside).to_contain_text("No officers, except those you name")
    await member.press_aside("Another station")
    await expect(member.aside).to_contain_text("Someone from another station, except")


async def test_whom_the_member_would_rather_not(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "Whom I’d rather not")
    await expect(member.aside).to_contain_text("Never asked anyway")
    await expect(member.aside).to_contain_text("Harriet Quillfeather")
    await member.press_aside("Change the list")
    await member.form.get_by_label("Darius Eastgate").check()
    await member.submit("Save")
    await expect(member.aside).to_contain_text("Whoever of them was among those you’d like")
    await expect(member.aside).to_contain_text("On it: Darius Eastgate")
    await choose(member, "Whom I’d like")
    await expect(member.aside).not_to_contain_text("Darius Eastgate")
    await choose(member, "Who they are", "More about Darius Eastgate")
    await expect(member.aside).to_contain_text("On your list of those you’d rather not.")
    await member.press_aside("It’s all right again")
    await expect(member.aside).to_contain_text("Taken off. Only you can see this.")


async def test_contact_peers_hear_that_they_were_chosen(at: AtTheDemo) -> None:
    desk, member = await opened(at)
    chosen = await desk.phone_of("Owen Tregarth", 1)
    await expect(chosen.newest).to_be_visible()  # the chat comes whole, after its phone
    count = await chosen.entries.count()
    await choose(member, "My contact peers", "Choose who greets you")
    await member.form.get_by_label("Owen Tregarth").check()
    await member.submit("Save")
    await expect(member.aside).to_contain_text("hears that you chose them")
    await expect(chosen.entries).to_have_count(count + 1)
    await expect(chosen.newest).to_contain_text("Someone who joined has chosen you")
    await expect(chosen.newest).not_to_contain_text("Juno")
    await chosen.press("See who")
    await expect(chosen.aside).to_contain_text("Juno Salverson, Station 3.")


async def test_how_often_when_and_in_which_language(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "My check-ins", "How often", "Every two weeks")
    await expect(member.aside).to_contain_text("A check-in about every two weeks.")
    await choose(member, "My check-ins", "Hours", "Other hours")
    await member.form.get_by_label("From").select_option(label="09:00")
    await member.form.get_by_label("To").select_option(label="09:00")
    await member.form.get_by_role("button", name="Save").click()
    await expect(member.form).to_contain_text("From and to are the same hour.")
    await member.form.get_by_label("To").select_option(label="13:00")
    await member.submit("Save")
    await expect(member.aside).to_contain_text("Between 09:00 and 13:00.")
    await choose(member, "My check-ins", "On or off shift", "Off shift")
    await expect(member.aside).to_contain_text("Rather off shift.")
    await choose(member, "My check-ins", "Nothing extra the day after")
    await expect(member.aside).to_contain_text("Nothing extra the day after “In a bad place”.")
    await choose(member, "My check-ins", "Language", "Español")
    await expect(member.aside).to_contain_text("Idioma: Español.")
    await choose(member, "Lo que me escriben", "Idioma", "English")
    await expect(member.aside).to_contain_text("In English.")


async def test_a_pause(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "My check-ins", "Pause", "A week")
    await expect(member.aside).to_contain_text("no messages from us until")
    await choose(member, "My check-ins", "End the pause")
    await expect(member.aside).to_contain_text("You’re getting messages again")
    await choose(member, "My check-ins", "Pause", "Until a day I choose")
    await member.form.get_by_label("On which day").fill("2020-01-01")
    await member.form.get_by_role("button", name="Save").click()
    await expect(member.form).to_contain_text("That day is not ahead of us.")
    await member.form.get_by_role("button", name="Close").click()


async def test_my_data_tells_what_is_held(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await member.press("Struggling")
    await choose(member, "My data")
    said = await member.aside.inner_text()
    pages = int(re.findall(r"Page 1 of (\d)", said)[0])
    for _ in range(pages - 1):
        await member.press_aside("Next")
        said += await member.aside.inner_text()
    for words in (
        "Number: 033",
        "Above you: Harriet Quillfeather",
        "Farida Rahmani",
        "Owen Tregarth",
        "Your last answer: “Struggling”",
    ):
        assert words in said


async def test_leaving_and_joining_again(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await choose(member, "My check-ins", "Stop writing to me", "No, stay")
    await expect(member.aside).to_contain_text("Nothing was changed.")
    await choose(member, "My check-ins", "Stop writing to me", "Yes, stop")
    await expect(member.aside).to_contain_text("We won’t write unasked any more")
    await member.press("Change my answer")
    await expect(member.aside).to_contain_text("You’ve left these messages")
    await choose(member, "My check-ins", "Join")
    await expect(member.aside).to_contain_text("Two short things first")
    await member.press_aside("Next")
    await member.press_aside("I’ve read this")
    await member.form.get_by_label("Rosalind Achebe").check()
    await member.submit("Join")
    await expect(member.aside).to_contain_text("You’re in.")
    await expect(member.aside).to_contain_text("Your contact peers: Rosalind Achebe")


async def test_whoever_is_not_on_the_roster_has_what_needs_none(at: AtTheDemo) -> None:
    desk, _ = await opened(at)
    visitor = await desk.phone_of("Sol Marchbanks")
    await expect(visitor.role).to_have_text("Not on the roster")
    await expect(visitor.root).to_contain_text("No messages yet")
    await visitor.root.get_by_role("button", name="/peer Talk to a trained colleague").click()
    await expect(visitor.aside).to_contain_text("We don’t find you on the roster")
    await expect(visitor.buttons(visitor.aside)).not_to_contain_text(["My check-ins"])
    await visitor.press_aside("My data")
    await expect(visitor.aside).to_contain_text("Nothing is held about you")
    for command in ("/supporter", "/peer-admin"):
        await visitor.type(command)
        await expect(visitor.aside).to_contain_text("That is not open to you here.")


async def test_a_command_that_there_is_not_is_refused(at: AtTheDemo) -> None:
    _, member = await opened(at)
    await member.root.locator(".typed").fill("/poor")
    await member.root.locator(".typed").press("Enter")
    await expect(member.root.get_by_role("alert")).to_contain_text("There is no such command.")
