"""A person at a Slack client, and the adapter that really talks to a Slack over real sockets."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters.slack import build
from adapters.slack.config import SlackConfig
from adapters.slack.connection import SlackConnection
from adapters.slack.manifest import manifest
from bot.adapter_registration import Surroundings
from bot.config.models import Secret
from bot.model.ids import Account
from bot.ports import Intake
from bot.system_clock import SystemClock
from tests.contract.harness import Outcome, Reply, Seen, SeenButton, SeenForm
from tests.fakes.scripted_core import ScriptedCore
from tests.fakes.slack.people import screen
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply as SlackReply
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.surroundings import APOLOGY, english, surroundings

STYLES = {"": "plain", "primary": "primary", "danger": "urgent"}
MOMENT = "One moment. Your answer is coming."
#: seconds without a call of the adapter's after which it has said all that it will
QUIET = 0.08
PATIENCE = 10.0


class SlackHarness:
    """Implements `tests.contract.harness.Harness`."""

    def __init__(self, slack: FakeSlack, place: Path, around: Surroundings | None = None) -> None:
        self.slack = slack
        self.core = ScriptedCore()
        self.around = around or surroundings(SystemClock())
        self.config = self._configured(place)
        self.platform: SlackConnection = build(self.config, self.around)
        self._people: dict[str, FakeUser] = {}
        self._last: Envelope | None = None

    def _configured(self, place: Path) -> SlackConfig:
        bot, app = place / "bot.token", place / "app.token"
        bot.write_text(self.slack.bot_token)
        app.write_text(self.slack.app_token)
        return SlackConfig(
            bot_token=Secret(file=bot),
            app_token=Secret(file=app),
            api_url=self.slack.base_url,
            messages_per_second=20,
            group_conversations=True,
        )

    async def start(self, intake: Intake | None = None) -> None:
        await self.platform.start(intake or self.core)
        await self.slack.connected()

    async def stop(self) -> None:
        await self.platform.stop()

    def person(self, name: str) -> FakeUser:
        if name not in self._people:
            self._people[name] = self.slack.person(name.title())
        return self._people[name]

    def account(self, name: str) -> Account:
        return Account("slack", self.slack.workspace.id, self.person(name).id)

    def elsewhere(self) -> Account:
        return Account("slack", "T0ELSEWHERE", "U0SOMEONE")

    async def chat(self, account: Account) -> Sequence[Seen]:
        return tuple(
            replace(seen(message), files=self._opened(message))
            for message in self._user(account).from_app
        )

    async def held(self) -> Sequence[bytes]:
        return tuple(file.content for file in self.slack.files.values())

    def _opened(self, message: screen.SeenMessage) -> tuple[tuple[str, bytes], ...]:
        there = [each for each in message.raw.get("files", ()) if each["id"] in self.slack.files]
        return tuple((each["name"], self.slack.files[each["id"]].content) for each in there)

    async def group_chat(self, *accounts: Account) -> Sequence[Seen]:
        people = [self._user(each) for each in accounts]
        room = self.slack.group_chat(*people)
        if room is None:
            return ()
        (views,) = {tuple(seen(m) for m in person.seen_in(room)) for person in people}
        return views

    async def press(self, account: Account, place: int, button: str) -> Reply:
        user = self._user(account)
        user.reload()
        return await self._done(user, await user.press(button, user.from_app[place]))

    async def press_in_aside(self, account: Account, button: str) -> Reply:
        user = self._user(account)
        surface = user.modal or user.asides[-1]
        return await self._done(user, await user.press(button, surface))

    async def command(self, account: Account, name: str, text: str = "") -> Reply:
        user = self._user(account)
        user.reload()
        return await self._done(user, await user.command(f"/{name}", text))

    async def type(self, account: Account, text: str) -> Reply:
        user = self._user(account)
        user.reload()
        return await self._done(user, await user.type(text))

    async def send_file(self, account: Account, name: str, content: bytes) -> Reply:
        user = self._user(account)
        user.reload()
        return await self._done(user, await user.upload(name, content))

    async def submit(
        self,
        account: Account,
        values: dict[str, tuple[str, ...]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Reply:
        user = self._user(account)
        for field, given in values.items():
            user.fill(f"f.{field}", given)
        for field, (name, content) in (files or {}).items():
            user.attach(f"f.{field}", name, content)
        return await self._done(user, await user.submit())

    async def repeat(self) -> Reply:
        assert self._last is not None
        await self.slack.socket.replay(self._last)
        await self.slack.quiet(QUIET)
        return Reply(Outcome.TAKEN)

    async def restart(self) -> None:
        await self.platform.stop()
        self.platform = build(self.config, self.around)
        await self.start()

    def _user(self, account: Account) -> FakeUser:
        return self.slack.people[account.user]

    async def _done(self, user: FakeUser, reply: SlackReply) -> Reply:
        """What stands before them once the adapter has said all that it will."""
        self._last = reply.envelope or self._last
        if not reply.ok and reply.error:
            return Reply(Outcome.REFUSED, words=reply.error)
        async with asyncio.timeout(PATIENCE):
            await self.slack.quiet(QUIET)
            while user.modal is not None and MOMENT in user.modal.texts:
                await self.slack.quiet(QUIET)
        refused = reply.errors and reply.envelope is None
        if refused:
            return Reply(Outcome.REFUSED, words=" ".join(reply.errors.values()))
        return _reply(user)


def _reply(user: FakeUser) -> Reply:
    modal, asides = user.modal, user.asides
    if modal is not None and modal.raw.get("submit"):
        return Reply(Outcome.TAKEN, form=seen_form(modal))
    shown = modal or (asides[-1] if asides else None)
    aside = seen(shown) if shown is not None else None
    sorry = aside is not None and aside.texts[0] == APOLOGY
    return Reply(Outcome.SORRY if sorry else Outcome.TAKEN, aside=aside)


def seen(shown: screen.Seen) -> Seen:
    buttons = tuple(SeenButton(b.label, STYLES[b.style]) for b in shown.buttons)
    return Seen(shown.texts, buttons, shown.pictures)


def seen_form(modal: screen.SeenView) -> SeenForm:
    fields = [field for field in modal.fields() if field.block_id.startswith("f.")]
    held: Mapping[str, Any] = modal.raw["state"]["values"]
    texts = list(modal.texts)
    return SeenForm(
        title=screen.read(modal.raw["title"]),
        texts=tuple(texts),
        labels={field.block_id[2:]: field.label for field in fields},
        values={
            field.block_id[2:]: _values(held[field.block_id][field.action_id]) for field in fields
        },
        errors={field.block_id[2:]: error for field in fields if (error := _error(modal, field))},
    )


def _error(modal: screen.SeenView, field: screen.Field) -> str:
    """At the field, or in the small print above it where the form opened with it."""
    place = next(n for n, b in enumerate(modal.blocks) if b.get("block_id") == field.block_id)
    above = modal.blocks[place - 1] if place else {"type": ""}
    if field.error or above["type"] != "context":
        return field.error
    return screen.read(above["elements"][0]).removeprefix("⚠ ")


def _values(state: Mapping[str, Any]) -> tuple[str, ...]:
    if "selected_options" in state:
        return tuple(option["value"] for option in state["selected_options"])
    if "selected_option" in state:
        chosen = state["selected_option"]
        return (chosen["value"],) if chosen else ()
    return (state.get("value") or state.get("selected_date") or "",)


@asynccontextmanager
async def open_harness(place: Path) -> AsyncIterator[SlackHarness]:
    async with FakeSlack(manifest("Tailboard", english, group_chats=True)) as slack:
        harness = SlackHarness(slack, place)
        await harness.start()
        try:
            yield harness
        finally:
            await harness.stop()
