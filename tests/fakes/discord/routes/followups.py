"""What follows the answer to an interaction, by its token (/developers/resources/webhook)."""

from tests.fakes.discord.bodies import ANSWER_FLAGS, CREATE_FLAGS
from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.messages import IN_INTERACTIONS, redraw, remove
from tests.fakes.discord.routes.callbacks import posted
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import LOADING, Message
from tests.fakes.discord.wire import Refused

_PLACE = "/webhooks/{application.id}/{interaction.token}"
_MESSAGE = f"{_PLACE}/messages/{{message.id}}"


def _interaction(call: Call) -> Interaction:
    return call.discord.interactions.to_follow(
        call.ids["application.id"], call.ids["interaction.token"]
    )


def _message(call: Call, interaction: Interaction) -> Message:
    """`@original`, or one that was made with the same token and still stands."""
    identity = call.ids["message.id"]
    original = identity == "@original"
    found = interaction.original if original else interaction.messages.get(identity)
    if found is None or _gone(interaction, found):
        raise Refused.because(10008)
    return found


def _gone(interaction: Interaction, message: Message) -> bool:
    if message.ephemeral_to is None:
        return message.id not in interaction.channel.messages
    return message.gone


@route(f"POST {_PLACE}", open_to_all=True, counted_globally=False)
def follow_up(call: Call) -> Result:
    """Straight after a deferred answer it is the answer itself ("deprecated")."""
    interaction = _interaction(call)
    original = interaction.original
    if (
        interaction.answer is Answer.DEFERRED
        and original is not None
        and original.flags & LOADING
        and not _gone(interaction, original)
    ):
        draft = call.reading.create(call.body, call.files, CREATE_FLAGS)
        redraw(call.discord, interaction.channel, original, draft, IN_INTERACTIONS)
        return 200, original.raw
    draft = call.reading.create(call.body, call.files, ANSWER_FLAGS)
    return 200, posted(call, interaction, draft, original=False).raw


@route(f"GET {_MESSAGE}", open_to_all=True, counted_globally=False)
def read(call: Call) -> Result:
    return 200, _message(call, _interaction(call)).raw


@route(f"PATCH {_MESSAGE}", open_to_all=True, counted_globally=False)
def edit(call: Call) -> Result:
    interaction = _interaction(call)
    message = _message(call, interaction)
    draft = call.reading.edit(call.body, call.files, message)
    redraw(call.discord, interaction.channel, message, draft, IN_INTERACTIONS)
    return 200, message.raw


@route(f"DELETE {_MESSAGE}", open_to_all=True, counted_globally=False)
def delete(call: Call) -> Result:
    interaction = _interaction(call)
    message = _message(call, interaction)
    remove(call.discord, interaction.channel, message)
    if message.ephemeral_to is not None:
        message.gone = True
    return 204, None
