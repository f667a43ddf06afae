"""A configuration is read whole, or every mistake in it is named with its line."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config.loading import load, missing_secrets, read
from bot.config.mistakes import ConfigurationInvalid, ConfigurationMissing, Mistake
from bot.config.showing import shown
from tests.bot.config.conftest import PLATFORMS, SMALLEST, Mistaken, Reading

EXAMPLE = Path(__file__).parents[3] / "config.example.yaml"

Leaf = tuple[tuple[str, ...], object]


def said(mistakes: list[Mistake]) -> list[str]:
    return [str(mistake) for mistake in mistakes]


def test_the_smallest_configuration_takes_the_defaults(reading: Reading) -> None:
    config = reading(SMALLEST).config
    assert config.rhythm.cadence_days == 28
    assert config.lines[0].phone == "911"
    assert config.requests.now.offer_minutes == 5


def test_every_mistake_is_found_in_one_go_with_its_line(mistakes: Mistaken) -> None:
    text = """\
organisation:
  name: Harlow Ridge
  zone: America/Chicagoo
  botname: Peers
lines:
  - {name: Emergency, kind: emergncy, phone: 911}
rhythm:
  least_days_between: 3
  daily_budgett: 10
requests:
  now: {offer_minutes: 30, waiting_minutes: 15, yes_minutes: 10, silent_minutes: 30}
platforms:
  pages: {port: 99999}
  telegraph: {}
"""
    assert said(mistakes(text)) == [
        "line 1: limits_of_confidentiality: is required (the organisation's own text, as its"
        " counsel approved it)",
        "line 3: organisation.zone: not an IANA time zone; did you mean America/Chicago?",
        "line 4: organisation.botname: is not a key here; did you mean bot_name?",
        "line 6: lines[0].kind: write one of emergency, crisis or everyday",
        "line 8: rhythm.least_days_between: too small: at least 7",
        "line 9: rhythm.daily_budgett: is not a key here; did you mean daily_budget?",
        "line 11: requests.now.offer_minutes: too large: at most 5",
        "line 13: platforms.pages.port: too large: at most 65,535",
        "line 14: platforms.telegraph: no platform of this name is installed;"
        " each is a folder in adapters/",
    ]


def test_a_secret_and_a_path_say_how_they_are_written(mistakes: Mistaken) -> None:
    found = said(mistakes(SMALLEST + "database: {url: postgresql://x}\nkeys: {file: [a]}\n"))
    assert [line.split(": ", 1)[1] for line in found] == [
        "database.url: a secret never stands here: write {env: NAME} or {file: path}",
        "keys.file: write a path",
    ]


def test_a_crisis_line_is_required(mistakes: Mistaken) -> None:
    text = SMALLEST.replace("kind: crisis", "kind: everyday")
    assert said(mistakes(text)) == ["line 4: lines: at least one of kind crisis is required"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("# nothing but a comment\n", 1, "empty"),
        ("just words", 1, "not a configuration"),
        ("- a\n- b\n", 1, "not a configuration"),
        ("a: 1\n\tb: 2\n", 2, "tab"),
        ("a: b: c\n", 1, "in quotes"),
        ("a: [1, 2\nb: 3\n", 2, "cannot be read as YAML"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: \x01\n", 1, "control character"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        ("{" * 1000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_named_with_its_line(
    mistakes: Mistaken, text: str | bytes, line: int, words: str
) -> None:
    (mistake,) = mistakes(text)
    assert mistake.line == line
    assert words in mistake.what


def test_a_key_that_comes_twice_is_a_mistake(mistakes: Mistaken) -> None:
    assert said(mistakes(SMALLEST + "rhythm: {cadence_days: 14}\nrhythm: {}\n")) == [
        "line 10: rhythm: stands twice; the first is on line 9"
    ]


@pytest.mark.parametrize(
    ("addition", "words"),
    [
        ("keys: &k {file: x}\ndatabase: *k\n", "alias"),
        ("keys: !!python/object:os.system {}\n", "a tag"),
        ("keys: {<<: {file: x}}\n", "a key is a plain word"),
        ("keys: {? [a] : x}\n", "a key is a plain word"),
        ("keys: &k\n  file: *k\n", "alias"),
        ("keys:" + "".join(f"\n{' ' * depth}a:" for depth in range(1, 30)) + "\n", "too deeply"),
    ],
)
def test_the_arts_of_yaml_are_refused(mistakes: Mistaken, addition: str, words: str) -> None:
    assert any(words in mistake.what for mistake in mistakes(SMALLEST + addition))


def test_times_dates_and_numbers_mean_what_they_look_like(reading: Reading) -> None:
    """YAML 1.1 makes 1260 of 21:00, 0 of 000, and false of no."""
    config = reading(
        SMALLEST.replace("phone: 911", "phone: 000").replace("phone: 988", "phone: 1.10")
        + "rhythm: {quiet: {start: 21:00, end: 07:30}, spread: 0.30}\n"
        + "rotations: {no: {preset: 24/48, anchors: {A: 2026-01-01}, starts: {full: 07:00}}}\n"
    ).config
    assert (config.lines[0].phone, config.lines[1].phone) == ("000", "1.10")
    assert (config.rhythm.quiet.start, config.rhythm.quiet.end) == (time(21), time(7, 30))
    assert config.rhythm.spread == 0.3
    assert config.rotations["no"].anchors == {"A": date(2026, 1, 1)}


def test_an_empty_section_says_so(mistakes: Mistaken) -> None:
    assert said(mistakes(SMALLEST + "rhythm:\n")) == [
        "line 9: rhythm: is empty: write it here, or take the line away"
    ]


def test_quiet_hours_leave_some_of_the_day(mistakes: Mistaken) -> None:
    text = SMALLEST + "rhythm:\n  quiet: {start: 21:00, end: 21:00:30}\n"
    assert said(mistakes(text)) == [
        "line 10: rhythm.quiet: start and end are the same; they have to leave some of the day"
    ]


def test_a_mistaken_rotation_is_named_by_its_own_line(mistakes: Mistaken) -> None:
    text = SMALLEST + "rotations:\n  engines:\n    preset: 24/49\n    anchors: {A: tomorrow}\n"
    assert said(mistakes(text)) == [
        "line 11: rotations.engines.preset: no preset is called '24/49'; there are 24/48, 48/96,"
        " kelly, pitman, pitman-nights, dupont",
        "line 12: rotations.engines.anchors.A: write a date like 2026-01-31",
    ]


def test_a_rotation_cannot_be_named_with_what_separates_values(mistakes: Mistaken) -> None:
    addition = "rotations: {a;b: {preset: 24/48, anchors: {A: 2026-01-01}}}\n"
    (mistake,) = mistakes(SMALLEST + addition)
    assert (mistake.path, mistake.line) == ("rotations.a;b", 9)


def test_paths_are_seen_from_the_file(reading: Reading, tmp_path: Path) -> None:
    loaded = reading(
        SMALLEST
        + "database: {path: data/tailboard.db}\nkeys: {file: /etc/tailboard.keys}\n"
        + "platforms: {pages: {}}\n"
    )
    assert loaded.config.database.path == tmp_path / "data/tailboard.db"
    assert loaded.config.keys.file == Path("/etc/tailboard.keys")
    assert loaded.config.platforms["pages"]["journal"] == tmp_path / "pages.log"
    assert reading(SMALLEST).config.database.path == tmp_path / "tailboard.db"


# Secrets


CANARY = "xoxb-canary-4242424242"


@pytest.mark.parametrize(
    "addition",
    [
        f"database: {{url: {CANARY}}}\n",
        f"database: {{url: {{env: A, file: {CANARY}}}}}\n",
        f"database: {{{CANARY}: 1\n",
        f"database: '{CANARY}\n",
        f"database: *{CANARY}\n",
        f"database: !{CANARY} x\n",
        f"platforms: {{radio: {{token: {CANARY}}}}}\n",
        f"platforms: {{radio: {{token: {{env: A}}, channel: [{CANARY}]}}}}\n",
        f"clinician: {{name: x, notice: {CANARY}}}\n",
        f"health: {{port: {CANARY}}}\n",
        f"%{CANARY}\n",
    ],
)
def test_no_mistake_quotes_a_value(mistakes: Mistaken, addition: str) -> None:
    for mistake in mistakes(SMALLEST + addition):
        assert CANARY not in str(mistake)


def test_no_traceback_carries_a_value(reading: Reading) -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        reading(SMALLEST + f"database: {{url: {CANARY}}}\n")
    error: BaseException | None = refused.value
    while error is not None:
        assert CANARY not in str(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_missing_secrets_are_named_and_nothing_of_them_shown(
    reading: Reading, mistakes: Mistaken, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text(CANARY + "\n")
    (tmp_path / "empty").write_text("\n")
    text = SMALLEST + "database: {url: {env: TB_DATABASE}}\n"
    there = text + "platforms: {radio: {token: {file: token}}}\n"
    set_, unset = missing_secrets({"TB_DATABASE": CANARY}), missing_secrets({})
    reading(there, set_)
    assert said(mistakes(there, unset)) == [
        "line 9: database.url: the environment variable TB_DATABASE is not set",
    ]
    for name, words in [("empty", "holds no text"), ("absent", "cannot be read")]:
        (missing,) = mistakes(text + f"platforms: {{radio: {{token: {{file: {name}}}}}}}\n", set_)
        assert (missing.path, missing.line) == ("platforms.radio.token", 10)
        assert missing.what.startswith(f"the file {tmp_path / name}")
        assert words in missing.what


# Samples


@pytest.mark.parametrize("yes", ["true", "yes", "on"])
def test_a_platform_of_real_people_refuses_samples(
    reading: Reading, mistakes: Mistaken, yes: str
) -> None:
    sample = (
        SMALLEST.replace("  en: The limits", f"  placeholder: {yes}\n  en: The limits")
        + f"clinician: {{placeholder: {yes}, name: Sample}}\n"
    )
    reading(sample + "platforms: {pages: {}}\n")
    radio = "platforms: {radio: {token: {env: A}}}\n"
    assert said(mistakes(sample + radio)) == [
        "line 7: limits_of_confidentiality: is still the sample; write the organisation's own"
        " text, as its counsel approved it",
        "line 10: clinician: is still the sample; name the organisation's own",
    ]
    reading(SMALLEST + radio)


def test_words_of_the_example_are_samples_without_their_mark(
    reading: Reading, mistakes: Mistaken
) -> None:
    sample = SMALLEST.replace("  en: The limits", "  en: SAMPLE, not legal advice. The limits")
    sample += "clinician: {name: Dr. Marchetti (sample)}\n"
    line = "  - {name: Help (sample), kind: everyday, phone: '1', fr: {name: Aide (exemple)}}\n"
    sample = sample.replace("limits_of", f"{line}limits_of", 1)
    reading(sample + "platforms: {pages: {}}\n")
    told = said(mistakes(sample + "platforms: {radio: {token: {env: A}}}\n"))
    assert [each.partition(": ")[2].partition(":")[0] for each in told] == [
        "lines[2].fr.name",
        "lines[2].name",
        "limits_of_confidentiality.en",
        "clinician.name",
    ]
    assert all(each.endswith("is still a sample; write your own, or take it out") for each in told)


def test_real_people_and_made_up_ones_are_not_mixed(mistakes: Mistaken) -> None:
    both = SMALLEST + "platforms: {pages: {}, radio: {token: {env: A}}}\n"
    (mistake,) = mistakes(both)
    assert (mistake.path, mistake.line) == ("platforms", 9)
    assert "a configuration, a database and keys of its own" in mistake.what


# In one go


def test_nothing_is_kept_back_because_of_another_mistake(mistakes: Mistaken) -> None:
    """Each line has two mistakes, of which one used to hide the other; besides, what only the
    surroundings show is found although the model is mistaken."""
    text = """\
organisation: {name: Harlow Ridge, zone: Mars, language: tlh}
lines:
  - {name: Emergency, kind: emergency, phone: 911}
  - {name: Friend, kind: everyday, hours: 5, note: 7, phone: [5]}
  - {kind: everyday, hours: always}
limits_of_confidentiality: {placeholder: true, en: [a]}
clinician: {placeholder: true, name: "", notice: {env: TB_NOTICE}}
database: {url: {env: TB_DATABASE}, path: 5, pth: x}
keys: {file: a.keys, env: TB_KEYS}
rotations:
  engines: {anchors: {A: tomorrow}, overrides: {A: {2026-13-01: off}}}
  trucks: {preset: 24/48, cycle: X O O, anchors: {A: 2026-01-01}, zone: Mars}
platforms:
  radio: {token: {env: TB_TOKEN}, channl: one}
"""
    assert said(mistakes(text, missing_secrets({}))) == [
        "line 1: organisation.language: there are texts in en, es, fr only",
        "line 1: organisation.zone: not an IANA time zone; write it like America/Chicago",
        "line 2: lines: at least one of kind crisis is required",
        "line 4: lines[1].phone: write a text here, in quotes where it looks like something else",
        "line 5: lines[2]: needs a phone, a text or a chat address",
        "line 5: lines[2].name: is required",
        "line 6: limits_of_confidentiality: is still the sample; write the organisation's own"
        " text, as its counsel approved it",
        "line 6: limits_of_confidentiality.en: write a text here, in quotes where it looks like"
        " something else",
        "line 7: clinician: is still the sample; name the organisation's own",
        "line 7: clinician.name: may not be empty",
        "line 7: clinician.notice: the environment variable TB_NOTICE is not set",
        "line 8: database.path: write a path",
        "line 8: database.pth: is not a key here; did you mean path?",
        "line 8: database.url: the environment variable TB_DATABASE is not set",
        "line 9: keys: give one of file: path, env: NAME and command: [program, argument, ...]",
        'line 11: rotations.engines: give one of preset: 24/48, cycle: "X O O", calendars:'
        " {A: a.ics} and calendar: shifts.ics",
        "line 11: rotations.engines.anchors.A: write a date like 2026-01-31",
        "line 11: rotations.engines.overrides.A.2026-13-01: write a date like 2026-01-31",
        'line 12: rotations.trucks: give one of preset: 24/48, cycle: "X O O", calendars:'
        " {A: a.ics} and calendar: shifts.ics",
        "line 12: rotations.trucks.zone: not an IANA time zone; write it like America/Chicago",
        "line 14: platforms.radio.channl: is not a key here; did you mean channel?",
        "line 14: platforms.radio.token: the environment variable TB_TOKEN is not set",
    ]


def test_the_alarm_command_is_not_handed_the_keys(mistakes: Mistaken) -> None:
    text = SMALLEST + "keys: {env: TB_KEYS}\nalarm: {environment: [PAGER, TB_KEYS, A B]}\n"
    found = said(mistakes(text))
    assert [line.split(": ", 1)[1] for line in found] == [
        "alarm.environment: the keys are no business of the alarm command's",
        "alarm.environment[2]: write the name of a variable, like PAGER_TOKEN",
    ]


def test_beside_an_unknown_key_the_whole_is_not_judged(mistakes: Mistaken) -> None:
    """`phoen` is the phone that would else be missed."""
    text = SMALLEST.replace("phone: 988", "phoen: 988")
    assert said(mistakes(text)) == [
        "line 6: lines[1].phoen: is not a key here; did you mean phone?"
    ]


# Part of a section


def test_whatever_is_given_alone_leaves_the_rest_as_it_is(reading: Reading) -> None:
    """Each key of what is in force, written alone with its default, changes nothing."""
    defaults = reading(SMALLEST)
    effective = yaml.safe_load(shown(defaults))
    tried = set()
    for place, value in _leaves(effective):
        if place[0] not in yaml.safe_load(SMALLEST):
            section: object = value
            for step in reversed(place):
                section = {step: section}
            text = SMALLEST + yaml.safe_dump(section)
            assert reading(text).config == defaults.config, place
            tried.add(".".join(place))
    assert {"requests.now.offer_minutes", "rhythm.quiet.end", "keys.file"} <= tried
    assert len(tried) > 30


def _leaves(values: dict[str, object], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


# What is in force


def test_the_effective_configuration_reads_back_and_hides_secrets(reading: Reading) -> None:
    text = SMALLEST + "database: {url: {env: TB_URL}}\nplatforms: {radio: {token: {env: TB_T}}}\n"
    effective = yaml.safe_load(shown(reading(text)))
    assert effective["database"]["url"] == "(hidden: the environment variable TB_URL)"
    assert effective["platforms"]["radio"]["token"] == "(hidden: the environment variable TB_T)"
    assert effective["platforms"]["radio"]["channel"] == "one"
    assert effective["rhythm"]["quiet"] == {"start": "21:00", "end": "08:00"}
    again = reading(shown(reading(SMALLEST)))
    assert again.config == reading(SMALLEST).config


# Files


def test_the_example_is_a_configuration_of_samples() -> None:
    text = EXAMPLE.read_bytes()
    values = yaml.safe_load(text)
    assert list(values["platforms"]) == ["local"]
    local = PLATFORMS["pages"]
    loaded = read(
        text.replace(b"    host: 127.0.0.1\n    port", b"    port"), EXAMPLE, lambda _: local
    )
    assert loaded.config.limits_of_confidentiality.placeholder
    assert loaded.config.clinician is not None
    assert loaded.config.clinician.placeholder
    for language in ("en", "es", "fr"):
        assert getattr(loaded.config.limits_of_confidentiality, language)


def test_what_the_example_has_in_comments_is_the_default(reading: Reading) -> None:
    """Whoever takes a `#` away changes nothing."""
    uncommented = re.sub(r"(?m)^(  )# ", r"\1", EXAMPLE.read_text())
    retention = re.search(r"(?ms)^# (retention:\n.*?)^$", uncommented)
    assert retention
    uncommented += retention[1].replace("\n# ", "\n")
    values = yaml.safe_load(uncommented)
    defaults = reading(SMALLEST).config
    for part in ("rhythm", "requests", "retention"):
        section = getattr(defaults, part)
        given = type(section).model_validate(values[part])
        assert given == section, part
        assert len(values[part]) >= 5


def test_a_file_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationMissing, match=r"config\.example\.yaml"):
        load(tmp_path / "none.yaml", PLATFORMS.get)
    with pytest.raises(ConfigurationMissing, match="cannot be read"):
        load(tmp_path, PLATFORMS.get)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_at_all_make_it_stumble(content: bytes) -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        read(content, Path("config.yaml"), PLATFORMS.get)
    assert refused.value.mistakes


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    [
        "organisation",
        "lines",
        "rhythm",
        "requests",
        "rotations",
        "database",
        "platforms",
        "clinician",
    ]
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_no_values_at_all_make_it_stumble(values: dict[str, object]) -> None:
    content = yaml.safe_dump({**yaml.safe_load(SMALLEST), **values}).encode()
    try:
        read(content, Path("config.yaml"), PLATFORMS.get)
    except ConfigurationInvalid as refused:
        for mistake in refused.mistakes:
            assert 1 <= mistake.line <= content.count(b"\n") + 1
