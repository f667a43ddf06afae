"""How much is under way, and for what there is room.

Of each workspace so many rows at once, urgent and routine apart, and so many of all together where
one limit is for all of them; of a connection that has neither idempotency key nor look-up one (that
many a crash may double); of a connection that another process holds none. So a platform that is
slow, stopped or refuses holds up nobody else's messages, and what cannot be called yet is not
marked.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot.flows.calls import Job
from bot.model.content import Lane
from bot.model.ids import OutboxId, platform_at
from bot.ports import Delivery, Platform

Lanes = tuple[Lane, ...]

AT_ONCE = 32
"""Rows a batch: their marks share a commit, and so do their outcomes."""
IN_FLIGHT = 2 * AT_ONCE
"""Rows of a workspace under way at once: while one batch is called, the next is rendered."""
IN_FLIGHT_PACED = 16
"""The same where the platform has a limit, or as many as that allows in a second if that is more:
enough to reach it, few enough that what is more urgent soon has its turn, and that a crash leaves
little to be looked up."""
WORKSPACES_TOGETHER = 2
"""Of a platform whose workspaces share one limit as many rows are under way as of so many of them.
Each with its own share would have no more go out in a second, and a crash would leave all of it to
be looked up; with one share for all, a workspace that waits would hold up the others."""
JAMMED_SECONDS = 1.0
"""A workspace that was full for so long is left out by name. Before, whoever is due waits for it:
finding out whose a row is costs a statement."""


@dataclass(frozen=True, slots=True)
class View:
    """What may be taken now: nothing of the workspaces in `full`, of a connection or a workspace
    named in `left` no more than that, in all at most `most`."""

    full: frozenset[str]
    left: Mapping[str, int]
    most: int


@dataclass(slots=True)
class Room:
    """`monotonic` gives real seconds; `holds` says whether this process holds a connection."""

    platforms: Mapping[str, Platform]
    paced: Mapping[str, float]
    blind_in_flight: int
    holds: Callable[[str], bool]
    monotonic: Callable[[], float]
    kept_back: int = 0  #: places of such a connection that are not for new rows
    _jobs: dict[OutboxId, Job] = field(default_factory=dict)
    _seen: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _full_since: dict[tuple[Lanes, str], float] = field(default_factory=dict)

    def enter(self, job: Job) -> None:
        self._jobs[job.row] = job
        if isinstance(job, Delivery):
            self.meet(workspace_of(job))

    def leave(self, job: Job) -> None:
        self._jobs.pop(job.row, None)

    def meet(self, workspace: str) -> None:
        """There are rows for this workspace."""
        self._seen[platform_at(workspace)].add(workspace)

    def view(self, lanes: Lanes) -> View:
        """Looks, and remembers since when each workspace is full."""
        left = {name: places - self.kept_back for name, places in self.left().items()}
        of_lanes = [job for job in self._jobs.values() if _lane_of(job) in lanes]
        busy, together = Counter(map(workspace_of, of_lanes)), Counter(map(platform_of, of_lanes))
        for name, platform in self.platforms.items():
            if platform.capabilities.one_limit:
                of_all = WORKSPACES_TOGETHER * self._places(name) - together[name]
                left[name] = min(of_all, left.get(name, of_all))
        for name, workspaces in self._seen.items():
            places = self._places(name)
            most = left.get(name, places)
            for workspace in workspaces:
                left[workspace] = min(places - busy[workspace], most)
        full = frozenset(w for ws in self._seen.values() for w in ws if left[w] < 1)
        self._remember(lanes, full, busy)
        return View(full, left, self._most(lanes, full, left))

    def left(self) -> dict[str, int]:
        """Of the connections that take only so many rows; what is not here takes any number."""
        under_way = Counter(platform_of(job) for job in self._jobs.values())
        left = {
            name: self.blind_in_flight - under_way[name]
            for name in self.platforms
            if not self._tells(name)
        }
        return left | {name: 0 for name in self.platforms if not self.holds(name)}

    def _places(self, platform: str) -> int:
        """Of each of its workspaces."""
        per_second = self.paced.get(platform, float(IN_FLIGHT))
        return min(IN_FLIGHT, max(IN_FLIGHT_PACED, int(per_second)))

    def _remember(self, lanes: Lanes, full: Collection[str], busy: Mapping[str, int]) -> None:
        now = self.monotonic()
        for workspace in full:
            self._full_since.setdefault((lanes, workspace), now)
        for key in tuple(self._full_since):
            of_lanes, workspace = key
            if of_lanes != lanes or workspace in full:
                continue
            # One more and one less is no change: it is full until half of it is free.
            if busy[workspace] <= self._places(platform_at(workspace)) // 2:
                del self._full_since[key]

    def _most(self, lanes: Lanes, full: Collection[str], left: Mapping[str, int]) -> int:
        """No more rows are opened than there is room for, as far as is known."""
        seen = [workspace for workspaces in self._seen.values() for workspace in workspaces]
        if seen and len(full) == len(seen):
            since = [self._full_since[lanes, workspace] for workspace in full]
            return 0 if self.monotonic() - min(since) < JAMMED_SECONDS else AT_ONCE
        places = [
            min(
                left.get(platform, AT_ONCE),
                sum(max(0, left[workspace]) for workspace in self._seen[platform]) or AT_ONCE,
            )
            for platform in self.platforms
        ]
        return min(AT_ONCE, max(1, sum(max(0, each) for each in places)))

    def _tells(self, platform: str) -> bool:
        """Whether it has an idempotency key or finds messages by theirs."""
        return self.platforms[platform].capabilities.tells_twice


def platform_of(job: Job) -> str:
    return job.account.platform if isinstance(job, Delivery) else ""


def workspace_of(job: Job) -> str:
    """Calls of the second channel are counted as one workspace of their own."""
    if isinstance(job, Delivery):
        return job.account.place
    return "waking"


def _lane_of(job: Job) -> Lane:
    return job.lane if isinstance(job, Delivery) else Lane.REQUEST
