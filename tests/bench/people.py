"""Made-up people: a mixture like a large agency's, the same for every run.

About half have joined; zones, rotations, cadences, hours and what was last said vary. The shares
are assumptions, written here once; nothing is drawn from real people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from bot.model.ids import Account, PersonId
from bot.model.people import (
    Hours,
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Rhythm,
    RosterFacts,
    ShiftSide,
    Zone,
)
from bot.rota.config import RotationConfig
from bot.rota.rotation import Rotation

PEOPLE_OF_A_STATION = 40
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "Europe/London",
)
_ANCHOR = date(2026, 1, 5)
_OFFICE = "office"


def rotation_configs() -> Mapping[str, RotationConfig]:
    """The rotations of the made-up roster: presets, and an office week of an own cycle."""
    return {
        "24/48": RotationConfig(preset="24/48", anchors={"A": _ANCHOR}),
        "48/96": RotationConfig(preset="48/96", anchors={"A": _ANCHOR}),
        "kelly": RotationConfig(preset="kelly", anchors={"A": _ANCHOR}),
        "pitman": RotationConfig(preset="pitman", anchors={"A": _ANCHOR}),
        "dupont": RotationConfig(preset="dupont", anchors={"A": _ANCHOR}),
        _OFFICE: RotationConfig(cycle="D D D D D O O", anchors={"Days": _ANCHOR}),
    }


def rotations() -> Mapping[str, Rotation]:
    configs = rotation_configs()
    return {name: each.rotation(name, zone="America/Chicago") for name, each in configs.items()}


def reachable(person: Person, number: int) -> Person:
    """The same with an account and off duty: noon is a good hour to write to them."""
    roster = replace(person.roster, accounts=(account_of(number),), rotation="", zone="UTC")
    return replace(person, roster=roster)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Made-up people as of `now`, by number; the same number gives the same person."""

    now: datetime
    rotations: Mapping[str, Rotation]

    def person(self, number: int) -> Person:
        """Somebody of the mixture: joined or not, due or not."""
        rng = Random(number)
        roster = self._roster(number, rng)
        if rng.random() < 0.5:
            membership, rhythm = self._joined(number, rng)
        else:
            membership, rhythm = self._not_joined(rng)
        preferences = Preferences(
            preferred=tuple(person_id(rng.randrange(10_000)) for _ in range(rng.randrange(3))),
            avoided=tuple(person_id(rng.randrange(10_000)) for _ in range(rng.randrange(4))),
        )
        return Person(
            person_id(number), PersonState.ROSTER, roster, membership, rhythm, preferences
        )

    def due_person(self, number: int) -> Person:
        """A joined member whose next message is overdue: the look puts it in the outbox."""
        person = self.person(number)
        # A crew of their own: all are due at once here, and two of a crew would wait in turns.
        roster = replace(person.roster, crew=f"Engine {number}", accounts=(account_of(number),))
        last = self.now - timedelta(days=45)
        membership = Membership(
            state=MembershipState.JOINED,
            joined_at=self.now - timedelta(days=400),
            contact_peers=(person_id(number + 1),),
            limits_read_at=self.now - timedelta(days=400),
        )
        rhythm = Rhythm(
            invited_at=self.now - timedelta(days=401),
            greeted_at=self.now - timedelta(days=399),
            routine_count=12,
            check_in_count=8,
            last_unsolicited_at=last,
            last_check_in_at=last,
            last_check_in_text="check-in-03",
            last_note_text="note-02",
            last_hello_text="hello-01",
            last_reason="why-rhythm",
        )
        return replace(person, roster=roster, membership=membership, rhythm=rhythm)

    def _roster(self, number: int, rng: Random) -> RosterFacts:
        station = number // PEOPLE_OF_A_STATION
        rotation = rng.choice(tuple(self.rotations))
        shift = rng.choice(self.rotations[rotation].shift_names)
        in_office = rotation == _OFFICE
        return RosterFacts(
            number=f"{number:07}",
            name=f"Firefighter {number}",
            station=station_name(station),
            shift=shift,
            crew="" if in_office else f"Engine {station}-{rng.randrange(2)}",
            rank=rng.choice(("Firefighter", "Engineer", "Lieutenant", "Captain")),
            supervisor=person_id(station * PEOPLE_OF_A_STATION),
            evaluators=(person_id(station * PEOPLE_OF_A_STATION + 1),),
            rotation="" if in_office and rng.random() < 0.3 else rotation,
            zone=rng.choice(ZONES),
            accounts=() if rng.random() < 0.03 else (account_of(number),),
        )

    def _joined(self, number: int, rng: Random) -> tuple[Membership, Rhythm]:
        cadence = rng.choices((14, 28, 90, 0), (10, 70, 15, 5))[0]
        days = rng.uniform(0.0, float(cadence or 84))
        joined_at = self.now - timedelta(days=rng.uniform(1, 700))
        last = max(joined_at, self.now - timedelta(days=days))
        begun = joined_at < self.now - timedelta(days=15)
        hours = rng.choice((None, None, Hours(9, 12), Hours(17, 20), Hours(22, 2)))
        paused = (self.now + timedelta(days=rng.randrange(1, 30))).date()
        membership = Membership(
            state=MembershipState.JOINED,
            joined_at=joined_at,
            cadence_days=cadence,
            hours=hours,
            paused_until=paused if rng.random() < 0.03 else None,
            contact_peers=tuple(person_id(number + n) for n in range(1, 1 + rng.randrange(4))),
            limits_read_at=joined_at,
            shift_side=rng.choice((ShiftSide.EITHER, ShiftSide.EITHER, ShiftSide.OFF)),
        )
        check_ins = rng.randrange(1, 20) if begun else 0
        # An answer is kept for thirty days at most, and then forgotten by a look.
        kept = begun and last > self.now - timedelta(days=29)
        answered = kept and rng.random() < 0.6
        answer = LastAnswer(rng.choice(tuple(Zone)), last, check_ins) if answered else None
        rhythm = Rhythm(
            invited_at=joined_at - timedelta(days=1),
            greeted_at=joined_at + timedelta(days=1) if begun else None,
            routine_count=check_ins + check_ins // 2,
            check_in_count=check_ins,
            last_unsolicited_at=last if begun else None,
            last_check_in_at=last if begun else None,
            unanswered=0 if answered else rng.randrange(3),
            last_answered=answered,
            last_hello_text="hello-01",
            last_note_text="note-02",
            last_check_in_text="check-in-03",
            last_reason="why-rhythm",
            answer=answer,
        )
        return membership, rhythm

    def _not_joined(self, rng: Random) -> tuple[Membership, Rhythm]:
        """Never invited, invited and silent (some of them reminded), or said no."""
        invited = self.now - timedelta(days=rng.uniform(0, 200))
        reminded = invited + timedelta(days=14)
        match rng.randrange(4):
            case 0:
                return Membership(), Rhythm()
            case 1:
                return Membership(MembershipState.DECLINED), Rhythm(invited_at=invited)
            case _:
                past = reminded if reminded < self.now else None
                return Membership(), Rhythm(invited_at=invited, reminded_at=past)


def station_name(number: int) -> str:
    return f"Station {number}"


def person_id(number: int) -> PersonId:
    """Scattered over 63 bits as the program's random ids are, and known from the number."""
    return PersonId((number + 1) * 0x9E3779B97F4A7C15 % (2**63 - 25))


def account_of(number: int) -> Account:
    return Account("local", "bench", f"u{number}")
