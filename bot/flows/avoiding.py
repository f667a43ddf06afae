"""Whom a member would rather not talk to: never asked for them, never told, seen by nobody else."""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.listing import names_of
from bot.flows.preferring import of_known
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, Whom, aside, asked, said
from bot.flows.request_facts import today, with_all_above
from bot.flows.same_people import as_now
from bot.messages import MOST_OPTIONS, Answer, Option
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import MOST_AVOIDED, Person
from bot.ports import Work
from bot.rendering.preferring import avoided_card, avoided_form
from bot.routing.chain import above, evaluators
from bot.setting import Setting


def _avoided(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return _list(whom, person, "", work, setting)


def _edit(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The form, with those ticked who are on the list."""
    options = _options(person, work)
    if not options:
        return said("directory-empty", whom, work, setting)
    chosen = [str(each) for each in as_now(person.preferences.avoided, work)]
    return asked(avoided_form(whom.wording(setting), options, chosen), whom, work)


def _edited(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form, sent: what is ticked is the list."""
    person, whom = submitted.whom.person, submitted.whom
    if person is None:
        return said("preferring-unknown", whom, work, setting)
    values = tuple(dict.fromkeys(submitted.event.values.get("avoided", ())))
    options = _options(person, work)
    known = {option.value for option in options}
    wording, error = whom.wording(setting), ""
    if not known.issuperset(values):
        error = wording("avoided-not-there")
    elif len(values) > MOST_AVOIDED:
        error = wording("error-too-many", most=MOST_AVOIDED)
    if error:
        return asked(avoided_form(wording, options, values, error), whom, work)
    return _kept(whom, person, tuple(PersonId(int(value)) for value in values), work, setting)


def _avoid(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """From an entry of the directory."""
    unwanted = PersonId(int(pressed.action.args["p"]))
    now = as_now(person.preferences.avoided, work)
    if unwanted in now:
        return _list(whom, person, "already-done", work, setting)
    if unwanted == person.id or not work.people.get_many([unwanted]):
        return said("directory-gone", whom, work, setting)
    if len(now) >= MOST_AVOIDED:
        return _list(whom, person, "avoided-full", work, setting)
    return _kept(whom, person, (*now, unwanted), work, setting)


def _unavoid(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    wanted, wishes = PersonId(int(pressed.action.args["p"])), person.preferences
    now = as_now(wishes.avoided, work)
    if wanted not in now:
        return _list(whom, person, "already-done", work, setting)
    wishes = replace(wishes, avoided=tuple(p for p in now if p != wanted))
    person = replace(person, preferences=wishes)
    work.people.save(person)
    return _list(Whom(whom.account, person), person, "avoided-removed", work, setting)


def stand_above(person: Person, work: Work, setting: Setting) -> Sequence[str]:
    """The names of who stands above this person or evaluates them, or did within the year."""
    day = today(work, setting)
    over = above(person.id, with_all_above([person.id], work), day)
    everybody = sorted(over | evaluators(person.roster, day))
    return sorted(names_of(everybody, work).values())


def _kept(
    whom: Whom, person: Person, avoided: tuple[PersonId, ...], work: Work, setting: Setting
) -> Answer:
    """Keeps the list; it wins over liking somebody, and over being greeted by them."""
    wishes, membership = person.preferences, person.membership
    preferred = tuple(each for each in wishes.preferred if each not in avoided)
    peers = tuple(each for each in membership.contact_peers if each not in avoided)
    changed = replace(
        person,
        preferences=replace(wishes, avoided=avoided, preferred=preferred),
        membership=replace(membership, contact_peers=peers),
    )
    if changed == person:
        return _list(whom, person, "already-done", work, setting)
    work.people.save(changed)
    both = preferred != wishes.preferred or peers != membership.contact_peers
    noted = "avoided-changed-both" if both else "avoided-changed"
    return _list(Whom(whom.account, changed), changed, noted, work, setting)


def _list(whom: Whom, person: Person, noted: str, work: Work, setting: Setting) -> Answer:
    """The list as it is now, under the text `noted` names ("" : none)."""
    wording = whom.wording(setting)
    names = tuple(names_of(as_now(person.preferences.avoided, work), work).values())
    words = ""
    if noted:
        words = wording(noted, most=MOST_AVOIDED) if noted == "avoided-full" else wording(noted)
    chain = stand_above(person, work, setting)
    return aside(avoided_card(wording, names, chain, noted=words), whom, work)


def _options(person: Person, work: Work) -> tuple[Option, ...]:
    """Who is on the list, then every supporter of the roster by name, approved or not yet: a
    "rather not" may come before the first day."""
    on_list = as_now(person.preferences.avoided, work)
    supporters = work.people.readable(s.person for s in work.supporters.all())
    others = [
        each
        for each in supporters.values()
        if each.on_roster and each.id not in on_list and each.id != person.id
    ]
    others.sort(key=lambda each: (each.roster.name.casefold(), each.id))
    known = work.people.readable(on_list).values()
    everybody = (*known, *others)[:MOST_OPTIONS]
    return tuple(
        Option(str(each.id), each.roster.name, hint=each.roster.station) for each in everybody
    )


PRESSES: Presses = {
    ActionKind.AVOIDED: of_known(_avoided),
    ActionKind.EDIT_AVOIDED: of_known(_edit),
    ActionKind.AVOID: of_known(_avoid),
    ActionKind.UNAVOID: of_known(_unavoid),
}
SUBMITS: Submits = {ActionKind.EDIT_AVOIDED: _edited}
