"""Everything about a request for a peer, from asking to the close: the part of the dispatch."""

from bot.flows import (
    accepting,
    asking,
    bringing_together,
    closing,
    conversing,
    my_requests,
    request_status,
)
from bot.flows.pressing import Presses, Submits
from bot.merging import merged

PRESSES: Presses = merged(
    asking.PRESSES,
    request_status.PRESSES,
    accepting.PRESSES,
    bringing_together.PRESSES,
    conversing.PRESSES,
    closing.PRESSES,
    my_requests.PRESSES,
)
SUBMITS: Submits = asking.SUBMITS
