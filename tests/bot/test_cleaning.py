"""What people write, and what of it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import Refusal, Unfit, clean, shown
from bot.messages import TextKind
from prompts.library import Library

#: Every code point, lone surrogates included.
ANYTHING = st.text(st.characters())


def kept(text: str, *, most: int = 10_000, kind: TextKind = TextKind.LINE) -> str:
    cleaned = clean(text, most=most, kind=kind)
    assert isinstance(cleaned, str)
    return cleaned


def refused(text: str, *, most: int = 100, kind: TextKind = TextKind.LINE) -> Refusal:
    cleaned = clean(text, most=most, kind=kind)
    assert isinstance(cleaned, Refusal)
    return cleaned


@pytest.mark.parametrize(
    ("written", "what_is_kept"),
    [
        ("plain", "plain"),
        ("", ""),
        (" \t\n ", ""),
        ("  in   the middle  ", "in the middle"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("\u202eesrever\u202c", "esrever"),
        ("\u2066isolated\u2069\u200f", "isolated"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half a pair \ud83d", "half a pair �"),
        ("whole pair 🚒", "whole pair 🚒"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("cafe\u0301", "café"),
        ("no\xa0break", "no break"),
        ("@everyone <!channel> *bold*", "@everyone <!channel> *bold*"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("one\ntwo\r\nthree", "one two three"),
    ],
)
def test_a_line(written: str, what_is_kept: str) -> None:
    assert kept(written) == what_is_kept


def test_a_paragraph_keeps_its_line_breaks_two_in_a_row_at_most() -> None:
    written = "one \r\n two\rthree\n\n\n\n\nfour\u2028five\n\n"
    assert kept(written, kind=TextKind.PARAGRAPH) == "one\n two\nthree\n\nfour\nfive"


@pytest.mark.parametrize("number", ["555-0142", "+1 (206) 459-3020", "911", "12.34.56 x7", ""])
def test_a_phone_number(number: str) -> None:
    assert kept(number, kind=TextKind.PHONE) == number


@pytest.mark.parametrize("number", ["call me", "=1+1", "12", "٣٣٣", "555-0142 <!here>"])
def test_what_is_no_phone_number(number: str) -> None:
    assert refused(number, kind=TextKind.PHONE).why is Unfit.NO_NUMBER


def test_a_date() -> None:
    assert kept(" 2027-03-31 ", kind=TextKind.DATE) == "2027-03-31"
    assert kept("", kind=TextKind.DATE) == ""
    for written in ("2027-02-30", "20270331", "31.3.2027", "2027-W13-3", "tomorrow"):
        assert refused(written, kind=TextKind.DATE).why is Unfit.NO_DATE, written


def test_too_long_is_refused_and_nothing_is_lost() -> None:
    refusal = refused("x" * 40_000 + "\x00", most=200)
    assert refusal.why is Unfit.TOO_LONG
    assert refusal.most == 200
    assert refusal.text == "x" * 40_000


def test_the_longest_that_fits() -> None:
    assert kept("x" * 200 + "  ", most=200) == "x" * 200
    assert refused("x" * 201, most=200).why is Unfit.TOO_LONG


def test_a_record_of_fixed_size_holds_what_is_kept() -> None:
    """200 fire engines are 800 bytes: more than a field of 200 characters has room for."""
    assert len(kept("é" * 200, most=200).encode()) == 400
    assert refused("🚒" * 200, most=200).why is Unfit.TOO_LONG


def test_a_refusal_keeps_what_was_written_out_of_logs() -> None:
    assert "canary" not in repr(refused("canary " * 100))


def test_each_refusal_has_its_text() -> None:
    library = Library.load()
    for why in Unfit:
        assert library.say("en", why, most=200)


@given(ANYTHING, st.sampled_from([TextKind.LINE, TextKind.PARAGRAPH]))
def test_nothing_invisible_is_kept(written: str, kind: TextKind) -> None:
    cleaned = kept(written, kind=kind)
    cleaned.encode()
    hidden = [
        character
        for character in cleaned
        if unicodedata.category(character) in ("Cc", "Cf", "Cs")
        and character not in "\u200c\u200d\n"
    ]
    assert hidden == []
    assert cleaned == cleaned.strip()
    if kind is TextKind.LINE:
        assert "\n" not in cleaned


@given(ANYTHING, st.sampled_from([TextKind.LINE, TextKind.PARAGRAPH]))
def test_what_is_clean_stays_as_it_is(written: str, kind: TextKind) -> None:
    once = kept(written, kind=kind)
    assert kept(once, kind=kind) == once


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=50))
def test_words_are_kept(written: str) -> None:
    assert kept(written) == unicodedata.normalize("NFC", written)


# What a platform shows


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("as  it\tis, \xa0with\n\n\n\nroom", "as  it\tis, \xa0with\n\n\n\nroom"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("nul\x00, bell\x07, next line\x85", "nul, bell, next line"),
        ("\u202eesrever\u202c and \u2066isolated\u2069", "esrever and isolated"),
        ("half a pair \ud83d", "half a pair �"),
        ("family 👨\u200d👩\u200d👧, می\u200cخواهم", "family 👨\u200d👩\u200d👧, می\u200cخواهم"),
        ("@everyone <!channel> *bold* &amp;", "@everyone <!channel> *bold* &amp;"),
    ],
)
def test_what_is_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(ANYTHING)
def test_whatever_is_shown_can_be_sent_and_is_shown_the_same_again(text: str) -> None:
    once = shown(text)
    once.encode()
    assert shown(once) == once
    assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n" for c in once)
