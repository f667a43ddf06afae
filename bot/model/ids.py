"""Identities. All are random or from a block, made by the program, and say nothing of the thing."""

from dataclasses import dataclass
from typing import NewType

OrganisationId = NewType("OrganisationId", int)
PersonId = NewType("PersonId", int)
RequestId = NewType("RequestId", int)
OfferId = NewType("OfferId", int)
OutboxId = NewType("OutboxId", int)


class AccountMalformed(ValueError):
    """An account that is not written `platform:workspace:id`."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person on one platform, written `platform:workspace:id` (`local:demo:u17`).

    `user` is the platform's immutable id, never an e-mail address or a display name.
    """

    platform: str
    workspace: str
    user: str

    @classmethod
    def parse(cls, text: str) -> "Account":
        """Read `platform:workspace:id`; the id may contain colons. Raises AccountMalformed."""
        platform, _, rest = text.strip().partition(":")
        workspace, _, user = rest.partition(":")
        if not (platform and workspace and user) or any(c.isspace() for c in text.strip()):
            raise AccountMalformed("an account is written platform:workspace:id")
        return cls(platform, workspace, user)

    @property
    def place(self) -> str:
        """Where it is, written `platform:workspace`: what pacing and budgets count by."""
        return f"{self.platform}:{self.workspace}"

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.user}"


def platform_at(place: str) -> str:
    """The platform of a place, `platform:workspace`."""
    return place.partition(":")[0]
