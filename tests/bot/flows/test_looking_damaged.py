"""A damaged record stops the look of whose it is, and nobody else's."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.flows.looking import look
from bot.model.content import Lane
from bot.model.ids import PersonId
from bot.ports import Station
from tests.bot.flows.days import DAY, member, setting_with
from tests.storage_fixtures import ready_ledger

START = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
DAMAGED, SOUND = 1, 2


def test_one_damaged_record_silences_nobody_else(tmp_path: Path) -> None:
    with ready_ledger(tmp_path, now=START) as ready:
        joined_at = START - timedelta(days=20)
        people = [member(n, joined_at, zone="America/Chicago") for n in (DAMAGED, SOUND)]
        ready.run(lambda work: work.people.add_many([(each, work.now) for each in people]))
        ready.ledger.close()
        with sqlite3.connect(Path(ready.where)) as raw:
            changed = raw.execute(
                "UPDATE person_record SET rhythm = randomblob(length(rhythm)) WHERE person = ?",
                (people[0].id,),
            )
            assert changed.rowcount == 1
        raw.close()
        ready.reopen()
        assert ready.run(lambda work: look(work, setting_with(), most=10)) == 2
        ready.clock.move(DAY)
        rows = ready.run(lambda work: work.outbox.due(10, lanes=(Lane.ROUTINE,)))
        assert [row.out.to for row in rows] == [PersonId(people[1].id)]
        ready.clock.move(-DAY)
        # Both are looked at again in their turn.
        assert ready.run(lambda work: look(work, setting_with(), most=10)) == 0


def test_a_damaged_station_keeps_nothing_from_who_joined(tmp_path: Path) -> None:
    """When a station was invited is asked for whoever was not yet: a large organisation has
    thousands of stations, and a look reads none in vain."""
    with ready_ledger(tmp_path, now=START) as ready:
        joined = member(SOUND, START - timedelta(days=20), zone="America/Chicago")
        station = Station(joined.roster.station, 4, START)
        ready.run(lambda work: work.stations.save(station))
        ready.run(lambda work: work.people.add_many([(joined, work.now)]))
        ready.ledger.close()
        with sqlite3.connect(Path(ready.where)) as raw:
            changed = raw.execute("UPDATE station SET record = randomblob(length(record))")
            assert changed.rowcount == 1
        raw.close()
        ready.reopen()
        assert ready.run(lambda work: look(work, setting_with(), most=10)) == 1
