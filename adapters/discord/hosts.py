"""Which addresses a file may be had from. Pure.

What somebody sends stands at one of two addresses of Discord's (docs.discord.com, "Reference",
CDN); a payload can name any.
"""

from urllib.parse import urlsplit

FILES = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_STANDARD = (None, 443)


def has_files(url: str, api: str) -> bool:
    """Whether files are had from there. `api` is where discord.py finds Discord's HTTP API: a
    Discord that is found elsewhere has its files at that host."""
    try:
        found, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        return False
    if found.scheme == "https" and found.hostname in FILES:
        return port in _STANDARD
    at = urlsplit(api)
    return bool(found.hostname) and (found.scheme, found.hostname) == (at.scheme, at.hostname)
