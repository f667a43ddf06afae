"""The local workspace's part of the configuration (`platforms: local:`)."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

#: what a workspace's and a person's id may be made of; both stand in addresses and in accounts
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def _plain_name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("letters, digits, dots, dashes and underscores only, at most 64")
    return name


def _host_name(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,253}", name):
        raise ValueError("a host name, without http:// and without a port")
    return name.lower()


class LocalConfig(BaseModel):
    """A chat in the browser. Anyone who reaches its address may be anyone in it, so it listens on
    this machine alone unless told otherwise, and opens only databases created fictional."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    host: str = Field(default="127.0.0.1", description="the address to listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="0: any free one")
    journal: Path = Field(
        default=Path("tailboard.chat"), description="the chat's own file, beside the database"
    )
    workspace: Annotated[str, AfterValidator(_plain_name)] = "demo"
    names: tuple[Annotated[str, AfterValidator(_host_name)], ...] = Field(
        default=(), description="names, beside localhost and addresses, by which the page is opened"
    )
    open_browser: bool = True
