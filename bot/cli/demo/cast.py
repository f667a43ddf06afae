"""Who plays in the fictional department, by their numbers on its roster."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.ids import Account
from bot.model.supporters import DirectoryEntry, Topic

WORKSPACE = "demo"


@dataclass(frozen=True, slots=True)
class Vetted:
    """A supporter of the story, and what the directory shows of them."""

    number: str
    entry: DirectoryEntry


def account(number: str) -> Account:
    """The roster's number 033 has the account `local:demo:u33`."""
    return Account("local", WORKSPACE, f"u{int(number):02}")


def telephone(number: str) -> str:
    """The address at which that person's telephone on the page rings."""
    return f"page:{account(number)}"


#: On the three phones when the page is opened.
MEMBER, SUPPORTER, COORDINATOR = "033", "010", "003"
OPENING = (MEMBER, SUPPORTER, COORDINATOR)
CHIEF = "001"
#: The colleague whom the member would ask next.
SECOND = "037"
#: In turn, a week each, from Monday morning.
ON_CALL = ("029", "052", "044")

#: The rota changes when the shifts do.
TURN_OVER = time(7)


def on_call_in_week_of(day: date) -> str:
    """Whose turn it is in the week of that local day."""
    return ON_CALL[(day.toordinal() - 1) // 7 % len(ON_CALL)]


def on_call_at(now: datetime, zone: str) -> str:
    """Whose turn it is: before the change of shifts, still yesterday's."""
    local = now.astimezone(ZoneInfo(zone))
    return on_call_in_week_of(local.date() - timedelta(days=local.time() < TURN_OVER))


SUPPORTERS = (
    Vetted(
        "010",
        DirectoryEntry(
            topics=(Topic.INCIDENT, Topic.SLEEP),
            languages=("en", "es"),
            words="Fourteen years on the engine, two of them not sleeping much. I listen better"
            " than I cook.",
            hello="Rafael from Station 1. No agenda. If you see me at shift change, the coffee is"
            " on me.",
        ),
    ),
    Vetted(
        "015",
        DirectoryEntry(
            topics=(Topic.FAMILY, Topic.MONEY),
            languages=("en", "es"),
            words="Two kids, one divorce, still standing. Happy to walk and talk.",
            hello="Beatriz here, B shift at 1. Just a wave. You know where I am.",
        ),
    ),
    Vetted(
        "022",
        DirectoryEntry(
            topics=(Topic.SUBSTANCES, Topic.WORK),
            languages=("en",),
            words="Nine years sober. Ask me anything, I have heard it and done most of it.",
            hello="Gideon, Engine 2. Nothing to sell. Good to have you around.",
        ),
    ),
    Vetted(
        "029",
        DirectoryEntry(
            topics=(Topic.GRIEF, Topic.INCIDENT),
            languages=("en",),
            words="I sat with a lot of families, and then with my own. No hurry with me.",
            hello="Rosalind from Station 2. Whatever the week was, hello from me.",
        ),
    ),
    Vetted(
        "037",
        DirectoryEntry(
            topics=(Topic.INCIDENT, Topic.FAMILY),
            languages=("en",),
            words="Medic on the B shift. Calls with children are the ones I know about.",
            hello="Farida, over on B. You do good work. That is all.",
        ),
    ),
    Vetted(
        "044",
        DirectoryEntry(
            topics=(Topic.WORK, Topic.RETIREMENT),
            languages=("en",),
            words="Twenty-six years in, thinking about what comes after. Let us compare notes.",
            hello="Owen, Station 4. Door is open, boots off.",
        ),
    ),
    Vetted(
        "052",
        DirectoryEntry(
            topics=(Topic.HEALTH, Topic.SLEEP),
            languages=("en",),
            words="Back from a long injury leave. I know the view from the couch.",
            hello="Wyatt from 5. Hope the pager is kind to you this week.",
        ),
    ),
    Vetted(
        "058",
        DirectoryEntry(
            topics=(Topic.WORK, Topic.OTHER),
            languages=("en",),
            words="Lieutenant, so not for everybody, and that is fine. I keep what I hear.",
            hello="Darius, C shift at 5. Hello, and no reply needed.",
        ),
    ),
)
