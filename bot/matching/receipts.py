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
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import Fluency, Profile
from bot.matching.columns import Ground, Offers, People
from bot.matching.lexicon import Lexicon, Named
from bot.matching.rules import OFFERS, PEOPLE_FOR_CHALLENGE, Weights, less_for_exposure
from bot.matching.signals import scores
from bot.matching.terms import Terms

Facts = Mapping[str, Any]

_LISTS: Final = ("skills", "sectors", "transitions", "technologies")
_PERSON: Final = "person"
_OFFER: Final = "opportunity"
_HEADING: Final = "heading"
_LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)


class _Kept(Lexicon):
    """Reads of a text what was read of it when the receipt was made."""

    def __init__(self, kept: Mapping[str, Named]) -> None:
        super().__init__()
        self._kept = kept

    def read(self, text: str, languages: Iterable[str] = ()) -> Named:
        """Return what was named by the text of which only a word is left."""
        return self._kept.get(text, Named())


def facts(
    opportunity: Opportunity, profile: Profile, scored: Scored, exposure: float, terms: Terms
) -> dict[str, Any]:
    """Return what a score on a shortlist was made of."""
    read = terms.lexicon.read
    languages = (opportunity.language,)
    return {
        _PERSON: {
            **{name: list(getattr(profile, name)) for name in _LISTS},
            "languages": {code: str(level) for code, level in profile.languages.items()},
            "country": profile.country,
            "region": profile.region,
            "city": profile.city,
            "point": _pair(profile.point),
            "read": _ids(read(profile.bio, profile.languages)),
        },
        _OFFER: {
            "skills": list(opportunity.wanted_skills),
            **{name: list(getattr(opportunity, name)) for name in _LISTS[1:]},
            "languages": list(opportunity.languages),
            "countries": sorted(opportunity.countries),
            "regions": sorted(opportunity.regions),
            "city": opportunity.city,
            "point": _pair(opportunity.point),
            "mode": opportunity.mode and str(opportunity.mode),
            "heading": _ids(read(opportunity.title, languages)),
            "read": _ids(read(_whole(opportunity.title, opportunity.text), languages)),
        },
        "exposure": exposure,
        "parts": dict(scored.parts),
    }


def replayed(kept: Facts, terms: Terms) -> float | None:
    """Return the score that kept facts give by the rules of today; None if they are gone."""
    if _PERSON not in kept or _OFFER not in kept:
        return _sum(kept.get("parts"), OFFERS[OpportunityKind.CHALLENGE])
    person, offer = kept[_PERSON], kept[_OFFER]
    remembering = copy(terms)
    remembering.lexicon = _Kept(
        {
            _PERSON: _named(person["read"]),
            _HEADING: _named(offer["heading"]),
            _whole(_HEADING, _OFFER): _named(offer["read"]),
        }
    )
    ground = Ground(remembering)
    offers, people = Offers(ground), People(ground)
    offers.put(_opportunity(offer))
    people.put(_profile(person))
    found, _ = scores(people, offers, PEOPLE_FOR_CHALLENGE)
    if kept["exposure"]:
        found -= np.float32(less_for_exposure(kept["exposure"]))
    return round(float(found[0]), 4)


def changed(kept: Facts, profile: Profile, terms: Terms) -> tuple[str, ...]:
    """Name the facts of a profile that are others than a receipt kept."""
    person = kept.get(_PERSON)
    if person is None:
        return ()
    read = terms.lexicon.read(profile.bio, profile.languages)
    now: dict[str, Any] = {
        **{name: list(getattr(profile, name)) for name in _LISTS},
        "languages": {code: str(level) for code, level in profile.languages.items()},
        "place": [profile.country, profile.region, profile.city, _pair(profile.point)],
        "bio": _ids(read),
    }
    then = {
        **{name: person[name] for name in (*_LISTS, "languages")},
        "place": [person[name] for name in ("country", "region", "city", "point")],
        "bio": person["read"],
    }
    return tuple(name for name, value in now.items() if value != then[name])


def _sum(parts: Mapping[str, float] | None, weights: Weights) -> float | None:
    """Return the sum of kept signals: what a model found alike cannot be made of facts again."""
    if not parts:
        return None
    return round(sum(weight * parts.get(signal, 0.0) for signal, weight in weights.items()), 4)


def _whole(title: str, text: str) -> str:
    """Return all that an opportunity says, as it is read (`Offers.put`)."""
    return f"{title}. {text}"


def _ids(named: Named) -> dict[str, list[str]]:
    """Return the skills that a text names, by how it names them, without empty lists."""
    lists = {one.name: sorted(getattr(named, one.name)) for one in fields(named)}
    return {name: ids for name, ids in lists.items() if ids}


def _named(kept: Mapping[str, Iterable[str]]) -> Named:
    known = {one.name for one in fields(Named)}
    return Named(**{name: frozenset(ids) for name, ids in kept.items() if name in known})


def _pair(point: Point | None) -> list[float] | None:
    return [point.latitude, point.longitude] if point else None


def _point(pair: list[float] | None) -> Point | None:
    return Point(*pair) if pair else None


def _profile(person: Facts) -> Profile:
    lists: dict[str, Any] = {name: tuple(person[name]) for name in _LISTS}
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
        bio=_PERSON,
    )


def _opportunity(offer: Facts) -> Opportunity:
    lists: dict[str, Any] = {name: tuple(offer[name]) for name in _LISTS[1:]}
    return Opportunity(
        id="challenge:0",
        kind=OpportunityKind.CHALLENGE,
        language="en",
        title=_HEADING,
        text=_OFFER,
        wanted_skills=tuple(offer["skills"]),
        **lists,
        languages=tuple(offer["languages"]),
        countries=frozenset(offer["countries"]),
        regions=frozenset(offer["regions"]),
        city=offer["city"],
        point=_point(offer["point"]),
        mode=Mode(offer["mode"]) if offer["mode"] else None,
    )
