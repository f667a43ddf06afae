"""Every kind of message with who renders it."""

from bot.rendering import routine
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = {**routine.RENDERERS}
