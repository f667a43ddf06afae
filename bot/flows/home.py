"""The bot's own page, where a platform has one: what can be done here, and who the supporters are.

Whoever looks over a shoulder sees nothing of an answer or a request: it is the same for everybody
on the roster, whatever they have."""

from bot.events import Event
from bot.flows.directory import shown_entry
from bot.flows.listing import listed
from bot.flows.pressing import Whom, aside
from bot.messages import Answer
from bot.ports import Work
from bot.rendering.home import home_card
from bot.setting import Setting

#: entries with their pictures; the whole directory is a button away
MOST_ENTRIES = 10


def home(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    entries = [shown_entry(each, work) for each in listed(work, setting)[:MOST_ENTRIES]]
    return aside(home_card(whom.wording(setting), entries, known=whom.on_roster), whom, work)
