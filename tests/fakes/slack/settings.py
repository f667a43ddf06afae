"""How patient this Slack is. The defaults are Slack's; a test may shorten them."""

from dataclasses import dataclass


@dataclass(slots=True)
class Settings:
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    response_url_seconds: float = 30 * 60
    response_url_uses: int = 5
    #: When an event that was not acknowledged comes again: at once, after one and after five
    #: minutes. Seconds.
    event_retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    #: What Slack takes to look a new file through, after its upload is complete.
    file_seconds: float = 0.01
    ticket_seconds: float = 30.0
    #: Between the warning that a connection will be renewed and its end.
    refresh_seconds: float = 0.05
    most_connections: int = 10
    #: What the app itself posts and redraws in its direct messages comes back to it as events
    #: of message.im, as on Slack; not while no socket stands.
    own_messages: bool = True
    #: Says with each answer which scopes the app has, as Slack does and not every emulator.
    tells_scopes: bool = True
    #: Refuse an argument that the method does not have; Slack itself mostly ignores it.
    refuse_unknown_arguments: bool = True
