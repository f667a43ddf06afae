"""What leaves at once: the card redrawn, an aside that nobody keeps, a form, an apology."""

import asyncio

from bot.events import ButtonPressed, Event, FormSubmitted
from bot.messages import Answer, ChoiceField, Form, Option, TextField
from bot.ports import LedgerBusy
from tests.contract.deliveries import FOOTER, card, post
from tests.contract.harness import Harness, Outcome
from tests.fakes.surroundings import APOLOGY, HELP_LINE


async def test_a_card_is_redrawn_in_the_chat(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    redrawn = card("Thanks, got it.", buttons=("Change my answer",), token="a2")
    harness.core.answer(Answer(redraw=redrawn))
    await harness.press(ana, 0, "Yes")
    (seen,) = await harness.chat(ana)
    assert seen.texts == ("Thanks, got it.", FOOTER)
    await harness.press(ana, 0, "Change my answer")
    again = harness.core.events[-1]
    assert isinstance(again, ButtonPressed)
    assert again.token == "a2"


async def test_an_aside_is_seen_by_whoever_acted_and_kept_by_nobody(harness: Harness) -> None:
    ana, ben = harness.account("ana"), harness.account("ben")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    harness.core.answer(Answer(aside=card("Between us", buttons=("More",), token="a2")))
    reply = await harness.press(ana, 0, "Yes")
    assert reply.aside is not None
    assert reply.aside.texts == ("Between us", FOOTER)
    for account in (ana, ben):
        assert all("Between us" not in seen.text for seen in await harness.chat(account))


async def test_an_aside_follows_on_an_aside(harness: Harness) -> None:
    ana = harness.account("ana")
    harness.core.answer(Answer(aside=card("The menu", buttons=("Directory",), token="a1")))
    await harness.command(ana, "peer")
    harness.core.answer(Answer(aside=card("The directory")))
    reply = await harness.press_in_aside(ana, "Directory")
    event = await harness.core.next_event(ButtonPressed)
    assert (event.account, event.token, event.number) == (ana, "a1", 0)
    assert reply.aside is not None
    assert reply.aside.texts[0] == "The directory"


async def test_a_card_redrawn_and_an_aside_at_once(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("So-so",), token="a1")))
    harness.core.answer(Answer(redraw=card("Thanks, got it."), aside=card("What might help")))
    reply = await harness.press(ana, 0, "So-so")
    assert reply.aside is not None
    assert reply.aside.texts[0] == "What might help"
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Thanks, got it."]


def asked(value: str = "", error: str = "") -> Form:
    field = TextField("number", "A number", "To call or text", value=value, error=error)
    return Form("Talk to someone", (field,), "Ask", token="f1", intro="First this.")


async def test_a_form_opens_with_its_labels_and_values(harness: Harness) -> None:
    ana = harness.account("ana")
    harness.core.answer(Answer(form=asked(value="555-0134")))
    reply = await harness.command(ana, "peer")
    assert reply.form is not None
    assert reply.form.title == "Talk to someone"
    assert reply.form.labels == {"number": "A number"}
    assert reply.form.values == {"number": ("555-0134",)}
    assert "First this." in reply.form.texts
    assert "To call or text" in reply.form.texts


async def test_a_form_asked_again_shows_what_was_wrong(harness: Harness) -> None:
    ana = harness.account("ana")
    harness.core.answer(Answer(form=asked()))
    await harness.command(ana, "peer")
    harness.core.answer(Answer(form=asked(value="none", error="That is no number.")))
    reply = await harness.submit(ana, {"number": ("none",)})
    assert reply.form is not None
    assert reply.form.errors == {"number": "That is no number."}
    assert reply.form.values == {"number": ("none",)}
    harness.core.answer(Answer(aside=card("Asked.")))
    reply = await harness.submit(ana, {"number": ("555",)})
    last = harness.core.events[-1]
    assert isinstance(last, FormSubmitted)
    assert last.one("number") == "555"
    assert reply.form is None
    assert reply.aside is not None


async def test_of_many_choices_none_is_left_out(harness: Harness) -> None:
    ana = harness.account("ana")
    people = tuple(Option(str(n), f"Person {n}", "Station 1") for n in range(250))
    fields = (
        ChoiceField("to", "Whom", people, required=True, chosen=("0",)),
        ChoiceField("avoid", "Whom not", people, several=True),
    )
    harness.core.answer(Answer(form=Form("Talk to someone", fields, "Ask", token="f1")))
    await harness.command(ana, "peer")
    harness.core.answer(Answer(aside=card("Asked.")))
    await harness.submit(ana, {"to": ("249",), "avoid": ("3", "120", "248")})
    last = harness.core.events[-1]
    assert isinstance(last, FormSubmitted)
    assert last.values["to"] == ("249",)
    assert set(last.values["avoid"]) == {"3", "120", "248"}


async def test_an_answer_that_takes_its_time_still_comes(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))

    async def slowly(event: Event) -> Answer:
        await asyncio.sleep(3.2)
        return Answer(redraw=card("Done."), aside=card("There you are."))

    harness.core.follow(slowly)
    reply = await harness.press(ana, 0, "Yes")
    assert reply.outcome is Outcome.TAKEN
    assert reply.aside is not None
    assert reply.aside.texts[0] == "There you are."
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Done."]


async def test_whoever_could_not_be_answered_is_told_with_the_lines(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))

    async def busy(event: Event) -> Answer:
        raise LedgerBusy("the database is locked")

    harness.core.follow(busy)
    reply = await harness.press(ana, 0, "Yes")
    assert reply.outcome is Outcome.SORRY
    assert reply.aside is not None
    assert reply.aside.texts == (APOLOGY, "The lines", "911\n988", HELP_LINE)
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Well?"]


async def test_a_flow_that_breaks_is_an_apology_too(harness: Harness) -> None:
    async def broken(event: Event) -> Answer:
        raise ZeroDivisionError

    harness.core.follow(broken)
    reply = await harness.type(harness.account("ana"), "hello")
    assert reply.outcome is Outcome.SORRY
    harness.core.answer(Answer(aside=card("Here again.")))
    reply = await harness.type(harness.account("ana"), "hello again")
    assert reply.outcome is Outcome.TAKEN
