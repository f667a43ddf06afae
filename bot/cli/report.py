"""`tailboard report`"""

from pathlib import Path

import click

from bot.cli.reaching import reach
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.control.commands import REPORTS, Nothing
from bot.reports.writing import csv_of


@click.command()
@config_option
@click.option("--csv", "as_csv", is_flag=True, help="As a file for a spreadsheet.")
def report(config_path: Path, as_csv: bool) -> None:
    """Show what was published of each quarter, the latest first.

    The same as /peer-report, and no more: rounded counts of people in groups
    of twenty and more. To make a file: tailboard report --csv > report.csv
    """
    with reach(config_path) as reached:
        heading, *rows = reached.office.ask(REPORTS, Nothing()).rows
    if as_csv:
        click.echo(csv_of((heading, *rows)), nl=False)
        return
    if not rows:
        tell("There is no report yet: /peer-report says when the first one comes.")
    for row in rows:
        tell(f"{row[0]}, {row[1]}")
        for name, told in zip(heading[2:], row[2:], strict=True):
            tell(f"{name}: {told or '-'}", indent=2)
