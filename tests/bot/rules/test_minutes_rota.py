"""What the roster and the configuration disagree on stops nobody's look."""

from datetime import timedelta

from bot.rota.windows import Fit
from bot.rules.minutes import minute_for, windows
from tests.bot.rules.made_up import NOW, facts_of, person_of, rotation_of


def test_a_shift_that_the_configuration_has_lost_leaves_the_quiet_hours() -> None:
    rotation = rotation_of("24/48", "America/New_York")
    lost = facts_of(person_of(roster={"shift": "Gone"}), rotation=rotation)
    without = facts_of(person_of(roster={"shift": "Gone"}))
    end = NOW + timedelta(days=1)
    assert windows(lost, NOW, end) == windows(without, NOW, end)
    assert minute_for(lost, NOW, Fit.HOURS) is not None
