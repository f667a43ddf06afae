"""The Home tab: drawn when it is opened, and again when something of what it says has changed."""

from bot.events import ButtonPressed, Event, HomeOpened
from bot.messages import Answer, Image, Message, Section
from tests.adapters.local.samples import portrait
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import FOOTER, NOTIFICATION, card
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.screen import SeenView


async def drawn(at: SlackHarness, user: FakeUser) -> SeenView:
    await at.slack.quiet()
    assert user.home is not None
    return user.home


async def test_a_page_that_is_turned_is_drawn_in_its_place(at: SlackHarness) -> None:
    ana = at.person("ana")
    at.core.answer(Answer(aside=card("Page 1", buttons=("Next",), token="a1")))
    home = await (await ana.open_home()).home()
    at.core.answer(Answer(redraw=card("Page 2", buttons=("Previous",), token="a2")))
    await ana.press("Next", home)
    assert (await drawn(at, ana)).texts == ("Page 2", FOOTER)
    assert ana.modal is None
    assert ana.from_app == []
    at.core.answer(Answer(redraw=card("Page 1", buttons=("Next",), token="a3")))
    await ana.press("Previous", await drawn(at, ana))
    pressed = at.core.events[-1]
    assert isinstance(pressed, ButtonPressed)
    assert pressed.token == "a2"


async def test_it_is_drawn_anew_when_what_it_says_has_changed(at: SlackHarness) -> None:
    ana, ben = at.person("ana"), at.person("ben")

    async def script(event: Event) -> Answer:
        if isinstance(event, HomeOpened):
            again = sum(isinstance(each, HomeOpened) for each in at.core.events) > 1
            return Answer(aside=card("Bonjour" if again else "Hello", buttons=("A",), token="a1"))
        return Answer(aside=card("From now on in French."), home_changed=True)

    at.core.follow(script)
    home = await (await ana.open_home()).home()
    assert home.texts[0] == "Hello"
    await ana.press("A", home)
    assert (await drawn(at, ana)).texts[0] == "Bonjour"
    assert ana.modal is not None
    assert ana.modal.texts[0] == "From now on in French."
    assert ben.home is None
    ids = [event.id for event in at.core.events]
    assert len(set(ids)) == len(ids), "each is handled once, and this is another"


async def test_it_does_not_wait_for_pictures(at: SlackHarness) -> None:
    """What can be read is there at once; the pictures follow."""
    ana, photo = at.person("ana"), Image(portrait((90, 90, 90)), "A picture of Gia")
    message = Message((Section("Station 2", "Gia Romano", photo),), NOTIFICATION, footer=FOOTER)
    at.core.answer(Answer(aside=message))
    await ana.open_home()
    await at.slack.quiet()
    order = [call.method for call in at.slack.calls if call.method in METHODS]
    assert order == ["views.publish", *METHODS[1:], "views.publish"]
    home = await drawn(at, ana)
    assert home.texts == ("Gia Romano", "Station 2", FOOTER)
    assert home.pictures == ("A picture of Gia",)
    await ana.open_home()
    await at.slack.quiet()
    assert len([call for call in at.slack.calls if call.method == "views.publish"]) == 3


METHODS = ("views.publish", "files.getUploadURLExternal", "files.completeUploadExternal")
