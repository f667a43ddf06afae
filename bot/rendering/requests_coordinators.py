"""What coordinators hear: that someone is waiting. No name, urgency, topic, unit or time.
Never edited: whoever saw it change would know the minute in which somebody was accepted
(`docs/decisions/0021-a-notice-is-never-edited.md`)."""

from datetime import time

from bot.model.content import Content, ContentKind
from bot.model.ids import RequestId
from bot.model.people import Person
from bot.model.requests import RequestState
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Wording, card, part
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


RENDERERS: Renderers = {
    ContentKind.SOMEONE_WAITS: someone_waits,
    ContentKind.WORKSPACE_RULE: workspace_rule,
}
