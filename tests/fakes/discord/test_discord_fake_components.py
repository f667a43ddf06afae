"""Components: what each may be, where it may stand, and what Discord says where it is not so."""

from typing import Any

import pytest

from tests.fakes.discord.components import layout
from tests.fakes.discord.components.checking import Checking
from tests.fakes.discord.components.tree import numbered, walk
from tests.fakes.discord.form import Form, problems
from tests.fakes.discord.saying import (
    button,
    container,
    gallery,
    label,
    link,
    modal,
    option,
    row,
    section,
    select,
    text,
    typed,
)
from tests.fakes.discord.wire import Json, Refused


def said_of(*components: Any, v2: bool = True, files: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the components of a message."""
    checking = Checking(Form(), frozenset(files))
    try:
        layout.message(checking, list(components), ("components",), v2=v2)
    except Refused as refused:
        return [f"{refused.status}"] if refused.status != 400 else problems(refused.more["errors"])
    return []


def said_of_modal(data: Json) -> list[str]:
    try:
        layout.modal(Checking(Form(), modal=True), data, ("data",))
    except Refused as refused:
        return problems(refused.more["errors"])
    return []


def buttons(count: int) -> list[Json]:
    return [button(custom_id=f"b{number}") for number in range(count)]


THUMBNAIL = {"type": 11, "media": {"url": "https://example.org/a.png"}, "description": "A picture"}
GOOD = [
    text("x" * 4000),
    row(*buttons(5)),
    row(select("A", "B", placeholder="p" * 150, min_values=0, max_values=2)),
    row({"type": 5, "custom_id": "who", "default_values": [{"id": "1", "type": "user"}]}),
    row({"type": 8, "custom_id": "where", "channel_types": [0, 5]}),
    row(link(), button(label="l" * 80, custom_id="c" * 100, disabled=True)),
    row(button(label="", emoji={"name": "🐜"})),
    section(button(), "a", "b", "c"),
    section(THUMBNAIL),
    gallery("attachment://card.png", description="d" * 1024, spoiler=True),
    {"type": 13, "file": {"url": "attachment://card.png"}},
    {"type": 14, "divider": False, "spacing": 2},
    container(text(), row(button()), section(THUMBNAIL), gallery(), accent_color=0xFFFFFF),
]


@pytest.mark.parametrize("component", GOOD, ids=range(len(GOOD)))
def test_it_is_taken(component: Json) -> None:
    assert said_of(component, files=("card.png",)) == []


BAD: list[tuple[Json, str]] = [
    (text(""), "components.0.content: BASE_TYPE_REQUIRED"),
    (text("x" * 4001), "components.0.content: BASE_TYPE_BAD_LENGTH"),
    ({"type": 10, "content": 7}, "components.0.content: STRING_TYPE_CONVERT"),
    ({"type": 99}, "components.0: UNION_TYPE_CHOICES"),
    ({"type": 18, "label": "L"}, "components.0: UNION_TYPE_CHOICES"),
    (button(), "components.0: UNION_TYPE_CHOICES"),
    (row(), "components.0.components: BASE_TYPE_BAD_LENGTH"),
    (row(*buttons(6)), "components.0.components: BASE_TYPE_BAD_LENGTH"),
    (row(text()), "components.0.components.0: UNION_TYPE_CHOICES"),
    (row(typed()), "components.0.components.0: UNION_TYPE_CHOICES"),
    (row(select("A"), button()), "components.0.components.1: COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    (row(button(custom_id="c" * 101)), "components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH"),
    (row(button(custom_id="")), "components.0.components.0.custom_id: BASE_TYPE_REQUIRED"),
    (row(button(label="l" * 81)), "components.0.components.0.label: BASE_TYPE_MAX_LENGTH"),
    (
        row(button(label="")),
        "components.0.components.0: BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    (row(button(style=7)), "components.0.components.0.style: BASE_TYPE_CHOICES"),
    (
        row(button(url="https://example.org")),
        "components.0.components.0.url: BUTTON_COMPONENT_INVALID_FIELD",
    ),
    (
        row(link() | {"custom_id": "x"}),
        "components.0.components.0.custom_id: BUTTON_COMPONENT_INVALID_FIELD",
    ),
    (
        row(link(url="ftp://example.org")),
        "components.0.components.0.url: URL_TYPE_INVALID_SCHEME",
    ),
    (row(link(url="x" * 513)), "components.0.components.0.url: BASE_TYPE_BAD_LENGTH"),
    (
        row(button(emoji={"name": "ant"})),
        "components.0.components.0.emoji.name: COMPONENT_INVALID_EMOJI",
    ),
    (
        row(button(), button()),
        "components.0.components.1.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    (row(button(id=3), button(custom_id="b", id=3)), "components.0.components.1.id"),
    (row(select()), "components.0.components.0.options: BASE_TYPE_BAD_LENGTH"),
    (
        row(select(*(f"O{number}" for number in range(26)))),
        "components.0.components.0.options: BASE_TYPE_BAD_LENGTH",
    ),
    (row(select("A", max_values=2)), "components.0.components.0.options: BASE_TYPE_BAD_LENGTH"),
    (
        row(select("A", "A")),
        "components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    (
        row(select("x" * 101)),
        "components.0.components.0.options.0.label: BASE_TYPE_BAD_LENGTH",
    ),
    (
        row(select("A", placeholder="p" * 151)),
        "components.0.components.0.placeholder: BASE_TYPE_BAD_LENGTH",
    ),
    (
        row(select("A", min_values=2)),
        "components.0.components.0.min_values: SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
    ),
    (
        row({**select(), "options": [option("A", default=True), option("B", default=True)]}),
        "components.0.components.0.options: SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    (
        row({"type": 6, "custom_id": "r", "default_values": [{"id": "1", "type": "user"}]}),
        "components.0.components.0.default_values.0.type: BASE_TYPE_CHOICES",
    ),
    (section(button(), *"abcd"), "components.0.components: BASE_TYPE_BAD_LENGTH"),
    ({"type": 9, "components": [text()]}, "components.0.accessory: BASE_TYPE_REQUIRED"),
    (section(select("A")), "components.0.accessory: UNION_TYPE_CHOICES"),
    ({"type": 12, "items": []}, "components.0.items: BASE_TYPE_BAD_LENGTH"),
    (
        gallery("attachment://other.png"),
        "components.0.items.0.media.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    (gallery("data:x"), "components.0.items.0.media.url: URL_TYPE_INVALID_SCHEME"),
    (
        gallery(description="d" * 1025),
        "components.0.items.0.description: BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"type": 13, "file": {"url": "https://example.org/a"}},
        "components.0.file.url: URL_TYPE_INVALID_SCHEME",
    ),
    ({"type": 14, "spacing": 3}, "components.0.spacing: BASE_TYPE_CHOICES"),
    (container(container(text())), "components.0.components.0: UNION_TYPE_CHOICES"),
    (container(), "components.0.components: BASE_TYPE_BAD_LENGTH"),
    (container(text(), accent_color=1 << 24), "components.0.accent_color: NUMBER_TYPE_MAX"),
]


@pytest.mark.parametrize(("component", "said"), BAD, ids=range(len(BAD)))
def test_it_is_refused(component: Json, said: str) -> None:
    assert [line for line in said_of(component, files=("card.png",)) if said in line]


def test_forty_components_with_those_inside_others() -> None:
    eight = container(text(), section(button(custom_id="a"), "x"), text(), text(), text())
    assert len(list(walk([eight]))) == 8
    assert said_of(*[text()] * 32, eight) == []
    over = ["components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"]
    assert said_of(*[text()] * 33, eight) == over


def test_four_thousand_characters_in_all() -> None:
    assert said_of(text("x" * 2000), text("x" * 2000)) == []
    over = ["components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"]
    assert said_of(text("x" * 2000), text("x" * 2001)) == over
    assert said_of(text("x" * 3990), row(button(label="l" * 11))) == over


def test_what_is_too_large_in_bytes_ends_in_an_error_of_discords_own() -> None:
    assert said_of(text("夜" * 3386)) == []
    assert said_of(text("夜" * 3387)) == ["500"]


def test_without_the_flag_there_are_rows_alone() -> None:
    assert said_of(row(button()), v2=False) == []
    assert said_of(text(), v2=False) == ["components.0: UNION_TYPE_CHOICES"]
    rows = [row(button(custom_id=f"b{number}")) for number in range(6)]
    assert said_of(*rows[:5], v2=False) == []
    assert said_of(*rows, v2=False) == ["components: BASE_TYPE_BAD_LENGTH"]


def test_ids_are_given_in_order_around_those_that_are_there() -> None:
    made = numbered([container(text() | {"id": 2}, row(button(id=0))), text()])
    assert [one["id"] for one in walk(made)] == [1, 2, 3, 4, 5]


RADIOS = {"type": 21, "custom_id": "r", "options": [option("A"), option("B")]}
BOXES = {"type": 22, "custom_id": "b", "options": [option("A")]}
GOOD_MODALS = [
    modal(label("Name", typed(max_length=4000, value="x" * 4000, style=2))),
    modal(row(typed(label="Name"))),
    modal(text("Hello"), label("l" * 45, select("A"), description="d" * 100)),
    modal(label("A", RADIOS), label("B", BOXES), label("C", {"type": 23, "custom_id": "c"})),
    modal(label("A", {"type": 19, "custom_id": "f", "min_values": 0, "required": False})),
    modal(label("A", {"type": 5, "custom_id": "u"}), title="t" * 45, custom_id="c" * 100),
]


@pytest.mark.parametrize("data", GOOD_MODALS, ids=range(len(GOOD_MODALS)))
def test_a_modal_is_taken(data: Json) -> None:
    assert said_of_modal(data) == []


FIVE = [label("A", typed(f"t{number}")) for number in range(5)]
BAD_MODALS: list[tuple[Json, str]] = [
    (modal(), "data.components: BASE_TYPE_BAD_LENGTH"),
    (modal(*FIVE, label("A", typed("more"))), "data.components: BASE_TYPE_BAD_LENGTH"),
    (modal(*FIVE, title=""), "data.title: BASE_TYPE_REQUIRED"),
    (modal(*FIVE, title="t" * 46), "data.title: BASE_TYPE_BAD_LENGTH"),
    (modal(*FIVE, custom_id="c" * 101), "data.custom_id: BASE_TYPE_BAD_LENGTH"),
    (modal(container(text())), "data.components.0: UNION_TYPE_CHOICES"),
    (modal(label("l" * 46, typed())), "data.components.0.label: BASE_TYPE_BAD_LENGTH"),
    (
        modal(label("A", typed(), description="d" * 101)),
        "data.components.0.description: BASE_TYPE_BAD_LENGTH",
    ),
    (modal(label("A", button())), "data.components.0.component: UNION_TYPE_CHOICES"),
    (modal({"type": 18, "label": "A"}), "data.components.0.component: BASE_TYPE_REQUIRED"),
    (modal(row(typed())), "data.components.0.components.0.label: BASE_TYPE_REQUIRED"),
    (modal(row(select("A"))), "data.components.0.components.0: UNION_TYPE_CHOICES"),
    (modal(label("A", typed(style=3))), "data.components.0.component.style: BASE_TYPE_CHOICES"),
    (
        modal(label("A", typed(max_length=4001))),
        "data.components.0.component.max_length: NUMBER_TYPE_MAX",
    ),
    (
        modal(label("A", typed(min_length=5, max_length=4))),
        "data.components.0.component.min_length: NUMBER_TYPE_MAX",
    ),
    (
        modal(label("A", typed(value="x" * 5, max_length=4))),
        "data.components.0.component.value: BASE_TYPE_MAX_LENGTH",
    ),
    (
        modal(label("A", typed(placeholder="p" * 101))),
        "data.components.0.component.placeholder: BASE_TYPE_MAX_LENGTH",
    ),
    (
        modal(label("A", select("A", min_values=0))),
        "data.components.0.component.min_values: NUMBER_TYPE_MIN",
    ),
    (
        modal(label("A", select("A", disabled=True))),
        "data.components.0.component.disabled: MODAL_COMPONENT_DISABLED",
    ),
    (
        modal(label("A", {**RADIOS, "options": [option("A")]})),
        "data.components.0.component.options: BASE_TYPE_BAD_LENGTH",
    ),
    (
        modal(label("A", {**BOXES, "options": [option(f"O{n}") for n in range(11)]})),
        "data.components.0.component.options: BASE_TYPE_BAD_LENGTH",
    ),
    (
        modal(label("A", typed()), label("B", typed())),
        "data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
]


@pytest.mark.parametrize(("data", "said"), BAD_MODALS, ids=range(len(BAD_MODALS)))
def test_a_modal_is_refused(data: Json, said: str) -> None:
    assert said in said_of_modal(data)
