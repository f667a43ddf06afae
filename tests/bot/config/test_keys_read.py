"""Every key of the configuration is read by the program: none stands there and changes nothing.

The type checker says of each `something.key` in the program's source what `something` is. Names
alone would not do: much is called text, phone or topic.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from mypy.build import build
from mypy.modulefinder import BuildSource
from mypy.nodes import MemberExpr
from mypy.options import Options
from mypy.types import Instance, UnionType, get_proper_type
from pydantic import BaseModel

from adapters.local.config import LocalConfig
from bot.config.models import Config
from bot.config.part import Part
from bot.config.walking import item_of, model_of

ROOT = Path(__file__).parents[3]
LAYERS = ("bot", "adapters", "scheduler", "storage")
#: Read from the file's plain values, so that samples are refused beside other mistakes, and each
#: platform's part by its own model: tests/bot/config/test_loading.py sees both.
READ_AS_PLAIN_VALUES = {
    ("LegalText", "placeholder"),
    ("Clinician", "placeholder"),
    ("Config", "platforms"),
}


def sections_of(annotation: object) -> Iterator[type[BaseModel]]:
    """The model, and every model below it."""
    model = model_of(annotation)
    if model is not None:
        yield model
        for field in model.model_fields.values():
            yield from sections_of(field.annotation)
    elif (inner := item_of(annotation)) is not annotation:
        yield from sections_of(inner)


def keys_read() -> set[tuple[str, str]]:
    """Class and attribute, of every attribute in the program. Libraries are not looked into."""
    options = Options()
    options.incremental, options.cache_dir = False, os.devnull
    options.export_types = options.preserve_asts = True
    options.python_executable, options.ignore_errors = None, True
    files = [file for layer in LAYERS for file in sorted((ROOT / layer).rglob("*.py"))]
    types = build([BuildSource(str(file), module_of(file)) for file in files], options).types
    return {
        (owner.type.name, node.name)
        for node in types
        if isinstance(node, MemberExpr) and (of := types.get(node.expr)) is not None
        for owner in owners(of)
    }


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def owners(of: object) -> Iterator[Instance]:
    found = get_proper_type(of)  # type: ignore[call-overload]  # the types of a tree are `object`
    if isinstance(found, UnionType):
        for item in found.items:
            yield from owners(item)
    elif isinstance(found, Instance):
        yield found


def test_each_key_is_read_by_the_program() -> None:
    read = keys_read()
    assert ("Line", "topic") not in read  # there is no such key: what is said here can be wrong
    unread = {
        (section.__name__, key)
        for section in {*sections_of(Config), *sections_of(LocalConfig)}
        for key in section.model_fields
        if not any((kind.__name__, key) in read for kind in section.__mro__)
    }
    assert unread == READ_AS_PLAIN_VALUES - read


def test_every_section_finds_all_its_mistakes_at_once() -> None:
    """A section that is no Part would keep back what is judged of it as a whole."""
    assert len(set(sections_of(Config))) > 15
    assert all(issubclass(section, Part) for section in sections_of(Config))
