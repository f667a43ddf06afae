"""Events that were handled, by keyed hash, so that one that comes twice is handled once."""

from bot.events import Event
from storage.context import Context, InsertIfNew
from storage.instants import to_day
from storage.tables import event

_ADD = InsertIfNew(event)


class StoredEvents:
    """Implements `bot.ports.Events`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def first_time(self, event: Event) -> bool:
        hash_ = self._context.lookup("event", event.account.platform, event.id)
        return _ADD.run(self._context, event_hash=hash_, handled_day=to_day(self._context.now))
