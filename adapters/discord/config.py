"""Discord's part of the configuration (`platforms: discord:`)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from adapters.discord.roles import RoleSays
from bot.config.models import Secret

#: how Discord writes an id
ID = r"^[0-9]{15,20}$"
RoleId = Annotated[str, StringConstraints(pattern=ID)]


class Server(BaseModel):
    """A server (Discord's own word is guild) whose people are looked after."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=ID, description="the server's id, digits")
    coordinators: tuple[str, ...] = Field(
        default=(),
        description="ids of the roles that may do a coordinator's work here; empty: by the roster",
    )
    roles: dict[RoleId, RoleSays] = Field(
        default_factory=dict,
        description="what a role says of whoever holds it, by the role's id, for a roster",
    )


class DiscordConfig(BaseModel):
    """One bot, in one server or several, by Discord's gateway: no address of ours is public."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    token: Secret = Field(description="the bot's token")
    servers: tuple[Server, ...] = Field(
        min_length=1, description="those it looks after; in any other it only says so"
    )
    messages_per_second: float = Field(
        default=25.0,
        gt=0,
        le=45,
        description="calls of the whole bot; Discord allows 50 and bans who forgets it",
    )
    new_conversations_per_second: float = Field(
        default=1.0,
        gt=0,
        le=45,
        description="people written to for the first time; Discord has a limit, and tells nobody",
    )
    shards: int | None = Field(
        default=None, ge=1, description="connections; not given: as many as Discord advises"
    )
