"""Somebody asks for a peer: by the form, or with one press; joined or not, on the roster or not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.flows.asking_guests import guest_asks, guest_form_for
from bot.flows.offering import Progress, go_on
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, Whom, aside, asked
from bot.flows.report_notes import note_asked
from bot.flows.request_facts import spans_of
from bot.flows.request_form import form_for, wishes_from
from bot.flows.request_status import status_of
from bot.messages import Answer, FormCard
from bot.model.actions import ActionKind
from bot.model.ids import PersonId, RequestId
from bot.model.people import Person, PersonState, Rhythm
from bot.model.requests import Reach, Request, RequestState, Urgency, Wishes
from bot.ports import Work
from bot.rendering.requests_steps import asked_card, limits_card, start_card
from bot.setting import Setting

#: What is chosen already, as an action has it.
Args = Mapping[str, str | int]

#: After so many withdrawals in 24 hours offers go out later (flood).
WITHDRAWALS_THAT_SLOW = 3
LONGEST_DELAY = timedelta(hours=1)


def talk(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The way to a peer: an open request as it stands; the limits before the first opening up;
    when, then the form."""
    return way_to_a_peer(pressed.whom, pressed.action.args, work, setting)


def way_to_a_peer(whom: Whom, args: Args, work: Work, setting: Setting) -> Answer:
    """The same, with what was chosen already: `urgency`, and `p`, whom they would like."""
    person = whom.person
    if person is None or person.state is PersonState.GUEST:
        if person is not None and work.requests.open_of(person.id) is not None:
            return status_of(whom, work, setting)
        return asked(guest_form_for(whom, work, setting), whom, work)
    if work.requests.open_of(person.id) is not None:
        return status_of(whom, work, setting)
    if person.membership.limits_read_at is None:
        return aside(limits_card(whom.wording(setting), args), whom, work)
    if "urgency" not in args and "p" not in args:
        return aside(start_card(whom.wording(setting)), whom, work)
    return _form(whom, args, work, setting)


def limits_seen(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The limits were read: kept with the member, joined or not, and the way goes on."""
    person = pressed.whom.person
    if person is not None:
        _remember_limits(person, work)
    return talk(replace(pressed, whom=_fresh(pressed.whom, work)), work, setting)


def person_now(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A request for now in one press: anybody, here, and their name may go over at once. Who is
    not known yet is asked what to be called and whom to avoid."""
    person = pressed.whom.person
    if person is None:
        return asked(guest_form_for(pressed.whom, work, setting), pressed.whom, work)
    wishes = Wishes(
        Urgency.NOW,
        reach=Reach.HERE,
        anyone=True,
        call_me=person.roster.name if person.state is PersonState.GUEST else "",
        language=person.language,
    )
    return ask(pressed.whom, wishes, work, setting)


def submit(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form, filled in; shown again with what is missing, nothing lost."""
    person = submitted.whom.person
    if person is not None and work.requests.open_of(person.id) is not None:
        return status_of(submitted.whom, work, setting)  # an old form renames nobody meanwhile
    if person is None or person.state is PersonState.GUEST:
        given = guest_asks(submitted, work, setting)
        if isinstance(given, FormCard):
            return asked(given, submitted.whom, work)
        return ask(given.whom, given.wishes, work, setting)
    wishes = wishes_from(submitted.event, person, work, setting)
    if isinstance(wishes, FormCard):
        return asked(wishes, submitted.whom, work)
    return ask(submitted.whom, wishes, work, setting)


def ask(whom: Whom, wishes: Wishes, work: Work, setting: Setting) -> Answer:
    """Makes the request and takes its first step.

    1. One open request a person: a second ask shows the first. 2. The limits are shown to who
    has not read them. 3. The ladder's first step; after three withdrawals in a day it comes a
    little later. 4. The member sees what happens now.
    """
    person = whom.person
    assert person is not None  # a guest was made a person before
    if work.requests.open_of(person.id) is not None:
        return status_of(whom, work, setting)
    first_time = person.membership.limits_read_at is None
    if first_time:
        _remember_limits(person, work)
    progress = _first_step(person, wishes, work, setting)
    work.requests.add(progress.request)
    note_asked(progress.request, work, setting)
    card = asked_card(
        whom.wording(setting),
        progress.request,
        progress.told,
        woken=progress.woken,
        limits=first_time,
        not_available=_named_not_asked(progress.request, work),
    )
    return aside(card, whom, work)


def delay_of(rhythm: Rhythm, urgency: Urgency, now: datetime, setting: Setting) -> timedelta:
    """How much later the first offers go out: nothing, or, after three withdrawals in 24 hours,
    the time of one offer, an hour at most. The request itself is never dropped."""
    recent = [at for at in rhythm.withdrawals if now - at < timedelta(hours=24)]
    if len(recent) < WITHDRAWALS_THAT_SLOW:
        return timedelta(0)
    return min(spans_of(urgency, setting).offer, LONGEST_DELAY)


def _first_step(person: Person, wishes: Wishes, work: Work, setting: Setting) -> Progress:
    begins = work.now + delay_of(person.rhythm, wishes.urgency, work.now, setting)
    request = Request(
        id=RequestId(work.new_id()),
        state=RequestState.ASKING,
        member=person.id,
        wishes=wishes,
        asked_at=work.now,
        due_at=begins,
        asking_since=begins,
    )
    return go_on(request, work, setting) if begins <= work.now else Progress(request)


def _named_not_asked(request: Request, work: Work) -> str:
    """The name of whoever was named and is not among those asked: they are not available now."""
    named = request.wishes.named
    if named is None or any(offer.supporter == named for offer in request.offers):
        return ""
    found = work.people.readable([named]).get(named)
    return found.roster.name if found is not None else ""


def _form(whom: Whom, args: Args, work: Work, setting: Setting) -> Answer:
    person = whom.person
    assert person is not None
    form = form_for(
        person,
        work,
        setting,
        urgency=Urgency(str(args.get("urgency", Urgency.TODAY.value))),
        named=PersonId(int(args["p"])) if "p" in args else None,
    )
    return asked(form, whom, work)


def _remember_limits(person: Person, work: Work) -> None:
    membership = replace(person.membership, limits_read_at=work.now)
    work.people.save(replace(person, membership=membership))


def _fresh(whom: Whom, work: Work) -> Whom:
    if whom.person is None:
        return whom
    return Whom(whom.account, work.people.get(whom.person.id))


PRESSES: Presses = {
    ActionKind.TALK: talk,
    ActionKind.PERSON_NOW: person_now,
    ActionKind.LIMITS_SEEN: limits_seen,
}
SUBMITS: Submits = {ActionKind.REQUEST_FORM: submit}
