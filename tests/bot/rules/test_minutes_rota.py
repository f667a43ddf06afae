"""What the roster and the configuration disagree on stops nobody's look."""

from datetime import timedelta

import pytest

from bot.rota.windows import Fit
from bot.rules.facts import facts_at
from bot.rules.minutes import minute_for, windows
from tests.bot.rules.made_up import NOW, POLICY, facts_of, person_of, rotation_of


@pytest.mark.parametrize("roster", [("engines", "Gone"), ("gone", "A"), ("", "")])
def test_a_shift_that_the_configuration_has_lost_leaves_the_quiet_hours(
    roster: tuple[str, str],
) -> None:
    rotations = {"engines": rotation_of("24/48", "America/New_York")}
    person = person_of(roster={"rotation": roster[0], "shift": roster[1]})
    end = NOW + timedelta(days=1)
    lost = facts_at(person, NOW, end, POLICY, rotations)
    assert windows(lost, NOW, end) == windows(facts_of(person), NOW, end)
    assert minute_for(lost, NOW, Fit.HOURS) is not None
