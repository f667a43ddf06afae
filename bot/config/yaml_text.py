"""YAML text to plain values, with the line of everything and every mistake at once.

A deliberately small YAML: mappings, lists and scalars. Numbers are numbers only as one would
write them (`0.2`, `500`), true and false are the only truths, and all else is text: `000`,
`21:00`, `no` and `2026-01-01` stay as they were written. Tags, anchors and aliases are refused,
and so are keys that come twice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.config.mistakes import Mistake, Place, dotted

#: A configuration has a few hundred lines; more than this is another file.
GREATEST_FILE = 1_000_000
#: Nesting beyond this is no configuration.
GREATEST_DEPTH = 20

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")
_QUOTED = re.compile(r"['\"].{4,}['\"]")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = {
    "tag:yaml.org,2002:" + kind
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
}


@dataclass(frozen=True, slots=True)
class Document:
    """`lines` has the line (from 1 on) of each key or item by its place."""

    values: Any
    lines: Mapping[Place, int]
    mistakes: tuple[Mistake, ...]

    def line(self, place: Place) -> int:
        """The line of the place, or of the nearest place around it that there is."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(content: bytes) -> Document:
    """The values of a YAML file; what is mistaken is left out of them."""
    if len(content) > GREATEST_FILE:
        return _broken(1, f"larger than {GREATEST_FILE:,} bytes: this is no configuration")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _broken(line, "not UTF-8 text from here on; save the file as UTF-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _broken(mark.line + 1 if mark else 1, _in_words(error))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _broken(line, "a control character; take it away")
    except RecursionError:
        return _broken(1, "nested too deeply")
    if root is None:
        return _broken(1, "the file is empty; begin with a copy of config.example.yaml")
    reading = _Reading()
    values = reading.value(root, ())
    if not isinstance(values, dict) and not reading.mistakes:
        return _broken(1, "not a configuration: write keys and values, like `organisation:`")
    return Document(values, reading.lines, tuple(reading.mistakes))


def _broken(line: int, what: str) -> Document:
    return Document(None, {}, (Mistake("", line, what),))


def _in_words(error: yaml.MarkedYAMLError) -> str:
    """YAML's own words without the text around the place, which may be a secret."""
    problem = error.problem or "cannot be read"
    if "'\\t'" in problem:
        return "a tab; indent with spaces"
    if "expected a single document" in (error.context or ""):
        return "a second document (`---`); one file has one configuration"
    if "mapping values are not allowed" in problem:
        return "cannot be read as YAML here: put a text with a colon in quotes, or mend the indent"
    # An undefined alias, a directive or a tag are quoted by name; all else is about characters.
    return "cannot be read as YAML here: " + _QUOTED.sub("…", problem)


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way through the nodes."""

    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(place) > GREATEST_DEPTH:
            return self.mistaken(node, place, "nested too deeply")
        if id(node) in self.seen:
            return self.mistaken(node, place, "an alias (`*name`) is not read here; write it out")
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            return self.mistaken(node, place, "a tag (`!name`) or `<<` is not read here")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, at)) for at, item in enumerate(node.value)]
        return _scalar(node)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _PLAIN_TAGS:
                self.mistaken(key, place, "a key is a plain word")
                continue
            name = str(key.value)
            inner = (*place, name)
            if name in found:
                self.mistaken(key, inner, f"stands twice; the first is on line {self.lines[inner]}")
                continue
            self.lines[inner] = key.start_mark.line + 1
            found[name] = self.value(value, inner)
        return found

    def mistaken(self, node: yaml.Node, place: Place, what: str) -> None:
        self.mistakes.append(Mistake(dotted(place), node.start_mark.line + 1, what))


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    assert isinstance(node, yaml.ScalarNode)
    if node.style is not None:  # in quotes, or a block of text
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _NUMBER.fullmatch(text):
        number = float(text) if "." in text else int(text)
        # 1.10 may be a name or a number: kept as text, pydantic reads it as either.
        return number if str(number) == text else text
    return text
