"""The Fluent files of one language as entries: which texts there are and what each needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Entry:
    """A text as its file has it. `variables` are all that it needs to be said in full: those of
    every branch, and of the texts it refers to."""

    message: ast.Message
    place: str  #: "en/common.ftl"
    variables: frozenset[str]
    needs: frozenset[str]  #: the texts that it refers to, and those that they do; terms with a dash

    @property
    def comment(self) -> str:
        """What stands above it in the file."""
        return (self.message.comment.content or "") if self.message.comment else ""


@dataclass(frozen=True, slots=True)
class Entries:
    """One language. `resources` are the parsed files, `messages` the texts by id."""

    resources: tuple[ast.Resource, ...]
    messages: Mapping[str, Entry]


def entries_of(folder: Path, problems: list[str]) -> Entries:
    """Read every *.ftl of a language's folder. Appends to `problems` what cannot be parsed, an
    id that is there twice, and a reference to nothing."""
    resources: list[ast.Resource] = []
    found: dict[str, tuple[ast.Message | ast.Term, str]] = {}
    for file in sorted(folder.glob("*.ftl")):
        place = f"{folder.name}/{file.name}"
        # Where in its file each word stands would take a third of the memory.
        resource = FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8"))
        resources.append(resource)
        for item in resource.body:
            if isinstance(item, ast.Junk):
                problems.append(f"{place}: {_complaint(item)}")
            elif isinstance(item, ast.Message | ast.Term):
                id_ = f"-{item.id.name}" if isinstance(item, ast.Term) else item.id.name
                if id_ in found:
                    problems.append(f"{place}: {id_} is in {found[id_][1]} already")
                found.setdefault(id_, (item, place))
    needs = {id_: _needs(item) for id_, (item, _) in found.items()}
    for id_, (_, place) in found.items():
        for unknown in sorted(needs[id_].references - found.keys()):
            problems.append(f"{place}: {id_} refers to {unknown}, which is not there")
    messages = {
        id_: Entry(
            item,
            place,
            frozenset(_variables(id_, needs, frozenset())),
            frozenset(_referred_to(id_, needs, frozenset())),
        )
        for id_, (item, place) in found.items()
        if isinstance(item, ast.Message)
    }
    return Entries(tuple(resources), messages)


@dataclass(slots=True)
class _Needs(Visitor):
    """What an entry refers to; terms with their dash."""

    variables: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.add(f"-{node.id.name}")


def _needs(item: ast.Message | ast.Term) -> _Needs:
    needs = _Needs()
    needs.visit(item)
    return needs


def _variables(id_: str, needs: Mapping[str, _Needs], above: frozenset[str]) -> Iterator[str]:
    """Not those of terms, which whoever refers to a term fills in."""
    if id_ in above or id_ not in needs or id_.startswith("-"):
        return
    yield from needs[id_].variables
    for other in needs[id_].references:
        yield from _variables(other, needs, above | {id_})


def _referred_to(id_: str, needs: Mapping[str, _Needs], above: frozenset[str]) -> Iterator[str]:
    if id_ in above or id_ not in needs:
        return
    for other in needs[id_].references:
        yield other
        yield from _referred_to(other, needs, above | {id_})


def _complaint(junk: ast.Junk) -> str:
    first = (junk.content or "").strip().partition("\n")[0]
    reasons = "; ".join(note.message or note.code for note in junk.annotations)
    return f"{reasons} (at {first[:60]!r})"
