"""A supporter's entry: their own page and form, and the coordinators' view of one that waits."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.messages import (
    Action,
    Card,
    ChoiceField,
    Field,
    FileField,
    Form,
    FormCard,
    Option,
    Style,
    TextField,
    TextKind,
)
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import Person, Role
from bot.model.pictures import Picture
from bot.model.supporters import DirectoryEntry, Supporter, Topic
from bot.photos import GREATEST_PHOTO, MEDIA_TYPES
from bot.ports import Work
from bot.rendering.directory import photo_of
from bot.rendering.languages import language_name, language_names
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Part, Wording, card, choice, part
from bot.setting import Setting

MOST_WORDS = 200  #: characters, of the words and of the hello
KEEP, REMOVE = "keep", "remove"


@dataclass(frozen=True, slots=True)
class EntryFilled:
    """What stands in the form. `photo` is the id of one that came with a form that was sent back,
    `has_photo` whether there is one to keep or take away."""

    topics: Sequence[str] = ()
    languages: Sequence[str] = ()
    words: str = ""
    hello: str = ""
    photo: int | None = None
    has_photo: bool = False
    keep: str = KEEP


def own_entry_card(
    wording: Wording,
    supporter: Supporter,
    shown: Part,
    proposed: Part | None,
    *,
    serves: bool,
    noted: str = "",
) -> Card:
    """What is shown, and what waits or was sent back."""
    parts = [part(noted)] if noted else []
    intro = wording("entry-as-shown") if serves else wording("entry-not-shown")
    edit = choice(wording("button-edit-entry"), ActionKind.EDIT_ENTRY, Style.PRIMARY)
    parts += [part(intro, edit, heading=wording("entry-heading")), shown]
    if proposed is not None:
        which = "returned" if supporter.returned else "waiting"
        heading, text = wording(f"entry-{which}-heading"), wording(f"entry-{which}")
        parts += [part(text, heading=heading), proposed]
    menu = choice(wording("button-supporter-menu"), ActionKind.SUPPORTER_MENU, Style.QUIET)
    return card(wording, *parts, part("", menu))


def entry_part(wording: Wording, name: str, entry: DirectoryEntry, photo: Picture | None) -> Part:
    """All of an entry, the hello included, which only who was chosen by somebody sends."""
    lines = []
    if entry.topics:
        topics = ", ".join(wording(f"topic-{topic.value}") for topic in entry.topics)
        lines.append(wording("directory-topics", topics=topics))
    if entry.languages:
        names = language_names(wording, entry.languages)
        lines.append(wording("directory-languages", languages=names))
    if entry.words:
        lines.append(wording("directory-words", words=entry.words))
    if not lines and photo is None:
        lines.append(wording("entry-empty"))
    lines.append(
        wording("entry-hello", hello=entry.hello) if entry.hello else wording("entry-hello-none")
    )
    return part("\n".join(lines), heading=name, image=photo_of(wording, name, photo))


def entry_form(wording: Wording, filled: EntryFilled, errors: Mapping[str, str]) -> FormCard:
    """Topics, languages, a few words, the hello, a photo; `errors` by the name of the field."""
    fields: list[Field] = [
        _topics(wording, filled.topics, errors),
        _languages(wording, filled.languages, errors),
        _paragraph(wording, "words", filled.words, errors),
        _paragraph(wording, "hello", filled.hello, errors),
        _photo(wording, filled, errors),
    ]
    if filled.has_photo:
        fields.append(_keep(wording, filled, errors))
    form = Form(
        title=wording("entry-form-title"),
        fields=tuple(fields),
        submit=wording("entry-form-submit"),
        footer=wording.help_line,
    )
    args = {} if filled.photo is None else {"photo": filled.photo}
    return FormCard(form, Action(ActionKind.EDIT_ENTRY, args))


def waiting_card(
    wording: Wording, name: str, supporter: Supporter, photo: Picture | None, *, noted: str = ""
) -> Card:
    """An entry that waits, as a coordinator sees it: exactly what would be shown."""
    entry = supporter.proposed or DirectoryEntry()
    args: dict[str, str | int] = {"p": supporter.person, "v": version_of(entry)}
    return card(
        wording,
        *((part(noted),) if noted else ()),
        part(wording("entry-of", name=name)),
        entry_part(wording, name, entry, photo),
        part(
            "",
            choice(wording("button-approve"), ActionKind.APPROVE_ENTRY, Style.PRIMARY, **args),
            choice(wording("button-not-yet"), ActionKind.DECLINE_ENTRY, **args),
        ),
    )


def version_of(entry: DirectoryEntry) -> int:
    """Says which version of an entry somebody saw; the same for equal entries."""
    whole = repr((entry.topics, entry.languages, entry.words, entry.hello, entry.photo))
    return int.from_bytes(hashlib.sha256(whole.encode()).digest()[:6])


def waits(supporter: Supporter) -> bool:
    """For a coordinator, as opposed to having been sent back to the supporter."""
    return supporter.proposed is not None and not supporter.returned


def entry_proposed(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To a coordinator: an entry waits, as it stands now."""
    proposer = PersonId(int(content.args["p"]))
    supporter = work.supporters.get(proposer)
    if Role.COORDINATOR not in person.roster.roles:
        return Dropped("not a coordinator")
    if supporter is None or supporter.proposed is None or supporter.returned:
        return Dropped("settled")
    if version_of(supporter.proposed) != content.args["v"]:
        return Dropped("proposed anew")
    name = work.people.get(proposer).roster.name
    photo = supporter.proposed.photo
    picture = work.pictures.get(photo) if photo is not None else None
    return waiting_card(Wording(setting, person.language), name, supporter, picture)


def entry_decided(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """To the supporter: what came of their entry."""
    wording = Wording(setting, person.language)
    text = "entry-decided-yes" if content.args["ok"] else "entry-decided-no"
    return card(
        wording, part(wording(text), choice(wording("button-my-entry"), ActionKind.MY_ENTRY))
    )


def _topics(wording: Wording, chosen: Sequence[str], errors: Mapping[str, str]) -> ChoiceField:
    return ChoiceField(
        name="topics",
        label=wording("entry-form-topics"),
        options=tuple(Option(t.value, wording(f"topic-{t.value}")) for t in Topic),
        several=True,
        chosen=tuple(value for value in chosen if value in set(Topic)),
        error=errors.get("topics", ""),
    )


def _languages(wording: Wording, chosen: Sequence[str], errors: Mapping[str, str]) -> ChoiceField:
    offered = wording.setting.texts.languages()
    return ChoiceField(
        name="languages",
        label=wording("entry-form-languages"),
        options=tuple(Option(each, language_name(wording, each)) for each in offered),
        hint=wording("entry-form-languages-hint"),
        several=True,
        chosen=tuple(value for value in chosen if value in offered),
        error=errors.get("languages", ""),
    )


def _paragraph(wording: Wording, name: str, value: str, errors: Mapping[str, str]) -> TextField:
    return TextField(
        name=name,
        label=wording(f"entry-form-{name}"),
        hint=wording(f"entry-form-{name}-hint"),
        kind=TextKind.PARAGRAPH,
        most=MOST_WORDS,
        value=value,
        error=errors.get(name, ""),
    )


def _photo(wording: Wording, filled: EntryFilled, errors: Mapping[str, str]) -> FileField:
    hint = wording("entry-form-photo-hint")
    if filled.photo is not None:
        hint = wording("entry-form-photo-kept")
    return FileField(
        name="photo",
        label=wording("entry-form-photo"),
        hint=hint,
        accept=MEDIA_TYPES,
        most=GREATEST_PHOTO,
        error=errors.get("photo", ""),
    )


def _keep(wording: Wording, filled: EntryFilled, errors: Mapping[str, str]) -> ChoiceField:
    return ChoiceField(
        name="keep",
        label=wording("entry-form-photo-now"),
        options=(
            Option(KEEP, wording("entry-form-photo-keep")),
            Option(REMOVE, wording("entry-form-photo-remove")),
        ),
        chosen=(filled.keep,) if filled.keep in (KEEP, REMOVE) else (),
        error=errors.get("keep", ""),
    )


RENDERERS: Renderers = {
    ContentKind.ENTRY_PROPOSED: entry_proposed,
    ContentKind.ENTRY_DECIDED: entry_decided,
}
