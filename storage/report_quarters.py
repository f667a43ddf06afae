"""The quarters since reports began, and the publishing of one."""

from sqlalchemy import bindparam, insert, null, select, update
from sqlalchemy.exc import IntegrityError

from bot.model.quarters import Quarter
from bot.ports import Conflict
from bot.ports.reports import QuarterState, ReportQuarter
from bot.reports.figures import Figures
from bot.reports.folding import Plan
from bot.reports.writing import FORM, read, written
from storage.context import ORGANISATION, Context
from storage.journal_file import Published
from storage.pictures import blob_size
from storage.published.table import report_release
from storage.records import REPORT_QUARTER, QuarterRecord
from storage.tables import report_quarter

_OURS = report_quarter.c.organisation == ORGANISATION
_LAST = (
    select(report_quarter.c.id, report_quarter.c.state, report_quarter.c.record)
    .where(_OURS)
    .order_by(report_quarter.c.id.desc())
    .limit(1)
)
_STAGE = (
    select(report_quarter.c.id, report_quarter.c.state)
    .where(_OURS)
    .order_by(report_quarter.c.id.desc())
    .limit(1)
)
_THIS = (_OURS, report_quarter.c.id == bindparam("quarter_id"))
_ONE = select(report_quarter.c.record).where(
    *_THIS, report_quarter.c.state == bindparam("in_state")
)
_STATE = select(report_quarter.c.state, report_quarter.c.record).where(*_THIS)
_CHANGE = (
    update(report_quarter)
    .where(*_THIS, report_quarter.c.state == bindparam("old"))
    .values(state=bindparam("new"), record=bindparam("new_record"))
)
_FORGET = (
    update(report_quarter)
    .where(_OURS, report_quarter.c.id < bindparam("quarter_id"))
    .values(record=null())
)
_ADD = insert(report_quarter)
_PUBLISH = insert(report_release)


class StoredReportQuarters:
    """Implements `bot.ports.ReportQuarters`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def last(self) -> ReportQuarter | None:
        row = self._context.run(_LAST).one_or_none()
        if row is None:
            return None
        id_, state, sealed = row
        quarter, kept = _quarter(id_), self._opened(id_, sealed)
        if kept is None:
            return ReportQuarter(quarter, QuarterState(state))
        return ReportQuarter(quarter, QuarterState(state), kept.plan, kept.sizes)

    def stage(self) -> tuple[Quarter, QuarterState] | None:
        row = self._context.run(_STAGE).one_or_none()
        return None if row is None else (_quarter(row[0]), QuarterState(row[1]))

    def begin(self, quarter: Quarter, plan: Plan | None) -> None:
        id_ = _id(quarter)
        state = QuarterState.SKIPPED if plan is None else QuarterState.OPENING
        record = None if plan is None else self._sealed(id_, QuarterRecord(plan))
        try:
            self._context.insert(_ADD, {"id": id_, "state": state.value, "record": record})
        except IntegrityError:
            raise Conflict("the quarter was begun before") from None
        if self._context.run(_FORGET, quarter_id=id_).rowcount:
            self._context.erased = True

    def open(self, quarter: Quarter, sizes: tuple[int, ...]) -> None:
        id_ = _id(quarter)
        row = self._context.run(
            _ONE, quarter_id=id_, in_state=QuarterState.OPENING.value
        ).one_or_none()
        kept = None if row is None else self._opened(id_, row[0])
        if kept is None:
            raise Conflict("the quarter was opened before")
        record = self._sealed(id_, QuarterRecord(kept.plan, sizes))
        self._change(id_, QuarterState.OPENING, QuarterState.OPEN, record)

    def release(self, figures: Figures, picture: bytes) -> None:
        """Of the quarter the plan stays, for the others of its year; the sizes go."""
        quarter, id_ = figures.quarter, _id(figures.quarter)
        row = self._context.run(
            _ONE, quarter_id=id_, in_state=QuarterState.OPEN.value
        ).one_or_none()
        kept = None if row is None else self._opened(id_, row[0])
        if kept is None:
            raise Conflict("the quarter is not open")
        record = self._sealed(id_, QuarterRecord(kept.plan))
        self._change(id_, QuarterState.OPEN, QuarterState.RELEASED, record)
        published = Published(quarter, FORM, written(figures), picture)
        self._publish(published)
        self._context.happened.append(published)

    def put_back(self, published: Published) -> None:
        """A release that a restored backup does not know, byte for byte. The groups of its year are
        those that it was published by; what the quarter was counted by goes."""
        id_ = _id(published.quarter)
        row = self._context.run(_STATE, quarter_id=id_).one_or_none()
        if row is not None and row.state == QuarterState.RELEASED.value:
            return
        kept = None if row is None else self._opened(id_, row.record)
        plan = _plan_of(published) if kept is None else kept.plan
        record = self._sealed(id_, QuarterRecord(plan))
        if row is None:
            state = QuarterState.RELEASED.value
            self._context.insert(_ADD, {"id": id_, "state": state, "record": record})
        else:
            self._change(id_, QuarterState(row.state), QuarterState.RELEASED, record)
        self._publish(published)

    # Inside

    def _publish(self, published: Published) -> None:
        self._context.insert(
            _PUBLISH,
            {
                "year": published.quarter.year,
                "quarter": published.quarter.number,
                "form": published.form,
                "figures": published.figures,
                "picture": published.picture,
            },
        )
        self._context.erased = True

    def _change(self, id_: int, old: QuarterState, new: QuarterState, record: bytes) -> None:
        self._context.change_one(
            _CHANGE, quarter_id=id_, old=old.value, new=new.value, new_record=record
        )

    def _sealed(self, id_: int, record: QuarterRecord) -> bytes:
        plain = REPORT_QUARTER.encode(record)
        return self._context.vault.seal_for_organisation(
            "report_quarter", "record", id_, plain, blob_size(plain)
        )

    def _opened(self, id_: int, sealed: bytes | None) -> QuarterRecord | None:
        if sealed is None:
            return None
        return REPORT_QUARTER.decode(
            self._context.open_own("report_quarter", "record", id_, sealed)
        )


def _plan_of(published: Published) -> Plan:
    """As far as the release tells it; the smallest group, for new units, is not known any more."""
    figures = read(published.figures, published.form)
    groups = tuple(each.group for each in figures.groups)
    return Plan(figures.quarter.year, figures.floor, groups)


def _id(quarter: Quarter) -> int:
    """Quarters counted on, so that the latest has the greatest."""
    return quarter.year * 4 + quarter.number - 1


def _quarter(id_: int) -> Quarter:
    return Quarter(id_ // 4, id_ % 4 + 1)
