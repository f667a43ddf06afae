"""Whom a member would like, ranked, and the wishes that hold for everybody. Seen by nobody else."""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.listing import find, listed, names_of
from bot.flows.pressing import PersonFlow, Pressed, Presses, PressFlow, Whom, aside, said
from bot.flows.same_people import as_now
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import MOST_PREFERRED, Person, Preferences
from bot.ports import Work
from bot.rendering.preferring import Ranked, preferred_card
from bot.setting import Setting


def of_known(flow: PersonFlow) -> PressFlow:
    """For those who have a record to keep a wish in; anybody else is told so."""

    def pressed_by(pressed: Pressed, work: Work, setting: Setting) -> Answer:
        person = pressed.whom.person
        if person is None:
            return said("preferring-unknown", pressed.whom, work, setting)
        return flow(pressed.whom, person, pressed, work, setting)

    return pressed_by


def _preferred(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    return _list(whom, person, "", work, setting)


def _prefer(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Put last on the ranked list; a "rather not" about the same person gives way."""
    wanted, wishes = PersonId(int(pressed.action.args["p"])), person.preferences
    if wanted in wishes.preferred:
        return _list(whom, person, "already-done", work, setting)
    if wanted == person.id or find(wanted, listed(work, setting)) is None:
        return said("directory-gone", whom, work, setting)
    if len(wishes.preferred) >= MOST_PREFERRED:
        return _list(whom, person, "preferred-full", work, setting)
    avoided = as_now(wishes.avoided, work)
    noted = "preferred-added-from-avoided" if wanted in avoided else "preferred-added"
    wishes = replace(
        wishes,
        preferred=(*wishes.preferred, wanted),
        avoided=_without(wanted, avoided),
    )
    return _kept(whom, person, wishes, noted, work, setting)


def _move(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """One place up or down; where it does not go any further nothing is changed."""
    args, ranks = pressed.action.args, list(person.preferences.preferred)
    moved, by = PersonId(int(args["p"])), int(args["by"])
    place = ranks.index(moved) + by if moved in ranks else -1
    if not 0 <= place < len(ranks):
        return _list(whom, person, "already-done", work, setting)
    ranks.remove(moved)
    ranks.insert(place, moved)
    wishes = replace(person.preferences, preferred=tuple(ranks))
    return _kept(whom, person, wishes, "preferred-moved", work, setting)


def _unprefer(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    unwanted, wishes = PersonId(int(pressed.action.args["p"])), person.preferences
    if unwanted not in wishes.preferred:
        return _list(whom, person, "already-done", work, setting)
    wishes = replace(wishes, preferred=_without(unwanted, wishes.preferred))
    return _kept(whom, person, wishes, "preferred-removed", work, setting)


def _no_officers(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    wishes = replace(person.preferences, no_officers=bool(pressed.action.args["on"]))
    return _wished(whom, person, wishes, work, setting)


def _other_station(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    wishes = replace(person.preferences, other_station=bool(pressed.action.args["on"]))
    return _wished(whom, person, wishes, work, setting)


def _wished(
    whom: Whom, person: Person, wishes: Preferences, work: Work, setting: Setting
) -> Answer:
    if wishes == person.preferences:
        return _list(whom, person, "already-done", work, setting)
    return _kept(whom, person, wishes, "settings-changed", work, setting)


def _kept(
    whom: Whom, person: Person, wishes: Preferences, noted: str, work: Work, setting: Setting
) -> Answer:
    person = replace(person, preferences=wishes)
    work.people.save(person)
    return _list(Whom(whom.account, person), person, noted, work, setting)


def _list(whom: Whom, person: Person, noted: str, work: Work, setting: Setting) -> Answer:
    """The list as it is now, under the text `noted` names ("" : none)."""
    wording, wishes = whom.wording(setting), person.preferences
    words = _note(noted, whom, setting) if noted else ""
    ranked = _ranked(wishes.preferred, work, setting)
    return aside(preferred_card(wording, ranked, wishes, noted=words), whom, work)


def _note(noted: str, whom: Whom, setting: Setting) -> str:
    wording = whom.wording(setting)
    if noted == "preferred-full":
        return wording(noted, most=MOST_PREFERRED)
    return wording(noted)


def _ranked(people: Sequence[PersonId], work: Work, setting: Setting) -> tuple[Ranked, ...]:
    directory = listed(work, setting)
    return tuple(
        Ranked(each, name, find(each, directory) is not None)
        for each, name in names_of(people, work).items()
    )


def _without(person: PersonId, people: Sequence[PersonId]) -> tuple[PersonId, ...]:
    return tuple(each for each in people if each != person)


PRESSES: Presses = {
    ActionKind.PREFERRED: of_known(_preferred),
    ActionKind.PREFER: of_known(_prefer),
    ActionKind.MOVE_PREFERRED: of_known(_move),
    ActionKind.UNPREFER: of_known(_unprefer),
    ActionKind.NO_OFFICERS: of_known(_no_officers),
    ActionKind.OTHER_STATION: of_known(_other_station),
}
