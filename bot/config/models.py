"""The configuration as pydantic models. Unknown keys are errors; floors and ceilings are here and
cannot be configured away. Defaults and numbers are from the field's guidelines (docs/)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from bot.config.part import Amiss, Part
from bot.reports.folding import LEAST_SHOWN, MOST_FLOOR, Partition
from bot.rota.config import RotationConfig, ZoneName
from prompts.library import languages_there_are

#: Minutes.
A_DAY = 24 * 60
#: Nobody waits for longer than a week before something moves on.
LONGEST_DEADLINE = 7 * A_DAY


def _spoken(language: str) -> str:
    known = languages_there_are()
    if language not in known:
        raise ValueError(f"there are texts in {', '.join(known)} only")
    return language


class LineKind(StrEnum):
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    EVERYDAY = "everyday"


class LineWords(Part):
    """A line's words in one more language; what is not given stands as above it."""

    name: str = Field(default="", max_length=60)
    text: str = Field(default="", max_length=60)
    hours: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=160)


class Line(Part):
    """A place to turn to. The organisation's own come before the country's.

    Its words stand in one language, whichever that is, and in each of the others by its name.
    """

    name: str = Field(min_length=1, max_length=60)
    kind: LineKind
    phone: str = Field(default="", max_length=30)
    text: str = Field(default="", max_length=60, description="how to reach it by text message")
    chat: str = Field(default="", max_length=120)
    hours: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=160)
    en: LineWords = LineWords()
    es: LineWords = LineWords()
    fr: LineWords = LineWords()
    checked_on: date | None = Field(default=None, description="when somebody here last called it")

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        if not any(given.get(way) for way in ("phone", "text", "chat")):
            yield (), "needs a phone, a text or a chat address"

    def in_language(self, language: str) -> "Line":
        """The same line, with what it has words for in that language (two letters)."""
        words = {"en": self.en, "es": self.es, "fr": self.fr}.get(language, LineWords())
        return self.model_copy(
            update={
                "name": words.name or self.name,
                "text": words.text or self.text,
                "hours": words.hours or self.hours,
                "note": words.note or self.note,
            }
        )


class LegalText(Part):
    """The organisation's own words on the limits of confidentiality, by language.

    `placeholder: true` marks a sample: the local workspace shows it, a real platform refuses it.
    """

    placeholder: bool = False
    en: str = Field(default="", max_length=3000)
    es: str = Field(default="", max_length=3000)
    fr: str = Field(default="", max_length=3000)

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        if not any(given.get(language) for language in ("en", "es", "fr")):
            yield (), "write the text in at least one language (en, es or fr)"

    def in_language(self, language: str) -> str:
        """In that language, else in the first there is."""
        return str(getattr(self, language, "")) or self.en or self.es or self.fr


class Organisation(Part):
    name: str = Field(min_length=1, max_length=80)
    bot_name: str = Field(default="Tailboard", min_length=1, max_length=35)
    zone: ZoneName
    language: Annotated[str, AfterValidator(_spoken)] = "en"
    country: str = Field(default="US", min_length=2, max_length=2)
    officer_ranks: tuple[str, ...] = ("Lieutenant", "Captain", "Battalion Chief", "Chief")


class QuietHours(Part):
    start: time = time(21, 0)
    end: time = time(8, 0)

    @model_validator(mode="after")
    def _some_of_the_day(self) -> "QuietHours":
        if (self.start.hour, self.start.minute) == (self.end.hour, self.end.minute):
            raise ValueError("start and end are the same; they have to leave some of the day")
        return self


class RhythmPolicy(Part):
    """When the program writes unasked."""

    first_hello_days: int = Field(default=1, ge=1, le=7)
    first_check_in_days: int = Field(default=14, ge=7, le=60)
    cadence_days: int = Field(default=28, ge=14, le=90)
    spread: float = Field(default=0.2, ge=0.05, le=0.4)
    least_days_between: int = Field(default=7, ge=7, le=60, description="never under seven")
    note_every: int = Field(default=3, ge=2, le=10)
    ask_less_after: int = Field(default=2, ge=1, le=10)
    ask_less_every: int = Field(default=3, ge=2, le=10)
    quiet: QuietHours = QuietHours()
    daily_budget: int = Field(default=500, ge=1, le=1_000_000)
    invitation_reminder_days: int = Field(default=14, ge=14, le=60)
    yellow_check_back_days: int = Field(default=14, ge=7, le=30)
    orange_check_back_days: int = Field(default=3, ge=1, le=14)


class Ladder(Part):
    """Deadlines of one urgency: until others are asked too, until coordinators hear that someone
    is waiting, for the member's yes, and until an accepted but silent one is asked about."""

    offer_minutes: int = Field(ge=1, le=LONGEST_DEADLINE)
    waiting_minutes: int = Field(ge=1, le=LONGEST_DEADLINE)
    yes_minutes: int = Field(ge=1, le=LONGEST_DEADLINE)
    silent_minutes: int = Field(ge=1, le=LONGEST_DEADLINE)


class NowLadder(Ladder):
    """Everyone is asked after five minutes and coordinators hear after fifteen, at the latest."""

    offer_minutes: int = Field(default=5, ge=1, le=5)
    waiting_minutes: int = Field(default=15, ge=1, le=15)
    yes_minutes: int = Field(default=10, ge=1, le=LONGEST_DEADLINE)
    silent_minutes: int = Field(default=30, ge=1, le=LONGEST_DEADLINE)


class TodayLadder(Ladder):
    offer_minutes: int = Field(default=60, ge=1, le=LONGEST_DEADLINE)
    waiting_minutes: int = Field(default=4 * 60, ge=1, le=LONGEST_DEADLINE)
    yes_minutes: int = Field(default=4 * 60, ge=1, le=LONGEST_DEADLINE)
    silent_minutes: int = Field(default=4 * 60, ge=1, le=LONGEST_DEADLINE)


class WeekLadder(Ladder):
    offer_minutes: int = Field(default=A_DAY, ge=1, le=LONGEST_DEADLINE)
    waiting_minutes: int = Field(default=3 * A_DAY, ge=1, le=LONGEST_DEADLINE)
    yes_minutes: int = Field(default=A_DAY, ge=1, le=LONGEST_DEADLINE)
    silent_minutes: int = Field(default=2 * A_DAY, ge=1, le=LONGEST_DEADLINE)


class RequestPolicy(Part):
    now: NowLadder = NowLadder()
    today: TodayLadder = TodayLadder()
    week: WeekLadder = WeekLadder()
    caseload: int = Field(default=5, ge=1, le=MOST_FLOOR)
    new_a_day: int = Field(default=2, ge=1, le=10)
    follow_up_days: int = Field(default=3, ge=1, le=14)
    notice_hours: tuple[Annotated[int, Field(ge=0, le=23)], ...] = Field(
        default=(9, 17), min_length=1, description="local hours of notices for today and this week"
    )
    small_station: int = Field(default=20, ge=2, le=200)


class Secret(Part):
    """A secret, never in this file: the name of an environment variable, or a file's path."""

    env: str = ""
    file: Path | None = None

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        if bool(given.get("env")) == bool(given.get("file")):
            yield (), "give either env: NAME or file: path"


class Clinician(Part):
    """The licensed clinician outside the organisation, who hears that someone is waiting.

    `placeholder: true` marks a sample: the local workspace takes it, a real platform refuses it.
    """

    placeholder: bool = False
    name: str = Field(min_length=1, max_length=80)
    phone: str = Field(default="", max_length=30)
    notice: Secret | None = Field(default=None, description="an Apprise URL")


class Retention(Part):
    """Days. The ceilings cannot be raised (confidentiality comes first)."""

    answer: int = Field(default=30, ge=1, le=30)
    closed_request: int = Field(default=30, ge=1, le=30)
    outbox: int = Field(default=14, ge=1, le=14)
    events: int = Field(default=7, ge=7, le=14)
    cards: int = Field(default=90, ge=30, le=90)
    leaver_erased: int = Field(default=30, ge=30, le=30)
    backups: int = Field(default=30, ge=1, le=90)


class Reports(Part):
    """By what reports are divided, chosen anew as a year begins; the floor may only be raised."""

    by: Partition = Partition.AGENCY
    floor: int = Field(default=LEAST_SHOWN, ge=LEAST_SHOWN, le=MOST_FLOOR)


class Database(Part):
    """An SQLite file, or a PostgreSQL server by its URL, which stands in a secret."""

    path: Path = Path("tailboard.db")
    url: Secret | None = None
    reports_role: str = Field(
        default="", max_length=63, description="PostgreSQL: the role in which reports are read"
    )

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        if given.get("url") and given.get("path"):
            yield (), "give either path (SQLite) or url (PostgreSQL)"
        if given.get("reports_role") and not given.get("url"):
            yield ("reports_role",), "roles are PostgreSQL's (url); SQLite has none"


def _named_like_a_variable(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", name):
        raise ValueError("write the name of a variable, like PAGER_TOKEN")
    return name


VariableName = Annotated[str, AfterValidator(_named_like_a_variable)]


class KeyPlace(Part):
    """A file, or an environment variable that has what a key file holds, or a command that prints
    it: so a key management service or a hardware module may hold the keys. The command has of the
    program's environment only what a command needs anyway and the variables named here."""

    file: Path = Path("tailboard.keys")
    env: str = ""
    command: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    environment: tuple[VariableName, ...] = ()
    #: Of erasures, goodbyes and pauses: beside the key file, unless it is to be somewhere else.
    journal: Path | None = None

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        if sum(bool(given.get(way)) for way in ("file", "env", "command")) > 1:
            yield (), "give one of file: path, env: NAME and command: [program, argument, ...]"
        if given.get("environment") and not given.get("command"):
            yield ("environment",), "is for a command only"

    @property
    def is_file(self) -> bool:
        """Whether it can be written to from here."""
        return not self.env and not self.command


class Alarm(Part):
    """What to run when a request is overdue: a command and its arguments, given no content, and of
    the program's environment only what a command needs anyway and the variables named here."""

    command: tuple[str, ...] = ()
    environment: tuple[VariableName, ...] = ()


class Audit(Part):
    """Where the audit chain's head is added every day: best where nobody who runs the program can
    change what was written."""

    heads: Path | None = None


class Health(Part):
    host: str = "127.0.0.1"
    port: int = Field(default=8099, ge=0, le=65535)


#: As the roster's column `rotation` names it.
RotationName = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^;\s][^;]*$")]


class Config(Part):
    organisation: Organisation = Field(description="its name, zone and language")
    lines: tuple[Line, ...] = Field(min_length=1, description="crisis lines first")
    limits_of_confidentiality: LegalText = Field(
        description="the organisation's own text, as its counsel approved it"
    )
    clinician: Clinician | None = None
    rhythm: RhythmPolicy = RhythmPolicy()
    requests: RequestPolicy = RequestPolicy()
    rotations: dict[RotationName, RotationConfig] = Field(default_factory=dict)
    retention: Retention = Retention()
    reports: Reports = Reports()
    database: Database = Database()
    keys: KeyPlace = KeyPlace()
    alarm: Alarm = Alarm()
    health: Health = Health()
    audit: Audit = Audit()
    platforms: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="by the adapter's folder name; its own model reads it"
    )

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        kinds = _kinds_of(given.get("lines"))
        missing = [k.value for k in (LineKind.EMERGENCY, LineKind.CRISIS) if k not in kinds]
        if kinds and missing:
            words = " and one of kind ".join(missing)
            yield ("lines",), f"at least one of kind {words} is required"
        if _variables_of(given.get("keys")) & _variables_of(given.get("alarm")):
            yield ("alarm", "environment"), "the keys are no business of the alarm command's"


def _variables_of(section: Any) -> frozenset[str]:
    """The environment variables that a section names, as far as they can be known."""
    if not isinstance(section, Mapping):
        return frozenset()
    named = section.get("environment")
    passed = named if isinstance(named, list | tuple) else ()
    return frozenset(str(name) for name in (section.get("env"), *passed) if name)


def _kinds_of(lines: Any) -> frozenset[str]:
    """Of the lines that are given; none where one of them cannot be known."""
    if not isinstance(lines, list | tuple):
        return frozenset()
    named = {str(line.get("kind")) if isinstance(line, Mapping) else "" for line in lines}
    return frozenset(named) if named <= set(LineKind) else frozenset()
