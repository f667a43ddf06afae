"""Discord's people played by hand: a line somebody types at the fake is what they do in Discord."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fakes.by_hand import Act, Around, Console, Unclear, parted
from tests.fakes.discord.components.checking import Type
from tests.fakes.discord.people.filling import Attached, One, Value
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.people.screen import Field, NotThere, SeenMessage
from tests.fakes.discord.screens import shown, whole_screen
from tests.fakes.discord.server import FakeDiscord

HELP = """\
ana /peer                  a command in #general; whoever is meant stands first, by the name's
                           beginning; with options: ana /peer supporter = Theo Brandt
ana dm /peer               … in the direct messages with the bot
ana offered supporter = th what /peer suggests while somebody types into an option
ana press Join             a button of the newest message that has it
ana submit                 the form, as it stands; or with its fields:
ana submit Your name = Ana; Languages = English, Spanish
ana choose When = Today    in a select of a message
ana close                  the form
ana say good morning       in the direct messages
ana send roster.csv        a file, in the direct messages
ana attach Roster = roster.csv           into a field of the form
ana closed, ana open       their direct messages, for the bot
ana see                    everything that stands before them
person Rosa Delgado        somebody new in the server
role Captains = ana, theo  a role, and who has it
manages ana                who may manage the server, and is offered coordinators' commands
people                     who there is, and their ids
leaves ana                 the server
refuse                     the bot's token is reset
remove                     the bot is taken out of the server
away, back                 Discord out of reach, and there again
forward 3600               Discord's own clock, in seconds: answers and forms come to their end"""

MANAGE_GUILD = 1 << 5
#: Fields that take several.
_SEVERAL = (
    Type.STRING_SELECT,
    Type.USER_SELECT,
    Type.ROLE_SELECT,
    Type.MENTIONABLE_SELECT,
    Type.CHANNEL_SELECT,
    Type.CHECKBOX_GROUP,
)
_TICKED = {"yes": True, "no": False}


class DiscordConsole(Console[FakeUser]):
    help = HELP
    not_there = NotThere

    def __init__(self, discord: FakeDiscord, say: Callable[[str], None]) -> None:
        super().__init__(discord, say)
        self._discord = discord

    @property
    def people(self) -> Mapping[str, FakeUser]:
        return self._discord.people

    @property
    def acts(self) -> Mapping[str, Act[FakeUser]]:
        return {
            "dm": self._direct,
            "offered": self._offered,
            "press": _press,
            "submit": _submit,
            "attach": _attach,
            "choose": _choose,
            "close": _close,
            "say": _say,
            "send": _send,
            "closed": _closed,
            "open": _open,
        }

    @property
    def around(self) -> Mapping[str, Around]:
        return {
            "person": self._new_person,
            "people": self.tell_people,
            "role": self._role,
            "manages": self._manages,
            "leaves": self._leaves,
            "refuse": self._refuse,
            "remove": self._remove,
            "away": lambda _: self._discord.away(),
            "back": lambda _: self._discord.back(),
            "forward": self._forward,
        }

    def name_of(self, person: FakeUser) -> str:
        return person.user.global_name or person.user.username

    def account_of(self, person: FakeUser) -> str:
        return f"{self._discord.guild.id}:{person.id}"

    def news_of(self, person: FakeUser, entry: tuple[str, SeenMessage]) -> str:
        return shown(person, *entry)

    def screen_of(self, person: FakeUser) -> str:
        return whole_screen(person)

    async def command(self, person: FakeUser, command: str, rest: str) -> str:
        general = next(iter(self._discord.guild.channels.values()))
        return _wrong(await person.command(command, general, **_options(rest)))

    # -- what needs more than the person

    async def _direct(self, person: FakeUser, words: str) -> str:
        command, _, rest = words.partition(" ")
        return _wrong(await person.command(command, None, **_options(rest)))

    async def _offered(self, person: FakeUser, rest: str) -> str:
        ((option, typed),) = parted(rest) or [("", "")]
        reply = await person.autocomplete("/peer", option, typed)
        self._say(" | ".join(name for name, _ in reply.choices) or "nothing is suggested")
        return _wrong(reply)

    # -- the server and the app

    async def _new_person(self, name: str) -> None:
        if not name:
            raise Unclear("person NAME")
        person = self._discord.person(name)
        self._say(f"{name}: {self.account_of(person)}")

    async def _role(self, rest: str) -> None:
        name, _, who = (part.strip() for part in rest.partition("="))
        members = [self.person(each.strip()) for each in who.split(",") if each.strip()]
        self._say(f"{name}: {self._discord.role(name, *members).id}")

    async def _manages(self, who: str) -> None:
        self._discord.role("Management", self.person(who), granted=MANAGE_GUILD)

    async def _leaves(self, who: str) -> None:
        self.person(who).leave()

    async def _refuse(self, _: str) -> None:
        self._say(f"The bot's token is now {self._discord.reset_token()}")

    async def _remove(self, _: str) -> None:
        self._discord.remove_app(self._discord.guild)

    async def _forward(self, seconds: str) -> None:
        self._discord.clock.forward(float(seconds))


def _wrong(reply: Reply) -> str:
    told = [f"{field}: {why}" for field, why in reply.errors.items()]
    if reply.error:
        told.append(f"Discord shows that the app did not answer: {reply.error}")
    return "; ".join(told)


def _options(rest: str) -> dict[str, One]:
    return dict(parted(rest))


async def _press(person: FakeUser, label: str) -> str:
    newest = sorted([*person.from_app, *person.asides], key=lambda seen: int(seen.id))[::-1]
    labels = {each: None for seen in newest for each in seen.labels}
    if label not in labels:
        offered = " ".join(f"[{each}]" for each in labels) or "none"
        raise Unclear(f"no button {label!r}; there are, the newest first: {offered}")
    return _wrong(await person.press(label))


async def _submit(person: FakeUser, rest: str) -> str:
    for label, entered in parted(rest):
        person.fill(label, _value(_field(person, label), entered))
    return _wrong(await person.submit())


async def _attach(person: FakeUser, rest: str) -> str:
    ((label, name),) = parted(rest) or [("", "")]
    content = await asyncio.to_thread(Path(name).read_bytes)
    person.fill(label, Attached(Path(name).name, content))
    return ""


async def _choose(person: FakeUser, rest: str) -> str:
    ((label, value),) = parted(rest) or [("", "")]
    return _wrong(await person.choose(label, value))


async def _close(person: FakeUser, _: str) -> str:
    person.close()
    return ""


async def _say(person: FakeUser, rest: str) -> str:
    person.type(rest)
    return ""


async def _send(person: FakeUser, name: str) -> str:
    content = await asyncio.to_thread(Path(name).read_bytes)
    person.upload(Path(name).name, content)
    return ""


async def _closed(person: FakeUser, _: str) -> str:
    person.close_dms()
    return ""


async def _open(person: FakeUser, _: str) -> str:
    person.open_dms()
    return ""


def _field(person: FakeUser, label: str) -> Field | None:
    fields = person.modal.fields if person.modal is not None else ()
    return next((one for one in fields if label in (one.label, one.custom_id)), None)


def _value(field: Field | None, entered: str) -> Value:
    """Several by comma where the field takes several, yes or no where it is ticked; else the words
    as they stand."""
    if field is not None and field.kind in _SEVERAL:
        return [part.strip() for part in entered.split(",") if part.strip()]
    if field is not None and field.kind is Type.CHECKBOX:
        return _TICKED.get(entered.lower(), bool(entered))
    return entered
