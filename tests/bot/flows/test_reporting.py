"""What coordinators see, and that everybody on the roster sees the very same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.flows.inviting import invite_station
from bot.messages import Message
from bot.model.people import Role
from bot.model.quarters import Quarter
from bot.model.supporters import OnCall, SupporterState
from bot.ports import Station, Work
from bot.rendering.report_card import A_PAGE
from bot.reports.figures import Figures, Tally, figures_of
from bot.reports.folding import Group, Plan
from bot.reports.pictures import together
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    COORDINATOR,
    GIA,
    MORNING,
    NILS,
    STRANGER,
    Department,
    department,
    id_of,
)
from tests.playing import labels_of, texts_of

Q3, Q4 = Quarter(2025, 3), Quarter(2025, 4)
GROUPS = (Group(("Station 1",)), Group(("Station 2", "Station 3")))
TALLIES = (Tally(18, 12, 6, 0, 6, 1), Tally(9, 0, 6, 5, 4, 4))
PICTURE = b"the chart"
LOOK = ("How confidential is this?", "Show me what coordinators see")


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path) as opened:
        yield opened


def publish(
    agency: Department, *quarters: Quarter, groups: tuple[Group, ...] = GROUPS, size: int = 30
) -> Figures:
    """Each of them; the figures of the last."""
    plan = Plan(2025, 5, groups)
    tallies = (TALLIES * len(groups))[: len(groups)]

    def flow(work: Work, quarter: Quarter) -> Figures:
        sizes = (size,) * len(groups)
        figures = figures_of(quarter, plan, sizes, tallies)
        work.report_quarters.begin(quarter, plan)
        work.report_quarters.open(quarter, sizes)
        work.report_quarters.release(figures, PICTURE)
        return figures

    for quarter in quarters:
        figures = agency.play.ready.run(lambda work, q=quarter: flow(work, q))  # type: ignore[misc]
    return figures


def without_token(message: Message | None) -> Message:
    assert message is not None
    return replace(message, token="")


def test_a_coordinator_sees_the_chart_and_what_it_means(agency: Department) -> None:
    publish(agency, Q4)
    card = agency.walk(COORDINATOR, "peer-report").aside
    assert card is not None
    (image,) = [section.image for section in card.sections if section.image is not None]
    assert image.png == PICTURE
    assert "Quarter 4 of 2025" in image.alt
    assert "Station 2, Station 3\nA bit worn: fewer than 5\nStruggling: about 5" in image.alt
    said = texts_of(card)
    assert "Counted are those who had joined 30 days before the quarter began" in said
    assert "The next one comes on April 1, 2026." in said


def test_every_member_sees_the_very_same_card(agency: Department) -> None:
    publish(agency, Q3, Q4)
    own = agency.walk(COORDINATOR, "peer-report").aside
    for who in (ANN, BO, GIA):
        assert without_token(agency.walk(who, "peer", *LOOK).aside) == without_token(own)
    programme = agency.walk(COORDINATOR, "peer-report", "The programme now").aside
    shown = agency.walk(ANN, "peer", *LOOK, "The programme now").aside
    assert without_token(shown) == without_token(programme)


def test_the_command_tells_others_kindly_that_it_is_no_secret(agency: Department) -> None:
    publish(agency, Q4)
    answer = agency.walk(ANN, "peer-report")
    assert "This command is for coordinators." in texts_of(answer.aside)
    shown = agency.press(ANN, answer.aside, "Show me what coordinators see").aside
    assert without_token(shown) == without_token(agency.walk(COORDINATOR, "peer-report").aside)


def test_who_is_a_coordinator_is_asked_at_every_call(agency: Department) -> None:
    publish(agency, Q4)
    assert "What coordinators see" in texts_of(agency.walk(COORDINATOR, "peer-report").aside)
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    said = texts_of(agency.walk(COORDINATOR, "peer-report").aside)
    assert "This command is for coordinators." in said


def test_who_is_not_on_the_roster_sees_no_figures(agency: Department) -> None:
    publish(agency, Q4)
    for labels in ((), LOOK):
        answer = agency.walk(STRANGER, "peer" if labels else "peer-report", *labels)
        assert "for the people on the roster" in texts_of(answer.aside)
        assert answer.aside is not None
        assert all(section.image is None for section in answer.aside.sections)


def test_before_the_first_quarter_closes_the_card_says_when_and_why(agency: Department) -> None:
    """15 % uptake is told before anybody asks."""
    said = texts_of(agency.walk(COORDINATOR, "peer-report").aside)
    assert "The first is of quarter 2 of 2026, and comes on July 1, 2026" in said
    assert "under about 130 people gets no figures" in said
    agency.play.ready.run(lambda work: work.report_quarters.begin(Quarter(2026, 1), None))
    assert "of quarter 2 of 2026" in texts_of(agency.walk(COORDINATOR, "peer-report").aside)


def test_while_the_first_quarter_is_open_its_own_day_is_told(agency: Department) -> None:
    plan = Plan(2026, 5, (Group(),))
    agency.play.ready.run(lambda work: work.report_quarters.begin(Quarter(2026, 1), plan))
    said = texts_of(agency.walk(COORDINATOR, "peer-report").aside)
    assert "of quarter 1 of 2026, and comes on April 1, 2026" in said


def test_where_too_few_have_joined_the_card_says_so(agency: Department) -> None:
    publish(agency, Q4, groups=(Group(),), size=19)
    said = texts_of(agency.walk(COORDINATOR, "peer-report").aside)
    assert "Fewer than 20 people had joined in time" in said
    assert "under about 130 people gets no figures" in said


def test_earlier_quarters_and_the_words(agency: Department) -> None:
    publish(agency, Q3, Q4)
    before = agency.walk(COORDINATOR, "peer-report", "The quarter before").aside
    assert before is not None
    assert "Quarter 3 of 2025" in next(s.image.alt for s in before.sections if s.image)
    assert "The quarter before" not in labels_of(before)
    words = agency.press(COORDINATOR, before, "In words").aside
    said = texts_of(words)
    assert "Quarter 3 of 2025" in said
    assert "In a bad place: about 5" in said
    assert "Answered at least once: half to three quarters" in said
    back = agency.press(COORDINATOR, words, "The quarter’s figures").aside
    assert without_token(back) == without_token(before)
    after = agency.press(COORDINATOR, back, "The quarter after").aside
    assert "Quarter 4 of 2025" in next(s.image.alt for s in after.sections if s.image)  # type: ignore[union-attr]


def test_many_groups_are_paged(agency: Department) -> None:
    groups = tuple(Group((f"Unit {n:02}",)) for n in range(A_PAGE + 1))
    publish(agency, Q4, groups=groups)
    first = agency.walk(COORDINATOR, "peer-report", "In words").aside
    second = agency.press(COORDINATOR, first, "Other groups").aside
    assert f"Unit {A_PAGE - 1:02}" in texts_of(first)
    assert f"Unit {A_PAGE:02}" in texts_of(second)
    assert "Unit 00" not in texts_of(second)


def test_without_a_picture_the_figures_are_told_in_words(agency: Department) -> None:
    plan = Plan(2025, 5, GROUPS)

    def flow(work: Work) -> None:
        work.report_quarters.begin(Q4, plan)
        work.report_quarters.open(Q4, (30, 30))
        work.report_quarters.release(figures_of(Q4, plan, (30, 30), TALLIES), b"")

    agency.play.ready.run(flow)
    assert "A bit worn: about 10" in texts_of(agency.walk(ANN, "peer", *LOOK).aside)


def test_each_sees_the_chart_in_their_language(agency: Department) -> None:
    plan = Plan(2025, 5, GROUPS)

    def flow(work: Work) -> None:
        kept = together({"en": b"English", "es": b"Spanish"})
        work.report_quarters.begin(Q4, plan)
        work.report_quarters.open(Q4, (30, 30))
        work.report_quarters.release(figures_of(Q4, plan, (30, 30), TALLIES), kept)

    agency.play.ready.run(flow)
    for language, picture in (("es", b"Spanish"), ("en", b"English"), ("fr", b"English")):
        membership = replace(agency.person(COORDINATOR).membership, language=language)
        agency.change(COORDINATOR, membership=membership)
        shown = agency.walk(COORDINATOR, "peer-report").aside
        assert shown is not None
        assert [s.image.png for s in shown.sections if s.image] == [picture]


def test_the_card_fits_in_every_language(agency: Department) -> None:
    publish(agency, Q3, Q4)
    for language in ("es", "fr"):
        membership = replace(agency.person(ANN).membership, language=language)
        agency.change(ANN, membership=membership)
        answer = agency.walk(ANN, "peer-report")
        assert answer.aside is not None
        assert labels_of(answer.aside)


# The programme now


def changed(agency: Department, number: int, **changes: object) -> None:
    def flow(work: Work) -> None:
        known = work.supporters.get(id_of(number))
        assert known is not None
        work.supporters.save(replace(known, **changes))  # type: ignore[arg-type]

    agency.play.ready.run(flow)


def test_the_programme_tells_supporters_training_and_gaps(agency: Department) -> None:
    today = MORNING.date()
    changed(agency, GIA, trained_until=today + timedelta(days=30))
    changed(agency, NILS, trained_until=date(2026, 2, 1))
    changed(agency, BEN, state=SupporterState.SUSPENDED)
    before = texts_of(agency.walk(COORDINATOR, "peer-report", "The programme now").aside)
    assert "Training that runs out within 60 days: Gia Romano (April 1, 2026)" in before
    assert "Training that is over: Nils Berg (February 1, 2026)" in before
    assert "Resting from it: 1" in before
    assert "Now: nobody" in before
    assert "In the next 14 days nobody is on call: Mon, Mar 2, 09:00 to Mon, Mar 16" in before

    period = OnCall(MORNING - timedelta(hours=1), MORNING + timedelta(days=20))
    changed(agency, GIA, on_call=(period,), wake_url="")
    after = texts_of(agency.walk(COORDINATOR, "peer-report", "The programme now").aside)
    assert "Now: Gia Romano" in after
    assert "Somebody is on call at every hour of the next 14 days." in after
    assert "Tue, Mar 3: 1 · 1 · 1 · 1" in after


def test_invitations_count_the_people_on_the_roster(agency: Department) -> None:
    def flow(work: Work) -> None:
        work.stations.save(Station("Station 1", 12, None))
        work.stations.save(Station("Station 2", 30, None))
        work.stations.save(Station("Gone", 0, None))

    agency.play.ready.run(flow)
    agency.play.ready.run(lambda work: invite_station("Station 1", work))
    said = texts_of(agency.walk(COORDINATOR, "peer-report", "The programme now").aside)
    assert "On the roster: 42. Invited so far: 12, at 1 of 2 stations." in said


def test_the_programme_is_the_same_whatever_members_do(agency: Department) -> None:
    """Word for word: joining, asking and answering are in nothing of it."""
    before = agency.walk(COORDINATOR, "peer-report", "The programme now").aside
    agency.join(ANN, GIA)
    agency.walk(BO, "peer", "A colleague now, whoever is free")
    after = agency.walk(COORDINATOR, "peer-report", "The programme now").aside
    assert without_token(after) == without_token(before)
