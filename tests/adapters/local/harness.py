"""A person at the local workspace's page, by HTTP and WebSocket as the page itself speaks."""

import json
import secrets
from base64 import b64decode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect

from adapters.local import build
from adapters.local.config import LocalConfig
from adapters.local.workspace import LocalWorkspace
from bot.model.ids import Account
from tests.adapters.local.agency import SmallAgency
from tests.contract.harness import Outcome, Reply, Seen, SeenButton, SeenForm
from tests.fakes.scripted_core import ScriptedCore
from tests.fakes.surroundings import surroundings


class LocalHarness:
    """Implements `tests.contract.harness.Harness`."""

    def __init__(self, journal: Path) -> None:
        self.core = ScriptedCore()
        self.agency = SmallAgency()
        self.config = LocalConfig(port=0, journal=journal, open_browser=False)
        self.platform: LocalWorkspace = self._build()
        self._asides: dict[Account, dict[str, Any]] = {}
        self._forms: dict[Account, dict[str, Any]] = {}
        self._last: tuple[str, dict[str, Any]] | None = None

    def _build(self) -> LocalWorkspace:
        workspace = build(self.config, surroundings(self.agency.clock))
        workspace.use_stage(self.agency)
        return workspace

    async def start(self) -> None:
        await self.platform.start(self.core)
        origin = self.platform.address.rstrip("/")
        self.client = httpx.AsyncClient(base_url=origin, headers={"Origin": origin}, timeout=20)

    async def stop(self) -> None:
        await self.client.aclose()
        await self.platform.stop()

    def account(self, name: str) -> Account:
        return Account("local", "demo", name)

    def elsewhere(self) -> Account:
        return Account("local", "another", "ana")

    async def chat(self, account: Account) -> Sequence[Seen]:
        entries = await self.entries(account)
        return tuple(_seen(entry["message"]) for entry in entries if entry["kind"] == "posted")

    async def held(self) -> Sequence[bytes]:
        """In the chat's own file, which is to it what its servers are to a platform."""
        lines = map(json.loads, self.config.journal.read_text(encoding="ascii").splitlines())
        messages = [line["message"] for line in lines if "message" in line]
        return tuple(b64decode(each["file"]["content"]) for each in messages if "file" in each)

    async def group_chat(self, *accounts: Account) -> Sequence[Seen]:
        return ()

    async def entries(self, account: Account) -> list[dict[str, Any]]:
        """The whole chat as a window is given it."""
        address = self.platform.address.replace("http://", "ws://") + "live"
        async with connect(address, origin=self._origin(), max_size=None) as socket:
            await socket.send(json.dumps({"follow": [account.user]}))
            async for line in socket:
                news = json.loads(line)
                if news["kind"] == "chat":
                    entries = news["entries"]
                    assert isinstance(entries, list)
                    return entries
        raise AssertionError("the window was let go")

    async def press(self, account: Account, place: int, button: str) -> Reply:
        posted = [e for e in await self.entries(account) if e["kind"] == "posted"]
        entry = posted[place]
        message = entry["message"]
        return await self._press(account, message, button, entry["handle"])

    async def press_in_aside(self, account: Account, button: str) -> Reply:
        return await self._press(account, self._asides[account], button, "")

    async def _press(
        self, account: Account, message: dict[str, Any], button: str, handle: str
    ) -> Reply:
        number = next(
            drawn["number"]
            for section in message["sections"]
            for drawn in section["buttons"]
            if drawn["label"] == button
        )
        body = {"handle": handle, "token": message["token"], "number": number}
        return await self._act(account, "press", body)

    async def command(self, account: Account, name: str, text: str = "") -> Reply:
        return await self._act(account, "command", {"name": name, "text": text})

    async def type(self, account: Account, text: str) -> Reply:
        return await self._act(account, "text", {"text": text})

    async def send_file(self, account: Account, name: str, content: bytes) -> Reply:
        return await self._act(account, "file", {}, {"file": (name, content)})

    async def submit(
        self,
        account: Account,
        values: dict[str, tuple[str, ...]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Reply:
        body = {"token": self._forms[account]["token"], "values": values}
        return await self._act(account, "form", body, files or {})

    async def repeat(self) -> Reply:
        assert self._last is not None
        path, fields = self._last
        return _reply((await self.client.post(path, **fields)).json())

    async def restart(self) -> None:
        await self.stop()
        await self.start_anew()

    async def start_anew(self) -> None:
        """As a new process would, by the configuration as it is now."""
        self.platform = self._build()
        await self.start()

    async def _act(
        self,
        account: Account,
        kind: str,
        body: dict[str, Any],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Reply:
        event = json.dumps({"event": secrets.token_hex(16), "user": account.user, **body})
        fields: dict[str, Any]
        if files is None:
            fields = {"content": event, "headers": {"Content-Type": "application/json"}}
        else:
            fields = {"files": {"event": (None, event.encode()), **files}}
        self._last = (f"/act/{kind}", fields)
        answer = (await self.client.post(*self._last[:1], **fields)).json()
        if answer.get("aside"):
            self._asides[account] = answer["aside"]
        if answer.get("form"):
            self._forms[account] = answer["form"]
        return _reply(answer)

    def _origin(self) -> Any:
        return self.platform.address.rstrip("/")


@asynccontextmanager
async def open_harness(place: Path) -> AsyncIterator[LocalHarness]:
    harness = LocalHarness(place / "tailboard.chat")
    await harness.start()
    try:
        yield harness
    finally:
        await harness.stop()


def _reply(answer: dict[str, Any]) -> Reply:
    if "refused" in answer:
        return Reply(Outcome.REFUSED, words=answer["refused"])
    return Reply(
        Outcome.TAKEN if answer["handled"] else Outcome.SORRY,
        aside=_seen(answer["aside"]) if answer["aside"] else None,
        form=_seen_form(answer["form"]) if answer["form"] else None,
    )


def _seen(message: dict[str, Any]) -> Seen:
    texts: list[str] = []
    buttons: list[SeenButton] = []
    pictures: list[str] = []
    for section in message["sections"]:
        texts += [section["heading"], section["text"]]
        buttons += [SeenButton(b["label"], b["style"]) for b in section["buttons"]]
        pictures += [section["image"]["alt"]] if section["image"] else []
    texts.append(message["footer"])
    said = tuple(text for text in texts if text)
    return Seen(said, tuple(buttons), tuple(pictures), _files(message["file"]))


def _files(file: dict[str, str] | None) -> tuple[tuple[str, bytes], ...]:
    if file is None:
        return ()
    return ((file["name"], b64decode(file["source"].partition(";base64,")[2])),)


def _seen_form(form: dict[str, Any]) -> SeenForm:
    fields = form["fields"]
    hints = tuple(field["hint"] for field in fields if field["hint"])
    return SeenForm(
        title=form["title"],
        texts=(form["intro"], *hints, form["footer"]),
        labels={field["name"]: field["label"] for field in fields},
        values={
            field["name"]: tuple(field.get("chosen", [field.get("value", "")])) for field in fields
        },
        errors={field["name"]: field["error"] for field in fields if field["error"]},
    )
