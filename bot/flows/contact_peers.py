"""Who may greet a member: chosen by form or from the directory, known to both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.flows.civil_hours import civil_minute
from bot.flows.listing import Listed, find, listed, looker, names_of, who_may_greet
from bot.flows.pressing import (
    PersonFlow,
    Pressed,
    Presses,
    PressFlow,
    Submits,
    Submitted,
    Whom,
    aside,
    asked,
    said,
)
from bot.flows.request_facts import still_serves
from bot.flows.same_people import then_and_now
from bot.messages import Answer, Option, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import PersonId
from bot.model.people import MOST_CONTACT_PEERS, Person
from bot.ports import Work
from bot.rendering.contact_peers import (
    MOST_OFFERED,
    NOBODY,
    SURPRISE,
    and_by,
    contact_peers_card,
    contacts_form,
    most_of_peers,
    who_chose_card,
    who_still_chooses,
)
from bot.rendering.wording import choice, to_the_menu
from bot.routing.eligibility import judge, no_officer_if_wished, speaks_the_language
from bot.setting import Setting

#: So many days ahead a message is put; a supporter whom more chose is told of no more of them.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Unchosen:
    """The choice cannot be taken; `text` is the id of what says why."""

    text: str


def contact_peers(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Who greets the member, or that this belongs to joining."""
    return shown_to(pressed.whom, work, setting)


def shown_to(whom: Whom, work: Work, setting: Setting, *, noted: str = "") -> Answer:
    person = whom.person
    if person is None or not person.joined:
        return _join_first(whom, work, setting)
    names = names_of(person.membership.contact_peers, work)
    serving = frozenset(each.id for each in listed(work, setting))
    peers = tuple(names.items())
    return aside(contact_peers_card(whom.wording(setting), peers, serving, noted=noted), whom, work)


def of_member(flow: PersonFlow) -> PressFlow:
    """For those who joined; anybody else hears that this belongs to joining."""

    def pressed_by(pressed: Pressed, work: Work, setting: Setting) -> Answer:
        person = pressed.whom.person
        if person is None or not person.joined:
            return _join_first(pressed.whom, work, setting)
        return flow(pressed.whom, person, pressed, work, setting)

    return pressed_by


def choose(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The form, with whom they have now."""
    options = options_for(person, work, setting)
    if not options:
        return said("join-contact-empty", whom, work, setting)
    chosen = tuple(str(each) for each in person.membership.contact_peers)
    return asked(contacts_form(whom.wording(setting), options, chosen), whom, work)


def chosen(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form, sent: kept, and whoever is new among them hears of it."""
    person, whom = submitted.whom.person, submitted.whom
    if person is None or not person.joined:
        return _join_first(whom, work, setting)
    wording, values = whom.wording(setting), submitted.event.values.get("contacts", ())
    peers = peers_from(values, person, work, setting)
    if isinstance(peers, Unchosen):
        options = options_for(person, work, setting)
        return asked(contacts_form(wording, options, values, wording(peers.text)), whom, work)
    return _kept(whom, person, peers, work, setting)


def add(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """One more, from their entry in the directory."""
    wanted = PersonId(int(pressed.action.args["p"]))
    peers = person.membership.contact_peers
    if wanted in peers:
        return said("already-done", whom, work, setting)
    if find(wanted, listed(work, setting)) is None or wanted == person.id:
        return said("directory-gone", whom, work, setting)
    if wanted in then_and_now(person.preferences.avoided, work):
        return said("contacts-avoided", whom, work, setting)
    if len(peers) >= MOST_CONTACT_PEERS:
        return shown_to(whom, work, setting, noted=most_of_peers(whom.wording(setting)))
    return _kept(whom, person, (*peers, wanted), work, setting)


def drop(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Somebody greets no more; they are not told."""
    unwanted = PersonId(int(pressed.action.args["p"]))
    peers = person.membership.contact_peers
    if unwanted not in peers:
        return said("already-done", whom, work, setting)
    return _kept(whom, person, tuple(p for p in peers if p != unwanted), work, setting)


def who_chose(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Shows a supporter the members who chose them, as long as that holds and they serve."""
    person, whom = pressed.whom.person, pressed.whom
    if person is None or not person.on_roster:
        return said("not-for-you", whom, work, setting)
    members = who_still_chooses(person.id, pressed.action.args, work)
    if not members or not still_serves(person.id, work, setting):
        on = to_the_menu(whom.wording(setting))
        return said("chosen-no-longer", whom, work, setting, on)
    return aside(who_chose_card(whom.wording(setting), members), whom, work)


# ── shared with joining ─────────────────────────────────────────────────────────────────────


def options_for(person: Person, work: Work, setting: Setting) -> tuple[Option, ...]:
    """Whom they may choose in the form: those they have, then those who may greet by default."""
    directory = listed(work, setting)
    now = [find(peer, directory) for peer in person.membership.contact_peers]
    have = [each for each in now if each is not None]
    rest = [each for each in who_may_greet(person, work, setting) if each not in have]
    return tuple(
        Option(str(each.id), each.name, hint=each.person.roster.station)
        for each in (*have, *rest)[:MOST_OFFERED]
    )


def peers_from(
    values: Sequence[str], person: Person, work: Work, setting: Setting
) -> tuple[PersonId, ...] | Unchosen:
    """The people chosen, in the order of the list, those they had before first."""
    names = set(values) - {SURPRISE, NOBODY}
    options = {o.value: PersonId(int(o.value)) for o in options_for(person, work, setting)}
    if NOBODY in values and (names or SURPRISE in values):
        return Unchosen("join-contact-both")
    if not names <= options.keys():
        return Unchosen("join-contact-not-there")
    if len(names) + (SURPRISE in values) > MOST_CONTACT_PEERS:
        return Unchosen("join-contact-too-many")
    peers = tuple(each for value, each in options.items() if value in names)
    return (*peers, *_drawn(person, peers, work, setting)) if SURPRISE in values else peers


def tell(person: Person, peers: Sequence[PersonId], work: Work, setting: Setting) -> None:
    """Lets these supporters know, at an hour that wakes nobody, that somebody chose them: in one
    message a day, whoever else chose them that day."""
    for supporter in work.people.readable(peers).values():
        _tell_one(person, supporter, work, setting)


def _tell_one(person: Person, supporter: Person, work: Work, setting: Setting) -> None:
    """1. Today's message, if it still waits, speaks of this member too. 2. If there is none, it is
    put. 3. If it is out, or full, it is the next day's."""
    zone, start = ZoneInfo(supporter.roster.zone), work.now
    for _ in range(MOST_DAYS):
        due = civil_minute(supporter, work, setting, start=start)
        day = due.astimezone(zone).date()
        out = Outgoing(
            key=f"chosen:{supporter.id}:{day.isoformat()}",
            to=supporter.id,
            about=supporter.id,
            content=Content(ContentKind.CHOSEN_AS_CONTACT, {"p": str(person.id)}),
            due_at=due,
            lane=Lane.ACTIVATION,
        )
        if work.outbox.amend(out.key, partial(and_by, person.id)) or work.outbox.put(out):
            return
        start = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def _drawn(
    person: Person, beside: Sequence[PersonId], work: Work, setting: Setting
) -> tuple[PersonId, ...]:
    """One by a keyed draw: of those who speak the language, no officer where none is wished."""
    asker = looker(person, work, setting)
    rules = (speaks_the_language, no_officer_if_wished)
    fits: list[Listed] = [
        each
        for each in who_may_greet(person, work, setting)
        if each.id not in beside and judge(asker, each.candidate, rules).eligible
    ]
    if not fits:
        return ()
    first = min(fits, key=lambda each: work.draw("contact peer", str(person.id), str(each.id)))
    return (first.id,)


def _kept(
    whom: Whom, person: Person, peers: tuple[PersonId, ...], work: Work, setting: Setting
) -> Answer:
    before = person.membership.contact_peers
    if peers == before:
        return shown_to(whom, work, setting, noted=whom.wording(setting)("already-done"))
    person = replace(person, membership=replace(person.membership, contact_peers=peers))
    work.people.save(person)
    new = [peer for peer in peers if peer not in before]
    tell(person, new, work, setting)
    noted = whom.wording(setting)("contacts-changed" if new else "contacts-dropped")
    return shown_to(Whom(whom.account, person), work, setting, noted=noted)


def _join_first(whom: Whom, work: Work, setting: Setting) -> Answer:
    wording = whom.wording(setting)
    if not whom.on_roster:
        return said("join-only-roster", whom, work, setting)
    join = choice(wording("button-join"), ActionKind.JOIN, Style.PRIMARY)
    return said("contacts-join-first", whom, work, setting, join, to_the_menu(wording))


PRESSES: Presses = {
    ActionKind.CONTACT_PEERS: contact_peers,
    ActionKind.CHOOSE_CONTACT: of_member(choose),
    ActionKind.ADD_CONTACT: of_member(add),
    ActionKind.DROP_CONTACT: of_member(drop),
    ActionKind.WHO_CHOSE: who_chose,
}
SUBMITS: Submits = {ActionKind.CHOOSE_CONTACT: chosen}
