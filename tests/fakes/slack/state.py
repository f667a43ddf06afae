"""What Slack keeps: workspaces, members, conversations, messages, files, views, and the app."""

from dataclasses import dataclass, field

from tests.fakes.slack.wire import Json


@dataclass(slots=True)
class Member:
    """Somebody of a workspace, as `users.info` knows them."""

    id: str
    team: str
    name: str  #: the handle
    real_name: str
    email: str
    display_name: str = ""
    tz: str = "America/New_York"
    locale: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    image: str = ""
    updated: int = 0


@dataclass(slots=True)
class Conversation:
    id: str
    team: str
    kind: str  #: im, mpim, public or private
    members: set[str]
    name: str = ""
    archived: bool = False
    read_only: bool = False
    created: int = 0
    messages: dict[str, Json] = field(default_factory=dict)  #: by ts, oldest first


@dataclass(slots=True)
class File:
    id: str
    team: str
    name: str
    owner: str  #: who uploaded it
    secret: str  #: stands in its address
    title: str = ""
    alt_text: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes = b""
    expected: int = 0  #: bytes announced for it
    uploaded: bool = False
    complete: bool = False
    looked_through_at: float = 0.0  #: monotonic
    channels: set[str] = field(default_factory=set)
    created: int = 0

    def looked_through(self, now: float) -> bool:
        """Before that its kind is not known, and no block shows it. `now`: monotonic."""
        return now >= self.looked_through_at


@dataclass(slots=True)
class View:
    """A modal or Home tab that somebody has before them."""

    id: str
    user: str
    team: str
    shape: Json  #: as the app gave it, with the ids that Slack adds
    hash: str
    root: str
    previous: str | None = None
    open: bool = True
    #: What was entered, by block and action.
    values: dict[str, dict[str, Json]] = field(default_factory=dict)


@dataclass(slots=True)
class UserGroup:
    id: str
    team: str
    handle: str
    name: str
    users: list[str]
    disabled: bool = False


@dataclass(slots=True)
class Installation:
    """The app in one workspace: its token, what it may, and whether it still may."""

    team: str
    token: str
    scopes: frozenset[str]
    bot_user: str
    bot: str
    #: The error that every call gets: token_revoked, account_inactive, invalid_auth, …
    refusal: str | None = None


@dataclass(slots=True)
class Workspace:
    id: str
    name: str
    domain: str
    paid: bool = True  #: user groups need a paid plan
    enterprise: str | None = None  #: of which Enterprise organisation it is a part
    members: dict[str, Member] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)  #: by member
    direct: dict[str, str] = field(default_factory=dict)  #: member to conversation with the app
    edit_minutes: int | None = None  #: how long a message may be edited; None: always


@dataclass(slots=True)
class App:
    """What the manifest says, and the app-level tokens with their scopes."""

    id: str
    name: str
    manifest: Json
    app_tokens: dict[str, frozenset[str]] = field(default_factory=dict)
    link_disabled: bool = False

    @property
    def bot_scopes(self) -> frozenset[str]:
        oauth = self.manifest.get("oauth_config", {})
        return frozenset(oauth.get("scopes", {}).get("bot", ()))

    @property
    def bot_events(self) -> frozenset[str]:
        settings = self.manifest.get("settings", {})
        return frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))

    @property
    def commands(self) -> dict[str, Json]:
        found = self.manifest.get("features", {}).get("slash_commands", ())
        return {command["command"]: command for command in found}

    @property
    def shortcuts(self) -> dict[str, Json]:
        found = self.manifest.get("features", {}).get("shortcuts", ())
        return {shortcut["callback_id"]: shortcut for shortcut in found}

    def home(self, switch: str) -> bool:
        """A switch of `features.app_home`."""
        return bool(self.manifest.get("features", {}).get("app_home", {}).get(switch, False))

    def setting(self, switch: str) -> bool:
        return bool(self.manifest.get("settings", {}).get(switch, False))
