"""The audit chain: no entry can be changed, removed, moved or put in unnoticed."""

import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from struct import pack
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.audit_chain import (
    NOTHING_BEFORE,
    Break,
    ChainState,
    Entry,
    Head,
    Link,
    Verdict,
    append_link,
    begin,
    head_of,
    verify,
)
from storage.codec import Codec

ORGANISATION = 11
FIRST_KEY = bytes(range(32))
START = datetime(2026, 11, 24, 3, tzinfo=UTC)

entries = st.builds(
    Entry, instant=st.datetimes(timezones=st.just(UTC)), kind=st.text(), detail=st.text()
)


def entry(number: int) -> Entry:
    return Entry(START + timedelta(minutes=number), "roster imported", f"rows {number}")


def chain(written: list[Entry]) -> tuple[ChainState, list[Link]]:
    """The chain of these entries, from its first key."""
    state, links = begin(ORGANISATION, FIRST_KEY), []
    for each in written:
        state, link = append_link(state, each)
        links.append(link)
    return state, links


STATE, LINKS = chain([entry(number) for number in range(1, 7)])


def verdict(links: list[Link], head: Head | None = None) -> Verdict:
    return verify(
        FIRST_KEY, links, organisation=ORGANISATION, heads=() if head is None else (head,)
    )


@given(st.lists(entries, max_size=6))
def test_a_chain_as_it_was_written_holds(written: list[Entry]) -> None:
    state, links = chain(written)
    found = verdict(links, head_of(state))
    assert found.holds
    assert found.intact == len(written) == state.sequence
    assert found.head == head_of(state)
    assert [link.sequence for link in links] == list(range(1, len(written) + 1))


@given(st.lists(entries, min_size=1, max_size=5), entries, st.data())
def test_a_changed_entry_is_named(written: list[Entry], other: Entry, data: st.DataObject) -> None:
    _, links = chain(written)
    at = data.draw(st.integers(0, len(links) - 1))
    name = data.draw(st.sampled_from(["instant", "kind", "detail"]))
    changed = replace(links[at].entry, **{name: getattr(other, name)})
    found = verdict([*links[:at], replace(links[at], entry=changed), *links[at + 1 :]])
    if changed == links[at].entry:
        assert found.holds
    else:
        assert (found.broken_at, found.why, found.intact) == (at + 1, Break.ALTERED, at)


def test_an_instant_a_microsecond_later_is_a_change() -> None:
    later = replace(LINKS[2].entry, instant=LINKS[2].entry.instant + timedelta(microseconds=1))
    found = verdict([*LINKS[:2], replace(LINKS[2], entry=later), *LINKS[3:]])
    assert (found.broken_at, found.why) == (3, Break.ALTERED)


def test_letters_moved_between_kind_and_detail_are_a_change() -> None:
    moved = Entry(LINKS[0].entry.instant, "roster importedrows", " 1")
    found = verdict([replace(LINKS[0], entry=moved), *LINKS[1:]])
    assert (found.broken_at, found.why) == (1, Break.ALTERED)


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    elsewhere = LINKS[0].entry.instant.astimezone(ZoneInfo("America/Denver"))
    assert verdict([replace(LINKS[0], entry=replace(LINKS[0].entry, instant=elsewhere))]).holds


def test_every_flipped_bit_of_a_mac_is_named() -> None:
    number = int.from_bytes(LINKS[3].mac)
    for bit in range(256):
        flipped = replace(LINKS[3], mac=(number ^ (1 << bit)).to_bytes(32))
        found = verdict([*LINKS[:3], flipped, *LINKS[4:]])
        assert (found.broken_at, found.why) == (4, Break.ALTERED)


@pytest.mark.parametrize("at", range(5))
def test_a_removed_entry_is_named(at: int) -> None:
    found = verdict([*LINKS[:at], *LINKS[at + 1 :]])
    assert (found.broken_at, found.why) == (at + 1, Break.MISSING)


@pytest.mark.parametrize("at", range(5))
def test_a_removed_entry_whose_followers_moved_up_is_named(at: int) -> None:
    moved_up = [replace(link, sequence=link.sequence - 1) for link in LINKS[at + 1 :]]
    found = verdict([*LINKS[:at], *moved_up])
    assert (found.broken_at, found.why) == (at + 1, Break.ALTERED)


def test_two_entries_that_changed_places_are_named() -> None:
    second, third = LINKS[1], LINKS[2]
    swapped = [replace(second, entry=third.entry), replace(third, entry=second.entry)]
    with_macs = [
        replace(second, entry=third.entry, mac=third.mac),
        replace(third, entry=second.entry, mac=second.mac),
    ]
    for pair in (swapped, with_macs):
        found = verdict([LINKS[0], *pair, *LINKS[3:]])
        assert (found.broken_at, found.why) == (2, Break.ALTERED)
    found = verdict([LINKS[0], third, second, *LINKS[3:]])
    assert (found.broken_at, found.why) == (2, Break.MISSING)


def test_an_entry_that_stands_twice_is_named() -> None:
    found = verdict([*LINKS[:2], LINKS[1], *LINKS[2:]])
    assert (found.broken_at, found.why) == (3, Break.MISSING)


def test_another_first_key_or_organisation_breaks_the_chain_at_once() -> None:
    found = verify(bytes(32), LINKS, organisation=ORGANISATION)
    assert (found.broken_at, found.why, found.intact) == (1, Break.ALTERED, 0)
    found = verify(FIRST_KEY, LINKS, organisation=12)
    assert (found.broken_at, found.why) == (1, Break.ALTERED)


def test_a_chain_of_nothing_holds() -> None:
    found = verdict([])
    assert found.holds
    assert found.head == Head(ORGANISATION, 0, NOTHING_BEFORE)


# The head that is kept elsewhere


@pytest.mark.parametrize("kept", range(6))
def test_without_a_head_a_cut_tail_goes_unnoticed_and_with_it_it_is_named(kept: int) -> None:
    assert verdict(LINKS[:kept]).holds
    found = verdict(LINKS[:kept], head_of(STATE))
    assert (found.broken_at, found.why, found.intact) == (kept + 1, Break.CUT, kept)


def test_a_chain_that_went_on_after_the_head_holds() -> None:
    early, _ = chain([link.entry for link in LINKS[:3]])
    assert verdict(LINKS, head_of(early)).holds


def test_a_tail_written_anew_with_the_first_key_is_found_by_the_head() -> None:
    """Who has the first key can write a chain that holds: but not the one that was."""
    _, anew = chain([*[link.entry for link in LINKS[:4]], entry(50), entry(60)])
    assert verdict(anew).holds
    found = verdict(anew, head_of(STATE))
    assert (found.broken_at, found.why) == (6, Break.ANOTHER_CHAIN)


def test_a_head_is_one_line_that_is_read_back() -> None:
    head = head_of(STATE)
    text = head.to_text()
    assert "\n" not in text
    assert Head.from_text(f" {text}\n") == head
    assert Head.from_text(head_of(begin(ORGANISATION, FIRST_KEY)).to_text()).sequence == 0


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t + "0", lambda t: ""])
def test_any_other_line_is_no_head(change: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match="not the line of an audit head"):
        Head.from_text(change(head_of(STATE).to_text()))


def test_a_head_of_another_organisation_is_refused() -> None:
    with pytest.raises(ValueError, match="another organisation's"):
        verdict(LINKS, replace(head_of(STATE), organisation=12))


# The key that moves forward


def test_the_state_does_not_hold_what_would_rewrite_the_past() -> None:
    """From the state after four entries the fifth can be written, and none of the four."""
    state, links = chain([link.entry for link in LINKS[:4]])
    _, fifth = append_link(state, LINKS[4].entry)
    assert fifth == LINKS[4]
    forged = Entry(links[3].entry.instant, "roster imported", "forged")
    for key in (state.key, hmac.digest(state.key, b"tailboard audit next key 1", "sha256")):
        stolen = ChainState(ORGANISATION, 3, key, links[2].mac)
        _, link = append_link(stolen, forged)
        found = verdict([*links[:3], link])
        assert (found.broken_at, found.why) == (4, Break.ALTERED)


def test_keys_never_repeat_and_do_not_show() -> None:
    state, keys = begin(ORGANISATION, FIRST_KEY), set()
    for _ in range(100):
        keys.add(state.key)
        assert repr(state.key) not in repr(state)
        state, _ = append_link(state, entry(1))
    assert len(keys) == 100


def test_equal_entries_have_different_macs() -> None:
    _, links = chain([entry(1)] * 3)
    assert len({link.mac for link in links}) == 3


def test_a_state_is_a_record_that_can_be_sealed() -> None:
    codec = Codec(ChainState)
    assert codec.decode(codec.encode(STATE)) == STATE
    assert len(codec.encode(STATE)) < 128


def test_a_first_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        begin(ORGANISATION, bytes(16))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        append_link(STATE, Entry(datetime(2026, 1, 1), "k", "d"))  # noqa: DTZ001


def test_half_a_surrogate_pair_does_not_end_the_log() -> None:
    state, links = chain([Entry(START, "k", "canary\ud800")])
    assert verdict(links, head_of(state)).holds


def test_links_are_what_is_written_down() -> None:
    """Put together by hand: a later release must verify what this one wrote."""

    def joined(*parts: bytes) -> bytes:
        return b"".join(pack(">I", len(part)) + part for part in parts)

    _, links = chain([Entry(START, "k", "d"), Entry(START, "k", "d")])
    instant = b"1795489200000000"
    first = joined(b"tailboard audit entry 1", b"11", b"1", instant, b"k", b"d", bytes(32))
    assert links[0].mac == hmac.digest(FIRST_KEY, first, "sha256")
    key = hmac.digest(FIRST_KEY, b"tailboard audit next key 1", "sha256")
    second = joined(b"tailboard audit entry 1", b"11", b"2", instant, b"k", b"d", links[0].mac)
    assert links[1].mac == hmac.digest(key, second, "sha256")
