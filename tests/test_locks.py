"""The locks are complete, carry hashes, and tell nothing of the machine that made them."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "build", "dev", "audit")

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
#: what asked for a package: another package, this project, or the lock that it must agree with
COMMENT = re.compile(
    r"^    # +(via( +)?)?(-c requirements/[a-z]+\.lock"
    r"|tailboard \(pyproject\.toml(:[a-z]+)?\)|[a-z0-9-]+)?$"
)


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / f"requirements/{lock}.lock").read_text().splitlines()
    found = [PIN.match(line) for line in lines]
    return {pin["name"]: pin["version"] for pin in found if pin}


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the lock that must have it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    run = project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        run = run + extra
    dev = [asked for asked in groups["dev"] if isinstance(asked, str)]
    asked_for = {
        "run": run,
        "build": groups["build"],
        "dev": run + groups["build"] + dev,
        "audit": groups["audit"],
    }
    assert project["build-system"]["requires"] == groups["build"]
    return {lock: [Requirement(text) for text in texts] for lock, texts in asked_for.items()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_reason(lock: str) -> None:
    """No address, no path, no option of pip's, and nothing without a hash."""
    lines = (ROOT / f"requirements/{lock}.lock").read_text().splitlines()
    strange = [s for s in lines if not (PIN.match(s) or HASH.match(s) or COMMENT.match(s))]
    assert strange == []
    bare = [s for s, after in itertools.pairwise(lines) if PIN.match(s) and not HASH.match(after)]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_what_the_project_asks_for(lock: str) -> None:
    locked = pins(lock)
    asked_for = wanted()[lock]
    assert asked_for
    for asked in asked_for:
        version = locked.get(canonicalize_name(asked.name))
        assert version is not None, f"{asked.name} is not locked: make lock"
        assert asked.specifier.contains(version), f"{asked} is locked at {version}: make lock"


def test_the_locks_agree() -> None:
    everything = pins("dev")
    for lock in ("run", "build"):
        assert pins(lock).items() <= everything.items()
