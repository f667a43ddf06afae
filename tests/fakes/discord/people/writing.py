"""What somebody writes, changes and takes back; and who they let write to them."""

from tests.fakes.discord import permissions
from tests.fakes.discord.bodies import Draft
from tests.fakes.discord.messages import IN_MESSAGES, post, redraw, remove
from tests.fakes.discord.people.client import Client
from tests.fakes.discord.people.screen import NotThere, SeenMessage
from tests.fakes.discord.state import Channel, Guild
from tests.fakes.discord.uploads import file_of, named_upload


class Writing(Client):
    """Everything that reaches the app as a message, or keeps one from reaching them."""

    def type(self, text: str, channel: Channel | None = None) -> SeenMessage:
        """Write something in the direct messages with the app, or in a channel."""
        return self._say(Draft(content=text), channel or self.room)

    def upload(
        self, name: str, content: bytes, text: str = "", channel: Channel | None = None
    ) -> SeenMessage:
        """Send a file, with a few words or none."""
        identity = self._discord.snowflakes.new(self._discord.clock.now())
        file = file_of(identity, named_upload(name, content), None)
        return self._say(Draft(content=text, added=[file]), channel or self.room)

    def _say(self, draft: Draft, channel: Channel) -> SeenMessage:
        discord = self._discord
        if channel.guild is not None:
            guild = discord.guilds[channel.guild]
            held = (
                permissions.in_channel(guild, channel, self.id) if self.id in guild.members else 0
            )
            if not held & permissions.SEND_MESSAGES:
                raise NotThere("they cannot write here")
        made = post(discord, channel, self.id, draft)
        return SeenMessage(made.raw, channel)

    def edit(self, message: SeenMessage, text: str) -> None:
        """Change a message of their own."""
        draft = Draft(content=text)
        redraw(self._discord, message.channel, self._live(message), draft, IN_MESSAGES)

    def delete(self, message: SeenMessage) -> None:
        """Take back a message of their own."""
        remove(self._discord, message.channel, self._live(message))

    def dismiss(self, message: SeenMessage) -> None:
        """Dismiss the message, under an ephemeral one: the app hears nothing."""
        if self.ephemerals.pop(message.id, None) is None:
            raise NotThere("only ephemeral messages are dismissed")

    # -- who gets through to them

    def close_dms(self, guild: Guild | None = None) -> None:
        """No direct messages from members of a server, or of any."""
        if guild is None:
            self.user.closed = True
        else:
            self.user.closed_to.add(guild.id)

    def open_dms(self) -> None:
        self.user.closed = self.user.blocks_app = False
        self.user.closed_to.clear()

    def block_app(self) -> None:
        self.user.blocks_app = True

    def leave(self, guild: Guild | None = None) -> None:
        self._discord.leaves(self.user, guild or self._discord.guild)

    def join(self, guild: Guild | None = None) -> None:
        self._discord.joins(self.user, guild or self._discord.guild)
