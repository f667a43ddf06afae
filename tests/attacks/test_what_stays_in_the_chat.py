"""The owner of the chat platform exports what the bot wrote: of a conversation that is over, no
name and no number stays in the supporter's chat, however long it went on and whoever went away."""

from dataclasses import replace

from bot.model.people import PersonState
from bot.model.requests import RequestState
from bot.ports import Work
from scheduler.retiring import erase_gone
from storage.retention import sweep
from tests.bot.flows.request_town import Town, id_of
from tests.playing import labels_of, texts_of

NAME, NUMBER = "Person 1 (", "555 0199"


def together(town: Town) -> int:
    """A conversation by telephone; the number of the supporter."""
    town.asks(anyone=("yes",), reach="phone", number=NUMBER)
    (supporter,) = town.asked()
    town.presses(supporter, "I can, now")
    assert town.state() is RequestState.TOGETHER
    assert NAME in said_to(town, supporter)
    assert NUMBER in said_to(town, supporter)
    return supporter


def said_to(town: Town, number: int) -> str:
    return "\n".join(texts_of(message) for message in town.messages(number))


def press(town: Town, number: int, label: str) -> None:
    """On the latest of their messages that has such a button."""
    found = [message for message in town.messages(number) if label in labels_of(message)]
    town.presses(number, label, found[-1])


def nights(town: Town, days: int) -> None:
    """What is done every day is done: leavers, erasures, what is past its days."""
    retention = town.play.setting.config.retention
    for _ in range(days):
        town.passes(days=1)
        town.daily()
        while town.run(lambda work: erase_gone(work, setting=town.play.setting, most=10)):
            pass
        sweep(town.ready.ledger, retention)
        town.play.deliver()


def test_after_half_a_year_of_talking_the_card_is_emptied_all_the_same(town: Town) -> None:
    supporter = together(town)
    press(town, supporter, "We are in touch")
    for _ in range(13):
        nights(town, 14)
        press(town, supporter, "Still in touch")
    assert town.state() is RequestState.TOGETHER
    press(town, supporter, "We are done, close it")
    assert town.request() is None
    assert NAME not in said_to(town, supporter)
    assert NUMBER not in said_to(town, supporter)
    assert "Person 10" not in texts_of(town.messages(1)[0])


def test_a_supporter_who_left_keeps_no_name_and_no_number(town: Town) -> None:
    """The member was told and chose nothing, and the supporter says that they are still in touch.
    Once they are erased nobody could redraw their card: so the conversation ends before."""
    supporter = together(town)
    press(town, supporter, "We are in touch")
    leave(town, supporter)
    for _ in range(2):
        nights(town, 13)
        assert town.state() is RequestState.TOGETHER
        press(town, supporter, "We are in touch")
    nights(town, 6)
    assert town.run(lambda work: work.people.get_many([id_of(supporter)])) == {}
    assert NUMBER not in said_to(town, supporter)
    assert NAME not in said_to(town, supporter)
    assert town.request() is None
    assert "is closed here" in said_to(town, 1)


def leave(town: Town, number: int) -> None:
    def flow(work: Work) -> None:
        person = work.people.get(id_of(number))
        facts = replace(person.roster, left_on=town.now.date())
        work.people.save(replace(person, state=PersonState.LEFT, roster=facts))

    town.run(flow)
