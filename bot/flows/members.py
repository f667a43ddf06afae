"""Everything around a request that people do for themselves: joining, the menu and what hangs on
it, supporters' own side, coordinators'. Which flow answers what."""

from collections.abc import Iterable

from bot.flows import (
    admin,
    approving,
    avoiding,
    contact_peers,
    directory,
    helping,
    joining,
    menu,
    my_data,
    own_entry,
    pausing,
    preferring,
    settings,
    supporting,
)
from bot.flows.pressing import Commands, Presses, PressFlow, Submits
from bot.model.actions import ActionKind


def _together(tables: Iterable[Presses]) -> Presses:
    """Every kind of press belongs to one flow."""
    found: dict[ActionKind, PressFlow] = {}
    for table in tables:
        twice = found.keys() & table.keys()
        if twice:
            raise ValueError(f"two flows answer {', '.join(sorted(twice))}")
        found |= table
    return found


PRESSES: Presses = _together(
    module.PRESSES
    for module in (
        joining,
        menu,
        settings,
        pausing,
        directory,
        contact_peers,
        preferring,
        avoiding,
        my_data,
        helping,
        supporting,
        own_entry,
        admin,
        approving,
    )
)
SUBMITS: Submits = {
    **joining.SUBMITS,
    **settings.SUBMITS,
    **pausing.SUBMITS,
    **contact_peers.SUBMITS,
    **avoiding.SUBMITS,
    **own_entry.SUBMITS,
}
COMMANDS: Commands = {**menu.COMMANDS, **supporting.COMMANDS, **admin.COMMANDS}
