"""What the journal knows and the database does not is done before anything is sent: a backup was
put back, and nobody who was erased, left or paused since is brought back; or a process died between
its entry in the journal and its commit, and whoever was erased in it stays erased.

Whoever joined since a backup, chose or answered is not known any more: that is what a backup loses.
"""

from dataclasses import replace

from bot.flows.erasing import erase
from bot.flows.letting_go import let_go
from bot.model.people import MembershipState, Person
from bot.ports import Work
from bot.ports.journal import Consented, Erased


def replay(work: Work) -> int:
    """Does what the database missed, in one unit of work; how many people and releases."""
    missed = work.journal.missed()
    people = work.people.readable(missed)
    for person in people.values():
        match missed[person.id]:
            case Erased():
                erase(person, work)
            case Consented() as consent:
                _consent(person, consent, work)
    for unread in missed.keys() - people.keys():  # not there any more, or damaged
        if isinstance(missed[unread], Erased):
            let_go(unread, work)
            work.people.erase(unread)
    done = len(missed) + work.journal.catch_up()
    if done:
        work.audit.add("journal caught up", {})
    return done


def _consent(person: Person, last: Consented, work: Work) -> None:
    """A goodbye, a no and a pause hold. Whoever joined since the backup was made is a member again
    only where they were one in it: what they agreed to is lost."""
    if last.state is not MembershipState.JOINED:
        if person.membership.state is not last.state:
            work.people.save(person.no_longer_member(last.state))
            work.outbox.cancel_routine(person.id)
    elif person.joined and person.membership.paused_until != last.paused_until:
        membership = replace(person.membership, paused_until=last.paused_until)
        work.people.save(replace(person, membership=membership))
        work.outbox.cancel_routine(person.id)
