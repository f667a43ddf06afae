"""What remains to be done with a large roster file from the chat, in pieces beside everything
else."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from bot.control.importing import apply, compare
from bot.control.office import ImportAtWork, LedgerOffice, Turn
from bot.flows.roster_by_file import (
    FileStep,
    FileTask,
    agreed,
    finish,
    hand_in_report,
    still_agreed,
)
from bot.ports import Conflict, Ledger, LedgerBusy, Priority, Work
from bot.rendering.wording import Wording
from bot.roster.columns import RosterRow
from bot.roster.difference import Difference, Summary, summary
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from bot.roster.report import FileOutcome, mistakes_report, report_of
from bot.setting import Setting

T = TypeVar("T")

log = logging.getLogger(__name__)


class FileDesk:
    """Carries out `FileTask`s, in a thread of the caller's. `turn` is shared with the control
    server, so that two imports do not meet."""

    def __init__(self, ledger: Ledger, setting: Setting, turn: Turn) -> None:
        self._ledger = ledger
        self._setting = setting
        self._turn = turn

    def carry_out(self, task: FileTask) -> None:
        """Blocks until it is done. Where it cannot be, the coordinator is told; where not even
        that can be written down, by the word that waits in the outbox since they pressed."""
        office = LedgerOffice(self._ledger, self._setting, self._turn)
        try:
            self._carry_out(task, office)
        except (Conflict, ImportAtWork, LedgerBusy) as error:
            log.warning("roster file not done", extra={"kind": type(error).__name__})
            with suppress(LedgerBusy):
                self._run(lambda work: finish(task, FileOutcome.BROKEN, work))
        finally:
            office.close()

    def _carry_out(self, task: FileTask, office: LedgerOffice) -> None:
        pending = self._run(lambda work: work.pending_rosters.get(task.file))
        if pending is None:
            return
        known = Known.of(self._setting.config, self._setting.texts.languages())
        compared = self._compared(read_roster(pending.content, known), office)
        if task.step is FileStep.COMPARE:
            told = compared if isinstance(compared, Mistakes) else compared[1]
            self._run(lambda work: self._report(task, told, work))
        elif isinstance(compared, Mistakes) or compared[1].digest != task.digest:
            self._run(lambda work: finish(task, FileOutcome.CHANGED, work))
        elif compared[1].needs_second and not self._run(partial(still_agreed, pending)):
            self._run(lambda work: finish(task, FileOutcome.SECOND_NEEDED, work))
        else:
            apply(compared[0], office, _nobody, by=task.by)
            self._run(lambda work: finish(task, FileOutcome.APPLIED, work))

    def _compared(
        self, rows: tuple[RosterRow, ...] | Mistakes, office: LedgerOffice
    ) -> tuple[Difference, Summary] | Mistakes:
        if isinstance(rows, Mistakes):
            return rows
        found = compare(rows, office, _nobody)
        if isinstance(found, Mistakes):
            return found
        return found, summary(found, rows, self._setting.config)

    def _report(self, task: FileTask, told: Summary | Mistakes, work: Work) -> None:
        language = work.people.get(task.by).language
        wording = Wording(self._setting, language)
        if isinstance(told, Mistakes):
            report = mistakes_report(told, wording)
        else:
            by_another = partial(agreed, task.file, task.by, work)
            report = report_of(told, task.file, wording, by_another)
        hand_in_report(task, report, work)

    def _run(self, flow: Callable[[Work], T]) -> T:
        return self._ledger.submit(flow, Priority.BULK).result()


def _nobody(done: int, of: int) -> None:
    """Nobody watches the progress of a file in the chat."""
