"""The commands: what they print, where, and with which exit code."""

import csv
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import Result

from bot.cli.errors import in_words
from bot.cli.main import COMMANDS, platforms_with_commands
from bot.config.platforms import installed_platform
from bot.control.socket_path import socket_path
from bot.model.people import PersonState
from bot.model.quarters import Quarter
from bot.ports import CommitUnknown, Work
from bot.reports.figures import Tally, figures_of
from bot.reports.folding import Group, Plan
from bot.system_clock import SystemClock
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.opening import open_ledger
from storage.pool import UNKNOWN
from storage.unit_of_work import as_stored
from storage.vault import Vault
from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.control.conftest import Imports
from tests.bot.control.running import Running
from tests.bot.roster.conftest import csv_of, person
from tests.storage_fixtures import ReadyLedger, SetClock

T = TypeVar("T")

ROOT = Path(__file__).parents[3]


def in_ledger(folder: Path, flow: Callable[[Work], T]) -> T:
    vault = Vault(1, KeyFile.load(folder / "tailboard.keys").for_organisation(1))
    journal = JournalFile(folder / "tailboard.journal")
    with open_ledger(folder / "tailboard.db", vault, SystemClock(), journal) as ledger:
        return ledger.submit(flow).result()


def roster(folder: Path, *lines: str) -> str:
    (folder / "roster.csv").write_bytes(csv_of(*lines))
    return "roster.csv"


def refused(result: Result, *words: str) -> None:
    """Told on standard error alone, as a mistake of the user's."""
    assert result.exit_code == 2, result.output
    said = " ".join(result.stderr.split())
    for word in words:
        assert word in said
    assert "Traceback" not in result.output


# All of them


def test_help_is_narrow_and_imports_no_command() -> None:
    code = (
        "import sys; from bot.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'pydantic', 'cryptography', 'yaml', 'fluent'}\n"
        "heavy = (heavy | {'aiohttp', 'adapters'}) & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    for name in (*COMMANDS, "slack"):
        assert f"  {name} " in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        *([name] for name in COMMANDS),
        ["keys", "init"],
        *(["supporters", name] for name in ("list", "approve", "suspend", "training", "on-call")),
    ],
)
def test_every_command_explains_itself(tailboard: Tailboard, command: list[str]) -> None:
    result = tailboard(*command, "--help")
    assert result.exit_code == 0
    assert all(len(line) <= 80 for line in result.output.splitlines())


def test_a_platform_is_listed_where_it_has_commands_and_nowhere_else(tailboard: Tailboard) -> None:
    """By the name of its folder, before its registration is asked."""
    folders = [spec.parent.name for spec in (ROOT / "adapters").glob("*/__init__.py")]
    registered = [name for name in folders if _commands_of(name)]
    assert sorted(registered) == platforms_with_commands()
    for name in registered:
        about = f"Commands of the platform {name}."
        assert about in tailboard("--help").output
        assert about in tailboard(name, "--help").output


def _commands_of(name: str) -> int:
    registration = installed_platform(name)
    assert registration is not None
    return len(registration.commands)


def test_what_is_said_of_a_command_is_what_it_says_of_itself(tailboard: Tailboard) -> None:
    for name in ("check", "keys", "migrate", "import", "invite", "plan", "supporters"):
        about = COMMANDS[name][2]
        assert about in " ".join(tailboard(name, "--help").output.split())


def test_an_unknown_command_is_a_mistake(tailboard: Tailboard) -> None:
    refused(tailboard("eraze"), "No such command")


def test_the_configuration_may_be_named(tailboard: Tailboard, folder: Path) -> None:
    (folder / "config.yaml").rename(folder / "other.yaml")
    refused(tailboard("check"), "There is no configuration at config.yaml", "--config")
    assert tailboard("check", "--config", "other.yaml").exit_code == 0


# check


def test_check_finds_every_mistake(tailboard: Tailboard, folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG.replace("zone:", "zoone:") + "rythm: {}\n")
    refused(
        tailboard("check"),
        "config.yaml: 3 mistakes",
        "line 1: organisation.zone: is required",
        "line 3: organisation.zoone: is not a key here; did you mean zone?",
        "line 10: rythm: is not a key here; did you mean rhythm?",
    )


def test_check_reads_the_calendars(tailboard: Tailboard, folder: Path) -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260301T070000\nEND:VEVENT\nEND:VCALENDAR\n"
    (folder / "a.ics").write_text(text)
    calendars = "  medics: {calendars: {A: a.ics, B: b.ics}}\n"
    (folder / "config.yaml").write_text(CONFIG + calendars)
    refused(
        tailboard("check"),
        "config.yaml: 2 mistakes",
        "line 10: rotations.medics.calendars.A:",
        "line 2: the entry has no end, or ends before it starts",
        "line 10: rotations.medics.calendars.B:",
        "b.ics cannot be read: No such file or directory",
    )
    refused(tailboard("plan", "--people", "10"), "a.ics:", "line 2: the entry has no end")
    for name in ("a", "b"):
        (folder / f"{name}.ics").write_text(text.replace("000\n", "000\nDURATION:PT24H\n"))
    assert tailboard("check").exit_code == 0
    shown = tailboard("check", "--show").stdout
    assert f"A: {folder}/a.ics" in shown


def test_check_says_what_is_left_to_do(tailboard: Tailboard, folder: Path) -> None:
    result = tailboard("check")
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "config.yaml has no mistakes." in said
    assert "names no platform yet" in said
    assert "no date says when these were last called: Emergency, Crisis line." in said
    assert "tailboard keys init" in said


def test_check_misses_secrets_and_languages(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = CONFIG.replace("America/Chicago", "America/Chicago\n  language: tlh")
    (folder / "config.yaml").write_text(text + "database: {url: {env: TB_URL}}\n")
    monkeypatch.delenv("TB_URL", raising=False)
    refused(
        tailboard("check"),
        "database.url: the environment variable TB_URL is not set",
        "line 4: organisation.language: there are texts in en",
        "line 11: database.url",
    )


def test_check_says_everything_in_one_go(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is judged of this machine is judged beside mistakes of the file."""
    monkeypatch.delenv("TB_URL", raising=False)
    monkeypatch.setenv("NOTICE", "the pager")
    (folder / "broken.keys").write_text("{}")
    (folder / "broken.keys").chmod(0o600)
    (folder / "config.yaml").write_text(
        CONFIG.replace("zone:", "zoone:")
        + "clinician: {name: Dr, notice: {env: NOTICE}}\n"
        + "database: {url: {env: TB_URL}}\n"
        + "keys: {file: broken.keys}\n"
        + "alarm: {command: [page-nobody-at-all], environment: [NOT_SET_HERE]}\n"
        + "health: {port: many}\n"
    )
    refused(
        tailboard("check"),
        "config.yaml: 8 mistakes",
        "line 1: organisation.zone: is required",
        "line 3: organisation.zoone: is not a key here; did you mean zone?",
        "line 10: clinician.notice: no address that Apprise knows",
        "line 11: database.url: the environment variable TB_URL is not set",
        "line 12: keys.file: ",
        "line 13: alarm.command: there is no such command here",
        "line 13: alarm.environment: the environment variable NOT_SET_HERE is not set",
        "line 14: health.port: write a whole number",
    )


def test_the_role_of_reports_is_asked_of_the_database(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.yaml").write_text(CONFIG + "database: {reports_role: readers}\n")
    refused(tailboard("check"), "database.reports_role: roles are PostgreSQL's")
    role = "database: {url: {env: TB_URL}, reports_role: readers}\n"
    (folder / "config.yaml").write_text(CONFIG + role)
    monkeypatch.setenv("TB_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert tailboard("check").exit_code == 0
    refused(tailboard("check", "--online"), "PostgreSQL server of database.url does not answer")


def test_the_keys_may_come_from_a_command(tailboard: Tailboard, folder: Path) -> None:
    keys = "keys: {command: [cat, tailboard.keys, --], environment: [NOT_SET_HERE]}\n"
    (folder / "config.yaml").write_text(CONFIG + keys)
    refused(
        tailboard("check"),
        "keys.environment: the environment variable NOT_SET_HERE is not set",
    )
    (folder / "config.yaml").write_text(CONFIG + keys.replace(", environment: [NOT_SET_HERE]", ""))
    shown = tailboard("check", "--show")
    assert "(hidden: what cat prints)" in shown.stdout
    assert "--" not in shown.stdout
    refused(tailboard("keys", "init"), "takes the keys from a command (cat)", "--file PATH")
    refused(tailboard("keys", "hand-over", "--to", "first"), "come from a command (cat)")
    assert tailboard("check").exit_code == 0  # it is not run for that
    refused(tailboard("check", "--online"), "The command that prints the keys (cat) failed")
    assert tailboard("keys", "init", "--file", "tailboard.keys").exit_code == 0
    assert "prints the keys" in tailboard("check", "--online").stdout
    assert tailboard("migrate").exit_code == 0
    (folder / "config.yaml").write_text(CONFIG + "keys: {command: [no-such-program]}\n")
    refused(tailboard("check"), "keys.command: there is no such command here to run")


def test_check_tells_which_language_the_limits_lack(tailboard: Tailboard, folder: Path) -> None:
    (folder / "config.yaml").write_text(
        CONFIG.replace("America/Chicago", "America/Chicago\n  language: es")
    )
    result = tailboard("check")
    assert result.exit_code == 0
    assert "limits_of_confidentiality has no text in es" in result.stdout


def test_check_misses_an_address_that_nobody_hears_by(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.yaml").write_text(
        CONFIG + "clinician: {name: Dr, phone: 5, notice: {env: NOTICE}}\n"
    )
    monkeypatch.setenv("NOTICE", "the pager")
    refused(tailboard("check"), "clinician.notice: no address that Apprise knows")
    monkeypatch.setenv("NOTICE", "json://127.0.0.1")
    assert tailboard("check").exit_code == 0


def test_show_prints_what_is_in_force(
    tailboard: Tailboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tailboard("check", "--show")
    assert "cadence_days: 28" in result.stdout
    assert result.exit_code == 0


def test_a_real_platform_refuses_the_sample(tailboard: Tailboard, folder: Path) -> None:
    example = (ROOT / "config.example.yaml").read_text()
    (folder / "config.yaml").write_text(example)
    result = tailboard("check")
    assert result.exit_code == 0, result.output
    assert "local workspace" in result.stdout


# keys and migrate


def test_keys_are_made_once_for_this_user_alone(tailboard: Tailboard, folder: Path) -> None:
    result = tailboard("keys", "init")
    assert result.exit_code == 0
    assert "copy of it apart from the database" in " ".join(result.stdout.split())
    path = folder / "tailboard.keys"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    refused(tailboard("keys", "init"), "is not overwritten")
    assert path.read_bytes() == before


def test_keys_for_a_variable_are_written_where_one_says(
    tailboard: Tailboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.yaml").write_text(CONFIG + "keys: {env: TB_KEYS}\n")
    refused(tailboard("keys", "init"), "TB_KEYS", "--file")
    assert tailboard("keys", "init", "--file", "new.keys").exit_code == 0
    monkeypatch.setenv("TB_KEYS", (folder / "new.keys").read_text())
    assert tailboard("migrate").exit_code == 0
    assert tailboard("supporters", "list").exit_code == 0


def test_without_keys_and_without_a_database_nothing_starts(tailboard: Tailboard) -> None:
    refused(tailboard("migrate"), "There is no key file", "tailboard keys init")
    tailboard("keys", "init")
    refused(tailboard("supporters", "list"), "run `tailboard migrate`")


def test_another_key_file_is_refused(ready: Tailboard, folder: Path) -> None:
    (folder / "tailboard.keys").unlink()
    ready("keys", "init")
    refused(ready("supporters", "list"), "key")


def test_a_journal_that_was_lost_stops_everything_until_a_new_one_is_begun(
    ready: Tailboard, folder: Path
) -> None:
    refused(ready("migrate", "--new-journal"), "There is a journal at", "used as it is")
    (folder / "tailboard.journal").unlink()
    refused(ready("supporters", "list"), "There is no journal at", "docs/operating.md")
    begun = ready("migrate", "--new-journal")
    assert begun.exit_code == 0
    assert "must not be put back" in begun.stdout
    assert ready("supporters", "list").exit_code == 0


def test_migrate_may_be_repeated_and_is_on_record(ready: Tailboard, folder: Path) -> None:
    again = ready("migrate")
    assert (again.exit_code, again.stdout) == (0, "The database was up to date already.\n")
    kinds = in_ledger(folder, lambda work: [e.kind for e, _ in as_stored(work).audit.entries(0, 9)])
    assert kinds == ["database made ready"]


def test_a_locked_database_is_refused_in_words(ready: Tailboard, folder: Path) -> None:
    from storage.run_lock import RunLock

    lock = RunLock.take(folder / "tailboard.db")
    refused(ready("supporters", "list"), "in use by another tailboard process")
    lock.release()
    assert ready("supporters", "list").exit_code == 0


# import


def test_an_import_shows_the_difference_and_applies_it(ready: Tailboard, folder: Path) -> None:
    result = ready("import", roster(folder, person("1"), person("2", supervisor="1")))
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "What this file would change\n"
        "  New: 2 people\n"
        "  Without an account, so not written to: 2 people\n"
        "  One new station (Station 1)\n"
        "  Nobody in the file is a coordinator.\n"
        "The roster is up to date.\n"
    )
    assert in_ledger(folder, lambda work: work.people.count(PersonState.ROSTER)) == 2


def test_an_import_tells_of_accounts_on_no_platform_and_of_a_budget_too_small(
    ready: Tailboard, folder: Path
) -> None:
    people = [person(str(n), account=f"slack:T1:U{n}") for n in range(60)]
    (folder / "config.yaml").write_text(CONFIG + "rhythm: {daily_budget: 2}\n")
    result = ready("import", roster(folder, *people), "--dry-run")
    said = " ".join(result.stdout.split())
    assert (
        "60 accounts name slack, which the configuration does not have: nobody can be written to"
        " there"
    ) in said
    assert "The daily budget is 2, too small for a roster of 60" in said
    assert "4 would do" in said
    again = ready("import", roster(folder, *people))
    assert "60 accounts name slack" in " ".join(again.stdout.split())
    told = ready("import", roster(folder, *people))
    assert "Nothing would change" in told.stdout
    assert "4 would do" in " ".join(told.stdout.split())


def test_a_dry_run_changes_nothing(ready: Tailboard, folder: Path) -> None:
    result = ready("import", roster(folder, person("1")), "--dry-run")
    assert result.exit_code == 0
    assert "New: one person" in result.stdout
    assert "dry run" in result.stdout
    assert in_ledger(folder, lambda work: work.people.count(PersonState.ROSTER)) == 0


def test_a_bad_file_changes_nothing(ready: Tailboard, folder: Path) -> None:
    file = roster(folder, person("1", rotation="engines", shift="Z"), person("2", zone="Chicago"))
    refused(
        ready("import", file),
        "The file has 2 mistakes, so nothing was changed.",
        "Row 2, shift: the rotation engines has the shifts A, B, C",
        "Row 3, zone: “Chicago” is not a time zone; did you mean America/Chicago?",
    )
    assert in_ledger(folder, lambda work: work.people.count(PersonState.ROSTER)) == 0
    refused(ready("import", "none.csv"), "none.csv", "No such file")


def test_more_than_ten_leavers_need_confirm(ready: Tailboard, folder: Path) -> None:
    everyone = [person(str(n)) for n in range(12)]
    assert ready("import", roster(folder, *everyone)).exit_code == 0
    file = roster(folder, everyone[0])
    refused(ready("import", file), "11 people would be marked as left", "--confirm")
    assert in_ledger(folder, lambda work: work.people.count(PersonState.ROSTER)) == 12
    assert ready("import", file, "--dry-run").exit_code == 0
    assert ready("import", file, "--confirm").exit_code == 0
    assert in_ledger(folder, lambda work: work.people.count(PersonState.LEFT)) == 11


def test_a_command_of_which_nobody_knows_whether_it_was_done_says_so() -> None:
    told = in_words(CommitUnknown(UNKNOWN, None))
    assert told is not None
    assert told.exit_code == 1
    assert told.message.startswith("The connection to the database was lost as the change was")
    assert "not known whether it was: look with tailboard supporters list" in told.message


# invite and supporters


def test_a_station_is_invited_once(ready: Tailboard, folder: Path) -> None:
    ready("import", roster(folder, person("1"), person("2"), person("3", station="Station 2")))
    result = ready("invite", "--station", "Station 1", "--station", "Station 2")
    assert result.stdout == (
        "Station 1 (2 people) is invited.\nStation 2 (one person) is invited.\n"
    )
    again = ready("invite", "--station", "Station 1")
    assert "was invited before" in again.stdout
    refused(ready("invite", "--station", "Staton 1"), "did you mean Station 1?")
    refused(ready("invite", "--station", "Zzz"), "there are Station 1, Station 2")
    refused(ready("invite"), "--station")

    def invited(work: Work) -> set[str]:
        return {each.name for each in work.stations.all() if each.invited_at}

    assert in_ledger(folder, invited) == {"Station 1", "Station 2"}


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (30, ""),
        (
            5,
            "rhythm.daily_budget is 5, and the check-ins of the others share it: these invitations"
            " go out over about 10 days.",
        ),
        (
            1,
            "rhythm.daily_budget is 1, too small for a roster of 60: nobody can say when the last"
            " of them has theirs. 4 would do.",
        ),
    ],
)
def test_an_invitation_says_over_how_many_days_a_small_budget_spreads_it(
    ready: Tailboard, folder: Path, budget: int, said: str
) -> None:
    """Of 40 in two stations, beside 20 others."""
    (folder / "config.yaml").write_text(CONFIG + f"rhythm: {{daily_budget: {budget}}}\n")
    stations = ["Station 1", "Station 2", "Station 3"]
    ready("import", roster(folder, *(person(str(n), station=stations[n % 3]) for n in range(60))))
    names = ("--station", stations[0], "--station", stations[1])
    told = ready("invite", *names).stdout.splitlines()
    assert " ".join(" ".join(told[2:]).split()) == said
    assert "days" not in ready("invite", *names).stdout, "nobody is invited twice"


def test_a_supporter_is_approved_trained_and_put_on_call(ready: Tailboard, folder: Path) -> None:
    ready("import", roster(folder, person("7", role="supporter"), person("8")))
    assert ready("supporters", "list").stdout == (
        "7  Person 7, Station 1: not approved yet, no training on record\n"
    )
    assert "approved, no training" in ready("supporters", "approve", "7").stdout
    assert "trained until 2099-01-31" in (
        ready("supporters", "training", "7", "--until", "2099-01-31").stdout
    )
    assert "training ended 2001-01-31" in (
        ready("supporters", "training", "7", "--until", "2001-01-31").stdout
    )
    on_call = (
        "supporters",
        "on-call",
        "7",
        "--from",
        "2098-03-07T19:00",
        "--until",
        "2098-03-08T07:00",
    )
    unwoken = ready(*on_call)
    assert "on call 2098-03-07 19:00 to 2098-03-08 07:00, cannot be woken" in (
        " ".join(unwoken.stdout.split())
    )
    assert "They cannot be woken" in unwoken.stderr
    (folder / "wake").write_text("json://127.0.0.1\n")
    woken = ready(*on_call, "--wake-from", "wake")
    assert "cannot be woken" not in woken.output
    assert "127.0.0.1" not in woken.output
    assert "suspended" in ready("supporters", "suspend", "7").stdout
    assert "on call" not in ready("supporters", "on-call", "7", "--off").stdout

    def kept(work: Work) -> str:
        (supporter,) = work.supporters.all()
        return supporter.wake_url

    assert in_ledger(folder, kept) == "json://127.0.0.1"


def test_the_url_may_be_asked_for_and_is_not_shown(ready: Tailboard, folder: Path) -> None:
    ready("import", roster(folder, person("7", role="supporter")))
    result = ready(
        *("supporters", "on-call", "7", "--wake-ask"),
        *("--from", "2098-03-07T19:00", "--until", "2098-03-08T07:00"),
        said="json://secret\n",
    )
    assert result.exit_code == 0
    assert "secret" not in result.output


def test_on_call_is_by_the_clock_of_the_organisation(ready: Tailboard, folder: Path) -> None:
    ready("import", roster(folder, person("7", role="supporter")))
    ready("supporters", "on-call", "7", "--from", "2098-07-01 19:00", "--until", "2098-07-02 07:00")

    def starts(work: Work) -> datetime:
        (supporter,) = work.supporters.all()
        return supporter.on_call[0].start

    assert in_ledger(folder, starts) == datetime(2098, 7, 2, 0, 0, tzinfo=UTC)


FUTURE = ("--from", "2098-01-01T00:00", "--until", "2098-01-02T00:00")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("approve", "8"), "8 is not a supporter on the roster"),
        (("approve", "9"), "Nobody on the roster has the number 9"),
        (("training", "7", "--until", "soon"), "write a day like 2026-01-31"),
        (("on-call", "7", "--from", "soon"), "write a day and time like 2026-01-31T19:00"),
        (("on-call", "7"), "Give --from and --until, or --off"),
        (
            ("on-call", "7", "--from", "2098-01-02T00:00", "--until", "2098-01-01T00:00"),
            "The end has to come after the start",
        ),
        (
            ("on-call", "7", "--from", "2001-01-01T00:00", "--until", "2001-01-02T00:00"),
            "and after now",
        ),
        (
            ("on-call", "7", *FUTURE, "--wake-from", "nowhere"),
            "Error: The file nowhere cannot be read",
        ),
        (
            ("on-call", "7", *FUTURE, "--wake-from", "config.yaml"),
            "no address that Apprise knows",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    ready: Tailboard, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    ready("import", roster(folder, person("7", role="supporter"), person("8")))
    refused(ready("supporters", *arguments), words)


# Beside a running process


@pytest.fixture
def running(ready: Tailboard, folder: Path) -> Iterator[Running]:
    """The ledger is open in another thread, with the control server beside it, as in `run`."""
    keys = KeyFile.load(folder / "tailboard.keys")
    vault, clock = Vault(1, keys.for_organisation(1)), SetClock(datetime(2026, 3, 2, tzinfo=UTC))
    where, journal = folder / "tailboard.db", JournalFile(folder / "tailboard.journal")
    with open_ledger(where, vault, clock, journal) as ledger:
        there = ReadyLedger(ledger, where, clock, keys, vault, journal)
        process = Running(Imports(there), socket_path(where))
        yield process
        process.close()


def test_commands_go_to_the_running_process(
    running: Running, ready: Tailboard, folder: Path
) -> None:
    many = [person(str(n), role="supporter" if n == 7 else "") for n in range(120)]
    file = roster(folder, *many)
    result = ready("import", file)
    assert result.exit_code == 0, result.output
    assert "New: 120 people" in result.stdout
    assert "Nothing would change" in ready("import", file).stdout
    assert "120 people) is invited" in ready("invite", "--station", "Station 1").stdout
    assert "approved" in ready("supporters", "approve", "7").stdout
    refused(ready("supporters", "approve", "8"), "8 is not a supporter on the roster")
    refused(ready("import", roster(folder, many[0])), "119 people would be marked as left")


def test_what_needs_the_database_alone_is_refused_while_a_process_runs(
    running: Running, ready: Tailboard
) -> None:
    assert ready("migrate").stdout == "The database was up to date already.\n"
    running.stop()  # it holds the database still, and takes no commands
    refused(ready("supporters", "list"), "in use by another tailboard process")


# report


def test_report_shows_what_was_published_and_nothing_before(
    tailboard: Tailboard, folder: Path
) -> None:
    assert tailboard("keys", "init").exit_code == 0
    assert tailboard("migrate").exit_code == 0
    assert "There is no report yet" in tailboard("report").output
    quarter, plan = Quarter(2026, 1), Plan(2026, 5, (Group(("=Station 1",)), Group(("B",))))

    def publish(work: Work) -> None:
        work.report_quarters.begin(quarter, plan)
        work.report_quarters.open(quarter, (30, 30))
        tallies = (Tally(20, 12, 3, 0, 6, 0), Tally())
        work.report_quarters.release(figures_of(quarter, plan, (30, 30), tallies), b"")

    in_ledger(folder, publish)
    said = tailboard("report").output
    assert "2026-Q1, B" in said
    assert "A bit worn: 10" in said
    result = tailboard("report", "--csv")
    assert result.exit_code == 0
    heading, first, second = csv.reader(StringIO(result.output))
    assert heading[:3] == ["Quarter", "Group", "A bit worn"]
    assert first[:6] == ["2026-Q1", "'=Station 1", "10", "<5", "<5", "5"]
    assert first[7:] == ["<5", "<5", "<5", "", "", ""]
    assert second[2:] == ["<5", "<5", "<5", "<5", "under half", "", "", "", "", "", ""]


def test_an_import_that_leaves_hardly_a_choice_names_a_second_coordinator(
    tailboard: Tailboard, folder: Path
) -> None:
    assert tailboard("keys", "init").exit_code == 0
    assert tailboard("migrate").exit_code == 0
    peers = [person(str(n), role="supporter") for n in (11, 12, 13)]
    both = (person("1", role="coordinator"), *peers)
    tailboard("import", roster(folder, *both, person("2")))
    for number in ("11", "12", "13"):
        assert tailboard("supporters", "approve", number).exit_code == 0
    narrow = roster(folder, *both, person("2", supervisor="12"))
    refused(tailboard("import", narrow), "Two coordinators have to agree")
    assert tailboard("import", narrow, "--dry-run").exit_code == 0
    refused(tailboard("import", narrow, "--agreed-by", "2"), "2 is no coordinator in the file")
    assert tailboard("import", narrow, "--agreed-by", "1").exit_code == 0
    assert "agreed by 1" in " ".join(tailboard("audit", "show").output.split())
