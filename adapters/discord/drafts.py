"""Forms that are being filled in by more than one modal, or that came too late for theirs.

Discord opens a modal as the first answer to a press and at no other time, so such a form waits
behind a button. What was typed so far is kept here and nowhere else, for a quarter of an hour.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.discord.reading import FileAt
from bot.messages import Form
from bot.model.ids import Account
from bot.ports import Clock

KEPT_FOR = 15 * 60.0  #: seconds
MOST = 2_000  #: forms at once; the oldest go first

Values = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Draft:
    """`given` and `files` by page; what somebody typed stays out of the repr. `sent`: it is with
    the core, and pressed once more it is not sent again."""

    id: str
    account: Account
    form: Form = field(repr=False)
    until: float  #: monotonic seconds
    sent: bool = False
    given: dict[int, Values] = field(default_factory=dict, repr=False)
    files: dict[int, Mapping[str, FileAt]] = field(default_factory=dict, repr=False)


class Drafts:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, Draft] = OrderedDict()

    def begin(self, id_: str, account: Account, form: Form) -> Draft:
        self._forget_old()
        draft = Draft(id_, account, form, self._clock.monotonic() + KEPT_FOR)
        self._kept[id_] = draft
        return draft

    def of(self, id_: str, account: Account) -> Draft | None:
        """None: it was kept for too long, or it is somebody else's."""
        self._forget_old()
        draft = self._kept.get(id_)
        return draft if draft is not None and draft.account == account else None

    def done(self, draft: Draft) -> None:
        """What was typed is kept no longer."""
        draft.given.clear()
        draft.files.clear()

    def _forget_old(self) -> None:
        now = self._clock.monotonic()
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if oldest.until > now and len(self._kept) < MOST:
                return
            self._kept.popitem(last=False)
