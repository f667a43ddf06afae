"""A roster's difference, step by step: each piece one unit of work, whole in itself.

What a person chose, said or asked for decides nothing here and is not looked at, but for three
things that nobody but they will see: whether a farewell reaches them, that a no stays a no, and
that a request that was closed just before has its follow-up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.flows.roster_messages import ask_guest, say_farewell, tell_change
from bot.model.ids import Account, PersonId
from bot.model.people import (
    MembershipState,
    Person,
    PersonState,
    Role,
    RosterFacts,
)
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Conflict, Station, Work
from bot.roster.facts import facts_of, succeeding
from bot.roster.steps import Add, Piece, Renew, Update
from bot.rota.clock import local_day
from bot.rules.looks import next_look
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class Linking:
    """How new accounts are linked. `careful` looks up who has each account now, one by one; else
    they are taken to be free, and the piece is a Conflict where one is not."""

    careful: bool


def apply_piece(
    piece: Piece, linking: Linking, work: Work, setting: Setting
) -> tuple[PersonId, ...]:
    """1. Whoever is renewed leaves, and their number with them. 2. New people come, those who take
    over a number among them. 3. Updates, 4. leavers, 5. stations, 6. accounts that became free.

    Gives the people of whom an account is still somebody else's. Raises Conflict where somebody
    was changed, or a number or account taken, in between.
    """
    wanted = [step.old for step in piece.renew]
    wanted += [step.id for step in piece.update] + [step.id for step in piece.leave]
    people = work.people.get_many(wanted)
    if any(each not in people for each in wanted):
        raise Conflict("somebody of the roster was erased in between")
    superseded = [people[step.old] for step in piece.renew]
    _leave(superseded, work, setting, keeps_number=False)
    added = _add([*piece.renew, *piece.add], linking, superseded, work, setting)
    updated = _update(piece.update, people, work, setting)
    _leave([people[step.id] for step in piece.leave], work, setting, keeps_number=True)
    for step in piece.resize:
        station = work.stations.get(step.name)
        work.stations.save(Station(step.name, step.size, station.invited_at if station else None))
    linked = _link([step.id for step in piece.link], work, setting)
    settled: tuple[Person, ...] = (*added, *updated, *linked)
    return tuple(each.id for each in settled if each.roster.awaited)


# Coming


def _add(
    steps: Sequence[Renew | Add],
    linking: Linking,
    superseded: Sequence[Person],
    work: Work,
    setting: Setting,
) -> Sequence[Person]:
    """New people with new keys. Of those whose number they take over they keep the former ties
    alone: who was above this place stays excluded."""
    before = {person.roster.number: person.roster for person in superseded}
    added = []
    for step in steps:
        old = before.get(step.row.number)
        # Accounts of the old are not the new one's, even where the row still has one of them.
        ties = replace(old, accounts=()) if old else None
        facts = facts_of(step.row, step.people, local_day(step.row.zone, work.now), before=ties)
        if isinstance(step, Renew):
            facts = succeeding(facts, step.old)
        if linking.careful:
            facts = with_free_accounts(facts, step.id, work, setting)
        else:
            facts = _all_linked(facts)
        added.append(Person(step.id, PersonState.ROSTER, roster=facts))
    work.people.add_many([(new, next_look(new.id, work.now, work.draw)) for new in added])
    for new in added:
        if Role.SUPPORTER in new.roster.roles:
            work.supporters.save(Supporter(new.id))
    return added


def _all_linked(facts: RosterFacts) -> RosterFacts:
    return replace(facts, accounts=(*facts.accounts, *facts.awaited), awaited=())


def with_free_accounts(
    facts: RosterFacts, person: PersonId, work: Work, setting: Setting
) -> RosterFacts:
    """The facts with those awaited accounts linked that nobody has any more.

    Somebody who left gives theirs up, unless a request of theirs is still open: it ends first.
    A guest is asked whether they are the one on the roster, and keeps theirs until they say so
    or are erased.
    """
    free = []
    for account in facts.awaited:
        holder = work.people.by_account(account)
        if _is_free(account, holder, person, work, setting):
            free.append(account)
            facts = succeeding(facts, holder.id) if holder is not None else facts
    if not free:
        return facts
    return replace(
        facts,
        accounts=(*facts.accounts, *free),
        awaited=tuple(account for account in facts.awaited if account not in free),
    )


def _is_free(
    account: Account, holder: Person | None, person: PersonId, work: Work, setting: Setting
) -> bool:
    if holder is None:
        return True
    if holder.state is PersonState.GUEST:
        ask_guest(holder, person, work, setting)
    if holder.id == person or holder.state is not PersonState.LEFT:
        return False
    if work.requests.open_of(holder.id) is not None:
        return False
    kept = tuple(each for each in holder.roster.accounts if each != account)
    work.people.save(replace(holder, roster=replace(holder.roster, accounts=kept)))
    return True


def _link(people: Sequence[PersonId], work: Work, setting: Setting) -> Sequence[Person]:
    """Of those who are on the roster, as they are by now: other steps may have changed them."""
    linked = []
    for person in work.people.get_many(people).values():
        if not person.on_roster:
            continue
        facts = with_free_accounts(person.roster, person.id, work, setting)
        linked.append(replace(person, roster=facts))
    work.people.save_many(linked)
    return linked


# Staying, and coming back


def _update(
    steps: Sequence[Update], people: Mapping[PersonId, Person], work: Work, setting: Setting
) -> Sequence[Person]:
    updated = []
    for step in steps:
        person = people[step.id]
        today = local_day(step.row.zone, work.now)
        facts = facts_of(step.row, step.people, today, before=person.roster)
        if facts.awaited:
            facts = with_free_accounts(facts, person.id, work, setting)
        after = replace(person, roster=facts)
        if person.state is PersonState.LEFT:
            after = come_back(after)
        updated.append(after)
        if step.tell:
            tell_change(person, after, work, setting)
    work.people.save_many(updated)
    returned = [new for new in updated if people[new.id].state is PersonState.LEFT]
    work.people.set_looks([(new.id, next_look(new.id, work.now, work.draw)) for new in returned])
    for new in updated:
        if Role.SUPPORTER in (new.roster.roles | people[new.id].roster.roles):
            _nominate_or_suspend(new, work)
    return updated


def come_back(person: Person) -> Person:
    """On the roster again and invited anew: consent does not outlast leaving. A no does."""
    person = _without_consent(person)  # a database of an earlier release may hold it still
    rhythm = replace(person.rhythm, invited_at=None, reminded_at=None, greeted_at=None)
    return replace(person, state=PersonState.ROSTER, rhythm=rhythm)


def _without_consent(person: Person) -> Person:
    """A yes ends with the roster, as if it had never been given; a no and a goodbye stay."""
    if person.membership.state is not MembershipState.JOINED:
        return person
    return person.no_longer_member(MembershipState.NONE)


# Leaving


def _leave(people: Iterable[Person], work: Work, setting: Setting, *, keeps_number: bool) -> None:
    """Marked as left, a member no more, nothing routine on its way, and told so. An open request
    goes on.

    Whoever lost their number to a new member keeps the account: it is how they are reached.
    """
    left = []
    for person in people:
        facts = person.roster
        if not keeps_number:
            facts = replace(facts, number="")
        if person.on_roster:
            facts = replace(facts, left_on=local_day(facts.zone, work.now), awaited=())
            work.outbox.cancel_routine(person.id)
            say_farewell(person, work, setting)
        left.append(replace(_without_consent(person), state=PersonState.LEFT, roster=facts))
        if Role.SUPPORTER in facts.roles:
            _suspend(person.id, work)
    work.people.save_many(left)
    # Every one of them, at the instant that is theirs: the follow-up of a request comes by a look,
    # and a look in clear that only such a member had would tell who asked.
    work.people.set_looks([(each.id, next_look(each.id, work.now, work.draw)) for each in left])


# Supporters


def _nominate_or_suspend(person: Person, work: Work) -> None:
    """The roster nominates supporters; a coordinator approves them. Without the role nobody
    serves, whatever was approved."""
    if Role.SUPPORTER not in person.roster.roles:
        _suspend(person.id, work)
    elif work.supporters.get(person.id) is None:
        work.supporters.save(Supporter(person.id))


def _suspend(person: PersonId, work: Work) -> None:
    supporter = work.supporters.get(person)
    if supporter is not None and supporter.state is not SupporterState.SUSPENDED:
        work.supporters.save(replace(supporter, state=SupporterState.SUSPENDED))
