"""The form of a request, and the short one of somebody whom the roster does not know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cleaning import shown_again
from bot.messages import (
    MOST_OPTIONS,
    Action,
    ChoiceField,
    Form,
    FormCard,
    Option,
    TextField,
    TextKind,
)
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.requests import Reach, Urgency
from bot.rendering.wording import Wording

ANYONE = "anyone"
MOST_NUMBER = 40  #: characters (`Wishes.number`)
MOST_CALL_ME = 60  #: characters (`Wishes.call_me`)

URGENCIES = {
    Urgency.NOW: "request-choose-now",
    Urgency.TODAY: "request-choose-today",
    Urgency.WEEK: "request-choose-week",
}
REACHES = {
    Reach.HERE: "request-reach-here",
    Reach.PHONE: "request-reach-phone",
    Reach.IN_PERSON: "request-reach-person",
    Reach.GROUP: "request-reach-group",
}


@dataclass(frozen=True, slots=True)
class Nameable:
    """A supporter as a choice; of their state no more than whether they are available."""

    person: PersonId
    name: str
    station: str
    available: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """What was chosen and typed, as it came."""

    urgency: str = ""
    to: str = ANYONE
    topic: str = ""
    reach: str = Reach.HERE.value
    number: str = ""
    anyone: bool = False
    gone: str = ""  #: why whoever was wanted is not among the choices, in words


@dataclass(frozen=True, slots=True)
class FilledGuest:
    call_me: str = ""
    avoided: tuple[str, ...] = ()
    reach: str = Reach.HERE.value
    number: str = ""


def request_form(
    wording: Wording,
    people: tuple[Nameable, ...],
    ways: Sequence[Reach],
    filled: Filled,
    errors: Mapping[str, str],
) -> FormCard:
    """Asks when, whom, what about, how to be reached (of the `ways` that there are); says who hears
    when nobody is free, and above all whether whoever was wanted can't be asked. What was typed
    comes again, cleaned; what was chosen and is no choice does not."""
    whom = _to_whom(wording, people, filled.to)
    topics = tuple(Option(t.value, wording(f"topic-{t.value}")) for t in wording.setting.topics)
    urgencies = tuple(Option(u.value, wording(text)) for u, text in URGENCIES.items())
    form = Form(
        title=wording("request-form-title"),
        intro="\n\n".join(each for each in (filled.gone, wording("request-unfilled")) if each),
        fields=(
            ChoiceField(
                "urgency",
                wording("request-when"),
                urgencies,
                required=True,
                chosen=_of(urgencies, filled.urgency),
                error=errors.get("urgency", ""),
            ),
            ChoiceField(
                "to",
                wording("request-to"),
                whom,
                hint=wording("request-to-hint"),
                required=True,
                chosen=_of(whom, filled.to),
                error=errors.get("to", ""),
            ),
            ChoiceField(
                "topic",
                wording("request-topic"),
                topics,
                hint=wording("request-topic-hint"),
                chosen=_of(topics, filled.topic),
                error=errors.get("topic", ""),
            ),
            *_reach_fields(wording, ways, filled.reach, filled.number, errors),
            ChoiceField(
                "anyone",
                wording("request-anyone"),
                (Option("yes", wording("request-anyone-yes")),),
                hint=wording("request-anyone-hint"),
                several=True,
                chosen=("yes",) if filled.anyone else (),
            ),
        ),
        submit=wording("request-submit"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.REQUEST_FORM))


def guest_form(
    wording: Wording,
    people: tuple[Nameable, ...],
    ways: Sequence[Reach],
    filled: FilledGuest,
    errors: Mapping[str, str],
) -> FormCard:
    """Asks what to be called, whom to avoid, how to be reached; the limits stand above it."""
    intro = (wording.limits, wording("request-guest-intro"), wording("request-unfilled"))
    form = Form(
        title=wording("request-form-title"),
        intro="\n\n".join(intro),
        fields=(
            TextField(
                "call_me",
                wording("request-call-me"),
                hint=wording("request-call-me-hint"),
                required=True,
                most=MOST_CALL_ME,
                value=shown_again(filled.call_me),
                error=errors.get("call_me", ""),
            ),
            *_avoid_field(wording, people, filled, errors),
            *_reach_fields(wording, ways, filled.reach, filled.number, errors),
        ),
        submit=wording("request-submit"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.REQUEST_FORM))


def _reach_fields(
    wording: Wording, ways: Sequence[Reach], way: str, number: str, errors: Mapping[str, str]
) -> tuple[ChoiceField, TextField]:
    """A group chat is told of before it is chosen: whoever owns the chat may have what is in it."""
    options = tuple(Option(each.value, wording(REACHES[each])) for each in ways)
    return (
        ChoiceField(
            "reach",
            wording("request-reach"),
            options,
            hint=wording("request-reach-group-hint") if Reach.GROUP in ways else "",
            required=True,
            chosen=_of(options, way),
            error=errors.get("reach", ""),
        ),
        TextField(
            "number",
            wording("request-number"),
            hint=wording("request-number-hint"),
            kind=TextKind.PHONE,
            most=MOST_NUMBER,
            value=shown_again(number, kind=TextKind.PHONE),
            error=errors.get("number", ""),
        ),
    )


def _avoid_field(
    wording: Wording, people: tuple[Nameable, ...], filled: FilledGuest, errors: Mapping[str, str]
) -> tuple[ChoiceField, ...]:
    """Nothing to choose where there are no supporters yet."""
    if not people:
        return ()
    offered = _as_many_as_fit(people, MOST_OPTIONS, *filled.avoided)
    options = tuple(Option(str(one.person), one.name, one.station) for one in offered)
    return (
        ChoiceField(
            "avoid",
            wording("request-avoid"),
            options,
            hint=wording("request-avoid-hint"),
            several=True,
            chosen=_of(options, *filled.avoided),
            error=errors.get("avoid", ""),
        ),
    )


def _to_whom(wording: Wording, people: tuple[Nameable, ...], chosen: str) -> tuple[Option, ...]:
    anyone = Option(ANYONE, wording("request-to-anyone"))
    offered = _as_many_as_fit(people, MOST_OPTIONS - 1, chosen)
    return (anyone, *(_person(wording, one) for one in offered))


def _as_many_as_fit(people: tuple[Nameable, ...], most: int, *chosen: str) -> tuple[Nameable, ...]:
    """The first of them; whoever is chosen already (from the directory) is among them."""
    if len(people) <= most:
        return people
    wanted = tuple(one for one in people if str(one.person) in chosen)
    rest = tuple(one for one in people if one not in wanted)
    return (*wanted, *rest)[:most]


def _person(wording: Wording, one: Nameable) -> Option:
    free = wording("request-available") if one.available else wording("request-not-available")
    hint = f"{one.station} · {free}" if one.station else free
    return Option(str(one.person), one.name, hint)


def _of(options: tuple[Option, ...], *values: str) -> tuple[str, ...]:
    """Those of the values that are options, each once."""
    known = {option.value for option in options}
    return tuple(value for value in dict.fromkeys(values) if value in known)
