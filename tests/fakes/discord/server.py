"""A Discord on this machine: any client of Discord's can talk to it, over real sockets.

    async with FakeDiscord() as discord:
        ana = discord.person("Ana Quiñones")
        with pointed_at(discord):
            await client.start(discord.token)

See README.md beside this for what it knows, what it refuses, and where each rule was read.
"""

import secrets

from aiohttp import web

from tests.fakes.clock import Clock
from tests.fakes.discord import permissions, rest
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Interactions
from tests.fakes.discord.objects import (
    guild_create,
    guild_object,
    member_object,
    role_object,
    user_object,
)
from tests.fakes.discord.old_edits import OldEdits
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.routes.calling import Call
from tests.fakes.discord.settings import Settings
from tests.fakes.discord.state import (
    DIRECT,
    GUILD_TEXT,
    App,
    Channel,
    File,
    Guild,
    Member,
    Role,
    User,
)
from tests.fakes.discord.wire import DISCORD_EPOCH, Snowflakes
from tests.fakes.served import Served

_DAY = 86_400


class FakeDiscord(Served):
    """One Discord with one app, invited to one server; more can be added."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.clock = Clock()
        self.snowflakes = Snowflakes()
        self.faults = Faults()
        self.rates = Rates()
        self.calls: list[Call] = []  #: every request to the HTTP API, with what was answered
        self.users: dict[str, User] = {}
        self.people: dict[str, FakeUser] = {}  #: whoever is played, by id
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}  #: all of them, by id
        self.direct: dict[str, Channel] = {}  #: with the app, by user
        self.files: dict[str, File] = {}
        self.gateway = Gateway(self)
        self.interactions = Interactions(self)
        self.old_edits = OldEdits(self)
        self._runner: web.AppRunner | None = None
        self._port = 0
        owner = self._user("owner", "The owner")
        self.bot = self._user("companion", None, bot=True)
        self.app = App(self.bot.id, "Companion", f"MTk.{secrets.token_urlsafe(27)}", owner.id)
        self.guild = self.add_guild("Cedar Falls Fire")

    # -- where it is

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """In the place of `https://discord.com/api/v10`."""
        return f"{self.origin}/api/v10"

    @property
    def gateway_url(self) -> str:
        """In the place of `wss://gateway.discord.gg/`."""
        return f"ws://127.0.0.1:{self._port}/gateway/"

    @property
    def resume_url(self) -> str:
        """Where READY says that a session is resumed; another than the first address."""
        return f"ws://127.0.0.1:{self._port}/gateway-again/"

    @property
    def token(self) -> str:
        return self.app.token

    async def __aenter__(self) -> "FakeDiscord":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        served = web.Application(client_max_size=1024**3)
        served.router.add_route("*", "/api/{path:.*}", self._api)
        served.router.add_get("/gateway/", self.gateway.serve)
        served.router.add_get("/gateway-again/", self.gateway.serve)
        served.router.add_get("/attachments/{channel}/{file}/{name}", self._download)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        # The queue holds more connections than are ever opened at once: one that finds it full
        # is tried again after a second.
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self.gateway.end()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def away(self) -> None:
        """Out of reach: every socket ends, and nothing new gets through, until `back`."""
        await self.stop()

    async def back(self) -> None:
        """Within reach again, at the same address, with everything as it was."""
        await self.start(self._port)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        return await rest.serve(self, request)

    async def _download(self, request: web.Request) -> web.Response:
        found = self.files.get(request.match_info["file"])
        if found is None or found.filename != request.match_info["name"]:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.content, headers={"Content-Type": found.content_type})

    # -- the app and the servers it is in

    def _user(self, username: str, name: str | None, *, bot: bool = False) -> User:
        made = User(self.snowflakes.new(self.clock.now()), username, name, bot=bot)
        self.users[made.id] = made
        return made

    def add_guild(self, name: str, *, invited: bool = True, locale: str = "en-US") -> Guild:
        """A server with a channel; `invited`: the app is in it from the beginning."""
        # A millisecond of its own each, so that they are spread over shards.
        made = (int(self.clock.now()) - _DAY) * 1000 + len(self.guilds) - DISCORD_EPOCH
        guild = Guild(str(made << 22), name, self.app.owner, self.clock.now(), locale)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE, 0)
        guild.members[guild.owner] = Member(guild.owner, self.clock.now())
        self.guilds[guild.id] = guild
        self.channel("general", guild=guild)
        if invited:
            self.invite(guild)
        return guild

    def invite(self, guild: Guild) -> None:
        """The app joins, with a role of its own and the permissions it was invited with."""
        role = self.role(self.app.name, guild=guild, granted=self.app.invited_with)
        role.managed = True
        guild.joined = self.clock.now()
        guild.members[self.bot.id] = Member(self.bot.id, guild.joined, [role.id])
        shown = guild_create(self, guild, everybody=False)
        del shown["unavailable"]
        self.gateway.dispatch("GUILD_CREATE", shown, guild.id)

    def remove_app(self, guild: Guild) -> None:
        """It is kicked or leaves: GUILD_DELETE."""
        del guild.members[self.bot.id]
        self.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild.id)

    def outage(self, guild: Guild, *, over: bool = False) -> None:
        """A server is unavailable, and available again once it is `over`."""
        guild.available = over
        if over:
            shown = guild_create(self, guild, everybody=False)
            self.gateway.dispatch("GUILD_CREATE", shown, guild.id)
        else:
            gone = {"id": guild.id, "unavailable": True}
            self.gateway.dispatch("GUILD_DELETE", gone, guild.id)

    @property
    def joined(self) -> list[Guild]:
        """The servers that the app is in."""
        return [guild for guild in self.guilds.values() if self.bot.id in guild.members]

    def held_in(self, guild: Guild) -> int:
        """The app's permissions in a server."""
        return permissions.in_guild(guild, self.bot.id)

    def grant(self, held: int, guild: Guild | None = None) -> None:
        """Exactly these permissions to everybody, and none to the app alone."""
        place = guild or self.guild
        place.roles[place.id].permissions = held
        for role in place.members[self.bot.id].roles:
            place.roles[role].permissions = 0
        self.gateway.dispatch("GUILD_UPDATE", guild_object(place), place.id)

    def reset_token(self) -> str:
        """A new token; the old one is worth nothing from now on."""
        self.app.token = f"MTk.{secrets.token_urlsafe(27)}"
        return self.app.token

    # -- people and places

    def person(
        self,
        name: str,
        *,
        guild: Guild | None = None,
        guilds: list[Guild] | None = None,
        locale: str = "en-US",
    ) -> FakeUser:
        """Somebody new at a client of their own, in one server or several (or none: `[]`)."""
        handle = "".join(part for part in name.lower() if part.isalnum()) or "someone"
        user = self._user(handle, name)
        user.locale = locale
        made = self.people[user.id] = FakeUser(self, user)
        for place in [guild or self.guild] if guilds is None else guilds:
            self.joins(user, place)
        return made

    def joins(self, user: User, guild: Guild) -> None:
        """GUILD_MEMBER_ADD, where it is heard."""
        member = guild.members[user.id] = Member(user.id, self.clock.now())
        shown = member_object(self, member) | {"guild_id": guild.id}
        self.gateway.dispatch("GUILD_MEMBER_ADD", shown, guild.id)

    def leaves(self, user: User, guild: Guild) -> None:
        """Of their own accord or not: GUILD_MEMBER_REMOVE, where it is heard."""
        del guild.members[user.id]
        gone = {"guild_id": guild.id, "user": user_object(user)}
        self.gateway.dispatch("GUILD_MEMBER_REMOVE", gone, guild.id)

    def member_changed(self, guild: Guild, member: Member) -> None:
        shown = member_object(self, member) | {"guild_id": guild.id}
        self.gateway.dispatch("GUILD_MEMBER_UPDATE", shown, guild.id)

    def role(
        self, name: str, *members: FakeUser, guild: Guild | None = None, granted: int = 0
    ) -> Role:
        place = guild or self.guild
        made = Role(self.snowflakes.new(self.clock.now()), name, granted, len(place.roles))
        place.roles[made.id] = made
        for member in members:
            place.members[member.id].roles.append(made.id)
            self.member_changed(place, place.members[member.id])
        told = {"guild_id": place.id, "role": role_object(made)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", told, place.id)
        return made

    def channel(self, name: str, *, guild: Guild | None = None, kind: int = GUILD_TEXT) -> Channel:
        place = guild or self.guild
        made = Channel(
            self.snowflakes.new(self.clock.now()), kind, place.id, name, len(place.channels)
        )
        place.channels[made.id] = self.channels[made.id] = made
        return made

    def direct_with(self, user: str) -> Channel:
        """The direct messages between the app and somebody."""
        found = self.direct.get(user)
        if found is None:
            identity = self.snowflakes.new(self.clock.now())
            found = Channel(identity, DIRECT, recipient=user)
            self.direct[user] = self.channels[identity] = found
        return found

    # -- what a test asks

    def called(self, route: str) -> list[Call]:
        """The requests of a route, in order: `POST /channels/{channel.id}/messages`."""
        return [call for call in self.calls if call.route == route]

    async def until_called(self, route: str, within: float = 10.0) -> None:
        """Until a route was asked and has answered, however long ago."""
        await self.until(lambda: any(call.status for call in self.called(route)), within)
