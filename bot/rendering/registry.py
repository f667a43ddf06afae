"""Every kind of message with who renders it, but for those that take a flow's reading of what is
held: `bot.flows.table` has all."""

from bot.merging import merged
from bot.rendering import lost_answers, members, requests, roster, routine
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = merged(
    routine.RENDERERS,
    members.RENDERERS,
    requests.RENDERERS,
    roster.RENDERERS,
    lost_answers.RENDERERS,
)
