"""Things with sensible defaults; a test overrides what it is about."""

from dataclasses import replace
from datetime import date

from bot.domain.broadcasts import Audience, Broadcast, BroadcastState
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import Person

from .conftest import NOW


def a_challenge(person: Person, **changes: object) -> Challenge:
    """Make a submitted challenge."""
    made = Challenge(
        id=0,
        person_id=person.id,
        hub="kranj",
        state=ChallengeState.SUBMITTED,
        language="sl",
        company="Tovarna",
        contact="Maja",
        title="Tišja linija",
        problem="Embalaža ropota.",
        skills=("packaging-design", "acoustics"),
        place=None,
        deadline_on=date(2027, 3, 1),
        submitted_at=NOW,
    )
    return replace(made, **changes)


def a_broadcast(person: Person, **changes: object) -> Broadcast:
    """Make a confirmed broadcast."""
    made = Broadcast(
        id=0,
        author_id=person.id,
        hub=None,
        audience=Audience.EVERYONE,
        texts={"en": "Hello", "sl": "Živjo"},
        state=BroadcastState.CONFIRMED,
        recipients=2,
        confirmed_at=NOW,
    )
    return replace(made, **changes)
