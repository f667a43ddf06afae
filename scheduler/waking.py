"""The second channel that wakes on call: Apprise, which speaks to push services, SMS gateways,
telephones and pagers behind one URL each. What it carries is content-free."""

import asyncio
import importlib
import logging

log = logging.getLogger(__name__)


class AppriseWaker:
    """Implements `bot.ports.Waker`. A URL is a secret: it is never logged."""

    async def wake(self, url: str, title: str, text: str) -> bool:
        """Whether the service took it. An address that Apprise cannot read is a no."""
        # It takes a while to load, and memory; most nights nobody has to be woken.
        await asyncio.to_thread(importlib.import_module, "apprise")
        from apprise import Apprise, NotifyType

        channel = Apprise()
        if not channel.add(url):
            log.error("an address to wake somebody cannot be read; test it with the button")
            return False
        try:
            woken = await channel.async_notify(
                body=text, title=title, notify_type=NotifyType.WARNING
            )
        except Exception as error:
            # Apprise's plugins raise whatever their libraries do, and none of it may stop a
            # request that somebody waits for; the row is tried again.
            log.error("the second channel failed: %s", type(error).__name__)
            return False
        return bool(woken)


def is_readable(url: str) -> bool:
    """Whether Apprise knows such an address; nothing is sent."""
    from apprise import Apprise

    return bool(Apprise().add(url))
