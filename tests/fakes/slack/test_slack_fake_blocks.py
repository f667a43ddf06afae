"""Block Kit: what every block and element may be, and what Slack says where it is not."""

from typing import Any

import pytest

from tests.fakes.slack.blocks.checking import Checking, Surface
from tests.fakes.slack.blocks.layout import blocks as checked
from tests.fakes.slack.blocks.views import checked_view
from tests.fakes.slack.saying import (
    actions,
    asked,
    button,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    select,
    typed,
)
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json, Refused

CONFIRM = {
    "title": plain("Sure?"),
    "text": plain("Really"),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}


def said_of(*blocks: Any, surface: Surface = Surface.MESSAGE) -> list[str]:
    slack = FakeSlack()
    checking = Checking(slack, slack.workspace.id, surface)
    checked(checking, list(blocks), "/blocks")
    return checking.problems


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "a", **more}


def options(count: int) -> list[Json]:
    return [option(f"O{number}") for number in range(count)]


GOOD = [
    {"type": "divider"},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [mrkdwn("a"), plain("b")]},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A picture"},
    {"type": "markdown", "text": "**Hi**"},
    section("x" * 3000, accessory=button()),
    section(expand=True),
    {"type": "section", "fields": [mrkdwn("a")] * 10},
    {"type": "section", "text": {"type": "mrkdwn", "text": "a", "verbatim": True}},
    actions(*(button(action=f"b{number}") for number in range(25))),
    actions(button(value="v" * 2000, style="danger", confirm=CONFIRM, accessibility_label="OK")),
    actions(select("A", "B", initial_option=option("B"), placeholder=plain("Which"))),
    actions(
        element("static_select", option_groups=[{"label": plain("G"), "options": options(100)}])
    ),
    actions(element("overflow", options=[{**option("A"), "url": "https://example.org"}])),
    actions(element("datepicker", initial_date="2026-02-28"), button()),
    actions(element("timepicker", initial_time="23:59", timezone="Europe/Paris")),
    actions(element("datetimepicker", initial_date_time=1_790_000_000)),
    actions(element("checkboxes", options=options(10), initial_options=options(2))),
    actions(element("radio_buttons", options=[{"text": mrkdwn("*A*"), "value": "a"}])),
    actions(element("users_select"), element("multi_users_select", action_id="b")),
    asked("Name", typed(min_length=1, max_length=10, initial_value="Ana", multiline=True)),
    asked("Number", element("number_input", is_decimal_allowed=False, min_value="1")),
    asked("Mail", element("email_text_input", initial_value="a@b.org")),
    asked("Page", element("url_text_input"), hint=plain("h"), optional=True),
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "a", "style": {"bold": True}}],
            }
        ],
    },
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_what_is_taken(block: Json) -> None:
    assert said_of(block) == []


BAD: list[tuple[Any, str]] = [
    ("text", "must provide an object [json-pointer:/blocks/0]"),
    ({}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "sektion"}, "unsupported type: sektion [json-pointer:/blocks/0/type]"),
    ({"type": "divider", "text": plain("a")}, "invalid additional property: text"),
    ({"type": "divider", "block_id": "x" * 256}, "less than 256 characters"),
    ({"type": "divider", "block_id": ""}, "more than 0 characters"),
    ({"type": "section"}, "missing required field: text or fields"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (section("x" * 3001), "must be less than 3001 characters"),
    ({"type": "section", "text": "words"}, "must provide an object [json-pointer:/blocks/0/text]"),
    ({"type": "section", "text": {"type": "html", "text": "a"}}, "must be one of: plain_text"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": 3}}, "must provide a string"),
    (
        {"type": "section", "text": {"type": "mrkdwn", "text": "a", "emoji": True}},
        "invalid additional property: emoji",
    ),
    ({"type": "section", "text": {"type": "mrkdwn"}}, "missing required field: text"),
    ({"type": "section", "fields": [mrkdwn("a")] * 11}, "no more than 10 items allowed"),
    ({"type": "section", "fields": []}, "no fewer than 1 items allowed"),
    ({"type": "section", "fields": [mrkdwn("x" * 2001)]}, "less than 2001 characters"),
    (section(accessory=typed()), "unsupported type: plain_text_input"),
    (section(expand="yes"), "must provide a boolean"),
    ({"type": "header", "text": mrkdwn("a")}, "must be one of: plain_text"),
    ({"type": "header", "text": plain("x" * 151)}, "less than 151 characters"),
    ({"type": "context", "elements": []}, "no fewer than 1 items"),
    ({"type": "context", "elements": [plain("a")] * 11}, "no more than 10 items"),
    ({"type": "context", "elements": [button()]}, "must be one of: plain_text, mrkdwn"),
    ({"type": "markdown", "text": "x" * 12_001}, "less than 12001 characters"),
    ({"type": "image", "image_url": "https://example.org/a.png"}, "missing required field: alt_t"),
    ({"type": "image", "alt_text": "a"}, "exactly one of image_url or slack_file"),
    (
        {"type": "image", "alt_text": "a", "image_url": "http://127.0.0.1/a.png"},
        "downloading image failed [json-pointer:/blocks/0/image_url]",
    ),
    (
        {"type": "image", "alt_text": "a", "image_url": "http://bot.local/a.png"},
        "downloading image failed",
    ),
    ({"type": "image", "alt_text": "a", "image_url": "data:image/png;base64,AA"}, "downloading"),
    (
        {"type": "image", "alt_text": "a", "image_url": "https://a.org/" + "x" * 3000},
        "less than 3001 characters",
    ),
    ({"type": "image", "alt_text": "a", "slack_file": {"id": "F0"}}, "invalid slack file"),
    ({"type": "image", "alt_text": "a", "slack_file": {}}, "must provide either id or url"),
    (actions(), "no fewer than 1 items"),
    (actions(*(button(action=f"b{n}") for n in range(26))), "no more than 25 items"),
    (actions(button(), button("No")), '`action_id` "ok" already exists'),
    (actions(typed()), "unsupported type: plain_text_input"),
    (actions({"type": "image", "alt_text": "a"}), "unsupported type: image"),
    (actions(button("x" * 76)), "less than 76 characters"),
    (actions(button(action="x" * 256)), "less than 256 characters"),
    (actions(button(value="x" * 2001)), "less than 2001 characters"),
    (actions(button(value=7)), "must provide a string"),
    (actions(button(url="x" * 3001)), "less than 3001 characters"),
    (actions(button(style="secondary")), "value not in list: primary, danger"),
    (actions({**button(), "text": mrkdwn("a")}), "must be one of: plain_text"),
    (actions({"type": "button", "action_id": "a"}), "missing required field: text"),
    (actions(button(confirm={"title": plain("a")})), "missing required field: deny"),
    (actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})), "less than 101"),
    (actions(button(confirm={**CONFIRM, "text": plain("x" * 301)})), "less than 301"),
    (actions(button(confirm={**CONFIRM, "deny": plain("x" * 31)})), "less than 31"),
    (actions(element("static_select", options=[])), "no fewer than 1 items"),
    (actions(element("static_select", options=options(101))), "no more than 100 items"),
    (actions(element("static_select")), "exactly one of options or option_groups"),
    (actions(select("A", initial_option=option("B"))), "must match one of the options"),
    (actions(select("A", initial_option={**option("A"), "value": "x"})), "must match one of"),
    (actions(select("x" * 76)), "less than 76 characters"),
    (actions(element("static_select", options=[option("A", "x" * 151)])), "less than 151"),
    (actions(element("static_select", options=[{"text": plain("A")}])), "required field: value"),
    (
        actions(element("static_select", options=[{"text": mrkdwn("A"), "value": "a"}])),
        "must be one of: plain_text",
    ),
    (actions(select("A", placeholder=plain("x" * 151))), "less than 151"),
    (actions(element("overflow", options=options(6))), "no more than 5 items"),
    (actions(element("checkboxes", options=options(11))), "no more than 10 items"),
    (actions(element("radio_buttons", options=options(11))), "no more than 10 items"),
    (
        actions(element("checkboxes", options=options(2), initial_options=[option("C")])),
        "must match one of the options",
    ),
    (
        actions(
            element(
                "multi_static_select",
                options=options(3),
                initial_options=options(2),
                max_selected_items=1,
            )
        ),
        "no more than 1 items",
    ),
    (actions(element("users_select", initial_user="U0NOBODY")), "invalid user id"),
    (actions(element("datepicker", initial_date="28.2.2026")), "of the form YYYY-MM-DD"),
    (actions(element("timepicker", initial_time="25:00")), "of the form HH:mm"),
    (actions(element("datetimepicker", initial_date_time=12)), "must be between"),
    (asked("Name", button()), "unsupported type: button"),
    (asked("x" * 2001, typed()), "less than 2001"),
    (asked("Name", typed(), hint=mrkdwn("a")), "must be one of: plain_text"),
    (asked("Name", typed(), optional="no"), "must provide a boolean"),
    ({"type": "input", "element": typed()}, "missing required field: label"),
    ({"type": "input", "label": plain("a")}, "missing required field: element"),
    (asked("Name", typed(min_length=4, max_length=3)), "less than or equal to max_length"),
    (asked("Name", typed(max_length=3001)), "must be between 1 and 3000"),
    (asked("Name", typed(max_length=2, initial_value="abc")), "less than 3 characters"),
    (asked("Number", element("number_input")), "missing required field: is_decimal_allowed"),
    (
        asked("N", element("number_input", is_decimal_allowed=True, min_value="2", max_value="1")),
        "less than or equal to max_value",
    ),
    (asked("File", element("file_input")), "unsupported type: file_input"),
    ({"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}, "unsupported type: text"),
]


@pytest.mark.parametrize(("block", "said"), BAD, ids=[said[:40] for _, said in BAD])
def test_what_is_refused(block: Any, said: str) -> None:
    problems = said_of(block)
    assert any(said in problem for problem in problems), problems


def test_blocks_are_counted_and_their_ids_differ() -> None:
    fifty = [{"type": "divider"}] * 50
    assert said_of(*fifty) == []
    assert said_of(*fifty, {"type": "divider"}) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]
    assert said_of(*fifty, *fifty, surface=Surface.MODAL) == []
    assert said_of(*fifty, *fifty, {"type": "divider"}, surface=Surface.HOME) != []
    twice = said_of({"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"})
    assert twice == ['`block_id` "a" already exists [json-pointer:/blocks/1/block_id]']


def test_the_same_action_may_stand_in_two_blocks() -> None:
    assert said_of(actions(button()), actions(button())) == []


def test_surfaces_take_what_is_theirs() -> None:
    markdown = {"type": "markdown", "text": "a"}
    assert said_of(markdown, surface=Surface.MODAL) != []
    file = asked("File", element("file_input", filetypes=["csv"], max_files=1))
    assert said_of(file, surface=Surface.MODAL) == []
    assert said_of(file, surface=Surface.HOME) != []
    two = [
        asked("A", typed("a", focus_on_load=True), "a"),
        asked("B", typed("b", focus_on_load=True), "b"),
    ]
    assert "only one element" in said_of(*two, surface=Surface.MODAL)[0]


VIEWS: list[tuple[Any, str, str]] = [
    (modal(title="x" * 25), "modal", "less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "modal", "less than 25 characters"),
    (modal(close=plain("x" * 25)), "modal", "less than 25 characters"),
    (modal(private_metadata="x" * 3001), "modal", "less than 3001 characters"),
    (modal(callback_id="x" * 256), "modal", "less than 256 characters"),
    (modal(external_id="x" * 256), "modal", "less than 256 characters"),
    (modal(colour="red"), "modal", "invalid additional property: colour"),
    (modal(notify_on_close="yes"), "modal", "must provide a boolean"),
    ({"type": "modal", "blocks": []}, "modal", "missing required field: title"),
    ({"type": "modal", "title": plain("a")}, "modal", "missing required field: blocks"),
    ({"title": plain("a"), "blocks": []}, "modal", "missing required field: type"),
    (
        {"type": "modal", "title": plain("a"), "blocks": [asked("Name", typed())]},
        "modal",
        "missing required field: submit [json-pointer:/view]",
    ),
    (modal(section("")), "modal", "[json-pointer:/view/blocks/0/text/text]"),
    (home(title=plain("a")), "home", "invalid additional property: title"),
    (modal(), "home", "must be home"),
    (home(), "modal", "must be modal"),
    ([], "modal", "must provide an object"),
]


@pytest.mark.parametrize(("view", "kind", "said"), VIEWS, ids=[said[:40] for _, _, said in VIEWS])
def test_what_is_refused_of_views(view: Any, kind: str, said: str) -> None:
    slack = FakeSlack()
    with pytest.raises(Refused) as caught:
        checked_view(slack, slack.workspace.id, view, kind)
    assert caught.value.error == "invalid_arguments"
    messages = caught.value.more["response_metadata"]["messages"]
    assert any(said in message for message in messages), messages


def test_what_is_taken_of_views() -> None:
    slack = FakeSlack()
    full = modal(
        asked("Name", typed()),
        close=plain("Back"),
        private_metadata="",
        callback_id="c",
        external_id="e",
        clear_on_close=True,
        notify_on_close=True,
    )
    checked_view(slack, slack.workspace.id, full, "modal")
    checked_view(slack, slack.workspace.id, home(section(), private_metadata="m"), "home")
