"""What a roster file may refer to outside itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from bot.config.models import Config


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@dataclass(frozen=True, slots=True)
class Known:
    """Zones and languages, and the shifts of each rotation; `zone` and `language` stand in for
    cells that are empty."""

    rotations: Mapping[str, tuple[str, ...]]
    languages: frozenset[str]
    zones: frozenset[str]
    zone: str
    language: str

    @classmethod
    def of(cls, config: Config, languages: Iterable[str]) -> "Known":
        """From the configuration, and the languages that have texts."""
        zone = config.organisation.zone
        return cls(
            rotations={name: rotation.shift_names for name, rotation in config.rotations.items()},
            languages=frozenset(languages),
            zones=_zones(),
            zone=zone,
            language=config.organisation.language,
        )
