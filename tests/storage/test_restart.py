"""What a process leaves behind that ends without a word."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.ids import OutboxId
from bot.model.people import PersonState
from bot.ports import Work
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.opening import open_ledger
from storage.vault import Vault
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, SetClock, person_of

ANN = person_of(1)
ROOT = Path(__file__).parents[2]


def test_what_was_being_sent_when_the_process_died_is_unknown_after_it(
    on_sqlite: ReadyLedger,
) -> None:
    """Nobody else can be sending it: the file has one process."""
    on_sqlite.add(ANN)

    def send_first(work: Work) -> OutboxId:
        for key in ("first", "second"):
            content = Content(ContentKind.NOTE)
            work.outbox.put(Outgoing(key, ANN.id, ANN.id, content, NOON, Lane.REQUEST))
        (row,) = work.outbox.due(9, lanes=list(Lane))
        until = work.now + timedelta(hours=1)
        work.outbox.mark_many([(row.id, "local:demo")], holder="one", until=until)
        return row.id

    row = on_sqlite.run(send_first)
    assert on_sqlite.run(lambda work: work.outbox.in_flight()) == ()
    on_sqlite.reopen()
    found = on_sqlite.run(lambda work: work.outbox.in_flight())
    assert [(each.id, each.state) for each in found] == [(row, OutboxState.UNKNOWN)]
    assert on_sqlite.run(lambda work: work.outbox.due(9, lanes=list(Lane))) == ()


_BUSY_PROCESS = """
import sys
from pathlib import Path
from bot.ports import Priority
from storage.creation import prepare
from storage.engine import open_engine
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.opening import open_ledger
from storage.vault import Vault
from tests.storage_fixtures import NOON, ORGANISATION, SetClock, person_of

folder = Path(sys.argv[1])
keys = KeyFile.create(folder / "keys", [ORGANISATION])
prepare(open_engine(folder / "tailboard.db"), keys, fictional=False, now=NOON)
vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
journal = JournalFile(folder / "tailboard.journal")
ledger = open_ledger(folder / "tailboard.db", vault, SetClock(), journal)

def told(number, future):
    future.result()
    print(person_of(number).id, flush=True)

number = 0
while True:
    futures = []
    for _ in range(20):
        number += 1
        person = person_of(number)
        future = ledger.submit(lambda work, person=person: work.people.add(person))
        future.add_done_callback(lambda future, number=number: told(number, future))
        futures.append(future)
    for future in futures:
        future.result()
"""


def test_what_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    """In the middle of groups of twenty: whoever was told is in the file, and it opens as it is."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BUSY_PROCESS, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    answered = {int(process.stdout.readline()) for _ in range(333)}
    process.kill()
    answered |= {int(line) for line in process.stdout.read().split("\n")[:-1]}
    process.wait(60)
    keys = KeyFile.load(tmp_path / "keys")
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    journal = JournalFile(tmp_path / "tailboard.journal")
    with open_ledger(tmp_path / "tailboard.db", vault, SetClock(), journal) as ledger:
        found = ledger.submit(lambda work: set(work.people.ids(PersonState.ROSTER))).result(60)
        everybody = ledger.submit(lambda work: work.people.get_many(found)).result(60)
    assert len(answered) >= 333
    assert answered <= found
    assert everybody.keys() == found
