"""What coordinators see of a quarter, and everybody on the roster with them: the very same card."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import Card, Image, Style
from bot.model.actions import ActionKind
from bot.model.pictures import published_id
from bot.model.quarters import Quarter
from bot.ports import Release
from bot.rendering.paging import page_of
from bot.rendering.report_words import (
    alternative_text,
    cell_lines,
    group_words,
    quarter_words,
    year_words,
)
from bot.rendering.wording import Choice, Part, Wording, card, choice, part, to_the_menu
from bot.reports.figures import Figures
from bot.reports.pictures import picture_in
from bot.routing.eligibility import primary
from prompts.dates import spoken_date
from prompts.library import FIRST_LANGUAGE

A_PAGE = 6


@dataclass(frozen=True, slots=True)
class ReportShown:
    """`release` is the one that is looked at, of these `quarters`, the latest first; None: there is
    none yet. `coming` is told next, when it is over."""

    release: Release | None
    quarters: Sequence[Quarter]
    coming: Quarter


def report_card(wording: Wording, shown: ReportShown) -> Card:
    """The chart, what it means, and when the next one comes."""
    heading = wording("report-heading")
    if shown.release is None:
        text = wording(
            "report-none-yet",
            number=shown.coming.number,
            year=str(shown.coming.year),
            day=_comes_on(wording, shown.coming),
        )
        uptake = wording("report-uptake")
        return card(
            wording,
            part(wording("report-intro"), heading=heading),
            part(f"{text}\n{uptake}"),
            part("", _to_programme(wording), to_the_menu(wording)),
        )
    figures = shown.release.figures
    return card(
        wording,
        part(wording("report-intro"), heading=heading),
        *_picture(wording, shown.release),
        part("\n".join(_explained(wording, shown))),
        part("", *_around(wording, shown, figures), _to_programme(wording), to_the_menu(wording)),
    )


def report_words_card(wording: Wording, shown: ReportShown, wanted: int) -> Card:
    """The same in words, a few groups a page."""
    assert shown.release is not None  # no button leads here where there is none
    figures = shown.release.figures
    page, groups = page_of(figures.groups, wanted, most=A_PAGE)
    number = number_of(figures.quarter)
    more = () if page.count == 1 else (_words(wording, number, (page.number + 1) % page.count),)
    back = choice(wording("button-report-figures"), ActionKind.REPORT, q=number)
    return card(
        wording,
        part(heading=quarter_words(wording, figures.quarter)),
        *(
            part(
                "\n".join(cell_lines(wording, group, figures.floor)),
                heading=group_words(wording, group.group),
            )
            for group in groups
        ),
        *_year(wording, figures),
        part(wording("report-counted", number=figures.floor), *more, back, to_the_menu(wording)),
    )


def number_of(quarter: Quarter) -> int:
    """As a button remembers it: 20261."""
    return quarter.year * 10 + quarter.number


def _words(wording: Wording, number: int, page: int) -> Choice:
    return choice(wording("button-report-more"), ActionKind.REPORT, q=number, w=page)


def _picture(wording: Wording, release: Release) -> tuple[Part, ...]:
    """In words where none could be drawn, as many groups as a page has."""
    alt = alternative_text(wording, release.figures)
    languages = (wording.language, primary(wording.language), FIRST_LANGUAGE)
    picture = picture_in(release.picture, *languages)
    if not picture:
        return (part(alt),)
    return (part(image=Image(picture, alt, stored=published_id(picture))),)


def _year(wording: Wording, figures: Figures) -> tuple[Part, ...]:
    if figures.year is None:
        return ()
    heading, lines = year_words(wording, figures.quarter, figures.year)
    return (part("\n".join(lines), heading=heading),)


def _explained(wording: Wording, shown: ReportShown) -> list[str]:
    assert shown.release is not None
    figures = shown.release.figures
    lines = [wording("report-counted", number=figures.floor)]
    if all(group.response is None for group in figures.groups):
        few = wording("report-too-few", number=figures.floor)
        lines = [few, wording("report-uptake")]
    return [*lines, wording("report-next", day=_comes_on(wording, shown.coming))]


def _around(wording: Wording, shown: ReportShown, figures: Figures) -> list[Choice]:
    """The quarters beside this one, and this one in words."""
    at = shown.quarters.index(figures.quarter)
    label = wording("button-report-words")
    found = [choice(label, ActionKind.REPORT, q=number_of(figures.quarter), w=0)]
    if at + 1 < len(shown.quarters):
        earlier = number_of(shown.quarters[at + 1])
        found.append(choice(wording("button-report-earlier"), ActionKind.REPORT, q=earlier))
    if at:
        later = number_of(shown.quarters[at - 1])
        found.append(choice(wording("button-report-later"), ActionKind.REPORT, q=later))
    return found


def _to_programme(wording: Wording) -> Choice:
    return choice(wording("button-report-programme"), ActionKind.PROGRAMME, Style.PRIMARY)


def _comes_on(wording: Wording, quarter: Quarter) -> str:
    return spoken_date(wording.language, quarter.next.first_day)
