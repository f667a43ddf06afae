"""Opens the local workspace: with its story, or plainly, on a database of one's own."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from secrets import token_hex

from adapters.local.clock import DemoClock, next_at
from adapters.local.config import LocalConfig
from adapters.local.journal import last_instant
from adapters.local.workspace import LocalWorkspace
from bot.app import assemble
from bot.cli.demo.characters import reactions
from bot.cli.demo.living import Life
from bot.cli.demo.making import STORY, import_roster, keep_on_call, vet_supporters
from bot.cli.demo.scenes import Scenes
from bot.cli.demo.stage import DemoStage
from bot.cli.demo.story import invite, live_through
from bot.cli.process import Process, run_until_told
from bot.cli.saying import tell
from bot.config.loading import Loaded

#: For so long the rota is kept when the story begins.
ROTA_WEEKS = 26
#: The hour of the department's day at which the story began.
BEGAN_AT = time(9, 0)


async def run_plainly(loaded: Loaded) -> None:
    """The local workspace on whatever fictional roster was imported, without a story."""
    opened = _open(loaded, _clock(loaded, datetime.now(UTC)))
    await _serve(opened, None)


async def run_story(loaded: Loaded, told: Path, *, is_new: bool) -> None:
    """The fictional department. What is new lives through its six weeks, then `told` is made."""
    zone = loaded.config.organisation.zone
    now = datetime.now(UTC)
    opened = _open(loaded, _clock(loaded, began_at(loaded) if is_new else now))
    life = _life(opened)
    ledger = opened.process.parts.ledger
    opened.stage.scenes_of = Scenes(life, zone, partial(invite, ledger))
    await _serve(opened, _story(opened, life, now, told) if is_new else None)


@dataclass(frozen=True, slots=True)
class _Opened:
    process: Process
    workspace: LocalWorkspace
    stage: DemoStage
    clock: DemoClock


Prologue = Callable[[], Awaitable[None]]


def began_at(loaded: Loaded) -> datetime:
    """When a story that is played now begins."""
    return next_at(datetime.now(UTC) - STORY, BEGAN_AT, loaded.config.organisation.zone)


def _clock(loaded: Loaded, otherwise: datetime) -> DemoClock:
    """Goes on from where the chat was left."""
    section = loaded.platforms["local"].section
    assert isinstance(section, LocalConfig)
    left_at = last_instant(section.journal)
    return DemoClock(left_at if left_at is not None else otherwise)


def _open(loaded: Loaded, clock: DemoClock) -> _Opened:
    parts = assemble(loaded, os.environ, clock)
    workspace = parts.platforms["local"]
    assert isinstance(workspace, LocalWorkspace)
    process = Process(parts)
    stage = DemoStage(process, workspace, clock)
    workspace.use_stage(stage)
    return _Opened(process, workspace, stage, clock)


def _life(opened: _Opened) -> Life:
    """Nobody reacts by themselves once the page is open: the people on the phones do."""
    texts = opened.process.parts.setting.texts
    return Life(opened.stage, texts, prefix=f"story-{token_hex(4)}")


def _story(opened: _Opened, life: Life, now: datetime, told: Path) -> Prologue:
    parts = opened.process.parts
    zone = parts.loaded.config.organisation.zone

    async def live_it() -> None:
        tell("Six weeks of a fictional department go by ...")
        opened.clock.pause()
        await asyncio.to_thread(import_roster, parts.ledger, parts.setting)
        await asyncio.wrap_future(
            parts.ledger.submit(partial(vet_supporters, setting=parts.setting))
        )
        rota = parts.ledger.submit(lambda work: keep_on_call(work, zone, ROTA_WEEKS))
        await asyncio.wrap_future(rota)
        numbers = [f"{n:03}" for n in range(1, 61)]
        life.reactions = reactions(numbers)
        await live_through(life, parts.ledger, now, zone)
        life.reactions = {}
        await asyncio.to_thread(told.touch)
        opened.clock.go_on()

    return live_it


async def _serve(opened: _Opened, prologue: Prologue | None) -> None:
    def say_where() -> None:
        tell(f"The local workspace is open at {opened.workspace.address}")
        tell("Everybody in it is fictional. Ctrl-C stops it.")

    await run_until_told(opened.process, say_where, prologue)
