"""A receipt gives the same score again, whatever became of the profile and of the words."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import Fluency
from bot.matching.columns import Ground, People
from bot.matching.receipts import changed, facts, replayed
from bot.matching.shortlist import shortlist
from bot.matching.terms import Terms
from tests.builders import a_profile

TODAY = date(2026, 11, 22)
KRANJ, VIENNA = Point(46.24, 14.36), Point(48.21, 16.37)
BIO = "I am an illustrator of books. I would like to learn animation. No more weddings."


@pytest.fixture(scope="module")
def terms(real_content) -> Terms:
    return Terms(real_content.vocabulary)


def challenge(**facts):
    given = {
        "id": "challenge:7",
        "kind": OpportunityKind.CHALLENGE,
        "language": "en",
        "title": "Packaging that people keep",
        "text": "We need an illustrator who knows our machines.",
        "wanted_skills": ("packaging_design", "branding"),
        "languages": ("sl", "en"),
        "point": KRANJ,
        "city": "Kranj",
        "mode": Mode.HYBRID,
    }
    return Opportunity(**given | facts)


def compared(opportunity, profile, terms, exposure=0.0):
    people = People(Ground(terms))
    people.put(profile)
    (scored,) = shortlist(
        opportunity,
        people,
        {profile.person_id: profile},
        TODAY,
        exposure={profile.person_id: exposure} if exposure else {},
    )
    kept = facts(opportunity, profile, scored, exposure, terms)
    return scored, json.loads(json.dumps(kept))  # as the database keeps it


def test_it_gives_the_same_score(terms):
    chance = random.Random(5)
    skills, sectors = list(terms.vocabulary.skills), list(terms.vocabulary.sectors)
    compared_once = False
    for _ in range(60):
        profile = a_profile(
            skills=tuple(chance.sample(skills, chance.randint(0, 6))),
            sectors=tuple(chance.sample(sectors, 2)),
            languages={"sl": chance.choice((Fluency.B1, Fluency.C1, Fluency.NATIVE))},
            point=chance.choice((None, KRANJ, VIENNA)),
            bio=chance.choice(("", BIO)),
        )
        opportunity = challenge(
            wanted_skills=tuple(chance.sample(skills, chance.randint(0, 4))),
            mode=chance.choice((None, *Mode)),
            point=chance.choice((None, KRANJ)),
        )
        exposure = chance.choice((0.0, 1.63, 4.0))
        try:
            scored, kept = compared(opportunity, profile, terms, exposure)
        except ValueError:
            continue  # not somebody who may take part
        compared_once = True
        assert replayed(kept, terms) == scored.score
    assert compared_once


def test_it_keeps_no_words_of_the_person(terms):
    _, kept = compared(challenge(), a_profile(bio=BIO), terms)
    assert "weddings" not in str(kept)
    assert "illustration" in kept["person"]["read"]["done"]


def test_it_says_what_changed_since(terms):
    profile = a_profile(bio=BIO, city="Kranj", point=KRANJ)
    _, kept = compared(challenge(), profile, terms)
    assert changed(kept, profile, terms) == ()
    moved = replace(profile, city="Wien", point=VIENNA, skills=("branding",), bio="")
    assert changed(kept, moved, terms) == ("skills", "place", "bio")
    assert replayed(kept, terms) is not None


def test_a_receipt_that_was_forgotten_gives_nothing(terms):
    assert replayed({}, terms) is None
