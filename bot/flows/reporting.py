"""/peer-report: what was published, and nothing else of any member. The command is a coordinator's;
the card is everybody's on the roster, under "how confidential this is", and is the very same."""

from bot.events import CommandGiven
from bot.flows.pressing import Commands, Pressed, Presses, Whom, aside
from bot.flows.roles import coordinator_of
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.quarters import Quarter
from bot.ports import QuarterState, Work
from bot.rendering.report_card import ReportShown, number_of, report_card, report_words_card
from bot.rendering.wording import card, choice, part, to_the_menu
from bot.setting import Setting


def peer_report(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    """Asked at every call whether they are a coordinator, who may be none today; to everybody else
    what they see is no secret."""
    if coordinator_of(whom) is None and whom.on_roster:
        wording = whom.wording(setting)
        look = choice(wording("button-show-report"), ActionKind.REPORT)
        text = wording("report-not-coordinator")
        return aside(card(wording, part(text, look, to_the_menu(wording))), whom, work)
    return _shown(whom, 0, None, work, setting)


def report(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """A quarter, the latest by itself."""
    args = pressed.action.args
    page = int(args["w"]) if "w" in args else None
    return _shown(pressed.whom, int(args.get("q", 0)), page, work, setting)


def coming(work: Work, setting: Setting) -> Quarter:
    """The quarter that is told next, when it is over."""
    stage = work.report_quarters.stage()
    if stage is None:
        return Quarter.at(work.now, setting.config.organisation.zone).next
    quarter, state = stage
    return quarter if state in (QuarterState.OPENING, QuarterState.OPEN) else quarter.next


def _shown(whom: Whom, wanted: int, page: int | None, work: Work, setting: Setting) -> Answer:
    wording = whom.wording(setting)
    if not whom.on_roster:
        organisation = setting.config.organisation.name
        text = wording("report-only-roster", organisation=organisation)
        return aside(card(wording, part(text, to_the_menu(wording))), whom, work)
    quarters = work.releases.quarters()
    chosen = next((q for q in quarters if number_of(q) == wanted), next(iter(quarters), None))
    release = None if chosen is None else work.releases.get(chosen)
    shown = ReportShown(release, quarters, coming(work, setting))
    if page is None or release is None:
        return aside(report_card(wording, shown), whom, work)
    return aside(report_words_card(wording, shown, page), whom, work)


PRESSES: Presses = {ActionKind.REPORT: report}
COMMANDS: Commands = {"peer-report": peer_report}
