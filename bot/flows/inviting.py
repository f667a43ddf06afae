"""A station is invited when the coordinator says so; each of its people then hears of it at
their next look, within the day and the daily budget."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.flows.refusing import CommandRefused
from bot.ports import Work


@dataclass(frozen=True, slots=True)
class StationInvited:
    """`size` counts the people on the roster, joined or not. `before`: it had been invited
    already, and nothing was changed: an invitation comes once."""

    name: str
    size: int
    before: bool


def invite_station(name: str, work: Work) -> StationInvited:
    """Raises CommandRefused where the roster has no such station."""
    station = work.stations.get(name)
    if station is None:
        raise CommandRefused(_no_station(name, work))
    if station.invited_at is not None:
        return StationInvited(name, station.size, before=True)
    work.stations.save(replace(station, invited_at=work.now))
    work.audit.add("station invited", {"people": station.size})
    return StationInvited(name, station.size, before=False)


def _no_station(name: str, work: Work) -> str:
    names = [station.name for station in work.stations.all() if station.size]
    if not names:
        return "There is no station yet: import the roster first."
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    return f"The roster has no station called {name}; {hint}"
