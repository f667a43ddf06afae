"""Every way a text can come out, with `{name}` where a variable stands."""

from collections.abc import Iterable, Mapping
from itertools import product

from fluent.syntax import ast

from prompts.entries import Entry


def spellings(entry: Entry, others: Mapping[str, Entry]) -> tuple[str, ...]:
    """One for each branch of each choice; what the text refers to is spelt out."""
    assert entry.message.value is not None
    return tuple(_pattern(entry.message.value, others))


def _pattern(pattern: ast.Pattern, others: Mapping[str, Entry]) -> Iterable[str]:
    parts = [list(_element(element, others)) for element in pattern.elements]
    return ("".join(chosen) for chosen in product(*parts))


def _element(
    element: ast.TextElement | ast.Placeable, others: Mapping[str, Entry]
) -> Iterable[str]:
    if isinstance(element, ast.TextElement):
        return [element.value]
    match element.expression:
        case ast.SelectExpression() as select:
            return [way for each in select.variants for way in _pattern(each.value, others)]
        case ast.MessageReference() as reference:
            return spellings(others[reference.id.name], others)
        case ast.VariableReference() as variable:
            return [f"{{{variable.id.name}}}"]
        case ast.StringLiteral() as literal:
            return [literal.parse()["value"]]
        case other:
            raise AssertionError(f"spell out {type(other).__name__} here before texts use it")
