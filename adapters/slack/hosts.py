"""Which addresses are Slack's own. Pure.

Payloads carry addresses that Slack does not vouch for: a file that is shared from a cloud, or by
another app, has its own (docs.slack.dev, "File object": `is_external`).
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Hosts:
    """Those of one Slack, by where its Web API is: with slack.com go files.slack.com and
    hooks.slack.com."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, api_url: str) -> "Hosts":
        found = urlsplit(api_url)
        return cls(found.scheme, found.hostname or "", _port(found))

    def have(self, url: str) -> bool:
        try:
            found = urlsplit(url)
            same = (found.scheme, _port(found)) == (self.scheme, self.port)
        except ValueError:
            return False
        host = found.hostname or ""
        return same and (host == self.host or host.endswith(f".{self.host}"))


def _port(url: SplitResult) -> int:
    """Raises ValueError."""
    return url.port or _PORTS.get(url.scheme, 0)
