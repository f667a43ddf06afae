"""Somebody who sits before the demo's page and reads nothing but what is on it."""

import re
from datetime import datetime
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)

from tests.story.demo_process import Program

#: milliseconds that something may take to be seen, on a busy machine
PATIENCE = 15_000
#: and a scene, or the way to the next event, over days that are lived through
LONG_PATIENCE = 60_000

expect.set_options(timeout=PATIENCE)


class AtTheDemo:
    """`outside` are requests that left the workspace, `complaints` what the browser's console
    says of errors and of what the page's policy forbade."""

    def __init__(self, browser: Browser, demo: Program) -> None:
        self._browser = browser
        self.demo = demo
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    async def open(self, *users: str, **context: Any) -> "Desk":
        """The page in a browser of its own (nothing remembered): the three phones of the opening,
        or those of these people, by the address that a window of one's own has."""
        context.setdefault("viewport", {"width": 1440, "height": 900})
        opened = await self._browser.new_context(**context)
        opened.set_default_timeout(PATIENCE)
        self._contexts.append(opened)
        page = await opened.new_page()
        page.on("request", self._watch)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        query = "&".join(f"phone={user}" for user in users)
        await page.goto(self.demo.address + (f"?{query}" if query else ""))
        desk = Desk(page)
        await desk.ready()
        return desk

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()

    def _watch(self, request: Request) -> None:
        if not re.match(r"(http|ws)://127\.0\.0\.1:\d+/|data:", request.url):
            self.outside.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _expected(message.text):
            self.complaints.append(message.text)


class Desk:
    """One window: phones, clock, scenes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def phones(self) -> "tuple[Phone, Phone, Phone]":
        first, second, third = (Phone(self, self._places.nth(place)) for place in range(3))
        return first, second, third

    @property
    def hint(self) -> Locator:
        return self.page.locator("#note-text")

    @property
    def time(self) -> Locator:
        return self.page.locator("#clock-time")

    @property
    def day(self) -> Locator:
        return self.page.locator("#clock-day")

    async def ready(self) -> None:
        await self.page.locator(".phone .who-role:not(:empty)").first.wait_for(state="attached")
        await expect(self.page.locator("#offline")).to_be_hidden()

    async def stop_the_clock(self) -> None:
        """So that nothing comes but what a test brings about."""
        pause = self.page.get_by_role("button", name="Stop the clock")
        if await pause.is_visible():
            await self._move(pause)
            await expect(self.page.get_by_role("button", name="Let the clock run")).to_be_visible()

    async def next_event(self) -> None:
        await self._move(self.page.get_by_role("button", name="Next event"))

    async def next_events_until(self, there: Locator, most: int = 80) -> None:
        """From event to event, until this is to be seen."""
        for _ in range(most):
            if await there.count():
                return
            await self.next_event()
        await expect(there.first).to_be_visible()

    async def an_hour_later(self, times: int = 1) -> None:
        for _ in range(times):
            await self._move(self.page.get_by_role("button", name="+ 1 hour"))

    async def play(self, title: str) -> None:
        """A scene, until it is set."""
        await self.page.get_by_role("button", name=title).click()
        scene = self.page.locator(".scene[aria-current]")
        await expect(scene).to_contain_text(title, timeout=LONG_PATIENCE)
        await expect(scene).not_to_have_class(re.compile("waiting"), timeout=LONG_PATIENCE)

    async def phone_of(self, name: str, place: int = 0) -> "Phone":
        """Somebody's phone, put where another one was."""
        phone = Phone(self, self._places.nth(place))
        await phone.become(name)
        return phone

    @property
    def _places(self) -> Locator:
        return self.page.locator(".phone")

    async def _move(self, button: Locator) -> None:
        """Until the page shows what the clock's answer was."""
        async with self.page.expect_response("**/stage/clock", timeout=LONG_PATIENCE) as answered:
            await button.click()
        told = datetime.fromisoformat((await (await answered.value).json())["now"])
        shown = "time => Date.parse(document.querySelector('#clock-time').dateTime) >= time"
        await self.page.wait_for_function(shown, arg=told.timestamp() * 1000 // 1)


class Phone:
    """One phone of a window, as whoever sits before it sees and uses it."""

    def __init__(self, desk: Desk, root: Locator) -> None:
        self.desk = desk
        self.root = root

    @property
    def name(self) -> Locator:
        return self.root.locator(".who-name")

    @property
    def role(self) -> Locator:
        return self.root.locator(".who-role")

    @property
    def entries(self) -> Locator:
        """What stands in the chat, the oldest first."""
        return self.root.locator(".entry")

    @property
    def newest(self) -> Locator:
        return self.entries.last

    @property
    def aside(self) -> Locator:
        """What only this person sees."""
        return self.root.locator(".aside")

    @property
    def call(self) -> Locator:
        """The telephone that rings."""
        return self.root.get_by_role("alertdialog")

    @property
    def form(self) -> Locator:
        return self.desk.page.locator("dialog.form")

    async def become(self, name: str) -> None:
        await self.root.locator(".who").click()
        picker = self.desk.page.get_by_role("dialog", name="Become someone else")
        await picker.get_by_role("combobox").fill(name)
        await picker.get_by_role("option", name=name).click()
        await expect(self.name).to_have_text(name)

    async def type(self, words: str) -> None:
        """A sentence or a command, sent by Enter; until the answer is there."""
        box = self.root.locator(".typed")
        await box.fill(words)
        await box.press("Enter")
        await expect(self.root.locator(".composer")).not_to_have_class(re.compile("waiting"))
        await expect(box).to_have_value("")

    async def press(self, label: str) -> None:
        """The newest button of these words in the chat."""
        await self._press(self._button(self.root.locator(".entries"), label).last)

    async def press_aside(self, label: str) -> None:
        await self._press(self._button(self.aside, label).last)

    async def submit(self, label: str) -> None:
        """Sends the open form, until it is accepted."""
        await self.form.get_by_role("button", name=label, exact=True).click()
        await expect(self.form).to_have_count(0)

    def buttons(self, where: Locator) -> Locator:
        return where.locator(".buttons .button")

    async def send_file(self, path: Any) -> None:
        await self.root.locator(".clip-file").set_input_files(path)

    def _button(self, where: Locator, label: str) -> Locator:
        return where.get_by_role("button", name=label, exact=True)

    async def _press(self, button: Locator) -> None:
        async with self.desk.page.expect_response("**/act/press") as answered:
            await button.click()
        await (await answered.value).finished()


def _expected(text: str) -> bool:
    """What the browser says of a server that is gone for a moment."""
    return text.startswith("Failed to load resource") or "WebSocket connection to" in text
