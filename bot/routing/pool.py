"""Eligibility and order together: everybody who may be asked, in order, at each step."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.ids import PersonId
from bot.routing.eligibility import (
    BY_DAY,
    NIGHT,
    Rule,
    Verdict,
    judge,
    not_rested,
    one_live_now_offer,
)
from bot.routing.facts import Asker, Candidate
from bot.routing.order import Place, in_order


@dataclass(frozen=True, slots=True)
class Pool:
    """Who may be asked, the first to ask first.

    `by_day`: by all rules. `chosen`: of these the ones whom the member named or ranked.
    `on_call`: on call now, caps and wishes aside. `everyone`: every trained supporter, as a
    request for now asks after five minutes, but for those who rest while there are others.
    `asked_elsewhere` are those with a live offer of a request for now, who are spared in the first
    five minutes.
    """

    by_day: tuple[PersonId, ...] = ()
    chosen: tuple[PersonId, ...] = ()
    on_call: tuple[PersonId, ...] = ()
    everyone: tuple[PersonId, ...] = ()
    asked_elsewhere: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Explained:
    """One candidate: what stands against them by day and at night, and their place, if any."""

    by_day: Verdict
    at_night: Verdict
    place: Place | None


def pool(asker: Asker, candidates: Iterable[Candidate]) -> Pool:
    """Everybody who may be asked for this request, in order."""
    known = tuple(candidates)
    by_day = _eligible(asker, known, BY_DAY)
    everyone = _eligible(asker, known, NIGHT)
    on_call = {candidate.person for candidate in known if candidate.on_call}
    elsewhere = {c.person for c in known if one_live_now_offer(asker, c) is not None}
    return Pool(
        by_day=by_day,
        chosen=tuple(person for person in by_day if asker.chose(person)),
        on_call=tuple(person for person in everyone if person in on_call),
        everyone=_rested_last(asker, known, everyone),
        asked_elsewhere=frozenset(elsewhere),
    )


def _rested_last(
    asker: Asker, candidates: tuple[Candidate, ...], everyone: tuple[PersonId, ...]
) -> tuple[PersonId, ...]:
    """Whoever was rested for giving back is asked where they are on call, or where there is nobody
    else: names are not to be had by accepting, and nobody is left alone at night for it."""
    rested = {
        each.person
        for each in candidates
        if not each.on_call and not_rested(asker, each) is not None
    }
    return tuple(person for person in everyone if person not in rested) or everyone


def explain(asker: Asker, candidates: Iterable[Candidate]) -> tuple[Explained, ...]:
    """Every candidate with the reasons, those who come first before those who do not."""
    known = tuple(candidates)
    places = in_order(asker, known)
    by_person = {candidate.person: candidate for candidate in known}
    explained = []
    for place in places:
        candidate = by_person[place.person]
        at_night = judge(asker, candidate, NIGHT)
        by_day = judge(asker, candidate, BY_DAY)
        explained.append(Explained(by_day, at_night, place if at_night.eligible else None))
    return tuple(sorted(explained, key=lambda one: len(one.by_day.excluded_by)))


def _eligible(
    asker: Asker, candidates: tuple[Candidate, ...], rules: tuple[Rule, ...]
) -> tuple[PersonId, ...]:
    allowed = [candidate for candidate in candidates if judge(asker, candidate, rules).eligible]
    return tuple(place.person for place in in_order(asker, allowed))
