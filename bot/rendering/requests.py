"""Everything said about a request for a peer, from asking to the follow-up."""

from bot.merging import merged
from bot.rendering import (
    group_chats,
    requests_conversations,
    requests_coordinators,
    requests_follow_up,
    requests_members,
    requests_offers,
)
from bot.rendering.outcome import Renderers

RENDERERS: Renderers = merged(
    requests_members.RENDERERS,
    requests_offers.RENDERERS,
    requests_conversations.RENDERERS,
    group_chats.RENDERERS,
    requests_coordinators.RENDERERS,
    requests_follow_up.RENDERERS,
)
