"""The Chromium that the end-to-end tests drive: the one that is there, else one is fetched.

`python -m tests.chromium` prints its path, and fetches it first where there is none: Debian's
package, where this is root on a machine with apt-get, else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

#: names it answers to on Debian, Ubuntu, Fedora and elsewhere, and its place on macOS
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
VARIABLE = "TAILBOARD_CHROMIUM"
#: seconds that a browser may take to say its version, on a cold and busy machine
PATIENCE = 60


class NoChromiumError(Exception):
    """No Chromium is here and none could be fetched; the text says what a person can do."""


def find_chromium() -> Path | None:
    """Return the Chromium named by the environment, else one on the path, else Playwright's own.

    Raises NoChromiumError when the environment names one that does not run: falling back in
    silence would test another browser than was asked for.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not _runs(Path(named)):
            raise NoChromiumError(f"{VARIABLE} is {named}, which does not run")
        return Path(named)
    for name in NAMES:
        place = shutil.which(name)
        if place and _runs(Path(place)):
            return Path(place)
    own = _playwrights_own()
    return own if _runs(own) else None


def fetch_chromium() -> Path:
    """Install a Chromium and return it; raises NoChromiumError when that cannot be done."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say("no Chromium here: installing Debian's package")
        _apt_get("update")
        _apt_get("install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
        found = find_chromium()
        if found:
            return found
    _say("no Chromium here: asking Playwright for its own")
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    found = find_chromium()
    if found:
        return found
    raise NoChromiumError(
        "the tests need Chromium and none could be fetched: install it (on Debian: the package "
        f"chromium), or put the path of one into {VARIABLE}"
    )


def _runs(browser: Path) -> bool:
    """Whether it says its version: on some systems the name is a stub that only gives advice."""
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _apt_get(*arguments: str) -> None:
    _run(["apt-get", "-qq", *arguments], DEBIAN_FRONTEND="noninteractive")


def _run(command: list[str], **variables: str) -> None:
    """Run it with its output on standard error; what it could not do shows in the next look."""
    subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env={**os.environ, **variables}
    )


def _say(what: str) -> None:
    print(what, file=sys.stderr)


def main() -> None:
    try:
        found = find_chromium() or fetch_chromium()
    except NoChromiumError as problem:
        sys.exit(str(problem))
    print(found)


if __name__ == "__main__":
    main()
