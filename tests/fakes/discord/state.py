"""What Discord keeps: people, guilds, channels, messages, the app, its commands."""

from dataclasses import dataclass, field

from tests.fakes.discord import permissions
from tests.fakes.discord.wire import Json

EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15

GUILD_TEXT = 0
DIRECT = 1


@dataclass(slots=True)
class User:
    id: str
    username: str
    global_name: str | None
    bot: bool = False
    locale: str = "en-US"
    #: Nobody without a guild in common, and nobody blocked, gets through.
    blocks_app: bool = False
    #: Guilds from whose members no direct messages are wanted.
    closed_to: set[str] = field(default_factory=set)
    closed: bool = False  #: no direct messages from any server's members


@dataclass(slots=True)
class Role:
    id: str
    name: str
    permissions: int = 0
    position: int = 1
    managed: bool = False
    mentionable: bool = False


@dataclass(slots=True)
class Member:
    user: str
    joined: float
    roles: list[str] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True)
class File:
    """An uploaded file."""

    id: str
    filename: str
    content: bytes
    content_type: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    title: str | None = None
    #: Shown by a component or an embed, and therefore not among the message's attachments.
    referenced: bool = False


@dataclass(slots=True)
class Message:
    """`raw` is the message object; the rest is what Discord knows besides."""

    raw: Json
    author: str
    created: float
    files: dict[str, File] = field(default_factory=dict)  #: by id
    ephemeral_to: str | None = None  #: the one who sees it
    token: str | None = None  #: of the interaction that made it
    nonce: str | None = None
    gone: bool = False  #: an ephemeral one that was removed

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def flags(self) -> int:
        return int(self.raw["flags"])


@dataclass(slots=True)
class Channel:
    id: str
    kind: int  #: GUILD_TEXT, DIRECT, …
    guild: str | None = None
    name: str = ""
    position: int = 0
    recipient: str | None = None  #: who has direct messages with the app in it
    #: What a role or user is allowed and denied in it, by id.
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)  #: by id, oldest first
    last_message: str | None = None


@dataclass(slots=True)
class Guild:
    id: str
    name: str
    owner: str
    joined: float  #: when the app did
    locale: str = "en-US"
    available: bool = True  #: an outage of a guild is a `GUILD_DELETE` with `unavailable`
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)  #: of this guild alone, by id
    creates: list[float] = field(default_factory=list)  #: when commands were made
    #: Overwrites of command permissions by command id (or the app's): role or user id, allowed.
    command_permissions: dict[str, dict[str, bool]] = field(default_factory=dict)

    def rank(self, user: str) -> int:
        """The position of the highest role."""
        if user == self.owner:
            return 1 << 30
        held = [self.roles[role].position for role in self.members[user].roles]
        return max(held, default=0)


@dataclass(slots=True)
class App:
    """The application and its bot, as the Developer Portal has them."""

    id: str
    name: str
    token: str
    owner: str
    #: Privileged intents that are switched on: "presences", "members", "message_content".
    privileged: set[str] = field(default_factory=set)
    commands: dict[str, Json] = field(default_factory=dict)  #: global ones, by id
    creates: list[float] = field(default_factory=list)
    #: What the bot is granted when it is invited.
    invited_with: int = permissions.EVERYONE
    #: Its pages: OAuth2 code grant required; where interactions go in place of the gateway.
    code_grant: bool = False
    endpoint: str | None = None

    @property
    def flags(self) -> int:
        """The limited variants, for apps in fewer than a hundred servers
        (/developers/resources/application#application-object-application-flags)."""
        bits = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
        return sum(bits[name] for name in self.privileged)
