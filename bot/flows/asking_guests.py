"""Somebody whom the roster does not know asks: what to be called, whom to avoid, how to be
reached. They become a guest, go to on call, and are erased 30 days after the close."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cleaning import Refusal, clean
from bot.flows.nameable import avoidable
from bot.flows.pressing import Submitted, Whom
from bot.flows.request_form import number_from, refused, ways_for
from bot.messages import FormCard
from bot.model.ids import PersonId
from bot.model.people import (
    MOST_AVOIDED,
    Membership,
    Person,
    PersonState,
    Preferences,
    RosterFacts,
)
from bot.model.requests import Reach, Urgency, Wishes
from bot.ports import Work
from bot.rendering.requests_forms import MOST_CALL_ME, FilledGuest, guest_form
from bot.rendering.wording import Wording
from bot.rules.looks import next_look
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class GuestAsk:
    """The guest, known from now on, and what they wish."""

    whom: Whom
    wishes: Wishes


def guest_form_for(whom: Whom, work: Work, setting: Setting) -> FormCard:
    """The short form, with the limits of confidentiality above it."""
    guest = whom.person
    filled = FilledGuest(
        call_me=guest.roster.name if guest else "",
        avoided=tuple(str(p) for p in guest.preferences.avoided) if guest else (),
    )
    ways = ways_for([whom.account], setting)
    return guest_form(whom.wording(setting), avoidable(work, setting), ways, filled, {})


def guest_asks(submitted: Submitted, work: Work, setting: Setting) -> GuestAsk | FormCard:
    """Makes the guest (or keeps what they changed), or gives the form again, nothing lost."""
    wording, event = submitted.whom.wording(setting), submitted.event
    filled = FilledGuest(
        call_me=event.one("call_me"),
        avoided=event.values.get("avoid", ()),
        reach=event.one("reach") or Reach.HERE.value,
        number=event.one("number"),
    )
    number, errors = number_from(filled.reach, filled.number, wording)
    call_me = clean(filled.call_me, most=MOST_CALL_ME)
    if isinstance(call_me, Refusal):
        errors["call_me"] = refused(call_me, wording)
    elif not call_me:
        errors["call_me"] = wording("error-required")
    ways = ways_for([submitted.whom.account], setting)
    errors |= _choices_missing(filled, ways, wording)
    if errors or isinstance(call_me, Refusal):
        return guest_form(wording, avoidable(work, setting), ways, filled, errors)
    avoided = _still_there(filled.avoided, work, setting)
    whom = _known_from_now_on(submitted.whom, call_me, avoided, work, setting)
    wishes = Wishes(
        Urgency.NOW,
        reach=Reach(filled.reach),
        number=number,
        anyone=True,
        call_me=call_me,
        language=wording.language,
    )
    return GuestAsk(whom, wishes)


def _choices_missing(
    filled: FilledGuest, ways: Sequence[Reach], wording: Wording
) -> dict[str, str]:
    errors: dict[str, str] = {}
    if filled.reach not in ways:
        errors["reach"] = wording("error-choose")
    if len(filled.avoided) > MOST_AVOIDED:
        errors["avoid"] = wording("error-too-many", most=MOST_AVOIDED)
    return errors


def _still_there(avoided: tuple[str, ...], work: Work, setting: Setting) -> tuple[PersonId, ...]:
    """Those of the list who are supporters; who left in between needs no avoiding."""
    known = {str(one.person): one.person for one in avoidable(work, setting)}
    return tuple(known[value] for value in dict.fromkeys(avoided) if value in known)


def _known_from_now_on(
    whom: Whom, call_me: str, avoided: tuple[PersonId, ...], work: Work, setting: Setting
) -> Whom:
    organisation = setting.config.organisation
    if whom.person is not None:
        known = replace(
            whom.person,
            roster=replace(whom.person.roster, name=call_me),
            preferences=Preferences(avoided=avoided),
        )
        work.people.save(known)
        return Whom(whom.account, known)
    guest = Person(
        id=PersonId(work.new_id()),
        state=PersonState.GUEST,
        roster=RosterFacts(
            name=call_me,
            zone=organisation.zone,
            language=organisation.language,
            accounts=(whom.account,),
        ),
        membership=Membership(limits_read_at=work.now),
        preferences=Preferences(avoided=avoided),
    )
    work.people.add(guest, look_at=next_look(guest.id, work.now, work.draw))
    return Whom(whom.account, guest)
