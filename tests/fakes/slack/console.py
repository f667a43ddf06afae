"""Slack's people played by hand: a line somebody types at the fake is what they do in Slack."""

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fakes.by_hand import Act, Around, Console, Unclear, parted
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.screens import shown, whole_screen
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json

HELP = """\
ana /peer                  a command; whoever is meant stands first, by the name's beginning
ana press Join             a button, of the modal or else of the newest message that has it
ana submit                 the modal, as it stands; or with its fields:
ana submit Your name = Ana; Languages = English, Spanish
ana choose When = Today    in a field that acts at once
ana close                  the modal
ana say good morning       in the direct messages
ana send roster.csv        a file, in the direct messages
ana shortcut Talk to a colleague
ana home                   the Home tab
ana see                    everything that stands before them
person Rosa Delgado rosa@example.org     somebody new in the workspace; the address may be missing
people                     who there is, and their ids
leaves ana                 the account is switched off
manifest FILE              the app's page: save a manifest; it holds after
reinstall
refuse token_revoked       the bot token is refused with that word until `reinstall`
uninstall                  the app is taken out of the workspace
away, back                 Slack out of reach, and there again
forward 3600               Slack's own clock, in seconds: triggers and response addresses end"""


class SlackConsole(Console[FakeUser]):
    help = HELP
    not_there = NotThere

    def __init__(self, slack: FakeSlack, say: Callable[[str], None]) -> None:
        super().__init__(slack, say)
        self._slack = slack

    @property
    def people(self) -> Mapping[str, FakeUser]:
        return self._slack.people

    @property
    def acts(self) -> Mapping[str, Act[FakeUser]]:
        return {
            "press": _press,
            "submit": _submit,
            "choose": _choose,
            "close": _close,
            "say": _say,
            "send": _send,
            "shortcut": _shortcut,
            "home": _home,
        }

    @property
    def around(self) -> Mapping[str, Around]:
        return {
            "person": self._new_person,
            "people": self.tell_people,
            "leaves": self._leaves,
            "manifest": self._manifest,
            "reinstall": self._reinstall,
            "refuse": self._refuse,
            "uninstall": self._uninstall,
            "away": lambda _: self._slack.away(),
            "back": lambda _: self._slack.back(),
            "forward": self._forward,
        }

    def name_of(self, person: FakeUser) -> str:
        return person.member.real_name

    def account_of(self, person: FakeUser) -> str:
        return f"{person.member.team}:{person.id}"

    def news_of(self, person: FakeUser, entry: tuple[str, Json]) -> str:
        return shown(person, *entry)

    def screen_of(self, person: FakeUser) -> str:
        return whole_screen(person)

    async def command(self, person: FakeUser, command: str, rest: str) -> str:
        return _wrong(await person.command(command, rest))

    # -- the workspace and the app

    async def _new_person(self, rest: str) -> None:
        *names, last = rest.split() or [""]
        email = last if "@" in last else ""
        name = " ".join(names if email else [*names, last])
        if not name:
            raise Unclear("person NAME [ADDRESS]")
        person = self._slack.person(name, email=email)
        self._say(f"{name}: {self.account_of(person)}")

    async def _leaves(self, who: str) -> None:
        await self._slack.changes(self.person(who), deleted=True)

    async def _manifest(self, name: str) -> None:
        content = await asyncio.to_thread(Path(name).read_text)
        self._slack.use_manifest(json.loads(content))
        self._say("Saved. `reinstall` gives the app what it asks for.")

    async def _reinstall(self, _: str) -> None:
        self._slack.reinstall()
        self._say(f"Installed; the bot token is {self._slack.bot_token}")

    async def _refuse(self, word: str) -> None:
        self._slack.refuse_token(word or "token_revoked")

    async def _uninstall(self, _: str) -> None:
        await self._slack.uninstall()

    async def _forward(self, seconds: str) -> None:
        self._slack.clock.forward(float(seconds))


def _wrong(reply: Reply | None) -> str:
    if reply is None:
        return ""
    told = [f"{field}: {why}" for field, why in reply.errors.items()]
    if reply.error:
        told.append(f"Slack shows that the app did not answer: {reply.error}")
    return "; ".join(told)


async def _press(person: FakeUser, label: str) -> str:
    shown = [*person.from_app, *person.asides, *([person.modal] if person.modal else [])]
    labels = {each: None for seen in reversed(shown) for each in seen.labels}
    if label not in labels:
        offered = " ".join(f"[{each}]" for each in labels) or "none"
        raise Unclear(f"no button {label!r}; there are, the newest first: {offered}")
    return _wrong(await person.press(label))


async def _submit(person: FakeUser, rest: str) -> str:
    for label, entered in parted(rest):
        person.fill(label, _value(person, label, entered))
    return _wrong(await person.submit())


async def _choose(person: FakeUser, rest: str) -> str:
    ((label, value),) = parted(rest) or [("", "")]
    return _wrong(await person.choose(label, value))


async def _close(person: FakeUser, _: str) -> str:
    return _wrong(await person.close())


async def _say(person: FakeUser, rest: str) -> str:
    return _wrong(await person.type(rest))


async def _shortcut(person: FakeUser, rest: str) -> str:
    return _wrong(await person.shortcut(rest))


async def _home(person: FakeUser, _: str) -> str:
    return _wrong(await person.open_home())


def _value(person: FakeUser, label: str, entered: str) -> str | list[str]:
    """Several by comma where the field takes several; else the words as they stand."""
    fields = person.modal.fields() if person.modal is not None else ()
    several = any(
        field.kind.startswith(("multi_", "checkboxes"))
        for field in fields
        if label in (field.label, field.block_id, field.action_id)
    )
    return [part.strip() for part in entered.split(",")] if several else entered


async def _send(person: FakeUser, name: str) -> str:
    content = await asyncio.to_thread(Path(name).read_bytes)
    return _wrong(await person.upload(Path(name).name, content))
