"""What went wrong with a call to a platform, in the words of the core."""

from enum import StrEnum


class PlatformError(Exception):
    """What went wrong with a call, in the words of the core; an adapter translates its
    platform's errors into these in one table."""


class CannotStart(Exception):
    """A platform cannot be started as it is configured; the message is for the operator, and says
    what to do."""


class SlowDown(PlatformError):
    """Wait `seconds` before the next call under `key`; nothing was sent."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(f"slow down: {key} for {seconds:g} s")
        self.key = key
        self.seconds = seconds


class PersonUnreachable(PlatformError):
    """This person cannot be written to (blocked, disabled, closed)."""


class PersonLeft(PersonUnreachable):
    """They are in the workspace no more."""


class MessageGone(PlatformError):
    """The message to edit or delete is not there any more."""


class Refused(PlatformError):
    """The platform refuses this call and would again (our fault)."""


class Rule(StrEnum):
    """What of a workspace forbids a call, as far as coordinators can do something about it."""

    POSTING = "posting"  #: who or what may write
    CHANNEL = "channel"  #: a conversation is closed, or not the bot's
    KEYS = "keys"  #: the workspace's own encryption keys are switched off
    OTHER = "other"


class Forbidden(PlatformError):
    """Rights or rules of the workspace are against this call, and nothing was done. Whoever runs
    the workspace can mend it; then it goes."""

    def __init__(self, said: str, rule: Rule = Rule.OTHER) -> None:
        super().__init__(said)
        self.rule = rule


class NotUnderstood(PlatformError):
    """An answer that the adapter does not know: done or not, for now or for good."""


class WorkspaceStopped(PlatformError):
    """Nothing goes to this workspace until the operator acts (token revoked, uninstalled)."""


class NotSent(PlatformError):
    """Certainly not sent; try again later (connection refused, service unavailable)."""


class OutcomeUnknown(PlatformError):
    """Sent or not: the reply was lost."""
