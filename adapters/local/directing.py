"""The clock and the scenes: what whoever sits before the page can do to the story."""

import asyncio
import logging
from datetime import time, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.local.chat import Told
from adapters.local.clock import SPEEDS, next_at
from adapters.local.reading import Refusal
from adapters.local.room import Room
from adapters.local.showing import clock_view
from adapters.local.view import message_view
from bot.cleaning import shown

log = logging.getLogger(__name__)

#: the hour at which nobody is awake
NIGHT = time(3, 0)
#: real seconds between two readings of the clock that every window is sent; it counts on itself
_TELL_EVERY = 10
_LOOK_EVERY = 1.0


class Do(StrEnum):
    PAUSE = "pause"
    GO_ON = "go-on"
    SPEED = "speed"
    NEXT_EVENT = "next-event"
    HOUR = "hour"
    NIGHT = "night"


class ClockMove(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Do
    speed: int = SPEEDS[0]


class SceneChoice(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    scene: Annotated[str, Field(min_length=1, max_length=64)]


async def move_clock(request: Request) -> Response:
    """Answers with the clock; its `next` is null where there was no event to jump to."""
    room = _room(request)
    try:
        move = ClockMove.model_validate_json(await request.body())
        await _move(room, move)
    except (ValidationError, ValueError):
        raise Refusal("local-refused-malformed") from None
    await room.live.keep(Told(room.stage.clock.now()))
    view = await clock_view(room)
    room.windows.tell_all(kind="clock", clock=view)
    return JSONResponse(view)


async def play(request: Request) -> Response:
    """Answers, when the scene is set, with who is on the phones and what they were just told:
    asides live in the window that caused them, which is the one that set the scene."""
    room, playing = _room(request), _playing(request)
    try:
        scene = SceneChoice.model_validate_json(await request.body()).scene
    except ValidationError:
        raise Refusal("local-refused-malformed") from None
    if playing.locked():
        raise Refusal("local-refused-scene", 409)
    async with playing:
        room.windows.tell_all(kind="scene", scene=scene, state="playing")
        try:
            casting = await room.stage.play(scene)
        except LookupError:
            raise Refusal("local-refused-malformed", 404) from None
        except Exception as failure:  # the page says so; the story goes on as it stands
            log.error("a scene could not be played: %s", type(failure).__name__)
            raise Refusal("local-scene-failed", 500) from None
        finally:
            room.windows.tell_all(kind="scene", scene=scene, state="over")
    await room.live.keep(Told(room.stage.clock.now()))
    room.windows.tell_all(kind="clock", clock=await clock_view(room))
    phones = [account.user for account in casting.phones]
    asides = {account.user: message_view(said) for account, said in casting.asides.items()}
    return JSONResponse({"phones": phones, "hint": shown(casting.hint), "asides": asides})


async def end_call(request: Request) -> Response:
    """A telephone is answered or silenced; it stops in every window."""
    room = _room(request)
    ring = room.telephones.stop(request.path_params["ring"])
    if ring is not None:
        room.windows.tell_all(kind="ring-over", ring=ring.id)
    return JSONResponse({})


async def tell_time(room: Room) -> None:
    """Runs as long as the page is served: windows hear when what comes next changes, and from
    time to time what the clock shows. What they were told is kept, so that no clock goes back
    when the process is killed."""
    told: dict[str, Any] = {}
    waited = 0.0
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        waited += _LOOK_EVERY
        for ring in room.telephones.give_up(room.now):
            room.windows.tell_all(kind="ring-over", ring=ring.id)
        if not len(room.windows):
            continue
        view = await clock_view(room)
        if view["next"] != told.get("next") or waited >= _TELL_EVERY:
            await _keep_time(room)
            room.windows.tell_all(kind="clock", clock=view)
            told, waited = view, 0.0


async def _keep_time(room: Room) -> None:
    try:
        await room.live.keep(Told(room.now))
    except OSError as refused:  # the page goes on; the next reading is kept again
        log.warning("the time could not be kept: %s", type(refused).__name__)


ROUTES = [
    Route("/stage/clock", move_clock, methods=["POST"]),
    Route("/stage/scene", play, methods=["POST"]),
    Route("/stage/rings/{ring}/end", end_call, methods=["POST"]),
]


async def _move(room: Room, move: ClockMove) -> None:
    stage, clock = room.stage, room.stage.clock
    match move.do:
        case Do.PAUSE:
            clock.pause()
        case Do.GO_ON:
            clock.go_on()
        case Do.SPEED:
            clock.run_at(move.speed)
        case Do.HOUR:
            await stage.go_to(clock.now() + timedelta(hours=1))
        case Do.NIGHT:
            await stage.go_to(next_at(clock.now(), NIGHT, room.zone))
        case Do.NEXT_EVENT:
            await stage.go_to_next_event()


def _room(request: Request) -> Room:
    room = request.app.state.room
    assert isinstance(room, Room)
    return room


def _playing(request: Request) -> asyncio.Lock:
    lock = request.app.state.playing
    assert isinstance(lock, asyncio.Lock)
    return lock
