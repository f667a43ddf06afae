"""The journal: a file beside the keys that keeps a restored backup from undoing erasures, leavings
and pauses, and from publishing anew what was published.

A line an entry, JSON, numbered from 1: `{"n": 7, "day": 20781, "organisation": 1, "person": 123,
"is": "erased"}`. It names people by their random ids alone: whoever has it, the database and no
key learns which random ids paused, left or were erased, and not who they are. A release stands in
it whole, since everybody may see it. It is for its owner alone, like the keys, and never part of a
backup.

An entry is on the disk before the change that it is about is committed, and the file's lock is
held until that is settled. Where the commit fails, the entry is taken back by a further one. What
a process leaves behind that died in between is done, by whoever writes or starts next
(`storage.journal`).

It has a line of some 150 bytes for each pause, join, goodbye and erasure of the days that backups
are kept (at most 90): a million of them are 150 MB, and those of an agency of thousands a few
hundred kilobytes. So what is read seldom (a start, the nightly forgetting) reads it whole; what is
done with each entry reads its last lines.
"""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any

from bot.model.ids import PersonId
from bot.model.people import MembershipState
from bot.model.quarters import Quarter
from bot.ports.journal import Consented, Erased, Last
from storage.key_disk import replace_whole, require_private, write_new

#: The form of the file that this program writes and reads.
FILE_FORM = 1
#: Bytes that are read to find the last line; more where that is a release with its picture.
TAIL = 2048
#: The number of the entry that every journal begins with: a database that knows it had one.
BEGUN = 1
#: A journal that is begun in place of a lost one counts on from so far ahead that no backup which
#: knows the lost one is ever taken for one of its own.
APART = 1_000_000_000


class JournalUnfit(Exception):
    """The journal and the database do not belong together; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A person's entry, before it has a number."""

    person: PersonId
    last: Last


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it is kept for good, before its entry has a number."""

    quarter: Quarter
    form: int
    figures: str
    picture: bytes


Happening = Happened | Published


@dataclass(frozen=True, slots=True)
class Since:
    """What happened after an entry: of each person the last, and every release."""

    people: Mapping[PersonId, Last]
    releases: tuple[Published, ...]

    def has_more_than(self, happened: Sequence[Happening]) -> bool:
        """Whether there is anything in it but what happens now as well."""
        now = {each.person: each.last for each in happened if isinstance(each, Happened)}
        again = all(now.get(person) == last for person, last in self.people.items())
        return not again or not set(self.releases) <= set(happened)


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of entries just written, first and last, and the byte they begin at."""

    first: int
    last: int
    begins: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line. Entries up to `dropped_to` were so old that they are kept no more;
    `dropped_of` has the last of those of each organisation."""

    fingerprint: str
    dropped_to: int
    dropped_of: Mapping[str, int]

    def line(self) -> str:
        return _line({"tailboard_journal": FILE_FORM, **asdict(self)})


@dataclass(frozen=True, slots=True)
class _Found:
    """The whole file."""

    head: _Head
    lines: tuple[Mapping[str, Any], ...]

    @property
    def last(self) -> int:
        return int(self.lines[-1]["n"]) if self.lines else self.head.dropped_to


@dataclass(frozen=True, slots=True)
class JournalFile:
    """The journal of one database. Processes that share the database share the file: each holds
    its lock while it writes."""

    path: Path

    def exists(self) -> bool:
        return self.path.exists()

    def begin(
        self, fingerprint: bytes, day: int, after: int = 0, of: Sequence[int] = ()
    ) -> Written:
        """`after`: no database of these organisations that knows less can be told what it missed.
        Its first entry. Raises KeyFileExists, KeyFileUnwritable."""
        head = _Head(fingerprint.hex(), after, {str(each): after for each in of})
        first = after + BEGUN
        write_new(self.path, head.line() + _line({"n": first, "day": day, "is": "begun"}))
        return Written(first, first)

    def require_of(self, fingerprint: bytes) -> None:
        """Raises JournalUnfit where it is another database's."""
        if self._read().head.fingerprint != fingerprint.hex():
            raise JournalUnfit(
                f"{self.path} is the journal of another database. Name the one that was kept beside"
                " the keys of this one."
            )

    @contextmanager
    def held(self) -> Iterator["HeldJournal"]:
        """Nobody else writes meanwhile, in this process or another. The lock lies beside the file,
        since the file itself is replaced now and then; who dies lets go of it."""
        beside = self.path.with_name(self.path.name + ".lock")
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield HeldJournal(self)
        finally:
            os.close(descriptor)

    def last(self) -> int:
        """The number of the last entry; 0 where there was none yet. Raises JournalUnfit."""
        with self._opened("rb") as file:
            return self._end_of(file)[0]

    def since(self, position: int, organisation: int) -> Since:
        """What happened after this entry.

        Raises JournalUnfit where entries after it are kept no more, and where it lies ahead.
        """
        found = self._read()
        self._require_reach(found, position, organisation)
        undone = _taken_back(found.lines)
        lines = [
            line
            for line in found.lines
            if line["n"] > position
            and line["n"] not in undone
            and line.get("organisation") == organisation
        ]
        return Since(
            {PersonId(line["person"]): _last(line) for line in lines if "person" in line},
            tuple(_published(line) for line in lines if "released" in line),
        )

    def drop_before(self, day: int, position: int, organisation: int) -> int:
        """Forgets entries of earlier days, as far as the organisation's database knows them; of how
        many it was about somebody."""
        with self.held():
            found = self._read()
            undone = _taken_back(found.lines)

            def is_kept(line: Mapping[str, Any]) -> bool:
                ahead = line.get("organisation") == organisation and line["n"] > position
                return line["day"] >= day or (ahead and line["n"] not in undone)

            first_kept = next(
                (i for i, line in enumerate(found.lines) if is_kept(line)), len(found.lines)
            )
            if not first_kept:
                return 0
            head = _without(found.head, found.lines[:first_kept], undone)
            kept = [_line(each) for each in found.lines[first_kept:]]
            replace_whole(self.path, head.line() + "".join(kept))
        return sum("person" in each for each in found.lines[:first_kept])

    def _require_reach(self, found: _Found, position: int, organisation: int) -> None:
        if position < found.head.dropped_of.get(str(organisation), 0):
            raise JournalUnfit(
                f"This database is older than {self.path} reaches back: people who were erased,"
                " left or paused since would be undone, and nobody knows them any more. Put back a"
                " younger backup."
            )
        if position > found.last:
            raise JournalUnfit(
                f"{self.path} is older than the database: it lacks what happened since, and no"
                " backup could be put back safely. Put back the journal itself, or see"
                " docs/operating.md on a journal that was lost."
            )

    # The file

    def add(self, bodies: Sequence[Mapping[str, Any]]) -> Written:
        """For whoever holds it."""
        with self._opened("r+b", buffering=0) as file:
            last, whole = self._end_of(file)
            lines = [_line({"n": last + 1 + at, **body}) for at, body in enumerate(bodies)]
            _write_at(file, whole, "".join(lines).encode("ascii"))
        return Written(last + 1, last + len(bodies), whole)

    def cut_off(self, begins: int) -> None:
        """For whoever holds it: nothing stands there any more from this byte on."""
        with self._opened("r+b", buffering=0) as file:
            file.truncate(begins)
            os.fsync(file.fileno())

    def _read(self) -> _Found:
        """A last line without its end was never committed."""
        with self._opened("rb") as file:
            content = file.read()
        try:
            head, *lines = [json.loads(line) for line in content[: _whole(content)].splitlines()]
            if head.pop("tailboard_journal") != FILE_FORM:
                raise ValueError
            return _Found(_Head(**head), tuple(lines))
        except (ValueError, KeyError, TypeError):
            raise self._damaged() from None

    def _end_of(self, file: IO[bytes]) -> tuple[int, int]:
        """The number of the last whole line, and where it ends."""
        size = file.seek(0, os.SEEK_END)
        tail = TAIL
        while True:
            start = max(0, size - tail)
            file.seek(start)
            end = file.read()
            whole = _whole(end)
            if start == 0 or end.count(b"\n", 0, whole) > 1:
                break
            tail *= 8
        try:
            line = json.loads(end[:whole].splitlines()[-1])
            return int(line["n"] if "n" in line else line["dropped_to"]), start + whole
        except (ValueError, KeyError, TypeError, IndexError):
            raise self._damaged() from None

    def _damaged(self) -> JournalUnfit:
        return JournalUnfit(
            f"{self.path} is damaged, or no journal. Put back the one that was kept beside the"
            " keys."
        )

    @contextmanager
    def _opened(self, mode: str, buffering: int = -1) -> Iterator[IO[bytes]]:
        """Raises JournalUnfit where it is not there, KeyFileUnsafe where others may read it."""
        try:
            file = self.path.open(mode, buffering)
        except FileNotFoundError:
            raise JournalUnfit(
                f"There is no journal at {self.path}. Put back the one that was kept beside the"
                " keys; if it is lost, see docs/operating.md on a journal that was lost."
            ) from None
        with file:
            require_private(self.path, os.fstat(file.fileno()), user=os.geteuid())
            yield file


@dataclass(frozen=True, slots=True)
class HeldJournal:
    """The journal, as long as nobody else can write it."""

    file: JournalFile

    def append(self, organisation: int, day: int, happened: Sequence[Happening]) -> Written:
        """On the disk when this returns. Raises OSError, JournalUnfit."""
        return self.file.add([_body(organisation, day, each) for each in happened])

    def take_back(self, day: int, written: Written) -> None:
        """What these entries are about was not committed after all. Where there is no room for
        saying so, they are cut off again: nobody has written after them. Raises OSError,
        JournalUnfit, KeyFileError; then they stand."""
        try:
            self.file.add([{"day": day, "taken back": [written.first, written.last]}])
        except OSError:
            self.file.cut_off(written.begins)


def _whole(content: bytes) -> int:
    """How many bytes of it are whole lines."""
    return content.rfind(b"\n") + 1


def _without(head: _Head, dropped: Sequence[Mapping[str, Any]], undone: frozenset[int]) -> _Head:
    """Nobody misses what was taken back."""
    of = {
        str(line["organisation"]): int(line["n"])
        for line in dropped
        if "organisation" in line and line["n"] not in undone
    }
    return replace(head, dropped_to=int(dropped[-1]["n"]), dropped_of={**head.dropped_of, **of})


def _write_at(file: IO[bytes], whole: int, added: bytes) -> None:
    """After the whole lines; what cannot be written leaves no part of itself behind, which a buffer
    would write after all as the file is closed: there is none."""
    file.truncate(whole)
    file.seek(whole)
    try:
        left = memoryview(added)
        while left:
            left = left[file.write(left) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(whole)
        raise


def _line(body: Mapping[str, Any]) -> str:
    return json.dumps(body, separators=(",", ":")) + "\n"


def _body(organisation: int, day: int, happened: Happening) -> dict[str, Any]:
    known = {"day": day, "organisation": organisation}
    match happened:
        case Happened(person, last):
            return {**known, "person": person, **_said(last)}
        case Published(quarter, form, figures, picture):
            return {
                **known,
                "released": [quarter.year, quarter.number],
                "form": form,
                "figures": figures,
                "picture": b64encode(picture).decode("ascii"),
            }


def _published(line: Mapping[str, Any]) -> Published:
    year, number = line["released"]
    quarter = Quarter(int(year), int(number))
    return Published(quarter, int(line["form"]), line["figures"], b64decode(line["picture"]))


def _said(last: Last) -> dict[str, Any]:
    match last:
        case Erased():
            return {"is": "erased"}
        case Consented(state, until):
            return {"is": state.value, "until": until.isoformat() if until else ""}


def _last(line: Mapping[str, Any]) -> Last:
    if line["is"] == "erased":
        return Erased()
    until = line["until"]
    return Consented(MembershipState(line["is"]), date.fromisoformat(until) if until else None)


def _taken_back(lines: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    spans = [line["taken back"] for line in lines if "taken back" in line]
    return frozenset(n for first, last in spans for n in range(first, last + 1))
