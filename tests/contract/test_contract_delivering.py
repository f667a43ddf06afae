"""What a platform does with messages: posted, found, posted once, edited, deleted, refused."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Image, Message, Section
from bot.ports import MessageGone, Refused
from tests.adapters.local.samples import portrait
from tests.contract.deliveries import (
    FOOTER,
    NOTIFICATION,
    card,
    delete,
    edit,
    group_chat,
    post,
    with_file,
)
from tests.contract.harness import Harness, SeenButton


async def test_a_message_is_posted_whole(harness: Harness) -> None:
    ana = harness.account("ana")
    message = card("How are you?", "Two lines\nof text.", buttons=("Fine", "Not so"), token="ab12")
    handle = await harness.platform.deliver(post(ana, message))
    (seen,) = await harness.chat(ana)
    assert handle
    assert seen.texts == ("How are you?", "Two lines\nof text.", FOOTER)
    assert seen.buttons == (SeenButton("Fine", "primary"), SeenButton("Not so", "plain"))


async def test_headings_and_pictures_come_with_their_words(harness: Harness) -> None:
    ana = harness.account("ana")
    section = Section(
        heading="Gia Romano", text="Station 2", image=Image(portrait((90, 90, 90)), "Photo of Gia")
    )
    await harness.platform.deliver(post(ana, Message((section,), NOTIFICATION, footer=FOOTER)))
    (seen,) = await harness.chat(ana)
    assert seen.texts == ("Gia Romano", "Station 2", FOOTER)
    assert seen.pictures == ("Photo of Gia",)


async def test_messages_stay_in_the_order_of_their_posting(harness: Harness) -> None:
    ana = harness.account("ana")
    for number in range(5):
        await harness.platform.deliver(post(ana, card(f"Message {number}")))
    seen = await harness.chat(ana)
    assert [message.texts[0] for message in seen] == [f"Message {n}" for n in range(5)]


async def test_each_person_sees_their_own_messages_only(harness: Harness) -> None:
    ana, ben = harness.account("ana"), harness.account("ben")
    await harness.platform.deliver(post(ana, card("For Ana")))
    await harness.platform.deliver(post(ben, card("For Ben")))
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["For Ana"]
    assert [seen.texts[0] for seen in await harness.chat(ben)] == ["For Ben"]


async def test_a_key_sent_twice_gives_one_message_where_the_platform_offers_it(
    harness: Harness,
) -> None:
    ana = harness.account("ana")
    delivery = post(ana, card("Once"))
    first = await harness.platform.deliver(delivery)
    if not harness.platform.capabilities.takes_once(timedelta(seconds=10)):
        assert harness.platform.capabilities.look_up or first
        return
    assert await harness.platform.deliver(delivery) == first
    both = await asyncio.gather(*(harness.platform.deliver(delivery) for _ in range(4)))
    assert set(both) == {first}
    assert len(await harness.chat(ana)) == 1


async def test_a_file_comes_with_its_message_and_both_are_taken_away(harness: Harness) -> None:
    if not harness.platform.capabilities.files:
        return
    ana, ben = harness.account("ana"), harness.account("ben")
    for each, words in ((ana, "Ana’s"), (ben, "Ben’s")):
        await harness.platform.deliver(post(each, with_file(words)))
    picture = Section(text="Without", image=Image(portrait((90, 90, 90)), "Photo of Gia"))
    await harness.platform.deliver(post(ana, Message((picture,), NOTIFICATION)))
    seen, _ = await harness.chat(ana)
    assert seen.files == (("my-data.txt", "Ana’s\n".encode()),)
    assert seen.texts == ("Your file", FOOTER)
    assert seen.buttons == (SeenButton("Delete it now", "primary"),)
    assert {"Ana’s\n".encode(), "Ben’s\n".encode()} <= set(await harness.held())
    await harness.restart()
    await harness.platform.deliver(delete(ana, ""))
    assert [each.texts[0] for each in await harness.chat(ana)] == ["Without"]
    assert "Ana’s\n".encode() not in await harness.held()
    assert "Ben’s\n".encode() in await harness.held(), "nobody else’s"


async def test_taking_files_away_finds_those_that_came_twice_and_none(harness: Harness) -> None:
    """Of a message that nobody knows, as after a crash between the call and its reply."""
    if not harness.platform.capabilities.files:
        return
    ana = harness.account("ana")
    for _ in range(2):
        await harness.platform.deliver(post(ana, with_file("Twice")))
    for _ in range(2):
        await harness.platform.deliver(delete(ana, ""))
        assert await harness.chat(ana) == ()
        assert await harness.held() == ()


async def test_what_carries_a_file_is_found_by_its_key_or_sent_once(harness: Harness) -> None:
    offers = harness.platform.capabilities
    if not offers.files:
        return
    ana = harness.account("ana")
    delivery = post(ana, with_file("Once"), "tb0123456789abcd")
    await harness.platform.deliver(delivery)
    if offers.takes_once(timedelta(seconds=10)):
        await harness.platform.deliver(delivery)
    if offers.look_up:
        assert await harness.platform.find(delivery) is not None
        assert await harness.platform.find(post(ana, with_file("Never sent"))) is None
    assert len(await harness.chat(ana)) == 1


async def test_a_chat_that_is_emptied_keeps_no_file(harness: Harness) -> None:
    if not harness.platform.capabilities.files:
        return
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, with_file("Hers")))
    while await harness.platform.clear(ana, datetime.now(UTC) + timedelta(days=4000)):
        pass
    assert await harness.chat(ana) == ()
    assert await harness.held() == ()


async def test_a_message_is_found_by_its_key_where_the_platform_offers_it(
    harness: Harness,
) -> None:
    ana = harness.account("ana")
    sent, unsent = post(ana, card("Sent")), post(ana, card("Never sent"))
    handle = await harness.platform.deliver(sent)
    found = await harness.platform.find(sent)
    assert found == (handle if harness.platform.capabilities.look_up else None)
    assert await harness.platform.find(unsent) is None


async def test_an_edit_redraws_the_message_in_its_place(harness: Harness) -> None:
    ana = harness.account("ana")
    handle = await harness.platform.deliver(post(ana, card("Before", buttons=("Yes",), token="a1")))
    await harness.platform.deliver(post(ana, card("Later")))
    await harness.platform.deliver(edit(ana, handle, card("After")))
    first, second = await harness.chat(ana)
    assert first.texts == ("After", FOOTER)
    assert first.buttons == ()
    assert second.texts[0] == "Later"


async def test_a_deleted_message_is_gone(harness: Harness) -> None:
    ana = harness.account("ana")
    handle = await harness.platform.deliver(post(ana, card("Gone soon")))
    await harness.platform.deliver(post(ana, card("Stays")))
    await harness.platform.deliver(delete(ana, handle))
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Stays"]


async def test_a_chat_is_emptied_of_what_the_bot_wrote_before(harness: Harness) -> None:
    """For whoever was erased: the newest first and some at a time, and nobody else's."""
    ana, ben = harness.account("ana"), harness.account("ben")
    for number in range(3):
        await harness.platform.deliver(post(ana, card(f"Number {number}")))
    await harness.platform.deliver(post(ben, card("Ben’s")))
    while await harness.platform.clear(ana, datetime.now(UTC) + timedelta(days=4000)):
        pass
    assert await harness.chat(ana) == ()
    assert [seen.texts[0] for seen in await harness.chat(ben)] == ["Ben’s"]


async def test_what_was_written_since_stays_in_the_chat(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Since")))
    assert not await harness.platform.clear(ana, datetime.now(UTC) - timedelta(days=4000))
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Since"]


async def test_a_chat_of_elsewhere_is_not_emptied(harness: Harness) -> None:
    with pytest.raises(Refused):
        await harness.platform.clear(harness.elsewhere(), datetime.now(UTC))


async def test_what_is_gone_cannot_be_edited_or_deleted(harness: Harness) -> None:
    ana = harness.account("ana")
    handle = await harness.platform.deliver(post(ana, card("Gone soon")))
    await harness.platform.deliver(delete(ana, handle))
    with pytest.raises(MessageGone):
        await harness.platform.deliver(edit(ana, handle, card("Too late")))
    with pytest.raises(MessageGone):
        await harness.platform.deliver(delete(ana, handle))
    assert await harness.chat(ana) == ()


async def test_another_persons_message_cannot_be_edited(harness: Harness) -> None:
    ana, ben = harness.account("ana"), harness.account("ben")
    handle = await harness.platform.deliver(post(ana, card("Ana’s")))
    with pytest.raises(MessageGone):
        await harness.platform.deliver(edit(ben, handle, card("Ben’s")))
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["Ana’s"]


async def test_a_group_chat_is_opened_once_with_a_word_where_the_platform_has_them(
    harness: Harness,
) -> None:
    ana, ben, cy = (harness.account(name) for name in ("ana", "ben", "cy"))
    delivery = group_chat(ana, ben, card("You two"))
    if not harness.platform.capabilities.group_chats:
        with pytest.raises(Refused):
            await harness.platform.deliver(delivery)
        assert [await harness.chat(each) for each in (ana, ben)] == [(), ()]
        return
    assert await harness.platform.find(delivery) is None
    assert await harness.group_chat(ana, ben) == (), "asking opens nothing"
    handle = await harness.platform.deliver(delivery)
    assert await harness.platform.find(delivery) == handle
    (seen,) = await harness.group_chat(ana, ben)
    assert seen.texts == ("You two", FOOTER)
    assert await harness.platform.deliver(group_chat(ben, ana, card("Again"))) == handle
    assert await harness.platform.deliver(group_chat(ana, cy, card("Others"))) != handle
    assert [await harness.chat(each) for each in (ana, ben, cy)] == [(), (), ()]


async def test_a_group_chat_with_elsewhere_is_refused(harness: Harness) -> None:
    astray = group_chat(harness.account("ana"), harness.elsewhere(), card("Astray"))
    with pytest.raises(Refused):
        await harness.platform.deliver(astray)
    with pytest.raises(Refused):
        await harness.platform.deliver(replace(astray, others=()))


async def test_an_account_of_elsewhere_is_refused(harness: Harness) -> None:
    with pytest.raises(Refused):
        await harness.platform.deliver(post(harness.elsewhere(), card("Astray")))


async def test_a_post_without_a_message_is_refused(harness: Harness) -> None:
    nothing = replace(post(harness.account("ana"), card("x")), message=None)
    with pytest.raises(Refused):
        await harness.platform.deliver(nothing)


async def test_a_copy_of_a_picture_that_is_not_there_is_gone(harness: Harness) -> None:
    with pytest.raises(MessageGone):
        await harness.platform.take_away(harness.account("ana").place, "F0NEVER")


async def test_budgets_make_sense(harness: Harness) -> None:
    for rate in harness.platform.rates(post(harness.account("ana"), card("x"))):
        assert rate.key
        assert rate.per_second > 0
        assert rate.burst >= 1
