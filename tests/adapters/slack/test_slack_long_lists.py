"""Choices of more people than Slack has in one list."""

from bot.events import FormSubmitted
from bot.messages import MOST_OPTIONS, Answer, ChoiceField, Form, Option
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import FOOTER, card


def form_of(count: int, *chosen: int, several: bool) -> Form:
    people = tuple(
        Option(str(2**62 + n), f"Alexandra Whitfield-Quiñones {n}", "Station 12 · available now")
        for n in range(count)
    )
    field = ChoiceField(
        "whom",
        "Whom?",
        people,
        several=several,
        required=True,
        chosen=tuple(str(2**62 + n) for n in chosen),
    )
    return Form("Talk to someone", (field,), "Ask", token="f1", footer=FOOTER)


async def test_each_of_them_can_be_chosen(at: SlackHarness) -> None:
    ana = at.person("ana")
    for count, several in ((100, True), (101, False), (250, True), (MOST_OPTIONS, False)):
        at.core.answer(Answer(form=form_of(count, several=several)))
        await at.command(at.account("ana"), "peer")
        assert ana.modal is not None
        (field,) = ana.modal.fields()
        assert len(field.options) == count
        last = f"Alexandra Whitfield-Quiñones {count - 1}"
        at.core.answer(Answer(aside=card("Asked.")))
        reply = await ana.submit({"Whom?": (last,) if several else last})
        assert reply.ok, reply.errors
        sent = at.core.events[-1]
        assert isinstance(sent, FormSubmitted)
        assert sent.values["whom"] == (str(2**62 + count - 1),)


async def test_groups_say_from_whom_to_whom_and_what_is_chosen_stays_so(at: SlackHarness) -> None:
    ana = at.person("ana")
    at.core.answer(Answer(form=form_of(250, 3, 249, several=True)))
    await at.command(at.account("ana"), "peer")
    assert ana.modal is not None
    (block,) = [each for each in ana.modal.blocks if each["type"] == "input"]
    labels = [group["label"]["text"] for group in block["element"]["option_groups"]]
    assert labels[1] == "Alexandra Whitfield-Quiñones 100 – Alexandra Whitfield-Quiñones 199"
    (field,) = ana.modal.fields()
    assert [label.rpartition(" ")[2] for label in field.value] == ["3", "249"]
