"""The rules of ranking: fixed weights and thresholds, public and the same for everybody.

People for a challenge are ordered by `PEOPLE_FOR_CHALLENGE` alone: facts that people stated, the
words of their own text, how near they are and how often they were shown before. No age, no
gender, no name, nothing learned. `docs/matching.md` explains each number.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.domain.opportunities import OpportunityKind

RULE_VERSION: Final = "2026-11-22.2"
"""Part of each receipt: raise it with every change of what is below."""

RELATED: Final = 0.8
"""How much a related skill counts of what `relations.yaml` says."""
READ_WANTED: Final = 0.6
"""How much a skill counts that an opportunity names in its text only."""
READ_DONE: Final = 0.7
"""… that a person names in their own text only."""
HINTED_WANTED: Final = 0.3
"""… whose subject an opportunity speaks about."""
HINTED_DONE: Final = 0.5
"""… whose subject a person speaks about."""
MENTIONED: Final = 0.5
"""How much of a wish a training fulfils that names the skill in its text only."""


class Signal(StrEnum):
    """What is compared, each 0 to 1."""

    COVER = "cover"
    """Wanted skills that the person has, or nearly has, by stated facts and by both texts."""
    SHARED = "shared"
    """Stated terms of both sides, as a share of all their terms."""
    MEANING = "meaning"
    """Likeness of both texts, by the model; never used for people for a challenge."""
    NEAR = "near"
    LANGUAGE = "language"
    SECTOR = "sector"
    TRANSITION = "transition"
    TECHNOLOGY = "technology"
    KIND = "kind"
    """Whether the person chose this kind of opportunity."""
    WISH = "wish"
    """A skill is taught that the person wishes to learn."""
    KNOWN = "known"
    """A skill is taught, not for the advanced, that the person has."""
    LOCAL = "local"
    """Meant for the region or the country of the person."""
    OPEN = "open"
    """Always 1: what being allowed says. Rules of funding are narrow, so it says much there."""


Weights = Mapping[Signal, float]

PEOPLE_FOR_CHALLENGE: Final[Weights] = {
    Signal.COVER: 0.45,
    Signal.SHARED: 0.30,
    Signal.NEAR: 0.07,
    Signal.TECHNOLOGY: 0.05,
    Signal.SECTOR: 0.05,
    Signal.TRANSITION: 0.03,
    Signal.LANGUAGE: 0.05,
}

OFFERS: Final[Mapping[OpportunityKind, Weights]] = {
    OpportunityKind.CHALLENGE: {
        Signal.COVER: 0.45,
        Signal.MEANING: 0.25,
        Signal.SHARED: 0.20,
        Signal.NEAR: 0.05,
        Signal.LANGUAGE: 0.05,
        Signal.TECHNOLOGY: 0.05,
        Signal.KIND: 0.05,
        Signal.OPEN: -0.05,
    },
    OpportunityKind.TRAINING: {
        Signal.MEANING: 0.40,
        Signal.WISH: 0.25,
        Signal.NEAR: 0.10,
        Signal.TECHNOLOGY: 0.05,
        Signal.KIND: 0.10,
        Signal.LANGUAGE: 0.05,
        Signal.KNOWN: -0.15,
        Signal.OPEN: -0.05,
    },
    OpportunityKind.FUNDING: {
        Signal.MEANING: 0.30,
        Signal.LOCAL: 0.30,
        Signal.KIND: 0.20,
        Signal.SHARED: 0.05,
        Signal.TRANSITION: 0.05,
        Signal.OPEN: 0.10,
    },
    OpportunityKind.EVENT: {
        Signal.COVER: 0.25,
        Signal.MEANING: 0.20,
        Signal.SHARED: 0.15,
        Signal.NEAR: 0.15,
        Signal.KIND: 0.05,
        Signal.TRANSITION: 0.10,
        Signal.LANGUAGE: 0.05,
    },
}
"""A person and an opportunity, whichever of the two looks for the other; a challenge looks for
people by `PEOPLE_FOR_CHALLENGE` only."""

SHOWN_TO_STAFF: Final = 0.30
"""The least score on a shortlist: what each threshold lets through is in `docs/matching.md`."""
STRONG_FOR_STAFF: Final = 0.55
"""The least score of what is called a strong match on a shortlist."""
SHOWN: Final = 0.28
"""The least score of what a person is shown."""
STRONG: Final = 0.50
"""The least score of what a person is shown as a strong match."""

# Where one side said nothing: neither for nor against.
NEUTRAL: Final[Mapping[Signal, float]] = {
    Signal.MEANING: 0.35,
    Signal.NEAR: 0.3,
    Signal.LANGUAGE: 0.75,
    Signal.SECTOR: 0.25,
    Signal.TRANSITION: 0.4,
    Signal.TECHNOLOGY: 0.3,
    Signal.KIND: 0.5,
}
ONLINE: Final = 0.6
"""How near is what takes place online."""
HYBRID_FROM: Final = 0.3
"""How near is something far away that can be joined online in part."""
NEAR_KM: Final = 150.0
"""The distance at which nearness is down to 1/e."""
FEW_COUNTRIES: Final = 3
"""Up to so many countries, who may apply says for whom something is meant."""
FLUENCY: Final[Mapping[str, float]] = {"N": 1.0, "C2": 0.95, "C1": 0.9, "B2": 0.75, "B1": 0.5}
"""How well one takes part in a language."""
