"""What a request is about, where a platform's rules let nothing be said of anybody's health."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import Answer, ChoiceField
from bot.model.people import Membership
from bot.model.supporters import MEDICAL, Topic
from tests.bot.flows.department import BO, GIA, MORNING, Department, account, department, id_of
from tests.playing import CAPABILITIES, texts_of

STRICT = {"local": CAPABILITIES, "strict": replace(CAPABILITIES, health=False)}


@pytest.fixture
def strict(place: str | Path) -> Iterator[Department]:
    with department(place, capabilities=STRICT) as opened:
        opened.change(BO, membership=Membership(limits_read_at=MORNING))
        yield opened


def topics_in(answer: Answer) -> list[str]:
    assert answer.form is not None
    field = next(each for each in answer.form.fields if each.name == "topic")
    assert isinstance(field, ChoiceField)
    return [option.value for option in field.options]


def form_of(agency: Department) -> Answer:
    return agency.walk(BO, "peer", "Talk to a trained colleague", "Today")


def test_everything_can_be_said_where_nothing_forbids_it(agency: Department) -> None:
    agency.change(BO, membership=Membership(limits_read_at=MORNING))
    assert topics_in(form_of(agency)) == [topic.value for topic in Topic]


def test_one_strict_platform_leaves_health_out_for_everybody(strict: Department) -> None:
    """Who is asked may read it there."""
    assert topics_in(form_of(strict)) == [t.value for t in Topic if t not in MEDICAL]


def test_what_was_not_offered_is_not_taken(strict: Department) -> None:
    answer = strict.submit(BO, form_of(strict).form, topic=Topic.HEALTH.value)
    assert answer.form is not None
    field = next(each for each in answer.form.fields if each.name == "topic")
    assert field.error


def test_what_was_asked_before_is_no_longer_said(agency: Department) -> None:
    """Neither in the offer nor with the name, once a strict platform is there."""
    agency.change(BO, membership=Membership(limits_read_at=MORNING))
    agency.submit(BO, form_of(agency).form, topic=Topic.HEALTH.value, to=str(id_of(GIA)))
    agency.play.setting = replace(agency.play.setting, capabilities=STRICT)
    agency.deliver()
    offer = agency.play.chat(account(GIA)).last
    assert "Health" not in texts_of(offer)
    agency.press(GIA, offer, "I can, now")
    agency.deliver()
    said = "\n".join(agency.texts(GIA))
    assert "Bo Lind" in said
    assert "Health" not in said


def test_what_may_be_said_is(agency: Department) -> None:
    agency.change(BO, membership=Membership(limits_read_at=MORNING))
    agency.submit(BO, form_of(agency).form, topic=Topic.HEALTH.value, to=str(id_of(GIA)))
    agency.deliver()
    offer = agency.play.chat(account(GIA)).last
    assert "Health" in texts_of(offer)
    agency.press(GIA, offer, "I can, now")
    agency.deliver()
    assert any("Bo Lind" in text and "Health" in text for text in agency.texts(GIA))
