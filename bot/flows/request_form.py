"""The form of a request, and what was filled in."""

from collections.abc import Sequence

from bot.cleaning import Refusal, clean
from bot.events import FormSubmitted
from bot.flows.nameable import nameable_by
from bot.messages import FormCard, TextKind
from bot.model.ids import Account, PersonId
from bot.model.people import Person
from bot.model.requests import Reach, Urgency, Wishes
from bot.model.supporters import Topic
from bot.ports import Work
from bot.rendering.requests_forms import (
    ANYONE,
    MOST_NUMBER,
    Filled,
    Nameable,
    request_form,
)
from bot.rendering.requests_people import name_of, opens_group_chats
from bot.rendering.wording import Wording
from bot.setting import Setting


def form_for(
    person: Person, work: Work, setting: Setting, *, urgency: Urgency, named: PersonId | None
) -> FormCard:
    """The form with what is chosen already; "anyone may know my name" is ticked for now. Where
    whom they would like can't be asked, it says so, and anyone is chosen."""
    wording, people = Wording(setting, person.language), nameable_by(person, work, setting)
    there = named in {one.person for one in people}
    filled = Filled(
        urgency=urgency.value,
        to=str(named) if there else ANYONE,
        anyone=urgency is Urgency.NOW,
        gone="" if named is None or there else _gone(named, work, wording),
    )
    return request_form(wording, people, ways_for(person.accounts, setting), filled, {})


def wishes_from(
    event: FormSubmitted, person: Person, work: Work, setting: Setting
) -> Wishes | FormCard:
    """What was asked for, or the form again with what is missing and all that was filled in."""
    wording = Wording(setting, person.language)
    people = nameable_by(person, work, setting)
    filled = Filled(
        urgency=event.one("urgency"),
        to=event.one("to") or ANYONE,
        topic=event.one("topic"),
        reach=event.one("reach") or Reach.HERE.value,
        number=event.one("number"),
        anyone="yes" in event.values.get("anyone", ()),
    )
    number, errors = number_from(filled.reach, filled.number, wording)
    ways = ways_for(person.accounts, setting)
    errors |= _choices_missing(filled, people, ways, wording)
    if errors:
        return request_form(wording, people, ways, filled, errors)
    return Wishes(
        urgency=Urgency(filled.urgency),
        reach=Reach(filled.reach),
        number=number,
        topic=Topic(filled.topic) if filled.topic else None,
        named=None if filled.to == ANYONE else PersonId(int(filled.to)),
        anyone=filled.anyone,
        language=person.language,
    )


def ways_for(accounts: Sequence[Account], setting: Setting) -> tuple[Reach, ...]:
    """How somebody with these accounts can be reached: a group chat only where one of their
    platforms can open it."""
    grouped = any(opens_group_chats(each, setting) for each in accounts)
    return tuple(way for way in Reach if grouped or way is not Reach.GROUP)


def number_from(reach: str, typed: str, wording: Wording) -> tuple[str, dict[str, str]]:
    """The number to call, only where a call or text is wished, and what is wrong with it."""
    if reach != Reach.PHONE.value:
        return "", {}
    number = clean(typed, most=MOST_NUMBER, kind=TextKind.PHONE)
    if isinstance(number, Refusal):
        return "", {"number": refused(number, wording)}
    return number, {} if number else {"number": wording("request-number-needed")}


def refused(refusal: Refusal, wording: Wording) -> str:
    return wording(refusal.why.value, most=refusal.most)


def _gone(named: PersonId, work: Work, wording: Wording) -> str:
    """True whatever the reason, the member's own avoid list included, and no word of which."""
    name = name_of(named, work)
    return wording("request-named-gone", name=name) if name else wording("request-to-gone")


def _choices_missing(
    filled: Filled, people: tuple[Nameable, ...], ways: Sequence[Reach], wording: Wording
) -> dict[str, str]:
    """What is none of the choices: tampered with, or no longer open since the form was shown."""
    errors: dict[str, str] = {}
    if filled.urgency not in set(Urgency):
        errors["urgency"] = wording("error-choose")
    if filled.reach not in ways:
        errors["reach"] = wording("error-choose")
    if filled.topic and filled.topic not in wording.setting.topics:
        errors["topic"] = wording("error-choose")
    if filled.to not in {ANYONE, *(str(one.person) for one in people)}:
        errors["to"] = wording("request-to-gone")
    return errors
