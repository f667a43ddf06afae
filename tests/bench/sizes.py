"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of `make bench`; a test runs everything at tiny ones."""

    people: int = 1_000_000  #: on the roster, for ticks and memory
    rules: int = 20_000  #: people the rules are asked about, a round
    looks: int = 3_000  #: looks that put a message, a round
    empty_ticks: int = 300
    day_ticks: int = 3_000  #: of the 86,400 of a day, spread over it
    messages: int = 2_000  #: delivered a round with an idempotency key
    messages_alone: int = 400  #: delivered a round one by one
    pressers: int = 3_000  #: people with an open check-in
    press_rate: float = 100.0  #: presses a second
    press_seconds: float = 15.0
    burst: int = 200
    bursts: int = 5
    rows: int = 100_000  #: of the roster file
    memory_ticks: int = 600
    memory_presses: int = 500
    slack_people: int = 1_200  #: who get a check-in in Slack, a round
    discord_people: int = 2_000  #: … in Discord
    discord_servers: int = 100
    at_once: int = 200  #: presses and commands, in either
    waves: int = 10
    alone: int = 200  #: presses and commands one after the other
    offers: int = 5  #: requests while all those check-ins wait
    jobs: int = 2_000  #: for one APScheduler job a member
    rounds: int = 3


QUICK = Sizes(
    people=100_000,
    looks=1_000,
    day_ticks=1_000,
    messages=640,
    messages_alone=200,
    pressers=1_000,
    press_seconds=8.0,
    bursts=3,
    rows=10_000,
    memory_ticks=200,
    discord_people=500,
    waves=5,
    alone=100,
    offers=3,
    jobs=500,
)
TINY = Sizes(
    people=200,
    rules=50,
    looks=20,
    empty_ticks=5,
    day_ticks=20,
    messages=20,
    messages_alone=5,
    pressers=40,
    press_seconds=0.3,
    burst=20,
    bursts=1,
    rows=60,
    memory_ticks=5,
    memory_presses=5,
    slack_people=12,
    discord_people=12,
    discord_servers=2,
    at_once=3,
    waves=1,
    alone=2,
    offers=1,
    jobs=10,
    rounds=1,
)
