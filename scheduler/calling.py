"""One call to a platform, or to the second channel: its turn, its time-out, what became of it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.faults import kind
from bot.flows.calls import Job, Waking
from bot.flows.delivering import Ban, Outcome, retry_at
from bot.messages import in_plain_form
from bot.model.content import Lane, Operation, OutboxState
from bot.model.direct_chats import DirectChat
from bot.ports import (
    NOT_ITS_TURN,
    NOT_WOKEN,
    OUT_OF_SERVICE,
    Clock,
    Delivery,
    Forbidden,
    MessageGone,
    NotSent,
    NotUnderstood,
    OutcomeUnknown,
    PersonLeft,
    PersonUnreachable,
    Platform,
    Rate,
    Refused,
    SlowDown,
    Waker,
    WorkspaceStopped,
)
from bot.setting import Setting
from scheduler.outages import Outages
from scheduler.pacing import NoTurn, Pacer
from scheduler.tries import Tries

log = logging.getLogger(__name__)

CALL_SECONDS = 30.0
"""After so long the outcome of a call is unknown."""
PATIENCE = 30.0
"""Seconds a marked row waits for its turn; then it is put back. Its rules were asked before, so a
message may be that much late for its hours."""
ASKED_AGAIN = 300.0
"""Seconds after which a workspace that was stopped is tried with one call: the operator may have
connected it again, and nobody has to tell the program."""


@dataclass(slots=True)
class Caller:
    """Makes calls. Knows which workspaces are stopped, by the clock's monotonic side."""

    platforms: Mapping[str, Platform]
    waker: Waker
    setting: Setting
    clock: Clock
    pacer: Pacer
    call_seconds: float = CALL_SECONDS
    patience: float = PATIENCE
    #: platforms that have named a limit, and the most calls a second that any of theirs allows
    paced: dict[str, float] = field(default_factory=dict)
    refused: Tries = field(default_factory=Tries)
    outages: Outages = field(default_factory=Outages)
    _stopped: dict[str, float] = field(default_factory=dict)

    def stopped(self) -> frozenset[str]:
        """Workspaces to which nothing goes now."""
        now = self.clock.monotonic()
        return frozenset(workspace for workspace, until in self._stopped.items() if now < until)

    async def call(self, job: Job) -> Outcome:
        """Never raises what a platform or the second channel does."""
        if isinstance(job, Waking):
            return await self._wake(job)
        platform = self.platforms[job.account.platform]
        try:
            await self.turn(platform, job, platform.rates(job))
            self._require_running(job)
        except NoTurn as never:
            return self._put_back(job, never.seconds)
        except Exception as error:
            log.error("%s named no limit that can be kept: %s", platform.name, kind(error))
            return self._put_back(job, ASKED_AGAIN)
        return await self._deliver(platform, job)

    async def turn(self, platform: Platform, delivery: Delivery, rates: Sequence[Rate]) -> None:
        """Waits for the turn of a call that uses these budgets. Raises NoTurn."""
        if rates:
            fastest = max(rate.per_second for rate in rates)
            self.paced[platform.name] = max(fastest, self.paced.get(platform.name, 0.0))
            await self.pacer.acquire(rates, delivery.lane, patience=self.patience)

    def _require_running(self, delivery: Delivery) -> None:
        """Of a workspace that was stopped one call goes through, to see; the others do not.
        Raises NoTurn."""
        workspace, now = delivery.account.place, self.clock.monotonic()
        until = self._stopped.get(workspace)
        if until is None:
            return
        if now < until:
            raise NoTurn(until - now)
        self._stopped[workspace] = now + ASKED_AGAIN

    async def _deliver(self, platform: Platform, delivery: Delivery) -> Outcome:
        try:
            async with asyncio.timeout(self.call_seconds):
                handle = await _taken(platform, delivery)
        except Exception as error:
            return self._failed(delivery, error)
        self._stopped.pop(delivery.account.place, None)
        self.outages.goes(delivery.account.place)
        if _is_waited_for(delivery):
            self.outages.goes_urgently(platform.name)
        self.refused.forget(delivery.row)
        chat = delivery.chat
        opened = replace(chat, closed=False) if chat is not None and chat.closed else None
        return Outcome(
            delivery.row, OutboxState.SENT, key=delivery.card_key, handle=handle, chat=opened
        )

    def _failed(self, delivery: Delivery, error: Exception) -> Outcome:
        """What the core makes of a platform's error, in one table."""
        row, now = delivery.row, self.clock.now()
        again = retry_at(now, delivery.attempts, delivery.lane)
        log.warning("outbox row %d: %s", row, type(error).__name__)
        self.heed(delivery, error)
        match error:
            case SlowDown(seconds=seconds):
                return Outcome(row, OutboxState.FAILED, retry_at=now + timedelta(seconds=seconds))
            case NotSent():
                return Outcome(row, OutboxState.FAILED, retry_at=again)
            case WorkspaceStopped():
                return Outcome(row, OutboxState.FAILED, retry_at=now, reason=OUT_OF_SERVICE)
            case Forbidden(rule=rule):
                outcome = self._perhaps_later(delivery, error, OutboxState.FAILED)
                return replace(outcome, forbidden=Ban(delivery.account.place, rule))
            case NotUnderstood():
                return self._perhaps_later(delivery, error, OutboxState.UNKNOWN)
            case PersonUnreachable():
                return Outcome(row, OutboxState.UNREACHABLE, chat=self._closed(delivery, error))
            case MessageGone():
                return Outcome(row, OutboxState.CANCELLED, reason=type(error).__name__)
            case Refused():
                return self._given_up(delivery, error)
            case OutcomeUnknown() | TimeoutError():
                return Outcome(row, OutboxState.UNKNOWN, retry_at=again)
            case _:
                log.error("an adapter raised what is no PlatformError: %s", kind(error))
                return Outcome(row, OutboxState.UNKNOWN, retry_at=again)

    def heed(self, delivery: Delivery, error: Exception) -> None:
        """What an error says of calls to come, whatever it was an answer to."""
        platform = delivery.account.platform
        match error:
            case SlowDown(key=key, seconds=seconds):
                self.pacer.slow_down(key, seconds)
            case WorkspaceStopped():
                self._stopped[delivery.account.place] = self.clock.monotonic() + ASKED_AGAIN
                self.outages.stops(delivery.account.place)
                log.error("a workspace of %s is stopped: connect it again", platform)
            case Forbidden():
                log.error("a workspace of %s does not allow a call: see to its rules", platform)
            case NotUnderstood():
                log.error("%s says what its adapter does not know", platform)

    def _closed(self, delivery: Delivery, error: Exception) -> DirectChat | None:
        """The chat of whoever lets nobody write to them, where that is news."""
        offers = self.platforms[delivery.account.platform].capabilities
        posts = delivery.operation is Operation.POST and offers.direct_chats
        known = delivery.chat is not None and delivery.chat.closed
        if isinstance(error, PersonLeft) or known or not posts:
            return None
        return DirectChat(delivery.account, closed=True)

    def _perhaps_later(self, delivery: Delivery, error: Exception, state: OutboxState) -> Outcome:
        """Nobody knows whether it would go later: it is tried so often, and then given up, on
        record. For ever it would hold up all that this person is told afterwards."""
        row, reason = delivery.row, type(error).__name__
        if self.refused.last(row):
            self.refused.forget(row)
            return self._given_up(delivery, error)
        again = retry_at(self.clock.now(), delivery.attempts, delivery.lane)
        return Outcome(row, state, retry_at=again, reason=reason)

    def _given_up(self, delivery: Delivery, error: Exception) -> Outcome:
        """Ended, on record, in the same words whatever it was; where somebody waits for it, the
        watch is told."""
        row = delivery.row
        log.error("outbox row %d: given up, a message was refused to the end", row)
        if _is_waited_for(delivery):
            self.outages.gives_up(delivery.account.platform)
        return Outcome(row, OutboxState.CANCELLED, reason=type(error).__name__)

    def _put_back(self, delivery: Delivery, seconds: float) -> Outcome:
        """No call was made."""
        at = self.clock.now() + timedelta(seconds=seconds)
        return Outcome(delivery.row, OutboxState.FAILED, retry_at=at, reason=NOT_ITS_TURN)

    async def _wake(self, waking: Waking) -> Outcome:
        title = self.setting.config.organisation.bot_name
        try:
            text = self.setting.texts.say(waking.language, "waking")
            async with asyncio.timeout(self.call_seconds):
                woken = await self.waker.wake(waking.url, title, text)
        except Exception as error:
            log.error("outbox row %d: the second channel failed: %s", waking.row, kind(error))
            woken = False
        if woken:
            return Outcome(waking.row, OutboxState.SENT)
        at = retry_at(self.clock.now(), waking.attempts, Lane.REQUEST)
        reason = NOT_WOKEN if waking.attempts else ""  # once is a hiccup
        return Outcome(waking.row, OutboxState.FAILED, retry_at=at, reason=reason)


async def _taken(platform: Platform, delivery: Delivery) -> str:
    """The platform's handle. What somebody waits for and a platform will not have as it is, by a
    fault of ours, goes once more in its plainest form. Raises whatever the platform raises."""
    try:
        return await platform.deliver(delivery)
    except Refused as refusal:
        plain = _plainer(delivery)
        if plain is None:
            raise
        log.error("outbox row %d: %s; it goes in plain words", delivery.row, kind(refusal))
        return await platform.deliver(plain)


def _plainer(delivery: Delivery) -> Delivery | None:
    """None where nobody waits for it, or it is as plain as can be."""
    message, says = delivery.message, (Operation.POST, Operation.EDIT)
    if delivery.lane is Lane.ROUTINE or delivery.operation not in says or message is None:
        return None
    plain = in_plain_form(message)
    return None if plain == message else replace(delivery, message=plain)


def _is_waited_for(delivery: Delivery) -> bool:
    """A message about a request or an answer to a person: not the redrawing of a card, and not a
    group chat, in whose place each is told the truth."""
    return delivery.lane <= Lane.REQUEST and delivery.operation is Operation.POST
