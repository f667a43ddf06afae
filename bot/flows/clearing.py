"""Emptying a chat of what was written to somebody who was erased: what became of it."""

from datetime import timedelta

from bot.model.clearings import Clearing
from bot.ports import Work

#: After so long nobody tries on: the platform will not let go of it, and whose chat it is need not
#: be known any longer (choice).
GIVEN_UP_AFTER = timedelta(days=7)


def chats_to_clear(work: Work) -> tuple[Clearing, ...]:
    return work.clearings.due()


def cleared(work: Work, clearing: Clearing) -> None:
    work.clearings.forget(clearing.id)


def again(work: Work, clearing: Clearing, wait: timedelta) -> None:
    """There is more, or it could not be done; it is given up in the end, on record."""
    if work.now + wait >= clearing.before + GIVEN_UP_AFTER:
        stays(work, clearing)
    else:
        work.clearings.put_off(clearing.id, work.now + wait)


def stays(work: Work, clearing: Clearing) -> None:
    """It cannot be done from here, and never will: on record, for the operator. Not whose."""
    work.audit.add("messages stay at platform", {"platform": clearing.account.platform})
    work.clearings.forget(clearing.id)
