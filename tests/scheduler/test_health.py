"""`/healthz` and `/readyz` answer, whatever the program's loop does, and say nothing of anyone."""

import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from bot.config.models import Health
from scheduler.health import HealthServer, HealthUnreachable


class Ready:
    def __init__(self) -> None:
        self.word = "ok"


@pytest.fixture
def state() -> Ready:
    return Ready()


@pytest.fixture
def server(state: Ready) -> Iterator[HealthServer]:
    server = HealthServer(Health(port=0), lambda: state.word)
    server.start()
    yield server
    server.stop()


def get(server: HealthServer, path: str) -> tuple[int, str]:
    connection = HTTPConnection(server.where.host, server.port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_it_is_ok_while_nobody_is_late(server: HealthServer) -> None:
    assert get(server, "/healthz") == (200, "ok\n")
    assert get(server, "/readyz") == (200, "ok\n")


def test_it_is_late_while_somebody_is(server: HealthServer, state: Ready) -> None:
    state.word = "late"
    assert get(server, "/readyz") == (503, "late\n")
    assert get(server, "/healthz") == (200, "ok\n")
    state.word = "ok"
    assert get(server, "/readyz") == (200, "ok\n")


def test_there_is_nothing_else(server: HealthServer) -> None:
    for path in ("/", "/metrics", "/readyz/x"):
        assert get(server, path)[0] == 404


async def test_it_answers_while_the_programs_loop_is_stuck(server: HealthServer) -> None:
    """The request is made from this very loop, which waits for it and does nothing else."""
    assert get(server, "/readyz") == (200, "ok\n")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HealthUnreachable, match=f"127.0.0.1:{port} cannot be listened on"):
            HealthServer(Health(port=port), lambda: "ok").start()


def test_it_stops_at_once(state: Ready) -> None:
    server = HealthServer(Health(port=0), lambda: state.word)
    server.start()
    assert get(server, "/healthz")[0] == 200
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 3
    with pytest.raises(OSError, match="refused"):
        get(server, "/healthz")
