"""What every flow needs. Nothing of it changes while the program runs, but for the rotations whose
calendars are read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.config.models import Config, Line
from bot.model.supporters import MEDICAL, Topic
from bot.ports import Capabilities, Texts
from bot.rota.rotation import Rotation


@dataclass(frozen=True, slots=True)
class Setting:
    """`lines` are the organisation's own, then the country's; `capabilities` by platform."""

    config: Config
    texts: Texts
    lines: tuple[Line, ...]
    capabilities: Mapping[str, Capabilities]
    rotations: Mapping[str, Rotation] = field(default_factory=dict)
    clinician_url: str = ""  #: how the outside clinician is told, an Apprise URL; "": by phone only
    #: The local workspace: the phone of who is on call rings on its page. The clinician is told by
    #: Apprise there too, if at all.
    fictional: bool = False
    #: What is the same for everybody, rendered once: by its name, its language and what else it
    #: depends on. Nothing of anybody is in it, and few things are.
    rendered: dict[tuple[str | int, ...], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What a request may be about. Whoever is asked may read it on any of the platforms, so
        the strictest of them decides."""
        allowed = all(each.health for each in self.capabilities.values())
        return tuple(topic for topic in Topic if allowed or topic not in MEDICAL)
