"""Where somebody did something, and so where the answer goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

Body = Mapping[str, Any]


class Surface(Enum):
    MESSAGE = auto()  #: a message in the direct messages, or one that only they see
    MODAL = auto()
    SUBMITTED = auto()  #: a modal, whose acknowledgement says what comes in its place
    HOME = auto()
    COMMAND = auto()  #: a command or a shortcut
    CHAT = auto()  #: words or a file: Slack gives no trigger with them


@dataclass(frozen=True, slots=True)
class Place:
    """`trigger` opens one view within three seconds of the press; `response_url` takes five
    answers within half an hour. "" where Slack gives none. `number` is its place in the order in
    which people did things (`bot/order.py`)."""

    surface: Surface
    user: str
    trigger: str = ""
    view: str = ""  #: the modal that the answer goes into
    channel: str = ""
    message: str = ""  #: the timestamp of the message that was pressed on
    thread: str = ""  #: the timestamp of the message under which they wrote, in its thread
    response_url: str = ""
    number: int = 0
    waiting: bool = False  #: "one moment" stands in the view


def of_press(body: Body) -> Place:
    container: Body = body.get("container") or {}
    view: Body = body.get("view") or {}
    surface = Surface.MESSAGE
    if view:
        surface = Surface.HOME if view.get("type") == "home" else Surface.MODAL
    return Place(
        surface=surface,
        user=_user(body),
        trigger=str(body.get("trigger_id") or ""),
        view=str(view.get("id") or "") if surface is Surface.MODAL else "",
        channel=str(container.get("channel_id") or ""),
        message=str(container.get("message_ts") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def of_command(body: Body) -> Place:
    """Of a shortcut, too, which has no response_url where it is used on no message."""
    return Place(
        surface=Surface.COMMAND,
        user=_user(body),
        trigger=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def of_submission(body: Body) -> Place:
    view: Body = body.get("view") or {}
    return Place(
        surface=Surface.SUBMITTED,
        user=_user(body),
        trigger=str(body.get("trigger_id") or ""),
        view=str(view.get("id") or ""),
    )


def of_chat(body: Body) -> Place:
    event: Body = body.get("event") or {}
    return Place(
        surface=Surface.CHAT,
        user=str(event.get("user") or ""),
        channel=str(event.get("channel") or ""),
        thread=str(event.get("thread_ts") or ""),
    )


def _user(body: Body) -> str:
    return str(body.get("user_id") or (body.get("user") or {}).get("id") or "")
