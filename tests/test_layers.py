"""The contracts between the layers hold, and each of them can be broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("bot", "adapters", "scheduler", "storage", "prompts")

#: (the file that trespasses, what it imports, the contract that says so)
TRESPASSES = [
    ("bot/intruder_storage.py", "storage", "bot imports no outer layer"),
    ("bot/intruder_scheduler.py", "scheduler", "bot imports no outer layer"),
    ("bot/model/intruder_adapter.py", "adapters.local", "bot imports no outer layer"),
    ("adapters/local/intruder_storage.py", "storage", "adapters, scheduler and storage never"),
    ("scheduler/intruder_adapters.py", "adapters", "adapters, scheduler and storage never"),
    ("storage/intruder_scheduler.py", "scheduler", "adapters, scheduler and storage never"),
    ("bot/intruder_app.py", "bot.app", "nothing imports bot.app"),
    ("scheduler/intruder_app.py", "bot.app", "nothing imports bot.app"),
    ("bot/intruder_cli.py", "bot.cli.intruded", "nothing imports bot.cli"),
    ("storage/intruder_cli.py", "bot.cli.intruded", "nothing imports bot.cli"),
    ("bot/rules/intruder_flows.py", "bot.flows.looking", "what decides and what renders"),
    ("bot/rendering/intruder_flows.py", "bot.flows.looking", "what decides and what renders"),
    ("bot/rules/intruder_clock.py", "time", "what decides has no database, no clock"),
    ("bot/rules/intruder_program_clock.py", "bot.system_clock", "what decides has no database"),
    ("bot/routing/intruder_chance.py", "random", "what decides has no database, no clock"),
    ("bot/routing/intruder_ports.py", "bot.ports", "what decides has no database, no clock"),
    ("bot/reports/intruder_ports.py", "bot.ports", "what decides has no database, no clock"),
    ("storage/published/intruder_tables.py", "storage.tables", "what reads reports cannot"),
    ("storage/published/intruder_people.py", "storage.people", "what reads reports cannot"),
    ("bot/flows/intruder_chance.py", "secrets", "what renders and what answers is given"),
    ("bot/rendering/intruder_clock.py", "time", "what renders and what answers is given"),
    ("bot/intruder_sqlalchemy.py", "sqlalchemy", "SQLAlchemy lives in storage"),
    ("scheduler/intruder_sqlalchemy.py", "sqlalchemy", "SQLAlchemy lives in storage"),
    ("adapters/local/intruder_sqlalchemy.py", "sqlalchemy", "SQLAlchemy lives in storage"),
    ("prompts/intruder_sqlalchemy.py", "sqlalchemy", "SQLAlchemy lives in storage"),
    ("bot/intruder_apscheduler.py", "apscheduler", "APScheduler lives in scheduler"),
    ("storage/intruder_apscheduler.py", "apscheduler", "APScheduler lives in scheduler"),
    ("adapters/intruder_apscheduler.py", "apscheduler", "APScheduler lives in scheduler"),
    ("prompts/intruder_bot.py", "bot.messages", "prompts imports none of the others"),
    ("adapters/intruded/__init__.py", "adapters.local", "a platform's folder imports no other"),
    ("storage/intruder_tests.py", "tests", "the program does not import its tests"),
]


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def trespassed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of a copy of the program with every trespass in it, by contract."""
    tree = tmp_path_factory.mktemp("trespassed")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for layer in LAYERS:
        shutil.copytree(ROOT / layer, tree / layer, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "bot/cli/intruded.py").touch()
    for file, imported, _ in TRESPASSES:
        (tree / file).parent.mkdir(exist_ok=True)
        (tree / file).write_text(f"import {imported}\n")
    answer = lint_imports(tree)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    _, _, broken = answer.stdout.partition("Broken contracts")
    return _by_contract(broken)


def _by_contract(report: str) -> dict[str, str]:
    """Split the report at its headings, which are underlined."""
    lines = report.splitlines()
    starts = [i for i in range(len(lines) - 1) if lines[i] and lines[i + 1] == "-" * len(lines[i])]
    ends = [*starts[1:], len(lines)]
    return {lines[s]: "\n".join(lines[s + 2 : e]) for s, e in zip(starts, ends, strict=True)}


def test_the_layers_hold() -> None:
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("file", "imported", "contract"), TRESPASSES)
def test_a_trespass_is_named_by_its_contract(
    trespassed: dict[str, str], file: str, imported: str, contract: str
) -> None:
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    said = [text for name, text in trespassed.items() if name.startswith(contract)]
    assert len(said) == 1, trespassed.keys()
    assert f"{module} -> {imported} " in said[0]


def test_no_folder_is_hidden_from_the_contracts() -> None:
    """import-linter sees packages only: a folder without `__init__.py` could import anything."""
    folders = {file.parent for layer in LAYERS for file in (ROOT / layer).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_a_platforms_library_is_imported_with_its_adapter_alone() -> None:
    """Each costs memory and time to start: discord.py 17 MB and 0.4 s."""
    code = (
        "import sys, bot.app, adapters.local, adapters.local.room\n"
        "strange = {'aiohttp', 'discord', 'slack_bolt', 'slack_sdk'} & set(sys.modules)\n"
        "sys.exit(f'imported: {strange}' if strange else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
