"""The bot's own page, where a platform has one: what can be done here, and who the supporters are.

Whoever looks over a shoulder sees nothing of an answer, a preference or a request: it is the same
for everybody on the roster, whatever they have. It is drawn each time that somebody opens it, and
stays as it is until then: nothing is on it that holds for an hour only.
"""

from bot.events import Event
from bot.flows.directory import shown_entry
from bot.flows.listing import listed
from bot.flows.pressing import Pressed, Presses, Whom, aside, shown
from bot.messages import Answer, Card
from bot.model.actions import ActionKind
from bot.ports import Work
from bot.rendering.home import ENTRIES_A_PAGE, home_card
from bot.rendering.paging import page_of
from bot.setting import Setting


def home(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    return aside(_page(whom, 0, work, setting), whom, work)


def _turned(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Another page of the supporters, on the same page of the bot's."""
    whom, wanted = pressed.whom, int(pressed.action.args.get("page", 0))
    return Answer(redraw=shown(_page(whom, wanted, work, setting), whom, work))


def _page(whom: Whom, wanted: int, work: Work, setting: Setting) -> Card:
    person = whom.person
    known = person is not None and person.on_roster
    page, found = page_of(listed(work, setting), wanted, most=ENTRIES_A_PAGE)
    entries = [shown_entry(each, work) for each in found]
    return home_card(whom.wording(setting), page, entries, known=known)


PRESSES: Presses = {ActionKind.HOME: _turned}
