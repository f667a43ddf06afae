"""The Chromium that the end-to-end tests drive: the one that is there, else one is fetched.

`python -m tests.chromium` prints its path, and fetches what is missing first: the libraries that
Playwright's driver needs, and a Chromium: Debian's packages, where this is root on a machine with
apt-get, else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "TAILBOARD_CHROMIUM"
#: names it answers to on Debian, Ubuntu, Fedora and elsewhere, and its place on macOS
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
#: what the driver is linked to and a small Debian lacks
DRIVER_PACKAGES = ("libatomic1", "libstdc++6")
#: without fonts of its own a page has boxes for letters
BROWSER_PACKAGES = ("chromium", "fonts-liberation")
#: seconds that a program may take to say its version, on a cold and busy machine
PATIENCE = 60


class NoChromiumError(Exception):
    """The end-to-end tests cannot drive a Chromium; the text says what a person can do."""


def find_chromium() -> Path | None:
    """Return the Chromium named by the environment, else one on the path, else Playwright's own.

    Raises NoChromiumError when the environment names one that does not run: falling back in
    silence would test another browser than was asked for.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not _runs([named]):
            raise NoChromiumError(f"{VARIABLE} is {named}, which does not run")
        return Path(named)
    for name in NAMES:
        place = shutil.which(name)
        if place and _runs([place]):
            return Path(place)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return Path(own) if _runs([own]) else None


def prepare_driver() -> None:
    """See that Playwright's driver starts; raises NoChromiumError when it cannot."""
    driver = [sys.executable, "-m", "playwright"]
    if _runs(driver):
        return
    if _may_install():
        _say("Playwright's driver does not start: installing the libraries it needs")
        _install(DRIVER_PACKAGES)
    if not _runs(driver):
        raise NoChromiumError(
            "Playwright's driver does not start (see: python -m playwright --version). "
            f"On Debian and Ubuntu: apt install {' '.join(DRIVER_PACKAGES)}"
        )


def fetch_chromium() -> Path:
    """Install a Chromium and return it; raises NoChromiumError when that cannot be done."""
    found = None
    if _may_install():
        _say("no Chromium here: installing Debian's package")
        _install(BROWSER_PACKAGES)
        found = find_chromium()
    if found is None:
        _say("no Chromium here: asking Playwright for its own")
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
        found = find_chromium()
    if found is None:
        raise NoChromiumError(
            "the tests need Chromium and none could be fetched: install it (on Debian: apt "
            f"install chromium), or put the path of one into {VARIABLE}"
        )
    return found


def _runs(command: Sequence[str]) -> bool:
    """Whether it says its version: on some systems the name is a stub that only gives advice."""
    try:
        answer = subprocess.run([*command, "--version"], capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: Sequence[str]) -> None:
    apt_get = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    _run([*apt_get, "update"])
    _run([*apt_get, "install", "--yes", "--no-install-recommends", *packages])


def _run(command: Sequence[str]) -> None:
    """Run it, its output on standard error; whether it did what it should, the caller looks."""
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def _say(what: str) -> None:
    print(what, file=sys.stderr)


def main() -> None:
    try:
        prepare_driver()
        found = find_chromium() or fetch_chromium()
    except NoChromiumError as problem:
        sys.exit(str(problem))
    print(found)


if __name__ == "__main__":
    main()
