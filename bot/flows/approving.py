"""Coordinators look at supporters' entries before anybody sees them. Nobody looks at their own."""

from dataclasses import replace

from bot.flows.civil_hours import civil_minute
from bot.flows.listing import names_of
from bot.flows.pressing import Pressed, Presses, Whom, aside, said, shown
from bot.flows.roles import coordinator_of
from bot.messages import Answer, Card, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.model.supporters import Supporter
from bot.ports import Work
from bot.rendering.entries import version_of, waiting_card, waits
from bot.rendering.wording import card, choice, part
from bot.setting import Setting


def entries(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The next one that waits for this coordinator."""
    whom, coordinator = pressed.whom, coordinator_of(pressed.whom)
    if coordinator is None:
        return said("not-for-you", whom, work, setting)
    found = waiting_for(coordinator, work)
    if not found:
        menu = choice(
            whom.wording(setting)("button-admin-menu"), ActionKind.ADMIN_MENU, Style.QUIET
        )
        return said("entries-none", whom, work, setting, menu)
    return aside(_waiting(found[0], whom, work, setting), whom, work)


def approve(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """What the coordinator saw is shown from now on."""
    return _decide(pressed, work, setting, approved=True)


def send_back(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Not yet: it stays with the supporter, who hears that somebody would like to talk it over."""
    return _decide(pressed, work, setting, approved=False)


def waiting_for(coordinator: Person, work: Work) -> tuple[Supporter, ...]:
    """Entries that wait, the coordinator's own left out."""
    everybody = work.supporters.all()
    return tuple(each for each in everybody if waits(each) and each.person != coordinator.id)


def _decide(pressed: Pressed, work: Work, setting: Setting, *, approved: bool) -> Answer:
    """1. Only a coordinator, and not about themselves. 2. What is settled stays so. 3. Another
    version than the one seen is shown first. 4. Decided, on record, and the supporter hears."""
    whom, coordinator = pressed.whom, coordinator_of(pressed.whom)
    if coordinator is None:
        return said("not-for-you", whom, work, setting)
    wording = whom.wording(setting)
    proposer = PersonId(int(pressed.action.args["p"]))
    if proposer == coordinator.id:
        return said("entry-own", whom, work, setting)
    supporter, name = work.supporters.get(proposer), names_of((proposer,), work).get(proposer)
    if name is None or supporter is None or supporter.proposed is None or supporter.returned:
        return _settled(wording("entry-settled"), pressed, work, setting)
    version = version_of(supporter.proposed)
    if version != pressed.action.args["v"]:
        return _changed(supporter, whom, work, setting)
    if approved:
        work.supporters.save(replace(supporter, shown=supporter.proposed, proposed=None))
    else:
        work.supporters.save(replace(supporter, returned=True))
    kind = "entry approved" if approved else "entry sent back"
    work.audit.add(kind, {"person": proposer, "by": coordinator.id})
    _tell(proposer, version, work, setting, approved=approved)
    decided = "entry-approved" if approved else "entry-sent-back"
    return _settled(wording(decided, name=name), pressed, work, setting)


def _tell(
    supporter: PersonId, version: int, work: Work, setting: Setting, *, approved: bool
) -> None:
    work.outbox.put(
        Outgoing(
            key=f"entry-decided:{supporter}:{version}:{int(work.now.timestamp())}",
            to=supporter,
            about=supporter,
            content=Content(ContentKind.ENTRY_DECIDED, {"ok": int(approved)}),
            due_at=civil_minute(work.people.get(supporter), work, setting),
            lane=Lane.ACTIVATION,
        )
    )


def _settled(said: str, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The card in the chat loses its buttons; in an aside the next one is a press away."""
    whom, wording = pressed.whom, pressed.whom.wording(setting)
    if pressed.card.key:
        return Answer(redraw=shown(card(wording, part(said)), whom, work))
    ways = (
        choice(_count(whom, work, setting), ActionKind.ENTRIES),
        choice(wording("button-admin-menu"), ActionKind.ADMIN_MENU, Style.QUIET),
    )
    return aside(card(wording, part(said, *ways)), whom, work)


def _changed(supporter: Supporter, whom: Whom, work: Work, setting: Setting) -> Answer:
    waiting = _waiting(
        supporter, whom, work, setting, noted=whom.wording(setting)("entry-changed-since")
    )
    return aside(waiting, whom, work)


def _waiting(
    supporter: Supporter, whom: Whom, work: Work, setting: Setting, *, noted: str = ""
) -> Card:
    photo = supporter.proposed.photo if supporter.proposed else None
    picture = work.pictures.get(photo) if photo is not None else None
    name = work.people.get(supporter.person).roster.name
    return waiting_card(whom.wording(setting), name, supporter, picture, noted=noted)


def _count(whom: Whom, work: Work, setting: Setting) -> str:
    coordinator = coordinator_of(whom)
    count = len(waiting_for(coordinator, work)) if coordinator is not None else 0
    return whom.wording(setting)("button-entries", count=count)


PRESSES: Presses = {
    ActionKind.ENTRIES: entries,
    ActionKind.APPROVE_ENTRY: approve,
    ActionKind.DECLINE_ENTRY: send_back,
}
