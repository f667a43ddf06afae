"""`tailboard import`"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.asking import confirmed
from bot.cli.errors import Stopped, UserMistake
from bot.cli.progress import progress
from bot.cli.reaching import Reached, reach
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.control.importing import apply, compare
from bot.model.people import Role
from bot.roster.columns import GREATEST_FILE, RosterRow
from bot.roster.difference import MOST_LEAVERS_UNASKED, Difference, Summary, summary
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from bot.roster.wording import difference_lines, mistake_lines


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
@click.option("--dry-run", is_flag=True, help="Show the difference and change nothing.")
@click.option(
    "--confirm",
    is_flag=True,
    help=f"Apply without asking, even where more than {MOST_LEAVERS_UNASKED} people leave.",
)
@click.option(
    "--agreed-by",
    metavar="NUMBER",
    help="A second coordinator's number, where the file leaves people hardly a choice.",
)
def import_roster(
    file: Path, config_path: Path, dry_run: bool, confirm: bool, agreed_by: str | None
) -> None:
    """Bring in the roster from a CSV file.

    What the file would change is shown first. A file with a single mistake
    changes nothing. Whoever is not in the file any more is marked as left.

    The columns are described in docs/roster.md.
    """
    with reach(config_path) as reached:
        rows = _read(file, reached)
        with progress("Comparing") as told:
            found = compare(rows, reached.office, told)
        if isinstance(found, Mistakes):
            raise UserMistake("\n".join(mistake_lines(found, reached.wording)))
        shown = summary(found, rows, reached.setting.config)
        _show(shown, reached)
        if dry_run:
            tell("Nothing was changed: this was a dry run.")
            return
        _require_second(shown, rows, agreed_by)
        if _may_apply(shown, confirm=confirm):
            _apply(found, shown, reached, agreed_by if shown.needs_second else None)


def _read(file: Path, reached: Reached) -> tuple[RosterRow, ...]:
    with file.open("rb") as opened:
        content = opened.read(GREATEST_FILE + 1)
    setting = reached.setting
    rows = read_roster(content, Known.of(setting.config, setting.texts.languages()))
    if isinstance(rows, Mistakes):
        raise UserMistake("\n".join(mistake_lines(rows, reached.wording)))
    return rows


def _show(shown: Summary, reached: Reached) -> None:
    if not shown.is_empty:
        tell(reached.wording("roster-difference"))
    for line in difference_lines(shown, reached.wording):
        tell(line, indent=0 if shown.is_empty else 2)


def _require_second(shown: Summary, rows: Sequence[RosterRow], agreed_by: str | None) -> None:
    """Raises UserMistake where a second coordinator has to agree, and none is named."""
    if not shown.needs_second:
        return
    coordinators = {row.number for row in rows if Role.COORDINATOR in row.roles}
    if agreed_by is None:
        raise UserMistake(
            "Two coordinators have to agree to leaving people so few supporters. Where they do,"
            " run this again with --agreed-by and the second one's number; it goes on record."
            " Nothing was changed."
        )
    if agreed_by not in coordinators:
        raise UserMistake(f"{agreed_by} is no coordinator in the file. Nothing was changed.")


def _may_apply(shown: Summary, *, confirm: bool) -> bool:
    """Asks where somebody can answer. Raises UserMistake where many would leave and nobody has
    said that it is so."""
    if confirm:
        return True
    if shown.needs_confirming:
        raise UserMistake(
            f"{len(shown.left)} people would be marked as left. If the file is whole and that is"
            " so, run this again with --confirm. Nothing was changed."
        )
    if shown.is_empty or not sys.stdin.isatty():
        return True
    try:
        said = confirmed("Apply it?")
    except KeyboardInterrupt:
        raise Stopped(_NOTHING_CHANGED) from None
    if not said:
        tell(_NOTHING_CHANGED)
    return said


_NOTHING_CHANGED = "Nothing was changed."


def _apply(found: Difference, shown: Summary, reached: Reached, agreed_by: str | None) -> None:
    try:
        with progress("Applying") as told:
            apply(found, reached.office, told, agreed_by=agreed_by)
    except KeyboardInterrupt:
        raise Stopped(
            "Stopped in between: what was done stays done, and the same file brings in the rest."
        ) from None
    if not shown.is_empty:
        tell(reached.wording("roster-applied"))
