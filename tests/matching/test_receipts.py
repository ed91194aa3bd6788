"""A receipt gives the same score again, whatever became of the profile and of the words."""

import json
import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Level, Opportunity, OpportunityKind
from bot.domain.people import ApplicantType, Fluency, Reach
from bot.domain.suggestions import Direction
from bot.matching.columns import Ground, Offers, People
from bot.matching.offers import offers_for
from bot.matching.receipts import (
    changed,
    facts,
    is_changed,
    of_opportunity,
    of_person,
    replayed,
)
from bot.matching.shortlist import shortlist
from bot.matching.team_receipts import TEAM, coverage_again, coverage_kept, coverage_of, team_facts
from bot.matching.teams import teams
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
    return scored, receipt(opportunity, profile, scored.parts, terms, exposure)


def receipt(opportunity, profile, parts, terms, exposure=0.0):
    """Return a receipt as the database keeps it."""
    sides = of_person(profile, terms), of_opportunity(opportunity, terms)
    return json.loads(json.dumps(facts(*sides, parts, exposure)))


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
        assert replayed(Direction.SHORTLIST, kept, terms) == scored.score
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
    assert replayed(Direction.SHORTLIST, kept, terms) is not None


def test_a_receipt_that_was_forgotten_gives_nothing(terms):
    assert all(replayed(direction, {}, terms) is None for direction in Direction)


class Alike:
    """Says of any two texts how alike they are, or that it is not known."""

    def __init__(self, chance):
        self._chance = chance

    def likeness(self, person_id, opportunity_ids):
        values = [
            self._chance.choice((self._chance.random(), float("nan"))) for _ in opportunity_ids
        ]
        return np.array(values, dtype=np.float32)


@pytest.mark.parametrize("kind", OpportunityKind)
@pytest.mark.parametrize("direction", [Direction.OFFERS, Direction.TOLD])
def test_what_a_person_was_offered_gives_the_same_score_by_the_formula_of_its_kind(
    terms, kind, direction
):
    chance = random.Random(kind)
    skills, sectors = list(terms.vocabulary.skills), list(terms.vocabulary.sectors)
    profile = a_profile(
        skills=tuple(chance.sample(skills, 5)),
        sectors=tuple(chance.sample(sectors, 2)),
        languages={"sl": Fluency.NATIVE, "en": Fluency.B2},
        country="SI",
        region="SI04",
        point=KRANJ,
        travel=Reach.ANYWHERE,
        wanted_kinds=(kind,),
        bio=BIO,
    )
    many = [
        challenge(
            id=f"entry:{number}",
            kind=kind,
            title=chance.choice(("Animation for beginners", "Packaging", "Illustration")),
            wanted_skills=tuple(chance.sample(skills, chance.randint(0, 4))),
            topics=tuple(chance.sample(skills, chance.randint(0, 2))),
            level=chance.choice((None, Level.BEGINNER, Level.ADVANCED)),
            countries=frozenset(chance.choice(((), ("SI",), ("SI", "AT", "HR")))),
            regions=frozenset(chance.choice(((), ("SI04",)))),
            languages=chance.choice(((), ("en",), ("sl", "en"))),
            mode=chance.choice((None, *Mode)),
            point=chance.choice((None, KRANJ, VIENNA)),
        )
        for number in range(80)
    ]
    offers = Offers(Ground(terms))
    offers.follow(many)
    found = offers_for(profile, offers, TODAY, meanings=Alike(chance))
    assert len(found) > 40
    by_id = {one.id: one for one in many}
    for scored in found:
        kept = receipt(by_id[scored.opportunity_id], profile, scored.parts, terms)
        assert replayed(direction, kept, terms) == scored.score


def test_it_says_whether_what_was_shown_says_something_else_now(terms):
    _, kept = compared(challenge(), a_profile(bio=BIO), terms)
    assert not is_changed(kept, challenge(), terms)
    assert not is_changed(kept, challenge(deadline_on=TODAY), terms)  # no part of a score
    assert is_changed(kept, challenge(wanted_skills=("branding",)), terms)
    assert is_changed(kept, challenge(text="We need a potter."), terms)


def test_a_team_covers_the_same_again_and_has_the_same_gaps(terms):
    chance = random.Random(7)
    skills = list(terms.vocabulary.skills)
    teams_seen = gaps_seen = 0
    for _ in range(25):
        wanted = tuple(chance.sample(skills, 4))
        profiles = {
            id_: a_profile(
                person_id=id_,
                applicant_type=ApplicantType.FREELANCER,
                skills=tuple(chance.sample(wanted, chance.randint(0, 2)))
                + tuple(chance.sample(skills, 2)),
                languages={"sl": Fluency.NATIVE},
                point=KRANJ,
                travel=Reach.ANYWHERE,
                bio=chance.choice(("", BIO, terms.vocabulary.skills[wanted[0]].labels["en"])),
            )
            for id_ in range(1, 5)
        }
        opportunity = challenge(wanted_skills=wanted)
        plan = teams(opportunity, list(profiles.values()), terms.vocabulary, TODAY)
        of_team = team_facts(plan.team, plan.needs, profiles, terms.vocabulary)
        for id_ in plan.team.person_ids:
            kept = receipt(opportunity, profiles[id_], {}, terms)
            kept = json.loads(json.dumps({**kept, TEAM: of_team[id_]}))
            again = coverage_again(kept, terms.vocabulary)
            assert again == coverage_kept(kept) == coverage_of(plan.team, plan.needs)
            teams_seen += 1
            gaps_seen += bool(again.gaps)
    assert teams_seen > 25
    assert gaps_seen > 5
    assert coverage_again({}, terms.vocabulary) is None
