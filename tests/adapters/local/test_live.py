"""What a window is told as it happens, the clock, the scenes and the telephones."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from adapters.local import build, register
from adapters.local.config import LocalConfig
from adapters.local.journal import JournalUnusable, last_instant
from adapters.local.server import PageUnreachable
from adapters.local.windows import Windows
from adapters.local.workspace import LocalWorkspace, StageMissing
from bot.adapter_registration import Audience
from bot.events import CommandGiven
from bot.messages import Answer, Message
from bot.model.content import Lane, Operation
from bot.model.ids import Account, OutboxId
from bot.ports import Delivery
from tests.adapters.local.agency import MEMBER, SCENES, START, SUPPORTER, account
from tests.adapters.local.harness import LocalHarness
from tests.adapters.local.samples import check_in, plain
from tests.contract.deliveries import delete, edit, post
from tests.fakes.surroundings import surroundings


class Window:
    """A window's WebSocket, read news by news."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def follow(self, *users: str) -> None:
        await self._socket.send(json.dumps({"follow": users}))

    async def next(self, kind: str) -> dict[str, Any]:
        """The next news of that kind; others are passed over."""
        async with asyncio.timeout(5):
            while True:
                news = json.loads(await self._socket.recv())
                assert isinstance(news, dict)
                if news["kind"] == kind:
                    return news

    async def close_code(self) -> int | None:
        async with asyncio.timeout(5):
            while True:
                try:
                    await self._socket.recv()
                except ConnectionClosed:
                    return self._socket.close_code

    async def send(self, line: str) -> None:
        await self._socket.send(line)


@asynccontextmanager
async def window(local: LocalHarness) -> AsyncIterator[Window]:
    address = local.platform.address.replace("http", "ws") + "live"
    origin: Any = local.platform.address.rstrip("/")
    async with connect(address, origin=origin, max_size=None) as socket:
        yield Window(socket)


async def test_a_window_is_told_of_everything_in_the_chats_it_follows(local: LocalHarness) -> None:
    async with window(local) as ours, window(local) as another:
        await ours.follow("ana")
        await ours.next("chat")
        await another.follow("ben")
        await another.next("chat")
        handle = await local.platform.deliver(post(MEMBER, check_in()))
        added = await ours.next("added")
        assert (added["user"], added["entry"]["handle"]) == ("ana", handle)
        await local.platform.deliver(edit(MEMBER, handle, plain("Redrawn")))
        redrawn = await ours.next("redrawn")
        assert redrawn["entry"]["message"]["sections"][0]["text"] == "Redrawn"
        await local.platform.deliver(delete(MEMBER, handle))
        assert (await ours.next("deleted"))["handle"] == handle
        await local.platform.deliver(post(SUPPORTER, plain("Ben’s")))
        assert (await another.next("added"))["user"] == "ben"


async def test_a_chat_comes_whole_when_it_is_followed_anew(local: LocalHarness) -> None:
    await local.platform.deliver(post(MEMBER, plain("Earlier")))
    async with window(local) as ours:
        for users in (["ana"], ["ben"], ["ana", "ben"]):
            await ours.follow(*users)
            chat = await ours.next("chat")
        assert chat["user"] == "ana"
        assert len(chat["entries"]) == 1


async def test_an_aside_goes_to_no_other_window(local: LocalHarness) -> None:
    local.core.answer(Answer(aside=plain("Between us")))
    async with window(local) as another:
        await another.follow("ana")
        await another.next("chat")
        reply = await local.command(MEMBER, "peer")
        assert reply.aside is not None
        await local.platform.deliver(post(MEMBER, plain("After")))
        news = await another.next("added")
        assert "Between us" not in json.dumps(news)


@pytest.mark.parametrize(
    "line", ["", "{", "7", '{"follow": 7}', '{"follow": [7]}', '{"follow": "x"}x']
)
async def test_a_window_that_talks_nonsense_is_let_go(local: LocalHarness, line: str) -> None:
    async with window(local) as ours:
        await ours.send(line)
        assert await ours.close_code() is not None


async def test_a_window_that_does_not_listen_is_let_go() -> None:
    windows = Windows()
    slow = windows.open()
    for number in range(1_001):
        windows.tell_all(number=number)
    assert await slow.next_line() is None


async def move(local: LocalHarness, **body: Any) -> dict[str, Any]:
    response = await local.client.post("/stage/clock", json=body)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert isinstance(answer, dict)
    return answer


async def test_the_clock_is_moved_for_every_window(local: LocalHarness) -> None:
    clock = local.agency.clock
    async with window(local) as ours:
        welcome = await ours.next("welcome")
        assert welcome["clock"]["paused"] is False
        shown = await move(local, do="pause")
        assert shown["paused"] is True
        assert (await ours.next("clock"))["clock"]["paused"] is True
    before = clock.now()
    await move(local, do="hour")
    assert clock.now() == before + timedelta(hours=1)
    await move(local, do="next-event")
    assert clock.now() == START + timedelta(hours=2, minutes=13)
    shown = await move(local, do="next-event")
    assert shown["next"] is None
    await move(local, do="night")
    assert clock.now() == datetime.fromisoformat("2027-03-05T09:00+00:00")
    shown = await move(local, do="speed", speed=600)
    assert (shown["speed"], shown["paused"]) == (600, True)
    shown = await move(local, do="go-on")
    assert shown["paused"] is False


@pytest.mark.parametrize("body", [{}, {"do": "back"}, {"do": "speed", "speed": 7}, []])
async def test_a_clock_cannot_be_moved_otherwise(local: LocalHarness, body: Any) -> None:
    response = await local.client.post("/stage/clock", json=body)
    assert response.status_code == 422
    assert local.agency.clock.reading().speed == 1


async def test_what_comes_next_is_told_when_it_changes(local: LocalHarness) -> None:
    async with window(local) as ours:
        await ours.next("clock")
        local.agency.coming = START + timedelta(days=2)
        news = await ours.next("clock")
        assert datetime.fromisoformat(news["clock"]["next"]) == START + timedelta(days=2)


async def test_a_scene_says_who_is_on_the_phones(local: LocalHarness) -> None:
    async with window(local) as ours:
        welcome = await ours.next("welcome")
        assert [scene["id"] for scene in welcome["scenes"]] == [scene.id for scene in SCENES]
        response = await local.client.post("/stage/scene", json={"scene": "night"})
        assert response.json()["phones"] == ["kira", "nils", "cleo"]
        assert [(await ours.next("scene"))["state"] for _ in range(2)] == ["playing", "over"]
        await ours.next("clock")
    assert local.agency.played == ["night"]


@pytest.mark.parametrize(("scene", "status"), [("none", 404), ("chief", 500), ("", 422)])
async def test_a_scene_that_cannot_be_set_says_so(
    local: LocalHarness, scene: str, status: int
) -> None:
    response = await local.client.post("/stage/scene", json={"scene": scene})
    assert response.status_code == status
    assert response.json()["refused"]
    assert (await local.client.post("/stage/scene", json={"scene": "night"})).status_code == 200


async def test_one_scene_at_a_time(local: LocalHarness) -> None:
    local.agency.setting_takes = 0.3
    scenes = (
        local.client.post("/stage/scene", json={"scene": scene}) for scene in ("hello", "night")
    )
    statuses = sorted([response.status_code for response in await asyncio.gather(*scenes)])
    assert statuses == [200, 409]
    assert len(local.agency.played) == 1


def wake(account: Account, key: str = "call-1") -> Delivery:
    ring = Message((), "Somebody would like to talk.")
    return Delivery(OutboxId(1), key, account, Operation.WAKE, Lane.REQUEST, ring)


async def test_on_call_is_woken_by_a_phone_that_rings_once(local: LocalHarness) -> None:
    async with window(local) as ours:
        await ours.next("welcome")
        handle = await local.platform.deliver(wake(SUPPORTER))
        ring = (await ours.next("ring"))["ring"]
        assert (ring["user"], ring["title"]) == ("ben", "Tailboard is calling")
        assert ring["text"] == "Somebody would like to talk."
        assert await local.platform.deliver(wake(SUPPORTER)) == handle
        async with window(local) as later:
            assert [r["id"] for r in (await later.next("welcome"))["rings"]] == [ring["id"]]
        await local.client.post(f"/stage/rings/{ring['id']}/end", json={})
        assert (await ours.next("ring-over"))["ring"] == ring["id"]
        assert await local.platform.deliver(wake(SUPPORTER)) == handle
        async with window(local) as later:
            assert (await later.next("welcome"))["rings"] == []
    assert await local.entries(SUPPORTER) == [], "a ring is no message"


async def test_a_phone_that_nobody_answers_gives_up(local: LocalHarness) -> None:
    async with window(local) as ours:
        await ours.next("welcome")
        await local.platform.deliver(wake(SUPPORTER))
        ring = (await ours.next("ring"))["ring"]
        local.agency.clock.jump_to(local.agency.clock.now() + timedelta(minutes=6))
        assert (await ours.next("ring-over"))["ring"] == ring["id"]
        async with window(local) as later:
            assert (await later.next("welcome"))["rings"] == []


async def test_a_new_call_ends_the_one_before_it(local: LocalHarness) -> None:
    async with window(local) as ours:
        await ours.next("welcome")
        for key in ("call-1", "call-2"):
            await local.platform.deliver(wake(account("ben"), key))
        first = (await ours.next("ring"))["ring"]
        assert (await ours.next("ring-over"))["ring"] == first["id"]
        second = (await ours.next("ring"))["ring"]
        async with window(local) as later:
            assert [ring["id"] for ring in (await later.next("welcome"))["rings"]] == [second["id"]]


async def test_all_telephones_are_silenced_at_once(local: LocalHarness) -> None:
    async with window(local) as ours:
        await ours.next("welcome")
        for user in ("ben", "gia"):
            await local.platform.deliver(wake(account(user), f"call-{user}"))
        local.platform.silence()
        over = {(await ours.next("ring-over"))["ring"] for _ in range(2)}
        assert len(over) == 2
        async with window(local) as later:
            assert (await later.next("welcome"))["rings"] == []


async def test_the_page_loads_with_the_stages_opening(local: LocalHarness) -> None:
    html = (await local.client.get("/")).text
    begin = json.loads(html.partition('id="begin">')[2].partition("</script>")[0])
    assert begin["phones"] == ["ana", "ben", "cleo"]
    assert begin["zone"] == "America/Chicago"
    html = (await local.client.get("/?phone=gia&phone=../x&phone=luis")).text
    begin = json.loads(html.partition('id="begin">')[2].partition("</script>")[0])
    assert begin["phones"] == ["gia", "luis"]
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


async def test_the_time_is_kept_for_the_next_start(local: LocalHarness) -> None:
    await move(local, do="pause")
    await move(local, do="night")
    await local.platform.stop()
    assert last_instant(local.config.journal) == datetime.fromisoformat("2027-03-05T09:00+00:00")


async def test_what_the_clock_has_shown_is_kept_though_the_process_is_killed(
    local: LocalHarness,
) -> None:
    async with window(local) as ours:
        local.agency.coming = START + timedelta(days=2)
        local.agency.clock.jump_to(local.agency.clock.now() + timedelta(hours=5))
        shown = datetime.fromisoformat((await ours.next("clock"))["clock"]["now"])
        kept = last_instant(local.config.journal)  # as the next process would find it
        assert kept is not None
        assert kept >= shown >= START + timedelta(hours=5)


async def test_stopping_is_quick_with_windows_open(local: LocalHarness) -> None:
    async with window(local) as ours, window(local) as another:
        for one in (ours, another):
            await one.next("welcome")
        began = asyncio.get_running_loop().time()
        await local.platform.stop()
        assert asyncio.get_running_loop().time() - began < 1.5
        assert await ours.close_code() == 1012


async def test_the_signals_stay_the_programs(local: LocalHarness) -> None:
    """The page's server would take SIGTERM for itself, and the program would never hear it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        assert "handle_exit" not in repr(signal.getsignal(number))


async def test_stopping_waits_for_an_answer_in_flight(local: LocalHarness) -> None:
    async def slowly(_: object) -> Answer:
        await asyncio.sleep(0.6)
        return Answer(aside=plain("Just in time"))

    local.core.follow(slowly)
    asking = asyncio.create_task(local.command(MEMBER, "peer"))
    await local.core.next_event(CommandGiven)
    await local.platform.stop()
    reply = await asking
    assert reply.aside is not None
    assert reply.aside.texts[0] == "Just in time"


def other_workspace(local: LocalHarness, **config: Any) -> LocalWorkspace:
    workspace = build(LocalConfig(open_browser=False, **config), surroundings(local.agency.clock))
    workspace.use_stage(local.agency)
    return workspace


async def test_a_port_that_is_taken_is_said_plainly(local: LocalHarness, tmp_path: Path) -> None:
    port = int(local.platform.address.rstrip("/").rpartition(":")[2])
    second = other_workspace(local, port=port, journal=tmp_path / "second.chat")
    with pytest.raises(PageUnreachable, match=f"port {port} of 127.0.0.1 is taken"):
        await second.start(local.core)
    third = other_workspace(local, port=0, journal=tmp_path / "second.chat")
    await third.start(local.core)
    await third.stop()


async def test_an_address_of_elsewhere_is_said_plainly(local: LocalHarness, tmp_path: Path) -> None:
    astray = other_workspace(local, host="192.0.2.1", port=0, journal=tmp_path / "second.chat")
    with pytest.raises(PageUnreachable, match=r"no address|not allowed"):
        await astray.start(local.core)


async def test_a_chat_that_is_open_elsewhere_is_refused(local: LocalHarness) -> None:
    second = other_workspace(local, port=0, journal=local.config.journal)
    with pytest.raises(JournalUnusable, match="open in another process"):
        await second.start(local.core)


async def test_without_a_stage_it_does_not_start(local: LocalHarness, tmp_path: Path) -> None:
    config = LocalConfig(port=0, journal=tmp_path / "second.chat", open_browser=False)
    with pytest.raises(StageMissing):
        await build(config, surroundings(local.agency.clock)).start(local.core)


def test_it_opens_fictional_databases_only() -> None:
    assert register().audience is Audience.FICTIONAL
