"""One cell: what it may hold, and what it comes to."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bot.model.ids import Account, AccountMalformed
from bot.model.people import Role
from bot.roster.columns import LONGEST_ACCOUNT
from bot.roster.mistakes import MistakeKind, quoted

#: What a spreadsheet would reckon with. `+1 555` is no exception: no column holds a phone number.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
#: Joiners that some scripts are written with (as in `bot.cleaning`).
_JOINERS = "\u200c\u200d"
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PLATFORM = re.compile(r"[a-z][a-z0-9_]*")
_ROLES = {role.value: role for role in Role}

Wrong = tuple[MistakeKind, Mapping[str, str | int]]


def unfit(cell: str) -> Wrong | None:
    """Why a cell as it stands in the file is refused, whatever its column."""
    if cell.startswith(_FORMULA_STARTS):
        return MistakeKind.FORMULA, {"value": quoted(cell)}
    if cell.isascii() and cell.isprintable():
        return None
    for character in cell:
        if character in _LINE_ENDS:
            return MistakeKind.LINE_BREAK, {}
        if character not in _JOINERS and _is_hidden(character):
            return MistakeKind.HIDDEN, {"code": f"U+{ord(character):04X}"}
    return None


def _is_hidden(character: str) -> bool:
    """Control and format characters, halves of surrogate pairs, and what is no character."""
    is_none = ord(character) & 0xFFFE == 0xFFFE
    return is_none or unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def settled(cell: str) -> str:
    """The cell without space around it, in the one form in which equal texts are equal."""
    return cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell).strip()


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold more than one."""
    if ";" not in cell:
        return (cell,) if cell else ()
    return tuple(value for part in cell.split(";") if (value := part.strip()))


@lru_cache(maxsize=256)
def roles_of(cell: str) -> frozenset[Role] | Wrong:
    """Everyone is a member; the cell says what else."""
    found = {Role.MEMBER}
    for value in several(cell):
        role = _ROLES.get(value)
        if role is None:
            return MistakeKind.UNKNOWN_ROLE, {"value": quoted(value)}
        found.add(role)
    return frozenset(found)


def account_of(value: str) -> Account | Wrong:
    """`platform:workspace:id`; the platform is the name of a folder."""
    wrong: Wrong = (MistakeKind.BAD_ACCOUNT, {"value": quoted(value)})
    try:
        account = Account.parse(value)
    except AccountMalformed:
        return wrong
    if len(value) > LONGEST_ACCOUNT or not _PLATFORM.fullmatch(account.platform):
        return wrong
    return account
