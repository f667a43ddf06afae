"""A guest whom the roster has by now: their account goes over to the person on the roster, on their
yes and never without it. The person's record is new, and nobody sees that they had asked before.
"""

from dataclasses import replace

from bot.flows.pressing import Pressed, Presses, said
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import MOST_AVOIDED, MembershipState, Person, PersonState
from bot.ports import Work
from bot.setting import Setting


def adopt(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """1. Whoever presses is a guest still, and the person on the roster awaits their account.
    2. An open request goes on first. 3. The account is linked to the person on the roster, and
    whom the guest asked to leave out comes with it; what is left of the guest is erased like
    every guest."""
    guest = pressed.whom.person
    people = work.people.get_many([PersonId(int(pressed.action.args["p"]))])
    member = next(iter(people.values()), None)
    if guest is None or member is None or not _belong_together(guest, member):
        return said("no-longer-so", pressed.whom, work, setting)
    if work.requests.open_of(guest.id) is not None:
        return said("guest-request-first", pressed.whom, work, setting)
    account = pressed.whom.account
    kept = tuple(each for each in guest.roster.accounts if each != account)
    work.people.save(replace(guest, roster=replace(guest.roster, accounts=kept)))
    awaited = tuple(each for each in member.roster.awaited if each != account)
    linked = (*member.roster.accounts, account)
    work.people.save(
        replace(
            member,
            roster=replace(member.roster, accounts=linked, awaited=awaited),
            membership=replace(member.membership, limits_read_at=guest.membership.limits_read_at),
            preferences=replace(member.preferences, avoided=_both_avoided(guest, member)),
        )
    )
    return replace(said("guest-adopted", pressed.whom, work, setting), home_changed=True)


def _belong_together(guest: Person, member: Person) -> bool:
    states = (guest.state, member.state) == (PersonState.GUEST, PersonState.ROSTER)
    return states and not set(guest.roster.accounts).isdisjoint(member.roster.awaited)


def _both_avoided(guest: Person, member: Person) -> tuple[PersonId, ...]:
    both = (*member.preferences.avoided, *guest.preferences.avoided)
    return tuple(dict.fromkeys(each for each in both if each != member.id))[:MOST_AVOIDED]


def stay_guest(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Not asked again. The account stays with the guest until they are erased."""
    guest = pressed.whom.person
    if guest is None or guest.state is not PersonState.GUEST:
        return said("no-longer-so", pressed.whom, work, setting)
    declined = replace(guest.membership, state=MembershipState.DECLINED)
    work.people.save(replace(guest, membership=declined))
    return said("guest-stays", pressed.whom, work, setting)


PRESSES: Presses = {ActionKind.ADOPT: adopt, ActionKind.STAY_GUEST: stay_guest}
