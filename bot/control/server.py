"""The running process's side: commands come in over a Unix socket that only its user can open."""

import asyncio
import logging
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.control.office import Turn
from bot.control.peers import own_users, user_at
from bot.control.wire import (
    LONGEST_LINE,
    NotUnderstood,
    failure_line,
    read_ask,
    reply_line,
)
from bot.ports import Ledger
from bot.setting import Setting

log = logging.getLogger(__name__)

#: Seconds after which a connection that sends no whole command is closed: whoever hangs in the
#: middle of an import gives others their turn.
IDLE = 300.0


class ControlServer:
    """Answers commands by the ledger, a unit of work each; a connection's one after the other.

    `turn` is shared with whatever else imports in this process. Started by who holds the run
    lock: a socket that is there already is a dead process's, and is replaced.

    `users` may ask (this one and root, where nothing else is said), `idle` seconds may pass
    between two commands of a connection.
    """

    def __init__(
        self,
        path: Path,
        ledger: Ledger,
        setting: Setting,
        turn: Turn,
        *,
        users: frozenset[int] | None = None,
        idle: float = IDLE,
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._setting = setting
        self._turn = turn
        self._users = own_users() if users is None else users
        self._idle = idle
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Bound in a folder of our own, made private, and only then put in its place: there is
        no moment at which somebody else could connect."""
        with tempfile.TemporaryDirectory(dir=self._path.parent, prefix=".tb") as folder:
            new = Path(folder) / "s"
            self._server = await asyncio.start_unix_server(
                self._connected, path=new, limit=LONGEST_LINE
            )
            new.chmod(0o600)
            new.replace(self._path)

    async def stop(self) -> None:
        """Takes no more commands; the one at work is finished and replied to."""
        self._path.unlink(missing_ok=True)
        if self._server is not None:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            if self._is_welcome(writer):
                await self._serve(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass  # they went away, or we do
        finally:
            self._connections.discard(task)
            self._turn.give_back(writer)
            writer.close()
            with suppress(ConnectionError):  # they went away, and there is nothing to close
                await writer.wait_closed()

    def _is_welcome(self, writer: asyncio.StreamWriter) -> bool:
        """The file's mode keeps others out; this does where somebody has loosened it."""
        user = user_at(writer.get_extra_info("socket"))
        welcome = user is None or user in self._users
        if not welcome:
            log.warning("a command of another user was refused")
        return welcome

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                async with asyncio.timeout(self._idle):
                    line = await reader.readuntil(b"\n")
            except (asyncio.IncompleteReadError, TimeoutError):
                return
            except asyncio.LimitOverrunError:
                writer.write(failure_line(NotUnderstood("too long")))
                await writer.drain()
                return
            # A command that has begun is finished and replied to, even as the process stops.
            answering = asyncio.ensure_future(self._answer(line, writer))
            try:
                reply = await asyncio.shield(answering)
            except asyncio.CancelledError:
                writer.write(await answering)
                await writer.drain()
                raise
            writer.write(reply)
            await writer.drain()

    async def _answer(self, line: bytes, holder: object) -> bytes:
        try:
            command, asked = read_ask(line)
            if command.alone:
                self._turn.take(holder)
            future = self._ledger.submit(
                lambda work: command.flow(asked, work, self._setting), command.priority
            )
            replied = await asyncio.wrap_future(future)
        except Exception as error:
            # The kind alone: what a flow raises may quote a person.
            log.info("command failed", extra={"kind": type(error).__name__})
            return failure_line(error)
        return reply_line(command, replied)
