"""Which copies of pictures platforms are to hold no longer, which files, and what became of taking
one away.

A picture that was changed or taken back, and one of somebody erased, is kept here no longer. Who
left, is suspended or is no supporter now keeps theirs, and may come back; but nobody is shown it,
and no platform needs it. The chart of a report stays as long as the report.
"""

from datetime import timedelta

from bot.model.ids import platform_at
from bot.model.people import Role
from bot.model.pictures import NO_PICTURE, CopyState, PictureCopy, is_published
from bot.model.supporters import SupporterState
from bot.ports import Work

#: How long making a copy may take (choice): then its process died over it.
MADE_WITHIN = timedelta(hours=1)


def unwanted(work: Work) -> tuple[PictureCopy, ...]:
    """Copies to take away now: of pictures that are kept no longer, and those given up."""
    due = [copy for copy in work.picture_copies.all() if copy.due_at <= work.now]
    kept = work.pictures.kept(copy.picture for copy in due)
    return tuple(
        copy
        for copy in due
        if copy.state is not CopyState.SHOWN
        or not (copy.picture in kept or is_published(copy.picture))
    )


def give_up_unshown(work: Work) -> None:
    """Copies of pictures of whoever does not serve: from now on they are to be taken away. It opens
    every supporter's record, so it is done a few times a day."""
    copies = work.picture_copies.all()
    shown = [c for c in copies if c.state is CopyState.SHOWN and not is_published(c.picture)]
    wanted = shown_pictures(work) if shown else frozenset()
    for copy in shown:
        if copy.picture not in wanted:
            work.picture_copies.over(copy.handle, copy.place)


def shown_pictures(work: Work) -> frozenset[int]:
    """Of everybody who serves or waits to: in their entry, or proposed for it."""
    supporters = [s for s in work.supporters.all() if s.state is not SupporterState.SUSPENDED]
    people = work.people.readable(each.person for each in supporters)
    found: set[int | None] = set()
    for supporter in supporters:
        person = people.get(supporter.person)
        if person is None or not person.on_roster or Role.SUPPORTER not in person.roster.roles:
            continue
        found.add(supporter.shown.photo)
        found.add(supporter.proposed.photo if supporter.proposed is not None else None)
    return frozenset(photo for photo in found if photo is not None)


def taken_away(work: Work, copy: PictureCopy) -> None:
    work.picture_copies.forget(copy.id)


def not_yet(work: Work, copy: PictureCopy, wait: timedelta) -> None:
    work.picture_copies.put_off(copy.id, work.now + wait)


def stays(work: Work, copy: PictureCopy) -> None:
    """It cannot be taken away from here, and never will: on record, for the operator."""
    what = "file" if copy.picture == NO_PICTURE else "picture"
    work.audit.add(f"{what} stays at platform", {"platform": platform_at(copy.place)})
    work.picture_copies.forget(copy.id)
