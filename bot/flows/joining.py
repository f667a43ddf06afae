"""From the invitation, or the menu, to being a member; and the no, which is final."""

from dataclasses import replace

from bot.flows.contact_peers import Unchosen, options_for, peers_from, tell
from bot.flows.listing import names_of
from bot.flows.pressing import (
    Pressed,
    Presses,
    Submits,
    Submitted,
    Whom,
    aside,
    asked,
    said,
    shown,
)
from bot.messages import Answer, Message
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Membership, MembershipState, Person, Rhythm
from bot.ports import Work
from bot.rendering.joining import (
    NO,
    YES,
    JoiningFilled,
    invitation_answered_card,
    join_form,
    joined_card,
    joining_card,
    joining_limits_card,
)
from bot.setting import Setting


def join(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """What joining means, before anything is asked. The invitation is redrawn as for a no."""
    whom, wording = pressed.whom, pressed.whom.wording(setting)
    refused = _refused(whom.person)
    answer = (
        said(refused, whom, work, setting) if refused else aside(joining_card(wording), whom, work)
    )
    return replace(answer, redraw=_redrawn(pressed, work, setting))


def limits(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The organisation's own words on where confidentiality ends."""
    whom = pressed.whom
    refused = _refused(whom.person)
    if refused:
        return said(refused, whom, work, setting)
    return aside(joining_limits_card(whom.wording(setting)), whom, work)


def form(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The limits were read, which is kept; now the two choices."""
    whom, person = pressed.whom, pressed.whom.person
    refused = _refused(person)
    if person is None or refused:
        return said(refused, whom, work, setting)
    if person.membership.limits_read_at is None:
        person = replace(person, membership=replace(person.membership, limits_read_at=work.now))
        work.people.save(person)
    options = options_for(person, work, setting)
    return asked(join_form(whom.wording(setting), options, JoiningFilled(), {}), whom, work)


def joined(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form, sent.

    1. Who cannot join, or has, is told so. 2. What cannot be taken is shown again as it was
    filled in. 3. Consent, the choices, and a rhythm that begins anew are kept. 4. Who was chosen
    hears of it.
    """
    whom, person, event = submitted.whom, submitted.whom.person, submitted.event
    refused = _refused(person)
    if person is None or refused:
        return said(refused, whom, work, setting)
    wording = whom.wording(setting)
    filled = JoiningFilled(event.one("follow_up"), event.values.get("contacts", ()))
    peers = peers_from(filled.contacts, person, work, setting)
    errors = {}
    if isinstance(peers, Unchosen):
        errors["contacts"] = wording(peers.text)
    if filled.follow_up not in (YES, NO):
        errors["follow_up"] = wording("error-choose")
    if errors or isinstance(peers, Unchosen):
        options = options_for(person, work, setting)
        return asked(join_form(wording, options, filled, errors), whom, work)
    person = _as_member(whom, person, peers, work, setting, follow_up=filled.follow_up == YES)
    work.people.save(person)
    tell(person, peers, work, setting)
    days = setting.config.rhythm.first_check_in_days
    names = tuple(names_of(peers, work).values())
    return aside(joined_card(wording, days, names), whom, work)


def decline(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A no: never invited again, and nobody is told. The invitation is redrawn as for a yes."""
    whom, person = pressed.whom, pressed.whom.person
    redrawn = _redrawn(pressed, work, setting)
    if person is None:
        return replace(said("join-only-roster", whom, work, setting), redraw=redrawn)
    if person.joined:
        return replace(said("decline-joined", whom, work, setting), redraw=redrawn)
    if person.membership.state is MembershipState.NONE:
        declined = replace(person.membership, state=MembershipState.DECLINED)
        work.people.save(replace(person, membership=declined))
    return replace(said("invitation-declined", whom, work, setting), redraw=redrawn)


def _refused(person: Person | None) -> str:
    """The text that says why this person does not join now; "" where they may."""
    if person is None or not person.on_roster:
        return "join-only-roster"
    return "already-joined" if person.joined else ""


def _as_member(
    whom: Whom,
    person: Person,
    peers: tuple[PersonId, ...],
    work: Work,
    setting: Setting,
    *,
    follow_up: bool,
) -> Person:
    """Who comes back keeps how often, when and in which language they liked it. The check-ins are
    counted on, so that the buttons of an old one stay old."""
    before, accounts = person.membership, person.roster.accounts
    is_back = before.state is MembershipState.LEFT
    membership: Membership = replace(
        before,
        state=MembershipState.JOINED,
        joined_at=work.now,
        cadence_days=before.cadence_days if is_back else setting.config.rhythm.cadence_days,
        paused_until=None,
        account=whom.account if len(accounts) > 1 else before.account,
        contact_peers=peers,
        follow_up_after_red=follow_up,
    )
    rhythm: Rhythm = replace(
        person.rhythm,
        greeted_at=None,
        # The invitation was answered: the hello of the first day, announced here, need not wait.
        last_unsolicited_at=None,
        routine_count=0,
        notes_since_asked=0,
        unanswered=0,
        last_answered=True,
        answer=None,
        check_back=None,
    )
    return replace(person, membership=membership, rhythm=rhythm)


def _redrawn(pressed: Pressed, work: Work, setting: Setting) -> Message | None:
    """The invitation, where it was pressed on the invitation and not in an aside. Under a token of
    its own, so that a second press on the old buttons means what they say."""
    if not pressed.card.key:
        return None
    return shown(invitation_answered_card(pressed.whom.wording(setting)), pressed.whom, work)


PRESSES: Presses = {
    ActionKind.JOIN: join,
    ActionKind.JOIN_LIMITS: limits,
    ActionKind.JOIN_FORM: form,
    ActionKind.DECLINE: decline,
}
SUBMITS: Submits = {ActionKind.JOIN_FORM: joined}
