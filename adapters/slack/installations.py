"""slack_sdk's `AsyncInstallationStore`, over `bot.ports.Installations`.

A bot's token is kept once: at the place of its workspace, or, where an app is installed into a
whole Enterprise organisation (`team: null`), at the organisation's. Beside it lies what each person
installed, without the bot's token, which has changed by the time somebody asks for it. So there is
no second copy of a refresh token, which serves once.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot import ports
from bot.ports import Installations, Place, WithInstallations

log = logging.getLogger(__name__)

#: of an installation, what is kept with the bot alone
_BOTS_OWN = ("bot_token", "bot_refresh_token", "bot_token_expires_at")


class SlackInstallations(AsyncInstallationStore):
    """`connection` is named as in the configuration. What is older than what is kept is not
    saved: a refreshed token is lost to nobody who began to save before it."""

    def __init__(self, kept: WithInstallations, connection: str) -> None:
        self._kept = kept
        self._connection = connection

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: Installation) -> None:
        def save(kept: Installations) -> None:
            place = replace(self.place_of(installation), user=installation.user_id)
            _save_newest(kept, place, installation)
            if installation.bot_token:
                _save_newest(kept, self.place_of(installation), installation.to_bot())

        await self._kept(save)

    async def async_save_bot(self, bot: Bot) -> None:
        place = self.place_of(bot)
        await self._kept(lambda kept: _save_newest(kept, place, bot))

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        return await self.bot_at(self._place(enterprise_id, team_id, is_enterprise_install))

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """That person's, or the latest; with the bot as it is now."""
        place = self._place(enterprise_id, team_id, is_enterprise_install)
        found = await self._kept(lambda kept: kept.of_workspace(place))
        people = [_installation_from(each) for each in found if each.place.user]
        theirs = [each for each in people if user_id in (None, each.user_id)]
        if not theirs:
            return None
        latest = max(theirs, key=lambda each: each.installed_at)
        bot = await self.async_find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return latest if bot is None else _with_bot(latest, bot)

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        place = self._place(enterprise_id, team_id)
        await self._remove(place, lambda user: not user)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """That person's, or everybody's."""
        place = self._place(enterprise_id, team_id)
        await self._remove(place, lambda user: bool(user) and user_id in (None, user))

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._remove(self._place(enterprise_id, team_id), _everybody)

    async def forget(self, bot: Bot) -> None:
        """It, and all that people installed with it."""
        await self._remove(self.place_of(bot), _everybody)

    async def bots(self) -> tuple[Bot, ...]:
        """Those of every workspace of the connection."""
        found = await self._kept(lambda kept: kept.of_connection(self._connection))
        return tuple(_bot_from(each) for each in found if not each.place.user)

    async def bot_at(self, place: Place) -> Bot | None:
        found = await self._kept(lambda kept: kept.find(place))
        return None if found is None else _bot_from(found)

    async def replace_bot(self, new: Bot, *, instead_of: Bot) -> bool:
        """Compare-and-set: whether the bot that is kept was this one still, and is `new` now."""
        return await self._kept(partial(_replace, self.place_of(new), new, instead_of))

    def place_of(self, given: Bot | Installation) -> Place:
        """The bot's."""
        return self._place(given.enterprise_id, given.team_id, given.is_enterprise_install)

    async def _remove(self, place: Place, theirs: Callable[[str], bool]) -> None:
        def remove(kept: Installations) -> None:
            for each in kept.of_workspace(place):
                if theirs(each.place.user):
                    kept.remove(each.place)

        await self._kept(remove)

    def _place(
        self, enterprise_id: str | None, team_id: str | None, whole: bool | None = False
    ) -> Place:
        """Without a team it is the whole organisation's, whatever is said of it."""
        return Place(self._connection, "" if whole else team_id or "", enterprise_id or "")


def _everybody(user: str) -> bool:
    return True


def _save_newest(kept: Installations, place: Place, given: Bot | Installation) -> None:
    """Unless what is kept was installed later, or refreshed later from the same installation."""
    held = kept.find(place)
    if held is not None and _age(_read(held)) > _age(given):
        log.info("an installation is older than the one that is kept, and was not saved")
        return
    kept.save(ports.Installation(place, _written(given)), instead_of=held)


def _replace(place: Place, new: Bot, instead_of: Bot, kept: Installations) -> bool:
    held = kept.find(place)
    if held is None or _bot_from(held).bot_token != instead_of.bot_token:
        return False
    return kept.save(ports.Installation(place, _written(new)), instead_of=held)


def _age(given: Bot | Installation) -> tuple[datetime, int]:
    """In microseconds, as it is kept."""
    ends = given.bot_token_expires_at if isinstance(given, Bot) else given.user_token_expires_at
    return given.to_dict_for_copying()["installed_at"], ends or 0


# The forms on disk: what slack_sdk copies its own objects by, as JSON


def _written(given: Bot | Installation) -> bytes:
    left_out = () if isinstance(given, Bot) else _BOTS_OWN
    fields = {
        name: each
        for name, each in given.to_dict_for_copying().items()
        if each is not None and name not in left_out
    }
    return json.dumps(fields, default=datetime.isoformat, separators=(",", ":")).encode()


def _read(held: ports.Installation) -> Bot | Installation:
    return _installation_from(held) if held.place.user else _bot_from(held)


def _bot_from(held: ports.Installation) -> Bot:
    return Bot(**json.loads(held.secret))


def _installation_from(held: ports.Installation) -> Installation:
    return Installation(**json.loads(held.secret))


def _with_bot(installation: Installation, bot: Bot) -> Installation:
    now = bot.to_dict_for_copying()
    bots = {name: each for name, each in now.items() if name.startswith("bot_")}
    return Installation(**{**installation.to_dict_for_copying(), **bots})
