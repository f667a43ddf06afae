"""/peer-admin: what a coordinator needs to run the programme. Nothing of any member."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.supporters import SupporterLine
from bot.ports import Station
from bot.rendering.directory import short
from bot.rendering.paging import page_of
from bot.rendering.supporting import ahead, instant_words
from bot.rendering.wording import Choice, Part, Wording, card, choice, part, to_the_menu
from bot.rota.clock import local_day
from prompts.dates import spoken_date

A_PAGE = 8


def admin_card(wording: Wording, waiting: int) -> Card:
    """`waiting` entries are this coordinator's to look at."""
    return card(
        wording,
        part(
            wording("admin-intro"),
            choice(wording("button-entries", count=waiting), ActionKind.ENTRIES),
            choice(wording("button-supporters"), ActionKind.SUPPORTERS),
            choice(wording("button-stations"), ActionKind.STATIONS),
            choice(wording("button-send-roster"), ActionKind.SEND_ROSTER),
            choice(wording("button-report"), ActionKind.REPORT),
            choice(wording("button-erase-leaver"), ActionKind.ERASE_LEAVER),
            to_the_menu(wording),
            heading=wording("admin-heading"),
        ),
    )


def roster_card(wording: Wording) -> Card:
    """How a roster file is sent."""
    heading = wording("admin-roster-heading")
    return card(wording, part(wording("admin-roster"), _menu(wording), heading=heading))


def stations_card(wording: Wording, stations: Sequence[Station], page: int) -> Card:
    """Those with people, by name, and whether each was invited."""
    heading = wording("stations-heading")
    if not stations:
        return card(wording, part(wording("stations-none"), _menu(wording), heading=heading))
    at, shown = page_of(stations, page, most=A_PAGE)
    rows = [_station(wording, each) for each in shown]
    around = (*at.turning(wording, ActionKind.STATIONS), _menu(wording))
    return card(wording, part(wording("stations-intro"), heading=heading), *rows, part("", *around))


def sure_card(wording: Wording, station: Station) -> Card:
    """Asks once: an invitation cannot be taken back."""
    sure = choice(
        wording("button-invite-sure"),
        ActionKind.INVITE_STATION,
        Style.PRIMARY,
        s=mark_of(station.name),
        sure=1,
    )
    back = choice(wording("button-back"), ActionKind.STATIONS, Style.QUIET)
    text = wording("station-sure", name=station.name, count=station.size)
    return card(wording, part(text, sure, back))


def supporters_card(
    wording: Wording, lines: Sequence[SupporterLine], page: int, now: datetime
) -> Card:
    """Everyone with their training; who is on call now, first."""
    heading = wording("supporters-heading")
    if not lines:
        return card(wording, part(wording("supporters-none"), _menu(wording), heading=heading))
    at, shown = page_of(lines, page, most=A_PAGE)
    rows = [_supporter(wording, each, now) for each in shown]
    around = (*at.turning(wording, ActionKind.SUPPORTERS), _menu(wording))
    on_call = [each.name for each in lines if any(p.start <= now < p.end for p in each.on_call)]
    words = (
        wording("supporters-on-call-now", names=", ".join(on_call))
        if on_call
        else wording("supporters-nobody-on-call")
    )
    return card(wording, part(words, heading=heading), *rows, part("", *around))


def mark_of(station: str) -> int:
    """A short mark of a station's name, since a name may be longer than a button remembers."""
    return int.from_bytes(hashlib.sha256(station.encode()).digest()[:6])


def _station(wording: Wording, station: Station) -> Part:
    text = wording("station-size", count=station.size)
    if station.invited_at is None:
        invite = choice(
            wording("button-invite", name=short(station.name)),
            ActionKind.INVITE_STATION,
            s=mark_of(station.name),
        )
        return part(text, invite, heading=station.name)
    invited = local_day(wording.setting.config.organisation.zone, station.invited_at)
    day = spoken_date(wording.language, invited)
    return part(f"{text} · " + wording("station-invited", day=day), heading=station.name)


def _supporter(wording: Wording, line: SupporterLine, now: datetime) -> Part:
    available = "supporter-line-available" if line.available else "supporter-line-not-available"
    words = [
        line.station,
        wording(f"supporter-line-{line.state.value}"),
        _training(wording, line),
        wording(available),
    ]
    zone = wording.setting.config.organisation.zone
    periods = ahead(line.on_call, now)
    for period in periods:
        start, end = (instant_words(wording, at, zone) for at in (period.start, period.end))
        words.append(wording("supporter-line-on-call", start=start, end=end))
    if periods and not (line.can_be_woken or wording.setting.fictional):
        words.append(wording("supporter-line-not-woken"))
    return part(" · ".join(word for word in words if word), heading=line.name)


def _training(wording: Wording, line: SupporterLine) -> str:
    if line.trained_until is None:
        return wording("supporter-line-untrained")
    until = spoken_date(wording.language, line.trained_until)
    if line.trained:
        return wording("supporter-line-trained", until=until)
    return wording("supporter-line-over", until=until)


def _menu(wording: Wording) -> Choice:
    return choice(wording("button-admin-menu"), ActionKind.ADMIN_MENU, Style.QUIET)
