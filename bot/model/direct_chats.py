"""Where a person is written to directly, on platforms that name such a chat and open it dearly."""

from dataclasses import dataclass

from bot.model.ids import Account


@dataclass(frozen=True, slots=True)
class DirectChat:
    """Somebody's direct chat with the bot. `address` is the platform's own name for it, at most 120
    characters; "": it is not known. `closed`: what was last written to them did not get through,
    since they let nobody write."""

    account: Account
    address: str = ""
    closed: bool = False
