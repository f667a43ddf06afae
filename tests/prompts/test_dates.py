from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest

from prompts.dates import spoken_date, spoken_day, spoken_moment, spoken_time, spoken_zone

DAY = date(2027, 3, 3)


@pytest.mark.parametrize(
    ("language", "day", "full"),
    [
        ("en", "Wed, Mar 3", "March 3, 2027"),
        ("en-GB", "Wed 3 Mar", "3 March 2027"),
        ("es", "mié, 3 mar", "3 de marzo de 2027"),
        ("es-US", "mié, 3 de mar", "3 de marzo de 2027"),
        ("fr", "mer 3 mars", "3 mars 2027"),
        ("fr-CA", "mer 3 mars", "3 mars 2027"),
        ("xx", "Wed, Mar 3", "March 3, 2027"),
        ("", "Wed, Mar 3", "March 3, 2027"),
        ("../en", "Wed, Mar 3", "March 3, 2027"),
    ],
)
def test_days_are_written_as_the_language_does(language: str, day: str, full: str) -> None:
    """With plain spaces, and in English where the language is unknown."""
    assert spoken_day(language, DAY) == day
    assert spoken_date(language, DAY) == full


@pytest.mark.parametrize("language", ["en", "es", "fr", "fr-CA"])
def test_a_day_brings_no_full_stop_into_a_sentence(language: str) -> None:
    assert "." not in spoken_day(language, date(2026, 12, 10))


@pytest.mark.parametrize(
    ("hour", "said"),
    [(time(0), "00:00"), (time(7), "07:00"), (time(12, 5), "12:05"), (time(21), "21:00")],
)
def test_hours_are_those_of_one_clock(hour: time, said: str) -> None:
    assert spoken_time(hour) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wed, Mar 3, 19:30"),
        ("es-US", "mié, 3 de mar, 19:30"),
        ("fr-CA", "mer 3 mars, 19:30"),
    ],
)
def test_a_moment_is_a_day_and_an_hour(language: str, said: str) -> None:
    assert spoken_moment(language, datetime(2027, 3, 3, 19, 30, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "America/Denver", "Denver (Mountain Time)"),
        ("es-MX", "America/Chicago", "Chicago (hora central)"),
        ("fr", "Europe/Berlin", "Berlin (heure d’Europe centrale)"),
        ("en", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("en", "UTC", "UTC"),
        ("en", "Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_said_as_a_place_and_its_hour(language: str, zone: str, said: str) -> None:
    assert spoken_zone(language, zone) == said


def test_every_zone_can_be_said_in_every_language() -> None:
    for zone in available_timezones():
        for language in ("en", "es", "fr"):
            assert spoken_zone(language, zone)
