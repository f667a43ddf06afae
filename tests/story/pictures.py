"""Pictures of the page as it is, wide and narrow, light and dark, into `build/screenshots/`: they
are there to be looked at, and no test depends on them."""

from typing import Literal

from tests.story.at_the_demo import Desk
from tests.story.demo_process import ROOT

FOLDER = ROOT / "build" / "screenshots"
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: milliseconds that the page may take to lie still
STILL = 200


async def take_pictures(desk: Desk, name: str) -> None:
    """Four of what is on the page now; a narrow screen shows the first phone. Afterwards it is as
    wide and as light as before."""
    page = desk.page
    for shape, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await page.wait_for_timeout(STILL)
            await page.screenshot(path=FOLDER / f"{name}-{shape}-{scheme}.png")
    width, height = SIZES["wide"]
    await page.set_viewport_size({"width": width, "height": height})
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
