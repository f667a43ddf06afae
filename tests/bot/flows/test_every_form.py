"""Every form of the program, whatever is posted to it: a clear answer, never a crash, and what was
typed is kept or comes back.

A form is opened, sent and answered in one unit of work that is then undone, so that each example
meets the form as it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cleaning import shown_again
from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted, SentFile
from bot.flows.table import DISPATCH
from bot.handling import handle
from bot.messages import Answer, ChoiceField, FileField, Form, TextField, TextKind
from bot.model.ids import Account
from bot.ports import Work
from bot.rota.config import RotationConfig
from tests.bot.flows.department import (
    ANN,
    BO,
    COORDINATOR,
    GIA,
    NILS,
    STRANGER,
    ZONE,
    Department,
    account,
    department,
    id_of,
    joined,
)
from tests.bot.flows.test_hostile_hands import HOSTILE, check
from tests.playing import buttons_of


@dataclass(frozen=True, slots=True)
class Way:
    """Who comes to a form, and by which buttons."""

    who: Account
    command: str
    labels: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.command}: {', '.join(self.labels)}"


def way(who: int | Account, command: str, *labels: str) -> Way:
    return Way(account(who) if isinstance(who, int) else who, command, labels)


WAYS = (
    way(ANN, "peer", "My check-ins", "Join", "Next", "I’ve read this"),
    way(ANN, "peer", "Whom I’d rather not", "Change the list"),
    way(BO, "peer", "Talk to a trained colleague", "Now"),
    way(BO, "peer", "Talk to a trained colleague", "This week"),
    way(STRANGER, "peer", "Talk to a trained colleague"),
    way(BO, "peer", "My contact peers", "Choose who greets you"),
    way(BO, "peer", "My check-ins", "Hours", "Other hours"),
    way(BO, "peer", "My check-ins", "Pause", "Until a day I choose"),
    way(BO, "peer", "My check-ins", "My shifts", "Off on a day"),
    way(BO, "peer", "My check-ins", "My shifts", "Working on a day"),
    way(COORDINATOR, "peer-admin", "Erase who left"),
    way(GIA, "supporter", "My entry", "Change it"),
)


class _Undone(Exception):
    """Rolls back what was tried."""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    with department(tmp_path_factory.mktemp("forms")) as opened:
        opened.play.dispatch = DISPATCH
        with_a_rota(opened)
        yield opened


def with_a_rota(opened: Department) -> None:
    """So that every way of `WAYS` can be gone."""
    config = RotationConfig(cycle="D D N N O O O O", anchors={"A": date(2026, 3, 2)})
    rotations = MappingProxyType({"dispatch": config.rotation("dispatch", zone=ZONE)})
    opened.play.setting = replace(opened.play.setting, rotations=rotations)
    roster = replace(opened.person(BO).roster, rotation="dispatch", shift="A")
    opened.change(BO, roster=roster, membership=joined(contact_peers=(id_of(NILS),)))


def opened_by(agency: Department, way: Way, work: Work) -> Form:
    def happen(event: Event) -> Answer:
        return handle(event, work, agency.play.setting, DISPATCH)

    answer = happen(CommandGiven(agency.play.next_id(), way.who, way.command))
    for label in way.labels:
        (number,) = {b.number for b in buttons_of(answer.aside) if b.label == label}
        assert answer.aside is not None
        pressed = ButtonPressed(agency.play.next_id(), way.who, answer.aside.token, number)
        answer = happen(pressed)
    assert answer.form is not None, way
    return answer.form


def answer_to(
    agency: Department,
    way: Way,
    values: Mapping[str, tuple[str, ...]],
    files: Mapping[str, SentFile],
) -> tuple[Form, Answer]:
    found: list[tuple[Form, Answer]] = []

    def try_it(work: Work) -> None:
        form = opened_by(agency, way, work)
        event = FormSubmitted(agency.play.next_id(), way.who, form.token, values, files)
        found.append((form, handle(event, work, agency.play.setting, DISPATCH)))
        raise _Undone

    with pytest.raises(_Undone):
        agency.run(try_it)
    return found[-1]


#: Of all forms, so that each is sent the others' too.
NAMES = """
avoided call_me avoid reach number urgency to topic anyone contacts follow_up start end until day
kind topics languages words hello photo keep
""".split()  # noqa: SIM905
OPTIONS = (
    *"yes no anyone now today week here phone person sleep work en es fr night off".split(),  # noqa: SIM905
    *(str(id_of(number)) for number in (ANN, BO, GIA, NILS, 999)),
)
DATES_AND_NUMBERS = ("2026-04-01", "08:00", "22:00", "555 0199", "0001-01-01", "9999-12-31")


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(OPTIONS),
    st.sampled_from(DATES_AND_NUMBERS),
    ANYTHING,
)


def posted(form: Form) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """For its own fields and for foreign ones; none, one, or many values each."""
    names = st.sampled_from([*[field.name for field in form.fields] * 3, *NAMES])
    options = [o.value for f in form.fields if isinstance(f, ChoiceField) for o in f.options]
    value = st.one_of(TEXTS, st.sampled_from(options)) if options else TEXTS
    several = st.one_of(st.lists(value, max_size=3).map(tuple), st.just(("x",) * 30))
    return st.dictionaries(names, several, max_size=8)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_whatever_is_posted_gets_a_clear_answer_and_loses_nothing(
    agency: Department, way: Way
) -> None:
    shown, _ = answer_to(agency, way, {}, {})
    photos = [field.name for field in shown.fields if isinstance(field, FileField)]
    file = st.builds(SentFile, st.sampled_from(("a.png", "\ud800\x00")), st.binary(max_size=80))
    names = st.sampled_from([*photos, "words", "nothing"])

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(posted(shown), st.dictionaries(names, file, max_size=2))
    @example({field.name: () for field in shown.fields}, {})
    @example({field.name: ("x" * 40_000,) for field in shown.fields}, {})
    @example({field.name: ("\ud800\u202e\x00a",) for field in shown.fields}, {})
    @example({"keep": ("\x00",)}, {})  # of a form that does not ask it
    @example({field.name: (str(2**70), "-1", "²") for field in shown.fields}, {})
    def holds(values: dict[str, tuple[str, ...]], files: dict[str, SentFile]) -> None:
        _, answer = answer_to(agency, way, values, files)
        check(answer)
        if answer.form is not None:
            comes_again(answer.form, values)

    holds()


def comes_again(form: Form, values: Mapping[str, tuple[str, ...]]) -> None:
    """It says what is wrong, and everything that was typed or rightly chosen is in it."""
    assert any(field.error for field in form.fields)
    for field in form.fields:
        sent = values.get(field.name, ())
        if isinstance(field, TextField):
            typed = sent[0] if sent else ""
            kind = TextKind.PARAGRAPH if field.kind is TextKind.PARAGRAPH else TextKind.LINE
            assert field.value == shown_again(typed, kind=kind)
        elif isinstance(field, ChoiceField) and field.several:
            known = {option.value for option in field.options}
            assert known & set(sent) <= set(field.chosen)


def test_every_form_is_among_them(agency: Department) -> None:
    kinds = set()

    def open_all(work: Work) -> None:
        for each in WAYS:
            card = work.cards.open(opened_by(agency, each, work).token)
            assert card is not None
            kinds.add(card.actions[0].kind)
        raise _Undone

    with pytest.raises(_Undone):
        agency.run(open_all)
    assert kinds == set(DISPATCH.submits)


def test_a_text_without_end_is_said_to_be_too_long_and_comes_back_whole(
    agency: Department,
) -> None:
    for each, name in ((WAYS[4], "call_me"), (WAYS[-1], "words")):
        _, answer = answer_to(agency, each, {name: ("y" * 40_000,)}, {})
        assert answer.form is not None
        (field,) = [f for f in answer.form.fields if f.name == name]
        assert isinstance(field, TextField)
        assert field.value == "y" * 40_000
        assert str(field.most) in field.error
