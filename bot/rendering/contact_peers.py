"""Contact peers: the choice, the list, and what a supporter is told who was chosen."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from bot.messages import MOST_OPTIONS, Action, Card, ChoiceField, Form, FormCard, Option, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import MOST_CONTACT_PEERS, Person
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Part, Wording, card, choice, part, to_the_menu
from bot.setting import Setting

SURPRISE, NOBODY = "surprise", "nobody"
#: Two of the options are "surprise me" and "nobody".
MOST_OFFERED = MOST_OPTIONS - 2
#: What one message to a supporter speaks of, in a record of 512 bytes.
MOST_TOLD_AT_ONCE = 15


def contacts_field(
    wording: Wording, people: Sequence[Option], chosen: Sequence[str], error: str
) -> ChoiceField:
    """One to three of these people, a surprise, or nobody."""
    options = (
        *people[:MOST_OFFERED],
        Option(SURPRISE, wording("join-contact-surprise")),
        Option(NOBODY, wording("join-contact-nobody")),
    )
    values = {option.value for option in options}
    return ChoiceField(
        name="contacts",
        label=wording("join-contact-ask"),
        options=options,
        several=True,
        chosen=tuple(value for value in chosen if value in values),
        error=error,
    )


def contacts_form(
    wording: Wording, people: Sequence[Option], chosen: Sequence[str], error: str = ""
) -> FormCard:
    """The same choice, for somebody who has joined."""
    form = Form(
        title=wording("join-contact-form-title"),
        fields=(contacts_field(wording, people, chosen, error),),
        submit=wording("button-save"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.CHOOSE_CONTACT))


def contact_peers_card(
    wording: Wording,
    peers: Sequence[tuple[PersonId, str]],
    serving: Set[PersonId],
    *,
    noted: str = "",
) -> Card:
    """Who greets the member, the first first, and who of them does not just now: whoever is not
    in `serving`. `noted` is said above it."""
    parts = [part(noted)] if noted else []
    intro = wording("contacts-intro" if peers else "joined-with-nobody")
    parts.append(
        part(
            intro,
            choice(wording("button-choose-contacts"), ActionKind.CHOOSE_CONTACT, Style.PRIMARY),
            heading=wording("contacts-heading"),
        )
    )
    parts.extend(_peer(wording, each, name, serves=each in serving) for each, name in peers)
    parts.append(
        part(
            "",
            choice(wording("menu-directory"), ActionKind.DIRECTORY),
            to_the_menu(wording),
        )
    )
    return card(wording, *parts)


def most_of_peers(wording: Wording) -> str:
    return wording("contacts-full", most=MOST_CONTACT_PEERS)


def chosen_as_contact(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To a supporter whom members chose: that somebody did. Who it is they see by a press, so
    that the chat keeps no list of who joined."""
    members = who_still_chooses(person.id, content.args, work)
    if not members:
        return Dropped("not chosen any more")
    wording = Wording(setting, person.language)
    chosen_by = ",".join(str(member.id) for member in members)
    return card(
        wording,
        part(
            wording("chosen-as-contact", count=len(members)),
            choice(wording("button-who-chose"), ActionKind.WHO_CHOSE, Style.PRIMARY, p=chosen_by),
            choice(wording("button-my-entry"), ActionKind.MY_ENTRY),
        ),
    )


def and_by(member: PersonId, content: Content) -> Content | None:
    """The same message, that this member chose them too; None where it takes no more."""
    members = str(content.args["p"]).split(",")
    if str(member) in members:
        return content
    if len(members) >= MOST_TOLD_AT_ONCE:
        return None
    return replace(content, args={"p": ",".join((*members, str(member)))})


def who_still_chooses(
    supporter: PersonId, args: Mapping[str, str | int], work: Work
) -> tuple[Person, ...]:
    """Of the members named there, those of whom it is still so."""
    members = [PersonId(int(each)) for each in str(args["p"]).split(",")]
    found = work.people.readable(members)
    return tuple(found[each] for each in members if greets(supporter, each, work))


def who_chose_card(wording: Wording, members: Sequence[Person]) -> Card:
    names = [
        wording("chosen-by", name=member.roster.name, station=member.roster.station)
        for member in members
    ]
    text = "\n".join((*names, wording("chosen-by-keep", count=len(members))))
    entry = choice(wording("button-my-entry"), ActionKind.MY_ENTRY)
    return card(wording, part(text, entry))


def greets(supporter: PersonId, member: PersonId, work: Work) -> bool:
    """Whether this member, who has joined and is still here, has this supporter among their contact
    peers now."""
    found = work.people.readable([member]).get(member)
    return found is not None and found.joined and supporter in found.membership.contact_peers


def _peer(wording: Wording, person: PersonId, name: str, *, serves: bool) -> Part:
    return part(
        "" if serves else wording("contacts-away"),
        choice(wording("button-look"), ActionKind.SUPPORTER_ENTRY, p=person),
        choice(wording("button-take-off"), ActionKind.DROP_CONTACT, Style.QUIET, p=person),
        heading=name,
    )


RENDERERS: Renderers = {ContentKind.CHOSEN_AS_CONTACT: chosen_as_contact}
