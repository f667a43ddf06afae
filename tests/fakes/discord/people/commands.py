"""Slash commands: which ones somebody is offered, and what their client lets them enter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.fakes.discord import permissions
from tests.fakes.discord.command_shapes import SUB_COMMAND, SUB_COMMAND_GROUP
from tests.fakes.discord.people.filling import One, identity
from tests.fakes.discord.people.screen import NotThere
from tests.fakes.discord.state import Channel, User
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

STRING, INTEGER, BOOLEAN, NUMBER = 3, 4, 5, 10
#: Options whose value is an id: of somebody, a channel, a role, either, or a file.
IDENTITIES = {6, 7, 8, 9, 11}
#: What is entered for the others.
ENTERED: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}
#: /developers/interactions/application-commands#locale-fallbacks
FALLBACKS = {"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}


def offered(discord: "FakeDiscord", user: User, channel: Channel) -> list[Json]:
    """The slash commands in a channel, as the client lists them."""
    commands = list(discord.app.commands.values())
    if channel.guild is None:
        shared = any(user.id in guild.members for guild in discord.joined)
        return [one for one in commands if 1 in one["contexts"]] if shared else []
    guild = discord.guilds[channel.guild]
    if discord.bot.id not in guild.members:
        return []
    own = [one for one in guild.commands.values() if one["type"] == 1]
    names = {one["name"] for one in own}
    everywhere = [one for one in commands if 0 in one["contexts"] and one["name"] not in names]
    return [one for one in own + everywhere if _allowed(discord, user, channel, one)]


def _allowed(discord: "FakeDiscord", user: User, channel: Channel, command: Json) -> bool:
    guild = discord.guilds[channel.guild or ""]
    held = permissions.in_channel(guild, channel, user.id)
    if held & permissions.ADMINISTRATOR:
        return True
    if not held & permissions.USE_APPLICATION_COMMANDS:
        return False
    said = guild.command_permissions.get(command["id"], {})
    if user.id in said:
        return said[user.id]
    by_role = [said[role] for role in guild.members[user.id].roles if role in said]
    if by_role:
        return any(by_role)
    if guild.id in said:
        return said[guild.id]
    needed = command["default_member_permissions"]
    if needed is None:
        return True
    return int(needed) != 0 and held & int(needed) == int(needed)


def name_for(user: User, shown: Json) -> str:
    """In the language of the client."""
    names = shown.get("name_localizations") or {}
    other = FALLBACKS.get(user.locale, "")
    return str(names.get(user.locale) or names.get(other) or shown["name"])


def find(
    discord: "FakeDiscord", user: User, channel: Channel, line: str
) -> tuple[Json, list[Json], list[Json]]:
    """The command of `/peer request`, the path of groups and subcommands, and the options."""
    first, *rest = line.removeprefix("/").split()
    for command in offered(discord, user, channel):
        if first in (command["name"], name_for(user, command)):
            break
    else:
        raise NotThere(f"/{first} is not offered here")
    path: list[Json] = []
    options: list[Json] = command["options"]
    for word in rest:
        nested = [one for one in options if one["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP)]
        found = [one for one in nested if word in (one["name"], name_for(user, one))]
        if not found:
            raise NotThere(f"/{line} is not offered here")
        path.append(found[0])
        options = found[0].get("options") or []
    if any(one["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) for one in options):
        raise NotThere(f"/{line} needs one of {[one['name'] for one in options]} after it")
    return command, path, options


def filled(options: list[Json], given: Mapping[str, One], *, partial: bool = False) -> list[Json]:
    """The options with their values (the ids of files); `partial`: required ones may be missing
    still."""
    by_name = {one["name"]: one for one in options}
    strange = [name for name in given if name not in by_name]
    if strange:
        raise NotThere(f"no option {strange[0]!r} among {list(by_name)}")
    missing = [name for name, one in by_name.items() if one.get("required") and name not in given]
    if missing and not partial:
        raise NotThere(f"the option {missing[0]!r} is required")
    return [
        {"name": name, "type": by_name[name]["type"], "value": _value(by_name[name], value)}
        for name, value in given.items()
    ]


def _value(option: Json, value: One) -> str | int | float | bool:
    kind = option["type"]
    if kind in IDENTITIES:
        return identity(value)
    if option.get("choices"):
        for choice in option["choices"]:
            if value in (choice["name"], choice["value"]):
                return choice["value"]  # type: ignore[no-any-return]
        raise NotThere(f"{value!r} is no choice of {option['name']!r}")
    wanted = ENTERED.get(kind, (object,))
    if not isinstance(value, wanted) or (kind != BOOLEAN and isinstance(value, bool)):
        raise NotThere(f"{value!r} cannot be entered for {option['name']!r}")
    size = len(value) if isinstance(value, str) else value
    low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    if isinstance(size, (int, float)) and not (
        option.get(low, size) <= size <= option.get(high, size)
    ):
        raise NotThere(f"{value!r} is out of bounds for {option['name']!r}")
    return value if isinstance(value, (str, int, float)) else str(value)


def nested(path: list[Json], options: list[Json]) -> list[Json]:
    """The options within their groups and subcommands, as they travel."""
    for one in reversed(path):
        options = [{"name": one["name"], "type": one["type"], "options": options}]
    return options
