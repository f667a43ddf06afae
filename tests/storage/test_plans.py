"""What runs at every tick costs what is due, not what exists: every step goes down an index."""

import re
from collections.abc import Callable

import pytest

from bot.events import Event
from bot.messages import Action
from bot.model.content import Lane
from bot.ports import Place, Work
from storage.unit_of_work import as_stored
from tests.storage_filling import MEMBER, SUPPORTER, fill
from tests.storage_fixtures import ReadyLedger, person_of

PLACE = Place("slack", "T1")
ACCOUNT = person_of(1).roster.accounts[0]


def plan_of(ready: ReadyLedger, flow: Callable[[Work], object]) -> list[str]:
    """The steps that SQLite takes for the statements of this flow."""

    def explain(work: Work) -> list[str]:
        driver = as_stored(work).context.driver
        assert driver is not None
        statements: list[str] = []
        driver.set_trace_callback(statements.append)
        flow(work)
        driver.set_trace_callback(None)
        return [
            str(row[3])
            for statement in statements
            for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]

    return ready.run(explain)


@pytest.mark.parametrize(
    ("flow", "indexes"),
    [
        (lambda work: work.people.due_for_look(50), {"ix_person_organisation_look_at"}),
        (lambda work: work.outbox.due(50, lanes=list(Lane)), {"ix_outbox_waiting"}),
        (lambda work: work.outbox.next_due(), {"ix_outbox_waiting"}),
        (lambda work: work.outbox.in_flight(), {"ix_outbox_in_flight"}),
        (lambda work: work.outbox.cancel_routine(MEMBER), {"ix_outbox_conversation"}),
        (lambda work: work.requests.due(50), {"ix_request_organisation_due_at"}),
        (lambda work: work.requests.next_due(), {"ix_request_organisation_due_at"}),
        (lambda work: work.reservations.take_all([("a",), ("b",)], until=work.now), set()),
        (
            lambda work: work.requests.of_supporter(SUPPORTER),
            {"ix_request_organisation_supporter_hash", "ix_offer_organisation_supporter_hash"},
        ),
        (lambda work: work.requests.open_of(MEMBER), set()),
        (lambda work: work.people.get_many([MEMBER, SUPPORTER]), set()),
        (lambda work: work.people.by_account(ACCOUNT), set()),
        (lambda work: work.people.by_numbers(["0001"]), set()),
        (lambda work: work.people.left_before(work.now, 9), {"ix_person_organisation_left_day"}),
        (lambda work: work.direct_chats.of_many({MEMBER: ACCOUNT}), set()),
        (lambda work: work.form_drafts.find("d", ACCOUNT), set()),
        (
            lambda work: work.form_drafts.keep("d", ACCOUNT, b"x"),
            {"ix_form_draft_organisation_begun_at"},
        ),
        (lambda work: work.cards.open("0" * 32), set()),
        (lambda work: work.cards.handle_of("key"), set()),
        (lambda work: work.cards.issue(ACCOUNT, [Action("menu")], person=MEMBER), set()),
        (lambda work: work.installations.find(PLACE), set()),
        (
            lambda work: work.installations.of_workspace(PLACE),
            {"ix_installation_organisation_workspace_hash"},
        ),
        (
            lambda work: work.installations.of_connection("slack"),
            {"ix_installation_organisation_connection"},
        ),
        (lambda work: work.events.first_time(Event("e", ACCOUNT)), set()),
    ],
)
def test_every_step_goes_down_an_index(
    on_sqlite: ReadyLedger, flow: Callable[[Work], object], indexes: set[str]
) -> None:
    fill(on_sqlite, "canary")
    steps = plan_of(on_sqlite, flow)
    whole = [step for step in steps if re.search(r"^SCAN (?!CONSTANT)|\(organisation=\?\)$", step)]
    assert whole == []
    assert indexes <= {name for step in steps for name in re.findall(r"INDEX (\w+)", step)}
