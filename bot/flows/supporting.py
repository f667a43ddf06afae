"""/supporter: available or not, the own entry, training, and how they are woken."""

from dataclasses import replace

from bot.events import CommandGiven
from bot.flows.nameable import kept_from_requests
from bot.flows.offering import can_be_woken
from bot.flows.pressing import Commands, Pressed, Presses, Whom, aside, said
from bot.flows.request_facts import candidates, still_serves
from bot.flows.roles import supporter_of
from bot.messages import Answer, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind, Lane, Operation, Outgoing
from bot.model.ids import PersonId
from bot.model.supporters import Supporter
from bot.ports import Work
from bot.rendering.supporting import Standing, supporter_card
from bot.rendering.wording import choice
from bot.routing.eligibility import rests_until
from bot.setting import Setting


def supporter(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    return _page(whom, work, setting)


def supporter_menu(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return _page(pressed.whom, work, setting)


def available(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """May be asked, or not now; a second press changes nothing."""
    whom, found = pressed.whom, supporter_of(pressed.whom, work)
    if found is None:
        return said("not-for-you", whom, work, setting)
    on, wording = bool(pressed.action.args["on"]), whom.wording(setting)
    if found.available is on:
        return _page(whom, work, setting, noted=wording("already-done"))
    work.supporters.save(replace(found, available=on))
    noted = "supporter-is-available" if on else "supporter-is-not-available"
    return _page(whom, work, setting, noted=wording(noted))


def wake_me(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """Rings the second channel once a minute at most, and says what will happen."""
    whom, found = pressed.whom, supporter_of(pressed.whom, work)
    if found is None:
        return said("not-for-you", whom, work, setting)
    back = choice(
        whom.wording(setting)("button-supporter-menu"), ActionKind.SUPPORTER_MENU, Style.QUIET
    )
    if not can_be_woken(found.person, work, setting):
        return said("waking-test-none", whom, work, setting, back)
    rings = work.outbox.put(_ring(found, work))
    text = "waking-test-sent" if rings else "waking-test-again"
    return said(text, whom, work, setting, back)


def standing_of(person: PersonId, work: Work, setting: Setting) -> Standing:
    """Whether they are asked, by the rules that routing goes by."""
    found = candidates(work, setting, only=person)
    if not found or not still_serves(person, work, setting):
        return Standing(serves=False)
    dropped_on = work.requests.caseloads([person])[person].dropped_on
    return Standing(True, kept_from_requests(found[0]), rests_until(dropped_on))


def _ring(supporter: Supporter, work: Work) -> Outgoing:
    minute = int(work.now.timestamp()) // 60
    return Outgoing(
        key=f"waking-test:{supporter.person}:{minute}",
        to=supporter.person,
        about=supporter.person,
        content=Content(ContentKind.WAKING_TEST),
        due_at=work.now,
        lane=Lane.REQUEST,
        operation=Operation.WAKE,
    )


def _page(whom: Whom, work: Work, setting: Setting, *, noted: str = "") -> Answer:
    found = supporter_of(whom, work)
    if found is None or whom.person is None:
        return said("not-for-you", whom, work, setting)
    zone = whom.person.roster.zone
    standing = standing_of(found.person, work, setting)
    wording = whom.wording(setting)
    shown = supporter_card(wording, found, standing, work.now, zone, noted=noted)
    return aside(shown, whom, work)


PRESSES: Presses = {
    ActionKind.SUPPORTER_MENU: supporter_menu,
    ActionKind.AVAILABLE: available,
    ActionKind.TEST_WAKING: wake_me,
}
COMMANDS: Commands = {"supporter": supporter}
