"""What keeps messages from getting through that nobody but the operator mends, kept in memory for
the watch: a workspace that takes none any more, and what somebody waits for given up on."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outage(StrEnum):
    """What `/readyz` says of it."""

    NONE = "ok"
    STOPPED = "stopped"  #: a workspace takes nothing: a token revoked, the app taken out
    #: A message about a request was refused to the end. The word is what the watch says of somebody
    #: who waits: one of its own would tell what kind of message it was.
    GIVEN_UP = "late"


@dataclass(slots=True)
class Outages:
    """Written by the loop and read by the watch's thread; each step is one of the interpreter's.

    `begun` counts beginnings, so that the watch misses none that is over before it looks.
    """

    begun: int = 0
    _stopped: set[str] = field(default_factory=set)  #: workspaces
    _given_up: set[str] = field(default_factory=set)  #: platforms

    @property
    def now(self) -> Outage:
        if self._stopped:
            return Outage.STOPPED
        return Outage.GIVEN_UP if self._given_up else Outage.NONE

    def stops(self, workspace: str) -> None:
        self._begin(self._stopped, workspace)

    def gives_up(self, platform: str) -> None:
        """On a message that somebody waits for."""
        self._begin(self._given_up, platform)

    def goes(self, workspace: str) -> None:
        """The workspace took a message."""
        self._stopped.discard(workspace)

    def goes_urgently(self, platform: str) -> None:
        """The platform took a message that somebody waits for."""
        self._given_up.discard(platform)

    def hand_over(self, platform: str) -> None:
        """Another process has its connection from now on."""
        self._given_up.discard(platform)
        theirs = {each for each in self._stopped if each.partition(":")[0] == platform}
        self._stopped -= theirs

    def _begin(self, of: set[str], what: str) -> None:
        if what not in of:
            of.add(what)
            self.begun += 1
