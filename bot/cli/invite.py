"""`tailboard invite`"""

from pathlib import Path

import click

from bot.cli.reaching import reach
from bot.cli.saying import tell
from bot.config.models import RhythmPolicy
from bot.config.option import config_option
from bot.control.commands import INVITE, ROSTER_SIZE, Name, Nothing
from bot.rules.capacity import budget_needed, days_to_invite

#: What every invitation takes: the look, at which it is decided, comes within 28 hours.
A_DAY_OR_TWO = 2


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
    a day or two, or over the days that a small daily budget needs; and one
    reminder two weeks later. Who accepts and who does not is shown to nobody.
    """
    with reach(config_path) as reached:
        new = 0
        for station in stations:
            invited = reached.office.ask(INVITE, Name(station))
            people = "one person" if invited.size == 1 else f"{invited.size} people"
            if invited.before:
                tell(f"{invited.name} ({people}) was invited before; an invitation comes once.")
            else:
                tell(f"{invited.name} ({people}) is invited.")
                new += invited.size
        if new:
            roster = reached.office.ask(ROSTER_SIZE, Nothing()).people
            _tell_how_long(new, roster, reached.setting.config.rhythm)


def _tell_how_long(invited: int, people: int, policy: RhythmPolicy) -> None:
    """Where the daily budget makes them wait for longer than a look or two."""
    days, budget = days_to_invite(invited, people, policy), policy.daily_budget
    if days is None:
        tell(
            f"rhythm.daily_budget is {budget:,}, too small for a roster of {people:,}: nobody can"
            f" say when the last of them has theirs. {budget_needed(people, policy):,} would do."
        )
    elif days > A_DAY_OR_TWO:
        tell(
            f"rhythm.daily_budget is {budget:,}, and the check-ins of the others share it: these"
            f" invitations go out over about {days:,} days."
        )
