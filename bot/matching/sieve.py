"""A quick sieve before the rules: who surely may not take part, for many at a time.

It only leaves out, and only whom `domain/eligibility.py` refuses, too; what passes is judged by
that pure function before anybody sees it.
"""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.entries import Mode
from bot.domain.opportunities import OpportunityKind
from bot.domain.people import ORGANISATIONS, ApplicantType
from bot.matching.columns import KINDS, MODES, TYPES, Offers, People
from bot.matching.signals import distance

Mask = NDArray[np.bool_]

_SEVERAL: Final = TYPES[ApplicantType.ASSOCIATION] | TYPES[ApplicantType.GROUP]
_AGELESS: Final = sum(TYPES[one] for one in ORGANISATIONS)
_HELD: Final = KINDS[OpportunityKind.TRAINING] | KINDS[OpportunityKind.EVENT]
_ROUNDING: Final = 1.005
"""Distances are of single precision here: near the edge the exact rule decides."""
_ROUNDING_KM: Final = 2.0
_WORKS: Final = 50
"""The fluency of B1."""


def possible(people: People, offers: Offers, today: date) -> Mask:
    """Say whom the rules may accept or ask, of one person and many opportunities or vice versa."""
    passing = people.present & offers.present & ~people.row("paused")
    passing &= _open(offers, today)
    passing &= _place(people, offers) & _language(people, offers)
    passing &= _type(people, offers) & _age(people, offers, today)
    experience = people.row("experience")
    passing &= (experience < 0) | (experience >= offers.row("experience"))
    passing &= _wishes(people, offers) & _travel(people, offers)
    return passing & ~_is_away(people, offers)


def _open(offers: Offers, today: date) -> Mask:
    day = today.toordinal()
    opens, closes = offers.row("opens"), offers.row("closes")
    found: Mask = (opens <= day) & (closes >= day) & ~offers.row("full")
    return found


def _place(people: People, offers: Offers) -> Mask:
    """Check countries and regions; lists that may lack somebody refuse nobody."""
    country, region = people.row("country"), people.row("region")
    has_countries, has_regions = offers["limited"]
    outside = has_countries & ~offers.row("may_lack") & (country > 0)
    outside = outside & ~offers.allowed("countries", country)
    elsewhere = has_regions & (region > 0) & ~offers.allowed("regions", region)
    found: Mask = ~outside & ~elsewhere
    return found


def _language(people: People, offers: Offers) -> Mask:
    a, b = people["speaks"], offers["languages"]
    rows = min(len(a), len(b))
    works = (a[:rows] >= _WORKS) & (b[:rows] > 0)
    found: Mask = works.any(axis=0) | offers.row("any_language")
    return found


def _type(people: People, offers: Offers) -> Mask:
    types, who = offers.row("types"), people.row("type")
    passing = (types == 0) | (who == 0) | ((types & who) > 0)
    found: Mask = passing & ~((offers.row("team") == 1) & ((who & _SEVERAL) > 0))
    return found


def _age(people: People, offers: Offers, today: date) -> Mask:
    born, who = people.row("born"), people.row("type")
    age = today.year - born
    least, most = offers["ages"]
    inside = (age >= least) & (age <= most)
    inside &= (age >= 18) | (people.row("consent") >= 0)
    found: Mask = (born == 0) | ((who & _AGELESS) > 0) | inside
    return found


def _wishes(people: People, offers: Offers) -> Mask:
    chosen = people.row("kinds")
    wanted = (chosen == 0x80) | ((chosen & offers.row("kind")) > 0)
    mine, theirs = people.row("team"), offers.row("team")
    against = ((mine == 1) & (theirs == 2)) | ((mine == 2) & (theirs == 1))
    found: Mask = wanted & ~against
    return found


def _travel(people: People, offers: Offers) -> Mask:
    mode, limit = offers.row("mode"), people.row("travel")
    stays = limit < 0
    is_event = offers.row("kind") == KINDS[OpportunityKind.EVENT]
    half = (mode == MODES[Mode.HYBRID]) & ~is_event & stays
    # Not known is nan, and nothing is farther than nan.
    with np.errstate(invalid="ignore"):
        far = distance(people, offers) > limit * _ROUNDING + _ROUNDING_KM
    found: Mask = ~half & ~((mode == MODES[Mode.ONSITE]) & (stays | far))
    return found


def _is_away(people: People, offers: Offers) -> Mask:
    first, last = people["away"]
    starts, ends = offers["dates"]
    is_held = (offers.row("kind") & _HELD) > 0
    found: Mask = is_held & (first > 0) & (starts <= last) & (first <= ends)
    return found
