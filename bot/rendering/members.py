"""What is said around a request: to who was chosen as a contact peer, and of entries."""

from bot.merging import merged
from bot.rendering import contact_peers, entries
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = merged(contact_peers.RENDERERS, entries.RENDERERS)
