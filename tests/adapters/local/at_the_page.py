"""Somebody who sits before the page in a real browser, and what they can see and do there."""

from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from bot.messages import Message
from bot.model.ids import Account
from tests.adapters.local.harness import LocalHarness
from tests.contract.deliveries import post


class AtThePage:
    """`outside` are requests that left the workspace, `complaints` what the browser's console
    says of errors and of what the page's policy forbade."""

    def __init__(self, browser: Browser, local: LocalHarness) -> None:
        self._browser = browser
        self.local = local
        self.core = local.core
        self.agency = local.agency
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    async def open(self, path: str = "", **context: Any) -> Page:
        """The page in a browser of its own (nothing remembered), on a wide screen unless told."""
        context.setdefault("viewport", {"width": 1440, "height": 900})
        opened = await self._browser.new_context(**context)
        opened.set_default_timeout(8_000)
        self._contexts.append(opened)
        return await self.another_window(opened, path)

    async def another_window(self, context: BrowserContext, path: str = "") -> Page:
        page = await context.new_page()
        page.on("request", self._watch)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(self.local.platform.address + path)
        await page.locator(".scene").first.wait_for(state="attached")
        return page

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()

    async def post(self, account: Account, message: Message) -> str:
        return await self.local.platform.deliver(post(account, message))

    def _watch(self, request: Request) -> None:
        ours = self.local.platform.address, self.local.platform.address.replace("http", "ws")
        if not request.url.startswith((*ours, "data:")):
            self.outside.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _expected(message.text):
            self.complaints.append(message.text)


def _expected(text: str) -> bool:
    """What the browser says of a refusal, an apology, or a server that is gone for a moment."""
    return text.startswith("Failed to load resource") or "WebSocket connection to" in text


def phone(page: Page, user: str) -> Locator:
    return page.locator(f".phone[data-user={user}]")


def typed(page: Page, user: str) -> Locator:
    return phone(page, user).locator(".typed")


def aside(page: Page, user: str) -> Locator:
    return phone(page, user).locator(".aside")


def entries(page: Page, user: str) -> Locator:
    return phone(page, user).locator(".entry")


async def focused(page: Page) -> str:
    """The words of whatever has the focus."""
    words = await page.evaluate("document.activeElement.innerText || document.activeElement.value")
    assert isinstance(words, str)
    return words.strip()
