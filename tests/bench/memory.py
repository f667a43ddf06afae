"""Resident memory beside a large roster: a process of its own, which lives on it for a while.

python -m tests.bench.memory <folder of the roster> <ticks> <presses>     that process
"""

import asyncio
import json
import resource
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from itertools import count, islice
from pathlib import Path

from bot.ports import Work
from bot.setting import Setting
from scheduler.looks import look_at_due
from tests.bench import large
from tests.bench.databases import bench_setting, opened
from tests.bench.dispatching import WITH_KEY, AnsweringPlatform, dispatcher_of, put_check_ins
from tests.bench.figures import Figure, at_most, figure
from tests.bench.people import account_of, person_id
from tests.bench.presses import Asked, Pressing, at_once, issue
from tests.bench.sizes import Sizes
from tests.storage_fixtures import ReadyLedger

ROOT = Path(__file__).parents[2]
#: What a running program has loaded beside what is used here: the composition root, the local
#: workspace with its web server, APScheduler. (Apprise is loaded by what is used here.)
LOADED = (
    "bot.app",
    "adapters.local.workspace",
    "apscheduler.schedulers.asyncio",
    "uvicorn",
)
#: Presses that come together.
_TOGETHER = 20


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """The most that was resident in its life, in units of 1,000,000 bytes."""
    roster = large.database(sizes.people, kept_under=folder.parent)
    ran = subprocess.run(
        [
            *(sys.executable, "-m", __name__, str(roster.made.where.parent)),
            *(str(sizes.memory_ticks), str(sizes.memory_presses)),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    megabytes = float(json.loads(ran.stdout)["megabytes"])
    name = f"resident memory, {sizes.people:,} people"
    return [figure(name, megabytes, "MB", at_most(200))]


def live(folder: Path, ticks: int, presses: int) -> None:
    """Looks second by second, check-ins delivered, their answers pressed."""
    for module in LOADED:
        import_module(module)
    setting = bench_setting()
    roster = large.kept(folder)
    with opened(roster.made, now=roster.first_look) as ready:
        asyncio.run(_live(ready, setting, ticks, presses))


async def _live(ready: ReadyLedger, setting: Setting, ticks: int, presses: int) -> None:
    for _ in range(ticks):
        ready.clock.move(timedelta(seconds=1))
        await look_at_due(ready.ledger, setting)
    asked = ready.run(lambda work: _asked(work, presses, setting))
    people = [person_id(int(each.account.user[1:])) for each in asked]
    ready.run(lambda work: put_check_ins(work, people, setting))
    await dispatcher_of(ready, AnsweringPlatform(WITH_KEY), setting).deliver_due()
    pressing = Pressing(asked, setting)
    for _ in range(0, presses, _TOGETHER):
        await at_once(ready.ledger, pressing, _TOGETHER)


def _asked(work: Work, number: int, setting: Setting) -> list[Asked]:
    """Check-ins of the first members there are, as if they had just been asked."""
    members = (n for n in count() if work.people.by_account(account_of(n)) is not None)
    return issue(work, islice(members, number), setting)


def peak_megabytes() -> float:
    """The most that was resident of this process."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss begins with what the parent had when it made this process
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


if __name__ == "__main__":
    live(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps({"megabytes": peak_megabytes()}))
