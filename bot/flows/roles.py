"""What the roster lets somebody do beside being a member; asked anew at every press."""

from bot.flows.pressing import Whom
from bot.model.people import Person, Role
from bot.model.supporters import Supporter
from bot.ports import Work


def coordinator_of(whom: Whom) -> Person | None:
    """By the roster, and by the platform where it was told who may."""
    return _with_role(whom, Role.COORDINATOR) if whom.may_coordinate else None


def supporter_of(whom: Whom, work: Work) -> Supporter | None:
    """The record of somebody whom the roster has as a supporter, approved or not."""
    person = _with_role(whom, Role.SUPPORTER)
    if person is None:
        return None
    return work.supporters.get(person.id) or Supporter(person.id)


def _with_role(whom: Whom, role: Role) -> Person | None:
    person = whom.person
    if person is None or not person.on_roster or role not in person.roster.roles:
        return None
    return person
