"""How the people of the fictional department behave. Decided by their numbers alone, so that the
story is the same on every machine."""

from collections.abc import Sequence

from bot.cli.demo.cast import MEMBER, SECOND, SUPPORTERS, account
from bot.cli.demo.living import React
from bot.cli.demo.puppet import Puppet
from bot.model.ids import Account
from bot.model.people import Zone

#: Whom joiners choose to be greeted by, in turn, besides those who let themselves be surprised.
_GREETERS = ("Rafael", "Rosalind", "Farida", "Owen", "Gideon")


def reactions(numbers: Sequence[str]) -> dict[Account, React]:
    """Everybody's, but that of who joins later by themselves."""
    supporters = {vetted.number for vetted in SUPPORTERS}
    return {
        account(number): _supporter(number) if number in supporters else _member(number)
        for number in numbers
        if number != MEMBER
    }


async def join(puppet: Puppet, *greeters: str) -> None:
    """From the invitation to being a member. Of these they choose who is not themselves."""
    await puppet.press("button-join")
    await puppet.press("button-next")
    await puppet.press("button-limits-read")
    chosen = tuple(puppet.options("contacts", greeters))
    await puppet.submit(contacts=chosen or tuple(puppet.options("contacts", _GREETERS))[:1])


def _member(number: str) -> React:
    turn = int(number)

    async def react(puppet: Puppet) -> None:
        if puppet.sees("button-join"):
            await _decide(turn, puppet)
        elif puppet.sees("button-request-yes"):
            await puppet.press("button-request-yes")
        elif puppet.sees("zone-green"):
            await _answer(turn, puppet)

    return react


def _supporter(number: str) -> React:
    """Accepts what they are offered, gets through, and closes in the end. `SECOND` passes: hers
    is the shift with the many calls."""
    member = _member(number)

    async def react(puppet: Puppet) -> None:
        if puppet.sees("button-offer-hour"):
            await puppet.press("button-offer-pass" if number == SECOND else "button-offer-hour")
        elif puppet.sees("button-conversation-reached"):
            await puppet.press("button-conversation-reached")
        elif puppet.sees("button-conversation-done"):
            await puppet.press("button-conversation-done")
        else:
            await member(puppet)

    return react


async def _decide(turn: int, puppet: Puppet) -> None:
    """Three in five join, one says no, one does nothing."""
    if turn % 5 in (0, 1, 3):
        await join(puppet, _GREETERS[turn % len(_GREETERS)])
    elif turn % 5 == 4:
        await puppet.press("button-decline")


async def _answer(turn: int, puppet: Puppet) -> None:
    """Mostly fine, some worn, a few struggling; every seventh check-in goes unanswered."""
    place = turn + len(puppet.messages)
    if place % 7 == 0:
        return
    zone = (Zone.GREEN, Zone.GREEN, Zone.YELLOW, Zone.GREEN, Zone.ORANGE, Zone.GREEN)[place % 6]
    await puppet.press(f"zone-{zone.value}")
    if zone is Zone.ORANGE and puppet.sees("button-check-back"):
        await puppet.press("button-check-back")
