"""From slack-bolt's listeners to the core and back.

Slack waits three seconds for an acknowledgement. It leaves after the commit where that comes
within two, else with words that claim nothing; then comes the answer, or an apology. Of words and
files, which Slack sends again, it waits for the commit. What no listener knows is acknowledged all
the same.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import place as places
from adapters.slack import reading
from adapters.slack.before import Before, Next
from adapters.slack.calls import Calls
from adapters.slack.coordinators import Coordinators
from adapters.slack.courtesy import Courtesy
from adapters.slack.keeping import Keeping
from adapters.slack.place import Body, Place, Surface
from adapters.slack.reading import FileAt
from adapters.slack.showing import Showing
from adapters.slack.tokens import Token, Whose
from adapters.slack.web_api import SDK_LOG
from adapters.slack.welcome import Welcome
from bot.adapter_registration import Surroundings
from bot.events import Event, FileSent, FormSubmitted, HomeOpened, SentFile
from bot.fetching import Fetching
from bot.messages import Answer
from bot.own_words import Words
from bot.ports import Intake

log = logging.getLogger(__name__)

#: seconds that the commit has before the acknowledgement leaves without it
PATIENCE = 2.0

Ack = Callable[..., Awaitable[BoltResponse]]
_ANY = re.compile(".*", re.DOTALL)
_TAKEN = BoltResponse(status=200, body="")


@dataclass(slots=True)
class Listening:
    whose: Whose
    token: Token
    calls: Calls
    showing: Showing
    words: Words
    surroundings: Surroundings
    intake: Intake
    coordinators: Coordinators
    welcome: Welcome
    keeping: Keeping = field(default_factory=Keeping)
    _under_way: set[asyncio.Task[Any]] = field(default_factory=set)
    _courtesy: Courtesy = field(default_factory=Courtesy)
    _fetching: Fetching = field(init=False)

    def __post_init__(self) -> None:
        self._fetching = Fetching(self.calls.files.download)

    def app(self, client: AsyncWebClient) -> AsyncApp:
        """`client` has no token: Bolt would ask Slack whose it is at the first click."""

        async def authorize(team_id: str | None) -> AuthorizeResult | None:
            return self._authorized(team_id)  # Bolt would give a method its own name for itself

        app = AsyncApp(
            name="tailboard",
            logger=SDK_LOG,
            client=client,
            authorize=authorize,  # type: ignore[arg-type]  # None: nobody's, says its code
            user_facing_authorize_error_message=self.words.line("slack-elsewhere"),
            raise_error_for_unhandled_request=True,
            # The listener is awaited, and its acknowledgement leaves at once; else Bolt looks every
            # ten milliseconds whether there is one.
            process_before_response=True,
            request_verification_enabled=False,  # Socket Mode: Slack is at the socket's other end
            ssl_check_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
        )
        app.use(Before(self._events))
        # In the order in which somebody waits: at each, Bolt asks anew what has come.
        app.command(_ANY)(self._commanded)
        app.action(_ANY)(self._pressed)
        app.view(_ANY)(self._submitted)
        app.shortcut(_ANY)(self._shortcut)
        app.error(self._failed)
        return app

    async def finish(self) -> None:
        """Returns once every answer that is under way is shown."""
        self.welcome.finish()
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _authorized(self, team_id: str | None) -> AuthorizeResult | None:
        """One workspace: what comes from any other is nobody's. Nobody's press waits for a token
        to be refreshed: whatever is called asks for it."""
        if team_id != self.whose.team:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=team_id,
            bot_token=self.token.held,
            bot_id=self.whose.bot_id,
            bot_user_id=self.whose.bot_user,
        )

    async def _pressed(self, ack: Ack, body: Body) -> BoltResponse:
        return await self._act(reading.press(body), places.of_press(body), ack)

    async def _commanded(self, ack: Ack, body: Body) -> BoltResponse:
        return await self._act(reading.command(body), places.of_command(body), ack)

    async def _shortcut(self, ack: Ack, body: Body) -> BoltResponse:
        return await self._act(reading.shortcut(body), places.of_command(body), ack)

    async def _submitted(self, ack: Ack, body: Body) -> BoltResponse:
        event = reading.submission(body)
        files = reading.files_of(body)
        coming = self._with_files(event, files) if event is not None and files else None
        return await self._act(event, places.of_submission(body), ack, coming)

    async def _events(self, req: AsyncBoltRequest, go_on: Next) -> BoltResponse | None:
        """Events are taken here and not by a listener, which Bolt starts after it has acknowledged:
        what a crash then took would never come again."""
        body = req.body
        if not reading.of_this_workspace(body, self.whose.team, self.whose.enterprise):
            self._begin(self._turned_away(body))
            return _TAKEN
        if body.get("type") != "event_callback":
            await go_on()
            return None
        await self._told(body)
        return _TAKEN

    async def _told(self, body: Body) -> None:
        kind = (body.get("event") or {}).get("type")
        if self.welcome.is_in_doubt(kind, body):
            await asyncio.wait({self._begin(self.welcome.found_out(kind, body))}, timeout=PATIENCE)
        if kind == "app_home_opened":
            await self._at_home(body)
        if kind == "message" and (body.get("event") or {}).get("channel_type") == "im":
            await self._said(body)

    async def _said(self, body: Body) -> None:
        """Returns when it is kept. What comes again meanwhile is not taken again."""
        if not self.keeping.is_under_way(reading.event_id(body)):
            await self._heard(body)
        await self.keeping.kept(reading.event_id(body))

    async def _heard(self, body: Body) -> None:
        place, sent, typed = places.of_chat(body), reading.sent_file(body), reading.typed(body)
        if (sent or typed) and place.channel:
            self.calls.remember_chat(place.user, place.channel)
        if sent is not None:
            id_, account, at = sent
            empty = FileSent(id_, account, SentFile(at.name, b""))
            await self._act(empty, place, _no_ack, self._with_file(empty, at))
        else:
            await self._act(typed, place, _no_ack)

    async def _turned_away(self, body: Body) -> None:
        """Whoever did something is told where this is; what happened by itself is passed over."""
        place = places.of_command(body)
        if body.get("type") == "event_callback":
            if reading.typed(body) is None and reading.sent_file(body) is None:
                return
            place = places.of_chat(body)
        await self.showing.answer(place, Answer(aside=self.words.message("slack-elsewhere")))

    async def _at_home(self, body: Body) -> None:
        event = reading.home_opened(body)
        if event is None:
            return
        place = Place(Surface.HOME, event.account.user, number=self.showing.order.next())
        handling = self._begin(self._handled(event, None))
        await asyncio.wait({handling}, timeout=PATIENCE)
        self._begin(self._home_drawn(place, handling))

    async def _home_again(self, event: Event) -> None:
        """Something of what it says to them has changed: as though they opened it anew."""
        place = Place(Surface.HOME, event.account.user, number=self.showing.order.next())
        opened = HomeOpened(f"{event.id}-home", event.account)
        await self._home_drawn(place, self._begin(self._handled(opened, None)))

    async def _home_drawn(self, place: Place, handling: asyncio.Task[Answer]) -> None:
        answer = await handling
        if answer.aside is not None:
            await self.showing.publish_home(place, answer.aside)

    async def _act(
        self,
        event: Event | None,
        place: Place,
        ack: Ack,
        coming: Coroutine[Any, Any, Event] | None = None,
    ) -> BoltResponse:
        """1. The core, for two seconds. 2. The acknowledgement. 3. What is shown."""
        if event is None:
            return await ack()
        place = replace(place, number=self.showing.order.next())
        with self._courtesy.not_acknowledged():
            handling = self._begin(self._handled(event, coming))
            if place.surface is Surface.CHAT:
                self.keeping.begun(event.id, handling)
            done, _ = await asyncio.wait({handling}, timeout=PATIENCE)
        if place.surface is not Surface.SUBMITTED:
            response = await ack()
        elif done:
            return await ack(**self.showing.response(place, handling.result()))
        else:
            response = await ack(**self.showing.moment(place))
            place = replace(place, waiting=True)
        self._begin(self._shown(place, handling))
        return response

    async def _shown(self, place: Place, handling: asyncio.Task[Answer]) -> None:
        if not handling.done():
            place = await self.showing.open_moment(place)
        answer = await handling
        await self._courtesy.turn()
        await self.showing.answer(place, answer)

    async def _handled(self, event: Event, coming: Coroutine[Any, Any, Event] | None) -> Answer:
        """Never raises: whoever waits is told, with the lines."""
        try:
            whole = event if coming is None else await coming
            may = await self.coordinators.may(whole.account)
            answer = await self.intake(replace(whole, may_coordinate=may))
        except Exception as failure:  # whatever it was
            log.warning("an event was not handled: %s", type(failure).__name__)
            return Answer(aside=self.surroundings.apology(event))
        if answer.home_changed:
            self._begin(self._home_again(whole))
        return answer

    async def _with_files(self, event: FormSubmitted, files: dict[str, FileAt]) -> Event:
        fetched = {name: await self._fetched(at) for name, at in files.items()}
        return FormSubmitted(event.id, event.account, event.token, event.values, fetched)

    async def _with_file(self, event: FileSent, at: FileAt) -> Event:
        return FileSent(event.id, event.account, await self._fetched(at))

    async def _fetched(self, at: FileAt) -> SentFile:
        return await self._fetching.file(at.name, at.url, at.size)

    async def _failed(self, error: Exception) -> BoltResponse:
        """What no listener knows is acknowledged; what broke is told by its kind alone."""
        if not isinstance(error, BoltUnhandledRequestError):
            log.warning("a listener failed: %s", type(error).__name__)
        return BoltResponse(status=200, body="")

    def _begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task


async def _no_ack(**_: object) -> BoltResponse:
    """An event is acknowledged by its envelope, when the middleware returns."""
    return _TAKEN
