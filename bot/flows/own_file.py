"""What is held about somebody, as a file: after a warning, one at a time, for an hour at most.

It is made at delivery, and stored nowhere.
"""

from dataclasses import replace
from datetime import timedelta

from bot.flows.my_data import held_about
from bot.flows.own_file_outbox import delete, put, standing, until
from bot.flows.pressing import Pressed, Presses, aside
from bot.messages import Answer, Card
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.people import Person
from bot.ports import Work
from bot.rendering import own_file as say
from bot.rendering.my_data import nobodys_data_card
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Wording
from bot.setting import Setting

LEAST = timedelta(minutes=10)
"""A file that would be there for less is not sent any more."""


def warn(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """What speaks against it; or that there is one already, or that none can be sent."""
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    return aside(_against(person, wording, work) or say.warning_card(wording), whom, work)


def send(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The file, and what deletes it, are put in the outbox together; nothing where one is there,
    or none can be sent."""
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    against = _against(person, wording, work)
    if against is not None:
        return aside(against, whom, work)
    minute = put(person.id, work)
    if minute is None:
        return aside(say.a_moment_ago_card(wording), whom, work)
    return aside(say.coming_card(wording, until(minute), person.roster.zone), whom, work)


def delete_now(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Before its hour is over."""
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    delete(person.id, int(pressed.action.args["m"]), work)
    return aside(say.being_deleted_card(wording), whom, work)


def file(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """The message with the file, as things stand now."""
    minute = int(content.args["m"])
    if work.now > until(minute) - LEAST:
        return Dropped("too-late")
    wording, held = Wording(setting, person.language), held_about(person, work, setting)
    platform = _written_on(person, setting)
    if platform is not None and not setting.capabilities[platform].health:
        held = replace(held, tells_answers=False)
    said = say.file_message_card(wording, until(minute), person.roster.zone, minute)
    made = say.file_of(wording, held, until(minute))
    return Card(replace(said.message, file=made), said.actions)


def not_sent(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    return say.not_sent_card(Wording(setting, person.language))


def stays(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    return say.stays_card(Wording(setting, person.language))


def _against(person: Person, wording: Wording, work: Work) -> Card | None:
    """Why no file is sent now."""
    minute = standing(person.id, work)
    if minute is not None:
        return say.there_already_card(wording, until(minute), person.roster.zone, minute)
    platform = _written_on(person, wording.setting)
    if platform is None or not wording.setting.capabilities[platform].files:
        return say.no_files_card(wording)
    return None


def _written_on(person: Person, setting: Setting) -> str | None:
    """The platform that what goes to them goes to, of those that are connected."""
    return next((a.platform for a in person.accounts if a.platform in setting.capabilities), None)


PRESSES: Presses = {
    ActionKind.OWN_FILE: warn,
    ActionKind.SEND_OWN_FILE: send,
    ActionKind.DELETE_OWN_FILE: delete_now,
}
RENDERERS: Renderers = {
    ContentKind.OWN_FILE: file,
    ContentKind.OWN_FILE_NOT_SENT: not_sent,
    ContentKind.OWN_FILE_STAYS: stays,
}
