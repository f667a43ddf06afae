"""`tailboard`: the commands, each imported only when it is used."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from bot.cli.errors import Stopped, in_words, unforeseen

#: Name: module, function, and what `tailboard --help` says of it.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("bot.cli.demo.command", "demo", "Open a fictional department in the browser."),
    "check": ("bot.cli.check", "check", "Read the configuration, and name every mistake in it."),
    "keys": ("bot.cli.keys", "keys", "Make and rotate the keys that everything is sealed under."),
    "migrate": ("bot.cli.migrate", "migrate", "Make the database ready, or bring it up to date."),
    "import": ("bot.cli.importing", "import_roster", "Bring in the roster from a CSV file."),
    "run": ("bot.cli.run", "run", "Run the program."),
    "backup": ("bot.cli.backup", "backup", "Copy the database beside the running program."),
    "watch": ("bot.cli.watch", "watch", "See from outside whether a request is late."),
    "invite": ("bot.cli.invite", "invite", "Invite the people of a station to join."),
    "report": ("bot.cli.report", "report", "Show what was published of each quarter."),
    "audit": ("bot.cli.audit", "audit", "See whether the record of what was done is whole."),
    "plan": ("bot.cli.plan", "plan", "Show what a roster like this one would get, and why."),
    "supporters": (
        "bot.cli.supporters",
        "supporters",
        "Approve supporters, their training, on call.",
    ),
}


def platforms_with_commands() -> list[str]:
    """By the names of their folders: those that have a `commands.py`. Nothing of them is imported,
    nor the libraries that they stand on."""
    found = find_spec("adapters")
    places = found.submodule_search_locations if found is not None else None
    return sorted(
        file.parent.name for place in places or () for file in Path(place).glob("*/commands.py")
    )


class Commands(click.Group):
    """Knows its commands by name, so that `--help` imports none of them.

    A platform that brings commands of its own has them under its name.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *platforms_with_commands()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module, function, _ = COMMANDS[cmd_name]
            command = getattr(import_module(module), function)
            assert isinstance(command, click.Command)
            return command
        return _of_platform(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _about(name)) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        """What can go wrong in a way that the user can mend is told in words, without a
        traceback; exit code 2 where it is theirs to mend, 1 where it is the machine's or ours, 130
        where they stopped it."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except BrokenPipeError:  # `| head` has read enough: click ends quietly
            raise
        except (click.Abort, KeyboardInterrupt):
            raise Stopped("Stopped.") from None
        except Exception as error:
            raise in_words(error) or unforeseen(error) from None


def _of_platform(name: str) -> click.Command | None:
    from bot.config.platforms import installed_platform

    registration = installed_platform(name)
    if registration is None or not registration.commands:
        return None
    commands = {command.name or "": command for command in registration.commands}
    return click.Group(name, commands=commands, help=_about(name))


def _about(name: str) -> str:
    return COMMANDS[name][2] if name in COMMANDS else f"Commands of the platform {name}."


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tailboard", message="tailboard %(version)s")
def main() -> None:
    """Tailboard: a chat bot for peer support in fire, police, EMS and dispatch.

    Begin with a copy of config.example.yaml as config.yaml; then `tailboard
    check`, `tailboard keys init`, `tailboard migrate` and `tailboard import`.
    """


if __name__ == "__main__":
    main()
