"""Everything around a request that people do for themselves: joining, the menu and what hangs on
it, supporters' own side, coordinators'. Which flow answers what."""

from bot.flows import (
    admin,
    approving,
    avoiding,
    contact_peers,
    directory,
    erasing,
    erasing_leavers,
    helping,
    home,
    joining,
    menu,
    my_data,
    own_entry,
    own_file,
    pausing,
    preferring,
    programme,
    reporting,
    settings,
    shifts,
    supporting,
)
from bot.flows.pressing import Commands, Presses, Submits
from bot.merging import merged

PRESSES: Presses = merged(
    joining.PRESSES,
    menu.PRESSES,
    home.PRESSES,
    settings.PRESSES,
    shifts.PRESSES,
    pausing.PRESSES,
    directory.PRESSES,
    contact_peers.PRESSES,
    preferring.PRESSES,
    avoiding.PRESSES,
    my_data.PRESSES,
    own_file.PRESSES,
    erasing.PRESSES,
    erasing_leavers.PRESSES,
    helping.PRESSES,
    supporting.PRESSES,
    own_entry.PRESSES,
    admin.PRESSES,
    approving.PRESSES,
    reporting.PRESSES,
    programme.PRESSES,
)
SUBMITS: Submits = merged(
    joining.SUBMITS,
    settings.SUBMITS,
    shifts.SUBMITS,
    pausing.SUBMITS,
    contact_peers.SUBMITS,
    avoiding.SUBMITS,
    own_entry.SUBMITS,
    erasing_leavers.SUBMITS,
)
COMMANDS: Commands = merged(menu.COMMANDS, supporting.COMMANDS, admin.COMMANDS, reporting.COMMANDS)
