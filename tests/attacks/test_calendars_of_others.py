"""A calendar may be written by somebody who does not run the program, and changes while it runs:
nothing in it or in its place may hang the program, fill its memory or go unexplained."""

import os
import time
from pathlib import Path

import pytest

from bot.config.loading import load
from bot.config.models import Config
from bot.config.platforms import installed_platform
from bot.config.rotations import CalendarsUnreadable, read_rotations
from bot.rota.calendar_entry import Reading
from bot.rota.calendar_file import read_calendar
from bot.rota.calendar_text import MOST_BYTES, CalendarUnreadable
from tests.bot.config.conftest import SMALLEST

READING = Reading("America/Chicago")


def calendar(*lines: str) -> bytes:
    inside = ["BEGIN:VEVENT", "UID:1@example.org", *lines, "END:VEVENT"]
    return "\n".join(["BEGIN:VCALENDAR", *inside, "END:VCALENDAR", ""]).encode()


@pytest.mark.parametrize(
    "said_often",
    ["BYDAY=" + ",".join(["MO"] * 100_000), "BYMONTHDAY=" + ",".join(["31"] * 100_000)],
)
def test_what_a_rule_says_over_and_over_is_asked_once(said_often: str) -> None:
    """Asked for each day up to 2100, a hundred thousand parts would take hours."""
    rule = f"RRULE:FREQ=DAILY;COUNT=20000;{said_often}"
    data = calendar("DTSTART:19700101T070000", "DURATION:PT24H", rule)
    began = time.process_time()
    assert len(read_calendar(data, READING).entries) == 1
    assert time.process_time() - began < 60


@pytest.mark.parametrize("nth", ["6MO", "-6MO", "53MO"])
def test_a_weekday_that_no_month_has_is_a_mistake(nth: str) -> None:
    rule = f"RRULE:FREQ=MONTHLY;BYDAY={nth}"
    with pytest.raises(CalendarUnreadable, match="no month has so many"):
        read_calendar(calendar("DTSTART:20260101T070000", "DURATION:PT24H", rule), READING)


@pytest.mark.parametrize("zone", ["A" * 5_000, "America", "../../etc/passwd", "/etc/passwd", "."])
def test_a_zone_that_is_a_path_is_a_mistake_with_its_line(zone: str) -> None:
    start = f"DTSTART;TZID={zone}:20260101T070000"
    with pytest.raises(CalendarUnreadable) as caught:
        read_calendar(calendar(start, "DURATION:PT24H"), READING)
    (mistake,) = caught.value.mistakes
    assert mistake.line == 2
    assert "zone" in mistake.what


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Its calendar is a.ics in the folder."""
    (tmp_path / "a.ics").write_bytes(calendar("DTSTART:20260101T070000", "DURATION:PT24H"))
    path = tmp_path / "config.yaml"
    path.write_text(SMALLEST + "rotations:\n  engines: {calendars: {A: a.ics}}\n")
    return load(path, installed_platform).config


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device", "a huge file"])
def test_whatever_is_put_in_a_calendars_place(config: Config, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.ics"
    path.unlink()
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(1_000_000 * MOST_BYTES)
    with pytest.raises(CalendarsUnreadable, match=r"larger than 1 MiB|cannot be read"):
        read_rotations(config)
