"""The floor of reports is in code: the configuration may raise it, and nothing else."""

import pytest
from pydantic import ValidationError

from bot.config.models import Reports


def test_it_can_be_raised_to_ten_and_not_lowered() -> None:
    assert Reports().floor == 5
    assert Reports(floor=8).floor == 8
    for beyond in (4, 11):
        with pytest.raises(ValidationError):
            Reports(floor=beyond)


def test_one_partition_and_no_other() -> None:
    with pytest.raises(ValidationError):
        Reports.model_validate({"by": "shift"})
