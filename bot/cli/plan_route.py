"""`tailboard plan --route`: whom a made-up request would be offered to, and why."""

from pathlib import Path

from bot.cli.made_up_files import read_made_up
from bot.cli.saying import tell
from bot.config.models import RequestPolicy
from bot.planning.made_up_request import MadeUpRequest, Routed, route_of_made_up
from bot.routing.eligibility import Verdict
from bot.routing.order import Because, Ground


def tell_route(path: Path, policy: RequestPolicy) -> None:
    """Those who are asked in order, those whom only a request for now reaches, and the rest."""
    routed = route_of_made_up(read_made_up(path, MadeUpRequest), policy)
    by_day = [each for each in routed if each.explained.by_day.eligible]
    at_night = [
        each
        for each in routed
        if each.explained.at_night.eligible and not each.explained.by_day.eligible
    ]
    tell("Asked, in this order:" if by_day else "Nobody is asked at first.")
    for number, each in enumerate(by_day, 1):
        tell(f"{number}. {each.name}: {_grounds(each)}", indent=2)
    if at_night:
        tell("Only for now, on call at once and the others after some minutes:")
        for each in at_night:
            tell(f"{each.name} (else not: {_reasons(each.explained.by_day)})", indent=2)
    never = [each for each in routed if not each.explained.at_night.eligible]
    if never:
        tell("Never for this request:")
        for each in never:
            tell(f"{each.name}: {_reasons(each.explained.at_night)}", indent=2)


def _grounds(routed: Routed) -> str:
    place = routed.explained.place
    assert place is not None  # whoever may be asked has one
    return "; ".join(_because(each) for each in place.because)


def _because(because: Because) -> str:
    match because.ground:
        case Ground.PREFERRED:
            return f"preferred, number {because.rank}"
        case Ground.LOAD:
            return f"has {because.rank} open"
        case ground:
            return ground.value


def _reasons(verdict: Verdict) -> str:
    return ", ".join(reason.value for reason in verdict.excluded_by)
