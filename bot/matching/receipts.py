"""Receipts: the facts that a score was made of, and the same score made of them again.

Of texts a receipt keeps only the skills that they name: the words of a person are theirs to change
and to take away.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Level, Opportunity, OpportunityKind
from bot.domain.people import Fluency, Profile
from bot.domain.suggestions import Direction, less_for_exposure
from bot.matching.columns import Ground, Offers, People
from bot.matching.lexicon import Lexicon, Named
from bot.matching.ordering import DIGITS
from bot.matching.rules import OFFERS, PEOPLE_FOR_CHALLENGE, Signal, Weights
from bot.matching.signals import Floats, scores
from bot.matching.terms import Terms

Facts = Mapping[str, Any]

_LISTS: Final = ("skills", "sectors", "transitions", "technologies")
PERSON: Final = "person"
"""Where the facts of a person are kept, and the word that stands for their text."""
_OFFER: Final = "opportunity"
_HEADING: Final = "heading"
_CALLED: Final = {
    **dict.fromkeys(("country", "region", "city", "point"), "place"),
    "read": "bio",
}
"""What several facts are together to whoever reads of a change."""
_LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)


class Remembering(Lexicon):
    """Reads of a text what was read of it when the receipt was made."""

    def __init__(self, kept: Mapping[str, Named]) -> None:
        super().__init__()
        self._kept = kept

    def read(self, text: str, languages: Iterable[str] = ()) -> Named:
        """Return what was named by the text of which only a word is left."""
        return self._kept.get(text, Named())


def of_person(profile: Profile, terms: Terms) -> dict[str, Any]:
    """Return what the rules use of a person, without their words."""
    kinds = profile.wanted_kinds
    return {
        **{name: list(getattr(profile, name)) for name in _LISTS},
        "languages": {code: str(level) for code, level in profile.languages.items()},
        "country": profile.country,
        "region": profile.region,
        "city": profile.city,
        "point": _pair(profile.point),
        "kinds": None if kinds is None else [str(kind) for kind in kinds],
        "read": _ids(terms.lexicon.read(profile.bio, profile.languages)),
    }


def of_opportunity(
    opportunity: Opportunity, terms: Terms, read: tuple[Named, Named] | None = None
) -> dict[str, Any]:
    """Return what the rules use of an opportunity, without its words.

    `read` is what its title and its text name, if they were read already (`Offers.named`).
    """
    if read is None:
        texts = opportunity.title, _whole(opportunity.title, opportunity.text)
        title, text = (terms.lexicon.read(one, (opportunity.language,)) for one in texts)
    else:
        title, text = read
    return {
        "kind": str(opportunity.kind),
        "skills": list(opportunity.wanted_skills),
        "topics": list(opportunity.topics),
        "level": opportunity.level and str(opportunity.level),
        **{name: list(getattr(opportunity, name)) for name in _LISTS[1:]},
        "languages": list(opportunity.languages),
        "countries": sorted(opportunity.countries),
        "regions": sorted(opportunity.regions),
        "city": opportunity.city,
        "point": _pair(opportunity.point),
        "mode": opportunity.mode and str(opportunity.mode),
        "heading": _ids(title),
        "read": _ids(text),
    }


def facts(
    person: Facts, opportunity: Facts, parts: Mapping[str, float], exposure: float = 0.0
) -> dict[str, Any]:
    """Return what a score was made of: both sides, and the signals with the likeness used."""
    return {
        PERSON: dict(person),
        _OFFER: dict(opportunity),
        "exposure": exposure,
        "parts": {str(name): value for name, value in parts.items()},
    }


def replayed(direction: Direction, kept: Facts, terms: Terms) -> float | None:
    """Return the score that kept facts give by the rules of today; None if they are gone.

    Of a likeness in meaning its number is a fact of that day: no model is asked again.
    """
    if PERSON not in kept or _OFFER not in kept:
        return None
    person, offer = kept[PERSON], kept[_OFFER]
    remembering = copy(terms)
    remembering.lexicon = Remembering(
        {
            PERSON: named(person["read"]),
            _HEADING: named(offer["heading"]),
            _whole(_HEADING, _OFFER): named(offer["read"]),
        }
    )
    ground = Ground(remembering)
    offers, people = Offers(ground), People(ground)
    made = _opportunity(offer)
    offers.put(made)
    people.put(profile_of(person))
    if direction is Direction.SHORTLIST:
        found, _ = scores(people, offers, PEOPLE_FOR_CHALLENGE)
    else:
        found, _ = scores(people, offers, _weights_of(made.kind), _likeness(kept["parts"]))
    if kept["exposure"]:
        found -= np.float32(less_for_exposure(kept["exposure"]))
    return round(float(found[0]), DIGITS)


def _weights_of(kind: OpportunityKind) -> Weights:
    """Return the weights of a kind, added up in the order in which all kinds are compared."""
    used = dict.fromkeys(signal for weights in OFFERS.values() for signal in weights)
    return {signal: OFFERS[kind].get(signal, 0.0) for signal in used}


def _likeness(parts: Mapping[str, float]) -> Floats | None:
    known = parts.get(Signal.MEANING)
    return None if known is None else np.array([known], dtype=np.float32)


def changed(kept: Facts, profile: Profile, terms: Terms) -> tuple[str, ...]:
    """Name the facts of a profile that are others than a receipt kept."""
    if PERSON not in kept:
        return ()
    then, now = kept[PERSON], of_person(profile, terms)
    different = (name for name, value in now.items() if value != then.get(name, value))
    return tuple(dict.fromkeys(_CALLED.get(name, name) for name in different))


def is_changed(kept: Facts, opportunity: Opportunity, terms: Terms) -> bool:
    """Say whether an opportunity says something else than a receipt kept."""
    then, now = kept.get(_OFFER, {}), of_opportunity(opportunity, terms)
    return any(value != then.get(name, value) for name, value in now.items())


def _whole(title: str, text: str) -> str:
    """Return all that an opportunity says, as it is read (`Offers.put`)."""
    return f"{title}. {text}"


def _ids(named: Named) -> dict[str, list[str]]:
    """Return the skills that a text names, by how it names them, without empty lists."""
    lists = {one.name: sorted(getattr(named, one.name)) for one in fields(named)}
    return {name: ids for name, ids in lists.items() if ids}


def named(kept: Mapping[str, Iterable[str]]) -> Named:
    """Return what was read of a text, from what was kept of it."""
    known = {one.name for one in fields(Named)}
    return Named(**{name: frozenset(ids) for name, ids in kept.items() if name in known})


def _pair(point: Point | None) -> list[float] | None:
    return [point.latitude, point.longitude] if point else None


def _point(pair: list[float] | None) -> Point | None:
    return Point(*pair) if pair else None


def profile_of(person: Facts) -> Profile:
    """Return a profile with the facts that were kept; its text is the word that stands for it."""
    lists: dict[str, Any] = {name: tuple(person[name]) for name in _LISTS}
    kinds = person.get("kinds")  # receipts of before know nothing of it
    return Profile(
        person_id=1,
        consented_at=_LONG_AGO,
        updated_at=_LONG_AGO,
        **lists,
        languages={code: Fluency(level) for code, level in person["languages"].items()},
        country=person["country"],
        region=person["region"],
        city=person["city"],
        point=_point(person["point"]),
        wanted_kinds=None if kinds is None else tuple(map(OpportunityKind, kinds)),
        bio=PERSON,
    )


def _opportunity(offer: Facts) -> Opportunity:
    lists: dict[str, Any] = {name: tuple(offer[name]) for name in _LISTS[1:]}
    return Opportunity(
        id=_OFFER,
        kind=OpportunityKind(offer.get("kind", OpportunityKind.CHALLENGE)),
        language="en",
        title=_HEADING,
        text=_OFFER,
        wanted_skills=tuple(offer["skills"]),
        topics=tuple(offer.get("topics", ())),
        level=Level(offer["level"]) if offer.get("level") else None,
        **lists,
        languages=tuple(offer["languages"]),
        countries=frozenset(offer["countries"]),
        regions=frozenset(offer["regions"]),
        city=offer["city"],
        point=_point(offer["point"]),
        mode=Mode(offer["mode"]) if offer["mode"] else None,
    )
