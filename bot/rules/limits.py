"""What forbids a message or puts it off. Each is a pure function named for what it does."""

from datetime import datetime, timedelta

from bot.model.content import ContentKind
from bot.rota.clock import midnight
from bot.rules.facts import Effect, Facts, Trigger, Verdict


def only_people_on_the_roster(facts: Facts, trigger: Trigger) -> Verdict:
    """Leavers and guests hear only of their own request."""
    if facts.person.on_roster or trigger.kind is ContentKind.FOLLOW_UP:
        return _allows("only_people_on_the_roster", "on the roster, or about an own request")
    return _forbids("only_people_on_the_roster", "not on the roster any more")


def only_with_an_account(facts: Facts, trigger: Trigger) -> Verdict:
    """Nobody without an account in the chat can be written to."""
    if facts.person.roster.accounts:
        return _allows("only_with_an_account", "has an account")
    return _forbids("only_with_an_account", "the roster has no account for them")


def silent_while_paused(facts: Facts, trigger: Trigger) -> Verdict:
    """Only the member's own pause silences; the follow-up of an own request goes on."""
    until = facts.person.membership.paused_until
    if until is None or trigger.kind is ContentKind.FOLLOW_UP:
        return _allows("silent_while_paused", "no pause")
    begins = midnight(facts.person.roster.zone, until)
    return _not_before("silent_while_paused", f"paused until {until.isoformat()}", begins)


def at_most_one_a_week(facts: Facts, trigger: Trigger) -> Verdict:
    """One unsolicited message in seven days over all triggers."""
    last = facts.person.rhythm.last_unsolicited_at
    if trigger.solicited:
        return _allows("at_most_one_a_week", "was asked for")
    if last is None:
        return _allows("at_most_one_a_week", "nothing was sent before")
    days = facts.policy.least_days_between
    return _not_before(
        "at_most_one_a_week", f"at most one in {days} days", last + timedelta(days=days)
    )


def _allows(rule: str, reason: str) -> Verdict:
    return Verdict(rule, Effect.ALLOWS, reason)


def _forbids(rule: str, reason: str) -> Verdict:
    return Verdict(rule, Effect.FORBIDS, reason)


def _not_before(rule: str, reason: str, at: datetime) -> Verdict:
    return Verdict(rule, Effect.MOVES, reason, at)
