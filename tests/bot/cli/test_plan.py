"""`tailboard plan`: by week, refused where the budget is too small, and explained."""

from pathlib import Path

from bot.rules.policy import LIMITS, TRIGGERS
from tests.bot.cli.conftest import CONFIG, Tailboard
from tests.bot.cli.test_commands import refused, roster
from tests.bot.roster.conftest import person

ROOT = Path(__file__).parents[3]


def test_a_plan_needs_no_database_where_the_number_is_given(tailboard: Tailboard) -> None:
    result = tailboard("plan", "--people", "300", "--days", "20")
    assert result.exit_code == 0, result.output
    assert "If all 300 people joined today" in result.stdout
    assert "300 hellos" in result.stdout
    assert "none, since the next one is due from" in " ".join(result.stdout.split())
    assert "the daily budget is 500" in result.stdout


def test_a_plan_counts_the_people_on_the_roster(ready: Tailboard, folder: Path) -> None:
    empty = ready("plan")
    assert (empty.exit_code, empty.stdout) == (
        0,
        "There is nobody on the roster yet, so nothing goes out: tailboard import.\n",
    )
    ready("import", roster(folder, *(person(str(n)) for n in range(3))))
    planned = ready("plan", "--days", "7")
    assert "If all 3 people joined today" in planned.stdout
    assert "a few hellos" in planned.stdout


def test_a_budget_too_small_is_refused_with_the_number_that_would_do(
    tailboard: Tailboard, folder: Path
) -> None:
    (folder / "config.yaml").write_text(CONFIG + "rhythm: {daily_budget: 5}\n")
    refused(tailboard("plan", "--people", "1000"), "too small for a roster of 1,000", "54 would do")
    (folder / "config.yaml").write_text(CONFIG + "rhythm: {daily_budget: 54}\n")
    assert tailboard("plan", "--people", "1000", "--days", "1").exit_code == 0


def test_a_made_up_person_is_explained(tailboard: Tailboard) -> None:
    result = tailboard("plan", "--explain", str(ROOT / "docs/explain.example.yaml"))
    assert result.exit_code == 0, result.output
    said = result.stdout
    assert "only with an account: yes (has an account)" in said
    assert "(check-in is due)" in said
    assert said.splitlines()[-1].startswith("A check-in at 2026-03-1")


def test_the_shifts_of_a_calendar_and_single_days_are_explained(
    tailboard: Tailboard, folder: Path
) -> None:
    """A night on the 16th, asleep until 15:00 on the 17th; who is off that day is not."""
    night = "DTSTART;TZID=America/Chicago:20260316T190000\nDURATION:PT12H\nSUMMARY:A"
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{night}\nEND:VEVENT\nEND:VCALENDAR\n"
    (folder / "all.ics").write_text(text)
    (folder / "config.yaml").write_text(
        CONFIG + "  medics: {calendar: all.ics, shifts: [A]}\nrhythm: {spread: 0.2}\n"
    )
    facts = (ROOT / "docs/explain.example.yaml").read_text()
    facts = facts.replace("engines", "medics").replace("2026-03-16T14", "2026-03-17T08")
    facts = facts.replace("{start: 9, end: 20}", "{start: 9, end: 14}")
    (folder / "facts.yaml").write_text(facts)
    assert "Nothing before the next look." in tailboard("plan", "--explain", "facts.yaml").stdout
    (folder / "facts.yaml").write_text(facts + "overrides: {2026-03-16: off}\n")
    said = tailboard("plan", "--explain", "facts.yaml").stdout
    assert "A check-in at 2026-03-17" in said


def test_no_rule_is_left_out_of_the_explanation(tailboard: Tailboard) -> None:
    result = tailboard("plan", "--explain", str(ROOT / "docs/explain.example.yaml"))
    said = " ".join(result.stdout.split())
    for rule in (*TRIGGERS, *LIMITS):
        assert rule.__name__.replace("_", " ") in said


def test_facts_with_mistakes_are_told_like_a_configuration(
    tailboard: Tailboard, folder: Path
) -> None:
    (folder / "facts.yaml").write_text("now: 2026-03-16T14:00\nshft: A\ncadence_days: many\n")
    refused(
        tailboard("plan", "--explain", "facts.yaml"),
        "line 1: now: write an instant with its offset",
        "line 2: shft: is not a key here; did you mean shift?",
        "line 3: cadence_days: write a whole number",
    )
    (folder / "facts.yaml").write_text("- a\n")
    refused(tailboard("plan", "--explain", "facts.yaml"), "not a configuration")
    refused(tailboard("plan", "--explain", "none.yaml"), "No such file")


def test_a_number_that_is_none_is_told_its_bounds(tailboard: Tailboard) -> None:
    refused(tailboard("plan", "--days", "many"), "write a whole number from 1 to 366.")
    refused(tailboard("plan", "--people", "0"), "write a whole number from 1 to 10,000,000.")
