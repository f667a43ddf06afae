"""The HTTP API by hand: who asks, people, servers, roles, the application."""

import aiohttp

from tests.fakes.discord import permissions
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.saying import Api
from tests.fakes.discord.server import FakeDiscord


async def test_who_asks_and_for_what(discord: FakeDiscord, api: Api) -> None:
    assert (await api("GET", "/users/@me"))[1]["id"] == discord.bot.id
    assert api.last is not None
    assert api.last.headers["Content-Type"] == "application/json"
    assert await api.code("GET", "/users/@me", token="wrong") == (401, 0)
    assert await api.code("GET", "/users/@me", token=None) == (401, 0)
    assert await api.code("GET", "/nothing") == (404, 0)
    assert await api.code("PUT", "/users/@me") == (405, 0)
    async with api.session.get(f"{discord.origin}/api/v6/users/@me") as got:
        assert (got.status, (await got.json())["code"]) == (400, 50041)
    api.headers["User-Agent"] = ""
    assert await api.code("GET", "/users/@me") == (403, 40333)


async def test_a_body_that_is_none(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    address = f"{discord.api_url}/channels/{ana.room.id}/messages"
    headers = {"Authorization": f"Bot {discord.token}", "Content-Type": "application/json"}
    async with api.session.post(address, data=b"{", headers=headers) as got:
        assert (got.status, (await got.json())["code"]) == (400, 50109)
    headers["Content-Type"] = "text/plain"
    async with api.session.post(address, data=b"{}", headers=headers) as got:
        said = await got.json()
    assert said["errors"]["_errors"][0]["code"] == "CONTENT_TYPE_INVALID"
    form = aiohttp.FormData({"content": "Hello"})
    form.add_field("files[0]", b"x", filename="a.txt")
    del headers["Content-Type"]
    async with api.session.post(address, data=form, headers=headers) as got:
        assert (await got.json())["content"] == "Hello"


async def test_the_application_and_its_gateway(discord: FakeDiscord, api: Api) -> None:
    _, app = await api("GET", "/applications/@me")
    assert (app["id"], app["flags"]) == (discord.app.id, 0)
    discord.app.privileged.add("message_content")
    assert (await api("GET", "/oauth2/applications/@me"))[1]["flags"] == 1 << 19
    assert await api("GET", "/gateway", token=None) == (200, {"url": discord.gateway_url})
    _, bot = await api("GET", "/gateway/bot")
    assert (bot["url"], bot["shards"]) == (discord.gateway_url, 1)
    assert bot["session_start_limit"]["max_concurrency"] == 1


async def test_people(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    _, shown = await api("GET", f"/users/{ana.id}")
    assert (shown["global_name"], shown["username"]) == ("Ana Quiñones", "anaquiñones")
    assert await api.code("GET", "/users/123") == (404, 10013)


async def test_servers_and_members(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    here = f"/guilds/{discord.guild.id}"
    _, guild = await api("GET", f"{here}?with_counts=true")
    assert (guild["name"], guild["approximate_member_count"]) == ("Cedar Falls Fire", 3)
    assert [one["name"] for one in (await api("GET", f"{here}/channels"))[1]] == ["general"]
    assert (await api("GET", f"{here}/members/{ana.id}"))[1]["user"]["id"] == ana.id
    stranger = discord.person("A stranger", guilds=[])
    assert await api.code("GET", f"{here}/members/{stranger.id}") == (404, 10007)
    assert await api.code("GET", f"{here}/members/123") == (404, 10013)
    assert await api.code("GET", f"{here}/members?limit=10") == (403, 50001)
    discord.app.privileged.add("members")
    assert len((await api("GET", f"{here}/members?limit=10"))[1]) == 3
    _, found = await api("GET", f"{here}/members/search?query=ana&limit=5")
    assert [one["user"]["id"] for one in found] == [ana.id]
    assert len((await api("GET", "/users/@me/guilds"))[1]) == 1
    other = discord.add_guild("Elsewhere", invited=False)
    assert await api.code("GET", f"/guilds/{other.id}") == (404, 10004)
    assert await api.code("GET", f"/guilds/{other.id}/channels") == (403, 50001)
    assert await api("DELETE", f"/users/@me/guilds/{discord.guild.id}") == (204, "")
    assert await api.code("GET", here) == (404, 10004)


async def test_roles_are_given_below_ones_own(
    discord: FakeDiscord, api: Api, ana: FakeUser
) -> None:
    above = discord.role("Chief")
    member = discord.guild.members[ana.id]
    here = f"/guilds/{discord.guild.id}/members/{ana.id}/roles"
    assert await api.code("PUT", f"{here}/{above.id}") == (403, 50013)
    own = next(role for role in discord.guild.roles.values() if role.managed)
    own.permissions |= permissions.MANAGE_ROLES
    assert await api.code("PUT", f"{here}/{above.id}") == (403, 50013)
    own.position = 10
    assert await api("PUT", f"{here}/{above.id}") == (204, "")
    assert member.roles == [above.id]
    assert await api.code("PUT", f"{here}/{own.id}") == (403, 50013)
    assert await api.code("PUT", f"{here}/123") == (404, 10011)
    assert await api("DELETE", f"{here}/{above.id}") == (204, "")
    assert member.roles == []
    roles = f"/guilds/{discord.guild.id}/roles"
    assert len((await api("GET", roles))[1]) == 3
    assert (await api("GET", f"{roles}/{above.id}"))[1]["name"] == "Chief"


async def test_typing_and_closing(discord: FakeDiscord, api: Api, ana: FakeUser) -> None:
    assert await api("POST", f"/channels/{ana.room.id}/typing") == (204, "")
    assert (await api("DELETE", f"/channels/{ana.room.id}"))[0] == 200
    general = next(iter(discord.guild.channels))
    assert await api.code("DELETE", f"/channels/{general}") == (403, 50013)


def test_what_a_member_has_in_a_channel(discord: FakeDiscord, ana: FakeUser) -> None:
    """The documented order: everyone's, then the roles', then the member's own overwrites."""
    general = next(iter(discord.guild.channels.values()))
    sees, writes = permissions.VIEW_CHANNEL, permissions.SEND_MESSAGES

    def has(bit: int) -> bool:
        return bool(permissions.in_channel(discord.guild, general, ana.id) & bit)

    general.overwrites[discord.guild.id] = (0, sees)
    assert not has(sees)
    assert not has(writes)
    quiet, loud = discord.role("Quiet", ana), discord.role("Loud", ana)
    general.overwrites |= {quiet.id: (0, sees), loud.id: (sees, 0)}
    assert has(sees)
    general.overwrites[ana.id] = (0, writes)
    assert not has(writes)
    loud.permissions = permissions.ADMINISTRATOR
    assert has(writes)
