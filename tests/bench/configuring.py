"""A configuration for what is measured as the program itself: the example's, with the rotations
and the files of the bench."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.bench.databases import Made
from tests.bench.people import rotation_configs

ROOT = Path(__file__).parents[2]


def write_configuration(
    folder: Path, made: Made, *, name: str = "bench", changes: Mapping[str, object] | None = None
) -> Path:
    """Where it lies, with these sections in place of the example's. The key file is written beside
    it, one for every configuration of the database: so they have one journal too."""
    example = yaml.safe_load((ROOT / "config.example.yaml").read_text("utf-8"))
    keys = folder / f"{made.where.stem}.keys"
    if not keys.exists():
        keys.touch(mode=0o600)
        keys.write_text(made.keys.to_text(), "utf-8")
    rotations = {
        name: each.model_dump(mode="json", exclude_defaults=True)
        for name, each in rotation_configs().items()
    }
    ours = {
        **example,
        # A platform of real people refuses the sample lines.
        "lines": [each for each in example["lines"] if each["kind"] != "everyday"],
        "rotations": rotations,
        "rhythm": {"daily_budget": 1_000_000},
        "database": {"path": str(made.where)},
        "keys": {"file": str(keys)},
        "health": {"host": "127.0.0.1", "port": 0},
        **(changes or {}),
    }
    where = folder / f"{name}.yaml"
    where.write_text(yaml.safe_dump(ours), "utf-8")
    return where
