"""Where the program says texts: found by reading its source, so that no id is written in vain and
none is asked for that is not there."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TEMPLATE_WORD = re.compile(r"""["'`]([a-z][a-z0-9]*(?:-[a-z0-9]+)*-?)["'`$]""")
_TEMPLATE_SAYS = re.compile(r"""\bsay\(\s*["']([a-z0-9-]+)["']\s*[,)]""")


@dataclass(frozen=True, slots=True)
class Said:
    """A call that says a text. `variables` is None where a `**mapping` hides them."""

    place: str  #: "bot/flows/asking.py:120"
    text: str
    variables: frozenset[str] | None


@dataclass(slots=True)
class Uses:
    said: list[Said] = field(default_factory=list)
    #: whole ids anywhere in the source: in tables, enums, templates
    named: set[str] = field(default_factory=set)
    #: f-strings and the like: `zone-[a-z0-9-]+`, by place
    made: dict[str, str] = field(default_factory=dict)
    #: of those, the ones a text is said with on the spot: at least one text must fit
    said_made: dict[str, str] = field(default_factory=dict)

    def matched(self, ids: set[str]) -> set[str]:
        """Those of `ids` that the source can say."""
        patterns = [re.compile(pattern) for pattern in set(self.made.values())]
        return {
            id_
            for id_ in ids
            if id_ in self.named or any(pattern.fullmatch(id_) for pattern in patterns)
        }


def uses_of(root: Path, *packages: str) -> Uses:
    """Of every module and template in these packages."""
    uses = Uses()
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            place = str(path.relative_to(root))
            if path.suffix == ".py":
                read_python(path.read_text(encoding="utf-8"), place, uses)
            elif path.suffix in {".html", ".js", ".j2"}:
                read_template(path.read_text(encoding="utf-8"), place, uses)
    return uses


def read_python(source: str, place: str, uses: Uses) -> None:
    """A text is said by `say(text)` or `say(language, text)`, whatever it is a method of, and by
    calling a Wording: a name or attribute called so, or annotated or assigned as one."""
    tree = ast.parse(source)
    of_terminal = "from bot.cli.saying import" in source
    wordings = {"wording"} | set(_wordings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _ID.fullmatch(node.value):
                uses.named.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            pattern = _pattern(node)
            if pattern:
                uses.made[f"{place}:{node.lineno}"] = pattern
        elif isinstance(node, ast.Call) and not (of_terminal and _is_bare_say(node)):
            _read_call(node, wordings, place, uses)


def read_template(source: str, place: str, uses: Uses) -> None:
    """Jinja and scripts: quoted words are ids, or the beginning of one ("local-speed-")."""
    for word in _TEMPLATE_WORD.findall(source):
        if word.endswith("-"):
            uses.made[f"{place}:{word}"] = f"{word}[a-z0-9-]+"
        else:
            uses.named.add(word)
    for text in _TEMPLATE_SAYS.findall(source):
        uses.said.append(Said(place, text, None))


def _wordings(tree: ast.AST) -> Iterator[str]:
    """Names in this module that are a Wording."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and _is_wording(node.annotation):
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and _is_wording(node.annotation):
            yield from _names(node.target)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            made_by = _called(node.value)
            if made_by in {"Wording", "wording"} and not _says(node.value):
                for target in node.targets:
                    yield from _names(target)


def _is_wording(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation).strip("\"'") == "Wording"


def _names(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Attribute):
        yield target.attr


def _is_bare_say(call: ast.Call) -> bool:
    """The command line's own `say`, which prints what it is given."""
    return isinstance(call.func, ast.Name) and call.func.id == "say"


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _says(call: ast.Call) -> bool:
    """`wording("id")` says a text, `whom.wording(setting)` makes a Wording."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.IfExp)


def _read_call(call: ast.Call, wordings: set[str], place: str, uses: Uses) -> None:
    called = _called(call.func if isinstance(call.func, ast.Call) else call)
    if not call.args or (called != "say" and called not in wordings):
        return
    text = call.args[1] if called == "say" and len(call.args) > 1 else call.args[0]
    keywords = [keyword.arg for keyword in call.keywords]
    given = None if None in keywords else frozenset(name for name in keywords if name)
    where = f"{place}:{call.lineno}"
    for said in (text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,):
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            uses.said.append(Said(where, said.value, given))
        elif isinstance(said, ast.JoinedStr):
            uses.said_made[where] = _pattern(said) or ".*"


def _pattern(made: ast.JoinedStr) -> str:
    """`f"zone-{zone}"` as a pattern; "" where it cannot be an id."""
    parts = []
    for value in made.values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            if not re.fullmatch(r"[a-z0-9-]+", value.value):
                return ""
            parts.append(value.value)
        else:
            parts.append("[a-z0-9-]+")
    pattern = "".join(parts)
    return pattern if re.match(r"[a-z][a-z0-9-]*-|\[a-z0-9-\]\+-[a-z]", pattern) else ""


def wrong(uses: Uses, variables: Mapping[str, frozenset[str]]) -> list[str]:
    """What the source asks for and the texts do not have; `variables` by id."""
    found = []
    for said in uses.said:
        needed = variables.get(said.text)
        if needed is None:
            found.append(f"{said.place}: no text {said.text}")
        elif said.variables is not None and said.variables != needed:
            more, less = sorted(said.variables - needed), sorted(needed - said.variables)
            found.append(f"{said.place}: {said.text}: too many {more}, missing {less}")
    for place, pattern in uses.said_made.items():
        if not any(re.fullmatch(pattern, id_) for id_ in variables):
            found.append(f"{place}: no text fits {pattern}")
    return found
