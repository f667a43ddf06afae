"""Every kind of message with who renders it."""

from bot.rendering import members, requests, roster, routine
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = {
    **routine.RENDERERS,
    **members.RENDERERS,
    **requests.RENDERERS,
    **roster.RENDERERS,
}
