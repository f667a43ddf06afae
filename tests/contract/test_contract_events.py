"""What people do becomes typed events: whose, with the platform's own id of each."""

from bot.events import (
    ButtonPressed,
    CommandGiven,
    FileSent,
    FormSubmitted,
    SentFile,
    TextTyped,
)
from bot.messages import Answer
from tests.adapters.local.samples import everything_form
from tests.contract.deliveries import card, post
from tests.contract.harness import Harness, Outcome


async def test_a_press_says_which_button_of_which_card_and_who(harness: Harness) -> None:
    ana = harness.account("ana")
    message = card("Well?", buttons=("Yes", "No", "Perhaps"), token="0123abcd")
    await harness.platform.deliver(post(ana, message))
    reply = await harness.press(ana, 0, "Perhaps")
    event = await harness.core.next_event(ButtonPressed)
    assert reply.outcome is Outcome.TAKEN
    assert (event.account, event.token, event.number) == (ana, "0123abcd", 2)


async def test_a_command_comes_with_its_words(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.command(ana, "peer", "now please")
    event = await harness.core.next_event(CommandGiven)
    assert (event.account, event.name, event.text) == (ana, "peer", "now please")


async def test_typed_words_come_as_they_were_typed(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.type(ana, "  two lines\nand a tab\there ")
    event = await harness.core.next_event(TextTyped)
    assert event.account == ana
    assert event.text.strip() == "two lines\nand a tab\there"


async def test_a_file_comes_whole(harness: Harness) -> None:
    ana = harness.account("ana")
    content = bytes(range(256)) * 40
    await harness.send_file(ana, "roster 2027.csv", content)
    event = await harness.core.next_event(FileSent)
    assert event.account == ana
    assert event.file == SentFile("roster 2027.csv", content)


async def test_a_form_comes_back_with_every_value(harness: Harness) -> None:
    ana = harness.account("ana")
    harness.core.answer(Answer(form=everything_form()))
    await harness.command(ana, "peer")
    harness.core.answer(Answer())
    values = {
        "line": ("a line",),
        "paragraph": ("first\nsecond",),
        "phone": ("+1 555 0134",),
        "date": ("2027-03-05",),
        "few": ("p2",),
        "many": ("p9",),
        "several": ("p1", "p3"),
        "agree": ("yes",),
    }
    reply = await harness.submit(ana, values, {"file": ("photo.png", b"\x89PNG\x00")})
    event = await harness.core.next_event(FormSubmitted)
    assert reply.outcome is Outcome.TAKEN
    assert event.account == ana
    assert event.token == everything_form().token
    assert {name: tuple(event.values[name]) for name in values} == values
    assert event.files == {"file": SentFile("photo.png", b"\x89PNG\x00")}


async def test_each_event_has_an_id_of_its_own(harness: Harness) -> None:
    ana, ben = harness.account("ana"), harness.account("ben")
    for account in (ana, ben, ana):
        await harness.command(account, "peer")
    ids = [event.id for event in harness.core.events]
    assert len(set(ids)) == 3
    assert all(ids)


async def test_an_event_that_comes_again_has_the_same_id(harness: Harness) -> None:
    await harness.command(harness.account("ana"), "peer")
    await harness.repeat()
    first, second = harness.core.events
    assert first == second


async def test_a_press_is_the_pressers_whoevers_card_it_was(harness: Harness) -> None:
    """Two people with a card each: nobody acts in another's name."""
    ana, ben = harness.account("ana"), harness.account("ben")
    for account, token in ((ana, "aaaa"), (ben, "bbbb")):
        await harness.platform.deliver(post(account, card("?", buttons=("Yes",), token=token)))
    await harness.press(ben, 0, "Yes")
    event = await harness.core.next_event(ButtonPressed)
    assert (event.account, event.token) == (ben, "bbbb")
