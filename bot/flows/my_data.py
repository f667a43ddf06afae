"""My data: what is held about whoever asks, shown to them alone, changed and kept by nothing."""

from dataclasses import replace

from bot.flows.listing import names_of
from bot.flows.pressing import Pressed, Presses, aside
from bot.flows.same_people import as_now
from bot.flows.supporting import standing_of
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.my_data import Held, my_data_card, nobodys_data_card
from bot.setting import Setting


def my_data(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A page of it."""
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    page = int(pressed.action.args.get("page", 0))
    return aside(my_data_card(wording, held_about(person, work, setting), page), whom, work)


def held_about(person: Person, work: Work, setting: Setting) -> Held:
    """Everything that is told of somebody, on the pages and in the file."""
    wishes = replace(person.preferences, avoided=as_now(person.preferences.avoided, work))
    person = replace(person, preferences=wishes)
    return Held(
        person=person,
        names=names_of(_named(person), work),
        open_request=work.requests.open_of(person.id) is not None,
        supporter=work.supporters.get(person.id),
        standing=standing_of(person.id, work, setting),
        now=work.now,
    )


def _named(person: Person) -> tuple[PersonId, ...]:
    """Everybody whom the person's records name."""
    roster, rhythm = person.roster, person.rhythm
    return (
        *((roster.supervisor,) if roster.supervisor is not None else ()),
        *roster.evaluators,
        *(tie.person for tie in roster.former_ties),
        *person.membership.contact_peers,
        *person.preferences.preferred,
        *person.preferences.avoided,
        *((rhythm.aftercare.supporter,) if rhythm.aftercare is not None else ()),
    )


PRESSES: Presses = {ActionKind.MY_DATA: my_data}
