"""What is said about the roster: to who was changed, and to the coordinator who sent a file."""

from collections.abc import Sequence

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Part, Wording, card, choice, part
from bot.roster.report import FileOutcome, Report
from bot.setting import Setting

#: Lines that a chat shows; a file with more mistakes is mended from the top.
MOST_LINES = 20
#: Lines in one section, so that no platform's limit is met.
LINES_A_SECTION = 10


def about_you(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To somebody on the roster whose entry a small import changed."""
    if not person.on_roster:
        return Dropped("not-on-the-roster")
    wording = Wording(setting, person.language)
    changes = [_change(change, wording) for change in str(content.args["c"]).split(",")]
    return card(wording, part(wording("roster-about-you", changes=", ".join(changes))))


def _change(change: str, wording: Wording) -> str:
    return wording(f"roster-about-you-{change}")


def guest_found(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To a guest whose account the roster has by now."""
    on_roster = work.people.get_many([PersonId(int(content.args["p"]))])
    if not any(set(person.roster.accounts) & set(p.roster.awaited) for p in on_roster.values()):
        return Dropped("over")
    wording = Wording(setting, person.language)
    asked = wording("guest-found", organisation=setting.config.organisation.name)
    yes = choice(wording("button-yes"), ActionKind.ADOPT, p=content.args["p"])
    return card(wording, part(asked, yes, choice(wording("button-no"), ActionKind.STAY_GUEST)))


def compared(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To a coordinator whose large file has been compared."""
    if work.pending_rosters.get(int(content.args["s"])) is None:
        return Dropped("over")
    wording = Wording(setting, person.language)
    show = choice(wording("button-show-roster"), ActionKind.SHOW_ROSTER, s=content.args["s"])
    return card(wording, part(wording("roster-compared"), show))


def outcome(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """What became of an import that a coordinator began in chat."""
    wording = Wording(setting, person.language)
    texts = {
        FileOutcome.APPLIED: wording("roster-applied"),
        FileOutcome.CHANGED: wording("roster-changed-since"),
        FileOutcome.SECOND_NEEDED: wording("roster-second-needed"),
        FileOutcome.UNFINISHED: wording("roster-unfinished"),
        FileOutcome.BROKEN: wording("roster-unfinished"),
    }
    return card(wording, part(texts[FileOutcome(str(content.args["o"]))]))


def report_card(report: Report, wording: Wording) -> Card:
    """What a file would change, or what is wrong with it; with the two buttons where there is
    something to apply."""
    changes = bool(report.digest) or report.waits
    heading = wording("roster-difference") if changes else ""
    parts = list(_line_parts(report.lines, heading, wording))
    if report.digest:
        label = wording("button-apply-roster")
        parts.append(_decision(label, report.file, report.digest, report.leavers, wording))
    return card(wording, *parts)


def leavers_card(file: int, digest: str, leavers: int, wording: Wording) -> Card:
    """Asks a second time where many would be marked as left."""
    label = wording("button-apply-roster-leavers")
    asked = part(wording("roster-many-left", count=leavers))
    return card(wording, asked, _decision(label, file, digest, leavers, wording, sure=1))


def _decision(
    label: str, file: int, digest: str, leavers: int, wording: Wording, **more: int
) -> Part:
    args: dict[str, str | int] = {"id": file, "d": digest, "n": leavers, **more}
    apply = choice(label, ActionKind.APPLY_ROSTER, Style.PRIMARY, **args)
    return part("", apply, choice(wording("button-drop-roster"), ActionKind.DROP_ROSTER, id=file))


def _line_parts(lines: Sequence[str], heading: str, wording: Wording) -> Sequence[Part]:
    shown = list(lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        shown.append(wording("roster-and-others", count=len(lines) - MOST_LINES))
    starts = range(0, len(shown), LINES_A_SECTION)
    return [
        part("\n".join(shown[start : start + LINES_A_SECTION]), heading="" if start else heading)
        for start in starts
    ]


RENDERERS: Renderers = {
    ContentKind.ROSTER_ABOUT_YOU: about_you,
    ContentKind.GUEST_FOUND: guest_found,
    ContentKind.ROSTER_COMPARED: compared,
    ContentKind.ROSTER_OUTCOME: outcome,
}
