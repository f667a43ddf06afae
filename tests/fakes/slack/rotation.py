"""Token rotation: bot tokens that end after twelve hours, and refresh tokens that serve once."""

import secrets
from typing import TYPE_CHECKING

from tests.fakes.slack.state import Installation
from tests.fakes.slack.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

#: Seconds that a rotated token lives.
LIFE = 12 * 60 * 60
#: Tokens of one installation that are good at the same time; a third ends the oldest.
AT_ONCE = 2


class Rotation:
    """Off until `begin` was called for an installation; Slack never takes it back either."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self.client_id = f"{slack.ids.number()}.{slack.ids.number()}"
        self.client_secret = secrets.token_hex(16)
        self._ends: dict[str, float] = {}  #: by bot token, monotonic
        self._renewing: dict[str, Installation] = {}  #: by refresh token

    def begin(self, installed: Installation) -> str:
        """Rotate from now on: a first token that ends, and the refresh token for the next."""
        self._slack.installations.pop(installed.token)
        return self._next(installed)

    def renew(self, refresh_token: str) -> tuple[Installation, str]:
        """The installation with its new token, and the next refresh token."""
        installed = self._renewing.pop(refresh_token, None)
        if installed is None:
            raise Refused("invalid_refresh_token")
        return installed, self._next(installed)

    def _next(self, installed: Installation) -> str:
        slack = self._slack
        installed.token = f"xoxe.xoxb-1-{secrets.token_hex(12)}"
        slack.installations[installed.token] = installed
        self._ends[installed.token] = slack.clock.monotonic() + LIFE
        mine = [token for token, one in slack.installations.items() if one is installed]
        for oldest in mine[:-AT_ONCE]:
            del slack.installations[oldest]
        refresh = f"xoxe-1-{secrets.token_hex(12)}"
        self._renewing[refresh] = installed
        return refresh

    def still_good(self, token: str) -> None:
        """`token_expired` where its time is over."""
        if self.is_over(token):
            raise Refused("token_expired")

    def is_over(self, token: str) -> bool:
        end = self._ends.get(token)
        return end is not None and self._slack.clock.monotonic() > end
