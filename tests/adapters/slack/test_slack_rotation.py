"""Tokens that end: refreshed in time or when Slack calls them expired, once whoever asks, kept
across restarts, and gone when the app is taken out."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from adapters.slack import build
from adapters.slack.config import Rotation
from adapters.slack.link import TokenRefused, client_of
from adapters.slack.manifest import manifest
from adapters.slack.refreshing import Refresher
from adapters.slack.rotating import RotatingInstallations
from bot.app import installations_of
from bot.config.models import Secret
from bot.events import CommandGiven, FileSent
from bot.ports import NotSent, WorkspaceStopped
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card, edit, post
from tests.fakes.installations import InstallationsInMemory
from tests.fakes.slack import faults
from tests.fakes.slack.rotation import LIFE
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english, surroundings
from tests.storage.test_files import hits
from tests.storage_fixtures import ReadyLedger, ready_ledger

HOUR = 3_600
JSON = {"Content-Type": "application/json"}


@dataclass
class SlacksClock:
    """Ours, as far `behind` Slack's as a test wants it."""

    slack: FakeSlack
    behind: float = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.clock.now() - self.behind, UTC)

    def monotonic(self) -> float:
        return self.slack.clock.monotonic() - self.behind


class Rotating(SlackHarness):
    """An app with token rotation, installed and not yet started."""

    def __init__(self, slack: FakeSlack, place: Path) -> None:
        self.clock = SlacksClock(slack)
        self.place = place
        super().__init__(slack, place, surroundings(self.clock))
        (place / "client.secret").write_text(slack.rotation.client_secret)
        rotation = Rotation(
            refresh_token=Secret(file=place / "refresh.token"),
            client_id=slack.rotation.client_id,
            client_secret=Secret(file=place / "client.secret"),
        )
        self.config = self.config.model_copy(update={"rotation": rotation})
        self.installed()

    def installed(self) -> None:
        """The operator copies the app's first pair to where the configuration says."""
        slack = self.slack
        installation = slack.installation_in(slack.workspace.id)
        (self.place / "refresh.token").write_text(slack.rotation.begin(installation))
        (self.place / "bot.token").write_text(installation.token)
        self.platform = build(self.config, self.around)

    @property
    def first(self) -> str:
        return (self.place / "refresh.token").read_text()

    @property
    def kept(self) -> InstallationsInMemory:
        held = self.around.installations
        assert isinstance(held, InstallationsInMemory)
        return held

    @property
    def refreshed(self) -> int:
        return len(self.slack.called("oauth.v2.access"))

    def keeps(self, token: str) -> bool:
        (one,) = self.kept.held.values()
        return token.encode() in one.secret

    async def says(self, *names: str) -> None:
        """To all of them at once."""
        calls = (self.platform.deliver(post(self.account(name), card("Hello"))) for name in names)
        await asyncio.gather(*calls)

    async def heard(self, name: str) -> int:
        return len(await self.chat(self.account(name)))


@asynccontextmanager
async def rotating(at: Rotating) -> AsyncIterator[RotatingInstallations]:
    """Without the rest of the adapter."""
    async with aiohttp.ClientSession() as http:
        rotation = at.slack.rotation
        client = client_of(at.config, http)
        refresher = Refresher(client, rotation.client_id, rotation.client_secret, at.clock)
        yield RotatingInstallations(at.kept, "slack", refresher)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Rotating]:
    async with FakeSlack(manifest("Tailboard", english, rotation=True)) as slack:
        harness = Rotating(slack, tmp_path)
        try:
            yield harness
        finally:
            await harness.stop()


async def begin(at: Rotating) -> None:
    """Without waiting for the socket, which has no part in this."""
    await at.platform.start(at.core)


# The first start, and the next


async def test_the_first_refresh_token_brings_the_first_token_and_it_is_kept(at: Rotating) -> None:
    given = at.slack.bot_token
    await begin(at)
    assert at.refreshed == 1
    assert at.slack.bot_token != given
    assert at.keeps(at.slack.bot_token)
    await at.says("ana")
    assert await at.heard("ana") == 1
    assert {call.token for call in at.slack.called("chat.postMessage")} == {at.slack.bot_token}


async def test_a_restart_goes_on_with_what_is_kept(at: Rotating) -> None:
    """The operator's own refresh token is spent by then."""
    await begin(at)
    await at.stop()
    at.platform = build(at.config, at.around)
    await begin(at)
    await at.says("ana")
    assert (at.refreshed, await at.heard("ana")) == (1, 1)


async def test_a_restart_days_later_refreshes_what_is_kept(at: Rotating) -> None:
    await begin(at)
    await at.stop()
    at.slack.clock.forward(9 * 24 * HOUR)
    at.platform = build(at.config, at.around)
    await begin(at)
    await at.says("ana")
    assert (at.refreshed, await at.heard("ana")) == (2, 1)
    assert at.keeps(at.slack.bot_token)


async def test_new_tokens_from_the_operator_take_the_place_of_what_is_kept(at: Rotating) -> None:
    await begin(at)
    await at.stop()
    old = at.slack.bot_token
    at.installed()
    await begin(at)
    await at.says("ana")
    assert at.refreshed == 2
    assert at.keeps(at.slack.bot_token)
    assert not at.keeps(old)


async def test_a_wrong_secret_stops_the_start_with_words_and_spends_nothing(at: Rotating) -> None:
    (at.place / "client.secret").write_text("not the app's")
    with pytest.raises(TokenRefused, match=r"bad_client_secret.*App Credentials"):
        await begin(at)
    (at.place / "client.secret").write_text(at.slack.rotation.client_secret)
    at.platform = build(at.config, at.around)
    await begin(at)
    await at.says("ana")
    assert await at.heard("ana") == 1


async def test_a_token_that_does_not_end_is_kept_nowhere(at: Rotating) -> None:
    at.config = at.config.model_copy(update={"rotation": None})
    at.platform = build(at.config, at.around)
    await begin(at)
    await at.says("ana")
    assert (at.refreshed, at.kept.held) == (0, {})


# While it runs


async def test_two_hours_before_its_end_a_token_is_refreshed_once_by_twenty_at_once(
    at: Rotating,
) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE - 2 * HOUR + 1)
    await at.says(*(f"user{number}" for number in range(20)))
    assert at.refreshed == 2
    assert at.keeps(at.slack.bot_token)
    assert len(at.slack.called("chat.postMessage")) == 20, "nobody was refused on the way"
    await at.says("ana")
    assert at.slack.called("chat.postMessage")[-1].token == at.slack.bot_token


async def test_what_slack_calls_expired_is_refreshed_once_and_the_call_made_again(
    at: Rotating,
) -> None:
    """Our clock is slow: it would have refreshed in time."""
    await begin(at)
    at.clock.behind = LIFE
    at.slack.clock.forward(LIFE + 1)
    names = [f"user{number}" for number in range(20)]
    await at.says(*names)
    assert at.refreshed == 2
    assert [await at.heard(name) for name in names] == [1] * 20
    assert at.keeps(at.slack.bot_token)


async def test_every_method_gets_the_new_token(at: Rotating) -> None:
    await begin(at)
    ana = at.account("ana")
    handle = await at.platform.deliver(post(ana, card("Hello")))
    at.clock.behind = LIFE
    at.slack.clock.forward(LIFE + 1)
    await at.platform.deliver(edit(ana, handle, card("Redrawn")))
    assert (await at.chat(ana))[0].texts[0] == "Redrawn"


async def test_a_file_is_fetched_with_the_new_token(at: Rotating) -> None:
    await begin(at)
    await at.slack.connected()
    at.slack.clock.forward(LIFE + 1)
    await at.send_file(at.account("ana"), "roster.csv", b"number,name")
    sent = await at.core.next_event(FileSent)
    assert sent.file.content == b"number,name"


async def test_a_press_does_not_wait_for_a_refresh(at: Rotating) -> None:
    await begin(at)
    await at.slack.connected()
    at.slack.clock.forward(LIFE + 1)
    at.slack.faults.plan("oauth.v2.access", faults.slow(4))
    reply = await at.person("ana").command("/peer")
    assert reply.ok, reply.error
    await at.core.next_event(CommandGiven)


async def test_a_slack_that_refreshes_nothing_now_is_asked_again_while_the_token_is_good(
    at: Rotating,
) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE - HOUR)
    at.slack.faults.plan("oauth.v2.access", faults.broken(503))
    await at.says("ana")
    await at.says("ben")
    assert at.refreshed == 2, "not at every call"
    at.slack.clock.forward(61)
    await at.says("eve")
    assert at.refreshed == 3
    assert at.keeps(at.slack.bot_token)


async def test_without_a_refresh_what_is_to_be_said_waits_once_the_token_is_over(
    at: Rotating,
) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE + 1)
    at.slack.faults.plan("oauth.v2.access", faults.broken(503), times=2)
    for _ in range(2):
        with pytest.raises(NotSent):
            await at.says("ana")
    await at.says("ana")
    assert await at.heard("ana") == 1


async def test_a_refresh_token_that_is_refused_stops_the_workspace(at: Rotating) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE + 1)
    at.slack.faults.plan("oauth.v2.access", faults.refused("invalid_refresh_token"), times=None)
    with pytest.raises(WorkspaceStopped, match="invalid_refresh_token"):
        await at.says("ana")


# Kept, whatever happens


def asked_slowly(at: Rotating) -> asyncio.Event:
    """Set when Slack was asked for a token, some time before it answers."""
    asked = asyncio.Event()

    def seen(_: object) -> bool:
        asked.set()
        return True

    at.slack.faults.plan("oauth.v2.access", faults.slow(0.2), when=seen)
    return asked


@pytest.mark.parametrize(
    "more", [{}, {"expires_in": "soon"}, {"expires_in": 10**30}, {"access_token": None}]
)
async def test_a_refresh_that_brings_what_is_no_token_takes_none_away(
    at: Rotating, more: Mapping[str, object]
) -> None:
    await begin(at)
    first = at.slack.bot_token
    at.slack.clock.forward(LIFE - HOUR)
    given = {"ok": True, "access_token": "x", "refresh_token": "x", "expires_in": 9, **more}
    odd = {**given, "access_token": 1} if not more else given
    at.slack.faults.plan("oauth.v2.access", faults.Fault(body=json.dumps(odd), headers=JSON))
    await at.says("ana")
    assert at.keeps(first)
    at.slack.clock.forward(61)
    await at.says("ana")
    assert await at.heard("ana") == 2
    assert at.keeps(at.slack.bot_token)
    assert at.slack.bot_token != first


async def test_whoever_stops_waiting_does_not_stop_the_refresh(at: Rotating) -> None:
    """A refresh token serves once: an answer that nobody kept would be the last."""
    asked = asked_slowly(at)
    async with rotating(at) as installations:
        waiting = asyncio.create_task(installations.begun_with(at.first))
        await asked.wait()
        waiting.cancel()
        await asyncio.wait({waiting})
        await installations.finish()
    assert waiting.cancelled()
    assert at.keeps(at.slack.bot_token)


async def test_a_start_that_is_broken_off_keeps_what_slack_gave(at: Rotating) -> None:
    asked = asked_slowly(at)
    starting = asyncio.create_task(begin(at))
    await asked.wait()
    starting.cancel()
    await asyncio.wait({starting})
    await at.stop()
    assert at.keeps(at.slack.bot_token)


async def test_what_is_not_kept_yet_is_found_and_not_refreshed_again(at: Rotating) -> None:
    async with rotating(at) as installations:
        bot = await installations.begun_with(at.first)
        at.slack.clock.forward(LIFE + 1)
        at.kept.busy = 1
        new = await installations.renewed(bot)
        found = await installations.async_find_bot(
            enterprise_id=None, team_id=at.slack.workspace.id
        )
        assert found is not None
        assert found.bot_token == new.bot_token == at.slack.bot_token
        await installations.finish()
    assert (at.refreshed, at.keeps(new.bot_token)) == (2, True)


async def test_a_token_that_cannot_be_kept_now_is_used_and_kept_later(at: Rotating) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE + 1)
    at.kept.busy = 1
    at.kept.written.clear()
    await at.says("ana")
    assert await at.heard("ana") == 1
    assert not at.keeps(at.slack.bot_token)
    async with asyncio.timeout(10):
        await at.kept.written.wait()
    assert at.keeps(at.slack.bot_token)


async def test_a_token_that_could_not_be_kept_is_kept_at_the_end(at: Rotating) -> None:
    await begin(at)
    at.slack.clock.forward(LIFE + 1)
    at.kept.busy = 1
    await at.says("ana")
    async with asyncio.timeout(0.8):  # less than it waits between tries
        await at.stop()
    assert at.keeps(at.slack.bot_token)


# Taken out


@pytest.mark.parametrize("tokens_first", [True, False])
async def test_an_app_that_is_taken_out_leaves_no_token_and_none_is_tried_again(
    at: Rotating, tokens_first: bool
) -> None:
    await begin(at)
    await at.slack.connected()
    last = at.slack.bot_token
    await at.slack.uninstall(tokens_first=tokens_first)
    for envelope in at.slack.socket.envelopes:
        assert await at.slack.socket.settled(envelope)
    assert at.kept.held == {}
    with pytest.raises(WorkspaceStopped):
        await at.says("ana")
    await at.stop()
    before = len(at.slack.calls)
    at.platform = build(at.config, at.around)
    with pytest.raises(TokenRefused, match="Install the app in the workspace again"):
        await begin(at)
    assert last not in {call.token for call in at.slack.calls[before:]}
    await at.stop()
    at.slack.reinstall()
    at.installed()
    await begin(at)
    await at.says("ana")
    assert await at.heard("ana") == 1


async def test_what_slack_took_back_meanwhile_is_erased_at_the_start(at: Rotating) -> None:
    await begin(at)
    await at.stop()
    at.slack.refuse_token("account_inactive")
    at.platform = build(at.config, at.around)
    with pytest.raises(TokenRefused, match="account_inactive"):
        await begin(at)
    assert at.kept.held == {}


async def test_what_slack_only_does_not_take_from_here_is_kept(at: Rotating) -> None:
    """`invalid_auth` is said of an address that the workspace does not allow, too."""
    await begin(at)
    await at.stop()
    at.slack.refuse_token("invalid_auth")
    at.platform = build(at.config, at.around)
    with pytest.raises(TokenRefused, match="invalid_auth"):
        await begin(at)
    assert at.keeps(at.slack.bot_token)


async def test_a_token_that_another_has_followed_may_be_revoked(at: Rotating) -> None:
    await begin(at)
    await at.slack.connected()
    bot = at.slack.installation_in(at.slack.workspace.id).bot_user
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}
    await at.slack.event(at.slack.workspace.id, revoked)
    for envelope in at.slack.socket.envelopes:
        assert await at.slack.socket.settled(envelope)
    await at.says("ana")
    assert await at.heard("ana") == 1
    assert at.keeps(at.slack.bot_token)


# In a real database


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[ReadyLedger]:
    with ready_ledger(tmp_path) as opened:
        yield opened


async def test_no_byte_of_a_token_is_in_the_files(at: Rotating, ready: ReadyLedger) -> None:
    at.around = replace(at.around, installations=installations_of(ready.ledger))
    at.platform = build(at.config, at.around)
    await begin(at)
    first = at.slack.bot_token
    at.slack.clock.forward(LIFE + 1)
    await at.says("ana")
    assert at.slack.bot_token != first
    canaries = [token.encode() for token in (first, at.slack.bot_token)]
    assert hits(ready, *canaries) == []
    await at.stop()
    at.platform = build(at.config, at.around)
    await begin(at)
    await at.says("ben")
    assert at.refreshed == 2
    assert hits(ready, *canaries) == []
