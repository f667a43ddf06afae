from datetime import date, time

import pytest

from prompts.dates import spoken_date, spoken_day, spoken_time

DAY = date(2027, 3, 3)
EVENING = time(21, 0)


@pytest.mark.parametrize(
    ("language", "day", "full", "hour"),
    [
        ("en", "Wed, Mar 3", "March 3, 2027", "9:00 PM"),
        ("en-GB", "Wed 3 Mar", "3 March 2027", "21:00"),
        ("es", "mié, 3 mar", "3 de marzo de 2027", "21:00"),
        ("es-US", "mié, 3 de mar", "3 de marzo de 2027", "9:00 p.m."),
        ("fr", "mer. 3 mars", "3 mars 2027", "21:00"),
        ("fr-CA", "mer. 3 mars", "3 mars 2027", "21 h 00"),
        ("xx", "Wed, Mar 3", "March 3, 2027", "9:00 PM"),
        ("", "Wed, Mar 3", "March 3, 2027", "9:00 PM"),
        ("../en", "Wed, Mar 3", "March 3, 2027", "9:00 PM"),
    ],
)
def test_days_and_hours_are_written_as_the_language_does(
    language: str, day: str, full: str, hour: str
) -> None:
    """With plain spaces, and in English where the language is unknown."""
    assert spoken_day(language, DAY) == day
    assert spoken_date(language, DAY) == full
    assert spoken_time(language, EVENING) == hour
