"""Where a request stands, as its member sees it: the true answer to a second ask, and to every
press that comes late, twice, or to a request that is over."""

from bot.flows.pressing import Pressed, Presses, Whom, aside
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import RequestId
from bot.model.requests import Request
from bot.ports import Work
from bot.rendering.requests_members import state_card
from bot.setting import Setting


def status(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The state of the presser's own open request, or that there is none; changes nothing."""
    return status_of(pressed.whom, work, setting)


def status_of(whom: Whom, work: Work, setting: Setting) -> Answer:
    request = work.requests.open_of(whom.person.id) if whom.person is not None else None
    return aside(state_card(request, whom.person, work, setting, whom.wording(setting)), whom, work)


def request_of_presser(pressed: Pressed, work: Work) -> Request | None:
    """The request that the card is about, if it is open and the presser is who asked."""
    person = pressed.whom.person
    request = work.requests.find(RequestId(int(pressed.action.args["r"])))
    if person is None or request is None:
        return None
    return request if request.member == person.id else None


PRESSES: Presses = {ActionKind.STATUS: status}
