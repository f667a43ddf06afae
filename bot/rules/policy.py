"""The rules in force, and the decision of one look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.rota.windows import Fit
from bot.rules import limits, triggers
from bot.rules.facts import Decision, Effect, Facts, Trigger, Verdict
from bot.rules.minutes import is_good_minute, minute_for, windows
from bot.rules.triggers import local_midnight

MISSED_AFTER = timedelta(minutes=20)
"""An unsolicited message that is later than that is not sent any more, and the next look decides
anew: so nothing is caught up in a storm, and two of a crew do not get theirs together after all."""

IN_GOOD_HOURS = "in_good_hours"
"""The rule of the minute, beside those that are functions of LIMITS."""
DOES_NOT_APPLY = "does not apply"
"""Why a trigger that has nothing to do with the person brings nothing."""

#: What may bring a message: the first that is due before the next look.
TRIGGERS: tuple[Callable[[Facts], Trigger | None], ...] = (
    triggers.agreed_check_back,
    triggers.follow_up,
    triggers.invitation,
    triggers.invitation_reminder,
    triggers.first_hello,
    triggers.routine,
)

#: What every message is asked, at the look and again at delivery.
LIMITS: tuple[Callable[[Facts, Trigger], Verdict], ...] = (
    limits.only_people_on_the_roster,
    limits.only_with_an_account,
    limits.silent_while_paused,
    limits.at_most_one_a_week,
)


def decide(facts: Facts) -> Decision:
    """Whether a message falls before the next look, which, and at what minute."""
    for find in TRIGGERS:
        trigger = find(facts)
        if trigger is None or trigger.earliest >= facts.until:
            continue
        start = allowed_from(facts, trigger)
        if start is None or start >= facts.until:
            continue
        for span in spans(facts, trigger, start):
            at = minute_for(span, start, trigger.at_worst)
            if at is not None:
                return Decision(trigger, at)
    return Decision(None, None)


def still_allowed(facts: Facts, trigger: Trigger, now: datetime) -> Verdict | None:
    """The rule that stands against sending at `now`, or None. Asked again at delivery."""
    for limit in LIMITS:
        verdict = limit(facts, trigger)
        late = verdict.not_before is not None and verdict.not_before > now
        if verdict.effect is Effect.FORBIDS or late:
            return verdict
    if not is_good_minute(facts, now, trigger.at_worst):
        return Verdict(IN_GOOD_HOURS, Effect.FORBIDS, "not an hour for it any more")
    return None


def missed_its_minute(trigger: Trigger, planned: datetime, now: datetime) -> bool:
    """What was asked for goes out late as well."""
    return not trigger.solicited and now > planned + MISSED_AFTER


def explain(facts: Facts) -> Decision:
    """The decision with the verdict of every rule, for an operator's made-up person and for the
    member's own "why now?"."""
    verdicts: list[Verdict] = []
    for find in TRIGGERS:
        trigger = find(facts)
        if trigger is None:
            verdicts.append(Verdict(find.__name__, Effect.FORBIDS, DOES_NOT_APPLY))
            continue
        kind = trigger.kind.name.lower().replace("_", "-")
        verdicts.append(Verdict(find.__name__, Effect.MOVES, f"{kind} is due", trigger.earliest))
        verdicts.extend(limit(facts, trigger) for limit in LIMITS)
        if trigger.earliest < facts.until:
            verdicts.append(_hours_verdict(facts, trigger))
    decision = decide(facts)
    return Decision(decision.trigger, decision.at, tuple(verdicts))


def allowed_from(facts: Facts, trigger: Trigger) -> datetime | None:
    """The first instant that every limit allows, None where one forbids."""
    start = max(trigger.earliest, facts.since)
    for limit in LIMITS:
        verdict = limit(facts, trigger)
        if verdict.effect is Effect.FORBIDS:
            return None
        if verdict.not_before is not None and verdict.not_before > start:
            start = verdict.not_before
    return start


def spans(facts: Facts, trigger: Trigger, start: datetime) -> tuple[Facts, ...]:
    """In which parts of the look a minute is sought, one after the other: the rest of the local
    day first, where the message should come on its day."""
    if not trigger.on_its_day:
        return (facts,)
    midnight = local_midnight(facts.person, start, 1)
    return (replace(facts, until=min(facts.until, midnight)), facts)


def _hours_verdict(facts: Facts, trigger: Trigger) -> Verdict:
    start = allowed_from(facts, trigger)
    if start is None or start >= facts.until:
        return Verdict(IN_GOOD_HOURS, Effect.FORBIDS, "not before the next look")
    found = (minute_for(span, start, trigger.at_worst) for span in spans(facts, trigger, start))
    at = next((at for at in found if at is not None), None)
    if at is None:
        return Verdict(IN_GOOD_HOURS, Effect.FORBIDS, "no good hour before the next look")
    best = next(w for w in windows(facts, start, facts.until) if w.starts <= at < w.ends)
    words = {
        Fit.WISHED: "in hours that suit them",
        Fit.HOURS: "in their hours",
        Fit.OUTSIDE: "outside their hours, since it should not wait",
    }
    return Verdict(IN_GOOD_HOURS, Effect.MOVES, words[best.fit], at)
