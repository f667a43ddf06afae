"""Resident memory beside a large roster: the whole program in a process of its own, which lives on
it for a while.

    python -m tests.bench.memory <folder of the roster> <configuration> <ticks> <presses>
"""

import asyncio
import json
import os
import subprocess
import sys
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

from bot.app import assemble
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from bot.ports import Priority, Work
from scheduler.looks import look_at_due
from tests.bench import large
from tests.bench.check_ins import put_check_ins
from tests.bench.configuring import ROOT, write_configuration
from tests.bench.dispatching import AnsweringPlatform
from tests.bench.figures import Figure, at_most, figure
from tests.bench.people import account_of, person_id
from tests.bench.presses import Asked, Pressing, issue
from tests.bench.resident import peak_megabytes
from tests.bench.sizes import Sizes
from tests.storage_fixtures import SetClock

#: Presses that come together.
_TOGETHER = 20


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """The most that was resident in its life, in units of 1,000,000 bytes."""
    roster = large.database(sizes.people, kept_under=folder.parent)
    own = folder / "memory"
    own.mkdir()
    program = [sys.executable, "-m", __name__]
    given = [roster.made.where.parent, write_configuration(own, roster.made)]
    ran = subprocess.run(
        [*program, *map(str, (*given, sizes.memory_ticks, sizes.memory_presses))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    megabytes = float(json.loads(ran.stdout)["megabytes"])
    name = f"resident memory, {sizes.people:,} people"
    return [figure(name, megabytes, "MB", at_most(200))]


async def live(folder: Path, configuration: Path, ticks: int, presses: int) -> None:
    """Everything that `tailboard run` starts, with a platform that answers at once in the place
    of the local workspace's page. Looks second by second, check-ins delivered, their answers."""
    clock = SetClock(large.kept(folder).first_look)
    parts = assemble(load_configuration(configuration), os.environ, clock)
    [name] = parts.platforms
    parts.platforms[name] = AnsweringPlatform(parts.setting.capabilities[name], name)
    process = Process(parts)
    await process.start()
    try:
        for _ in range(ticks):
            clock.move(timedelta(seconds=1))
            await look_at_due(parts.ledger, parts.setting)
        asked = await _ask(process, presses)
        await process.jobs.settle_everything()
        pressing = Pressing(asked, parts.setting)
        for _ in range(0, presses, _TOGETHER):
            some = [process.take_in(pressing.next_event()) for _ in range(_TOGETHER)]
            await asyncio.gather(*some)
    finally:
        await process.stop()


async def _ask(process: Process, number: int) -> list[Asked]:
    """Check-ins in the outbox of some people, and as many that were sent before."""
    ledger, setting = process.parts.ledger, process.parts.setting

    def ask(work: Work) -> list[Asked]:
        known = (n for n in count() if work.people.by_account(account_of(n)) is not None)
        numbers = list(islice(known, number))
        put_check_ins(work, [person_id(n) for n in numbers], setting)
        return issue(work, numbers, setting)

    return await asyncio.wrap_future(ledger.submit(ask, Priority.LOOK))


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    print(json.dumps({"megabytes": peak_megabytes()}))
