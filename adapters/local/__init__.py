"""The local workspace: a chat of its own in a browser, with a fictional agency.

What is live stands in `live_chat.py`, its file in `journal.py`, the page's side in `showing.py`
(what it is given), `acting.py` (what people do) and `directing.py` (clock and scenes).
"""

from pydantic import BaseModel

from adapters.local.config import LocalConfig
from adapters.local.room import PLATFORM
from adapters.local.workspace import LocalWorkspace
from bot.adapter_registration import AdapterRegistration, Audience, Surroundings


def register() -> AdapterRegistration:
    return AdapterRegistration(
        name=PLATFORM, config=LocalConfig, build=build, audience=Audience.FICTIONAL
    )


def build(config: BaseModel, surroundings: Surroundings) -> LocalWorkspace:
    """Not yet started; it needs its stage first (`LocalWorkspace.use_stage`)."""
    assert isinstance(config, LocalConfig)
    return LocalWorkspace(config, surroundings)
