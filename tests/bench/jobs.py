"""What the design left: one APScheduler job a member, in its SQLAlchemy store on the same disk."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, event

from tests.bench.databases import NOW
from tests.bench.figures import Figure, figure
from tests.bench.sizes import Sizes
from tests.bench.timing import seconds_of


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """WAL and synchronous FULL as everywhere here; APScheduler commits each change by itself."""
    engine = create_engine(f"sqlite:///{folder / 'jobs.db'}")
    event.listen(engine, "connect", _set_durable)
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone="UTC"
    )
    scheduler.start(paused=True)
    numbers = range(sizes.jobs)

    def add() -> None:
        for number in numbers:
            scheduler.add_job(
                look_at, "date", args=[number], id=str(number), run_date=_when(number)
            )

    def update() -> None:
        for number in numbers:
            scheduler.reschedule_job(str(number), trigger="date", run_date=_when(number + 1))

    try:
        return [_figure("added", sizes.jobs, add), _figure("moved", sizes.jobs, update)]
    finally:
        scheduler.shutdown(wait=False)
        engine.dispose()


def look_at(number: int) -> None:
    """What such a job would call; none is run here."""


def _figure(what: str, jobs: int, work: Callable[[], None]) -> Figure:
    return figure(f"one APScheduler job a member, {what}", jobs / seconds_of(work), "jobs/s")


def _when(number: int) -> datetime:
    return NOW + timedelta(days=3650, seconds=number)


def _set_durable(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
