"""What every request to the page needs, put together once at the start."""

from dataclasses import dataclass
from datetime import datetime

from adapters.local.config import LocalConfig
from adapters.local.live_chat import LiveChat
from adapters.local.ringing import Telephones
from adapters.local.stage import Stage
from adapters.local.windows import Windows
from bot.adapter_registration import Surroundings
from bot.model.ids import Account
from bot.ports import Intake

#: the folder's name, and the first part of its accounts
PLATFORM = "local"


@dataclass(frozen=True, slots=True)
class Room:
    config: LocalConfig
    surroundings: Surroundings
    stage: Stage
    live: LiveChat
    telephones: Telephones
    windows: Windows
    intake: Intake

    @property
    def language(self) -> str:
        """The page's own; what the bot writes is in each person's."""
        return self.surroundings.setting.config.organisation.language

    @property
    def bot(self) -> str:
        """The name that the organisation gave the bot."""
        return self.surroundings.setting.config.organisation.bot_name

    @property
    def zone(self) -> str:
        """The IANA zone that the page's clock shows."""
        return self.surroundings.setting.config.organisation.zone

    @property
    def now(self) -> datetime:
        """By the program's clock."""
        return self.surroundings.clock.now()

    def say(self, text: str, /, **variables: str | int) -> str:
        return self.surroundings.setting.texts.say(self.language, text, **variables)

    def account(self, user: str) -> Account:
        return Account(PLATFORM, self.config.workspace, user)
