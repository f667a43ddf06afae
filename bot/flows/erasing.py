"""Erasing: the person's own key is destroyed, and with it everything that was kept under it."""

from dataclasses import replace

from bot.flows.letting_go import let_go
from bot.flows.own_file_outbox import is_going_out
from bot.flows.pressing import Pressed, Presses, Whom, aside
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Membership, MembershipState, Person, Role
from bot.model.supporters import Supporter
from bot.ports import Work
from bot.rendering.erasing import (
    Stays,
    ask_again_card,
    ask_card,
    erased_card,
    first_end_card,
)
from bot.rendering.my_data import nobodys_data_card
from bot.rendering.own_file import on_its_way_card
from bot.roster.facts import succeeding
from bot.rules.looks import next_look
from bot.setting import Setting


def ask_to_erase(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The first question: what goes, what stays and why."""
    return _asked(pressed, work, setting, again=False)


def ask_again(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The second, shorter."""
    return _asked(pressed, work, setting, again=True)


def erase_now(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """1. From here on nobody else begins to count on them. 2. Whom somebody waits for, as a member
    or as a supporter, ends that first. 3. The key and every row go; what the bot wrote in the chat
    follows, as fast as the platform lets it. 4. The answer is to who they are now."""
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    work.people.hold(person.id)
    stays = _stays(person, work)
    if stays.is_waited_for:
        return aside(first_end_card(wording, stays), whom, work)
    if is_going_out(person.id, work):  # it would arrive after the chat was emptied
        return aside(on_its_way_card(wording), whom, work)
    renewed = erase(person, work)
    anew = Whom(whom.account, renewed, whom.may_coordinate)
    return replace(aside(erased_card(wording, stays), anew, work), home_changed=True)


def erase(person: Person, work: Work) -> Person | None:
    """Nobody is left waiting for them. Whoever is on the roster stays on it as somebody new, of
    whom no more is known than what the roster says, and that they are not to be invited. Who they
    are now; None off the roster. Raises Conflict where somebody else erases them just now."""
    work.people.hold(person.id)
    let_go(person.id, work)
    supported = work.supporters.get(person.id) is not None
    for account in person.roster.accounts:
        work.clearings.add(account)
    work.people.erase(person.id)
    if not person.on_roster:
        return None
    renewed = Person(
        PersonId(work.new_id()),
        person.state,
        succeeding(person.roster, person.id),
        Membership(MembershipState.DECLINED),
    )
    work.people.add(renewed, look_at=next_look(renewed.id, work.now, work.draw))
    if supported and Role.SUPPORTER in renewed.roster.roles:
        work.supporters.save(Supporter(renewed.id))  # nominated by the roster, not approved
    return renewed


def _asked(pressed: Pressed, work: Work, setting: Setting, *, again: bool) -> Answer:
    whom, person = pressed.whom, pressed.whom.person
    wording = whom.wording(setting)
    if person is None:
        return aside(nobodys_data_card(wording), whom, work)
    stays = _stays(person, work)
    if stays.is_waited_for:
        return aside(first_end_card(wording, stays), whom, work)
    return aside((ask_again_card if again else ask_card)(wording, stays), whom, work)


def _stays(person: Person, work: Work) -> Stays:
    return Stays(
        on_roster=person.on_roster,
        supporter=work.supporters.get(person.id) is not None,
        open_request=work.requests.open_of(person.id) is not None,
        in_hand=work.requests.caseloads([person.id])[person.id].open > 0,
    )


PRESSES: Presses = {
    ActionKind.ERASE: ask_to_erase,
    ActionKind.ERASE_SURE: ask_again,
    ActionKind.ERASE_NOW: erase_now,
}
