"""Tests play people: an account acts on what it was shown, through the one way in, on a real
ledger; what was put in the outbox is rendered and "delivered" into their chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from itertools import count
from typing import Any

from bot.config.models import (
    Config,
    LegalText,
    Line,
    LineKind,
    Organisation,
    QuietHours,
    RhythmPolicy,
)
from bot.events import (
    ButtonPressed,
    CommandGiven,
    Event,
    FileSent,
    FormSubmitted,
    SentFile,
    TextTyped,
)
from bot.flows.delivering import Batch, Job, Outcome, Waking, settle, take
from bot.flows.looking import look
from bot.handling import Dispatch, handle
from bot.messages import Answer, Button, Form, Message
from bot.model.content import Lane, Operation, OutboxState
from bot.model.ids import Account
from bot.ports import FOR_EVER, NOT_WOKEN, OUT_OF_SERVICE, Capabilities, Delivery, Work
from bot.rendering.outcome import Renderers
from bot.setting import Setting
from prompts.library import Library
from tests.storage_fixtures import ReadyLedger

LIBRARY = Library.load()
CAPABILITIES = Capabilities(
    buttons=True,
    forms=True,
    asides=True,
    images=True,
    edits=True,
    keeps_keys=FOR_EVER,
    look_up=True,
    files=True,
)
ALWAYS = RhythmPolicy(quiet=QuietHours(start=time(3, 0), end=time(4, 0)))


def config_of(**changes: Any) -> Config:
    """A small organisation in Chicago."""
    values: dict[str, Any] = {
        "organisation": Organisation(name="Harlow Ridge Fire Department", zone="America/Chicago"),
        "lines": (
            Line(name="Emergency", kind=LineKind.EMERGENCY, phone="911"),
            Line(name="Crisis Lifeline", kind=LineKind.CRISIS, phone="988"),
            Line(name="Chaplain", kind=LineKind.EVERYDAY, phone="555-0100"),
        ),
        "limits_of_confidentiality": LegalText(en="What ends confidentiality, in our words."),
    }
    return Config(**{**values, **changes})


def setting_of(config: Config | None = None, **changes: Any) -> Setting:
    config = config or config_of()
    values: dict[str, Any] = {
        "config": config,
        "texts": LIBRARY,
        "lines": config.lines,
        "capabilities": {"local": CAPABILITIES},
        "fictional": True,
    }
    return Setting(**{**values, **changes})


def texts_of(shown: Message | Form | None) -> str:
    """All words of it, a line each, footer included."""
    if shown is None:
        return ""
    if isinstance(shown, Form):
        return "\n".join((shown.title, shown.intro, *(field.label for field in shown.fields)))
    parts = [word for s in shown.sections for word in (s.heading, s.text) if word]
    return "\n".join((*parts, shown.footer))


def labels_of(message: Message | None) -> list[str]:
    return [b.label for b in buttons_of(message)]


def buttons_of(message: Message | None) -> list[Button]:
    return [] if message is None else [b for s in message.sections for b in s.buttons]


@dataclass
class Chat:
    """What one account has in its direct messages: messages by handle, in order."""

    messages: dict[str, Message] = field(default_factory=dict)
    rings: int = 0

    @property
    def last(self) -> Message:
        return list(self.messages.values())[-1]


@dataclass
class Play:
    """A ledger with the flows in force, and everybody's chat."""

    ready: ReadyLedger
    setting: Setting
    dispatch: Dispatch
    renderers: Renderers
    chats: dict[Account, Chat] = field(default_factory=dict)
    wakings: list[Waking] = field(default_factory=list)
    groups: dict[frozenset[Account], list[Message]] = field(default_factory=dict)
    opening: OutboxState = OutboxState.SENT  #: what becomes of group chats that are to be opened
    unreachable: set[Account] = field(default_factory=set)  #: who cannot be written to
    stopped: set[str] = field(default_factory=set)  #: workspaces that take nothing
    known_stopped: set[str] = field(default_factory=set)  #: of these, those that said so
    rings: bool = True  #: whether the second channel does
    _events: Any = field(default_factory=lambda: count(1))

    def happen(self, event: Event) -> Answer:
        return self.ready.run(lambda work: handle(event, work, self.setting, self.dispatch))

    def next_id(self) -> str:
        return f"e{next(self._events)}"

    def press(self, account: Account, message: Message | None, label: str) -> Answer:
        """Presses the button with that label."""
        return self.happen(self.pressing(account, message, label))

    def pressing(self, account: Account, message: Message | None, label: str) -> ButtonPressed:
        """The press, before it happens."""
        found = [b for b in buttons_of(message) if b.label == label]
        assert message is not None, "there is no message to press on"
        assert found, f"no button {label!r} among {labels_of(message)}"
        return ButtonPressed(self.next_id(), account, message.token, found[0].number)

    def command(self, account: Account, name: str, text: str = "", to: str = "") -> Answer:
        return self.happen(CommandGiven(self.next_id(), account, name, text, to))

    def type(self, account: Account, text: str) -> Answer:
        return self.happen(TextTyped(self.next_id(), account, text))

    def submit(
        self,
        account: Account,
        form: Form | None,
        files: Mapping[str, SentFile] | None = None,
        **values: str | tuple[str, ...],
    ) -> Answer:
        """Submits with the chosen values, keeping what the form came with."""
        return self.happen(self.submitting(account, form, files, **values))

    def submitting(
        self,
        account: Account,
        form: Form | None,
        files: Mapping[str, SentFile] | None = None,
        **values: str | tuple[str, ...],
    ) -> FormSubmitted:
        assert form is not None, "there is no form to submit"
        given: dict[str, tuple[str, ...]] = {}
        for each in form.fields:
            chosen = getattr(each, "chosen", ())
            value = getattr(each, "value", "")
            given[each.name] = tuple(chosen) if chosen else ((value,) if value else ())
        for name, entered in values.items():
            assert name in given, f"no field {name!r} among {list(given)}"
            given[name] = (entered,) if isinstance(entered, str) else entered
        return FormSubmitted(self.next_id(), account, form.token, given, files or {})

    def send(self, account: Account, name: str, content: bytes) -> Answer:
        return self.happen(FileSent(self.next_id(), account, SentFile(name, content)))

    def chat(self, account: Account) -> Chat:
        return self.chats.setdefault(account, Chat())

    def prepared(self) -> tuple[Job, ...]:
        """The calls of all that is due now, marked as sending."""
        return self.ready.run(self._prepare)

    def deliver(self) -> int:
        """Delivers all that is due now into the chats; how many calls."""
        done = 0
        while jobs := self.prepared():
            outcomes = [self._carry_out(job) for job in jobs]
            self.ready.run(partial(settle, outcomes=outcomes))
            done += len(jobs)
        return done

    def pass_time(self, by: timedelta) -> None:
        """Lives through it: looks when they are due, deliveries at their minute."""
        end = self.ready.clock.now() + by
        while (now := self.ready.clock.now()) < end:
            self.ready.run(lambda work: look(work, self.setting, most=1000))
            due = self.ready.run(lambda work: work.outbox.next_due())
            hour = now + timedelta(hours=1)
            step = min(end, hour, due if due is not None and due > now else hour)
            self.ready.clock.move(step - now)
            self.deliver()

    def _prepare(self, work: Work) -> tuple[Job, ...]:
        known = self.known_stopped & self.stopped
        until = work.now + timedelta(minutes=5)
        batch = Batch(tuple(Lane), 50, "test", until, stopped=known, out_of_service=known)
        return take(work, self.setting, self.renderers, batch).jobs

    def _carry_out(self, job: Delivery | Waking) -> Outcome:
        if isinstance(job, Waking):
            self.wakings.append(job)
            if not self.rings:
                again = self.ready.clock.now() + timedelta(seconds=30)
                return Outcome(job.row, OutboxState.FAILED, retry_at=again, reason=NOT_WOKEN)
            return Outcome(job.row, OutboxState.SENT)
        if job.account.place in self.stopped:
            self.known_stopped.add(job.account.place)
            now = self.ready.clock.now()
            return Outcome(job.row, OutboxState.FAILED, retry_at=now, reason=OUT_OF_SERVICE)
        if job.account in self.unreachable:
            return Outcome(job.row, OutboxState.UNREACHABLE)
        chat = self.chat(job.account)
        handle_ = job.handle or f"h{job.row}"
        if job.operation is Operation.WAKE:
            chat.rings += 1
            return Outcome(job.row, OutboxState.SENT)
        if job.operation is Operation.OPEN:
            assert job.message is not None
            if self.opening is OutboxState.SENT:
                both = frozenset((job.account, *job.others))
                self.groups.setdefault(both, []).append(job.message)
            return Outcome(job.row, self.opening)
        if job.operation is Operation.DELETE and not job.handle:
            kept = {h: each for h, each in chat.messages.items() if each.file is None}
            chat.messages = kept
        elif job.operation is Operation.DELETE:
            chat.messages.pop(handle_)
        else:
            assert job.message is not None
            chat.messages[handle_] = job.message
        return Outcome(job.row, OutboxState.SENT, key=job.card_key, handle=handle_)
