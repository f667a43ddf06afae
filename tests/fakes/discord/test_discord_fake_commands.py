"""Registering commands: what is taken and refused, which ones somebody is offered."""

from typing import Any

import pytest

from tests.fakes.discord import permissions
from tests.fakes.discord.form import problems
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.screen import NotThere
from tests.fakes.discord.saying import Api, parameter, slash
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.wire import Json


def place(discord: FakeDiscord, guild: str = "") -> str:
    middle = f"/guilds/{guild}" if guild else ""
    return f"/applications/{discord.app.id}{middle}/commands"


async def register(api: Api, *commands: Json, guild: str = "") -> list[Json]:
    status, made = await api("PUT", place(api.discord, guild), list(commands))
    assert status == 200, made
    return list(made)


GOOD = [
    slash("n" * 32, "d" * 100),
    slash("früh-dienst_1"),
    slash(options=[parameter("a", required=True), parameter("b")]),
    slash(options=[parameter(f"o{number}") for number in range(25)]),
    slash(options=[parameter(choices=[{"name": "A", "value": "a"}])]),
    slash(options=[parameter(kind=4, autocomplete=True, min_value=1)]),
    slash(options=[parameter("go", 1, options=[parameter()])]),
    slash(options=[parameter("group", 2, options=[parameter("go", 1)])]),
    slash(name_localizations={"fr": "pair"}, description_localizations={"es-ES": "Un par"}),
    slash(default_member_permissions="32", contexts=[0], integration_types=[0], nsfw=False),
    {"name": "High Five", "type": 2},
]


@pytest.mark.parametrize("command", GOOD, ids=range(len(GOOD)))
async def test_it_is_taken(api: Api, command: Json) -> None:
    (made,) = await register(api, command)
    assert made["name"] == command["name"]


BAD: list[tuple[Json, str]] = [
    (slash(""), "0.name: BASE_TYPE_REQUIRED"),
    (slash("n" * 33), "0.name: BASE_TYPE_BAD_LENGTH"),
    (slash("Peer"), "0.name: APPLICATION_COMMAND_INVALID_NAME"),
    (slash("two words"), "0.name: STRING_TYPE_REGEX"),
    (slash(description=""), "0.description: BASE_TYPE_REQUIRED"),
    (slash(description="d" * 101), "0.description: BASE_TYPE_BAD_LENGTH"),
    (slash(type=7), "0.type: BASE_TYPE_CHOICES"),
    (slash(contexts=[3]), "0.contexts.0: BASE_TYPE_CHOICES"),
    (slash(integration_types=[]), "0.integration_types: BASE_TYPE_BAD_LENGTH"),
    (slash(default_member_permissions="x"), "0.default_member_permissions: NUMBER_TYPE_COERCE"),
    (slash(name_localizations={"xx": "a"}), "0.name_localizations.xx: BASE_TYPE_CHOICES"),
    (slash(name_localizations={"fr": "A"}), "0.name_localizations.fr: APPLICATION_COMMAND_INVALID"),
    ({"name": "High Five", "type": 2, "description": "d"}, "0.description: APPLICATION_COMMAND"),
    (
        slash(options=[parameter(f"o{number}") for number in range(26)]),
        "0.options: BASE_TYPE_MAX_LENGTH",
    ),
    (slash(options=[parameter("A")]), "0.options.0.name: APPLICATION_COMMAND_INVALID_NAME"),
    (slash(options=[parameter(kind=12)]), "0.options.0.type: UNION_TYPE_CHOICES"),
    (slash(options=[parameter(), parameter()]), "0.options.1: APPLICATION_COMMAND_OPTIONS_NAME"),
    (
        slash(options=[parameter("a"), parameter("b", required=True)]),
        "0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (
        slash(options=[parameter("go", 1), parameter("a")]),
        "0.options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        slash(options=[parameter("go", 1, options=[parameter("again", 1)])]),
        "0.options.0.options.0.type: UNION_TYPE_CHOICES",
    ),
    (
        slash(options=[parameter("group", 2, options=[parameter()])]),
        "0.options.0.options.0.type: UNION_TYPE_CHOICES",
    ),
    (
        slash(options=[parameter(choices=[{"name": "A", "value": "a"}], autocomplete=True)]),
        "0.options.0.autocomplete: APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
    ),
    (
        slash(options=[parameter(choices=[{"name": "A", "value": "v" * 101}])]),
        "0.options.0.choices.0.value: BASE_TYPE_BAD_LENGTH",
    ),
    (
        slash(options=[parameter(kind=4, choices=[{"name": "A", "value": "x"}])]),
        "0.options.0.choices.0.value: NUMBER_TYPE_COERCE",
    ),
    (
        slash(
            options=[
                parameter(choices=[{"name": "n" * 100, "value": f"{n:0100}"} for n in range(25)])
                | {"name": f"o{number}"}
                for number in range(2)
            ]
        ),
        "0: APPLICATION_COMMAND_TOO_LARGE",
    ),
]


@pytest.mark.parametrize(("command", "line"), BAD, ids=range(len(BAD)))
async def test_it_is_refused(discord: FakeDiscord, api: Api, command: Json, line: str) -> None:
    status, said = await api("PUT", place(discord), [command])
    assert (status, said["code"]) == (400, 50035)
    assert [one for one in problems(said["errors"]) if one.startswith(line)]
    assert discord.app.commands == {}


async def test_an_overwrite_keeps_the_ids_of_the_same_names(discord: FakeDiscord, api: Api) -> None:
    first = await register(api, slash("a"), slash("b"))
    second = await register(api, slash("b", "Changed"), slash("c"))
    assert second[0]["id"] == first[1]["id"]
    assert second[0]["version"] != first[1]["version"]
    _, listed = await api("GET", place(discord))
    assert [one["name"] for one in listed] == ["b", "c"]
    status, said = await api("PUT", place(discord), [slash("a"), slash("a")])
    assert (status, problems(said["errors"])) == (400, ["1: APPLICATION_COMMANDS_DUPLICATE_NAME"])
    status, said = await api("PUT", place(discord), {})
    assert problems(said["errors"]) == [": LIST_TYPE_CONVERT"]


async def test_one_by_one(discord: FakeDiscord, api: Api) -> None:
    status, made = await api("POST", place(discord), slash("a"))
    assert status == 201
    status, again = await api("POST", place(discord), slash("a", "Changed"))
    assert (status, again["id"], again["description"]) == (200, made["id"], "Changed")
    here = f"{place(discord)}/{made['id']}"
    assert (await api("PATCH", here, {"description": "More"}))[1]["description"] == "More"
    assert (await api("GET", here))[1]["description"] == "More"
    assert await api("DELETE", here) == (204, "")
    assert await api.code("GET", here) == (404, 10063)
    elsewhere = "/applications/123/commands"
    assert await api.code("PUT", elsewhere, []) == (403, 20012)
    assert await api.code("PUT", place(discord, "123"), []) == (403, 50001)


async def test_how_many_there_may_be(discord: FakeDiscord, api: Api) -> None:
    many = [slash(f"c{number}") for number in range(101)]
    assert await api.code("PUT", place(discord), many) == (400, 30032)
    discord.settings.command_creates = 2
    assert await api.code("PUT", place(discord), many[:3]) == (429, 30034)
    discord.clock.forward(86_401)
    await register(api, *many[:2])


async def test_who_is_offered_what(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    general = next(iter(discord.guild.channels.values()))
    made = await register(
        api,
        slash("everywhere"),
        slash("server", contexts=[0]),
        slash("direct", contexts=[1]),
        slash("coordinator", contexts=[0], default_member_permissions="32"),
        slash("nobody", contexts=[0], default_member_permissions="0"),
    )
    await register(api, slash("own", "Of this server"), guild=discord.guild.id)
    assert ana.commands() == ["everywhere", "direct"]
    assert ana.commands(general) == ["own", "everywhere", "server"]
    crew = discord.role("Coordinators", ana, granted=permissions.MANAGE_GUILD)
    assert "coordinator" in ana.commands(general)
    crew.permissions = permissions.ADMINISTRATOR
    assert "nobody" in ana.commands(general)
    crew.permissions = 0
    nobody = made[4]["id"]
    discord.guild.command_permissions[nobody] = {crew.id: True}
    assert "nobody" in ana.commands(general)
    discord.guild.command_permissions[nobody] = {crew.id: True, ana.id: False}
    assert "nobody" not in ana.commands(general)
    here = f"{place(discord, discord.guild.id)}"
    _, (said,) = await api("GET", f"{here}/permissions")
    assert [(one["type"], one["permission"]) for one in said["permissions"]] == [
        (1, True),
        (2, False),
    ]
    assert (await api("GET", f"{here}/{nobody}/permissions"))[1] == said
    assert await api.code("GET", f"{here}/{made[0]['id']}/permissions") == (404, 10066)
    assert await api.code("PUT", f"{here}/{nobody}/permissions", {}) == (403, 20001)
    discord.guild.command_permissions[made[1]["id"]] = {discord.guild.id: False}
    assert "server" not in ana.commands(general)
    general.overwrites[ana.id] = (0, permissions.USE_APPLICATION_COMMANDS)
    assert ana.commands(general) == []
    ana.leave()
    assert ana.commands() == []


async def test_names_in_the_language_of_the_client(discord: FakeDiscord, api: Api) -> None:
    await register(api, slash(name_localizations={"es-ES": "par", "fr": "pair"}))
    names = [discord.person("P", locale=one).commands() for one in ("fr", "es-419", "de")]
    assert names == [["pair"], ["par"], ["peer"]]


async def test_what_the_client_does_not_let_pass(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    await register(
        api,
        slash(
            options=[
                parameter("note", required=True, min_length=2, max_length=3),
                parameter("many", 4, min_value=1, max_value=9),
                parameter("zone", choices=[{"name": "Green", "value": "g"}]),
            ]
        ),
        slash("more", options=[parameter("one", 1), parameter("two", 1)]),
    )

    async def refused(line: str, said: str, **options: Any) -> None:
        with pytest.raises(NotThere, match=said):
            await ana.command(line, **options)

    await refused("/other", "not offered")
    await refused("/peer", "required")
    await refused("/peer", "no option", note="ab", other="x")
    await refused("/peer", "out of bounds", note="a")
    await refused("/peer", "out of bounds", note="ab", many=10)
    await refused("/peer", "cannot be entered", note="ab", many="x")
    await refused("/peer", "no choice", note="ab", zone="Blue")
    await refused("/more", "needs one of")
    await refused("/more three", "not offered")
    with pytest.raises(NotThere, match="completes itself"):
        await ana.autocomplete("/peer", "note", "x")
