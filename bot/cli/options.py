"""What commands have in common."""

from datetime import datetime
from typing import Any

import click


class Moment(click.DateTime):
    """A day, or a day and time; what is none is told by an example, and not by a format."""

    def __init__(self, like: str, *formats: str) -> None:
        super().__init__(formats)
        self._like = like

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            found = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"write {self._like}.", param, ctx)
        assert isinstance(found, datetime)
        return found


class Whole(click.IntRange):
    """A whole number; what is none is told its bounds, and not by a type's name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"write a whole number from {self.min:,} to {self.max:,}.", param, ctx)
