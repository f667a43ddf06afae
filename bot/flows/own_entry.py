"""A supporter's own entry in the directory: seen, changed, and proposed to the coordinators."""

from dataclasses import dataclass, replace

from bot.cleaning import Refusal, clean
from bot.events import FormSubmitted
from bot.flows.civil_hours import civil_minute
from bot.flows.pressing import Pressed, Presses, Submits, Submitted, Whom, aside, asked, said
from bot.flows.request_facts import serves, today
from bot.flows.roles import supporter_of
from bot.messages import Action, Answer, TextKind
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.supporters import DirectoryEntry, Supporter, Topic
from bot.photos import PhotoUnfit, square_png
from bot.ports import Work
from bot.rendering.entries import (
    KEEP,
    MOST_WORDS,
    REMOVE,
    EntryFilled,
    entry_form,
    entry_part,
    own_entry_card,
    version_of,
)
from bot.rendering.wording import Part, Wording
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class _Read:
    """A form as it was read: the entry but for its photo, and what is wrong, by field. `png` is a
    photo that came with it."""

    filled: EntryFilled
    entry: DirectoryEntry
    png: bytes | None
    errors: dict[str, str]


def my_entry(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return _page(pressed.whom, work, setting)


def edit(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The form, with what was proposed last, or is shown."""
    whom, supporter = pressed.whom, supporter_of(pressed.whom, work)
    if supporter is None:
        return said("not-for-you", whom, work, setting)
    last = supporter.proposed or supporter.shown
    filled = EntryFilled(
        topics=[topic.value for topic in last.topics],
        languages=last.languages,
        words=last.words,
        hello=last.hello,
        has_photo=last.photo is not None,
    )
    return asked(entry_form(whom.wording(setting), filled, {}), whom, work)


def edited(submitted: Submitted, work: Work, setting: Setting) -> Answer:
    """The form, sent.

    1. What cannot be taken is shown again with all that was written; a photo that came with it is
    kept for the next try. 2. What is new is proposed, and every coordinator but the supporter
    hears of it. Nobody approves themselves.
    """
    whom, supporter = submitted.whom, supporter_of(submitted.whom, work)
    if supporter is None:
        return said("not-for-you", whom, work, setting)
    wording = whom.wording(setting)
    last = supporter.proposed or supporter.shown
    read = _read(submitted.event, submitted.action, last, wording, work)
    if read.errors:
        photo = _photo(read, None, supporter, work)
        filled = replace(read.filled, photo=photo)
        return asked(entry_form(wording, filled, read.errors), whom, work)
    now = None if read.filled.keep == REMOVE else last.photo
    entry = replace(read.entry, photo=_photo(read, now, supporter, work))
    if entry == last and not supporter.returned:
        return _page(whom, work, setting, noted=wording("entry-unchanged"))
    work.supporters.save(replace(supporter, proposed=entry, returned=False))
    _tell_coordinators(supporter, entry, work, setting)
    return _page(whom, work, setting, noted=wording("entry-proposed"))


def _read(
    event: FormSubmitted, action: Action, last: DirectoryEntry, wording: Wording, work: Work
) -> _Read:
    filled = EntryFilled(
        topics=event.values.get("topics", ()),
        languages=event.values.get("languages", ()),
        words=event.one("words"),
        hello=event.one("hello"),
        photo=_sent_before(action, work),
        has_photo=last.photo is not None,
        keep=(event.one("keep") if last.photo is not None else "") or KEEP,
    )
    errors: dict[str, str] = {}
    words, filled_words = _paragraph(filled.words, "words", wording, errors)
    hello, filled_hello = _paragraph(filled.hello, "hello", wording, errors)
    offered = wording.setting.texts.languages()
    for name, known, values in (
        ("topics", set(Topic), filled.topics),
        ("languages", set(offered), filled.languages),
        ("keep", {KEEP, REMOVE}, (filled.keep,)),
    ):
        if not known.issuperset(values):
            errors[name] = wording("error-choose")
    png = _picture(event, wording, errors)
    topics = tuple(topic for topic in Topic if topic.value in filled.topics)
    languages = tuple(each for each in offered if each in filled.languages)
    filled = replace(filled, words=filled_words, hello=filled_hello)
    return _Read(filled, DirectoryEntry(topics, languages, words, hello), png, errors)


def _paragraph(typed: str, name: str, wording: Wording, errors: dict[str, str]) -> tuple[str, str]:
    """What is kept of it, and what the form shows again."""
    cleaned = clean(typed, most=MOST_WORDS, kind=TextKind.PARAGRAPH)
    if isinstance(cleaned, Refusal):
        errors[name] = wording(cleaned.why.value, most=cleaned.most)
        return "", cleaned.text
    return cleaned, cleaned


def _picture(event: FormSubmitted, wording: Wording, errors: dict[str, str]) -> bytes | None:
    file = event.files.get("photo")
    if file is None or not file.content:
        return None
    png = square_png(file.content)
    if isinstance(png, PhotoUnfit):
        errors["photo"] = wording(png.value)
        return None
    return png


def _photo(read: _Read, now: int | None, supporter: Supporter, work: Work) -> int | None:
    """The id of the photo that goes on: the one that came now, came before, or is there."""
    if read.png is not None:
        return work.pictures.add(supporter.person, read.png)
    return read.filled.photo if read.filled.photo is not None else now


def _sent_before(action: Action, work: Work) -> int | None:
    """A photo of an earlier try, as long as it is kept: another change of the supporter's drops
    what neither is shown nor proposed."""
    photo = action.args.get("photo")
    return int(photo) if photo is not None and work.pictures.get(int(photo)) is not None else None


def _tell_coordinators(
    supporter: Supporter, entry: DirectoryEntry, work: Work, setting: Setting
) -> None:
    """At an hour that wakes nobody."""
    version, at = version_of(entry), int(work.now.timestamp())
    others = [each for each in work.people.coordinators() if each != supporter.person]
    for id_, coordinator in work.people.readable(others).items():
        work.outbox.put(
            Outgoing(
                key=f"entry:{supporter.person}:{version}:{at}:{id_}",
                to=id_,
                about=supporter.person,
                content=Content(ContentKind.ENTRY_PROPOSED, {"p": supporter.person, "v": version}),
                due_at=civil_minute(coordinator, work, setting),
                lane=Lane.ACTIVATION,
            )
        )


def _page(whom: Whom, work: Work, setting: Setting, *, noted: str = "") -> Answer:
    supporter, person = supporter_of(whom, work), whom.person
    if supporter is None or person is None:
        return said("not-for-you", whom, work, setting)
    wording = whom.wording(setting)
    shown = _part(supporter.shown, person.roster.name, wording, work)
    proposed = supporter.proposed
    waiting = None if proposed is None else _part(proposed, person.roster.name, wording, work)
    own = own_entry_card(
        wording,
        supporter,
        shown,
        waiting,
        serves=serves(supporter, person, today(work, setting)),
        noted=noted,
    )
    return aside(own, whom, work)


def _part(entry: DirectoryEntry, name: str, wording: Wording, work: Work) -> Part:
    picture = work.pictures.get(entry.photo) if entry.photo is not None else None
    return entry_part(wording, name, entry, picture)


PRESSES: Presses = {ActionKind.MY_ENTRY: my_entry, ActionKind.EDIT_ENTRY: edit}
SUBMITS: Submits = {ActionKind.EDIT_ENTRY: edited}
