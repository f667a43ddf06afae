"""Supporters' pictures, sealed under their own key and padded to whole steps of 64 KiB."""

from collections.abc import Iterable

from sqlalchemy import bindparam, insert, select

from bot.model.ids import PersonId
from bot.model.pictures import Picture
from storage.context import CHUNK, ORGANISATION, Context
from storage.records import person_from_bytes, person_to_bytes
from storage.tables import BLOB_STEP, picture

_ADD = insert(picture)
_ONE = select(picture.c.owner, picture.c.content).where(
    picture.c.organisation == ORGANISATION, picture.c.id == bindparam("picture_id")
)

_KEPT = select(picture.c.id).where(
    picture.c.organisation == ORGANISATION, picture.c.id.in_(bindparam("ids", expanding=True))
)


class StoredPictures:
    """Implements `bot.ports.Pictures`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, person: PersonId, png: bytes) -> int:
        context = self._context
        id_ = context.vault.new_id()
        content = context.vault.seal(
            context.key_of(person),
            table="picture",
            column="content",
            row=id_,
            person=person,
            plain=png,
            size=blob_size(png),
        )
        context.insert(
            _ADD,
            {
                "id": id_,
                "owner_hash": context.lookup("picture.owner", str(person)),
                "owner": context.seal_own("picture", "owner", id_, person_to_bytes(person)),
                "content": content,
            },
        )
        return id_

    def get(self, picture: int) -> Picture | None:
        row = self._context.run(_ONE, picture_id=picture).one_or_none()
        if row is None:
            return None
        owner = person_from_bytes(self._context.open_own("picture", "owner", picture, row.owner))
        assert owner is not None
        key = self._context.key_of(owner)
        png = self._context.open(key, "picture", "content", picture, row.content)
        return Picture(picture, png)

    def kept(self, pictures: Iterable[int]) -> frozenset[int]:
        asked = sorted(set(pictures))
        found: set[int] = set()
        for start in range(0, len(asked), CHUNK):
            rows = self._context.run(_KEPT, ids=asked[start : start + CHUNK])
            found.update(id_ for (id_,) in rows)
        return frozenset(found)


def blob_size(content: bytes) -> int:
    """The next whole step: a length tells little of a picture or a file."""
    return max(1, -(-len(content) // BLOB_STEP)) * BLOB_STEP
