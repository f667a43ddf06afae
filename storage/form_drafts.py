"""Forms that are half filled in: sealed under the person's key, or for somebody unknown to the
roster under the organisation's, of the same length; a quarter of an hour at most."""

import json
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.model.ids import Account, PersonId
from bot.ports import DRAFT_KEPT_FOR
from storage.context import ORGANISATION, Context
from storage.instants import to_number
from storage.people import StoredPeople
from storage.pictures import blob_size
from storage.records import person_from_bytes, person_to_bytes
from storage.tables import form_draft
from storage.vault import KEY_ID_LENGTH

_OURS = form_draft.c.organisation == ORGANISATION
_ONE = select(form_draft.c.id, form_draft.c.owner, form_draft.c.content).where(
    _OURS,
    form_draft.c.draft_hash == bindparam("hash_"),
    form_draft.c.begun_at > bindparam("since"),
)
_ADD = insert(form_draft)
_SAVE = (
    update(form_draft)
    .where(_OURS, form_draft.c.id == bindparam("draft_id"))
    .values(owner=bindparam("new_owner"), content=bindparam("new"))
)
_DROP = delete(form_draft).where(_OURS, form_draft.c.draft_hash == bindparam("hash_"))
_OLD = delete(form_draft).where(_OURS, form_draft.c.begun_at <= bindparam("since"))


class StoredFormDrafts:
    """Implements `bot.ports.FormDrafts`."""

    def __init__(self, context: Context, people: StoredPeople) -> None:
        self._context = context
        self._people = people

    def keep(self, name: str, account: Account, content: bytes) -> None:
        """With a new one, those go whose time is over: nobody's half a form waits for the night."""
        context = self._context
        person = self._people.by_account(account)
        owner = None if person is None else person.id
        whole = _with_account(account, content)
        row = self._row(name)
        if row is not None:
            sealed = self._sealed(row.id, owner, whole)
            changes = {"new_owner": sealed["owner"], "new": sealed["content"]}
            context.change_one(_SAVE, draft_id=row.id, **changes)
            return
        self._forget_old()
        id_ = context.vault.new_id()
        begun = {"id": id_, "draft_hash": self._hash(name), "begun_at": to_number(context.now)}
        context.insert(_ADD, {**begun, **self._sealed(id_, owner, whole)})

    def find(self, name: str, account: Account) -> bytes | None:
        row = self._row(name)
        whole = None if row is None else self._open(row)
        return None if whole is None else _of_account(account, whole)

    def drop(self, name: str) -> None:
        self._context.erased |= self._context.run(_DROP, hash_=self._hash(name)).rowcount > 0

    # Inside

    def _forget_old(self) -> None:
        since = to_number(self._context.now - DRAFT_KEPT_FOR)
        self._context.erased |= self._context.run(_OLD, since=since).rowcount > 0

    def _row(self, name: str) -> Any:
        since = to_number(self._context.now - DRAFT_KEPT_FOR)
        return self._context.run(_ONE, hash_=self._hash(name), since=since).one_or_none()

    def _sealed(self, row: int, owner: PersonId | None, plain: bytes) -> dict[str, bytes]:
        context, size = self._context, blob_size(plain)
        if owner is None:
            size = blob_size(plain.ljust(len(plain) + KEY_ID_LENGTH)) - KEY_ID_LENGTH
            content = context.vault.seal_for_organisation("form_draft", "content", row, plain, size)
        else:
            content = context.vault.seal(
                context.key_of(owner),
                table="form_draft",
                column="content",
                row=row,
                person=owner,
                plain=plain,
                size=size,
            )
        sealed_owner = context.seal_own("form_draft", "owner", row, person_to_bytes(owner))
        return {"owner": sealed_owner, "content": content}

    def _open(self, row: Any) -> bytes | None:
        """None where the person, and with them the key, is gone."""
        context = self._context
        owner = person_from_bytes(context.open_own("form_draft", "owner", row.id, row.owner))
        if owner is None:
            return context.open_own("form_draft", "content", row.id, row.content)
        key = context.keys_of([owner]).get(owner)
        if key is None:
            return None
        return context.open(key, "form_draft", "content", row.id, row.content)

    def _hash(self, name: str) -> bytes:
        return self._context.lookup("form_draft.name", name)


def _with_account(account: Account, content: bytes) -> bytes:
    """Whose it is, and a line's end, before what is in it."""
    return json.dumps(str(account)).encode() + b"\n" + content


def _of_account(account: Account, whole: bytes) -> bytes | None:
    whose, _, content = whole.partition(b"\n")
    return content if json.loads(whose) == str(account) else None
