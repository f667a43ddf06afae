"""/peer-admin: entries that wait, the supporters, inviting a station, the way to send a roster.

Whoever is no coordinator gets the answer that everybody gets. Nothing here is about a member.
"""

from collections.abc import Callable

from bot.events import CommandGiven
from bot.flows.approving import waiting_for
from bot.flows.inviting import invite_station
from bot.flows.pressing import Commands, Pressed, Presses, Whom, aside, said
from bot.flows.roles import coordinator_of
from bot.flows.vetting import supporter_lines
from bot.messages import Answer, Style
from bot.model.actions import ActionKind
from bot.ports import Station, Work
from bot.rendering.admin import (
    admin_card,
    mark_of,
    roster_card,
    stations_card,
    supporters_card,
    sure_card,
)
from bot.rendering.wording import choice
from bot.setting import Setting

PressFlow = Callable[[Pressed, Work, Setting], Answer]


def peer_admin(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    return _menu(whom, work, setting)


def admin_menu(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return _menu(pressed.whom, work, setting)


def for_coordinators(flow: PressFlow) -> PressFlow:
    """Asked at every press: who was a coordinator yesterday may be none today."""

    def pressed_by(pressed: Pressed, work: Work, setting: Setting) -> Answer:
        if coordinator_of(pressed.whom) is None:
            return said("not-for-you", pressed.whom, work, setting)
        return flow(pressed, work, setting)

    return pressed_by


def _send_roster(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """How a file is sent; what comes of it is `bot.flows.roster_by_file`'s."""
    return aside(roster_card(pressed.whom.wording(setting)), pressed.whom, work)


def _stations(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    page, wording = int(pressed.action.args.get("page", 0)), pressed.whom.wording(setting)
    return aside(stations_card(wording, _with_people(work), page), pressed.whom, work)


def _invite(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Asks once, then has the station invited; each of its people hears at a look of their own."""
    whom, args = pressed.whom, pressed.action.args
    back = choice(whom.wording(setting)("button-stations"), ActionKind.STATIONS, Style.QUIET)
    marked = (each for each in _with_people(work) if mark_of(each.name) == args["s"])
    station = next(marked, None)
    if station is None:
        return said("station-gone", whom, work, setting, back)
    if station.invited_at is not None:
        return said("station-before", whom, work, setting, back)
    if not args.get("sure", 0):
        return aside(sure_card(whom.wording(setting), station), whom, work)
    invite_station(station.name, work)
    return said("station-done", whom, work, setting, back)


def _supporters(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    page, wording = int(pressed.action.args.get("page", 0)), pressed.whom.wording(setting)
    shown = supporters_card(wording, supporter_lines(work, setting), page, work.now)
    return aside(shown, pressed.whom, work)


def _with_people(work: Work) -> tuple[Station, ...]:
    return tuple(station for station in work.stations.all() if station.size)


def _menu(whom: Whom, work: Work, setting: Setting) -> Answer:
    coordinator = coordinator_of(whom)
    if coordinator is None:
        return said("not-for-you", whom, work, setting)
    waiting = len(waiting_for(coordinator, work))
    return aside(admin_card(whom.wording(setting), waiting), whom, work)


PRESSES: Presses = {
    ActionKind.ADMIN_MENU: admin_menu,
    ActionKind.SEND_ROSTER: for_coordinators(_send_roster),
    ActionKind.STATIONS: for_coordinators(_stations),
    ActionKind.INVITE_STATION: for_coordinators(_invite),
    ActionKind.SUPPORTERS: for_coordinators(_supporters),
}
COMMANDS: Commands = {"peer-admin": peer_admin}
