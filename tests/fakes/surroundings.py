"""A fictional agency's setting, as the composition root would give it to an adapter."""

from functools import cache

from bot.adapter_registration import Surroundings
from bot.config.models import Config, LegalText, Line, LineKind, Organisation
from bot.events import Event
from bot.messages import Message, Section
from bot.ports import Clock
from bot.setting import Setting
from prompts.library import Library
from tests.fakes.direct_chats import ChatsInMemory
from tests.fakes.form_drafts import DraftsInMemory
from tests.fakes.installations import InstallationsInMemory
from tests.fakes.picture_copies import CopiesInMemory

HELP_LINE = "Emergency: 911. Crisis line: 988. This chat is not monitored."
APOLOGY = "That did not work on our side, and nothing was changed. Please try once more."

LINES = (
    Line(name="Emergency services", kind=LineKind.EMERGENCY, phone="911"),
    Line(name="988 Lifeline", kind=LineKind.CRISIS, phone="988", text="988", hours="day and night"),
)


@cache
def library() -> Library:
    return Library.load()


def english(text: str) -> str:
    """A text of the program's with nothing to fill in."""
    return library().say("en", text)


def fictional_setting(zone: str = "America/Chicago") -> Setting:
    config = Config(
        organisation=Organisation(name="Harbor Falls Fire Department", zone=zone),
        lines=LINES,
        limits_of_confidentiality=LegalText(placeholder=True, en="A sample of the limits."),
    )
    return Setting(config, library(), LINES, capabilities={}, fictional=True)


def surroundings(clock: Clock, *, zone: str = "America/Chicago") -> Surroundings:
    kept = InstallationsInMemory(), CopiesInMemory(clock), ChatsInMemory(), DraftsInMemory(clock)
    return Surroundings(fictional_setting(zone), clock, apology, *kept)


def apology(event: Event) -> Message:
    return Message(
        sections=(Section(text=APOLOGY), Section(heading="The lines", text="911\n988")),
        notification="A message from Tailboard",
        footer=HELP_LINE,
    )
