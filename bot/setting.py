"""What every flow needs and nothing changes while the program runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.config.models import Config, Line
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
    fictional: bool = False  #: the local workspace: the clinician's and on call's phone is a page
