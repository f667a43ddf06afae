"""Playing people by hand: a line somebody types at the fake becomes what a person does in Slack."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.screens import shown, whole_screen
from tests.fakes.slack.server import FakeSlack

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


class Unclear(Exception):
    """A line that names nobody, or nothing that can be done."""


class Console:
    """`say` gets what is to be read, a piece at a time."""

    def __init__(self, slack: FakeSlack, say: Callable[[str], None]) -> None:
        self._slack = slack
        self._say = say
        self._told: dict[str, int] = {}  #: of each person's log, how much was shown
        self._acts: dict[str, Callable[[FakeUser, str], Awaitable[Reply | None]]] = {
            "press": _press,
            "submit": _submit,
            "choose": _choose,
            "close": lambda person, _: person.close(),
            "say": lambda person, rest: person.type(rest),
            "send": _send,
            "shortcut": lambda person, rest: person.shortcut(rest),
            "home": lambda person, _: person.open_home(),
        }
        self._of_the_workspace: dict[str, Callable[[str], Awaitable[None]]] = {
            "person": self._new_person,
            "people": self._people,
            "leaves": self._leaves,
            "manifest": self._manifest,
            "reinstall": self._reinstall,
            "refuse": self._refuse,
            "uninstall": self._uninstall,
            "away": lambda _: self._slack.away(),
            "back": lambda _: self._slack.back(),
            "forward": self._forward,
        }

    async def line(self, line: str) -> None:
        """Do what it says, and show what comes of it to anybody."""
        try:
            await self._do(line.strip())
        except (Unclear, NotThere, ValueError, OSError) as wrong:
            self._say(f"? {wrong}")
        await self._slack.quiet()
        self.news()

    def news(self) -> None:
        """What was shown to people since it was last told."""
        for person in list(self._slack.people.values()):
            told = self._told.get(person.id, 0)
            self._told[person.id] = len(person.log)
            for kind, raw in person.log[told:]:
                self._say(shown(person, kind, raw))

    async def _do(self, line: str) -> None:
        first, _, rest = line.partition(" ")
        rest = rest.strip()
        if first in {"", "help", "?"}:
            self._say(HELP)
        elif first in self._of_the_workspace:
            await self._of_the_workspace[first](rest)
        else:
            await self._act(self._person(first), rest)

    async def _act(self, person: FakeUser, words: str) -> None:
        verb, _, rest = words.partition(" ")
        rest = rest.strip()
        if verb in {"", "see"}:
            self._told[person.id] = len(person.log)
            self._say(whole_screen(person))
            return
        if verb.startswith("/"):
            reply: Reply | None = await person.command(verb, rest)
        elif verb in self._acts:
            reply = await self._acts[verb](person, rest)
        else:
            raise Unclear(f"{verb}? `help` shows what can be typed")
        if reply is not None and reply.error:
            self._say(f"! Slack shows that the app did not answer: {reply.error}")
        if reply is not None and reply.errors:
            self._say("! " + "; ".join(f"{field}: {why}" for field, why in reply.errors.items()))

    def _person(self, start: str) -> FakeUser:
        named = [
            person
            for person in self._slack.people.values()
            if start == person.id or person.member.real_name.lower().startswith(start.lower())
        ]
        if len(named) != 1:
            told = "several people are" if named else "nobody is"
            raise Unclear(f"{told} called {start}; `people` names them, `help` the rest")
        return named[0]

    # -- the workspace and the app

    async def _new_person(self, rest: str) -> None:
        *names, last = rest.split() or [""]
        email = last if "@" in last else ""
        name = " ".join(names if email else [*names, last])
        if not name:
            raise Unclear("person NAME [ADDRESS]")
        person = self._slack.person(name, email=email)
        self._say(f"{name}: {person.member.team}:{person.id}")

    async def _people(self, _: str) -> None:
        for person in self._slack.people.values():
            self._say(f"{person.member.real_name}: {person.member.team}:{person.id}")

    async def _leaves(self, who: str) -> None:
        await self._slack.changes(self._person(who), deleted=True)

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


async def _press(person: FakeUser, label: str) -> Reply:
    shown = [*person.from_app, *person.asides, *([person.modal] if person.modal else [])]
    labels = {each: None for seen in reversed(shown) for each in seen.labels}
    if label not in labels:
        offered = " ".join(f"[{each}]" for each in labels) or "none"
        raise Unclear(f"no button {label!r}; there are, the newest first: {offered}")
    return await person.press(label)


async def _submit(person: FakeUser, rest: str) -> Reply:
    fields = [part.partition("=") for part in rest.split(";") if part.strip()]
    for label, _, entered in fields:
        person.fill(label.strip(), _value(person, label.strip(), entered))
    return await person.submit()


async def _choose(person: FakeUser, rest: str) -> Reply | None:
    label, _, value = rest.partition("=")
    return await person.choose(label.strip(), value.strip())


def _value(person: FakeUser, label: str, entered: str) -> str | list[str]:
    """Several by comma where the field takes several; else the words as they stand."""
    fields = person.modal.fields() if person.modal is not None else ()
    several = any(
        field.kind.startswith(("multi_", "checkboxes"))
        for field in fields
        if label in (field.label, field.block_id, field.action_id)
    )
    return [part.strip() for part in entered.split(",")] if several else entered.strip()


async def _send(person: FakeUser, name: str) -> Reply:
    content = await asyncio.to_thread(Path(name).read_bytes)
    return await person.upload(Path(name).name, content)
