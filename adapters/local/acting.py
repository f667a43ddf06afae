"""What people do on the page becomes events, and the answers go back to the window it was done in.

Each request waits for its answer, which comes after the commit; the page says "one moment" where
that takes over two seconds. An answer that does not come is an apology with the lines.
"""

import logging
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.local.chat import NoSuchMessage
from adapters.local.plain import MOST_TYPED, TextRefused
from adapters.local.reading import (
    Body,
    Given,
    Press,
    Refusal,
    Sent,
    Submitted,
    Typed,
    Written,
    read,
    read_with_files,
)
from adapters.local.room import Room
from adapters.local.view import form_view, message_view
from bot.events import ButtonPressed, CommandGiven, Event, FileSent, FormSubmitted, TextTyped
from bot.messages import Answer, Message

log = logging.getLogger(__name__)


async def press(request: Request) -> Response:
    body = await read(request, Press)
    account = _room(request).account(body.user)
    return await _answered(
        request, body, ButtonPressed(body.event_id, account, body.token, body.number)
    )


async def command(request: Request) -> Response:
    """A command that does not exist is refused: on every platform it never reaches the bot."""
    body, room = await read(request, Given), _room(request)
    if body.name not in {known.name for known in room.stage.commands()}:
        raise Refusal("local-refused-command", 404)
    event = CommandGiven(body.event_id, room.account(body.user), body.name, body.text)
    return await _answered(request, body, event)


async def text(request: Request) -> Response:
    """Stands in the chat first, as on every platform, and is then told to the bot."""
    body, room = await read(request, Typed), _room(request)
    await room.live.say(body.user, body.text)
    event = TextTyped(body.event_id, room.account(body.user), body.text)
    return await _answered(request, body, event)


async def write(request: Request) -> Response:
    """From one person to another: kept in the chat, and never told to the bot."""
    body, room = await read(request, Written), _room(request)
    there = {someone.account.user for someone in await room.stage.people()}
    if body.to == body.user or not {body.user, body.to} <= there or not body.text.strip():
        raise Refusal("local-refused-malformed")
    await room.live.write(body.user, body.to, body.text)
    return JSONResponse({"handled": True, "aside": None, "form": None})


async def form(request: Request) -> Response:
    body, files = await read_with_files(request, Submitted)
    account = _room(request).account(body.user)
    event = FormSubmitted(body.event_id, account, body.token, body.values, files)
    return await _answered(request, body, event)


async def file(request: Request) -> Response:
    body, files = await read_with_files(request, Sent)
    room = _room(request)
    sent = files.get("file")
    if sent is None:
        raise Refusal("local-refused-malformed")
    await room.live.share(body.user, sent.name, len(sent.content))
    return await _answered(request, body, FileSent(body.event_id, room.account(body.user), sent))


async def refused(request: Request, refusal: Exception) -> Response:
    """Nothing was done; the page keeps what was typed and shows why."""
    assert isinstance(refusal, Refusal | TextRefused)
    status = refusal.status if isinstance(refusal, Refusal) else 422
    return JSONResponse({"refused": _room(request).say(refusal.text, most=MOST_TYPED)}, status)


ROUTES = [
    Route("/act/press", press, methods=["POST"]),
    Route("/act/command", command, methods=["POST"]),
    Route("/act/text", text, methods=["POST"]),
    Route("/act/write", write, methods=["POST"]),
    Route("/act/form", form, methods=["POST"]),
    Route("/act/file", file, methods=["POST"]),
]


def _room(request: Request) -> Room:
    room = request.app.state.room
    assert isinstance(room, Room)
    return room


async def _answered(request: Request, body: Body, event: Event) -> Response:
    room = _room(request)
    try:
        answer = await room.intake(event)
    except Exception as failure:  # whatever it was, whoever waits is told, with the lines
        log.warning("an event was not handled: %s", type(failure).__name__)
        apology = message_view(room.surroundings.apology(event))
        return JSONResponse({"handled": False, "aside": apology, "form": None}, 503)
    return JSONResponse(await _shown(room, body, answer))


async def _shown(room: Room, body: Body, answer: Answer) -> dict[str, Any]:
    """What the window shows. A card that is redrawn is redrawn in the chat, for every window;
    one that was in an aside becomes the aside."""
    aside = answer.aside
    if answer.redraw is not None and not await _redrawn(room, body, answer.redraw):
        aside = aside or answer.redraw
    return {
        "handled": True,
        "aside": message_view(aside) if aside else None,
        "form": form_view(answer.form) if answer.form else None,
    }


async def _redrawn(room: Room, body: Body, message: Message) -> bool:
    if not body.handle:
        return False
    try:
        await room.live.redraw(body.user, body.handle, message)
    except NoSuchMessage:
        return False
    return True
