"""What is held about a person as a file: what speaks against it, the file, what became of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cleaning import shown
from bot.messages import Card, File, Style
from bot.model.actions import ActionKind
from bot.rendering.my_data import Held, all_of_it
from bot.rendering.wording import Choice, Wording, card, choice, part, to_the_menu
from prompts.dates import spoken_date, spoken_time

#: Phones that look into a text take it for Latin-1 where it does not begin with this.
_BYTE_ORDER_MARK = "\ufeff"


def warning_card(wording: Wording) -> Card:
    """Before anything is sent."""
    send = choice(wording("button-own-file-send"), ActionKind.SEND_OWN_FILE)
    not_now = choice(wording("button-own-file-not"), ActionKind.MY_DATA, Style.PRIMARY)
    heading = wording("own-file-heading")
    return card(wording, part(wording("own-file-warning"), send, not_now, heading=heading))


def coming_card(wording: Wording, until: datetime, zone: str) -> Card:
    return _said(wording, wording("own-file-coming", time=_hour(until, zone)))


def there_already_card(wording: Wording, until: datetime, zone: str, minute: int) -> Card:
    """One at a time; it can go before its hour is over."""
    text = wording("own-file-there", time=_hour(until, zone))
    return _said(wording, text, _delete(wording, minute))


def a_moment_ago_card(wording: Wording) -> Card:
    """The last one was asked for in this very minute."""
    return _said(wording, wording("own-file-a-moment-ago"))


def no_files_card(wording: Wording) -> Card:
    """The platform carries none."""
    return _said(wording, wording("own-file-cannot"))


def on_its_way_card(wording: Wording) -> Card:
    """Nobody is erased while their file is being sent: it would come after all is gone."""
    return _said(wording, wording("own-file-going-out"))


def being_deleted_card(wording: Wording) -> Card:
    return _said(wording, wording("own-file-goes"))


def file_message_card(wording: Wording, until: datetime, zone: str, minute: int) -> Card:
    """What the file comes with."""
    text = wording("own-file-text", time=_hour(until, zone))
    return card(wording, part(text, _delete(wording, minute), to_the_menu(wording)))


def file_of(wording: Wording, held: Held, until: datetime) -> File:
    content = (_BYTE_ORDER_MARK + file_text(wording, held)).encode()
    return File(wording("own-file-name"), "text/plain; charset=utf-8", content, until)


def file_text(wording: Wording, held: Held) -> str:
    """The pages, one under the other, in plain text: a line a statement."""
    zone = ZoneInfo(held.person.roster.zone)
    local = held.now.astimezone(zone)
    intro = wording(
        "own-file-intro",
        bot=wording.setting.config.organisation.bot_name,
        day=spoken_date(wording.language, local.date()),
        time=spoken_time(local.time()),
    )
    pieces = [wording("my-data-heading"), intro]
    for page in all_of_it(wording, held):
        pieces.append(f"{page.section.heading.upper()}\n{page.section.text}")
    pieces.append(wording.help_line)
    return shown("\n\n".join(pieces)) + "\n"


def not_sent_card(wording: Wording) -> Card:
    return _said(wording, wording("own-file-not-sent"))


def stays_card(wording: Wording) -> Card:
    return _said(wording, wording("own-file-stays"))


def _said(wording: Wording, text: str, *more: Choice) -> Card:
    pages = choice(wording("button-own-file-pages"), ActionKind.MY_DATA)
    return card(wording, part(text, *more, pages, to_the_menu(wording)))


def _delete(wording: Wording, minute: int) -> Choice:
    return choice(wording("button-own-file-delete"), ActionKind.DELETE_OWN_FILE, m=minute)


def _hour(at: datetime, zone: str) -> str:
    """As clocks on the wall say it where the reader is."""
    return spoken_time(at.astimezone(ZoneInfo(zone)).time())
