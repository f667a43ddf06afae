"""A way to a PostgreSQL that can be cut at a COMMIT: just before the server has it, or when it has
done it and its word is on the way back. Bytes go through as they are."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from sqlalchemy.engine import URL, make_url

#: The statement as libpq sends it: "Q", its length, its text with a NUL.
_COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
#: Of the server's word on it.
_DONE = b"COMMIT\x00"


class Cut(Enum):
    """When the connection ends."""

    BEFORE = auto()  #: the server never hears of the COMMIT, and rolls back
    AFTER = auto()  #: it is done, and nobody hears of that


@dataclass
class CuttingProxy:
    """`cuts` are what becomes of the next commits, one after the other; then all goes through."""

    server: URL
    cuts: list[Cut] = field(default_factory=list)
    gone_after_cut: bool = False  #: then nobody is let through any more
    port: int = 0
    done: int = 0  #: cuts that were made

    @property
    def url(self) -> str:
        away = self.server.set(host="127.0.0.1", port=self.port, query={"sslmode": "disable"})
        return away.render_as_string(hide_password=False)

    def serve(self, listening: socket.socket) -> None:
        with suppress(OSError):  # closed, at the end of the test
            while True:
                client, _ = listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with closing(client), closing(self._connect()) as server, suppress(OSError):
            if self.gone_after_cut and self.done:
                return
            deaf = threading.Event()
            back = threading.Thread(target=_pump, args=(server, client, deaf), daemon=True)
            cut: Cut | None = None
            back.start()
            while cut is None and (sent := client.recv(65536)):
                if _COMMIT in sent and self.cuts:
                    cut = self.cuts.pop(0)
                    self.done += 1
                    if cut is Cut.BEFORE:
                        break
                    deaf.set()
                server.sendall(sent)
            if cut is Cut.AFTER:
                back.join(5)
            server.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> socket.socket:
        host = str(self.server.query.get("host") or self.server.host)
        if host.startswith("/"):
            there = socket.socket(socket.AF_UNIX)
            there.connect(f"{host}/.s.PGSQL.{self.server.port or 5432}")
            return there
        return socket.create_connection((host, self.server.port or 5432))


def _pump(server: socket.socket, client: socket.socket, deaf: threading.Event) -> None:
    """Until the server is gone; or, once nobody is to hear of it, has said that it is done."""
    with suppress(OSError):
        while said := server.recv(65536):
            if not deaf.is_set():
                client.sendall(said)
            elif _DONE in said:
                return


@contextmanager
def cutting_proxy(url: str) -> Iterator[CuttingProxy]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        proxy = CuttingProxy(make_url(url), port=listening.getsockname()[1])
        threading.Thread(target=proxy.serve, args=(listening,), daemon=True).start()
        yield proxy
