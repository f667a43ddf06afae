"""Nobody who has left the server is written to, or shown to somebody as whom to write to."""

from dataclasses import replace

from adapters.discord.standing import Members
from bot.messages import Message
from bot.model.content import Lane
from bot.ports import Delivery, NotSent, PersonLeft

#: attempts of a message that waits for what becomes of somebody in it who has left
ATTEMPTS = 3


async def present(members: Members, delivery: Delivery, message: Message) -> Message:
    """The message as it may be posted. Raises PersonLeft where whoever it is for has left.

    Where it leads to somebody who has, it waits a moment: what is said to them does not get
    through, and the request takes its next step, after which there may be something else to say.
    Where it is to be said still, it leads to nobody.
    """
    routine = delivery.lane is Lane.ROUTINE
    if await members.has_left(delivery.account, may_be_left_unasked=routine):
        raise PersonLeft("no member of the server any more")
    led_to = {each.talk_to for each in message.sections if each.talk_to is not None}
    gone = {each for each in led_to if await members.has_left(each, may_be_left_unasked=routine)}
    if gone and delivery.attempts < ATTEMPTS:
        raise NotSent("whom it leads to has left the server")
    sections = tuple(
        replace(each, talk_to=None) if each.talk_to in gone else each for each in message.sections
    )
    return replace(message, sections=sections)
