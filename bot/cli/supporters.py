"""`tailboard supporters`"""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.errors import UserMistake
from bot.cli.options import Moment
from bot.cli.reaching import Reached, reach
from bot.cli.saying import tell
from bot.config.models import Secret
from bot.config.option import config_option
from bot.config.secret import reveal
from bot.control.commands import (
    APPROVE,
    OFF_CALL,
    ON_CALL,
    SUPPORTERS,
    SUSPEND,
    TRAINING,
    Nothing,
    Number,
    OnCallSet,
    Trained,
)
from bot.model.supporters import OnCall, SupporterLine, SupporterState
from bot.rota.clock import instant
from scheduler.waking import is_readable

_WALL = Moment("a day and time like 2026-01-31T19:00", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
_DAY = Moment("a day like 2026-01-31", "%Y-%m-%d")


@click.group()
def supporters() -> None:
    """Approve supporters, their training, on call.

    NUMBER is the organisation's own number for a person, as the roster has it.
    Who is a supporter stands in the roster's column role.
    """


@supporters.command("list")
@config_option
def list_supporters(config_path: Path) -> None:
    """Every supporter: vetted, trained until, on call."""
    with reach(config_path) as reached:
        lines = reached.office.ask(SUPPORTERS, Nothing()).supporters
        if not lines:
            tell("The roster has no supporters: write supporter into its column role.")
        for line in lines:
            _tell(line, reached)


@supporters.command()
@click.argument("number")
@config_option
def approve(number: str, config_path: Path) -> None:
    """Vetted: asked from now on, while their training is valid."""
    with reach(config_path) as reached:
        _tell(reached.office.ask(APPROVE, Number(number)), reached)


@supporters.command()
@click.argument("number")
@config_option
def suspend(number: str, config_path: Path) -> None:
    """Not asked any more, until they are approved again."""
    with reach(config_path) as reached:
        _tell(reached.office.ask(SUSPEND, Number(number)), reached)


@supporters.command()
@click.argument("number")
@click.option(
    "--until",
    type=_DAY,
    required=True,
    metavar="YYYY-MM-DD",
    help="The last day on which the training is valid.",
)
@config_option
def training(number: str, until: datetime, config_path: Path) -> None:
    """Trained, through that day; after it they are not asked."""
    with reach(config_path) as reached:
        _tell(reached.office.ask(TRAINING, Trained(number, until.date())), reached)


@supporters.command("on-call")
@click.argument("number")
@click.option("--from", "start", type=_WALL, metavar="YYYY-MM-DDTHH:MM", help="From then on.")
@click.option("--until", "end", type=_WALL, metavar="YYYY-MM-DDTHH:MM", help="Until then.")
@click.option("--off", is_flag=True, help="Take them off call instead: every period ahead.")
@click.option(
    "--wake-from",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file with the Apprise URL that wakes them (push, text, call).",
)
@click.option("--wake-ask", is_flag=True, help="Ask for that URL here; it is not shown.")
@config_option
def on_call(
    number: str,
    start: datetime | None,
    end: datetime | None,
    off: bool,
    wake_from: Path | None,
    wake_ask: bool,
    config_path: Path,
) -> None:
    """On call for a time, on the clock of the organisation's zone.

    At night a request for now goes to whoever is on call, and wakes them by
    the URL that is given here. It is a secret like a password, so it is read
    from a file or asked for, never from the command line.
    """
    if off:
        with reach(config_path) as reached:
            _tell(reached.office.ask(OFF_CALL, Number(number)), reached)
        return
    if start is None or end is None:
        raise UserMistake("Give --from and --until, or --off.")
    wake_url = _wake_url(wake_from, wake_ask=wake_ask)
    with reach(config_path) as reached:
        zone = reached.setting.config.organisation.zone
        period = OnCall(instant(zone, start), instant(zone, end))
        line = reached.office.ask(ON_CALL, OnCallSet(number, period, wake_url))
        _tell(line, reached)
        if not line.can_be_woken:
            tell("They cannot be woken: give --wake-from or --wake-ask.", err=True)


def _wake_url(wake_from: Path | None, *, wake_ask: bool) -> str | None:
    """None leaves it as it is. Raises UserMistake where Apprise knows no such address: nobody
    shall find that out at three in the morning."""
    if wake_from is not None:
        url = reveal(Secret(file=wake_from), {})
    elif wake_ask:
        url = str(click.prompt("Apprise URL", hide_input=True)).strip()
    else:
        return None
    if not is_readable(url):
        raise UserMistake(
            "That is no address that Apprise knows, so it would wake nobody. Nothing was changed."
        )
    return url


def _tell(line: SupporterLine, reached: Reached) -> None:
    zone = ZoneInfo(reached.setting.config.organisation.zone)
    tell(f"{line.number}  {line.name}, {line.station}: {', '.join(_facts(line, zone))}")


def _facts(line: SupporterLine, zone: ZoneInfo) -> list[str]:
    facts = [_STATES[line.state]]
    if line.trained_until is None:
        facts.append("no training on record")
    elif line.trained:
        facts.append(f"trained until {line.trained_until}")
    else:
        facts.append(f"training ended {line.trained_until}")
    if line.available is False:
        facts.append("not available now")
    facts += [
        f"on call {each.start.astimezone(zone):%Y-%m-%d %H:%M} to"
        f" {each.end.astimezone(zone):%Y-%m-%d %H:%M}"
        for each in line.on_call
    ]
    if line.on_call and not line.can_be_woken:
        facts.append("cannot be woken")
    return facts


_STATES = {
    SupporterState.NOMINATED: "not approved yet",
    SupporterState.APPROVED: "approved",
    SupporterState.SUSPENDED: "suspended",
}
