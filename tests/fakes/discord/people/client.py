"""What stands before somebody at their Discord client."""

import asyncio
from typing import TYPE_CHECKING

from tests.fakes.discord import permissions
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.messages import blank
from tests.fakes.discord.people.filling import Attached, initial, takes
from tests.fakes.discord.people.screen import NotThere, SeenMessage, SeenModal
from tests.fakes.discord.state import Channel, Guild, Message, User
from tests.fakes.discord.uploads import file_of, named_upload
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


class Client:
    """The channels, ephemeral messages and the modal of one person."""

    def __init__(self, discord: "FakeDiscord", user: User) -> None:
        self._discord = discord
        self.user = user
        self.online = True  #: ephemeral messages and modals reach only whoever is
        self.ephemerals: dict[str, tuple[Channel, Message]] = {}
        #: Everything shown: its kind (message, ephemeral, thinking, redrawn, removed, modal), and
        #: the message as it stood.
        self.log: list[tuple[str, SeenMessage]] = []
        self.errors: dict[str, str] = {}  #: at the fields of the modal
        self._modal: tuple[Interaction, Json] | None = None
        self._values: dict[str, tuple[str, ...]] = {}
        self._changed = asyncio.Event()

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    # -- what stands before them

    @property
    def room(self) -> Channel:
        """Their direct messages with the app."""
        return self._discord.direct_with(self.id)

    @property
    def messages(self) -> list[SeenMessage]:
        """The direct messages, oldest first, their own and the app's: what a new device shows."""
        return [SeenMessage(one.raw, self.room) for one in self.room.messages.values()]

    @property
    def from_app(self) -> list[SeenMessage]:
        """Of the direct messages, those of the app."""
        return [message for message in self.messages if message.by_app]

    @property
    def asides(self) -> list[SeenMessage]:
        """The ephemeral messages on this device, oldest first."""
        return [SeenMessage(one.raw, channel) for channel, one in self.ephemerals.values()]

    @property
    def guilds(self) -> list[Guild]:
        return [guild for guild in self._discord.guilds.values() if self.id in guild.members]

    def seen_in(self, channel: Channel) -> list[SeenMessage]:
        """What they see in a channel, ephemeral messages apart."""
        guild = self._discord.guilds[channel.guild or ""]
        if self.id not in guild.members:
            raise NotThere("they are not in this server")
        if not permissions.in_channel(guild, channel, self.id):
            raise NotThere("they do not see this channel")
        return [SeenMessage(one.raw, channel) for one in channel.messages.values()]

    @property
    def modal(self) -> SeenModal | None:
        return None if self._modal is None else SeenModal(self._modal[1], self._values)

    @property
    def notifications(self) -> list[str]:
        """What stood on the lock screen, in order: direct messages of the app, and what mentions
        them elsewhere, unless it was sent silently."""
        told = [seen for kind, seen in self.log if kind == "message" and seen.by_app]
        return [seen.text for seen in told if not seen.silent and self._rings(seen)]

    def _rings(self, seen: SeenMessage) -> bool:
        if seen.channel.guild is None or seen.raw["mention_everyone"]:
            return True
        held = self._discord.guilds[seen.channel.guild].members[self.id].roles
        by_role = set(held) & set(seen.raw["mention_roles"])
        return bool(by_role) or any(one["id"] == self.id for one in seen.raw["mentions"])

    def reload(self) -> None:
        """Another device, or the client started anew: ephemeral messages and modals are gone."""
        self.ephemerals.clear()
        self._modal = None

    # -- what is shown to them

    def show(self, kind: str, channel: Channel, message: Message) -> None:
        self.log.append((kind, SeenMessage(message.raw, channel)))
        self._changed.set()

    def opens(self, interaction: Interaction, data: Json) -> None:
        """A modal takes the place of whatever stood there."""
        if not self.online:
            return
        self._modal, self._values, self.errors = (interaction, data), initial(data), {}
        nothing = blank(self._discord, interaction.channel, self._discord.bot.id)
        self.log.append(("modal", SeenMessage(nothing, interaction.channel)))
        self._changed.set()

    async def next(self, kind: str, since: int, within: float) -> SeenMessage:
        """The first of that kind in the log from there on; waits for it."""

        async def there() -> SeenMessage:
            at = since
            while True:
                for shown, seen in self.log[at:]:
                    if shown == kind:
                        return seen
                at = len(self.log)
                self._changed.clear()
                await self._changed.wait()

        try:
            return await asyncio.wait_for(there(), within)
        except TimeoutError:
            shown = [one for one, _ in self.log[since:]]
            raise NotThere(f"no {kind} within {within} s, only {shown}") from None

    # -- how they find what they act on

    def _uploaded(self, part: Json, attached: Attached) -> str:
        """The id of a file that they give to an option or a field."""
        if not takes(part, attached.name):
            raise NotThere(f"{attached.name} is none of {part['file_types']}")
        identity = self._discord.snowflakes.new(self._discord.clock.now())
        upload = named_upload(attached.name, attached.content)
        self._discord.files[identity] = file_of(identity, upload, None)
        return identity

    def _live(self, seen: SeenMessage) -> Message:
        """The message as it stands now."""
        if seen.id in self.ephemerals:
            return self.ephemerals[seen.id][1]
        found = seen.channel.messages.get(seen.id)
        if found is None:
            raise NotThere("this message is gone")
        return found
