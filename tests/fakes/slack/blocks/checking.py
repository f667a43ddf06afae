"""How a payload is checked: each check adds what Slack would say, with where it stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


class Surface(StrEnum):
    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass(slots=True)
class Checking:
    """One payload under check."""

    slack: "FakeSlack"
    team: str
    surface: Surface
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[str] = field(default_factory=set)  #: of the block under check
    focused: bool = False  #: an element already has focus_on_load
    inputs: bool = False  #: there is an input block

    def say(self, at: str, what: str) -> None:
        self.problems.append(f"{what} [json-pointer:{at}]")


#: Checks a value at a place.
Check = Callable[[Checking, Any, str], None]
Fields = Mapping[str, Check]


def fields(checking: Checking, value: Any, at: str, must: Fields, may: Fields) -> bool:
    """An object with these fields and no others; whether it is an object at all."""
    if not isinstance(value, dict):
        checking.say(at, "must provide an object")
        return False
    for name in must:
        if name not in value:
            checking.say(at, f"missing required field: {name}")
    for name, held in value.items():
        check = must.get(name) or may.get(name)
        if check is None:
            checking.say(at, f"invalid additional property: {name}")
        else:
            check(checking, held, f"{at}/{name}")
    return True


def anything(checking: Checking, value: Any, at: str) -> None:
    """Checked elsewhere."""


def boolean(checking: Checking, value: Any, at: str) -> None:
    if not isinstance(value, bool):
        checking.say(at, "must provide a boolean")


def string(most: int, least: int = 1) -> Check:
    """Of so many characters."""

    def check(checking: Checking, value: Any, at: str) -> None:
        if not isinstance(value, str):
            checking.say(at, "must provide a string")
        elif len(value) < least:
            checking.say(at, f"must be more than {least - 1} characters")
        elif len(value) > most:
            checking.say(at, f"must be less than {most + 1} characters")

    return check


def shaped(pattern: str, like: str) -> Check:
    """A string of a form."""
    compiled = re.compile(pattern)

    def check(checking: Checking, value: Any, at: str) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            checking.say(at, f"must be of the form {like}")

    return check


def integer(least: int, most: int) -> Check:
    def check(checking: Checking, value: Any, at: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            checking.say(at, "must provide an integer")
        elif not least <= value <= most:
            checking.say(at, f"must be between {least} and {most}")

    return check


def one_of(*allowed: str) -> Check:
    def check(checking: Checking, value: Any, at: str) -> None:
        if value not in allowed:
            checking.say(at, f"value not in list: {', '.join(allowed)}")

    return check


def many(each: Check, most: int, least: int = 1) -> Check:
    """A list of so many items."""

    def check(checking: Checking, value: Any, at: str) -> None:
        if not isinstance(value, list):
            checking.say(at, "must provide an array")
            return
        if len(value) < least:
            checking.say(at, f"no fewer than {least} items allowed")
        if len(value) > most:
            checking.say(at, f"no more than {most} items allowed")
        for place, item in enumerate(value):
            each(checking, item, f"{at}/{place}")

    return check


def text(most: int, *kinds: str) -> Check:
    """A text object of these kinds (both unless told), of one to so many characters."""
    allowed = kinds or ("plain_text", "mrkdwn")
    words = string(most)

    def check(checking: Checking, value: Any, at: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in allowed and isinstance(value, dict):
            checking.say(f"{at}/type", f"must be one of: {', '.join(allowed)}")
            return
        before = len(checking.problems)
        switch = "emoji" if kind == "plain_text" else "verbatim"
        fields(checking, value, at, {"type": anything, "text": words}, {switch: boolean})
        if len(allowed) > 1 and len(checking.problems) > before:
            said = f"failed to match all allowed schemas [json-pointer:{at}]"
            checking.problems.insert(before, said)

    return check


def plain(most: int) -> Check:
    """A text object of plain text."""
    return text(most, "plain_text")
