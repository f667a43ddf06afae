"""My shifts: a trade or a call-back told by buttons, followed by the rules, and taken back."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from bot.flows.looking import look
from bot.messages import ChoiceField, Form, TextField
from bot.model.people import MOST_OVERRIDES, MembershipState, Preferences
from bot.rota.config import RotationConfig
from bot.rota.rotation import DayKind, Override
from tests.bot.flows.department import ANN, BO, MORNING, ZONE, Department, id_of, joined
from tests.playing import labels_of, texts_of

PAGE = ("peer", "My check-ins", "My shifts")
#: Ann's shift A: 2 March (today, a Monday), 5, 8, 11 ...
ENGINES = RotationConfig(preset="24/48", anchors={"A": date(2026, 3, 2)})
DISPATCH = RotationConfig(cycle="D D N N O O O O", anchors={"A": date(2026, 3, 2)})


@pytest.fixture
def house(agency: Department) -> Department:
    """Ann has joined and works shift A of the engines; Bo dispatches, by days and by nights."""
    rotations = {
        name: config.rotation(name, zone=ZONE)
        for name, config in (("engines", ENGINES), ("dispatch", DISPATCH))
    }
    play = agency.play
    play.setting = replace(play.setting, rotations=MappingProxyType(rotations))
    for who, rotation in ((ANN, "engines"), (BO, "dispatch")):
        roster = replace(agency.person(who).roster, rotation=rotation, shift="A")
        agency.change(who, membership=joined(), roster=roster)
    return agency


def own(house: Department, who: int = ANN) -> tuple[Override, ...]:
    return house.person(who).preferences.overrides


def day_field(form: Form | None) -> TextField:
    assert form is not None
    field = form.fields[0]
    assert isinstance(field, TextField)
    return field


def test_the_next_shifts_are_told(house: Department) -> None:
    page = house.walk(ANN, *PAGE).aside
    assert (
        "Mon, Mar 2, 07:00; Thu, Mar 5, 07:00; Sun, Mar 8, 07:00; Wed, Mar 11, 07:00."
    ) in texts_of(page)


def test_who_is_on_no_shift_has_no_such_button(house: Department) -> None:
    page = house.walk(ANN, *PAGE[:2]).aside
    assert "My shifts" in labels_of(page)
    house.change(ANN, roster=replace(house.person(ANN).roster, shift="Z"))
    assert "My shifts" not in labels_of(house.walk(ANN, *PAGE[:2]).aside)
    late = house.press(ANN, page, "My shifts").aside
    assert "nothing to trade here" in texts_of(late)


def test_a_day_off_and_the_day_worked_for_it(house: Department) -> None:
    form = house.walk(ANN, *PAGE, "Off on a day").form
    assert form is not None
    assert len(form.fields) == 1
    page = house.submit(ANN, form, day="2026-03-05").aside
    assert texts_of(page).startswith("Noted. Thu, Mar 5: off.")
    assert "Mon, Mar 2, 07:00; Sun, Mar 8" in texts_of(page)
    form = house.press(ANN, page, "Working on a day").form
    page = house.submit(ANN, form, day="2026-03-04").aside
    assert texts_of(page).startswith("Noted. Wed, Mar 4: a 24-hour shift.")
    assert "Wed, Mar 4, 07:00; Sun, Mar 8" in texts_of(page)
    assert own(house) == (
        Override(date(2026, 3, 4), DayKind.FULL),
        Override(date(2026, 3, 5), DayKind.OFF),
    )


def test_it_is_taken_back_once(house: Department) -> None:
    house.submit(ANN, house.walk(ANN, *PAGE, "Off on a day").form, day="2026-03-05")
    page = house.walk(ANN, *PAGE).aside
    back = house.press(ANN, page, "Take back Thu, Mar 5").aside
    assert "Taken back. Thu, Mar 5 is as the roster has it again." in texts_of(back)
    assert own(house) == ()
    twice = house.press(ANN, page, "Take back Thu, Mar 5").aside
    assert texts_of(twice).startswith("That day isn’t noted any more.")


@pytest.mark.parametrize(
    ("button", "day"), [("Off on a day", "2026-03-04"), ("Working on a day", "2026-03-05")]
)
def test_what_the_rota_says_anyway_is_not_kept(house: Department, button: str, day: str) -> None:
    page = house.submit(ANN, house.walk(ANN, *PAGE, button).form, day=day).aside
    assert texts_of(page).startswith("That’s how we have that day already.")
    assert own(house) == ()


def test_the_opposite_of_what_was_told_leaves_nothing_to_keep(house: Department) -> None:
    house.submit(ANN, house.walk(ANN, *PAGE, "Off on a day").form, day="2026-03-05")
    house.submit(ANN, house.walk(ANN, *PAGE, "Working on a day").form, day="2026-03-05")
    assert own(house) == ()


def test_a_single_day_of_the_whole_shift_is_what_is_departed_from(house: Department) -> None:
    config = RotationConfig(
        preset="24/48",
        anchors={"A": date(2026, 3, 2)},
        overrides={"A": {date(2026, 3, 5): DayKind.OFF}},
    )
    house.play.setting = replace(
        house.play.setting, rotations={"engines": config.rotation("engines", zone=ZONE)}
    )
    page = house.submit(ANN, house.walk(ANN, *PAGE, "Off on a day").form, day="2026-03-05").aside
    assert texts_of(page).startswith("That’s how we have that day already.")
    house.submit(ANN, house.walk(ANN, *PAGE, "Working on a day").form, day="2026-03-05")
    assert own(house) == (Override(date(2026, 3, 5), DayKind.FULL),)


def test_where_there_are_days_and_nights_it_is_asked_which(house: Department) -> None:
    form = house.walk(BO, *PAGE, "Working on a day").form
    assert form is not None
    kinds = form.fields[1]
    assert isinstance(kinds, ChoiceField)
    assert [option.label for option in kinds.options] == ["a day shift", "a night shift"]
    for wrong in ("", "24h", "off", "x" * 40_000):
        again = house.submit(BO, form, day="2026-03-06", kind=wrong).form
        assert again is not None
        assert day_field(again).value == "2026-03-06"
        field = again.fields[1]
        assert isinstance(field, ChoiceField)
        assert field.error
        form = again
    house.submit(BO, form, day="2026-03-06", kind="night")
    assert own(house, BO) == (Override(date(2026, 3, 6), DayKind.NIGHT),)


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2026-02-28", "That day is behind us."),
        ("2027-03-04", "That’s more than a year away."),
        ("soon", "Write the date like"),
        ("", "This one is needed."),
        ("\u202e\x00", "This one is needed."),
        ("9" * 40_000, "That is longer than we can keep"),
    ],
)
def test_a_day_that_cannot_be_is_asked_again(house: Department, day: str, error: str) -> None:
    form = house.walk(ANN, *PAGE, "Off on a day").form
    assert day_field(house.submit(ANN, form, day=day).form).error.startswith(error)
    assert own(house) == ()


def test_more_than_ten_days_are_not_kept(house: Department) -> None:
    full = tuple(
        Override(date(2026, 3, 3) + timedelta(days=3 * n), DayKind.FULL)
        for n in range(MOST_OVERRIDES)
    )
    house.change(ANN, preferences=Preferences(overrides=full))
    page = house.submit(ANN, house.walk(ANN, *PAGE, "Off on a day").form, day="2026-03-05").aside
    assert texts_of(page).startswith("We keep 10 such days at once.")
    assert own(house) == full
    assert len(labels_of(page)) == MOST_OVERRIDES + 4


def test_days_that_are_over_are_forgotten_at_the_look(house: Department) -> None:
    days = [date(2026, 2, 26), date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 5)]
    house.change(ANN, preferences=Preferences(overrides=tuple(_off(day) for day in days)))
    house.run(lambda work: work.people.set_looks([(id_of(ANN), work.now)]))
    house.run(lambda work: look(work, house.play.setting, most=10))
    assert own(house) == (_off(date(2026, 2, 28)), _off(date(2026, 3, 5)))


def test_who_left_the_programme_is_shown_how_to_join(house: Department) -> None:
    form = house.walk(ANN, *PAGE, "Off on a day").form
    house.change(ANN, membership=joined(state=MembershipState.LEFT))
    assert "Join" in labels_of(house.submit(ANN, form, day="2026-03-05").aside)
    assert own(house) == ()


def test_the_look_keeps_to_a_shift_that_was_traded(house: Department) -> None:
    """Shift C came home this morning and sleeps until three; the next look is before that."""
    _works(house, "C")
    assert not _is_planned(house)
    house.submit(ANN, house.walk(ANN, *PAGE, "Off on a day").form, day="2026-03-01")
    assert _is_planned(house)


@pytest.mark.parametrize("called_in", [False, True])
def test_what_is_queued_is_not_sent_in_the_sleep_after_a_call_back(
    house: Department, called_in: bool
) -> None:
    _works(house, "B")
    assert _is_planned(house)
    if called_in:
        form = house.walk(ANN, *PAGE, "Working on a day").form
        house.submit(ANN, form, day="2026-03-01")
    house.play.pass_time(timedelta(hours=4))
    assert len(house.texts(ANN)) == (0 if called_in else 1)


def _works(house: Department, shift: str) -> None:
    """Ann does, and a check-in of hers is due."""
    house.change(
        ANN,
        membership=joined(joined_at=MORNING - timedelta(days=40)),
        roster=replace(house.person(ANN).roster, shift=shift),
    )


def _off(day: date) -> Override:
    return Override(day, DayKind.OFF)


def _is_planned(house: Department) -> bool:
    """Whether a look puts something in the outbox."""
    house.run(lambda work: work.people.set_looks([(id_of(ANN), work.now)]))
    house.run(lambda work: look(work, house.play.setting, most=10))
    return house.run(lambda work: work.outbox.next_due()) is not None
