"""Check-ins in the outbox. Imports little beside the program, whose memory is measured."""

from collections.abc import Sequence
from datetime import timedelta

from bot.flows.looking import routine
from bot.model.content import ContentKind
from bot.model.ids import PersonId
from bot.ports import Work
from bot.rules.facts import Trigger
from bot.setting import Setting

#: After so long the next check-in of the same person breaks no rule.
NEXT_TIME = timedelta(days=28)


def put_check_ins(work: Work, people: Sequence[PersonId], setting: Setting) -> None:
    """A check-in for each, due now, as a look puts it."""
    trigger = Trigger(ContentKind.CHECK_IN, work.now, "why-rhythm")
    for person in work.people.get_many(people).values():
        work.outbox.put(routine(person, trigger, work.now, work, setting))
