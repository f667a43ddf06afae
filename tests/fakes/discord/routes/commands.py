"""Registering application commands (/developers/interactions/application-commands#endpoints)."""

from typing import Any

from tests.fakes.discord.command_shapes import CHAT_INPUT, command
from tests.fakes.discord.form import Form
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import Guild
from tests.fakes.discord.wire import Json, Refused

_GLOBAL = "/applications/{application.id}/commands"
_GUILD = "/applications/{application.id}/guilds/{guild.id}/commands"
#: At most so many of each type.
MOST = {1: 100, 2: 15, 3: 15}
#: Which parts of a command are kept, with what they are where nothing is said.
KEPT: Json = {
    "type": CHAT_INPUT,
    "name_localizations": None,
    "description": "",
    "description_localizations": None,
    "default_member_permissions": None,
    "nsfw": False,
    "options": [],
}


def _own(call: Call) -> None:
    if call.ids["application.id"] != call.discord.app.id:
        raise Refused.because(20012)


def _held(call: Call) -> tuple[dict[str, Json], list[float], Guild | None]:
    """Where the commands are: global, or of one guild."""
    _own(call)
    if "guild.id" in call.ids:
        guild = call.guild()
        return guild.commands, guild.creates, guild
    return call.discord.app.commands, call.discord.app.creates, None


@route(f"GET {_GLOBAL}")
@route(f"GET {_GUILD}")
def listed(call: Call) -> Result:
    return 200, list(_held(call)[0].values())


@route(f"PUT {_GLOBAL}")
@route(f"PUT {_GUILD}")
def overwrite(call: Call) -> Result:
    """Exactly these from now on; those that were there under the same name keep their ids."""
    commands, creates, guild = _held(call)
    form = Form()
    if not isinstance(call.body, list):
        form.say((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        form.done()
    seen: set[tuple[object, object]] = set()
    for number, one in enumerate(call.body):
        command(form, one, (number,))
        if not isinstance(one, dict):
            continue
        key = (one.get("type", CHAT_INPUT), one.get("name"))
        if key in seen:
            form.say(
                (number,),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        seen.add(key)
    form.done()
    _not_too_many(call.body)
    made = [_made(call, one, commands, creates, guild) for one in call.body]
    commands.clear()
    commands.update({one["id"]: one for one in made})
    return 200, made


@route(f"POST {_GLOBAL}")
@route(f"POST {_GUILD}")
def create(call: Call) -> Result:
    """Under a name that is there already it takes that one's place."""
    commands, creates, guild = _held(call)
    form = Form()
    command(form, call.body, ())
    form.done()
    made = _made(call, call.body, commands, creates, guild)
    known = made["id"] in commands
    _not_too_many([*(one for one in commands.values() if one["id"] != made["id"]), made])
    commands[made["id"]] = made
    return (200 if known else 201), made


def _not_too_many(commands: list[Any]) -> None:
    for kind, most in MOST.items():
        if sum(one.get("type", CHAT_INPUT) == kind for one in commands) > most:
            raise Refused.because(30032)


def _made(
    call: Call, body: Json, commands: dict[str, Json], creates: list[float], guild: Guild | None
) -> Json:
    discord, now = call.discord, call.discord.clock.now()
    key = (body.get("type", CHAT_INPUT), body["name"])
    known = next((one for one in commands.values() if (one["type"], one["name"]) == key), None)
    if known is None:
        creates[:] = [at for at in creates if now - at < 86_400]
        if len(creates) >= discord.settings.command_creates:
            raise Refused.because(30034)
        creates.append(now)
    shown: Json = {
        "id": discord.snowflakes.new(now) if known is None else known["id"],
        "application_id": discord.app.id,
        "version": discord.snowflakes.new(now),
        "name": body["name"],
        **{name: body.get(name, usual) for name, usual in KEPT.items()},
    }
    if shown["default_member_permissions"] is not None:
        shown["default_member_permissions"] = str(shown["default_member_permissions"])
    if guild is None:
        direct = body.get("dm_permission", True)
        usual = [0, 1, 2] if direct is not False else [0]
        shown["contexts"] = body["contexts"] if body.get("contexts") is not None else usual
        shown["integration_types"] = body.get("integration_types") or [0]
        shown["dm_permission"] = 1 in shown["contexts"]
    else:
        shown["guild_id"] = guild.id
    return shown


@route(f"GET {_GLOBAL}/{{command.id}}")
@route(f"GET {_GUILD}/{{command.id}}")
def one(call: Call) -> Result:
    return 200, _known(call)


def _known(call: Call) -> Json:
    found = _held(call)[0].get(call.ids["command.id"])
    if found is None:
        raise Refused.because(10063)
    return found


@route(f"PATCH {_GLOBAL}/{{command.id}}")
@route(f"PATCH {_GUILD}/{{command.id}}")
def edit(call: Call) -> Result:
    """What is given takes the place of what was there."""
    known, form = _known(call), Form()
    changed = {**known, **call.body}
    command(form, changed, ())
    form.done()
    known.update({name: changed[name] for name in (*KEPT, "name", "contexts") if name in changed})
    known["version"] = call.discord.snowflakes.new(call.discord.clock.now())
    return 200, known


@route(f"DELETE {_GLOBAL}/{{command.id}}")
@route(f"DELETE {_GUILD}/{{command.id}}")
def delete(call: Call) -> Result:
    known = _known(call)
    del _held(call)[0][known["id"]]
    return 204, None


@route(f"GET {_GUILD}/permissions")
def all_permissions(call: Call) -> Result:
    """Of the commands that a server changed something about."""
    _own(call)
    guild = call.guild()
    return 200, [_permissions(call, guild, target) for target in guild.command_permissions]


@route(f"GET {_GUILD}/{{command.id}}/permissions")
def permissions_of(call: Call) -> Result:
    _own(call)
    guild, target = call.guild(), call.ids["command.id"]
    if target not in guild.command_permissions:
        raise Refused.because(10066)
    return 200, _permissions(call, guild, target)


def _permissions(call: Call, guild: Guild, target: str) -> Json:
    return {
        "id": target,
        "application_id": call.discord.app.id,
        "guild_id": guild.id,
        "permissions": [
            {"id": whom, "type": 1 if whom in guild.roles else 2, "permission": allowed}
            for whom, allowed in guild.command_permissions[target].items()
        ],
    }


@route(f"PUT {_GUILD}/{{command.id}}/permissions")
def change_permissions(call: Call) -> Result:
    """Only with a person's token."""
    raise Refused.because(20001)
