"""`tailboard plan`"""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.errors import UserMistake
from bot.cli.made_up_files import read_made_up
from bot.cli.options import Whole
from bot.cli.plan_route import tell_route
from bot.cli.reaching import load_configuration, reach
from bot.cli.saying import tell
from bot.config.loading import Loaded
from bot.config.option import config_option
from bot.config.rotations import read_rotations
from bot.control.commands import ROSTER_SIZE, Nothing
from bot.model.content import ContentKind
from bot.planning.forecast import Programme, Week, forecast
from bot.planning.made_up import MadeUp, facts_of_made_up
from bot.rules.capacity import shortfall
from bot.rules.facts import Decision, Effect, Verdict
from bot.rules.policy import DOES_NOT_APPLY, explain
from bot.system_clock import SystemClock

_NAMES = {
    ContentKind.HELLO: ("hello", "hellos"),
    ContentKind.NOTE: ("note", "notes"),
    ContentKind.CHECK_IN: ("check-in", "check-ins"),
}


@click.command()
@config_option
@click.option("--days", type=Whole(1, 366), default=30, show_default=True, metavar="N")
@click.option(
    "--people",
    type=Whole(1, 10_000_000),
    metavar="N",
    help="For so many people, instead of as many as are on the roster.",
)
@click.option(
    "--explain",
    "facts_path",
    type=click.Path(path_type=Path),
    metavar="FACTS.YAML",
    help="Every rule's verdict for a made-up person (docs/explain.example.yaml).",
)
@click.option(
    "--route",
    "route_path",
    type=click.Path(path_type=Path),
    metavar="REQUEST.YAML",
    help="Whom a made-up request would be offered to, and why (docs/route.example.yaml).",
)
def plan(
    config_path: Path,
    days: int,
    people: int | None,
    facts_path: Path | None,
    route_path: Path | None,
) -> None:
    """Show what a roster like this one would get, and why.

    By week and rounded, as if everyone joined today and answered that they
    are doing fine. It opens nobody's record: it takes the number of people on
    the roster, the rotations and the rhythm of the configuration.
    """
    loaded = load_configuration(config_path)
    if facts_path is not None:
        _explain(facts_path, loaded)
        return
    if route_path is not None:
        tell_route(route_path, loaded.config.requests)
        return
    if people is None:
        with reach(config_path) as reached:
            people = reached.office.ask(ROSTER_SIZE, Nothing()).people
    if not people:
        tell("There is nobody on the roster yet, so nothing goes out: tailboard import.")
        return
    _require_budget(people, loaded)
    _forecast(people, days, loaded)


def _require_budget(people: int, loaded: Loaded) -> None:
    short = shortfall(people, loaded.config.rhythm)
    if short is not None:
        raise UserMistake(
            f"rhythm.daily_budget is {short.budget:,}, too small for a roster of"
            f" {short.people:,}: on its fullest days some would wait for longer and longer."
            f" {short.needed:,} would do."
        )


def _forecast(people: int, days: int, loaded: Loaded) -> None:
    config = loaded.config
    programme = Programme(config.rhythm, read_rotations(config), config.organisation.zone)
    found = forecast(people, programme, SystemClock().now(), days)
    joined = "the one person on the roster" if people == 1 else f"all {people:,} people"
    tell(f"If {joined} joined today and answered that they are doing fine, about:")
    for number, week in enumerate(found.weeks, 1):
        tell(f"week {number} from {week.first}: {_counts(week)}", indent=2)
    if found.fullest_day:
        tell(
            f"At most {found.fullest_day:,} on one day; the daily budget is"
            f" {config.rhythm.daily_budget:,}."
        )


def _counts(week: Week) -> str:
    if not week.counts:
        return f"none, since {week.nothing}"
    return ", ".join(f"{_about(count)} {_NAMES[kind][1]}" for kind, count in week.counts)


def _about(count: int) -> str:
    return f"{count:,}" if count else "a few"


def _explain(path: Path, loaded: Loaded) -> None:
    """Reads a made-up person and tells each rule's verdict, then what it comes to."""
    config = loaded.config
    given = read_made_up(path, MadeUp)
    facts = facts_of_made_up(given, config.rhythm, read_rotations(config), config.organisation.zone)
    zone = ZoneInfo(facts.person.roster.zone)
    decision = explain(facts)
    for verdict in decision.verdicts:
        if verdict.reason != DOES_NOT_APPLY:
            tell(_verdict(verdict, zone), indent=2)
    idle = [_words(v.rule) for v in decision.verdicts if v.reason == DOES_NOT_APPLY]
    if idle:
        tell(f"nothing to bring: {', '.join(idle)}", indent=2)
    tell(_comes_to(decision, zone))


def _verdict(verdict: Verdict, zone: ZoneInfo) -> str:
    effect = {Effect.ALLOWS: "yes", Effect.FORBIDS: "no", Effect.MOVES: "from"}[verdict.effect]
    if verdict.not_before is not None:
        effect += f" {verdict.not_before.astimezone(zone):%Y-%m-%d %H:%M}"
    return f"{_words(verdict.rule)}: {effect} ({verdict.reason})"


def _words(rule: str) -> str:
    return rule.replace("_", " ")


def _comes_to(decision: Decision, zone: ZoneInfo) -> str:
    if decision.trigger is None or decision.at is None:
        return "Nothing before the next look."
    kind = decision.trigger.kind
    name = _NAMES[kind][0] if kind in _NAMES else kind.name.lower().replace("_", " ")
    article = "An" if name[0] in "aeiou" else "A"
    return f"{article} {name} at {decision.at.astimezone(zone):%Y-%m-%d %H:%M}."
