"""The lines that are shipped: whole, true to their sources, and honest about what is unverified."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.model.supporters import Topic
from prompts.resources import FOLDER, Kind, Resource, lines_for, read

FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_is_of_its_country(file: Path) -> None:
    country = read(file)
    assert country.country == file.stem.upper()
    ids = [resource.id for resource in country.resources]
    assert len(set(ids)) == len(ids)
    for resource in country.resources:
        assert resource.id.startswith(f"{file.stem}-")
        assert not resource.topic or Topic(resource.topic)


@pytest.mark.parametrize(
    ("country", "emergency", "crisis"),
    [
        ("US", "911", "988"),
        ("CA", "911", "988"),
        ("GB", "999", "116 123"),
        ("IE", "112", "116 123"),
        ("AU", "000", "13 11 14"),
        ("NZ", "111", "1737"),
        ("DE", "112", "0800 1110111"),
        ("FR", "112", "3114"),
        ("ES", "112", "024"),
    ],
)
def test_the_first_lines_of_each_country(country: str, emergency: str, crisis: str) -> None:
    def first(kind: Kind) -> str:
        return next((each.phone for each in lines_for(country) if each.kind is kind), "")

    assert first(Kind.EMERGENCY) == emergency
    assert first(Kind.CRISIS) == crisis


def test_the_numbers_of_the_united_states() -> None:
    phones = {each.id: each.phone or each.text for each in lines_for("US")}
    assert phones == {
        "us-emergency": "911",
        "us-988": "988",
        "us-fire-ems": "1-888-731-3473",
        "us-copline": "1-800-267-5463",
        "us-disaster-distress": "1-800-985-5990",
        "us-crisis-text-line": "text 741741",
        "us-safe-call-now": "206-459-3020",
        "us-samhsa": "1-800-662-4357",
    }


def test_what_was_read_in_a_secondary_list_only() -> None:
    unverified = {each.id for each in lines_for("US") if not each.verified}
    assert unverified == {"us-crisis-text-line", "us-safe-call-now"}


def test_a_country_without_a_file_has_none() -> None:
    assert lines_for("BR") == ()
    assert lines_for("../resources/us") == ()
    assert lines_for("") == ()
    assert lines_for("us") == lines_for("US")


def test_what_the_organisation_lists_itself_is_not_said_twice() -> None:
    beside = lines_for("US", beside=["9-1-1", "988", ""])
    assert {"us-emergency", "us-988"}.isdisjoint(each.id for each in beside)
    assert "us-crisis-text-line" in {each.id for each in beside}
    assert len(beside) == len(lines_for("US")) - 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"phone": ""}, "a phone, a text or a chat"),
        ({"topic": "sleep"}, "everyday help has a topic"),
        ({"kind": "everyday"}, "everyday help has a topic"),
        ({"kind": "emergency"}, "name is not said in es"),
        ({"notes": "By day."}, "notes is not said in es"),
        ({"hours": "by day", "es": {"hours": "de día"}}, "hours is not said in fr"),
        ({"text": "text 1", "fr": {"text": "SMS au 1"}}, "text is not said in es"),
        ({"source": ""}, "source"),
        ({"read_on": "some day"}, "read_on"),
        ({"phon": "1"}, "phon"),
        ({"id": "Line"}, "id"),
    ],
)
def test_a_resource_that_is_not_whole_is_refused(change: dict[str, object], told: str) -> None:
    whole: dict[str, object] = {
        "id": "xx-line",
        "kind": "crisis",
        "name": "Line",
        "audience": "everyone",
        "phone": "123",
        "source": "https://line.example",
        "verified": True,
        "read_on": "2026-11-24",
    }
    Resource.model_validate(whole)
    with pytest.raises(ValidationError, match=told):
        Resource.model_validate(whole | change)
