"""Which flow answers what, and who renders what is said: the dispatch in force."""

from bot.flows import adopting, checking_in, members, own_file, requests, roster_by_file
from bot.flows.home import home
from bot.flows.lost_answers import answer_lost
from bot.flows.naming import names
from bot.flows.pressing import Presses, Submits
from bot.flows.roster_by_file import receive_file
from bot.flows.typed import typed
from bot.handling import Dispatch
from bot.merging import merged
from bot.rendering import registry
from bot.rendering.outcome import Renderers

_PRESSES: Presses = merged(
    members.PRESSES,
    checking_in.PRESSES,
    requests.PRESSES,
    roster_by_file.PRESSES,
    adopting.PRESSES,
)
_SUBMITS: Submits = merged(members.SUBMITS, requests.SUBMITS)

DISPATCH = Dispatch(
    presses=_PRESSES,
    submits=_SUBMITS,
    commands=members.COMMANDS,
    text=typed,
    file=receive_file,
    home=home,
    names=names,
    lost=answer_lost,
)
RENDERERS: Renderers = merged(registry.RENDERERS, own_file.RENDERERS)
