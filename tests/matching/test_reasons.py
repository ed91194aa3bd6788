"""Reasons are facts of both sides, the strongest first; one fact speaks against."""

from datetime import UTC, datetime

import pytest

from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.matching import Because, But
from bot.domain.opportunities import Level, Opportunity, OpportunityKind
from bot.domain.people import Fluency, Profile
from bot.matching.reasons import counter_point, reasons
from tests.matching.worlds import a_world

NOW = datetime(2027, 1, 15, tzinfo=UTC)
KRANJ, GRAZ = Point(46.239, 14.356), Point(47.07, 15.44)


def a_profile(**facts):
    return Profile(1, NOW, NOW, **facts)


def an_opportunity(**facts):
    given = {"id": "challenge:1", "kind": OpportunityKind.CHALLENGE, "language": "sl", "title": ""}
    return Opportunity(**(given | facts))


def told(opportunity, profile):
    return [(one.because, one.value) for one in reasons(opportunity, profile)]


def test_skills_come_first_and_three_are_enough():
    opportunity = an_opportunity(
        wanted_skills=("branding", "illustration"),
        transitions=("green",),
        languages=("sl",),
        city="Kranj",
        mode=Mode.ONSITE,
    )
    profile = a_profile(
        skills=("illustration", "branding"),
        transitions=("green",),
        languages={"sl": Fluency.NATIVE},
        city="kranj",
    )
    assert told(opportunity, profile) == [
        (Because.SKILL, "branding"),
        (Because.SKILL, "illustration"),
        (Because.CITY, "kranj"),
    ]


def test_what_a_text_names_is_never_said():
    opportunity = an_opportunity(wanted_skills=("branding",), text="illustration in Kranj")
    profile = a_profile(bio="I do branding and illustration in Kranj")
    assert told(opportunity, profile) == []


def test_having_what_a_training_teaches_is_no_reason_but_speaks_against():
    training = an_opportunity(
        kind=OpportunityKind.TRAINING, topics=("branding",), level=Level.BEGINNER
    )
    profile = a_profile(skills=("branding",))
    assert told(training, profile) == []
    found = counter_point(training, profile)
    assert (found.but, found.values) == (But.OTHER_LEVEL, ("branding",))


@pytest.mark.parametrize(
    ("facts", "mine", "expected"),
    [
        ({"countries": frozenset({"SI"})}, {"country": "SI"}, [(Because.COUNTRY, "SI")]),
        ({"countries": frozenset({"SI", "AT", "IT", "HR"})}, {"country": "SI"}, []),
        ({"countries": frozenset({"AT"})}, {}, []),
        (
            {"countries": frozenset({"SI"}), "regions": frozenset({"SI04"})},
            {"country": "SI", "region": "SI04"},
            [(Because.REGION, "SI04")],
        ),
        ({"city": "Kranj", "mode": Mode.ONLINE}, {"city": "Kranj"}, []),
    ],
)
def test_the_narrowest_place_that_both_stated_is_said(facts, mine, expected):
    assert told(an_opportunity(**facts), a_profile(**mine)) == expected


def test_a_language_counts_from_b1_and_a_kind_if_it_was_chosen():
    opportunity = an_opportunity(languages=("de", "en"))
    assert told(opportunity, a_profile(languages={"de": Fluency.A2})) == []
    profile = a_profile(
        languages={"de": Fluency.A2, "en": Fluency.B1},
        wanted_kinds=(OpportunityKind.CHALLENGE,),
    )
    assert told(opportunity, profile) == [
        (Because.LANGUAGE, "en"),
        (Because.KIND, "challenge"),
    ]


def test_a_language_at_b1_speaks_against_it_only_if_nothing_else_does():
    spoken = {"en": Fluency.B1}
    assert (
        counter_point(an_opportunity(languages=("en",)), a_profile(languages=spoken)).but
        is But.NOTHING_SHARED
    )
    found = counter_point(
        an_opportunity(languages=("en",), sectors=("games",)),
        a_profile(languages=spoken, sectors=("games",)),
    )
    assert (found.but, found.values) == (But.LANGUAGE_WEAK, ("en",))
    better = a_profile(languages={"en": Fluency.B2}, sectors=("games",))
    assert counter_point(an_opportunity(languages=("en",), sectors=("games",)), better) is None


def test_what_is_missing_or_far_is_said():
    opportunity = an_opportunity(
        wanted_skills=("branding", "illustration"), point=GRAZ, mode=Mode.HYBRID
    )
    partly = counter_point(opportunity, a_profile(skills=("branding",), point=KRANJ))
    assert (partly.but, partly.values) == (But.SKILLS_MISSING, ("illustration",))
    fully = counter_point(
        opportunity, a_profile(skills=("branding", "illustration"), point=Point(54, 18))
    )
    assert fully.but is But.FAR
    assert counter_point(an_opportunity(), a_profile()).but is But.NOTHING_SHARED


@pytest.mark.parametrize("seed", range(3))
def test_every_reason_is_a_fact_of_both(seed):
    profiles, opportunities, _ = a_world(seed)
    of_both = {
        Because.SKILL: lambda o, p: {*o.wanted_skills} & {*p.skills},
        Because.SECTOR: lambda o, p: {*o.sectors} & {*p.sectors},
        Because.TRANSITION: lambda o, p: {*o.transitions} & {*p.transitions},
        Because.TECHNOLOGY: lambda o, p: {*o.technologies} & {*p.technologies},
        Because.LANGUAGE: lambda o, p: {*o.languages} & {*p.languages},
        Because.KIND: lambda o, p: {o.kind} & {*(p.wanted_kinds or ())},
        Because.COUNTRY: lambda o, p: o.countries & {p.country},
        Because.REGION: lambda o, p: o.regions & {p.region},
        Because.CITY: lambda o, p: {o.city} & {p.city},
    }
    for profile in profiles.values():
        for opportunity in opportunities.values():
            found = reasons(opportunity, profile)
            assert len(found) <= 3
            for reason in found:
                assert reason.value in of_both[reason.because](opportunity, profile)
