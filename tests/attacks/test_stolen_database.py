"""Somebody has the files and not the key; somebody else reads every line that was logged. Whatever
people type, tick and send stands in neither: not in the database, its write-ahead log or a copy."""

import io
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.events import SentFile
from bot.flows.table import DISPATCH
from bot.rendering.registry import RENDERERS
from tests.bot.flows.department import (
    BO,
    COORDINATOR,
    GIA,
    NAMES,
    STRANGER,
    Department,
    account,
    department,
)

HEADINGS = (
    "number,name,account,station,shift,crew,rank,role,supervisor,evaluators,rotation,zone,language"
)
ROW = "0001,Canary Row,local:demo:u1,Canary Station,A,Canary Crew,Canary Rank,member,,,,,"
NUMBERS = ("5550199777", "5550188666")
#: What was typed, sent, or stood in the roster.
CANARIES = ("Canary", "canary", *NUMBERS, *NAMES.values(), "local:demo", "Words of", "Station 3")


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path) as opened:
        opened.play.dispatch, opened.play.renderers = DISPATCH, RENDERERS
        yield opened


def everybody_writes(agency: Department) -> None:
    play = agency.play
    form = play.press(
        STRANGER, play.command(STRANGER, "peer").aside, "A colleague now, whoever is free"
    ).form
    play.submit(STRANGER, form, call_me="Canary Guest", reach="phone", number=NUMBERS[0])
    play.type(STRANGER, "canary typed")
    play.command(STRANGER, "peer", "canary beside a command")
    play.command(STRANGER, "canary-command", "canary")
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(photo, "PNG")
    form = agency.walk(GIA, "supporter", "My entry", "Change it").form
    sent = {"photo": SentFile("canary.png", photo.getvalue())}
    play.submit(account(GIA), form, files=sent, words="Canary words", hello="Canary hello")
    agency.join(BO, GIA)
    ways = ("Talk to a trained colleague", "Now")
    form = agency.walk(BO, "peer", *ways).form
    play.submit(account(BO), form, reach="phone", number=NUMBERS[1], topic="grief")
    play.send(account(BO), "canary.csv", b"canary of a member")
    play.send(account(COORDINATOR), "canary.csv", f"{HEADINGS}\n{ROW}\n".encode())
    play.send(account(COORDINATOR), "canary.csv", b"canary,without,headings\n")
    agency.deliver()
    accept = next(m for m in play.chat(account(GIA)).messages.values() if m.sections[0].buttons)
    agency.press(GIA, accept, accept.sections[0].buttons[0].label)
    agency.deliver()
    assert any(NUMBERS[0] in text or NUMBERS[1] in text for text in agency.texts(GIA))


def test_nothing_that_anybody_wrote_is_in_the_files_or_the_log(
    agency: Department, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    everybody_writes(agency)
    found = sqlite3.connect(tmp_path / "tailboard.db")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        found.backup(copy)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"tailboard.db", "tailboard.db-wal", "copy.db"} <= files.keys()
    assert sum(map(len, files.values())) > 100_000
    for name, content in files.items():
        for canary in CANARIES:
            assert canary.encode() not in content, f"{canary} in {name}"
            assert canary.encode("utf-16-le") not in content
    said = "\n".join(f"{r.getMessage()} {r.exc_info} {r.__dict__}" for r in caplog.records)
    assert not [canary for canary in CANARIES if canary in said]
