"""The help line stands under everything that somebody can get, in every language: no message and no
form is made without it, and none that is met on any way lacks it."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.flows.table import DISPATCH
from bot.model.ids import Account
from bot.rendering.registry import RENDERERS
from bot.rendering.wording import Wording
from tests.bot.flows.department import (
    ANN,
    BO,
    BOTH,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    joined,
)
from tests.exploring import Explorer
from tests.playing import LIBRARY

ROOT = Path(__file__).parents[3]
#: What makes a message of parts, and says which line stands at its foot.
MAKES_THEM = "bot/rendering/wording.py"
#: What is no message that somebody reads in a chat: what rings (content-free, by the second
#: channel), and the local page's own reading of what it has sent.
OTHERWISE = {"bot/flows/calls.py", "adapters/local/encoding.py"}
LINES = {"help_line", "short_help_line"}


@cache
def every_call() -> tuple[tuple[str, ast.Call], ...]:
    """Of everything by its name alone in what is shipped, with its file."""
    return tuple(
        (str(file.relative_to(ROOT)), node)
        for folder in ("bot", "adapters", "scheduler", "storage")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )


def calls_of(name: str) -> Iterator[tuple[str, ast.Call]]:
    for file, call in every_call():
        if isinstance(call.func, ast.Name) and call.func.id == name:
            yield file, call


def footer_of(call: ast.Call) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == "footer"), None)


def is_a_help_line(footer: ast.expr | None) -> bool:
    return isinstance(footer, ast.Attribute) and footer.attr in LINES


def test_no_message_is_made_without_it() -> None:
    """By one function alone, which puts it there unless it is given the shorter one."""
    made = {file for file, _ in calls_of("Message")} - OTHERWISE
    assert made == {MAKES_THEM, "adapters/discord/showing.py"}
    given = [footer_of(call) for _, call in calls_of("card")]
    assert len(given) > 100
    assert all(footer is None or is_a_help_line(footer) for footer in given)


def test_no_form_is_made_without_it() -> None:
    """By itself, or by `form_card`, which makes one too."""
    made = [(file, footer_of(call)) for file, call in calls_of("Form")]
    by_its_texts = [file for file, _ in calls_of("form_card")]
    assert len(made) - 1 + len(by_its_texts) >= len(DISPATCH.submits)
    assert MAKES_THEM in [file for file, _ in made]
    assert [file for file, footer in made if not is_a_help_line(footer)] == []


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    """Somebody who joined and is asking, somebody who did not, somebody with every role."""
    with department(tmp_path_factory.mktemp("lines")) as opened:
        opened.play.dispatch, opened.play.renderers = DISPATCH, RENDERERS
        opened.change(ANN, membership=joined(contact_peers=(id_of(BOTH),)))
        opened.walk(ANN, "peer", "A colleague now, whoever is free")
        opened.deliver()
        yield opened


@pytest.mark.parametrize("language", LIBRARY.languages())
@pytest.mark.parametrize("who", [ANN, BO, BOTH, STRANGER], ids=str)
def test_nothing_is_met_without_it(agency: Department, who: int | Account, language: str) -> None:
    """On every way of two steps, from everywhere."""
    play = agency.play
    if isinstance(who, int):
        agency.change(who, roster=replace(agency.person(who).roster, language=language))
    else:
        config = play.setting.config
        organisation = config.organisation.model_copy(update={"language": language})
        config = config.model_copy(update={"organisation": organisation})
        play.setting = replace(play.setting, config=config)
    wording = Wording(play.setting, language)
    lines = {wording.help_line, wording.short_help_line}
    acting = account(who) if isinstance(who, int) else who
    seen = list(Explorer(play, acting, DISPATCH, most=2).everything())
    assert len(seen) > 10
    assert [each.way for each in seen if each.shown.footer not in lines] == []
