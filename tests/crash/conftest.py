"""How often the program is killed: 60 times in the tests, as often as one likes by `--kills`."""

import pytest

KILLS = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=KILLS, help="how often the program is killed")


@pytest.fixture(scope="session")
def kills(pytestconfig: pytest.Config) -> int:
    """The option is unknown where this folder was not named on the command line."""
    return int(pytestconfig.getoption("--kills", default=KILLS))
