"""`tailboard invite`"""

from pathlib import Path

import click

from bot.cli.reaching import reach
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.control.commands import INVITE, Name


@click.command()
@config_option
@click.option(
    "--station",
    "stations",
    multiple=True,
    required=True,
    metavar="NAME",
    help="As the roster has it. May be given several times.",
)
def invite(config_path: Path, stations: tuple[str, ...]) -> None:
    """Invite the people of a station to join.

    Each of them gets one invitation, at an hour that suits their rota, within
    a day or two and the daily budget; and one reminder two weeks later. Who
    accepts and who does not is shown to nobody.
    """
    with reach(config_path) as reached:
        for station in stations:
            invited = reached.office.ask(INVITE, Name(station))
            people = "one person" if invited.size == 1 else f"{invited.size} people"
            if invited.before:
                tell(f"{invited.name} ({people}) was invited before; an invitation comes once.")
            else:
                tell(f"{invited.name} ({people}) is invited.")
