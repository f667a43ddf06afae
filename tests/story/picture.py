"""Makes the README's picture: `python -m tests.story.picture`.

Three phones as the demo opens, on a wide and light screen, from a demo made for it, into
`docs/pictures/three-phones.png`.
"""

import asyncio
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import async_playwright

from tests.chromium import find_chromium
from tests.story.at_the_demo import AtTheDemo
from tests.story.demo_process import ROOT, demo_in

PICTURE = ROOT / "docs" / "pictures" / "three-phones.png"
#: A page of few colours looks the same with as many, at a third of the size.
COLOURS = 128


async def page_as_it_opens(folder: Path, chromium: Path) -> bytes:
    """A PNG of it."""
    demo = demo_in(folder)
    demo.start()
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium)
            at = AtTheDemo(browser, demo)
            desk = await at.open(reduced_motion="reduce", color_scheme="light")
            await desk.stop_the_clock()
            await desk.page.mouse.move(0, 0)
            shot = await desk.page.screenshot()
            await browser.close()
    finally:
        demo.end()
    return shot


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        sys.exit("The picture needs a Chromium; `make test` fetches one.")
    with TemporaryDirectory() as folder:
        shot = asyncio.run(page_as_it_opens(Path(folder) / "demo", chromium))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    few = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
