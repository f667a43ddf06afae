"""Who the supporters are: by page, and one by one with what a member may do from there."""

from collections.abc import Sequence

from bot.flows.listing import Listed, find, listed, stands_close
from bot.flows.pressing import Pressed, Presses, Whom, aside, said
from bot.flows.same_people import then_and_now
from bot.messages import Answer, Style
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.directory import (
    ENTRIES_A_PAGE,
    Shown,
    Standing,
    directory_card,
    entry_card,
    short,
)
from bot.rendering.paging import page_of
from bot.rendering.wording import Choice, Wording, choice
from bot.setting import Setting


def directory(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A page of it."""
    wanted = int(pressed.action.args.get("page", 0))
    page, entries = page_of(listed(work, setting), wanted, most=ENTRIES_A_PAGE)
    shown = [shown_entry(each, work) for each in entries]
    return aside(directory_card(pressed.whom.wording(setting), page, shown), pressed.whom, work)


def entry(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    args, whom = pressed.action.args, pressed.whom
    page = int(args.get("page", 0))
    return entry_of(PersonId(int(args["p"])), whom, work, setting, page=page)


def entry_of(
    wanted: PersonId, whom: Whom, work: Work, setting: Setting, *, page: int = 0
) -> Answer:
    """One entry, with the buttons that fit whoever looks at it."""
    found, wording = find(wanted, listed(work, setting)), whom.wording(setting)
    if found is None:
        back = choice(wording("menu-directory"), ActionKind.DIRECTORY, page=page)
        return said("directory-gone", whom, work, setting, back)
    standing = _standing(whom.person, found, work, setting)
    choices = _choices(whom.person, found, standing, wording)
    shown = shown_entry(found, work)
    return aside(entry_card(wording, shown, standing, choices, page=page), whom, work)


def shown_entry(found: Listed, work: Work) -> Shown:
    """What anybody may see of a supporter; the roster's language is one that they speak."""
    supporter, roster = found.supporter, found.person.roster
    photo = supporter.shown.photo
    return Shown(
        id=found.id,
        name=roster.name,
        station=roster.station,
        trained_until=supporter.trained_until,
        available=found.available,
        entry=supporter.shown,
        languages=(roster.language, *supporter.shown.languages),
        photo=work.pictures.get(photo) if photo is not None else None,
    )


def _standing(person: Person | None, found: Listed, work: Work, setting: Setting) -> Standing:
    if person is None:
        return Standing()
    preferred = person.preferences.preferred
    return Standing(
        contact=found.id in person.membership.contact_peers,
        preferred=preferred.index(found.id) + 1 if found.id in preferred else 0,
        avoided=found.id in then_and_now(person.preferences.avoided, work),
        close=stands_close(person, found, work, setting),
        own=found.id == person.id,
    )


def _choices(
    person: Person | None, found: Listed, standing: Standing, wording: Wording
) -> Sequence[Choice]:
    """Nobody talks to themselves; who is avoided is not asked; greeting is for who joined."""
    if standing.own:
        return (choice(wording("button-my-entry"), ActionKind.MY_ENTRY),)
    choices = []
    if not standing.avoided:
        talk = wording("button-talk-to", name=short(found.name))
        choices.append(choice(talk, ActionKind.TALK, Style.PRIMARY, p=found.id))
    if person is None:
        return choices
    if person.joined and not standing.avoided:
        label, kind = (
            ("button-drop-contact", ActionKind.DROP_CONTACT)
            if standing.contact
            else ("button-add-contact", ActionKind.ADD_CONTACT)
        )
        choices.append(choice(wording(label), kind, p=found.id))
    label, kind = (
        ("button-unprefer", ActionKind.UNPREFER)
        if standing.preferred
        else ("button-prefer", ActionKind.PREFER)
    )
    choices.append(choice(wording(label), kind, p=found.id))
    label, kind = (
        ("button-unavoid", ActionKind.UNAVOID)
        if standing.avoided
        else ("button-avoid", ActionKind.AVOID)
    )
    choices.append(choice(wording(label), kind, Style.QUIET, p=found.id))
    return choices


PRESSES: Presses = {ActionKind.DIRECTORY: directory, ActionKind.SUPPORTER_ENTRY: entry}
