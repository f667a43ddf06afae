"""A platform in a process of its own: takes messages by HTTP and keeps each on disk before it says
so. What it has taken it can be asked for, so that nothing a bot believes has to be believed.

    python -m tests.fakes.recording_platform --offers key --journal FILE [--slow SECONDS]

prints the port that it listens on, on 127.0.0.1. `--offers` says what it gives to whom is not sure
whether a message arrived: `key` (sending twice under a key gives one message), `look-up` (a message
is found by its key), or `neither`. It knows every call's key all the same, to count by. `--slow`
has it wait up to so long before and after it takes a message: there a caller may die.
"""

import argparse
import json
import os
import random
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, urlsplit


class Offers(StrEnum):
    KEY = "key"
    LOOK_UP = "look-up"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as the platform has it."""

    key: str
    user: str
    operation: str
    token: str


class Journal:
    """What was taken, in order, on disk."""

    def __init__(self, file: Path, offers: Offers) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._offers = offers
        self._lock = Lock()
        self._taken: list[Taken] = []
        self._keys: set[str] = set()

    def take(self, message: Taken) -> None:
        with self._lock:
            if self._offers is Offers.KEY and message.key in self._keys:
                return
            os.write(self._descriptor, json.dumps(asdict(message)).encode() + b"\n")
            os.fsync(self._descriptor)
            self._taken.append(message)
            self._keys.add(message.key)

    def has(self, key: str) -> bool:
        with self._lock:
            return key in self._keys

    def since(self, number: int) -> list[Taken]:
        with self._lock:
            return self._taken[number:]


class Handler(BaseHTTPRequestHandler):
    """`POST /deliver`, `GET /find?key=`, and for the test `GET /taken?since=`."""

    protocol_version = "HTTP/1.1"
    server: "RecordingServer"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = Taken(**json.loads(body))
        self.server.hesitate()
        self.server.journal.take(message)
        self.server.hesitate()
        self._answer({"handle": f"h-{message.key}"})

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = parse_qs(address.query)
        if address.path == "/find" and self.server.offers is Offers.LOOK_UP:
            key = asked["key"][0]
            self._answer({"handle": f"h-{key}" if self.server.journal.has(key) else None})
        elif address.path == "/taken":
            taken = self.server.journal.since(int(asked["since"][0]))
            self._answer([asdict(message) for message in taken])
        else:
            self.send_error(404)

    def _answer(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *parts: object) -> None:
        return None

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # the caller died, which is what this is for
            self.close_connection = True


class RecordingServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, journal: Journal, offers: Offers, slow: float) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.journal, self.offers, self._slow = journal, offers, slow

    def hesitate(self) -> None:
        if self._slow:
            time.sleep(random.uniform(0, self._slow))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--offers", type=Offers, required=True)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--slow", type=float, default=0.0)
    given = parser.parse_args()
    server = RecordingServer(Journal(given.journal, given.offers), given.offers, given.slow)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
