"""From records to what routing knows: who asks, who could be asked, and the rules' numbers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.config.models import Ladder
from bot.flows.same_people import then_and_now
from bot.model.ids import PersonId
from bot.model.people import Person, Role, RosterFacts
from bot.model.requests import Request, Urgency
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Caseload, Work
from bot.rota.clock import local_day
from bot.routing.chain import above, evaluators
from bot.routing.facts import Asker, Candidate, Load
from bot.routing.ladder import Spans
from bot.routing.notices import NoticeTimes
from bot.routing.pool import Pool, pool
from bot.setting import Setting

NOTHING_IN_HAND = Caseload(open=0, new_today=0)


def pool_for(request: Request, work: Work, setting: Setting) -> Pool:
    """Everybody who may be asked for this request, in order, by the records as they are now."""
    return pool(asker_of(request, work, setting), candidates_for(request, work, setting))


def asker_of(request: Request, work: Work, setting: Setting) -> Asker:
    """Who asks, with their preferences and all who stand above them."""
    member = work.people.get(request.member)
    rosters = with_all_above([member.id], work)
    day = today(work, setting)
    return Asker(
        person=member.id,
        language=request.wishes.language,
        station=member.roster.station,
        topic=request.wishes.topic,
        named=request.wishes.named,
        preferred=member.preferences.preferred,
        avoided=then_and_now(member.preferences.avoided, work),
        declined=then_and_now(request.declined_by_member, work),
        above=then_and_now(above(member.id, rosters, day), work),
        evaluators=then_and_now(evaluators(member.roster, day), work),
        no_officers=member.preferences.no_officers,
        other_station=_wants_other_station(member, work, setting),
    )


def candidates_for(
    request: Request, work: Work, setting: Setting, *, only: PersonId | None = None
) -> tuple[Candidate, ...]:
    """Every supporter as routing sees them for this request, or `only` one. A keyed draw, the
    same for the same request and supporter, decides between equals."""
    everybody = candidates(work, setting, only=only)
    live = work.requests.live_now_offers(each.person for each in everybody)
    earlier = work.people.get(request.member).roster.formerly
    return tuple(
        replace(
            each,
            load=replace(each.load, live_now_offers=live.get(each.person, 0)),
            draw=work.draw("routing", str(request.id), str(each.person)),
            above=each.above if each.above.isdisjoint(earlier) else each.above | {request.member},
        )
        for each in everybody
    )


def candidates(
    work: Work, setting: Setting, *, only: PersonId | None = None
) -> tuple[Candidate, ...]:
    """Every supporter with what they have in hand, for no request in particular."""
    supporters = [s for s in work.supporters.all() if only is None or s.person == only]
    people = work.people.readable(s.person for s in supporters)
    rosters = with_all_above(people, work)
    in_hand = work.requests.caseloads(people)
    return tuple(
        _candidate(
            supporter,
            people[supporter.person],
            above(supporter.person, rosters, today(work, setting)),
            in_hand.get(supporter.person, NOTHING_IN_HAND),
            work,
            setting,
        )
        for supporter in supporters
        if supporter.person in people
    )


def serves(supporter: Supporter | None, person: Person, day: date) -> bool:
    """Approved, trained and still here: may be asked, named, and go on with a conversation."""
    return (
        supporter is not None
        and supporter.state is SupporterState.APPROVED
        and supporter.trained(day)
        and person.on_roster
    )


def still_serves(person: PersonId, work: Work, setting: Setting) -> bool:
    """The same of somebody who may have left altogether; who cannot be read cannot be written to,
    and so does not serve."""
    found = work.people.readable([person]).get(person)
    return found is not None and serves(work.supporters.get(person), found, today(work, setting))


def ladder_of(urgency: Urgency, setting: Setting) -> Ladder:
    """The deadlines of that urgency."""
    policy = setting.config.requests
    return {Urgency.NOW: policy.now, Urgency.TODAY: policy.today, Urgency.WEEK: policy.week}[
        urgency
    ]


def spans_of(urgency: Urgency, setting: Setting) -> Spans:
    """Those of them that the ladder goes by."""
    ladder = ladder_of(urgency, setting)
    return Spans(
        offer=timedelta(minutes=ladder.offer_minutes),
        waiting=timedelta(minutes=ladder.waiting_minutes),
    )


def time_for_yes(request: Request, setting: Setting) -> timedelta:
    """How long a member has for a yes, and how much longer a silent supporter is given."""
    return timedelta(minutes=ladder_of(request.wishes.urgency, setting).yes_minutes)


def notice_times(setting: Setting) -> NoticeTimes:
    """When coordinators hear, on the organisation's clock."""
    return NoticeTimes(setting.config.organisation.zone, setting.config.requests.notice_hours)


def today(work: Work, setting: Setting) -> date:
    """The organisation's own day: training and ties end by it."""
    return local_day(setting.config.organisation.zone, work.now)


def with_all_above(people: Iterable[PersonId], work: Work) -> dict[PersonId, RosterFacts]:
    """The roster facts of these people and of everybody above them, level by level. Somebody whose
    record is damaged counts as above, and nobody further up is known by them."""
    rosters: dict[PersonId, RosterFacts] = {}
    missing = set(people)
    while missing:
        found = work.people.readable(sorted(missing))
        rosters |= {id_: person.roster for id_, person in found.items()}
        seen = set(rosters) | missing
        missing = {
            one for person in found.values() for one in _ties(person.roster) if one not in seen
        }
    return rosters


def _ties(roster: RosterFacts) -> set[PersonId]:
    ties = {tie.person for tie in roster.former_ties}
    return ties | ({roster.supervisor} if roster.supervisor is not None else set())


def _candidate(
    supporter: Supporter,
    person: Person,
    above_them: frozenset[PersonId],
    in_hand: Caseload,
    work: Work,
    setting: Setting,
) -> Candidate:
    policy = setting.config.requests
    cap = supporter.caseload_cap
    return Candidate(
        person=person.id,
        on_roster=person.on_roster,
        approved=supporter.state is SupporterState.APPROVED,
        trained=supporter.trained(today(work, setting)),
        available=supporter.available,
        on_call=supporter.on_call_at(work.now),
        languages=frozenset((person.roster.language, *supporter.shown.languages)),
        topics=frozenset(supporter.shown.topics),
        station=person.roster.station,
        officer=person.roster.rank in setting.config.organisation.officer_ranks,
        coordinator=Role.COORDINATOR in person.roster.roles,
        above=above_them,
        load=Load(
            open=in_hand.open,
            new_today=in_hand.new_today,
            dropped=in_hand.dropped,
            most_open=policy.caseload if cap is None else cap,
            most_new_a_day=policy.new_a_day,
        ),
    )


def _wants_other_station(member: Person, work: Work, setting: Setting) -> bool:
    """As the member chose; by itself where a station is so small that everybody knows everybody."""
    if member.preferences.other_station is not None:
        return member.preferences.other_station
    station = work.stations.get(member.roster.station) if member.roster.station else None
    return station is not None and station.size < setting.config.requests.small_station
