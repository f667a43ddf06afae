"""`tailboard plan --route`: whom a made-up request reaches, and why."""

from pathlib import Path

from tests.bot.cli.conftest import Tailboard
from tests.bot.cli.test_commands import refused

EXAMPLE = Path(__file__).parents[3] / "docs/route.example.yaml"


def test_the_example_is_explained(tailboard: Tailboard) -> None:
    result = tailboard("plan", "--route", str(EXAMPLE))
    assert result.exit_code == 0, result.output
    assert " ".join(result.stdout.split()) == (
        "Asked, in this order:"
        " 1. Theo: preferred, number 2; knows the topic; another station, as wished; has 1 open"
        " 2. Lupe: another station, as wished; has 0 open"
        " Only for now, on call at once and the others after some minutes:"
        " Vera (else not: not available)"
        " Mo (else not: caseload, same station)"
        " Never for this request:"
        " Nils: avoided"
        " Cal: chain of command"
    )


def test_the_caps_are_the_configurations(tailboard: Tailboard, folder: Path) -> None:
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "requests: {caseload: 1}\n")
    said = tailboard("plan", "--route", str(EXAMPLE)).stdout
    assert "1. Lupe" in said
    assert "Theo (else not: caseload)" in said


def test_where_nobody_may_be_asked_that_is_said(tailboard: Tailboard, folder: Path) -> None:
    (folder / "r.yaml").write_text("supporters: [{name: Bo, below: true}, {name: Al, trained: no}]")
    said = tailboard("plan", "--route", "r.yaml").stdout
    assert said.startswith("Nobody is asked at first.")
    assert "Bo: chain of command" in said
    assert "Al: training over" in said


def test_mistakes_are_told_like_a_configuration(tailboard: Tailboard, folder: Path) -> None:
    (folder / "r.yaml").write_text(
        "named: Zoe\ntopic: sleeping\nsupporters:\n  - {name: Bo}\n  - {name: Bo, opn: 1}\n"
    )
    refused(
        tailboard("plan", "--route", "r.yaml"),
        "line 1: named: names somebody who is none of the supporters",
        "line 2: topic: write one of",
        "line 3: supporters: two have one name",
        "line 5: supporters[1].opn: is not a key here; did you mean open?",
    )
    refused(tailboard("plan", "--route", "none.yaml"), "none.yaml cannot be read")
    refused(tailboard("plan", "--explain", "none.yaml"), "none.yaml cannot be read")
