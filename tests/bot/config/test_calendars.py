"""Rotations whose shifts stand in iCalendar files: read, every mistake told, and read again."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config.loading import Loaded
from bot.config.mistakes import Mistake
from bot.config.models import Config
from bot.config.rotations import CalendarsUnreadable, CurrentRotations, read_rotations
from bot.rota.rotation import DayKind, Override, Rotation, UnknownShift
from bot.rota.shifts import planned_kinds, shifts_between
from tests.bot.config.conftest import SMALLEST, Reading

#: Monday, in Chicago.
START = datetime(2026, 3, 2, 6, tzinfo=UTC)
END = START + timedelta(days=9)


def entry(day: int, name: str = "", *, repeats: str = "", hours: int = 24) -> str:
    """A shift from seven in the morning of that day of March."""
    lines = ["BEGIN:VEVENT", f"UID:{day}{name}@example.org"]
    lines += [f"DTSTART;TZID=America/Chicago:202603{day:02}T070000", f"DURATION:PT{hours}H"]
    lines += [f"SUMMARY:{name}"] if name else []
    lines += [f"RRULE:{repeats}"] if repeats else []
    return "\n".join([*lines, "END:VEVENT"])


def calendar(*entries: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""])


def days_of(rotation: Rotation, shift: str, *own: Override) -> list[int]:
    return [each.starts.day for each in shifts_between(rotation, shift, START, END, own)]


@pytest.fixture
def loaded(reading: Reading, tmp_path: Path) -> Loaded:
    """Engines with a file a shift, and medics whose shifts share one."""
    folder = tmp_path / "rota"
    folder.mkdir()
    every_third = "FREQ=DAILY;INTERVAL=3"
    (folder / "a.ics").write_text(calendar(entry(2, repeats=every_third)))
    (folder / "b.ics").write_text(calendar(entry(3, repeats=every_third)))
    (folder / "all.ics").write_text(calendar(entry(2, "Red shift", hours=10), entry(4, "Blue")))
    return reading(
        SMALLEST
        + "rotations:\n"
        + "  engines: {calendars: {A: rota/a.ics, B: rota/b.ics}}\n"
        + "  medics: {calendar: rota/all.ics, shifts: [Red, Blue]}\n"
    )


def mistakes_in(config: Config) -> str:
    with pytest.raises(CalendarsUnreadable) as caught:
        read_rotations(config)
    return str(caught.value)


def test_a_file_for_each_shift_and_one_for_all(loaded: Loaded) -> None:
    rotations = read_rotations(loaded.config)
    assert days_of(rotations["engines"], "A") == [2, 5, 8]
    assert days_of(rotations["engines"], "B") == [3, 6, 9]
    assert days_of(rotations["medics"], "Red") == [2]
    assert days_of(rotations["medics"], "Blue") == [4]
    assert rotations["engines"].kinds == (DayKind.FULL,)
    assert rotations["medics"].kinds == (DayKind.DAY, DayKind.FULL)
    with pytest.raises(UnknownShift, match="no shift 'C', only A, B"):
        days_of(rotations["engines"], "C")


def test_what_overlaps_is_found_though_it_began_before(loaded: Loaded, tmp_path: Path) -> None:
    """Of two days' length, asked about in its last hour, when it is the next day in UTC; over the
    borders of what is kept."""
    (tmp_path / "rota" / "a.ics").write_text(
        calendar(*(entry(day, hours=48).replace("T07", "T20") for day in range(1, 31, 3)))
    )
    rotation = read_rotations(loaded.config)["engines"]
    for day in range(1, 31, 3):
        ends = datetime(2026, 3, day, 20, tzinfo=ZoneInfo("America/Chicago")) + timedelta(days=2)
        over = ends.astimezone(UTC) - timedelta(minutes=1)
        (found,) = shifts_between(rotation, "A", over, over + timedelta(minutes=1))
        assert found.ends == ends


def test_single_days_of_the_shift_and_of_a_member_depart_from_the_calendar(
    reading: Reading, loaded: Loaded
) -> None:
    with_days = reading(
        SMALLEST
        + "rotations:\n"
        + "  engines: {calendars: {A: rota/a.ics}, overrides: {A: {2026-03-05: off}}}\n"
    )
    rotation = read_rotations(with_days.config)["engines"]
    assert days_of(rotation, "A") == [2, 8]
    called_in = Override(date(2026, 3, 6), DayKind.FULL)
    assert days_of(rotation, "A", Override(date(2026, 3, 8), DayKind.OFF), called_in) == [2, 6]
    assert planned_kinds(rotation, "A", date(2026, 3, 2)) == {DayKind.FULL}
    assert planned_kinds(rotation, "A", date(2026, 3, 3)) == {DayKind.OFF}


def test_an_all_day_entry_is_a_shift_as_the_configuration_says(
    reading: Reading, tmp_path: Path
) -> None:
    day = "BEGIN:VEVENT\nUID:x\nDTSTART;VALUE=DATE:20260302\nSUMMARY:A Shift\nEND:VEVENT"
    (tmp_path / "c.ics").write_text(calendar(day))
    text = (
        SMALLEST
        + "rotations:\n  engines: {calendar: c.ics, shifts: [A], all_day: night,"
        + ' starts: {night: "18:00"}, hours: {night: 14}}\n'
    )
    rotation = read_rotations(reading(text).config)["engines"]
    (shift,) = shifts_between(rotation, "A", START, END)
    assert (shift.kind, shift.starts.hour) == (DayKind.NIGHT, 0)  # 18:00 in Chicago
    assert shift.ends - shift.starts == timedelta(hours=14)


def test_every_mistake_of_every_file_is_told_with_its_line(loaded: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "rota"
    (folder / "a.ics").unlink()
    (folder / "b.ics").write_text(calendar(entry(2), entry(3, hours=99), entry(4, hours=0)))
    (folder / "all.ics").write_text(calendar(entry(2, "Red"), entry(3, "Secret holiday")))
    assert mistakes_in(loaded.config).splitlines() == [
        "The calendars of the rotations cannot be read:",
        f"  rotations.engines.calendars.A: {folder}/a.ics cannot be read:"
        " No such file or directory",
        f"  rotations.engines.calendars.B: {folder}/b.ics:",
        "    line 8: the entry is longer than 48 hours, which no shift is",
        "    line 13: the entry has no end, or ends before it starts",
        f"  rotations.medics.calendar: {folder}/all.ics:",
        "    line 1: no entry is called 'Blue' or 'Blue shift', nor has it as a category",
    ]


def test_a_file_without_a_shift_is_a_mistake(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "rota" / "a.ics").write_text(calendar())
    assert "line 1: the file has no entry that is a shift" in mistakes_in(loaded.config)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{}", "give one of preset"),
        ("{preset: 24/48, calendar: a.ics, shifts: [A]}", "give one of preset"),
        ("{calendar: a.ics, calendars: {A: a.ics}, shifts: [A]}", "give one of preset"),
        ("{preset: 24/48}", "anchors: is required"),
        ("{preset: 24/48, anchors: {A: 2026-01-01}, shifts: [A]}", "shifts: they are named"),
        ("{calendars: {A: a.ics}, anchors: {A: 2026-01-01}}", "go with a cycle"),
        ("{calendars: {A: a.ics}, kelly_day_every: 7}", "go with a cycle"),
        ("{calendars: {A: a.ics}, shifts: [A]}", "shifts: name those"),
        ("{calendar: a.ics}", "shifts: name those"),
        ("{calendar: a.ics, shifts: [A, a]}", "stands twice"),
        ("{calendars: {A: a.ics}, all_day: off}", "a day off needs no entry"),
        ("{calendars: {A: a.ics}, overrides: {B: {2026-03-01: off}}}", "no shift 'B', only A"),
        ("{calendars: {A: [a.ics]}}", "write a path"),
        ("{calendars: a.ics}", "rotations.r.calendars"),
    ],
)
def test_what_does_not_go_together_is_told(
    mistakes: Callable[[str], list[Mistake]], written: str, words: str
) -> None:
    (mistake,) = mistakes(SMALLEST + f"rotations:\n  r: {written}\n")
    assert mistake.line == 10
    assert words in str(mistake)


def test_a_changed_file_is_read_again(loaded: Loaded, tmp_path: Path) -> None:
    current = CurrentRotations(loaded.config)
    assert set(current) == {"engines", "medics"}
    assert len(current) == 2
    assert not current.reread()
    before = current["engines"]
    _replace(tmp_path / "rota" / "a.ics", calendar(entry(4)))
    assert days_of(current["engines"], "A") == [2, 5, 8]
    assert current.reread()
    assert days_of(current["engines"], "A") == [4]
    assert days_of(before, "A") == [2, 5, 8]
    assert not current.reread()


def test_of_a_file_with_mistakes_the_one_before_stays(
    loaded: Loaded, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    current = CurrentRotations(loaded.config)
    path = tmp_path / "rota" / "a.ics"
    with caplog.at_level(logging.INFO):
        _replace(path, calendar(entry(4, hours=99)))
        assert not current.reread()
        assert not current.reread()
        path.unlink()
        assert not current.reread()
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert str(tmp_path) not in caplog.text
    assert days_of(current["engines"], "A") == [2, 5, 8]
    _replace(path, calendar(entry(3)))
    assert current.reread()
    assert days_of(current["engines"], "A") == [3]


def _replace(path: Path, text: str) -> None:
    """As exports do it: another file takes the name."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)
