"""A supporter named behind a command: suggested while they type, and then the way to that one.

Whom somebody can name is the same as in the form (`nameable.py`): their own list of whom they would
rather not decides it, and nobody else's. What comes back is looked up anew, for between the two
somebody may have left; and whoever typed to the end and took no suggestion has a name there.
"""

from bot.events import Event, NameBegun
from bot.flows.asking import way_to_a_peer
from bot.flows.nameable import avoidable, nameable_by
from bot.flows.pressing import Whom, aside
from bot.messages import MOST_SUGGESTIONS, Answer
from bot.model.people import PersonState
from bot.names import begins, is_whole, words_of
from bot.ports import Work
from bot.rendering.naming import suggestion, which_card
from bot.rendering.requests_forms import Nameable
from bot.setting import Setting

#: What is typed of a name is no longer.
MOST_TYPED = 100


def names(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    """Those of a name that begins so, by name; of everybody, as long as nothing is typed."""
    assert isinstance(event, NameBegun)
    wording = whom.wording(setting)
    found = _beginning(event.typed[:MOST_TYPED], _choices_of(whom, work, setting))
    first = found[:MOST_SUGGESTIONS]
    return Answer(suggestions=tuple(suggestion(wording, one) for one in first))


def talk_to(named: str, whom: Whom, work: Work, setting: Setting) -> Answer:
    """The form with that supporter chosen; where it is nobody, or may be several, who is meant is
    asked, and nobody else."""
    named = named[:MOST_TYPED]
    people = _choices_of(whom, work, setting)
    meant = [one for one in people if named == str(one.person)]
    meant = meant or [one for one in people if is_whole(named, one.name)]
    if len(meant) == 1:
        return way_to_a_peer(whom, {"p": meant[0].person}, work, setting)
    near = meant or (_beginning(named, people) if words_of(named) else ())
    return aside(which_card(whom.wording(setting), near), whom, work)


def _beginning(typed: str, people: tuple[Nameable, ...]) -> tuple[Nameable, ...]:
    return tuple(one for one in people if begins(typed, one.name))


def _choices_of(whom: Whom, work: Work, setting: Setting) -> tuple[Nameable, ...]:
    """By name and never by rank: a list that opens while one types is read over a shoulder."""
    person = whom.person
    if person is None or person.state is PersonState.GUEST:
        avoided = person.preferences.avoided if person else ()
        return tuple(one for one in avoidable(work, setting) if one.person not in avoided)
    people = nameable_by(person, work, setting)
    return tuple(sorted(people, key=lambda one: (one.name, one.person)))
