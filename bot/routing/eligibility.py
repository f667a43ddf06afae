"""Who may be asked: one exclusion a function, and the rules in force as tuples that read as the
policy. Every verdict carries all its reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.model.ids import PersonId
from bot.routing.facts import Asker, Candidate


class Exclusion(StrEnum):
    """Why somebody is not asked. Never shown to a member: to them a supporter is available, or
    not available now."""

    THE_MEMBER = "the member"
    OFF_THE_ROSTER = "off the roster"
    NOT_APPROVED = "not approved"
    TRAINING_OVER = "training over"
    AVOIDED = "avoided"
    DECLINED = "declined"
    CHAIN_OF_COMMAND = "chain of command"
    EVALUATOR = "evaluator"
    COORDINATOR = "coordinator"
    LANGUAGE = "language"
    RESTED = "rested"
    NOT_AVAILABLE = "not available"
    CASELOAD = "caseload"
    NEW_TODAY = "new today"
    OFFICER = "officer"
    SAME_STATION = "same station"
    ASKED_ELSEWHERE = "asked elsewhere"


#: Two accept-and-drops in 30 days rest a supporter: names are not to be had by accepting.
DROPS_THAT_REST = 2
DROPPED_FOR = timedelta(days=30)

Rule = Callable[[Asker, Candidate], Exclusion | None]


# ── what always holds, on call and at night too ─────────────────────────────────────────────


def not_the_member(asker: Asker, candidate: Candidate) -> Exclusion | None:
    return Exclusion.THE_MEMBER if candidate.person == asker.person else None


def still_on_the_roster(asker: Asker, candidate: Candidate) -> Exclusion | None:
    return None if candidate.on_roster else Exclusion.OFF_THE_ROSTER


def approved(asker: Asker, candidate: Candidate) -> Exclusion | None:
    return None if candidate.approved else Exclusion.NOT_APPROVED


def trained(asker: Asker, candidate: Candidate) -> Exclusion | None:
    return None if candidate.trained else Exclusion.TRAINING_OVER


def not_avoided(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """Naming somebody does not lift this: the form sends back whoever names one they avoid."""
    return Exclusion.AVOIDED if candidate.person in asker.avoided else None


def not_declined(asker: Asker, candidate: Candidate) -> Exclusion | None:
    return Exclusion.DECLINED if candidate.person in asker.declined else None


def outside_chain_of_command(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """Either way: nobody above the member, and nobody whom the member stands above."""
    if candidate.person == asker.named:
        return None
    related = candidate.person in asker.above or asker.person in candidate.above
    return Exclusion.CHAIN_OF_COMMAND if related else None


def no_evaluator(asker: Asker, candidate: Candidate) -> Exclusion | None:
    if candidate.person == asker.named:
        return None
    return Exclusion.EVALUATOR if candidate.person in asker.evaluators else None


def no_coordinator_unless_named(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """A coordinator remembers: being on a ranked list is not enough, only being named is."""
    if candidate.person == asker.named:
        return None
    return Exclusion.COORDINATOR if candidate.coordinator else None


def speaks_the_language(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """By primary language: "es-MX" and "es" understand each other."""
    spoken = {primary(language) for language in candidate.languages}
    return None if primary(asker.language) in spoken else Exclusion.LANGUAGE


# ── what night sets aside ───────────────────────────────────────────────────────────────────


def available_or_on_call(asker: Asker, candidate: Candidate) -> Exclusion | None:
    ready = candidate.available or candidate.on_call
    return None if ready else Exclusion.NOT_AVAILABLE


def under_caseload(asker: Asker, candidate: Candidate) -> Exclusion | None:
    full = candidate.load.open >= candidate.load.most_open
    return Exclusion.CASELOAD if full else None


def few_new_today(asker: Asker, candidate: Candidate) -> Exclusion | None:
    many = candidate.load.new_today >= candidate.load.most_new_a_day
    return Exclusion.NEW_TODAY if many else None


def not_rested(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """Two short talks may be two good ones, and an agency may have one who is on call: see
    `bot.routing.pool` for when it is set aside."""
    return Exclusion.RESTED if candidate.load.dropped >= DROPS_THAT_REST else None


def rests_until(dropped_on: Sequence[date]) -> date | None:
    """The last day of the rest of who dropped on these days of the last 30; None: no rest."""
    if len(dropped_on) < DROPS_THAT_REST:
        return None
    return sorted(dropped_on)[-DROPS_THAT_REST] + DROPPED_FOR


def no_officer_if_wished(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """The nearer wish wins: somebody whom the member named or ranked is no "officers"."""
    unwished = asker.no_officers and candidate.officer and not asker.chose(candidate.person)
    return Exclusion.OFFICER if unwished else None


def other_station_if_wished(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """As with officers, somebody named or ranked is welcome from the member's own station."""
    if not asker.other_station or asker.chose(candidate.person):
        return None
    return Exclusion.SAME_STATION if shares_station(asker, candidate) else None


def one_live_now_offer(asker: Asker, candidate: Candidate) -> Exclusion | None:
    """In the first five minutes of a request for now nobody gets a second one beside a first."""
    return Exclusion.ASKED_ELSEWHERE if candidate.load.live_now_offers >= 1 else None


def primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def shares_station(asker: Asker, candidate: Candidate) -> bool:
    """False where the roster does not say."""
    return bool(asker.station) and candidate.station == asker.station


# ── the rules in force ──────────────────────────────────────────────────────────────────────

ALWAYS: tuple[Rule, ...] = (
    not_the_member,
    still_on_the_roster,
    approved,
    trained,
    not_avoided,
    not_declined,
    outside_chain_of_command,
    no_evaluator,
    no_coordinator_unless_named,
    speaks_the_language,
)

#: Requests for today and this week; and whom a member chose, in the first minutes of "now".
BY_DAY: tuple[Rule, ...] = (
    *ALWAYS,
    available_or_on_call,
    under_caseload,
    few_new_today,
    not_rested,
    no_officer_if_wished,
    other_station_if_wished,
)

#: A request for now after five minutes: caps, availability and those two wishes set aside.
NIGHT: tuple[Rule, ...] = ALWAYS


@dataclass(frozen=True, slots=True)
class Verdict:
    person: PersonId
    excluded_by: tuple[Exclusion, ...]

    @property
    def eligible(self) -> bool:
        return not self.excluded_by


def judge(asker: Asker, candidate: Candidate, rules: tuple[Rule, ...]) -> Verdict:
    """The verdict of all rules, with every reason and not only the first."""
    found = (rule(asker, candidate) for rule in rules)
    return Verdict(candidate.person, tuple(reason for reason in found if reason is not None))
