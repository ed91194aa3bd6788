"""What may never move a shortlist: gender, language of the interface, name, age, the order of
things. What may never hurt: naming one more skill that is wanted.
"""

from dataclasses import fields, replace
from functools import cache
from random import Random

import pytest

from bot.domain.opportunities import OpportunityKind
from bot.domain.people import Profile
from bot.matching.columns import Offers, People
from bot.matching.offers import offers_for, people_for
from bot.matching.rules import PEOPLE_FOR_CHALLENGE, Signal
from bot.matching.shortlist import shortlist
from tests.matching.worlds import TODAY, a_ground, a_world, the_set

CHALLENGES = [
    id_ for id_, one in the_set().opportunities.items() if one.kind is OpportunityKind.CHALLENGE
]


def profiles_of_the_set():
    return {one.profile.person_id: one.profile for one in the_set().originals}


def gathered(profiles):
    people = People(a_ground())
    people.follow(profiles)
    return people


def listed(opportunity, profiles, people=None, **more):
    people = people or gathered(profiles)
    return shortlist(opportunity, people, profiles, TODAY, limit=None, **more)


@cache
def orders_of_the_set():
    """Give the order of the whole set's people for each challenge; no test changes them."""
    asked, profiles = the_set(), profiles_of_the_set()
    people = gathered(profiles)
    return {id_: order(listed(asked.opportunities[id_], profiles, people)) for id_ in CHALLENGES}


def order(found):
    return [(one.person_id, one.score) for one in found]


@pytest.mark.parametrize(
    "variant", [id_ for id_, one in the_set().people.items() if one.variant_of]
)
def test_the_other_grammatical_gender_changes_no_shortlist(variant):
    asked = the_set()
    original = asked.people[asked.people[variant].variant_of].profile
    profiles = profiles_of_the_set()
    swapped = replace(asked.people[variant].profile, person_id=original.person_id)
    assert swapped.bio != original.bio
    with_it = {**profiles, original.person_id: swapped}
    people = gathered(with_it)
    for id_, before in orders_of_the_set().items():
        assert order(listed(asked.opportunities[id_], with_it, people)) == before


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "pl",
            "Jestem ilustratorką i projektantką mebli",
            "Jestem ilustratorem i projektantem mebli",
        ),
        ("sl", "Sem fotografinja in keramičarka", "Sem fotograf in keramičar"),
        ("de", "Ich bin Grafikdesignerin und Fotografin", "Ich bin Grafikdesigner und Fotograf"),
        ("cs", "Jsem keramička a fotografka", "Jsem keramik a fotograf"),
        ("hr", "Ja sam fotografkinja i ilustratorica", "Ja sam fotograf i ilustrator"),
        ("sk", "Som ilustrátorka a architektka", "Som ilustrátor a architekt"),
        ("it", "Sono illustratrice e fotografa", "Sono illustratore e fotografo"),
        ("el", "Είμαι εικονογράφος και φωτογράφος", "Είμαι ο εικονογράφος και φωτογράφος"),
    ],
)
def test_a_text_in_either_gender_names_the_same_skills(language, one, other):
    lexicon = a_ground().terms.lexicon
    first, second = lexicon.read(one, (language,)), lexicon.read(other, (language,))
    assert first.done | first.hinted == second.done | second.hinted != frozenset()


def test_a_profile_has_no_name_no_gender_and_no_language_of_the_interface():
    names = {field.name for field in fields(Profile)}
    assert not names & {"name", "first_name", "gender", "sex", "language", "photo", "age"}


def test_the_public_weights_know_no_meaning():
    assert not {Signal.MEANING, Signal.WISH, Signal.KNOWN} & set(PEOPLE_FOR_CHALLENGE)


@pytest.mark.parametrize("seed", range(4))
def test_age_decides_who_may_but_not_who_comes_first(seed):
    profiles, opportunities, _ = a_world(seed)
    profiles = {
        id_: replace(one, birth_year=1990, guardian_consent=None) for id_, one in profiles.items()
    }
    older = {id_: replace(one, birth_year=1955) for id_, one in profiles.items()}
    for opportunity in opportunities.values():
        free = replace(opportunity, min_age=None, max_age=None)
        assert order(listed(free, older)) == order(listed(free, profiles))


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_people_and_of_their_lists_changes_nothing(seed):
    profiles, opportunities, standings = a_world(seed)
    chance = Random(seed)
    shuffled = {
        id_: replace(
            profiles[id_],
            skills=profiles[id_].skills[::-1],
            sectors=profiles[id_].sectors[::-1],
            languages=dict(reversed(profiles[id_].languages.items())),
        )
        for id_ in chance.sample(sorted(profiles), len(profiles))
    }
    for opportunity in opportunities.values():
        turned = replace(opportunity, languages=opportunity.languages[::-1])
        before = listed(opportunity, profiles, standings=standings)
        assert order(listed(turned, shuffled, standings=standings)) == order(before)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_opportunities_changes_nothing(seed):
    profiles, opportunities, _ = a_world(seed)
    one, other = Offers(a_ground()), Offers(a_ground())
    one.follow(opportunities.values())
    other.follow(reversed(opportunities.values()))
    for profile in profiles.values():
        found = [
            [(item.opportunity_id, item.score) for item in offers_for(profile, way, TODAY)]
            for way in (one, other)
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize("way", [shortlist, people_for])
def test_one_more_skill_that_is_wanted_never_makes_anybody_fall(way):
    profiles, asked = profiles_of_the_set(), the_set()
    people = People(a_ground())
    for id_ in CHALLENGES[::3]:
        opportunity = asked.opportunities[id_]
        people.follow(profiles)
        before = way(opportunity, people, profiles, TODAY, limit=None)
        for place, item in enumerate(before[:12]):
            mine = profiles[item.person_id]
            for skill in opportunity.wanted_skills:
                if skill in mine.skills:
                    continue
                more = replace(mine, skills=(*mine.skills, skill))
                now = {**profiles, item.person_id: more}
                people.follow(now)
                after = way(opportunity, people, now, TODAY, limit=None)
                places = {one.person_id: at for at, one in enumerate(after)}
                assert places[item.person_id] <= place
                assert after[places[item.person_id]].score > item.score
        people.follow(profiles)


@pytest.mark.parametrize("seed", range(3))
def test_one_more_wanted_skill_brings_an_opportunity_no_lower(seed):
    profiles, opportunities, _ = a_world(seed, people=15)
    challenges = {
        id_: one for id_, one in opportunities.items() if one.kind is OpportunityKind.CHALLENGE
    }
    offers = Offers(a_ground())
    offers.follow(challenges.values())
    for profile in profiles.values():
        before = {one.opportunity_id: one.score for one in offers_for(profile, offers, TODAY)}
        for id_, score in before.items():
            for skill in set(challenges[id_].wanted_skills) - set(profile.skills):
                more = replace(profile, skills=(*profile.skills, skill))
                after = {one.opportunity_id: one.score for one in offers_for(more, offers, TODAY)}
                assert after[id_] >= score


def test_who_was_shown_often_comes_later_and_nobody_is_lost():
    profiles = profiles_of_the_set()
    opportunity = the_set().opportunities[CHALLENGES[0]]
    before = listed(opportunity, profiles)
    first = before[0].person_id
    after = listed(opportunity, profiles, exposure={first: 40.0})
    assert {one.person_id for one in after} == {one.person_id for one in before}
    assert next(one.score for one in after if one.person_id == first) < before[0].score


def test_of_equals_the_one_who_was_shown_less_comes_first():
    original = the_set().originals[0].profile
    twins = {number: replace(original, person_id=number) for number in (1, 2, 3)}
    opportunity = replace(the_set().opportunities["O16"], languages=())
    assert [one.person_id for one in listed(opportunity, twins)] == [1, 2, 3]
    shown = listed(opportunity, twins, exposure={1: 0.001, 2: 0.0005})
    assert [one.person_id for one in shown] == [3, 2, 1]
