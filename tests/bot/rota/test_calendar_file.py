"""iCalendar files to shifts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rota.calendar_entry import Reading
from bot.rota.calendar_file import kind_by_hours, read_calendar, shifts_in
from bot.rota.calendar_text import CalendarUnreadable
from bot.rota.rotation import DayKind, Shift, ShiftDay

NEW_YORK = "America/New_York"
READING = Reading(zone=NEW_YORK)
YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def _calendar(*entries: str, before: str = "") -> bytes:
    """A file of entries, each given as its lines with blanks between; ~ is a blank in a line."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fictional//Rota//EN", *before.split()]
    for number, entry in enumerate(entries):
        uid = [] if "UID:" in entry else [f"UID:{number}@example.org"]
        lines += ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *uid, *entry.split(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).replace("~", " ").encode()


def _read(
    *entries: str,
    reading: Reading = READING,
    between: tuple[datetime, datetime] = YEAR,
    before: str = "",
) -> list[str]:
    """The shifts as one reads them, in New York's time."""
    local = ZoneInfo(NEW_YORK)
    return [
        f"{one.starts.astimezone(local):%d %b %H:%M} - {one.ends.astimezone(local):%d %b %H:%M}"
        f" {one.kind.value}"
        for one in shifts_in_calendar(_calendar(*entries, before=before), reading, *between)
    ]


def shifts_in_calendar(
    data: bytes, reading: Reading, start: datetime, end: datetime
) -> tuple[Shift, ...]:
    return shifts_in(read_calendar(data, reading), start, end)


def _complaint(data: bytes) -> str:
    with pytest.raises(CalendarUnreadable) as caught:
        shifts_in_calendar(data, READING, *YEAR)
    return str(caught.value)


START = "DTSTART;TZID=America/New_York:20260301T070000"
END = "DTEND;TZID=America/New_York:20260302T070000"


def test_a_single_shift() -> None:
    assert shifts_in_calendar(_calendar(f"{START} {END} SUMMARY:A"), READING, *YEAR) == (
        Shift(
            datetime(2026, 3, 1, 12, tzinfo=UTC),
            datetime(2026, 3, 2, 12, tzinfo=UTC),
            DayKind.FULL,
        ),
    )


@pytest.mark.parametrize(
    "entry",
    [
        f"{START} {END}",
        f"{START} DURATION:PT24H",
        f"{START} DURATION:P1D",
        f"{START} DTEND:20260302T120000Z",
        "DTSTART:20260301T070000 DTEND:20260302T070000",
        "DTSTART:20260301T120000Z DTEND:20260302T120000Z",
        "DTSTART;TZID=Eastern~Standard~Time:20260301T070000 DURATION:PT24H",
        'DTSTART;TZID="Eastern~Standard~Time":20260301T070000 DURATION:PT24H',
        "DTSTART;TZID=America/Chicago:20260301T060000 DTEND;TZID=America/Denver:20260302T050000",
        "DTSTART;VALUE=DATE:20260301 DTEND;VALUE=DATE:20260302",
        "DTSTART;VALUE=DATE:20260301 DTEND;VALUE=DATE:20260301",
        "DTSTART;VALUE=DATE:20260301",
    ],
)
def test_the_ways_to_write_the_same_shift(entry: str) -> None:
    assert _read(entry) == ["01 Mar 07:00 - 02 Mar 07:00 24h"]


def test_every_third_day_ends_at_the_same_hour_over_the_change_of_the_clock() -> None:
    assert _read(f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;COUNT=4") == [
        "01 Mar 07:00 - 02 Mar 07:00 24h",
        "04 Mar 07:00 - 05 Mar 07:00 24h",
        "07 Mar 07:00 - 08 Mar 07:00 24h",
        "10 Mar 07:00 - 11 Mar 07:00 24h",
    ]
    march = (datetime(2026, 3, 7, 13, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC))
    (over,) = shifts_in_calendar(
        _calendar(f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3"), READING, *march
    )
    assert over.ends - over.starts == timedelta(hours=23)


@pytest.mark.parametrize("until", ["20260307T120000Z", "20260307T070000", "20260307", "20260309"])
def test_until_is_the_last_start(until: str) -> None:
    assert [
        one[:6] for one in _read(f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;UNTIL={until}")
    ] == [
        "01 Mar",
        "04 Mar",
        "07 Mar",
    ]


@pytest.mark.parametrize("until", ["20260307T115959Z", "20260307T065959", "20260306"])
def test_what_starts_after_until_is_none(until: str) -> None:
    assert [
        one[:6] for one in _read(f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;UNTIL={until}")
    ] == [
        "01 Mar",
        "04 Mar",
    ]


def test_for_ever_has_an_end_where_we_stop_asking() -> None:
    found = _read(f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=99991231T235959Z")
    assert len(found) == 102  # 1 March to 31 December are 306 days


def test_shifts_taken_out_and_added() -> None:
    assert _read(
        f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;COUNT=5"
        " EXDATE;TZID=America/New_York:20260304T070000,20260307T070000"
        " EXDATE;VALUE=DATE:20260313"
        " RDATE;TZID=America/New_York:20260305T070000"
    ) == [
        "01 Mar 07:00 - 02 Mar 07:00 24h",
        "05 Mar 07:00 - 06 Mar 07:00 24h",
        "10 Mar 07:00 - 11 Mar 07:00 24h",
    ]


def test_a_repetition_that_was_moved_and_one_that_was_cancelled() -> None:
    assert _read(
        f"UID:a {START} {END} RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3",
        "UID:a RECURRENCE-ID;TZID=America/New_York:20260304T070000"
        " DTSTART;TZID=America/New_York:20260305T190000"
        " DTEND;TZID=America/New_York:20260306T070000",
        f"UID:a RECURRENCE-ID:20260307T120000Z {START} {END} STATUS:CANCELLED",
        f"UID:b {START.replace('0301', '0401')} {END.replace('0302', '0402')} STATUS:CANCELLED",
    ) == ["01 Mar 07:00 - 02 Mar 07:00 24h", "05 Mar 19:00 - 06 Mar 07:00 night"]


def test_another_entry_with_the_same_start_is_not_replaced() -> None:
    assert _read(
        f"UID:a {START} {END}",
        f"UID:b RECURRENCE-ID;TZID=America/New_York:20260301T070000 {START} {END}",
    ) == ["01 Mar 07:00 - 02 Mar 07:00 24h"]


def test_each_day_of_an_all_day_entry_is_a_shift_as_the_reading_says() -> None:
    reading = Reading(zone=NEW_YORK, all_day=ShiftDay(DayKind.NIGHT, 18 * 60, 12))
    assert _read("DTSTART;VALUE=DATE:20260307 DTEND;VALUE=DATE:20260309", reading=reading) == [
        "07 Mar 18:00 - 08 Mar 06:00 night",
        "08 Mar 18:00 - 09 Mar 06:00 night",
    ]


def test_an_all_day_entry_repeats_without_the_days_taken_out() -> None:
    assert _read(
        "DTSTART;VALUE=DATE:20260301 RRULE:FREQ=WEEKLY;BYDAY=SU,WE;COUNT=4"
        " EXDATE;VALUE=DATE:20260304 EXDATE:20260308T000000"
    ) == ["01 Mar 07:00 - 02 Mar 07:00 24h", "11 Mar 07:00 - 12 Mar 07:00 24h"]


def test_only_what_overlaps_the_time_asked_about() -> None:
    day = (datetime(2026, 3, 5, 12, tzinfo=UTC), datetime(2026, 3, 7, 12, tzinfo=UTC))
    rule = f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3"
    assert _read(rule, between=day) == []
    wider = (day[0] - timedelta(minutes=1), day[1] + timedelta(minutes=1))
    assert [one[:6] for one in _read(rule, between=wider)] == ["04 Mar", "07 Mar"]


def test_the_same_shift_twice_is_one() -> None:
    assert len(_read(f"{START} {END}", f"{START} {END}")) == 1


@pytest.mark.parametrize(
    ("starts", "hours", "kind"),
    [
        ("07:00", 24, DayKind.FULL),
        ("08:00", 20, DayKind.FULL),
        ("07:00", 12, DayKind.DAY),
        ("15:00", 8, DayKind.DAY),
        ("15:00", 10, DayKind.DAY),
        ("04:00", 12, DayKind.DAY),
        ("19:00", 12, DayKind.NIGHT),
        ("23:00", 8, DayKind.NIGHT),
        ("19:00", 7, DayKind.NIGHT),
        ("03:00", 10, DayKind.NIGHT),
    ],
)
def test_the_kind_is_by_the_hours_on_the_wall(starts: str, hours: int, kind: DayKind) -> None:
    for zone in (NEW_YORK, "Australia/Lord_Howe"):
        local = datetime.fromisoformat(f"2026-06-01 {starts}").replace(tzinfo=ZoneInfo(zone))
        begin = local.astimezone(UTC)
        assert kind_by_hours(begin, begin + timedelta(hours=hours), zone) is kind


def test_what_programs_add_does_no_harm() -> None:
    zone = (
        "BEGIN:VTIMEZONE TZID:America/New_York BEGIN:STANDARD DTSTART:19701101T020000"
        " RRULE:FREQ=SECONDLY;BYDAY=NEVER TZOFFSETFROM:+0900 TZOFFSETTO:+0900"
        " END:STANDARD END:VTIMEZONE"
    )
    alarm = "BEGIN:VALARM ACTION:DISPLAY TRIGGER:-PT1H DESCRIPTION:x END:VALARM"
    assert _read(
        f"{START} {END} SUMMARY:A\u2028B\\,C X-ODD;X-Y=1:2 NONSENSE GEO:nowhere {alarm}",
        before=zone,
    ) == ["01 Mar 07:00 - 02 Mar 07:00 24h"]


def test_a_folded_file_with_a_mark_and_bare_line_feeds() -> None:
    text = _calendar(f"{START} {END}").decode().replace("DTSTART;TZID", "DTSTART;\r\n TZID")
    data = b"\xef\xbb\xbf" + text.replace("\r\n", "\n").encode()
    assert len(shifts_in_calendar(data, READING, *YEAR)) == 1


def test_a_zone_that_a_file_defines_does_not_stay_for_the_next() -> None:
    zone = (
        "BEGIN:VTIMEZONE TZID:Ours BEGIN:STANDARD DTSTART:19700101T000000"
        " TZOFFSETFROM:+0100 TZOFFSETTO:+0100 END:STANDARD END:VTIMEZONE"
    )
    entry = "DTSTART;TZID=Ours:20260301T070000 DURATION:PT8H"
    for before in (zone, "", zone):
        with pytest.raises(CalendarUnreadable, match="'Ours', which is not known by that name"):
            _read(entry, before=before)


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (END, "has no start"),
        (START, "has no end"),
        (f"{START} {START}", "no start, or more than one"),
        (f"{START} DTEND;TZID=America/New_York:20260228T070000", "ends before it starts"),
        (f"{START} DTEND;TZID=America/New_York:20260304T070000", "longer than 48 hours"),
        (f"{START} DURATION:-PT5H", "ends before it starts"),
        (f"{START} DURATION:soon", "DURATION that cannot be read"),
        (f"{START} DURATION:PT1H DURATION:PT2H", "DURATION that cannot be read"),
        (f"{START} DTEND;VALUE=DATE:20260302", "ends on a date but starts at a time"),
        (f"{START} {END} {END}", "more than one end"),
        ("DTSTART:20260230T070000 DURATION:PT8H", "DTSTART that cannot be read"),
        ("DTSTART:19230101T070000 DURATION:PT8H", "DTSTART outside 1970 to 2100"),
        ("DTSTART:99990101T070000 DURATION:PT8H", "DTSTART outside 1970 to 2100"),
        ("DTSTART;VALUE=DATE:20260301 DTEND:20260302T070000", "starts on a date but ends"),
        ("DTSTART;VALUE=DATE:20260301 DTEND;VALUE=DATE:20260315", "more than 6 days"),
        ("DTSTART;VALUE=DATE:20260301 DTEND;VALUE=DATE:20260215", "ends before it starts"),
        (f"{START} {END} RRULE:FREQ=HOURLY", "day, week, month or year"),
        (f"{START} {END} RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "BYSETPOS, which is not read"),
        (f"{START} {END} RRULE:FREQ=SOMETIMES", "RRULE that cannot be read"),
        (f"{START} {END} RRULE:FREQ=DAILY RRULE:FREQ=WEEKLY", "more than one rule"),
        (f"{START} {END} EXDATE:never", "EXDATE that cannot be read"),
        (f"{START} {END} RDATE;VALUE=PERIOD:20260305T070000Z/PT4H", "periods"),
        (f"{START} {END} RECURRENCE-ID;RANGE=THISANDFUTURE:20260301T120000Z", "more than one rep"),
        (f"{START} {END} RRULE", "line that cannot be read"),
    ],
)
def test_a_mistake_names_its_entry_and_says_what_it_is(entry: str, what: str) -> None:
    complaint = _complaint(_calendar(f"{START} {END}", entry + " SUMMARY:SecretName"))
    assert complaint.startswith("line 10: the entry ")
    assert what in complaint
    assert "SecretName" not in complaint


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not an iCalendar file"),
        (b"name,station\r\n", "not an iCalendar file"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "not an iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nname\r\n", "not an iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "line 2: begins a part that does not end"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "line 2: ends a part that was not begun"),
        (b"BEGIN:VCALENDAR\r\nX:1\r\nY:\xff", "line 3: the file is not UTF-8"),
        (b"\xff\xfeB\x00", "not UTF-8"),
        (b" " * 1_048_577, "1 MiB"),
        (b"\r\n" * 60_001, "lines"),
        (_calendar(*["DTSTART:20260301T070000"] * 5_001), "5,000 entries"),
        (b"BEGIN:VCALENDAR\r\n" * 20_000, "deeper"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 4 + b"END:VEVENT\r\n" * 4, "deeper"),
    ],
)
def test_a_file_that_is_none_or_too_much(data: bytes, what: str) -> None:
    assert what in _complaint(data)


def test_a_file_that_repeats_too_much_is_refused() -> None:
    entry = "DTSTART:19700101T070000 DURATION:PT8H RRULE:FREQ=DAILY;COUNT=900000"
    assert "repeats too much" in _complaint(_calendar(*[entry] * 30))


def test_more_entries_that_repeat_than_anybody_has_are_refused() -> None:
    entry = "DTSTART:20260301T070000 DURATION:PT8H RRULE:FREQ=DAILY;INTERVAL=3"
    assert len(_read(entry)) == 102
    assert "more than 500 entries that repeat" in _complaint(_calendar(*[entry] * 501))


@pytest.mark.parametrize("rule", ["COUNT=4", "COUNT=4;UNTIL=20270101", "COUNT=9;UNTIL=20260310"])
def test_a_count_is_from_the_first_whatever_the_time_asked_about(rule: str) -> None:
    """1, 4, 7 and 10 March; asked from the 6th on, and of the year after."""
    entry = f"{START} {END} RRULE:FREQ=DAILY;INTERVAL=3;{rule}"
    late = (datetime(2026, 3, 6, tzinfo=UTC), YEAR[1])
    assert [one[:6] for one in _read(entry, between=late)] == ["07 Mar", "10 Mar"]
    after = (YEAR[1], YEAR[1] + timedelta(days=90))
    assert _read(entry, between=after) == []


def test_every_mistaken_entry_is_told_with_its_line() -> None:
    data = _calendar(f"{START} {END}", START, f"{START} {END}", END)
    with pytest.raises(CalendarUnreadable) as caught:
        read_calendar(data, READING)
    assert [str(each) for each in caught.value.mistakes] == [
        "line 10: the entry has no end, or ends before it starts",
        "line 21: the entry has no start, or more than one",
    ]
    with pytest.raises(CalendarUnreadable) as caught:
        read_calendar(_calendar(*[START] * 30), READING)
    assert len(caught.value.mistakes) == 20


TWO = Reading(zone=NEW_YORK, shift_names=("A", "Red"))


def _of(shift: str, *entries: str) -> list[str]:
    """The days on which a shift of a file that has two begins."""
    calendar = read_calendar(_calendar(*entries), TWO)
    return [f"{one.starts:%d}" for one in shifts_in(calendar, *YEAR, shift)]


@pytest.mark.parametrize(
    ("name", "shift"),
    [
        ("SUMMARY:A", "A"),
        ("SUMMARY:a", "A"),
        ("SUMMARY:A~Shift", "A"),
        ("SUMMARY:Station~2:~A-shift~(24h)", "A"),
        ("SUMMARY;LANGUAGE=en:Shift~A", "A"),
        ("SUMMARY:Turno~A", "A"),
        ("SUMMARY:Équipe~Red", "Red"),
        ("SUMMARY:Red~platoon\\,~Kelly~day~C", "Red"),
        ("SUMMARY:On~duty CATEGORIES:Rota,Red", "Red"),
        ("SUMMARY:Red~shift CATEGORIES:A", "A"),
        ("SUMMARY:A~day~at~the~academy", ""),
        ("SUMMARY:AB~shift", ""),
        ("SUMMARY:Redwood~crew", ""),
        ("SUMMARY:Hired~shift", ""),
        ("", ""),
    ],
)
def test_in_a_file_of_several_shifts_an_entry_says_whose_it_is(name: str, shift: str) -> None:
    entry = f"{START} {END} {name}"
    for each in ("A", "Red"):
        assert _of(each, entry) == (["01"] if each == shift else [])


def test_an_entry_that_names_two_shifts_is_a_mistake() -> None:
    data = _calendar(f"{START} {END} SUMMARY:A~shift~for~Red~shift")
    with pytest.raises(CalendarUnreadable, match="line 4: the entry names more than one shift"):
        read_calendar(data, TWO)


def test_a_repetition_that_goes_to_another_shift_is_a_trade() -> None:
    series = f"UID:a {START} {END} RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3 SUMMARY:A"
    moved = "UID:a RECURRENCE-ID;TZID=America/New_York:20260304T070000"
    times = f"{START.replace('0301', '0304')} {END.replace('0302', '0305')}"
    assert _of("A", series, f"{moved} {times} SUMMARY:Red") == ["01", "07"]
    assert _of("Red", series, f"{moved} {times} SUMMARY:Red") == ["04"]
    assert _of("A", series, f"{moved} {times} SUMMARY:Holiday") == ["01", "07"]


def test_an_empty_calendar_has_no_shifts() -> None:
    assert _read() == []


PARTS = st.sampled_from(
    [
        START,
        END,
        "DTSTART;VALUE=DATE:20260301",
        "DTSTART:20260301T070000",
        "DTEND:20260302T070000Z",
        "DURATION:PT12H",
        "DURATION:P9W",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=00010101",
        "RRULE:FREQ=WEEKLY;INTERVAL=99999999999",
        "EXDATE:20260301T120000Z",
        "EXDATE;VALUE=DATE:99991231",
        "RDATE;VALUE=PERIOD:20260301T120000Z/20260301T130000Z",
        "RECURRENCE-ID:20260301T120000Z",
        "TZID:x",
        "DTSTART;TZID=/x/Europe/Berlin:20260301T070000",
        "DTSTART;TZID=..:20260301T070000",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "\x00\u202e:\ud7ff",
        ":;,",
        "STATUS:CANCELLED",
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=20)), max_size=8))
@pytest.mark.filterwarnings("ignore::icalendar.error.GloballyUniqueTZIDGuessed")
def test_whatever_is_in_a_file_is_read_or_refused(lines: list[str]) -> None:
    data = _calendar(" ".join(line.replace(" ", "") for line in lines))
    try:
        shifts = shifts_in_calendar(data, READING, *YEAR)
    except CalendarUnreadable:
        return
    assert list(shifts) == sorted(shifts, key=lambda one: one.starts)
    assert all(YEAR[0] < one.ends and one.starts < YEAR[1] for one in shifts)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n"):
        try:
            shifts_in_calendar(whole, READING, *YEAR)
        except CalendarUnreadable:
            continue
