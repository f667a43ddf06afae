"""The first answer to an interaction (/developers/interactions/receiving-and-responding)."""

from typing import Any

from tests.fakes.discord.bodies import ANSWER_FLAGS, Draft
from tests.fakes.discord.components import layout
from tests.fakes.discord.components.checking import Checking
from tests.fakes.discord.components.tree import numbered
from tests.fakes.discord.form import Form, Path, fields, integer, is_object, many, one_of, text
from tests.fakes.discord.interactions import Answer, Interaction, Kind
from tests.fakes.discord.messages import (
    CHAT_INPUT_COMMAND,
    DEFAULT,
    IN_INTERACTIONS,
    REPLY,
    post,
    redraw,
)
from tests.fakes.discord.objects import user_object
from tests.fakes.discord.routes.calling import Call, Result, route
from tests.fakes.discord.state import EPHEMERAL, Message
from tests.fakes.discord.wire import Json

_MESSAGES = (Answer.MESSAGE, Answer.DEFERRED)
_UPDATES = (Answer.DEFERRED_UPDATE, Answer.UPDATE)


def _allowed(interaction: Interaction) -> tuple[Answer, ...]:
    """6 and 7 only for what began at a component, 9 never after a modal."""
    if interaction.kind is Kind.AUTOCOMPLETE:
        return (Answer.CHOICES,)
    if interaction.kind is Kind.COMMAND:
        return (*_MESSAGES, Answer.MODAL)
    if interaction.kind is Kind.COMPONENT:
        return (*_MESSAGES, *_UPDATES, Answer.MODAL)
    return (*_MESSAGES, *_UPDATES) if interaction.message is not None else _MESSAGES


@route(
    "POST /interactions/{interaction.id}/{interaction.token}/callback",
    open_to_all=True,
    counted_globally=False,
)
def callback(call: Call) -> Result:
    interactions = call.discord.interactions
    interaction = interactions.to_answer(call.ids["interaction.id"], call.ids["interaction.token"])
    form = Form()
    if not is_object(form, call.body, ()):
        form.done()
    kinds = one_of(*(int(one) for one in _allowed(interaction)))
    fields(form, call.body, (), {"type": kinds})
    form.done()
    answer = Answer(call.body["type"])
    data = call.body.get("data") or {}
    _ANSWERS[answer](call, interaction, data)
    interaction.answer = answer
    interaction.answered = call.discord.clock.monotonic()
    interaction.data = data
    interaction.done.set()
    if call.asked("with_response"):
        return 200, _response(interaction)
    return 204, None


def _message(call: Call, interaction: Interaction, data: Any) -> None:
    draft = call.reading.create(data, call.files, ANSWER_FLAGS, ("data",))
    posted(call, interaction, draft, original=True)


def posted(
    call: Call,
    interaction: Interaction,
    draft: Draft,
    *,
    original: bool,
    loading: bool = False,
) -> Message:
    """A message made with the token: the answer itself, or one that follows it."""
    discord = call.discord
    ephemeral = bool((draft.flags or 0) & EPHEMERAL)
    kind, extra = _origin(interaction, original=original)
    made = post(
        discord,
        interaction.channel,
        discord.bot.id,
        draft,
        usual=IN_INTERACTIONS,
        kind=kind,
        extra=extra,
        ephemeral_to=interaction.user.id if ephemeral else None,
        token=interaction.token,
        loading=loading,
    )
    interaction.messages[made.id] = made
    if original:
        interaction.original = made
    return made


def _origin(interaction: Interaction, *, original: bool) -> tuple[int, Json]:
    """The type of the message, and what it says of where it comes from."""
    application = interaction.payload["application_id"]
    extra: Json = {"webhook_id": application, "application_id": application}
    kind = DEFAULT
    if original and interaction.kind is Kind.COMMAND:
        kind = CHAT_INPUT_COMMAND
        extra["interaction_metadata"] = _metadata(interaction)
        extra["interaction"] = {
            "id": interaction.id,
            "type": int(interaction.kind),
            "name": interaction.payload["data"]["name"],
            "user": user_object(interaction.user),
        }
    before = interaction.message if original else interaction.original
    if before is not None:
        kind = REPLY
        extra["message_reference"] = {
            "type": 0,
            "message_id": before.id,
            "channel_id": interaction.channel.id,
        }
    return kind, extra


def _metadata(interaction: Interaction) -> Json:
    return {
        "id": interaction.id,
        "type": int(interaction.kind),
        "user": user_object(interaction.user),
        "authorizing_integration_owners": interaction.payload["authorizing_integration_owners"],
    }


def _deferred(call: Call, interaction: Interaction, data: Any) -> None:
    """ "The only valid message flag you may use is EPHEMERAL"."""
    form = Form()
    fields(form, data, ("data",), {}, {"flags": integer(0, 2**31 - 1)})
    form.done()
    flags = (data.get("flags") or 0) & EPHEMERAL
    posted(call, interaction, Draft(flags=flags), original=True, loading=True)


def _deferred_update(call: Call, interaction: Interaction, data: Any) -> None:
    interaction.original = interaction.message


def _update(call: Call, interaction: Interaction, data: Any) -> None:
    message = interaction.message
    assert message is not None
    draft = call.reading.edit(data, call.files, message, ("data",))
    interaction.original = message
    redraw(call.discord, interaction.channel, message, draft, IN_INTERACTIONS)


def _choices(call: Call, interaction: Interaction, data: Any) -> None:
    form = Form()

    def choice(form: Form, value: Any, at: Path) -> None:
        if is_object(form, value, at):
            fields(form, value, at, {"name": text(100), "value": _value})

    if is_object(form, data, ("data",)):
        fields(form, data, ("data",), {"choices": many(choice, 25)})
    form.done()


def _value(form: Form, value: Any, at: Path) -> None:
    if isinstance(value, str):
        text(100)(form, value, at)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        form.say(at, "BASE_TYPE_CHOICES", "Value must be a string or a number.")


def _modal(call: Call, interaction: Interaction, data: Any) -> None:
    checking = Checking(Form(), modal=True)
    layout.modal(checking, data, ("data",))
    shown = {**data, "components": numbered(data["components"])}
    person = call.discord.people.get(interaction.user.id)
    if person is not None:
        person.opens(interaction, shown)


_ANSWERS = {
    Answer.MESSAGE: _message,
    Answer.DEFERRED: _deferred,
    Answer.DEFERRED_UPDATE: _deferred_update,
    Answer.UPDATE: _update,
    Answer.CHOICES: _choices,
    Answer.MODAL: _modal,
}


def _response(interaction: Interaction) -> Json:
    """The interaction callback response."""
    assert interaction.answer is not None
    told: Json = {"id": interaction.id, "type": int(interaction.kind)}
    resource: Json = {"type": int(interaction.answer)}
    message = interaction.original
    if message is not None:
        told |= {
            "response_message_id": message.id,
            "response_message_loading": interaction.answer is Answer.DEFERRED,
            "response_message_ephemeral": message.ephemeral_to is not None,
        }
        if interaction.answer in (Answer.MESSAGE, Answer.UPDATE):
            resource["message"] = message.raw
    return {"interaction": told, "resource": resource}
