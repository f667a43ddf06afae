"""An adapter's own few words: what it has to say itself, where the core has not answered."""

from dataclasses import dataclass

from bot.adapter_registration import Surroundings
from bot.messages import Message
from bot.rendering.wording import Wording, card, lines_part, part


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of an adapter's own file, in the organisation's language. Every message of them has
    the help line at its foot, like every other."""

    surroundings: Surroundings

    @property
    def bot(self) -> str:
        return self.surroundings.setting.config.organisation.bot_name

    @property
    def _wording(self) -> Wording:
        setting = self.surroundings.setting
        return Wording(setting, setting.config.organisation.language)

    @property
    def help_line(self) -> str:
        return self._wording.help_line

    def __call__(self, text: str, /, **variables: str | int) -> str:
        return self._wording(text, **variables)

    def message(self, text: str) -> Message:
        return card(self._wording, part(self(text))).message

    def with_lines(self, text: str) -> Message:
        """The same with the lines in full, where somebody may be out of reach."""
        wording = self._wording
        return card(wording, part(self(text)), lines_part(wording)).message

    def line(self, text: str) -> str:
        """The same where the platform takes no more than a string."""
        return f"{self(text)}\n{self.help_line}"
