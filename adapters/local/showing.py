"""The page, and what is live on it: the chats that a window follows, the clock, the rings."""

import asyncio
import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.local.config import NAME
from adapters.local.ringing import Ring
from adapters.local.room import Room
from adapters.local.stage import Someone
from adapters.local.view import entry_view, wrote_view
from adapters.local.windows import Window
from bot.cleaning import shown

HERE = Path(__file__).parent

#: entries of a chat that a window is given when it begins to follow it
_MOST_ENTRIES = 300
#: people that one window may follow
_MOST_FOLLOWED = 20

#: the words that the page's scripts need; the others stand in its template. Where the scripts
#: fill in a variable, its name stands for it until then.
_SCRIPTS_WORDS: Mapping[str, Mapping[str, str]] = {
    "moment": {},
    "sorry": {},
    "not-reached": {},
    "offline": {},
    "online": {},
    "aside-label": {},
    "close": {},
    "optional": {},
    "choose-one": {},
    "filter-options": {},
    "required": {},
    "too-long": {"most": "{most}"},
    "form-refused": {},
    "today": {},
    "yesterday": {},
    "bot-said": {},
    "you-said": {},
    "sent-file": {},
    "no-people": {},
    "no-station": {},
    "commands-found": {},
    "no-event": {},
    "next-event": {},
    "pause": {},
    "go-on": {},
    "playing": {},
    "played": {},
    "refused-big": {},
    "ring-answer": {},
    "ring-silence": {},
    "ring-show": {},
    "ring-whose": {"name": "{name}"},
    "ring-unknown": {},
    "talks": {},
    "talk-log": {"name": "{name}"},
    "talk-about": {},
    "talk-write": {"name": "{name}"},
    "send": {},
}

_templates = Environment(
    loader=PackageLoader("adapters.local"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def page(request: Request) -> Response:
    """Three phones, as the stage casts them, or those of the address (`/?phone=u17&phone=u4`)."""
    room = _room(request)
    setting = room.surroundings.setting
    asked = [user for user in request.query_params.getlist("phone") if NAME.fullmatch(user)]
    opening = await room.stage.opening()
    begin = {
        "phones": asked[:_MOST_FOLLOWED] or [account.user for account in opening.phones],
        "hint": "" if asked else shown(opening.hint),
        "zone": room.zone,
        "language": room.language,
        "bot": shown(room.bot),
        "words": {
            word: room.say(f"local-{word}", **variables)
            for word, variables in _SCRIPTS_WORDS.items()
        },
    }
    html = _templates.get_template("page.html").render(
        say=room.say,
        organisation=shown(setting.config.organisation.name),
        bot=shown(room.bot),
        language=room.language,
        begin=json.dumps(begin, ensure_ascii=True).replace("<", "\\u003c"),
    )
    return HTMLResponse(html)


async def people(request: Request) -> Response:
    return JSONResponse([_someone_view(one) for one in await _room(request).stage.people()])


async def live(socket: WebSocket) -> None:
    """A window comes, says whom it follows, and is told what happens until it goes."""
    room = _room(socket)
    await socket.accept()
    window = room.windows.open()
    try:
        window.tell(kind="welcome", **await _welcome(room))
        listening = asyncio.create_task(_listen(socket, window, room))
        telling = asyncio.create_task(_tell(socket, window))
        done, rest = await asyncio.wait((listening, telling), return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        for task in done:
            task.result()
    finally:
        room.windows.close(window)


def ring_view(ring: Ring) -> dict[str, str]:
    return {
        "id": ring.id,
        "user": ring.user,
        "title": shown(ring.title),
        "text": shown(ring.text),
    }


async def clock_view(room: Room) -> dict[str, Any]:
    """`now` in UTC; the page counts on from it."""
    reading = room.stage.clock.reading()
    coming = await room.stage.next_event()
    return {
        "now": reading.now.isoformat(),
        "speed": reading.speed,
        "paused": reading.paused,
        "next": coming.isoformat() if coming else None,
    }


def routes() -> Sequence[BaseRoute]:
    return [
        Route("/", page),
        Route("/people.json", people),
        WebSocketRoute("/live", live),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]


async def _welcome(room: Room) -> dict[str, Any]:
    room.telephones.give_up(room.now)
    return {
        "people": [_someone_view(one) for one in await room.stage.people()],
        "commands": [
            {"name": command.name, "description": shown(command.description)}
            for command in room.stage.commands()
        ],
        "scenes": [
            {"id": scene.id, "title": shown(scene.title), "description": shown(scene.description)}
            for scene in room.stage.scenes()
        ],
        "clock": await clock_view(room),
        "rings": [ring_view(ring) for ring in room.telephones.ringing()],
    }


def _someone_view(someone: Someone) -> dict[str, str]:
    return {
        "user": someone.account.user,
        "name": shown(someone.name),
        "role": shown(someone.role),
        "station": shown(someone.station),
        "rank": shown(someone.rank),
    }


async def _listen(socket: WebSocket, window: Window, room: Room) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            followed = _followed(await socket.receive_text())
            if followed is None:
                return
            fresh = followed - window.follows
            window.follows = followed
            for user in sorted(fresh):
                entries = room.live.chat.channel(user)[-_MOST_ENTRIES:]
                views = [entry_view(entry) for entry in entries]
                talks = {
                    other: [wrote_view(wrote) for wrote in talk[-_MOST_ENTRIES:]]
                    for other, talk in room.live.chat.talks(user).items()
                }
                window.tell(kind="chat", user=user, entries=views, talks=talks)


def _followed(line: str) -> frozenset[str] | None:
    """`{"follow": ["u17", "u4"]}`; None for anything else, and the window is let go."""
    try:
        users = json.loads(line)["follow"]
        followed = frozenset(user for user in users if NAME.fullmatch(user))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return followed if len(followed) <= _MOST_FOLLOWED else None


async def _tell(socket: WebSocket, window: Window) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while (line := await window.next_line()) is not None:
            await socket.send_text(line)
        await socket.close(1012)


def _room(connection: Request | WebSocket) -> Room:
    room = connection.app.state.room
    assert isinstance(room, Room)
    return room
