"""Which of Slack's secrets is which, by how it begins: told where one stands in another's place."""

from collections.abc import Iterator, Mapping

#: What each is, by how it begins (docs.slack.dev, "Tokens"; with rotation "Token rotation").
_KINDS = {
    "xoxe.xoxb-": "a bot token",
    "xoxe.xoxp-": "a person's token",
    "xoxb-": "a bot token",
    "xapp-": "an app token",
    "xoxe-": "a refresh token",
    "xoxp-": "a person's token",
}
#: What belongs where, and how it begins.
_PLACES = {
    "bot_token": ("a bot token", "xoxb-"),
    "app_token": ("an app token", "xapp-"),
    "rotation.refresh_token": ("a refresh token", "xoxe-"),
}


def misplaced(secrets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of the section's secrets by their keys, those that are of another kind than belongs there,
    each with what is right. What begins like none of them is an emulator's, or Slack judges it."""
    for key, (wanted, prefix) in _PLACES.items():
        begins, kind = _kind(secrets.get(key, ""))
        if kind and kind != wanted:
            yield key, f"is {kind} ({begins}…){_right(kind, prefix)}"


def _right(kind: str, prefix: str) -> str:
    for place, (wanted, _) in _PLACES.items():
        if wanted == kind:
            return f", which belongs under {place}"
    return f"; here stands one like {prefix}…"


def _kind(secret: str) -> tuple[str, str]:
    found = next((begins for begins in _KINDS if secret.startswith(begins)), "")
    return found, _KINDS.get(found, "")
