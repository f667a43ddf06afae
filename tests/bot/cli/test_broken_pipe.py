"""`tailboard check | head`: whoever reads has read enough."""

import errno

import click
from click.testing import CliRunner

from bot.cli.main import Commands


class Unread(Commands):
    """Every command of it writes where nobody reads any more."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        def write() -> None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

        return click.Command(cmd_name, callback=write)


def test_a_reader_who_stops_early_is_no_mistake_of_the_program() -> None:
    ended = CliRunner().invoke(Unread("tailboard"), ["check"])
    assert (ended.exit_code, ended.output) == (1, "")
