"""Tokens and forms in the wrong hands, the wrong place, or for the second time."""

from bot.events import ButtonPressed, FormSubmitted
from tests.bot.flows.request_town import MEMBER, STRANGER, Town, account, id_of
from tests.playing import texts_of

OTHER = account(11)


def test_the_token_of_a_card_is_no_form(town: Town) -> None:
    menu = town.opens(MEMBER)
    answer = town.play.happen(FormSubmitted("f1", MEMBER, menu.token, {"to": ("anyone",)}))
    assert answer.aside is not None
    assert "911" in answer.aside.footer
    assert town.request() is None


def test_the_token_of_a_form_is_no_card(town: Town) -> None:
    start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    form = town.play.press(MEMBER, start.aside, "Today").form
    assert form is not None
    answer = town.play.happen(ButtonPressed("p1", MEMBER, form.token, 0))
    assert answer.aside is not None
    assert town.request() is None


def test_what_anothers_token_gives_is_what_no_token_gives(town: Town) -> None:
    """Of a menu, of an aside about an open request, of a form: nothing tells them apart."""
    town.asks()
    tokens = [town.opens(MEMBER).token, town.status().token, town.chat(10).messages and "0" * 32]
    start = town.play.press(STRANGER, town.opens(STRANGER), "Talk").form
    assert start is not None
    tokens.append(start.token)
    said = set()
    for count, token in enumerate((*tokens, "f" * 32)):
        pressed = ButtonPressed(f"p{count}", OTHER, str(token), 0)
        said.add(texts_of(town.play.happen(pressed).aside))
        sent = FormSubmitted(f"f{count}", OTHER, str(token), {"call_me": ("x",)})
        said.add(texts_of(town.play.happen(sent).aside))
    assert len(said) == 1


def test_a_form_sent_again_while_the_request_is_open_renames_nobody(town: Town) -> None:
    form = town.play.press(STRANGER, town.opens(STRANGER), "Talk").form
    first = town.play.submit(STRANGER, form, call_me="Kim")
    again = town.play.submit(STRANGER, form, call_me="Mallory", avoid=(str(id_of(10)),))
    assert first.aside is not None
    assert again.aside is not None
    guest = town.person(STRANGER)
    assert guest.roster.name == "Kim"
    assert guest.preferences.avoided == ()


def test_a_press_that_comes_again_says_and_does_nothing(town: Town) -> None:
    menu = town.opens(MEMBER)
    number = next(b.number for s in menu.sections for b in s.buttons if b.label == "Person now")
    event = ButtonPressed("same", MEMBER, menu.token, number)
    assert town.play.happen(event).aside is not None
    asked = town.request()
    assert asked is not None
    for _ in range(3):
        again = town.play.happen(event)
        assert (again.aside, again.redraw, again.form) == (None, None, None)
    assert town.request() == asked
