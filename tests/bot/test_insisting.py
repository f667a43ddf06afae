"""What somebody waits for is made again as the platform says, and no longer than anybody waits."""

import pytest

from bot.insisting import LATER, insisted
from bot.ports import NotSent, OutcomeUnknown, PersonUnreachable, PlatformError, SlowDown


class Call:
    """Fails so, one after the other, and then goes well."""

    def __init__(self, *failures: PlatformError) -> None:
        self.failures = list(failures)
        self.made = 0

    async def __call__(self) -> str:
        self.made += 1
        if self.failures:
            raise self.failures.pop(0)
        return "shown"


async def test_it_is_made_again_when_the_platform_takes_it() -> None:
    call = Call(SlowDown("key", 0.01), SlowDown("key", 0.01))
    assert await insisted(call) == "shown"
    assert call.made == 3


async def test_nobody_looks_there_after_so_long() -> None:
    call = Call(SlowDown("key", 0.01), SlowDown("key", LATER))
    with pytest.raises(SlowDown):
        await insisted(call)
    assert call.made == 2


async def test_what_was_lost_is_made_again_where_that_does_no_harm() -> None:
    for error in (NotSent("no connection"), OutcomeUnknown("reset")):
        with pytest.raises(type(error)):
            await insisted(Call(error))
        call = Call(error)
        assert await insisted(call, lost=(NotSent, OutcomeUnknown)) == "shown"
        assert call.made == 2


async def test_what_would_be_refused_again_is_left() -> None:
    call = Call(PersonUnreachable("closed"))
    with pytest.raises(PersonUnreachable):
        await insisted(call, lost=(NotSent, OutcomeUnknown))
    assert call.made == 1
