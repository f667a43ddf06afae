"""The library: every text a person reads, read once from the Fluent files.

A text is asked for by language, id and variables. What Fluent would show half-filled
("Hello {$name}") is never shown: an unknown id, a missing variable and whatever else Fluent
reports raise TextMissing. Files that contradict one another are refused when they are loaded.

Fluent's isolation marks (FSI, PDI) are off: platforms count, keep and export them, and what
people write has lost its bidi controls before it becomes a variable (`bot.cleaning`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import ast

from prompts.entries import Entry, entries_of
from prompts.rotations import load_rotations

FOLDER = Path(__file__).parent

#: The texts are written in it first, and it is spoken where a language is not there.
FIRST_LANGUAGE = "en"


def languages_there_are(folder: Path = FOLDER) -> tuple[str, ...]:
    """Those that have texts, in order."""
    return tuple(place.name for place in sorted(folder.iterdir()) if any(place.glob("*.ftl")))


class TextMissing(LookupError):
    """A text cannot be said: no such id, or not all of its variables. Carries no values."""


class TextsBroken(ValueError):
    """The files of texts cannot be used; each problem on a line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the texts cannot be used:\n" + "\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class _Text:
    """A compiled text that has to be filled in."""

    pattern: Pattern
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Language:
    """Its texts; of those that nothing has to be filled in, all that they say."""

    bundle: FluentBundle
    texts: Mapping[str, _Text | str]


class Library:
    """Texts by language and id, and the ids of each rotated group. Read-only once loaded."""

    def __init__(
        self, languages: Mapping[str, _Language], rotations: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._languages = languages
        self._rotations = rotations

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Library":
        """Read `<language>/*.ftl` and `rotations/*.yaml`. Raises TextsBroken with every problem:
        what Fluent cannot parse, an id twice, a reference to nothing, a rotated text that a
        language has not."""
        problems: list[str] = []
        languages = {
            name: _language(folder / name, problems) for name in languages_there_are(folder)
        }
        rotations = load_rotations(folder / "rotations", problems)
        if FIRST_LANGUAGE not in languages:
            problems.append(f"{folder}: there are no texts in {FIRST_LANGUAGE}")
        for group, ids in rotations.items():
            for name, language in languages.items():
                problems.extend(
                    f"rotations/{group}.yaml: {name} has no text {text}"
                    for text in ids
                    if text not in language.texts
                )
        if problems:
            raise TextsBroken(problems)
        return cls(languages, rotations)

    def say(self, language: str, text: str, /, **variables: str | int) -> str:
        """The text in that language; in English where the language is not there. "es-MX" is
        "es" unless it has texts of its own. Raises TextMissing."""
        spoken = self._spoken(language)
        found = spoken.texts.get(text)
        if found is None:
            raise TextMissing(f"{language}: no text {text}")
        if isinstance(found, str):
            return found
        missing = found.variables.difference(variables)
        if missing:
            raise TextMissing(f"{language}: {text} needs {', '.join(sorted(missing))}")
        said, errors = spoken.bundle.format_pattern(found.pattern, variables)
        if errors or not isinstance(said, str):
            kinds = ", ".join(sorted({type(error).__name__ for error in errors}))
            raise TextMissing(f"{language}: {text} cannot be filled in: {kinds}")
        return said

    def rotation(self, language: str, group: str) -> tuple[str, ...]:
        """The ids of a rotated group that are in use, in order. Every language has them all.
        Raises TextMissing for an unknown group."""
        try:
            return self._rotations[group]
        except KeyError:
            raise TextMissing(f"{language}: no rotated group {group}") from None

    def languages(self) -> tuple[str, ...]:
        """Those that have texts, by name."""
        return tuple(self._languages)

    def _spoken(self, language: str) -> _Language:
        return (
            self._languages.get(language)
            or self._languages.get(language.replace("_", "-").partition("-")[0])
            or self._languages[FIRST_LANGUAGE]
        )


def _language(place: Path, problems: list[str]) -> _Language:
    """Compile the files of one language; appends what is wrong to `problems`."""
    entries = entries_of(place, problems)
    everything = _bundle(place.name, *entries.resources)
    found: dict[str, _Text | str] = {}
    for id_, entry in entries.messages.items():
        text = _compiled(everything, id_, entry, problems)
        if text is not None:
            found[id_] = text
    # Three in four are the same whatever the variables: once said, no more of them is kept.
    filled_in = {id_: text for id_, text in found.items() if isinstance(text, _Text)}
    kept = set(filled_in).union(*(entries.messages[id_].needs for id_ in filled_in))
    some = [item for resource in entries.resources for item in resource.body if _id(item) in kept]
    bundle = _bundle(place.name, ast.Resource(some))
    for id_, text in filled_in.items():
        pattern = bundle.get_message(id_).value
        assert pattern is not None, "it had words before"
        found[id_] = replace(text, pattern=pattern)
    return _Language(bundle, found)


def _bundle(language: str, *resources: ast.Resource) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource)
    return bundle


def _id(item: ast.EntryType) -> str:
    if isinstance(item, ast.Term):
        return f"-{item.id.name}"
    return item.id.name if isinstance(item, ast.Message) else ""


def _compiled(
    bundle: FluentBundle, id_: str, entry: Entry, problems: list[str]
) -> _Text | str | None:
    """None: it has no words."""
    pattern = bundle.get_message(id_).value
    if pattern is None:
        problems.append(f"{entry.place}: {id_} has no words")
        return None
    # Compiled now, all branches: threads share the bundle, and a mistake is seen at the start.
    if entry.variables:
        return _Text(pattern, entry.variables)
    said, errors = bundle.format_pattern(pattern)
    problems.extend(f"{entry.place}: {id_}: {error}" for error in errors)
    return str(said)
