"""Erasing a person: their key is destroyed, and every row that can be found as theirs with it.

What cannot be found without opening everything (cards, messages about them on their way to
somebody else) is sealed under the destroyed key, unreadable from here on, and goes with its own
retention; the outbox drops such a message when its time comes.
"""

from sqlalchemy import bindparam, delete

from bot.model.ids import PersonId
from bot.model.requests import OfferState
from bot.ports.journal import Erased
from storage.context import ORGANISATION, Context
from storage.journal_file import Happened
from storage.outbox_rows import cancel_conversation, conversation_hashes
from storage.tables import direct_chat, offer, person, picture, request

_PERSON = delete(person).where(
    person.c.organisation == ORGANISATION, person.c.id == bindparam("person_id")
)
_REQUEST = delete(request).where(
    request.c.organisation == ORGANISATION, request.c.member_hash == bindparam("hash_")
)
#: But for one that was taken: it is part of somebody's conversation, sealed under their key, and
#: has of the erased a random id.
_OFFERS = delete(offer).where(
    offer.c.organisation == ORGANISATION,
    offer.c.supporter_hash == bindparam("hash_"),
    offer.c.state != OfferState.ACCEPTED.value,
)
_PICTURES = delete(picture).where(
    picture.c.organisation == ORGANISATION, picture.c.owner_hash == bindparam("hash_")
)

_CHATS = delete(direct_chat).where(
    direct_chat.c.organisation == ORGANISATION, direct_chat.c.owner_hash == bindparam("hash_")
)


def erase_person(context: Context, erased: PersonId) -> None:
    """The row of the person takes the key, records, accounts and supporter's record along."""
    name = str(erased)
    for conversation in conversation_hashes(context, erased):
        cancel_conversation(context, conversation)
    context.run(_REQUEST, hash_=context.lookup("request.member", name))
    context.run(_OFFERS, hash_=context.lookup("offer.supporter", name))
    context.run(_PICTURES, hash_=context.lookup("picture.owner", name))
    context.run(_CHATS, hash_=context.lookup("direct_chat.owner", name))
    context.run(_PERSON, person_id=erased)
    context.drop_key(erased)
    context.happened.append(Happened(erased, Erased()))
    context.erased = True
