"""What the README says under "Run it", typed as it stands there, on a roster of one's own."""

import json
import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.story.at_the_demo import AtTheDemo
from tests.story.demo_process import ENVIRONMENT, ROOT, TAILBOARD, Program, free_port

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]


@dataclass(frozen=True, slots=True)
class Desktop:
    """A folder in which somebody types commands. `health` is where the program says how it is."""

    folder: Path
    health: str

    def type(self, *arguments: str, status: int = 0) -> str:
        """`tailboard …`, and what it said."""
        done = subprocess.run(
            [*TAILBOARD, *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        said = done.stdout + done.stderr
        assert done.returncode == status, said
        return " ".join(said.split())


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """With the example as its configuration; only the ports are others, for those may be taken."""
    example, port = (ROOT / "config.example.yaml").read_text(), free_port()
    for before, after in (("port: 8080", "port: 0"), ("port: 8099", f"port: {port}")):
        assert example.count(before) == 1
        example = example.replace(before, after)
    (tmp_path / "config.yaml").write_text(example)
    roster = files("bot.roster").joinpath("fictional.csv").read_text("utf-8")
    (tmp_path / "roster.csv").write_text(roster, "utf-8")
    return Desktop(tmp_path, f"http://127.0.0.1:{port}")


async def test_the_readmes_run_it(desktop: Desktop, browser: Browser) -> None:
    assert "has no mistakes" in desktop.type("check")
    desktop.type("run", status=2)  # no keys, no database: said, and nothing is made
    assert not (desktop.folder / "tailboard.db").exists()
    desktop.type("keys", "init")
    desktop.type("migrate")
    assert "New: 60 people" in desktop.type("import", "roster.csv")
    assert "is invited" in desktop.type("invite", "--station", "Station 1")
    program = Program(["run"], desktop.folder / "errors", desktop.folder)
    program.start()
    assert await _states(desktop) == [200, 200]
    assert "is in use by another tailboard process" in desktop.type("run", status=2)
    # Commands that write go to the program that runs.
    desktop.type("supporters", "approve", "010")
    desktop.type("supporters", "training", "010", "--until", "2090-01-01")
    assert "Nothing would change" in desktop.type("import", "roster.csv")
    at = AtTheDemo(browser, program)
    await _somebody_asks(at)
    program.end()
    with pytest.raises(httpx.TransportError):
        await _states(desktop)
    _logs_tell_of_nobody(program.errors)
    program.start()
    await _it_goes_on(at)
    program.end()
    await at.leave()
    assert (at.outside, at.complaints) == ([], [])


async def _states(desktop: Desktop) -> list[int]:
    async with httpx.AsyncClient(base_url=desktop.health) as client:
        return [(await client.get(path)).status_code for path in ("/healthz", "/readyz")]


async def _somebody_asks(at: AtTheDemo) -> None:
    desk = await at.open()
    await expect(desk.hint).to_contain_text("Begin with /peer")
    await expect(desk.page.locator(".scenes")).to_be_hidden()
    await desk.stop_the_clock()
    invited = await desk.phone_of("Hollis Braithwaite")
    await desk.next_events_until(invited.entries)
    await expect(invited.newest).to_contain_text("the way to peer support at Harlow Ridge")
    supporter = await desk.phone_of("Rafael Montenegro-Diaz", 1)
    member = await desk.phone_of("Samir Belkacem", 2)
    await member.type("/peer")
    await member.press_aside("A colleague now, whoever is free")
    await expect(supporter.newest).to_contain_text("Someone would like to talk to a supporter now.")
    await supporter.press("I can, now")
    await expect(member.newest).to_contain_text(
        "You have someone to talk to: Rafael Montenegro-Diaz (Station 1)"
    )


async def _it_goes_on(at: AtTheDemo) -> None:
    desk = await at.open()
    member = await desk.phone_of("Samir Belkacem")
    await expect(member.newest).to_contain_text(
        "You have someone to talk to: Rafael Montenegro-Diaz (Station 1)"
    )
    await member.press("We are done")
    await expect(member.newest).to_contain_text("This conversation is closed.")


def _logs_tell_of_nobody(errors: Path) -> None:
    """A JSON object a line, ids and kinds alone."""
    said = errors.read_text()
    for line in said.splitlines():
        assert json.loads(line)["level"] in {"info", "warning"}
    for name in ("Samir", "Rafael", "Belkacem", "local:demo"):
        assert name not in said
