"""What is said around a request: to who was chosen as a contact peer, and of entries."""

from bot.rendering import contact_peers, entries
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = {**contact_peers.RENDERERS, **entries.RENDERERS}
