"""At the directory: entries opened, and what is read off them."""

from bot.messages import ChoiceField, Form, Message
from bot.model.ids import Account, PersonId
from bot.model.people import Preferences
from tests.bot.flows.department import (
    ANN,
    NAMES,
    Department,
    id_of,
)
from tests.playing import labels_of

LIST = ("peer", "Who they are")
LIKED = ("peer", "Whom I’d like")
RATHER_NOT = ("peer", "Whom I’d rather not")


def headings(message: Message | None) -> list[str]:
    assert message is not None
    return [s.heading for s in message.sections if s.heading in NAMES.values()]


def entry(agency: Department, who: int | Account, number: int) -> Message:
    """Opens somebody's entry."""
    page = agency.walk(who, *LIST).aside
    label = f"More about {NAMES[number]}"
    while label not in labels_of(page):
        page = agency.press(who, page, "Next").aside
    found = agency.press(who, page, label).aside
    assert found is not None
    return found


def preferences(agency: Department, who: int = ANN) -> Preferences:
    return agency.person(who).preferences


def ids(*numbers: int) -> tuple[PersonId, ...]:
    return tuple(id_of(number) for number in numbers)


def field_of(form: Form | None) -> ChoiceField:
    assert form is not None
    (field,) = form.fields
    assert isinstance(field, ChoiceField)
    return field
