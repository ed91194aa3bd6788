"""Columns give the same answers as the rules one by one, however they came to be."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from bot.domain.eligibility import NOWHERE, EligibilityStatus, eligibility
from bot.matching.columns import Offers, People
from bot.matching.offers import offers_for, people_for
from bot.matching.rules import OFFERS, PEOPLE_FOR_CHALLENGE
from bot.matching.shortlist import alone, shortlist
from bot.matching.sieve import possible
from bot.matching.signals import scores
from tests.matching.worlds import TODAY, a_ground, a_profile_by_chance, a_world, the_set

INELIGIBLE = EligibilityStatus.INELIGIBLE


@pytest.mark.parametrize("seed", range(12))
def test_both_directions_return_exactly_those_whom_the_rules_do_not_refuse(seed):
    profiles, opportunities, standings = a_world(seed)
    people, offers = People(a_ground()), Offers(a_ground())
    people.follow(profiles)
    offers.follow(opportunities.values())
    allowed = {
        (person_id, id_)
        for person_id, profile in profiles.items()
        for id_, opportunity in opportunities.items()
        if eligibility(opportunity, profile, TODAY, standings.get(person_id, NOWHERE)).status
        is not INELIGIBLE
    }
    found = {
        (person_id, one.opportunity_id)
        for person_id, profile in profiles.items()
        for one in offers_for(profile, offers, TODAY, standing=standings.get(person_id, NOWHERE))
    }
    assert found == allowed
    awake = {pair for pair in allowed if not profiles[pair[0]].paused}
    for way in (shortlist, people_for):
        found = {
            (one.person_id, id_)
            for id_, opportunity in opportunities.items()
            for one in way(opportunity, people, profiles, TODAY, standings=standings, limit=None)
        }
        assert found == awake


@pytest.mark.parametrize("seed", range(6))
def test_the_sieve_leaves_out_nobody_whom_the_rules_accept(seed):
    profiles, opportunities, _ = a_world(seed, people=150)
    people = People(a_ground())
    people.follow(profiles)
    left_out = refused = 0
    for opportunity in opportunities.values():
        passing = possible(people, alone(opportunity, a_ground()), TODAY)
        for person_id, slot in people.slots.items():
            judged = eligibility(opportunity, profiles[person_id], TODAY).status
            if profiles[person_id].paused:
                continue
            refused += judged is INELIGIBLE
            if not passing[slot]:
                left_out += 1
                assert judged is INELIGIBLE
    assert left_out >= 0.95 * refused, "it is worth having"


def test_a_person_and_an_opportunity_score_the_same_whoever_looks():
    profiles, opportunities, _ = a_world(3)
    people, offers = People(a_ground()), Offers(a_ground())
    people.follow(profiles)
    offers.follow(opportunities.values())
    theirs = {
        (one.person_id, one.opportunity_id): one.score
        for profile in profiles.values()
        for one in offers_for(profile, offers, TODAY)
    }
    for opportunity in opportunities.values():
        for one in people_for(opportunity, people, profiles, TODAY):
            assert one.score == pytest.approx(theirs[one.person_id, opportunity.id], abs=2e-4)


def test_what_was_put_replaced_and_dropped_is_as_if_it_had_been_so_from_the_start():
    chance = Random(5)
    profiles, opportunities, _ = a_world(5)
    people = People(a_ground())
    people.follow(profiles)
    for _ in range(200):
        id_ = chance.randint(1, 80)
        if chance.random() < 0.4:
            profiles = {key: value for key, value in profiles.items() if key != id_}
        else:
            profiles = {**profiles, id_: a_profile_by_chance(chance, id_)}
        if chance.random() < 0.3:
            people.follow(profiles)
    people.follow(profiles)
    fresh = People(a_ground())
    fresh.follow(profiles)
    assert len(people) == len(fresh) == len(profiles)
    for opportunity in opportunities.values():
        lists = [
            [(one.person_id, one.score) for one in shortlist(opportunity, way, profiles, TODAY)]
            for way in (people, fresh)
        ]
        assert lists[0] == lists[1]


def test_following_reads_only_what_changed(monkeypatch):
    profiles, _, _ = a_world(1)
    people = People(a_ground())
    people.follow(profiles)
    read = []
    monkeypatch.setattr(people, "put", lambda profile: read.append(profile.person_id))
    people.follow({**profiles, 3: replace(profiles[3], bio="I sing")})
    assert read == [3]


def test_nobody_and_nothing_are_no_mistake():
    profiles, opportunities, _ = a_world(2)
    people, offers = People(a_ground()), Offers(a_ground())
    assert offers_for(profiles[1], offers, TODAY) == []
    for opportunity in opportunities.values():
        assert shortlist(opportunity, people, {}, TODAY) == []
        assert people_for(opportunity, people, {}, TODAY) == []


def test_terms_that_the_vocabulary_lost_count_for_nothing():
    profiles, opportunities, _ = a_world(2)
    people = People(a_ground())
    odd = replace(profiles[1], skills=("gone",), sectors=("gone",), languages={"xx": "N"})
    people.put(odd)
    found = shortlist(opportunities["challenge:1"], people, {1: odd}, TODAY)
    assert all(0 <= one.score <= 1 for one in found)


def test_signals_and_scores_stay_between_their_bounds():
    asked = the_set()
    people = People(a_ground())
    people.follow({one.profile.person_id: one.profile for one in asked.originals})
    for opportunity in asked.opportunities.values():
        offers = alone(opportunity, a_ground())
        for weights in (PEOPLE_FOR_CHALLENGE, *OFFERS.values()):
            total, parts = scores(people, offers, weights)
            assert all(((part >= 0) & (part <= 1.001)).all() for part in parts.values())
            assert np.isfinite(total).all()


def test_the_weights_for_people_add_up_to_one_and_none_is_negative():
    assert sum(PEOPLE_FOR_CHALLENGE.values()) == pytest.approx(1)
    assert min(PEOPLE_FOR_CHALLENGE.values()) > 0
