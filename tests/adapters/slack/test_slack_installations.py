"""slack_sdk's interface over the port: its own objects come back as they were, from a real
database, and nothing that is older takes the place of what is newer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Bot, Installation
from sqlalchemy import func, select

from adapters.slack.installations import SlackInstallations
from bot.app import installations_of
from storage.engine import open_engine
from storage.tables import installation as table
from tests.postgres import SHARED, PostgresDatabases
from tests.storage_fixtures import ReadyLedger, ready_ledger

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()

#: enterprise, team, and whether it is the whole enterprise organisation's
PLACES = [
    (None, "T1", False),  # a workspace on its own
    ("E1", "T1", False),  # one of an Enterprise organisation's
    ("E1", None, True),  # all of them: `team: null`
]
ELSEWHERE: list[dict[str, Any]] = [
    {"enterprise_id": None, "team_id": "T2"},
    {"enterprise_id": "E2", "team_id": "T1"},
    {"enterprise_id": "E2", "team_id": None},
    {"enterprise_id": "T1", "team_id": None},
]


@pytest.fixture(params=["sqlite", "postgresql"])
def ready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReadyLedger]:
    where: str | Path = tmp_path
    if request.param == "postgresql":
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        databases.empty(SHARED)
        where = databases.url_of(SHARED)
    with ready_ledger(where) as opened:
        yield opened


@pytest.fixture
def store(ready: ReadyLedger) -> SlackInstallations:
    return SlackInstallations(installations_of(ready.ledger), "slack")


def installed(
    enterprise: str | None = None,
    team: str | None = "T1",
    whole: bool = False,
    **changes: Any,
) -> Installation:
    given: dict[str, Any] = {
        "app_id": "A1",
        "enterprise_id": enterprise,
        "enterprise_name": enterprise and "The district",
        "team_id": team,
        "team_name": team and "Harbor Falls",
        "is_enterprise_install": whole,
        "bot_token": "xoxe.xoxb-1-first",
        "bot_id": "B1",
        "bot_user_id": "U0BOT",
        "bot_scopes": ["chat:write", "commands"],
        "bot_refresh_token": "xoxe-1-first",
        "bot_token_expires_at": int(NOON) + 43_200,
        "user_id": "U1",
        "user_token": "xoxe.xoxp-1-hers",
        "user_scopes": "search:read",
        "user_refresh_token": "xoxe-1-hers",
        "user_token_expires_at": int(NOON) + 43_200,
        "token_type": "bot",
        "installed_at": NOON + 0.1234567,
        "custom_values": {"begun_with": "words"},
    }
    return Installation(**{**given, **changes})


def refreshed(bot: Bot, number: int) -> Bot:
    new = Bot(**bot.to_dict_for_copying())
    new.bot_token, new.bot_refresh_token = f"xoxe.xoxb-1-{number}", f"xoxe-1-{number}"
    assert new.bot_token_expires_at is not None
    new.bot_token_expires_at += number * 36_000
    return new


def rows(ready: ReadyLedger) -> int:
    with open_engine(ready.where, reads_only=True).connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.parametrize(("enterprise", "team", "whole"), PLACES)
async def test_what_was_installed_comes_back_as_it_was(
    store: SlackInstallations, enterprise: str | None, team: str | None, whole: bool
) -> None:
    given = installed(enterprise, team, whole)
    where: dict[str, Any] = {"enterprise_id": enterprise, "team_id": team}
    await store.async_save(given)
    found = await store.async_find_installation(**where, is_enterprise_install=whole)
    assert found is not None
    assert found.to_dict_for_copying() == given.to_dict_for_copying()
    bot = await store.async_find_bot(**where, is_enterprise_install=whole)
    assert bot is not None
    assert bot.to_dict_for_copying() == given.to_bot().to_dict_for_copying()
    for other in ELSEWHERE:
        assert await store.async_find_bot(**other) is None
        assert await store.async_find_installation(**other) is None


async def test_the_whole_organisation_s_is_found_from_each_of_its_workspaces(
    store: SlackInstallations,
) -> None:
    """As Bolt asks where an event says `is_enterprise_install`; else the workspace's own counts."""
    await store.async_save(installed("E1", None, whole=True, bot_token="xoxb-whole"))
    await store.async_save(installed("E1", "T1", bot_token="xoxb-one"))
    for team in ("T1", "T9", None):
        found = await store.async_find_bot(
            enterprise_id="E1", team_id=team, is_enterprise_install=True
        )
        assert found is not None
        assert found.bot_token == "xoxb-whole"
    own = await store.async_find_bot(enterprise_id="E1", team_id="T1")
    assert own is not None
    assert own.bot_token == "xoxb-one"
    assert await store.async_find_bot(enterprise_id="E1", team_id="T9") is None


async def test_everybody_has_their_own_and_the_bot_is_the_same(store: SlackInstallations) -> None:
    await store.async_save(installed())
    later = installed(
        user_id="U2", user_token="xoxp-his", bot_token="xoxe.xoxb-1-2", installed_at=NOON + 60
    )
    await store.async_save(later)
    where: dict[str, Any] = {"enterprise_id": None, "team_id": "T1"}
    hers = await store.async_find_installation(**where, user_id="U1")
    latest = await store.async_find_installation(**where)
    assert hers is not None
    assert latest is not None
    assert (hers.user_token, latest.user_token) == ("xoxe.xoxp-1-hers", "xoxp-his")
    assert hers.bot_token == latest.bot_token == "xoxe.xoxb-1-2"
    assert await store.async_find_installation(**where, user_id="U3") is None


async def test_a_bot_alone_may_be_kept(store: SlackInstallations) -> None:
    await store.async_save_bot(installed().to_bot())
    where: dict[str, Any] = {"enterprise_id": None, "team_id": "T1"}
    assert await store.async_find_bot(**where) is not None
    assert await store.async_find_installation(**where) is None


async def test_an_older_token_does_not_take_the_place_of_a_newer(
    store: SlackInstallations,
) -> None:
    """Two refreshed from the same; and an installation that was read before the refresh and is
    saved after it, as Bolt does."""
    where: dict[str, Any] = {"enterprise_id": None, "team_id": "T1"}
    first = installed()
    await store.async_save(first)
    second, third = (refreshed(first.to_bot(), number) for number in (1, 2))
    await store.async_save_bot(third)
    await store.async_save_bot(second)
    await store.async_save(first)
    found = await store.async_find_bot(**where)
    assert found is not None
    assert found.bot_token == third.bot_token
    anew = installed(installed_at=NOON + 86_400, bot_token="xoxb-anew", bot_token_expires_at=None)
    await store.async_save(anew)
    found = await store.async_find_bot(**where)
    assert found is not None
    assert found.bot_token == "xoxb-anew", "installed anew is newer, whatever its end"


async def test_a_bot_is_replaced_only_where_it_is_the_one_it_was(
    store: SlackInstallations,
) -> None:
    first = installed().to_bot()
    await store.async_save_bot(first)
    second, other = refreshed(first, 1), refreshed(first, 2)
    assert await store.replace_bot(second, instead_of=first)
    assert not await store.replace_bot(other, instead_of=first)
    await store.forget(second)
    assert not await store.replace_bot(other, instead_of=second)
    assert await store.bots() == ()


@pytest.mark.parametrize(("enterprise", "team", "whole"), PLACES)
async def test_what_is_deleted_is_gone_and_nothing_else(
    store: SlackInstallations,
    ready: ReadyLedger,
    enterprise: str | None,
    team: str | None,
    whole: bool,
) -> None:
    where: dict[str, Any] = {"enterprise_id": enterprise, "team_id": team}
    await store.async_save(installed("E9", "T9"))
    for user in ("U1", "U2"):
        await store.async_save(installed(enterprise, team, whole, user_id=user))
    assert rows(ready) == 5
    await store.async_delete_installation(**where, user_id="U1")
    assert await store.async_find_installation(**where, user_id="U1") is None
    assert await store.async_find_installation(**where, user_id="U2") is not None
    await store.async_delete_bot(**where)
    assert await store.async_find_bot(**where) is None
    left = await store.async_find_installation(**where)
    assert left is not None
    assert left.bot_token is None
    await store.async_save_bot(installed(enterprise, team, whole).to_bot())
    await store.async_delete_installation(**where)
    assert await store.async_find_installation(**where) is None
    assert await store.async_find_bot(**where) is not None
    await store.async_save(installed(enterprise, team, whole))
    await store.async_delete_all(**where)
    assert rows(ready) == 2
    assert await store.async_find_bot(enterprise_id="E9", team_id="T9") is not None


async def test_the_longest_that_slack_documents_fits(store: SlackInstallations) -> None:
    """Tokens of 255 characters ("Using token rotation"), forty scopes, an incoming webhook."""
    long = installed(
        "E1",
        "T1",
        bot_token="x" * 255,
        bot_refresh_token="x" * 255,
        user_token="x" * 255,
        user_refresh_token="x" * 255,
        bot_scopes=["channels:history.read"] * 40,
        user_scopes=["channels:history.read"] * 40,
        incoming_webhook_url="https://hooks.slack.com/services/" + "x" * 60,
        incoming_webhook_channel="#" + "x" * 80,
        incoming_webhook_configuration_url="https://example.slack.com/services/" + "x" * 60,
    )
    await store.async_save(long)
    assert await store.async_find_installation(enterprise_id="E1", team_id="T1") is not None
