"""A person at a Discord client, and the adapter that really talks to Discord over real sockets."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from adapters.discord import build, custom_ids
from adapters.discord.config import DiscordConfig, Server
from adapters.discord.connection import DiscordConnection
from adapters.discord.modals import field_of
from bot.adapter_registration import Surroundings
from bot.config.models import Secret
from bot.model.ids import Account
from bot.ports import Intake
from bot.system_clock import SystemClock
from tests.contract.harness import Outcome, Reply, Seen, SeenButton, SeenForm
from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.people.filling import Attached
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.replies import Reply as DiscordReply
from tests.fakes.discord.people.screen import SeenMessage, SeenModal
from tests.fakes.discord.pointing import pointed_at
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.state import Channel
from tests.fakes.discord.wire import Json
from tests.fakes.scripted_core import ScriptedCore
from tests.fakes.surroundings import APOLOGY, surroundings

STYLES = {"primary": "primary", "secondary": "plain", "danger": "urgent"}
#: seconds without a call of the adapter's after which it has said all that it will
QUIET = 0.08
PATIENCE = 10.0
#: seconds after which an answer was not the answer, but that it takes its time
DEFERRED_AFTER = 1.5
#: what a backslash takes the meaning from
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_OURS = re.compile(r"^(?:### |-# )", re.MULTILINE)


def read(text: str) -> str:
    """As Discord's client shows it: our headings and small print, and nothing else that acts."""
    return _ESCAPE.sub(r"\1", _OURS.sub("", text))


class DiscordHarness:
    """Implements `tests.contract.harness.Harness`."""

    def __init__(
        self, discord: FakeDiscord, place: Path, around: Surroundings | None = None
    ) -> None:
        self.discord = discord
        self.core = ScriptedCore()
        self.around = around or surroundings(SystemClock())
        self.config = self.configured(place)
        self.platform: DiscordConnection = build(self.config, self.around)
        self._people: dict[str, FakeUser] = {}
        self._last: Interaction | None = None

    def configured(self, place: Path, *servers: Server) -> DiscordConfig:
        token = place / "bot.token"
        token.write_text(self.discord.token)
        return DiscordConfig(
            token=Secret(file=token),
            servers=servers or (Server(id=self.discord.guild.id),),
            messages_per_second=40,
            new_conversations_per_second=20,
        )

    @property
    def room(self) -> Channel:
        """A channel of the server."""
        return next(iter(self.discord.guild.channels.values()))

    async def start(self, intake: Intake | None = None) -> None:
        await self.platform.start(intake or self.core)
        await self.discord.gateway.ready()

    async def stop(self) -> None:
        await self.platform.stop()

    def person(self, name: str) -> FakeUser:
        if name not in self._people:
            self._people[name] = self.discord.person(name.title())
        return self._people[name]

    def account(self, name: str) -> Account:
        return Account("discord", self.discord.guild.id, self.person(name).id)

    def elsewhere(self) -> Account:
        return Account("discord", "111111111111111111", "222222222222222222")

    async def chat(self, account: Account) -> Sequence[Seen]:
        return tuple(
            replace(seen(message), files=self._opened(message))
            for message in self.user(account).from_app
        )

    async def held(self) -> Sequence[bytes]:
        return tuple(file.content for file in self.discord.files.values())

    def _opened(self, message: SeenMessage) -> tuple[tuple[str, bytes], ...]:
        places = [urlsplit(address).path.split("/") for address in message.file_components]
        return tuple((name, self.discord.files[id_].content) for *_, id_, name in places)

    async def group_chat(self, *accounts: Account) -> Sequence[Seen]:
        return ()

    async def press(self, account: Account, place: int, button: str) -> Reply:
        user = self.user(account)
        user.reload()
        return await self.done(user, await user.press(button, user.from_app[place]))

    async def press_in_aside(self, account: Account, button: str) -> Reply:
        user = self.user(account)
        return await self.done(user, await user.press(button, user.asides[-1]))

    async def command(self, account: Account, name: str, text: str = "") -> Reply:
        user = self.user(account)
        user.reload()
        given = {"words": text} if text else {}
        return await self.done(user, await user.command(f"/{name}", self.room, **given))

    async def type(self, account: Account, text: str) -> Reply:
        user = self.user(account)
        user.reload()
        before = len(user.from_app)
        user.type(text)
        return await self._written(user, before)

    async def send_file(self, account: Account, name: str, content: bytes) -> Reply:
        user = self.user(account)
        user.reload()
        before = len(user.from_app)
        user.upload(name, content)
        return await self._written(user, before)

    async def submit(
        self,
        account: Account,
        values: dict[str, tuple[str, ...]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Reply:
        """Page after page, as a person does, where there are several."""
        user = self.user(account)
        while True:
            modal = user.modal
            assert modal is not None
            for part in modal.parts:
                _fill(user, part, values, files or {})
            reply = await user.submit()
            if reply.errors:
                return Reply(Outcome.REFUSED, words=" ".join(reply.errors.values()))
            done = await self.done(user, reply)
            if user.modal is None or not _go_on(modal, user.modal):
                return done

    async def repeat(self) -> Reply:
        assert self._last is not None
        self.discord.gateway.dispatch("INTERACTION_CREATE", self._last.payload)
        await self.discord.quiet(QUIET)
        return Reply(Outcome.TAKEN)

    async def restart(self) -> None:
        await self.platform.stop()
        await self.discord.gateway.gone()
        self.discord.gateway.forget()
        self.platform = build(self.config, self.around)
        await self.start()

    def user(self, account: Account) -> FakeUser:
        return self.discord.people[account.user]

    async def _written(self, user: FakeUser, before: int) -> Reply:
        """What came in the chat: Discord has nothing there that only they see."""
        await self.discord.quiet(QUIET)
        said = user.from_app[before:]
        aside = seen(said[-1]) if said else None
        return _reply(aside)

    async def done(self, user: FakeUser, reply: DiscordReply) -> Reply:
        """What stands before them once the adapter has said all that it will."""
        self._last = reply.interaction or self._last
        if not reply.ok:
            return Reply(Outcome.REFUSED, words=reply.error)
        await self._settled(user, reply)
        if user.modal is None and user.asides:
            last = user.asides[-1]
            opens = [button for button in last.buttons if _opens_page(button.custom_id)]
            if opens:
                asked = await user.press(opens[0].custom_id, last)
                await asked.modal()
                await self.discord.quiet(QUIET)
        if user.modal is not None:
            above = user.asides[-1].texts if user.asides else ()
            return Reply(Outcome.TAKEN, form=seen_form(user.modal, above))
        return _reply(seen(user.asides[-1]) if user.asides else None)

    async def _settled(self, user: FakeUser, reply: DiscordReply) -> None:
        deferred = reply.answer in (Answer.DEFERRED, Answer.DEFERRED_UPDATE)
        async with asyncio.timeout(PATIENCE):
            await self.discord.quiet(QUIET)
            while deferred and (reply.answered_in or 0) > DEFERRED_AFTER and not reply.since():
                await self.discord.quiet(QUIET)
            while any(aside.thinking for aside in user.asides):
                await self.discord.quiet(QUIET)
            await self.discord.quiet(QUIET)


OPENS = custom_ids.Page


def _opens_page(custom_id: str) -> bool:
    what = custom_ids.read(custom_id)
    return isinstance(what, OPENS) and not what.opening


def _fill(
    user: FakeUser,
    part: Json,
    values: dict[str, tuple[str, ...]],
    files: dict[str, tuple[str, bytes]],
) -> None:
    """One input. In a list of several, only what stands in it."""
    name = str(part.get("custom_id") or "")
    field = field_of(name)
    if field in files:
        user.fill(name, Attached(*files[field]))
    elif field in values and "options" not in part:
        user.fill(name, values[field][0])
    elif field in values:
        offered = {option["value"] for option in part["options"]}
        if found := [value for value in values[field] if value in offered]:
            user.fill(name, found)


def _go_on(before: SeenModal, after: SeenModal) -> bool:
    """Whether it is another page of the same form."""
    pages = custom_ids.read(before.custom_id), custom_ids.read(after.custom_id)
    first, second = (page.draft if isinstance(page, OPENS) else None for page in pages)
    return first is not None and first == second


def _reply(aside: Seen | None) -> Reply:
    sorry = aside is not None and aside.texts[0] == APOLOGY
    return Reply(Outcome.SORRY if sorry else Outcome.TAKEN, aside=aside)


def seen(shown: SeenMessage) -> Seen:
    assert not shown.live, f"something in it acts: {shown.live}"
    buttons = tuple(SeenButton(b.label, STYLES[b.style]) for b in shown.buttons)
    return Seen(tuple(read(text) for text in shown.texts), buttons, shown.pictures)


def seen_form(modal: SeenModal, above: Sequence[str] = ()) -> SeenForm:
    """A label that has no room in its place stands whole below it."""
    said = [line for text in modal.texts for line in read(text).split("\n")]
    labels = {
        field.custom_id: field.description if field.label.endswith("…") else field.label
        for field in modal.fields
    }
    errors = {
        name: line.removeprefix(f"⚠ {label}: ")
        for name, label in labels.items()
        for line in said
        if line.startswith(f"⚠ {label}: ")
    }
    hints = [field.description for field in modal.fields if field.description]
    values = {field.custom_id: _values(modal, field.custom_id) for field in modal.fields}
    return SeenForm(modal.title, (*above, *said, *hints), labels, values, errors)


def _values(modal: SeenModal, custom_id: str) -> tuple[str, ...]:
    return modal.values.get(custom_id, ())


@asynccontextmanager
async def open_harness(place: Path) -> AsyncIterator[DiscordHarness]:
    async with FakeDiscord() as discord:
        with pointed_at(discord):
            harness = DiscordHarness(discord, place)
            await harness.start()
            try:
                yield harness
            finally:
                await harness.stop()
