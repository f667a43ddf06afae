"""Makes the fictional organisation: its configuration, its keys, its database, its roster, its
supporters. What is there already is left as it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import ORGANISATION
from bot.cli.demo.cast import SUPPORTERS, TURN_OVER, Vetted, on_call_in_week_of, telephone
from bot.cli.demo.portraits import portrait
from bot.config.loading import Loaded
from bot.control.importing import apply, compare
from bot.control.office import LedgerOffice, Turn
from bot.flows.vetting import approve, put_on_call, set_training
from bot.model.supporters import OnCall
from bot.photos import PhotoUnfit, square_png
from bot.ports import Ledger, Work
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from bot.setting import Setting
from storage.creation import prepare
from storage.engine import open_engine
from storage.key_file import KeyFile

#: The story has been going on for so long when the page is opened.
STORY = timedelta(weeks=6)
TRAINED_FOR = timedelta(days=400)


def make_keys_and_database(loaded: Loaded, now: datetime) -> None:
    """Raises what storage raises, in words that say what to do."""
    place = loaded.config.keys.file
    assert place is not None
    keys = KeyFile.load(place) if place.exists() else KeyFile.create(place, [ORGANISATION])
    engine = open_engine(loaded.config.database.path)
    try:
        prepare(engine, keys, fictional=True, now=now)
    finally:
        engine.dispose()


def import_roster(ledger: Ledger, setting: Setting) -> None:
    """The roster that ships with the program, by the same way as any other."""
    content = files("bot.roster").joinpath("fictional.csv").read_bytes()
    rows = read_roster(content, Known.of(setting.config, setting.texts.languages()))
    if isinstance(rows, Mistakes):
        raise AssertionError(f"the fictional roster has mistakes: {rows}")
    office = LedgerOffice(ledger, setting, Turn())
    try:
        found = compare(rows, office, _untold)
        assert not isinstance(found, Mistakes)
        apply(found, office, _untold)
    finally:
        office.close()


def vet_supporters(work: Work, setting: Setting) -> None:
    """Approved and trained, and each with an entry in the directory, with a picture."""
    until = (work.now + TRAINED_FOR).date()
    for place, vetted in enumerate(SUPPORTERS):
        approve(vetted.number, work, setting)
        set_training(vetted.number, until, work, setting)
        _show_entry(vetted, place, work)


def keep_on_call(work: Work, zone: str, weeks: int) -> None:
    """The rota: one supporter a week, in turn, from Monday to Monday, by the change of shifts."""
    today = work.now.astimezone(ZoneInfo(zone)).date()
    # A week back: the early hours of a Monday belong to the turn before.
    for week in range(-1, weeks):
        monday = today + timedelta(weeks=week, days=-today.weekday())
        number = on_call_in_week_of(monday)
        period = OnCall(_begins(monday, zone), _begins(monday + timedelta(weeks=1), zone))
        if period.end > work.now:
            put_on_call(number, period, telephone(number), work)


def _begins(day: date, zone: str) -> datetime:
    return datetime.combine(day, TURN_OVER, ZoneInfo(zone)).astimezone(UTC)


def _show_entry(vetted: Vetted, place: int, work: Work) -> None:
    person = work.people.by_numbers([vetted.number])[vetted.number]
    supporter = work.supporters.get(person)
    assert supporter is not None
    png = square_png(portrait(work.people.get(person).roster.name, place))
    assert not isinstance(png, PhotoUnfit)
    entry = replace(vetted.entry, photo=work.pictures.add(person, png))
    work.supporters.save(replace(supporter, shown=entry))


def _untold(done: int, of: int) -> None:
    """Nobody watches sixty rows."""


def example_configuration() -> Path:
    """`config.example.yaml`: beside the packages in a checkout, inside `bot` in a wheel."""
    root = Path(str(files("bot")))
    beside, inside = root.parent / "config.example.yaml", root / "config.example.yaml"
    return beside if beside.exists() else inside
