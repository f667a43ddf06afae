"""Of many who do something at once, all are acknowledged first; then a few go on at a time."""

import asyncio

from adapters.slack.courtesy import AT_ONCE, COURTESY, Courtesy


async def _waiting(courtesy: Courtesy, number: int, gone: list[int]) -> list[asyncio.Task[None]]:
    async def one(place: int) -> None:
        await courtesy.turn()
        gone.append(place)

    tasks = [asyncio.create_task(one(place)) for place in range(number)]
    await asyncio.sleep(0)
    return tasks


async def test_who_is_alone_does_not_wait() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        pass
    await _waiting(courtesy, 1, gone)
    assert gone == [0]


async def test_nobody_goes_on_before_all_are_acknowledged() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        with courtesy.not_acknowledged():
            tasks = await _waiting(courtesy, 3, gone)
        await asyncio.sleep(0.01)
        assert gone == []
    await asyncio.gather(*tasks)
    assert gone == [0, 1, 2]


async def test_a_few_go_on_in_one_turn_of_the_loop() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        tasks = await _waiting(courtesy, 3 * AT_ONCE + 1, gone)
    seen = []
    while len(gone) < len(tasks):
        await asyncio.sleep(0)
        seen.append(len(gone))
    assert max(after - before for before, after in zip([0, *seen], seen, strict=False)) <= AT_ONCE
    assert gone == list(range(3 * AT_ONCE + 1))


async def test_who_comes_while_others_are_let_on_has_a_turn_too() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        tasks = await _waiting(courtesy, 2 * AT_ONCE, gone)
    tasks += await _waiting(courtesy, 2, gone)
    async with asyncio.timeout(COURTESY / 2):
        await asyncio.gather(*tasks)
    assert len(gone) == 2 * AT_ONCE + 2


async def test_who_left_holds_up_nobody() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        tasks = await _waiting(courtesy, 3, gone)
        tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert gone == [0, 2]


async def test_one_who_stays_unacknowledged_holds_up_nobody_for_long() -> None:
    courtesy, gone = Courtesy(), list[int]()
    with courtesy.not_acknowledged():
        tasks = await _waiting(courtesy, 2, gone)
        async with asyncio.timeout(10 * COURTESY):
            await asyncio.gather(*tasks)
        assert gone == [0, 1]
