"""Instants and days as the database holds them: whole numbers, UTC.

Microseconds since 1970, since that is the resolution of Python's own datetimes: an instant reads
back equal to what was written, compares the same in both databases, and no driver has a say in
its time zone. Days are counted from 1970-01-01 UTC.
"""

from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST_DAY = date(1970, 1, 1).toordinal()


def to_number(instant: datetime) -> int:
    """Microseconds since 1970; raises TypeError for an instant without a zone."""
    return (instant - _EPOCH) // _MICROSECOND


def to_number_or_none(instant: datetime | None) -> int | None:
    """The same of an instant that may not be known."""
    return None if instant is None else to_number(instant)


def to_instant(number: int) -> datetime:
    """Aware, UTC."""
    return _EPOCH + timedelta(microseconds=number)


def to_day(when: datetime | date) -> int:
    """Days since 1970; of an aware instant its day in UTC."""
    if isinstance(when, datetime):
        when = when.astimezone(UTC).date()
    return when.toordinal() - _FIRST_DAY
