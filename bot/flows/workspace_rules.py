"""Coordinators hear that a rule of the workspace forbids messages: which, and what can be done."""

from bot.model.content import Content, ContentKind, Lane, OutboxRow, Outgoing
from bot.ports import Rule, Work


def tell_coordinators(row: OutboxRow, workspace: str, rule: Rule, work: Work) -> None:
    """At most once a day for each workspace and rule; nothing of whom or what the row was about.

    Not for such a notice itself, and not to whoever the row was to: it would be forbidden again.
    """
    if row.out.content.kind is ContentKind.WORKSPACE_RULE:
        return
    day = work.now.date().isoformat()
    for coordinator in work.people.coordinators():
        if coordinator == row.out.to:
            continue
        work.outbox.put(
            Outgoing(
                key=f"rule:{workspace}:{rule.value}:{day}:{coordinator}",
                to=coordinator,
                about=coordinator,
                content=Content(ContentKind.WORKSPACE_RULE, {"w": rule.value}),
                due_at=work.now,
                lane=Lane.ACTIVATION,
            )
        )
