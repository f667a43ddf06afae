"""What coordinators hear, all alike: above all that someone is waiting. Of that no name, urgency,
topic, unit or time, and never edited: whoever saw it change would know the minute in which somebody
was accepted (`docs/decisions/0021-a-notice-is-never-edited.md`)."""

from datetime import time

from bot.lines import CALLED_EVERY, to_be_called
from bot.model.content import Content, ContentKind
from bot.model.ids import RequestId
from bot.model.people import Person
from bot.model.requests import RequestState
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Wording, card, part
from bot.rota.clock import local_day
from bot.setting import Setting
from prompts.dates import spoken_time


def someone_waits(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    request = work.requests.find(RequestId(int(content.args["r"])))
    if request is None or request.state is not RequestState.ASKING:
        return Dropped("nobody-waits")
    wording = Wording(setting, person.language)
    daily = time(min(setting.config.requests.notice_hours))
    return card(
        wording,
        part(wording("someone-waits")),
        part(wording("someone-waits-why")),
        part(wording("someone-waits-stays", hour=spoken_time(daily))),
    )


def workspace_rule(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """That a rule of the workspace forbids messages, and what to do; nothing of whose."""
    wording, rule = Wording(setting, person.language), content.args["w"]
    said = part(wording(f"workspace-rule-{rule}"))
    return card(wording, said, part(wording("workspace-rule-why")))


def call_the_lines(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Which lines nobody has called for long, as the configuration says now."""
    today = local_day(setting.config.organisation.zone, work.now)
    lines = to_be_called(setting.config, today)
    if not lines:
        return Dropped("lines-were-called")
    wording = Wording(setting, person.language)
    named = "\n".join(wording.line(line) for line in lines)
    said = part(wording("call-the-lines", days=CALLED_EVERY.days))
    return card(wording, said, part(named), part(wording("call-the-lines-then")))


RENDERERS: Renderers = {
    ContentKind.CALL_THE_LINES: call_the_lines,
    ContentKind.SOMEONE_WAITS: someone_waits,
    ContentKind.WORKSPACE_RULE: workspace_rule,
}
