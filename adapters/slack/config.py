"""Slack's part of the configuration (`platforms: slack:`)."""

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.config.models import Secret


class Rotation(BaseModel):
    """Of an app with token rotation, which Slack never switches off again: what its tokens are
    refreshed with. It stands on the app's pages beside the bot token."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    refresh_token: Secret = Field(description="the first one, xoxe-…; it is good once")
    client_id: str = Field(pattern=r"^[0-9]+\.[0-9]+$", description="the app's, digits and a dot")
    client_secret: Secret = Field(description="the app's")


class SlackConfig(BaseModel):
    """One app in one workspace, by Socket Mode: no address of ours needs to be public."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    bot_token: Secret = Field(description="the app's bot token, xoxb-…")
    app_token: Secret = Field(description="the app-level token for Socket Mode, xapp-…")
    rotation: Rotation | None = Field(
        default=None, description="only for an app with token rotation"
    )
    api_url: str = Field(
        default="https://slack.com/api/",
        description="GovSlack: https://slack-gov.com/api/",
    )
    messages_per_second: float = Field(
        default=1.0,
        gt=0,
        le=10_000,
        description="direct messages, at most; Slack advises 1 and says when to slow down",
    )
    find_accounts_by_email: bool = Field(
        default=False,
        description="`tailboard slack accounts` may look people up; the app then asks for it",
    )
    find_accounts_by_group: bool = Field(
        default=False,
        description="the same by the names of a user group's members",
    )
    group_conversations: bool = Field(
        default=False,
        description="members may ask for a group chat with their supporter, which the workspace"
        " keeps; the app then asks for it",
    )
    coordinators: tuple[str, ...] = Field(
        default=(),
        description="ids (U…) of who may do a coordinator's work here; empty: by the roster",
    )
    coordinators_group: str = Field(
        default="", pattern=r"^(S[A-Z0-9]+)?$", description="a user group's id, S…, in their place"
    )

    @field_validator("api_url")
    @classmethod
    def _address(cls, url: str) -> str:
        address = urlsplit(url)
        here = address.scheme == "http" and address.hostname in ("127.0.0.1", "localhost")
        if not here and (address.scheme != "https" or not address.hostname):
            raise ValueError("an address that begins with https://")
        return url.rstrip("/") + "/"
