"""Every kind of message with who renders it."""

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
