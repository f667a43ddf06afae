"""My shifts: a member's own single days, a trade or a call-back, told by buttons and taken back.

Kept in their preferences, seen by nobody else, and followed from the next look, or the next
delivery, on. What is queued for an hour that does not suit any more is not sent in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.cleaning import Refusal, clean
from bot.flows.looking import without_past_days
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, Whom, aside, asked
from bot.flows.settings import local_today, of_member, page
from bot.messages import Answer, TextKind
from bot.model.actions import ActionKind
from bot.model.people import MOST_OVERRIDES, Person
from bot.ports import Work
from bot.rendering.shifts import Rota, kind_words, shift_day_form, shifts_card
from bot.rota.clock import DAY
from bot.rota.rotation import DayKind, Override, Rotation
from bot.rota.shifts import planned_kinds, shifts_between
from bot.rules.facts import rotation_of
from bot.setting import Setting
from prompts.dates import spoken_day

AHEAD = timedelta(weeks=4)
"""How far ahead the next shifts are looked for."""
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _OnShift:
    """A member whose roster entry names a shift of a rotation that there is."""

    whom: Whom
    person: Person
    rotation: Rotation

    @property
    def own(self) -> tuple[Override, ...]:
        return self.person.preferences.overrides


def _my_shifts(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    return _page(whom, person, work, setting)


def _page(whom: Whom, person: Person, work: Work, setting: Setting, *, noted: str = "") -> Answer:
    """How things stand, under `noted` (words, "" for none)."""
    member = _on_shift(whom, person, setting)
    if member is None:
        return page(whom, work, setting, noted=whom.wording(setting)("shift-no-rota"))
    rotation, shift = member.rotation, person.roster.shift
    coming = shifts_between(rotation, shift, work.now, work.now + AHEAD, member.own)
    rota = Rota(coming, sorted_days(member.own), rotation.zone)
    return aside(shifts_card(whom.wording(setting), rota, noted=noted), whom, work)


def _day(whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The form for a day off or a day worked."""
    member = _on_shift(whom, person, setting)
    if member is None:
        return _page(whom, person, work, setting)
    wording, off = whom.wording(setting), bool(pressed.action.args["off"])
    return asked(shift_day_form(wording, member.rotation.kinds, "", off=off), whom, work)


def day_sent(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """A day of their own.

    1. Who is on no shift (any more) is told so. 2. A day that cannot be is asked again. 3. What is
    as the rota has it needs no noting, and takes back what was. 4. Else it is kept, instead of
    what was noted of that day.
    """
    whom, person = submitted.whom, submitted.whom.person
    if person is None or not person.joined:
        return page(whom, work, setting)
    member = _on_shift(whom, person, setting)
    if member is None:
        return _page(whom, person, work, setting)
    off = bool(submitted.action.args["off"])
    typed = submitted.event.one("day")
    day, wording = _read_day(typed, member, work, setting), whom.wording(setting)
    kinds, chosen = member.rotation.kinds, submitted.event.one("kind")
    kind = DayKind.OFF if off else _kind(chosen, kinds)
    if isinstance(day, str):
        form = shift_day_form(wording, kinds, typed, off=off, chosen=chosen, error=day)
        return asked(form, whom, work)
    if kind is None:
        unread = wording("error-choose")
        form = shift_day_form(wording, kinds, typed, off=off, kind_error=unread)
        return asked(form, whom, work)
    return _noted(member, Override(day, kind), work, setting)


def _noted(member: _OnShift, told: Override, work: Work, setting: Setting) -> Answer:
    person, wording = member.person, member.whom.wording(setting)
    current = sorted_days(without_past_days(person, work.now).overrides)
    others = tuple(each for each in current if each.day != told.day)
    planned = planned_kinds(member.rotation, person.roster.shift, told.day)
    kept = others if planned == {told.kind} else sorted_days((*others, told))
    if kept == current:
        return _page(member.whom, person, work, setting, noted=wording("shift-already"))
    if len(kept) > MOST_OVERRIDES:
        noted = wording("shift-most", most=MOST_OVERRIDES)
        return _page(member.whom, person, work, setting, noted=noted)
    noted = wording(
        "shift-noted",
        day=spoken_day(wording.language, told.day),
        kind=kind_words(wording, told.kind),
    )
    return _kept(member.whom, person, kept, noted, work, setting)


def _take_back(
    whom: Whom, person: Person, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    wording, day = whom.wording(setting), date.fromordinal(int(pressed.action.args["day"]))
    own = person.preferences.overrides
    kept = tuple(each for each in own if each.day != day)
    if kept == own:
        return _page(whom, person, work, setting, noted=wording("shift-not-there"))
    noted = wording("shift-taken-back", day=spoken_day(wording.language, day))
    return _kept(whom, person, kept, noted, work, setting)


def _kept(
    whom: Whom,
    person: Person,
    own: Sequence[Override],
    noted: str,
    work: Work,
    setting: Setting,
) -> Answer:
    wishes = replace(person.preferences, overrides=tuple(own))
    person = replace(person, preferences=wishes)
    work.people.save(person)
    return _page(Whom(whom.account, person), person, work, setting, noted=noted)


def sorted_days(own: Sequence[Override]) -> tuple[Override, ...]:
    return tuple(sorted(own, key=lambda each: each.day))


def _on_shift(whom: Whom, person: Person, setting: Setting) -> _OnShift | None:
    rotation = rotation_of(person.roster, setting.rotations)
    return None if rotation is None else _OnShift(whom, person, rotation)


def _read_day(typed: str, member: _OnShift, work: Work, setting: Setting) -> date | str:
    """The day, or in words what is wrong with it."""
    wording = member.whom.wording(setting)
    cleaned = clean(typed, most=10, kind=TextKind.DATE)
    if isinstance(cleaned, Refusal):
        return wording(cleaned.why.value, most=cleaned.most)
    if not cleaned:
        return wording("error-required")
    day, today = date.fromisoformat(cleaned), local_today(member.person, work)
    if day < today - DAY:  # of yesterday the sleep is still ahead
        return wording("shift-past")
    if day - today > FARTHEST:
        return wording("shift-too-far")
    return day


def _kind(chosen: str, kinds: Sequence[DayKind]) -> DayKind | None:
    """What was chosen of these kinds; where there is one only, nothing is to be chosen."""
    if len(kinds) == 1:
        return kinds[0]
    return next((each for each in kinds if each.value == chosen), None)


PRESSES: Presses = {
    ActionKind.MY_SHIFTS: of_member(_my_shifts),
    ActionKind.SHIFT_DAY: of_member(_day),
    ActionKind.SHIFT_DAY_BACK: of_member(_take_back),
}
SUBMITS: Submits = {ActionKind.SHIFT_DAY: day_sent}
