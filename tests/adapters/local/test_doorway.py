"""Who may come in: this page, by this machine's names, and nobody who borrows a browser."""

import json
import secrets
from ipaddress import ip_address
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from adapters.local.config import LocalConfig
from tests.adapters.local.agency import MEMBER
from tests.adapters.local.harness import LocalHarness


def typed() -> dict[str, str]:
    return {"event": secrets.token_hex(16), "user": MEMBER.user, "text": "hello"}


async def test_the_page_is_served_by_address_and_by_localhost(local: LocalHarness) -> None:
    port = local.platform.address.rstrip("/").rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert (await local.client.get("/", headers={"Host": host})).status_code == 200


NOT_OURS = (
    "evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "user@localhost",
    "localhost/evil",
    "localhost:80; script-src *",
    "",
    "[::1",
    "0x7f.1",
)


async def test_a_name_that_was_pointed_here_is_refused(local: LocalHarness) -> None:
    for host in NOT_OURS:
        for path in ("/", "/people.json", "/static/main.js"):
            response = await local.client.get(path, headers={"Host": host})
            assert (host, response.status_code) == (host, 421)


ACTS = ["/act/text", "/act/press", "/act/command", "/act/form", "/act/file"]
STAGE = ["/stage/clock", "/stage/scene", "/stage/rings/x/end"]


ANOTHER = ("http://evil.example", "null", "", "http://127.0.0.1:1", "file://", "http://")


async def test_another_page_changes_nothing(local: LocalHarness) -> None:
    for path in ACTS + STAGE:
        for origin in ANOTHER:
            response = await local.client.post(path, json=typed(), headers={"Origin": origin})
            assert (path, origin, response.status_code) == (path, origin, 403)
    assert local.core.events == []


async def test_a_request_without_an_origin_changes_nothing(local: LocalHarness) -> None:
    async with httpx.AsyncClient(base_url=local.platform.address) as bare:
        assert (await bare.post("/act/text", json=typed())).status_code == 403
    assert await local.entries(MEMBER) == []


async def test_another_pages_websocket_is_refused(local: LocalHarness) -> None:
    address = local.platform.address.replace("http", "ws") + "live"
    origins: tuple[Any, ...] = ("http://evil.example", None, "http://localhost:1")
    for origin in origins:
        with pytest.raises(InvalidStatus) as refused:
            async with connect(address, origin=origin):
                pass
        assert refused.value.response.status_code == 403


async def test_a_form_of_another_site_cannot_pose_as_the_page(local: LocalHarness) -> None:
    """A cross-site form can send text/plain without asking first."""
    headers = {"Content-Type": "text/plain"}
    response = await local.client.post("/act/text", content=json.dumps(typed()), headers=headers)
    assert response.status_code == 415
    assert local.core.events == []


async def test_every_answer_forbids_what_is_not_ours(local: LocalHarness) -> None:
    for path in ("/", "/static/main.js", "/people.json", "/gone"):
        headers = (await local.client.get(path)).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"
        assert policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


async def test_nothing_outside_the_folder_is_served(local: LocalHarness) -> None:
    for path in ("/static/../config.py", "/static/%2e%2e/config.py", "/static//etc/passwd"):
        assert (await local.client.get(path)).status_code == 404


def test_it_listens_on_this_machine_alone_unless_told() -> None:
    assert ip_address(LocalConfig().host).is_loopback


@pytest.mark.parametrize(
    "given",
    [
        {"port": 70_000},
        {"workspace": "two words"},
        {"workspace": "a:b"},
        {"names": ["http://x"]},
        {"colour": "red"},
    ],
)
def test_a_wrong_configuration_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        LocalConfig(**given)
