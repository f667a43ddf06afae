"""What is held about a person, in words, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.ids import Account, PersonId
from bot.model.people import MembershipState, Person, PersonState, QuarterNotes, Rhythm, Role, Wait
from bot.model.supporters import Supporter
from bot.rendering.languages import language_name
from bot.rendering.paging import nearest
from bot.rendering.settings import choice_lines, until_words
from bot.rendering.shifts import override_words
from bot.rendering.supporting import Standing, standing_lines
from bot.rendering.wording import Part, Wording, card, choice, part, to_the_menu
from bot.rota.clock import local_day
from prompts.dates import spoken_date, spoken_zone


@dataclass(frozen=True, slots=True)
class Held:
    """A person with what their records refer to. `names` has everybody they name."""

    person: Person
    names: Mapping[PersonId, str]
    open_request: bool
    supporter: Supporter | None
    standing: Standing  #: as a supporter
    now: datetime
    tells_answers: bool = True  #: else that they are not told here, and where they are


def my_data_card(wording: Wording, held: Held, page: int) -> Card:
    """One page; `page` counts from 0."""
    pages = _pages(held)
    at = nearest(page, len(pages))
    intro = wording("my-data-page", number=at.number + 1, count=at.count)
    if at.number == 0:
        intro = wording("my-data-intro") + "\n" + intro
    shown = pages[at.number](wording, held)
    as_file = choice(wording("button-own-file"), ActionKind.OWN_FILE, Style.QUIET)
    erase = choice(wording("button-erase-all"), ActionKind.ERASE, Style.QUIET)
    around = (*at.turning(wording, ActionKind.MY_DATA), as_file, erase, to_the_menu(wording))
    heading = wording("my-data-heading")
    return card(wording, part(intro, heading=heading), shown, part("", *around))


def all_of_it(wording: Wording, held: Held) -> tuple[Part, ...]:
    """What stands on the pages, a part each."""
    return tuple(page(wording, held) for page in _pages(held))


def _pages(held: Held) -> Sequence[Callable[[Wording, Held], Part]]:
    """Those of everybody; supporters have one more."""
    of_everybody = (_roster, _chosen, _happened)
    return of_everybody if held.supporter is None else (*of_everybody, _supporter)


def nobodys_data_card(wording: Wording) -> Card:
    """For somebody of whom no record is held."""
    text = wording("my-data-nobody", days=wording.setting.config.retention.cards)
    return card(wording, part(text, to_the_menu(wording), heading=wording("my-data-heading")))


def _roster(wording: Wording, held: Held) -> Part:
    roster = held.person.roster
    guest = held.person.state is PersonState.GUEST
    lines = [
        wording("my-data-called", value=roster.name)
        if guest
        else wording("my-data-name", value=roster.name)
    ]
    for said, value in (
        ("number", roster.number),
        ("station", roster.station),
        ("shift", roster.shift),
        ("crew", roster.crew),
        ("rank", roster.rank),
        ("supervisor", _names(held, (roster.supervisor,) if roster.supervisor else ())),
        ("evaluators", _names(held, roster.evaluators)),
        ("rotation", roster.rotation),
        ("zone", spoken_zone(wording.language, roster.zone)),
        ("language", language_name(wording, roster.language)),
        ("accounts", "; ".join(_account(wording, account) for account in roster.accounts)),
    ):
        if value:
            lines.append(wording(f"my-data-{said}", value=value))
    if roster.former_ties:
        former = _names(held, [tie.person for tie in roster.former_ties])
        lines.append(wording("my-data-former", names=former))
    if roster.awaited:
        lines.append(wording("my-data-awaited", number=len(roster.awaited)))
    if roster.formerly:
        lines.append(wording("my-data-formerly", number=len(roster.formerly)))
    for role in (Role.SUPPORTER, Role.COORDINATOR):
        if role in roster.roles:
            lines.append(wording(f"my-data-also-{role.value}"))
    lines.append(_kept_until(wording, held.person.state))
    return _page(lines, wording("my-data-roster-heading"))


def _account(wording: Wording, account: Account) -> str:
    return wording(
        "my-data-account",
        platform=account.platform.capitalize(),
        workspace=account.workspace,
        user=account.user,
    )


def _kept_until(wording: Wording, state: PersonState) -> str:
    days = wording.setting.config.retention.leaver_erased
    match state:
        case PersonState.ROSTER:
            return wording("my-data-roster-kept", days=days)
        case PersonState.LEFT:
            return wording("my-data-left-kept", days=days)
        case PersonState.GUEST:
            return wording("my-data-guest-kept", days=days)


def _chosen(wording: Wording, held: Held) -> Part:
    person, membership, wishes = held.person, held.person.membership, held.person.preferences
    lines = [_membership(wording, held)]
    if membership.state in (MembershipState.JOINED, MembershipState.LEFT):
        if not person.joined:
            lines.append(wording("my-data-wishes-apply"))
        lines += choice_lines(wording, membership, person.language)
    today = _day(held, held.now)
    if membership.paused_until is not None and membership.paused_until > today:
        until = until_words(wording, membership.paused_until, today)
        lines.append(wording("settings-paused", until=until))
    for said, people in (
        ("contacts", membership.contact_peers),
        ("preferred", wishes.preferred),
        ("avoided", wishes.avoided),
    ):
        names = _names(held, people)
        lines.append(
            wording(f"my-data-{said}", names=names) if names else wording(f"my-data-no-{said}")
        )
    lines += _wishes(wording, held)
    return _page(lines, wording("my-data-chosen-heading"))


def _membership(wording: Wording, held: Held) -> str:
    person, membership = held.person, held.person.membership
    gave_none = membership.state in (MembershipState.NONE, MembershipState.JOINED)
    if person.state is PersonState.LEFT and gave_none:
        return wording("my-data-ended")
    match membership.state:
        case MembershipState.JOINED:
            joined = membership.joined_at or held.now
            return wording("my-data-joined", day=_date_words(wording, held, joined))
        case MembershipState.DECLINED:
            return wording("my-data-declined")
        case MembershipState.LEFT:
            return wording("my-data-left")
        case MembershipState.NONE:
            return wording("my-data-not-joined")


def _wishes(wording: Wording, held: Held) -> list[str]:
    wishes, read = held.person.preferences, held.person.membership.limits_read_at
    lines = []
    if wishes.no_officers:
        lines.append(wording("preferred-officers-no"))
    if wishes.other_station is not None:
        station = "preferred-station-other" if wishes.other_station else "preferred-station-any"
        lines.append(wording(station))
    if wishes.overrides:
        days = "; ".join(override_words(wording, each) for each in wishes.overrides)
        lines.append(wording("my-data-overrides", days=days))
    lines.append(
        wording("my-data-limits", day=_date_words(wording, held, read))
        if read is not None
        else wording("my-data-limits-not")
    )
    return lines


def _happened(wording: Wording, held: Held) -> Part:
    rhythm, retention = held.person.rhythm, wording.setting.config.retention
    lines = [*_written(wording, held), *_answered(wording, held)]
    request = "my-data-request" if held.open_request else "my-data-no-request"
    lines.append(wording(request))
    if rhythm.aftercare is not None:
        name = _names(held, [rhythm.aftercare.supporter])
        lines.append(wording("my-data-aftercare", name=name))
    if rhythm.withdrawals:
        lines.append(wording("my-data-withdrawals", number=len(rhythm.withdrawals)))
    lines += [_noted(wording, held, notes) for notes in rhythm.quarters]
    if rhythm.paused_in:
        lines.append(wording("my-data-noted-paused", year=str(rhythm.paused_in)))
    lines.append(wording("my-data-elsewhere", days=retention.outbox, cards=retention.cards))
    return _page(lines, wording("my-data-happened-heading"))


_WAITS = {Wait.QUARTER_HOUR: "yes-15", Wait.HOUR: "yes-60", Wait.LONGER: "yes-later"}


def _noted(wording: Wording, held: Held, notes: QuarterNotes) -> str:
    """What the report of a quarter is made of, and that it goes."""
    told = sorted(notes.zones) if held.tells_answers else ()
    zones = [wording(f"zone-{zone.value}") for zone in told]
    marks = {
        "answered": notes.answered,
        "asked": notes.asked,
        "waited": notes.waited,
        "unfilled": notes.unfilled,
        "passed": notes.passed,
    }
    noted = [f"“{zone}”" for zone in zones]
    noted += [wording(f"my-data-noted-{name}") for name, is_so in marks.items() if is_so]
    if notes.wait is not None:
        noted.append(wording(f"my-data-noted-{_WAITS[notes.wait]}"))
    what = "; ".join(noted) or wording("my-data-noted-nothing")
    return wording(
        "my-data-noted", number=notes.quarter.number, year=str(notes.quarter.year), what=what
    )


def _written(wording: Wording, held: Held) -> list[str]:
    rhythm = held.person.rhythm
    lines = [] if rhythm.invited_at else [wording("my-data-not-invited")]
    for said, at in (
        ("invited", rhythm.invited_at),
        ("reminded", rhythm.reminded_at),
        ("greeted", rhythm.greeted_at),
        ("last-message", rhythm.last_unsolicited_at),
        ("last-check-in", rhythm.last_check_in_at),
    ):
        if at is not None:
            lines.append(wording(f"my-data-{said}", day=_date_words(wording, held, at)))
    if rhythm.last_unsolicited_at is None and rhythm.last_check_in_at is None:
        lines.append(wording("my-data-no-message"))
    if rhythm.routine_count or rhythm.check_in_count or rhythm.notes_since_asked:
        counts = wording(
            "my-data-counts",
            number=rhythm.routine_count,
            notes=rhythm.notes_since_asked,
            count=rhythm.check_in_count,
        )
        lines.append(counts)
    if rhythm.unanswered:
        lines.append(wording("my-data-unanswered", number=rhythm.unanswered))
    if rhythm.last_reason or rhythm.last_hello_text or rhythm.last_check_in_text:
        lines.append(wording("my-data-texts"))
    return lines


def _answered(wording: Wording, held: Held) -> list[str]:
    rhythm: Rhythm = held.person.rhythm
    if not held.tells_answers:
        return [wording("own-file-no-answers")]
    if rhythm.answer is None:
        lines = [wording("my-data-no-answer")]
    else:
        kept = timedelta(days=wording.setting.config.retention.answer + 1)
        lines = [
            wording(
                "my-data-answer",
                zone=wording(f"zone-{rhythm.answer.zone.value}"),
                day=_date_words(wording, held, rhythm.answer.at),
                until=_date_words(wording, held, rhythm.answer.at + kept),
            )
        ]
    if rhythm.check_back is not None:
        day = _date_words(wording, held, rhythm.check_back.not_before)
        lines.append(wording("my-data-check-back", day=day))
    return lines


def _supporter(wording: Wording, held: Held) -> Part:
    supporter = held.supporter
    assert supporter is not None  # nobody else has the page
    zone = held.person.roster.zone
    lines = standing_lines(wording, supporter, held.standing, held.now, zone)
    lines.append(wording("my-data-woken" if supporter.wake_url else "my-data-not-woken"))
    if supporter.caseload_cap is not None:
        lines.append(wording("my-data-caseload", number=supporter.caseload_cap))
    lines += [wording("my-data-accepted"), wording("my-data-entry")]
    return _page(lines, wording("my-data-supporter-heading"))


def _names(held: Held, people: Sequence[PersonId]) -> str:
    return ", ".join(held.names[each] for each in people if each in held.names)


def _day(held: Held, at: datetime) -> date:
    return local_day(held.person.roster.zone, at)


def _date_words(wording: Wording, held: Held, at: datetime) -> str:
    return spoken_date(wording.language, _day(held, at))


def _page(lines: Sequence[str], heading: str) -> Part:
    return part("\n".join(lines), heading=heading)
