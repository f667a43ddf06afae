"""Whatever people press, in whatever order, and whatever they put into forms: a clear answer with
the help line, within every platform's limits, and nothing lost."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cleaning import clean
from bot.events import FormSubmitted, SentFile
from bot.messages import Answer, ChoiceField, Field, FileField, Form, Message, TextField, TextKind
from bot.model.ids import Account
from bot.model.people import MembershipState, PersonState, Preferences
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    BOTH,
    CAPTAIN,
    COORDINATOR,
    GIA,
    NILS,
    STRANGER,
    Department,
    account,
    id_of,
    joined,
)
from tests.playing import buttons_of, texts_of

HOSTILE = (
    "\x00",
    "a\x00b",
    "\u202egnirts\u202c",
    "\ud800",
    "\udfff\ud800",
    "@everyone",
    "<!channel>",
    '=HYPERLINK("https://x.example","x")',
    "{ $name } { -term }",
    "x" * 40_000,
    "\N{FIRE ENGINE}" * 201,
    "line\u2028line\r\nline\n\n\n\nline",
    "2027-13-45",
    "-1",
    "1e999",
    "²",
    str(2**70),
    "",
    "   ",
)
PEOPLE = (account(ANN), account(BO), account(GIA), account(BOTH), account(CAPTAIN), STRANGER)
COMMANDS = ("peer", "supporter", "peer-report", "peer-admin", "nothing")

MOST_SECTION = 3000  #: characters (Slack)
MOST_BUTTONS = 25  #: of a section (Slack)
MOST_SECTIONS = 25  #: each may take two of Slack's fifty blocks
MOST_OPTIONS = 100


def check_message(message: Message) -> None:
    assert "911" in message.footer
    assert "988" in message.footer
    assert len(message.sections) <= MOST_SECTIONS
    for section in message.sections:
        assert len(section.text) <= MOST_SECTION
        assert len(section.buttons) <= MOST_BUTTONS
        assert all(0 < len(button.label) <= 75 for button in section.buttons)
        check_plain(section.text + section.heading)
    assert all(message.token for _ in buttons_of(message))


def check_form(form: Form) -> None:
    assert "911" in form.footer
    assert form.token
    assert 0 < len(form.title) <= 24
    assert 0 < len(form.submit) <= 24
    for field in form.fields:
        check_plain(field.label + field.hint + field.error)
        if isinstance(field, ChoiceField):
            values = [option.value for option in field.options]
            assert 0 < len(values) <= MOST_OPTIONS
            assert len(set(values)) == len(values)
            assert set(field.chosen) <= set(values)
        if isinstance(field, TextField):
            check_plain(field.value)


def check_plain(text: str) -> None:
    """Nothing that nobody sees, and nothing that no encoding can carry."""
    text.encode()
    assert "\x00" not in text
    assert "\u202e" not in text


def check(answer: Answer) -> None:
    assert answer.aside or answer.form or answer.redraw
    for message in (answer.aside, answer.redraw):
        if message is not None:
            check_message(message)
    if answer.form is not None:
        check_form(answer.form)


class Wanderer:
    """Presses, submits and types at random, as one of several people."""

    def __init__(self, agency: Department, seed: int) -> None:
        self.agency = agency
        self.dice = random.Random(seed)
        self.seen: dict[Account, list[Message | Form]] = {each: [] for each in PEOPLE}

    def steps(self, count: int) -> Iterator[Answer]:
        for _ in range(count):
            yield self._step(self.dice.choice(PEOPLE))

    def _step(self, who: Account) -> Answer:
        seen = self.seen[who]
        if not seen or self.dice.random() < 0.1:
            text = self.dice.choice(HOSTILE)
            answer = self.agency.play.command(who, self.dice.choice(COMMANDS), text)
        else:
            # Mostly what came last, at times something old.
            shown = seen[-1] if self.dice.random() < 0.8 else self.dice.choice(seen)
            answer = self._act_on(who, shown)
        found = [answer.aside, answer.form, answer.redraw]
        seen.extend(each for each in found if each is not None)
        return answer

    def _act_on(self, who: Account, shown: Message | Form) -> Answer:
        if isinstance(shown, Form):
            values = {field.name: self._value(field) for field in shown.fields}
            files = {
                field.name: SentFile("x.png", self.dice.randbytes(40))
                for field in shown.fields
                if isinstance(field, FileField) and self.dice.random() < 0.5
            }
            event = FormSubmitted(self.agency.play.next_id(), who, shown.token, values, files)
            return self.agency.play.happen(event)
        buttons = buttons_of(shown)
        if not buttons:
            return self.agency.play.command(who, "peer")
        return self.agency.press(who, shown, self.dice.choice(buttons).label)

    def _value(self, field: Field) -> tuple[str, ...]:
        if self.dice.random() < 0.3:
            return (self.dice.choice(HOSTILE),)
        if isinstance(field, ChoiceField):
            values = [option.value for option in field.options]
            most = min(len(values), 25 if field.several else 1)
            return tuple(self.dice.sample(values, self.dice.randint(0, most)))
        if isinstance(field, TextField):
            return ("2026-04-01",) if field.kind is TextKind.DATE else ("Fine words.",)
        return ()


@pytest.mark.parametrize("seed", range(4))
def test_a_wanderer_always_gets_a_clear_answer(agency: Department, seed: int) -> None:
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)))
    for answer in Wanderer(agency, seed).steps(120):
        check(answer)
    agency.deliver()
    for chat in agency.play.chats.values():
        for message in chat.messages.values():
            check_message(message)
    for number in (ANN, BO, GIA, BOTH, CAPTAIN):
        _holds_together(agency, number)


def _holds_together(agency: Department, number: int) -> None:
    """What must be true of everybody who is still there, whatever was pressed."""
    known = agency.play.ready.run(lambda work: work.people.get_many([id_of(number)]))
    if not known:
        return  # they erased themselves
    (person,) = known.values()
    wishes, membership = person.preferences, person.membership
    assert len(set(wishes.preferred)) == len(wishes.preferred) <= 5
    assert len(set(wishes.avoided)) == len(wishes.avoided) <= 20
    assert len(set(membership.contact_peers)) == len(membership.contact_peers) <= 3
    assert set(wishes.avoided).isdisjoint((*wishes.preferred, *membership.contact_peers))
    assert person.id not in (*wishes.avoided, *wishes.preferred, *membership.contact_peers)
    assert person.joined or not membership.contact_peers
    assert not person.joined or membership.joined_at is not None
    assert not person.joined or membership.limits_read_at is not None


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 200])
def test_own_words_come_out_plain_everywhere(agency: Department, text: str) -> None:
    """From the form to the coordinator, the directory, my data and the hello."""
    form = agency.walk(GIA, "supporter", "My entry", "Change it").form
    values = {"words": (f"A {text} Z",), "hello": (f"H {text} H",)}
    event = FormSubmitted(agency.play.next_id(), account(GIA), form.token if form else "", values)
    check(agency.play.happen(event))
    agency.deliver()
    card = agency.play.chat(account(COORDINATOR)).last
    check_message(card)
    check(agency.press(COORDINATOR, card, "Approve"))
    words = clean(f"A {text} Z", most=200, kind=TextKind.PARAGRAPH)
    assert isinstance(words, str)
    assert f"“{words}”" in texts_of(card)
    page = agency.walk(ANN, "peer", "Who they are").aside
    assert page is not None
    check_message(page)
    assert f"“{words}”" in texts_of(page)


def test_names_of_the_roster_come_out_as_they_are(agency: Department) -> None:
    """They are text and no markup: adapters escape them."""
    name = "<!channel> & @here { $x }"
    gia = agency.person(GIA).roster
    agency.change(GIA, roster=replace(gia, name=name))
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)))
    agency.change(BO, preferences=Preferences(preferred=(id_of(GIA),), avoided=()))
    assert name in texts_of(agency.walk(ANN, "peer", "My contact peers").aside)
    assert name in texts_of(agency.walk(BO, "peer", "Whom I’d like").aside)


def test_a_form_sent_twice_is_handled_once(agency: Department) -> None:
    """The platform repeats an event under its own id."""
    form = agency.walk(BO, "peer", "My check-ins", "Join", "Next", "I’ve read this").form
    assert form is not None
    values = {"follow_up": ("yes",), "contacts": (str(id_of(NILS)),)}
    event = FormSubmitted("e-twice", account(BO), form.token, values)
    assert agency.play.happen(event).aside is not None
    assert agency.play.happen(event) == Answer()
    agency.deliver()
    assert len(agency.texts(NILS)) == 1


def test_a_form_of_somebody_else_does_nothing(agency: Department) -> None:
    form = agency.walk(BO, "peer", "My check-ins", "Join", "Next", "I’ve read this").form
    answer = agency.submit(BEN, form, contacts=())
    assert "belong to someone else" in texts_of(answer.aside)
    assert agency.person(BEN).membership.state is MembershipState.NONE
    assert agency.person(BEN).state is PersonState.ROSTER
