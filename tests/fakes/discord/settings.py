"""How patient this Discord is. The defaults are Discord's; a test may shorten them."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(slots=True)
class Settings:
    #: An interaction must be answered within, else its token is worth nothing.
    answer_seconds: float = 3.0
    token_seconds: float = 15 * 60
    #: For how long a nonce is unique with `enforce_nonce`: "the past few minutes".
    nonce_seconds: float = 5 * 60
    heartbeat_seconds: float = 41.25
    #: How late a heartbeat may be, as a part of its interval.
    heartbeat_tolerance: float = 0.5
    #: A session that has no connection "will remain active and timeout after a few minutes".
    session_seconds: float = 3 * 60
    #: Events that a session keeps for a replay. Not documented.
    replay_events: int = 10_000
    #: "A few seconds after the reconnect event is dispatched, the connection may be closed".
    reconnect_seconds: float = 2.0
    max_concurrency: int = 1  #: identifies per five seconds
    session_starts: int = 1000  #: identifies a day
    gateway_events: int = 120  #: an app may send per connection in a minute
    guilds_a_shard: int = 2500
    invalid_requests: int = 10_000  #: 401, 403 and 429 in ten minutes, before Cloudflare bans
    command_creates: int = 200  #: a day and guild
    attachment_bytes: int = 10 * MIB
    request_bytes: int = 25 * MIB
    #: Messages older than an hour may be edited so often in twenty seconds in a channel; None:
    #: always. The figure is not documented.
    old_edits: int | None = None
