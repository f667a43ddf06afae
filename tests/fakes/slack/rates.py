"""Rate limits: per method and workspace, and for messages per channel. Off until switched on."""

import math
from dataclasses import dataclass, field

#: Calls a minute by tier; Slack promises at least so many.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
#: "… with infrequent bursts": so many calls at once are borne, even in the lowest tier.
LEAST_BURST = 5

#: The tier of each method, from the facts on its page.
TIER_OF = {
    "apps.connections.open": 1,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "team.info": 3,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.conversations": 3,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}


@dataclass(slots=True)
class _Bucket:
    size: float
    per_second: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """0 where there is room, else the seconds until there is."""
        self.level = min(self.size, self.level + (now - self.at) * self.per_second)
        self.at = now
        return max(0.0, (1.0 - self.level) / self.per_second)

    def take(self) -> None:
        self.level -= 1.0


@dataclass(slots=True)
class Rates:
    """`slack.rates.on = True` switches them on. The figures may be changed before first use."""

    on: bool = False
    #: `chat.postMessage`: one a second in each channel, of which so many may come at once.
    channel_per_second: float = 1.0
    channel_burst: int = 1
    #: `chat.postMessage` in a workspace: "several hundred a minute".
    workspace_per_second: float = 5.0
    workspace_burst: int = 30
    per_minute: dict[str, int] = field(
        default_factory=lambda: {method: TIERS[tier] for method, tier in TIER_OF.items()}
    )
    refused: int = 0  #: how many calls were answered 429
    _buckets: dict[tuple[str, str, str], _Bucket] = field(default_factory=dict)

    def wait(self, method: str, team: str, channel: str, now: float) -> int:
        """Retry-After in whole seconds, 0 where the call may go on."""
        if not self.on:
            return 0
        buckets = self._for(method, team, channel, now)
        longest = max(bucket.wait(now) for bucket in buckets)
        if longest <= 0.0:
            for bucket in buckets:
                bucket.take()
            return 0
        self.refused += 1
        return max(1, math.ceil(longest))

    def _for(self, method: str, team: str, channel: str, now: float) -> list[_Bucket]:
        if method == "chat.postMessage":
            return [
                self._bucket(
                    (method, team, channel), self.channel_burst, self.channel_per_second, now
                ),
                self._bucket(
                    (method, team, ""), self.workspace_burst, self.workspace_per_second, now
                ),
            ]
        a_minute = self.per_minute.get(method, TIERS[4])
        at_once = max(a_minute, LEAST_BURST)
        return [self._bucket((method, team, ""), at_once, a_minute / 60, now)]

    def _bucket(
        self, key: tuple[str, str, str], size: float, per_second: float, now: float
    ) -> _Bucket:
        found = self._buckets.get(key)
        if found is None:
            found = self._buckets[key] = _Bucket(size, per_second, size, now)
        return found
