"""The pictures of the fictional supporters pass as any photo does, and tell one from another."""

from io import BytesIO

from PIL import Image

from bot.cli.demo.cast import SUPPORTERS
from bot.cli.demo.portraits import initials, portrait
from bot.photos import SIDE, square_png


def test_a_picture_is_taken_in_as_a_photo_is() -> None:
    png = square_png(portrait("Rosalind Achebe", 3))
    assert isinstance(png, bytes)
    with Image.open(BytesIO(png)) as kept:
        assert kept.size == (SIDE, SIDE)
        assert len(kept.getcolors(SIDE * SIDE) or ()) > 2, "there are letters on it"


def test_no_two_are_alike() -> None:
    pictures = {portrait("Same Name", place) for place in range(len(SUPPORTERS))}
    assert len(pictures) == len(SUPPORTERS)
    assert portrait("Gideon Ashdown", 0) != portrait("Owen Tregarth", 0)


def test_initials_are_of_the_first_and_the_last_name() -> None:
    assert initials("Rafael Montenegro-Diaz") == "RM"
    assert initials("Ana de la Cruz") == "AC"
    assert initials("Cher") == "C"
