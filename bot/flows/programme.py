"""The programme as it is now, live: supporters, training, on call, coverage, the roster's size and
the invitations. Nothing of it is about a member, so that it needs no release."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.flows.pressing import Pressed, Presses, aside
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import Person, Role
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Work
from bot.rendering.programme import Programme, Training, programme_card
from bot.rendering.wording import card, part, to_the_menu
from bot.reports.coverage import covered, gaps
from bot.rota.clock import local_day
from bot.rota.intervals import Interval, joined
from bot.rota.shifts import shifts_between
from bot.rules.facts import rotation_of
from bot.setting import Setting

RUNS_OUT_WITHIN = timedelta(days=60)
ON_CALL_AHEAD = timedelta(days=14)
DAYS_COVERED = 7


def programme(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """For everybody on the roster, as the figures of a quarter are."""
    whom, wording = pressed.whom, pressed.whom.wording(setting)
    if not whom.on_roster:
        organisation = setting.config.organisation.name
        text = wording("report-only-roster", organisation=organisation)
        return aside(card(wording, part(text, to_the_menu(wording))), whom, work)
    return aside(programme_card(wording, programme_now(work, setting)), whom, work)


def programme_now(work: Work, setting: Setting) -> Programme:
    """Of supporters who are on the roster as such."""
    now, zone = work.now, setting.config.organisation.zone
    today = local_day(zone, now)
    people, supporters = _there(work)
    approved = [s for s in supporters if s.state is SupporterState.APPROVED]
    serving = [s for s in approved if s.trained(today)]
    stations = [station for station in work.stations.all() if station.size]
    invited = [station for station in stations if station.invited_at is not None]
    ahead = [p for s in serving for p in s.on_call if p.end > now]
    tomorrow = today + timedelta(days=1)
    return Programme(
        people=sum(station.size for station in stations),
        invited=sum(station.size for station in invited),
        stations=len(stations),
        stations_invited=len(invited),
        serving=len(serving),
        nominated=_count(supporters, SupporterState.NOMINATED),
        suspended=_count(supporters, SupporterState.SUSPENDED),
        ending=_training(
            people,
            [s for s in serving if s.trained_until and s.trained_until <= today + RUNS_OUT_WITHIN],
        ),
        over=_training(people, [s for s in approved if not s.trained(today)]),
        on_call=_names(people, [s for s in serving if s.on_call_at(now)]),
        not_woken=_names(people, [s for s in serving if _cannot_be_woken(s, now, setting)]),
        gaps=gaps([(p.start, p.end) for p in ahead], now, now + ON_CALL_AHEAD),
        days=covered(
            [_serves(s, people[s.person], now, setting) for s in serving],
            tomorrow,
            DAYS_COVERED,
            zone,
        ),
    )


def _there(work: Work) -> tuple[Mapping[PersonId, Person], Sequence[Supporter]]:
    everyone = work.supporters.all()
    people = {
        id_: person
        for id_, person in work.people.readable(each.person for each in everyone).items()
        if person.on_roster and Role.SUPPORTER in person.roster.roles
    }
    return people, [each for each in everyone if each.person in people]


def _count(supporters: Sequence[Supporter], state: SupporterState) -> int:
    return sum(each.state is state for each in supporters)


def _training(
    people: Mapping[PersonId, Person], supporters: Sequence[Supporter]
) -> tuple[Training, ...]:
    """The soonest first; who has none on record is among those not trained yet, and named
    elsewhere."""
    dated = [(s.trained_until, people[s.person].roster.name) for s in supporters if s.trained_until]
    return tuple(Training(name, until) for until, name in sorted(dated))


def _names(people: Mapping[PersonId, Person], supporters: Sequence[Supporter]) -> tuple[str, ...]:
    return tuple(sorted(people[each.person].roster.name for each in supporters))


def _cannot_be_woken(supporter: Supporter, now: datetime, setting: Setting) -> bool:
    ahead = any(period.end > now for period in supporter.on_call)
    return ahead and not (supporter.wake_url or setting.fictional)


def _serves(
    supporter: Supporter, person: Person, now: datetime, setting: Setting
) -> Sequence[Interval]:
    """On shift by the rota (never by their own trades, which are theirs alone), or on call."""
    on_call = [(period.start, period.end) for period in supporter.on_call if period.end > now]
    rotation = rotation_of(person.roster, setting.rotations)
    if rotation is None:
        return joined(on_call)
    end = now + timedelta(days=DAYS_COVERED + 2)
    shifts = shifts_between(rotation, person.roster.shift, now, end)
    return joined((*on_call, *((shift.starts, shift.ends) for shift in shifts)))


PRESSES: Presses = {ActionKind.PROGRAMME: programme}
