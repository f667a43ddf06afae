"""A Slack on this machine: any client of Slack's can talk to it, over real sockets.

    async with FakeSlack() as slack:
        ana = slack.person("Ana Quiñones")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.base_url)

See README.md beside this for what it knows, what it refuses, and where each rule was read.
"""

from typing import Any

from aiohttp import web

from tests.fakes.clock import Clock
from tests.fakes.served import Served
from tests.fakes.slack import file_server, payloads, web_api
from tests.fakes.slack.ephemerals import Ephemerals
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.manifest import EVENT_SCOPES, problems_of
from tests.fakes.slack.methods.calling import Call
from tests.fakes.slack.methods.people import user_object
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.response_urls import ResponseUrls
from tests.fakes.slack.rotation import Rotation
from tests.fakes.slack.sample_manifest import DEFAULT
from tests.fakes.slack.settings import Settings
from tests.fakes.slack.socket_mode import Envelope, SocketMode
from tests.fakes.slack.state import (
    App,
    Conversation,
    File,
    Installation,
    Member,
    UserGroup,
    View,
    Workspace,
)
from tests.fakes.slack.triggers import Triggers
from tests.fakes.slack.wire import Identifiers, Json


class FakeSlack(Served):
    """One Slack with one app, installed in one workspace; more can be added.

    `manifest`: the app's, validated as Slack validates it; what it asks for is what is granted.
    """

    def __init__(self, manifest: Json | None = None, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.clock = Clock()
        self.ids = Identifiers()
        self.faults = Faults()
        self.rates = Rates()
        self.calls: list[Call] = []  #: every call of the Web API, with what was answered
        self.workspaces: dict[str, Workspace] = {}
        self.installations: dict[str, Installation] = {}  #: by bot token
        self.people: dict[str, FakeUser] = {}  #: by member
        self.views: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.rotation = Rotation(self)
        self.triggers = Triggers(self)
        self.response_urls = ResponseUrls(self)
        self.ephemerals = Ephemerals(self)
        self.socket = SocketMode(self)
        self.scopes_used: set[str] = set()  #: what the app's calls and what it was sent needed
        self._runner: web.AppRunner | None = None
        self._port = 0
        self.app = App(self.ids.new("A"), "", {})
        self.use_manifest(manifest or DEFAULT)
        self.app_token = self.add_app_token("connections:write")
        self.workspace = self.add_workspace("Cedar Falls Fire", "cedarfalls")

    # -- where it is

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """For `AsyncWebClient(base_url=…)`; ends with a slash, as Slack's own."""
        return f"{self.origin}/api/"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/link/"

    async def __aenter__(self) -> "FakeSlack":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        served = web.Application(client_max_size=1024**3)
        served.router.add_route("*", "/api/{method}", self._api)
        served.router.add_get("/link/", self.socket.serve)
        served.router.add_post("/actions/{name:.+}", self.response_urls.serve)
        served.router.add_post("/upload/v1/{name}", self._upload)
        served.router.add_get("/files-pri/{name}/{rest:.+}", self._download)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        # The queue holds more connections than are ever opened at once: one that finds it full
        # is tried again after a second.
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self.socket.close()
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
        return await web_api.serve(self, request)

    async def _upload(self, request: web.Request) -> web.Response:
        return await file_server.take(self, request)

    async def _download(self, request: web.Request) -> web.Response:
        return await file_server.give(self, request)

    # -- the app and where it is installed

    def use_manifest(self, manifest: Json) -> None:
        """Save the app's manifest, as on its page; ValueError with what Slack would not take.

        As there, installations keep their old scopes until `reinstall`.
        """
        problems = problems_of(manifest)
        if problems:
            raise ValueError("; ".join(problems))
        self.app.manifest = manifest
        self.app.name = manifest["display_information"]["name"]

    def add_app_token(self, *scopes: str) -> str:
        token = f"xapp-1-{self.app.id}-{self.ids.number()}-{self.ids.new('x').lower()}"
        self.app.app_tokens[token] = frozenset(scopes)
        return token

    def add_workspace(self, name: str, domain: str) -> Workspace:
        """A workspace with the app installed in it."""
        workspace = Workspace(self.ids.new("T"), name, domain)
        self.workspaces[workspace.id] = workspace
        self.install(workspace)
        return workspace

    def install(self, workspace: Workspace) -> Installation:
        """The app's bot joins, and gets a token with the scopes that the manifest asks for."""
        member = Member(
            self.ids.new("U"),
            workspace.id,
            self.app.name.lower(),
            self.app.name,
            "",
            is_bot=True,
        )
        workspace.members[member.id] = member
        token = f"xoxb-{self.ids.number()}-{self.ids.number()}-{self.ids.new('x').lower()}"
        installed = Installation(
            workspace.id, token, self.app.bot_scopes, member.id, self.ids.new("B")
        )
        self.installations[token] = installed
        return installed

    def reinstall(self, workspace: Workspace | None = None) -> None:
        """The scopes become those of the manifest; the token stays."""
        installed = self.installation_in((workspace or self.workspace).id)
        installed.scopes = self.app.bot_scopes
        installed.refusal = None

    def grant(self, *scopes: str) -> None:
        """Exactly these scopes, whatever the manifest says."""
        self.installation_in(self.workspace.id).scopes = frozenset(scopes)

    def installation_in(self, team: str) -> Installation:
        return next(one for one in self.installations.values() if one.team == team)

    @property
    def bot_token(self) -> str:
        return self.installation_in(self.workspace.id).token

    def hears(self, team: str, event: str) -> bool:
        """Whether the app subscribed to it and may have it."""
        scope = EVENT_SCOPES.get(event)
        granted = self.installation_in(team).scopes
        heard = event in self.app.bot_events and (scope is None or scope in granted)
        if heard and scope is not None:
            self.scopes_used.add(scope)
        return heard

    # -- people and places

    def person(
        self,
        name: str,
        *,
        email: str = "",
        workspace: Workspace | None = None,
        locale: str = "en-US",
        tz: str = "America/New_York",
        display_name: str | None = None,
    ) -> FakeUser:
        """Somebody new, at a client of their own."""
        team = workspace or self.workspace
        handle = "".join(part for part in name.lower() if part.isalnum()) or "someone"
        member = Member(
            self.ids.new("U"),
            team.id,
            handle,
            name,
            email or f"{handle}@example.org",
            display_name=name if display_name is None else display_name,
            tz=tz,
            locale=locale,
        )
        team.members[member.id] = member
        person = FakeUser(self, member)
        self.people[member.id] = person
        return person

    def channel(
        self, name: str, *members: FakeUser, private: bool = False, with_app: bool = False
    ) -> Conversation:
        inside = {member.id for member in members}
        if with_app:
            inside.add(self.installation_in(self.workspace.id).bot_user)
        room = Conversation(
            self.ids.new("C"),
            self.workspace.id,
            "private" if private else "public",
            inside,
            name=name,
            created=int(self.clock.now()),
        )
        self.workspace.conversations[room.id] = room
        return room

    def group_chat(self, *people: FakeUser) -> Conversation | None:
        """The group direct message of these people and the app, if there is one."""
        inside = {person.id for person in people}
        rooms = self.workspace.conversations.values()
        groups = (room for room in rooms if room.kind == "mpim" and inside <= room.members)
        return next((room for room in groups if len(room.members) == len(inside) + 1), None)

    def user_group(self, handle: str, *members: FakeUser) -> UserGroup:
        users = [member.id for member in members]
        group = UserGroup(self.ids.new("S"), self.workspace.id, handle, handle.title(), users)
        self.workspace.groups[group.id] = group
        return group

    # -- what happens in the workspace

    async def event(self, team: str, body: Json) -> Envelope:
        """Send an event, whether the app subscribed to it or not."""
        return await self.socket.event(payloads.event(self, team, body))

    def event_soon(self, team: str, body: Json) -> None:
        """The same, for whoever cannot wait."""
        self.socket.soon(payloads.event(self, team, body))

    async def joins(self, person: FakeUser) -> Envelope | None:
        """team_join, if the app hears it."""
        return await self._about("team_join", person)

    async def changes(self, person: FakeUser, **changes: Any) -> Envelope | None:
        """Somebody's account changes (`deleted=True`, `display_name=…`), and user_change."""
        for name, value in changes.items():
            setattr(person.member, name, value)
        person.member.updated = int(self.clock.now())
        return await self._about("user_change", person)

    async def _about(self, kind: str, person: FakeUser) -> Envelope | None:
        team = person.member.team
        if not self.hears(team, kind):
            return None
        email = "users:read.email" in self.installation_in(team).scopes
        shown = user_object(person.member, with_email=email, with_locale=True)
        return await self.event(team, {"type": kind, "user": shown})

    async def uninstall(self, *, tokens_first: bool = False) -> None:
        """The app is removed: the token is worth nothing, and two events say so, in either order
        ("the order is not guaranteed")."""
        team, installed = self.workspace.id, self.installation_in(self.workspace.id)
        installed.refusal = "account_inactive"
        gone: Json = {"type": "app_uninstalled"}
        revoked: Json = {
            "type": "tokens_revoked",
            "tokens": {"oauth": [], "bot": [installed.bot_user]},
        }
        for body in (revoked, gone) if tokens_first else (gone, revoked):
            if body["type"] in self.app.bot_events:
                await self.event(team, body)

    def refuse_token(self, error: str | None = "token_revoked") -> None:
        """Every call with the bot token gets this error, until it is given None."""
        self.installation_in(self.workspace.id).refusal = error

    # -- what a test asks

    def called(self, method: str) -> list[Call]:
        """The calls of a method, in order."""
        return [call for call in self.calls if call.method == method]

    async def until_called(self, method: str, within: float = 10.0) -> None:
        """Until a method was called, however long ago."""
        await self.until(lambda: bool(self.called(method)), within)

    async def connected(self, count: int = 1, within: float = 10.0) -> None:
        """Until the app has so many sockets open."""
        await self.socket.connected(count, within)
