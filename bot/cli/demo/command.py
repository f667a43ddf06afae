"""`tailboard demo`"""

import asyncio
import logging
import shutil
import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from adapters.local.config import LocalConfig
from bot.cli.demo.making import example_configuration, make_keys_and_database
from bot.cli.demo.opening import began_at, run_story
from bot.cli.errors import UserMistake
from bot.cli.logs import log_to_standard_error
from bot.cli.options import Whole
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.loading import ConnectedPlatform, Loaded
from bot.config.models import Health

#: What a folder of the demo's is known by, so that --fresh never deletes anything else.
MARK = ".tailboard-demo"
#: Made when the story has been lived through.
TOLD = ".told"


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="demo",
    show_default=True,
    metavar="PATH",
    help="Where the fictional department is kept.",
)
@click.option("--fresh", is_flag=True, help="Forget the story so far, and begin anew.")
@click.option("--port", type=Whole(0, 65_535), help="The page's port; 0: any free one.")
@click.option("--browser/--no-browser", default=True, help="Open a browser where there is one.")
def demo(folder: Path, fresh: bool, port: int | None, browser: bool) -> None:
    """Open the local workspace: a fictional fire department in your browser.

    The first time it lives through six weeks of the department's story; after
    that it goes on from where it was left.
    """
    log_to_standard_error(logging.WARNING)
    told = folder / TOLD
    if fresh or (folder.exists() and not told.exists()):
        _forget(folder)  # a story that was interrupted has no middle to open in
    loaded = _changed(load_configuration(_configuration(folder)), port, open_browser=browser)
    is_new = not told.exists()
    if is_new:
        make_keys_and_database(loaded, began_at(loaded))
    asyncio.run(run_story(loaded, told, is_new=is_new))


def _configuration(folder: Path) -> Path:
    """The demo's own copy of the example, made the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    config = folder / "config.yaml"
    if not config.exists():
        shutil.copyfile(example_configuration(), config)
    return config


def _forget(folder: Path) -> None:
    if not folder.exists():
        return
    if not (folder / MARK).exists():
        raise UserMistake(
            f"{folder} is there already and is not the demo's. Name another with --folder; nothing"
            " in it was changed."
        )
    shutil.rmtree(folder)


def _changed(loaded: Loaded, port: int | None, *, open_browser: bool) -> Loaded:
    """The page's port as wished, or another where it is taken; the health port any free one."""
    local = loaded.platforms["local"]
    section = local.section
    assert isinstance(section, LocalConfig)
    if port is None and not _is_free(section.host, section.port):
        tell(f"Port {section.port} is in use by another program; taking any other.")
        port = 0
    changed = section.model_copy(
        update={
            "port": section.port if port is None else port,
            "open_browser": section.open_browser and open_browser,
        }
    )
    config = loaded.config.model_copy(update={"health": Health(port=0)})
    platforms = {"local": ConnectedPlatform(local.registration, changed)}
    return replace(loaded, config=config, platforms=platforms)


def _is_free(host: str, port: int) -> bool:
    with closing(socket.socket()) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True
