"""Records that an earlier release wrote still open, and mean what they meant.

The bytes were written once. Where this fails a field was moved, removed, or changed its type:
databases that are in use could not be read any more. Add fields at the end, with a default.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.messages import Action
from bot.model.clearings import Clearing
from bot.model.content import Content, ContentKind, Operation
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account, OfferId, PersonId, RequestId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    FormerTie,
    Hours,
    LastAnswer,
    Membership,
    MembershipState,
    Preferences,
    QuarterNotes,
    Rhythm,
    Role,
    RosterFacts,
    Wait,
    Zone,
)
from bot.model.pictures import CopyState, PictureCopy
from bot.model.quarters import Quarter
from bot.model.requests import (
    Offer,
    OfferState,
    Reach,
    Request,
    RequestState,
    Urgency,
    When,
    Wishes,
)
from bot.model.supporters import DirectoryEntry, OnCall, Supporter, SupporterState, Topic
from bot.ports import Installation, Place
from bot.reports.folding import Group, Plan
from storage import records
from storage.audit_chain import ChainState
from storage.codec import Codec
from storage.records import (
    AuditEntry,
    CardRecord,
    OutboxRecord,
    QuarterRecord,
    StationRecord,
    SupporterRecord,
)
from storage.tables import SIZES

AT = datetime(2026, 3, 2, 12, 0, 0, 1, tzinfo=UTC)
P1, P2 = PersonId(2**62 + 1), PersonId(2**62 + 2)
ACCOUNT = Account("local", "demo", "u1")
ENTRY = DirectoryEntry((Topic.SLEEP,), ("en",), "words", "hello", 7)

SAMPLES: dict[str, tuple[Codec[Any], Any]] = {
    "roster": (
        records.ROSTER,
        RosterFacts(
            number="17",
            name="Ann",
            station="Station 1",
            shift="A",
            crew="E1",
            rank="Captain",
            roles=frozenset({Role.MEMBER, Role.SUPPORTER}),
            supervisor=P1,
            evaluators=(P2,),
            former_ties=(FormerTie(P1, date(2027, 1, 2)),),
            rotation="24/48",
            zone="America/Chicago",
            language="en",
            accounts=(ACCOUNT,),
            left_on=date(2026, 3, 1),
        ),
    ),
    "membership": (
        records.MEMBERSHIP,
        Membership(
            state=MembershipState.JOINED,
            joined_at=AT,
            cadence_days=14,
            hours=Hours(9, 12),
            paused_until=date(2026, 4, 1),
            language="es",
            account=ACCOUNT,
            contact_peers=(P1, P2),
            follow_up_after_red=False,
            limits_read_at=AT,
        ),
    ),
    "rhythm": (
        records.RHYTHM,
        Rhythm(
            invited_at=AT,
            reminded_at=AT,
            greeted_at=AT,
            routine_count=3,
            check_in_count=2,
            last_unsolicited_at=AT,
            last_check_in_at=AT,
            unanswered=1,
            last_hello_text="hello-1",
            last_note_text="note-1",
            last_check_in_text="check-in-1",
            answer=LastAnswer(Zone.ORANGE, AT, 2),
            check_back=CheckBack(CheckBackReason.AGREED, AT),
            aftercare=Aftercare(AT, P1),
            withdrawals=(AT,),
        ),
    ),
    "rhythm with notes of a quarter": (
        records.RHYTHM,
        Rhythm(quarters=(QuarterNotes(Quarter(2026, 1), 3, frozenset({Zone.RED}), True, True),)),
    ),
    "rhythm with all that is noted of a quarter": (
        records.RHYTHM,
        Rhythm(
            quarters=(
                QuarterNotes(
                    *(Quarter(2026, 1), 3, frozenset({Zone.RED}), True, True, True, True, True),
                    wait=Wait.HOUR,
                ),
            ),
            paused_in=2026,
        ),
    ),
    "report quarter": (
        records.REPORT_QUARTER,
        QuarterRecord(Plan(2026, 5, (Group(("Station 1",)), Group(("A", "B"))), 1), (22, 40)),
    ),
    "preferences": (records.PREFERENCES, Preferences((P1,), (P2,), True, False)),
    "supporter": (
        records.SUPPORTER,
        SupporterRecord(
            Supporter(
                P1,
                SupporterState.APPROVED,
                date(2027, 1, 1),
                False,
                (OnCall(AT, AT + timedelta(hours=8)),),
                "ntfys://x",
                4,
                ENTRY,
                ENTRY,
            ),
            (AT,),
            (date(2026, 3, 2),),
        ),
    ),
    "request": (
        records.REQUEST,
        Request(
            id=RequestId(0),
            state=RequestState.ASKING,
            member=PersonId(0),
            wishes=Wishes(Urgency.NOW, Reach.PHONE, "555", Topic.GRIEF, P1, True, "Ann", "fr"),
            asked_at=AT,
            due_at=None,
            tier=2,
            supporter=P2,
            accepted_at=AT,
            when=When.AFTER_SHIFT,
            code="copper lantern",
            reached_at=AT,
            waiting_told=True,
            asked_about=True,
            declined_by_member=(P1,),
        ),
    ),
    "offer": (
        records.OFFER,
        Offer(OfferId(3), P1, OfferState.OPEN, AT, AT, 1, When.NOW),
    ),
    "outbox": (
        records.OUTBOX,
        OutboxRecord("k", Content(ContentKind.NOTE, {"t": "x", "n": 3}), Operation.EDIT, "e"),
    ),
    "card": (
        records.CARD,
        CardRecord(ACCOUNT, (Action("ans", {"zone": "red", "n": 2}), Action("menu")), "k"),
    ),
    "audit entry": (records.AUDIT_ENTRY, AuditEntry(AT, "roster", {"added": 3, "by": "file"})),
    "chain state": (records.CHAIN_STATE, ChainState(1, 2, b"k" * 32, b"m" * 32)),
    "station": (records.STATION, StationRecord("Station 1", 12, AT)),
    "picture copy": (
        records.PICTURE_COPY,
        PictureCopy(2**62, 2**61, "slack:T1", "F1", CopyState.SHOWN, AT),
    ),
    "clearing": (records.CLEARING, Clearing(7, ACCOUNT, AT, AT)),
    "direct_chat": (records.DIRECT_CHAT, DirectChat(ACCOUNT, "D1", closed=True)),
    "installation": (
        records.INSTALLATION,
        Installation(Place("slack", "T1", "E1", "U1"), b"secret"),
    ),
}

WRITTEN: dict[str, str] = {
    "roster": (
        "011002313703416e6e0953746174696f6e20310141024531074361707461696e02066d656d6265720973"
        "7570706f7274657201084000000000000001010840000000000000020102084000000000000001030b4a"
        "8f0532342f34380f416d65726963612f4368696361676f02656e0103056c6f63616c0464656d6f027531"
        "01030b495c00"
    ),
    "membership": (
        "010b066a6f696e65640107064c0953867001010e01020109010c01030b497b0265730103056c6f63616c"
        "0464656d6f02753102084000000000000001084000000000000002000107064c09538670010665697468"
        "6572"
    ),
    "rhythm": (
        "01120107064c09538670010107064c09538670010107064c0953867001010301020107064c0953867001"
        "0107064c09538670010101010768656c6c6f2d31066e6f74652d310a636865636b2d696e2d3100010306"
        "6f72616e676507064c0953867001010201020661677265656407064c0953867001010207064c09538670"
        "010840000000000000010107064c095386700100"
    ),
    "rhythm with notes of a quarter": (
        "01130000000000000000010000000000000000000106020207ea01010101030103726564010100"
    ),
    "rhythm with all that is noted of a quarter": (
        "01140000000000000000010000000000000000000109020207ea0101010103010372656401010101010101020207ea"
    ),
    "report quarter": ("0102040207ea01050201010953746174696f6e203101020141014201010201160128"),
    "preferences": ("01040108400000000000000101084000000000000002010100"),
    "supporter": (
        "01030a08400000000000000108617070726f76656401030b4a8e00010207064c095386700107064c1008"
        "239001096e746679733a2f2f78010104050105736c6565700102656e05776f7264730568656c6c6f0101"
        "0701050105736c6565700102656e05776f7264730568656c6c6f010107000107064c095386700101030b"
        "495d"
    ),
    "request": (
        "0112000661736b696e670008036e6f770570686f6e650335353501056772696566010840000000000000"
        "010103416e6e02667207064c0953867001000102010840000000000000020107064c0953867001010b61"
        "667465725f73686966740e636f70706572206c616e7465726e0107064c09538670010101010840000000"
        "00000001000000"
    ),
    "offer": (
        "01070103084000000000000001046f70656e07064c09538670010107064c0953867001010101036e6f77"
    ),
    "outbox": ("0104016b02036e6f7402016e03696e740103017403737472017804656469740165"),
    "card": (
        "010303056c6f63616c0464656d6f027531020203616e7302016e03696e740102047a6f6e650373747203"
        "72656402046d656e7500016b"
    ),
    "audit entry": (
        "010307064c095386700106726f7374657202026279037374720466696c6505616464656403696e740103"
    ),
    "chain state": (
        "010401010102206b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b206d6d"
        "6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d6d"
    ),
    "station": ("01030953746174696f6e2031010c0107064c0953867001"),
    "picture copy": (
        "010608400000000000000008200000000000000008736c61636b3a54310246310573686f776e07064c0953867001"
    ),
    "clearing": ("0104010703056c6f63616c0464656d6f02753107064c095386700107064c0953867001"),
    "direct_chat": ("010303056c6f63616c0464656d6f02753102443101"),
    "installation": ("01020405736c61636b02543102453102553106736563726574"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_an_earlier_release_wrote_still_opens(name: str) -> None:
    codec, sample = SAMPLES[name]
    assert codec.decode(bytes.fromhex(WRITTEN[name])) == sample


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_written_so_still_or_with_more_at_the_end(name: str) -> None:
    codec, sample = SAMPLES[name]
    assert codec.decode(codec.encode(sample)) == sample


def test_every_record_has_its_sample() -> None:
    codecs = {id(each) for each in vars(records).values() if isinstance(each, Codec)}
    assert codecs == {id(codec) for codec, _ in SAMPLES.values()}
    assert WRITTEN.keys() == SAMPLES.keys()


def test_all_that_can_be_noted_of_two_quarters_fits_beside_the_rest() -> None:
    """At the turn of a quarter, of somebody of whom everything is kept that can be."""
    longest = "a-name-of-a-text-that-is-longer-than-any"
    full = QuarterNotes(
        *(Quarter(2026, 1), 200, frozenset({Zone.YELLOW, Zone.ORANGE, Zone.RED})),
        *(True, True, True, True, True),
        wait=Wait.LONGER,
    )
    rhythm = replace(
        SAMPLES["rhythm"][1],
        last_hello_text=longest,
        last_note_text=longest,
        last_check_in_text=longest,
        last_reason=longest,
        withdrawals=(AT,) * 5,
        quarters=(full, full),
        paused_in=2026,
    )
    assert len(records.RHYTHM.encode(rhythm)) <= SIZES["person_record.rhythm"]
