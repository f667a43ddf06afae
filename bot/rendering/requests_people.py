"""How two people are shown to each other: name, station, the way to reach, a picture."""

from bot.messages import Image, Section
from bot.model.ids import Account, PersonId
from bot.model.people import Person
from bot.model.requests import Reach, Request, When
from bot.ports import Work
from bot.rendering.wording import Part, Wording
from bot.setting import Setting

WHEN = {
    When.NOW: "request-when-now",
    When.WITHIN_THE_HOUR: "request-when-hour",
    When.AFTER_SHIFT: "request-when-shift",
    When.COMING_DAYS: "request-when-days",
}


def shown_name(request: Request, member: Person) -> str:
    """The roster's name; what they typed to be called where the roster does not know them."""
    return request.wishes.call_me or member.roster.name


def name_and_station(name: str, person: Person, wording: Wording) -> str:
    """`Sam Ortiz, Station 4`."""
    if not person.roster.station:
        return name
    return wording("request-name-station", name=name, station=person.roster.station)


def name_of(person: PersonId, work: Work) -> str:
    """ "" for somebody who is not there any more."""
    found = work.people.readable([person]).get(person)
    return found.roster.name if found is not None else ""


def portrait(person: PersonId, name: str, work: Work) -> Image | None:
    """The picture of the supporter's own entry, once it was approved."""
    supporter = work.supporters.get(person)
    photo = supporter.shown.photo if supporter is not None else None
    picture = work.pictures.get(photo) if photo is not None else None
    return None if picture is None else Image(picture.png, alt=name, stored=picture.id)


def way_part(text: str, reader: Person, other: Person, request: Request, wording: Wording) -> Part:
    """How they reach each other; with a way to write where both are in one workspace."""
    writes = request.wishes.reach in (Reach.HERE, Reach.GROUP)
    talk_to = shared_account(reader, other, wording.setting) if writes else None
    label = wording("request-write-to") if talk_to is not None else ""
    return Part(Section(text=text, talk_to=talk_to, talk_label=label))


def shared_account(reader: Person, other: Person, setting: Setting) -> Account | None:
    """The other's account in a workspace where the reader has one as well."""
    places = {each.place for each in reader.accounts if each.platform in setting.capabilities}
    return next((each for each in other.accounts if each.place in places), None)


def group_chat_of(one: Person, other: Person, setting: Setting) -> tuple[Account, Account] | None:
    """The accounts of both in the first workspace where a conversation of the two and the bot can
    be opened; None where there is none."""
    theirs = {each.place: each for each in other.accounts}
    for own in one.accounts:
        if own.place in theirs and opens_group_chats(own, setting):
            return own, theirs[own.place]
    return None


def opens_group_chats(account: Account, setting: Setting) -> bool:
    """Whether its platform can."""
    capabilities = setting.capabilities.get(account.platform)
    return capabilities is not None and capabilities.group_chats
