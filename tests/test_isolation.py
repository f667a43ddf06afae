"""The guard of conftest.py holds: a test reaches this machine and nothing beyond it."""

import socket

import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1"])
def test_an_outside_address_is_refused(address: str) -> None:
    with socket.socket() as outside, pytest.raises(PermissionError, match="only to this machine"):
        outside.connect((address, 80))


def test_an_outside_name_is_not_looked_up() -> None:
    with pytest.raises(PermissionError, match="only to this machine"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            assert connection.getpeername()[1] == port
