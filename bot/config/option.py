"""How a command is told where the configuration is: the program's own and a platform's alike."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_CONFIG = "config.yaml"


def config_option(command: F) -> F:
    """`--config PATH`, or TAILBOARD_CONFIG."""
    return click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=DEFAULT_CONFIG,
        envvar="TAILBOARD_CONFIG",
        show_default=True,
        show_envvar=True,
        metavar="PATH",
        help="The configuration file.",
    )(command)
