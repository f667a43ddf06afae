"""A message as Slack's blocks. Pure: pictures come in as the ids of files at Slack."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from adapters.slack import limits
from adapters.slack.words import escaped, pieces, plain, shortened
from bot.cleaning import shown
from bot.messages import Button, Image, Message, Section, Style
from bot.model.ids import Account

Block = dict[str, Any]

#: ids of pictures at Slack, by what they show; one that is missing is told in words
Pictures = Mapping[Image, str]

_STYLES = {Style.PRIMARY: "primary", Style.URGENT: "danger"}
_SEPARATOR = "."


class TooMuch(ValueError):
    """A message of more blocks than Slack shows at once; it is not cut."""


def blocks_of(
    message: Message, pictures: Pictures, *, most: int = limits.BLOCKS_IN_MESSAGE
) -> list[Block]:
    """Everything that the message says, in its order; the help line last, and small. Raises
    TooMuch."""
    made: list[Block] = []
    repeated = _repeated(message)
    for place, section in enumerate(message.sections):
        made.extend(_section(section, message.token, place, pictures))
        made.extend(_rows(section, message.token, place, repeated))
    made.extend(small(message.footer))
    if len(made) > most:
        raise TooMuch(f"{len(made)} blocks, and Slack shows {most}")
    return made


def as_much_as_fits(
    message: Message, more: str, *, most: int = limits.BLOCKS_IN_MESSAGE
) -> Message:
    """The message, or its beginning: whole sections, then `more`, which says that it goes on and
    where. Raises TooMuch where not even the first section fits."""
    if len(_all(message)) <= most:
        return message
    for count in range(len(message.sections) - 1, 0, -1):
        cut = replace(message, sections=(*message.sections[:count], Section(text=more)))
        if len(_all(cut)) <= most:
            return cut
    raise TooMuch(f"a section of more blocks than {most}")


def _all(message: Message) -> list[Block]:
    """A picture takes as many blocks as the words in its place, at least."""
    return blocks_of(message, {}, most=1_000_000)


def _section(section: Section, token: str, place: int, pictures: Pictures) -> Iterator[Block]:
    picture = section.image and _picture(section.image, pictures)
    heading = shown(section.heading).replace("\n", " ").strip()
    if heading and len(heading) <= limits.HEADING:
        yield {"type": "header", "text": plain(heading)}
    else:
        yield from texts(heading)
    said = list(texts(section.text))
    if picture and said:
        said[0]["accessory"] = picture
    elif picture:
        said = [picture]
    yield from said
    if section.image and not picture:
        yield from small(section.image.alt)
    if section.talk_to is not None:
        yield _link_to(section.talk_to, section.talk_label)


def texts(text: str) -> Iterator[Block]:
    """Text in as many sections as it needs."""
    for piece in pieces(text, limits.SECTION_TEXT):
        yield {"type": "section", "text": plain(piece)}


def small(text: str) -> Iterator[Block]:
    """Text in Slack's small print."""
    for piece in pieces(text, limits.CONTEXT_TEXT):
        yield {"type": "context", "elements": [plain(piece)]}


def _picture(image: Image, pictures: Pictures) -> Block | None:
    file = pictures.get(image)
    if file is None:
        return None
    alt = shortened(image.alt, limits.ALT_TEXT) or "…"
    return {"type": "image", "slack_file": {"id": file}, "alt_text": alt}


def _link_to(account: Account, label: str) -> Block:
    """Opens their conversation in the app (docs.slack.dev, "Deep linking"). A link, since Slack's
    buttons take web addresses."""
    team, user = quote(account.workspace, safe=""), quote(account.user, safe="")
    link = f"slack://user?team={team}&id={user}"
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": f"<{escaped(link)}|{escaped(label)}>"},
    }


def _repeated(message: Message) -> frozenset[str]:
    """Labels that several buttons have: who hears and does not see them needs more."""
    counted = Counter(button.label for each in message.sections for button in each.buttons)
    return frozenset(label for label, times in counted.items() if times > 1)


def _rows(section: Section, token: str, place: int, repeated: frozenset[str]) -> Iterator[Block]:
    """Under headings that have the same buttons, each says under which it stands."""
    alike = any(button.label in repeated for button in section.buttons)
    heading = section.heading if alike else ""
    for start in range(0, len(section.buttons), limits.BUTTONS_IN_ROW):
        row = section.buttons[start : start + limits.BUTTONS_IN_ROW]
        yield {
            "type": "actions",
            "block_id": f"b{_SEPARATOR}{token}{_SEPARATOR}{place}{_SEPARATOR}{start}",
            "elements": [_button(button, token, heading) for button in row],
        }


def _button(button: Button, token: str, heading: str) -> Block:
    """`heading` is said after the label, to whoever hears it and does not see where it stands."""
    drawn: Block = {
        "type": "button",
        "text": plain(shortened(button.label, limits.BUTTON_TEXT)),
        "action_id": f"press{_SEPARATOR}{button.number}",
        "value": f"{token}{_SEPARATOR}{button.number}",
    }
    if heading:
        spoken = shortened(f"{button.label}: {heading}", limits.SPOKEN)
        drawn["accessibility_label"] = " ".join(spoken.split())
    if button.style in _STYLES:
        drawn["style"] = _STYLES[button.style]
    return drawn


def pressed_of(value: str) -> tuple[str, int] | None:
    """The token and number that a button's value carries; None: it is no button of ours."""
    token, _, number = value.rpartition(_SEPARATOR)
    if not token or not number.isascii() or not number.isdigit() or len(number) > 3:
        return None
    return token, int(number)
