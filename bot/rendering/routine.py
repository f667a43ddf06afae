"""What comes by itself: the invitation, the hello, notes, check-ins, the farewell.

Whether it still may go out is asked before (`bot.flows.routine_delivery`).
"""

from bot.messages import Card
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.answers import numbered, zone_choices
from bot.rendering.outcome import Rendered, Renderers
from bot.rendering.wording import Choice, Wording, card, choice, lines_part, part
from bot.rules.triggers import OF_HELLOS, OF_NOTES
from bot.setting import Setting


def invitation(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """One invitation; with what it means and what it does not."""
    wording = Wording(setting, person.language)
    organisation = setting.config.organisation
    text = wording("invitation", bot=organisation.bot_name, organisation=organisation.name)
    reason = wording("invitation-reason", organisation=organisation.name)
    return card(wording, part(text), part(reason, *_invitation_choices(wording)))


def invitation_reminder(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """One reminder, two weeks later, and then never again."""
    wording = Wording(setting, person.language)
    text = wording("invitation-reminder", bot=setting.config.organisation.bot_name)
    return card(wording, part(text, *_invitation_choices(wording)))


def hello(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """A greeting of the first contact peer in their own approved words; asks nothing."""
    text = str(content.args["t"])
    wording = Wording(setting, person.language)
    return card(
        wording,
        part(_greeting(text, person, work, wording)),
        part(wording("hello-reason"), *_quiet_choices(wording, OF_HELLOS)),
        footer=wording.short_help_line,
    )


def note(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """A word that asks nothing."""
    wording = Wording(setting, person.language)
    return card(
        wording,
        part(wording(str(content.args["t"]))),
        part(wording("note-reason"), *_quiet_choices(wording, OF_NOTES)),
        footer=wording.short_help_line,
    )


def check_in(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """The question, four answers, and the ways to somebody; the same whatever brought it."""
    number, text = int(content.args["n"]), str(content.args["t"])
    wording = Wording(setting, person.language)
    return check_in_card(wording, text, number)


def check_in_card(wording: Wording, text: str, number: int) -> Card:
    """The open card of a check-in."""
    shown = wording.once("check-in", text, render=lambda: _check_in(wording, text))
    return numbered(shown, number)


def farewell(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To who was marked as left: goodbye, the lines in full, what happens to an open request."""
    wording = Wording(setting, person.language)
    organisation = setting.config.organisation
    parts = [part(wording("farewell", organisation=organisation.name))]
    if work.requests.open_of(person.id) is not None:
        parts.append(part(wording("farewell-request")))
    parts.append(lines_part(wording))
    parts.append(part(wording("farewell-data")))
    return card(wording, *parts)


def _check_in(wording: Wording, text: str) -> Card:
    return card(
        wording,
        part(wording(text), *zone_choices(wording, 0)),
        part(
            wording("check-in-reason"),
            choice(wording("button-talk"), ActionKind.TALK),
            choice(wording("button-later-today"), ActionKind.LATER_TODAY, n=0),
            choice(wording("button-why-now"), ActionKind.WHY_NOW, n=0),
        ),
    )


def _greeting(text: str, person: Person, work: Work, wording: Wording) -> str:
    peers = person.membership.contact_peers
    peer = work.supporters.get(peers[0]) if peers else None
    if peer is None:
        return wording("hello-from-us")
    name = work.people.get(PersonId(peer.person)).roster.name
    if not peer.shown.hello:
        return wording("hello-without-words", peer=name)
    return wording(text, peer=name) + "\n" + wording("hello-words", words=peer.shown.hello)


def _invitation_choices(wording: Wording) -> tuple[Choice, ...]:
    return (
        choice(wording("button-join"), ActionKind.JOIN),
        choice(wording("button-decline"), ActionKind.DECLINE),
        choice(wording("button-about"), ActionKind.ABOUT),
        choice(wording("button-talk"), ActionKind.TALK),
    )


def _quiet_choices(wording: Wording, reason: str) -> tuple[Choice, ...]:
    return (
        choice(wording("button-talk"), ActionKind.TALK),
        choice(wording("button-why-now"), ActionKind.WHY_NOW, y=reason),
    )


RENDERERS: Renderers = {
    ContentKind.INVITATION: invitation,
    ContentKind.INVITATION_REMINDER: invitation_reminder,
    ContentKind.HELLO: hello,
    ContentKind.NOTE: note,
    ContentKind.CHECK_IN: check_in,
    ContentKind.FAREWELL: farewell,
}
