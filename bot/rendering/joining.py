"""What joining means, the limits of confidentiality, the form, and the invitation once answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import Action, Card, ChoiceField, Field, Form, FormCard, Option, Style
from bot.model.actions import ActionKind
from bot.rendering.contact_peers import contacts_field
from bot.rendering.wording import Part, Wording, card, choice, part, to_the_menu

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class JoiningFilled:
    """What stands in the form, as it was chosen."""

    follow_up: str = YES
    contacts: tuple[str, ...] = ()


def joining_card(wording: Wording) -> Card:
    """The first of two things to read: what is kept, who sees it, what happens when."""
    return card(
        wording,
        part(wording("join-start") + "\n" + wording("invitation-read")),
        *privacy_parts(wording),
        part(
            "",
            choice(wording("button-next"), ActionKind.JOIN_LIMITS, Style.PRIMARY),
            choice(wording("button-not-now"), ActionKind.MENU, Style.QUIET),
        ),
    )


def joining_limits_card(wording: Wording) -> Card:
    """The second: where confidentiality ends."""
    return card(
        wording,
        *limits_parts(wording),
        part(
            "",
            choice(wording("button-limits-read"), ActionKind.JOIN_FORM, Style.PRIMARY),
            choice(wording("button-back"), ActionKind.JOIN, Style.QUIET),
        ),
    )


def join_form(
    wording: Wording,
    contacts: Sequence[Option],
    filled: JoiningFilled,
    errors: dict[str, str],
) -> FormCard:
    """The day after red, and who may greet. `errors` by the name of the field."""
    follow_up = ChoiceField(
        name="follow_up",
        label=wording("join-follow-up-ask"),
        options=(
            Option(YES, wording("join-follow-up-yes")),
            Option(NO, wording("join-follow-up-no")),
        ),
        required=True,
        chosen=(filled.follow_up,) if filled.follow_up in (YES, NO) else (),
        error=errors.get("follow_up", ""),
    )
    fields: tuple[Field, ...] = (follow_up,)
    if contacts:
        field = contacts_field(wording, contacts, filled.contacts, errors.get("contacts", ""))
        fields = (field, follow_up)
    form = Form(
        title=wording("join-contact-form-title"),
        fields=fields,
        submit=wording("button-join-finish"),
        intro="" if contacts else wording("join-contact-empty"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.JOIN_FORM))


def joined_card(wording: Wording, days: int, peers: Sequence[str]) -> Card:
    """`days` until the first check-in; `peers` are the names of who may greet."""
    greeted = (
        wording("joined-with", peers=", ".join(peers)) if peers else wording("joined-hello-from-us")
    )
    return card(
        wording,
        part(
            wording("joined", days=days) + "\n" + greeted,
            choice(wording("menu-check-ins"), ActionKind.MY_CHECK_INS),
            to_the_menu(wording),
        ),
    )


def invitation_answered_card(wording: Wording) -> Card:
    """The invitation, or its reminder, once a button of it was pressed: the same for yes and no,
    so that the chat does not keep who joined."""
    return card(
        wording,
        part(
            wording("invitation-answered"),
            choice(wording("button-about"), ActionKind.ABOUT),
            choice(wording("button-talk"), ActionKind.TALK),
            to_the_menu(wording),
        ),
    )


def privacy_parts(wording: Wording) -> tuple[Part, ...]:
    """How confidential this is, word for word the same before joining and under /peer."""
    return (
        part(wording("privacy-stored"), heading=wording("privacy-stored-heading")),
        part(wording("privacy-who"), heading=wording("privacy-who-heading")),
        part(wording("privacy-report"), heading=wording("privacy-report-heading")),
        part(wording("privacy-platform"), heading=wording("privacy-platform-heading")),
        part(wording("privacy-red"), heading=wording("privacy-red-heading")),
        part(wording("privacy-waiting"), heading=wording("privacy-waiting-heading")),
        part(wording("privacy-honest"), heading=wording("privacy-honest-heading")),
    )


def limits_parts(wording: Wording) -> tuple[Part, ...]:
    """The organisation's own text, marked where it is a sample."""
    config = wording.setting.config
    intro = wording("limits-intro", organisation=config.organisation.name)
    if config.limits_of_confidentiality.placeholder:
        intro += "\n" + wording("limits-placeholder")
    return (part(intro, heading=wording("limits-heading")), part(wording.limits))
