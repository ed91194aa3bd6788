"""Who may take part: each rule at its edges, and all pairs of the development set."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.eligibility import (
    NOWHERE,
    Code,
    Eligibility,
    EligibilityStatus,
    Standing,
    eligibility,
)
from bot.domain.entries import Mode
from bot.domain.geography import Point, kilometres
from bot.domain.opportunities import Opportunity, OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Profile, Reach

TODAY = date(2027, 1, 15)
NOW = datetime(2027, 1, 15, tzinfo=UTC)
KRANJ, LJUBLJANA, GRAZ = Point(46.239, 14.356), Point(46.056, 14.506), Point(47.07, 15.44)
SET = Path(__file__).parents[2] / "benchmarks" / "sets" / "matching-dev"


def an_opportunity(**facts):
    given = {"id": "challenge:1", "kind": OpportunityKind.CHALLENGE, "language": "sl", "title": ""}
    return Opportunity(**(given | facts))


def a_profile(**facts):
    given = {
        "applicant_type": ApplicantType.FREELANCER,
        "country": "SI",
        "region": "SI04",
        "point": KRANJ,
        "travel": 50,
        "languages": {"sl": Fluency.NATIVE, "en": Fluency.B1, "de": Fluency.A2},
        "birth_year": 1990,
    }
    return Profile(1, NOW, NOW, **(given | facts))


def codes(opportunity, profile=None, standing=NOWHERE, today=TODAY):
    found = eligibility(opportunity, profile or a_profile(), today, standing)
    return [str(code) for code in found.codes]


def test_nothing_against_it_is_a_yes():
    found = eligibility(an_opportunity(), a_profile(), TODAY)
    assert found == Eligibility()
    assert found.status is EligibilityStatus.ELIGIBLE


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"opens_on": date(2027, 1, 16)}, ["R_NOT_OPEN"]),
        ({"opens_on": TODAY}, []),
        ({"deadline_on": date(2027, 1, 14)}, ["R_CLOSED"]),
        ({"deadline_on": TODAY}, []),
        ({"places_left": 0}, ["R_FULL"]),
        ({"places_left": 1}, []),
        ({"countries": frozenset({"AT"})}, ["R_COUNTRY"]),
        ({"countries": frozenset({"AT"}), "countries_may_lack": True}, ["I_COUNTRY"]),
        ({"regions": frozenset({"SI03"})}, ["R_REGION"]),
        ({"languages": ("de", "en")}, []),
        ({"languages": ("de", "hu")}, ["R_LANGUAGE"]),
        ({"applicant_types": frozenset({"student"})}, ["R_TYPE"]),
        ({"min_experience_years": 3}, ["I_EXPERIENCE"]),
        ({"min_age": 38}, ["R_AGE"]),
        ({"min_age": 37, "max_age": 37}, []),
        ({"max_age": 36}, ["R_AGE"]),
    ],
)
def test_rules_of_the_call_at_their_edges(facts, expected):
    assert codes(an_opportunity(**facts)) == expected


def test_what_is_not_known_is_asked_only_where_it_decides():
    nobody = Profile(1, NOW, NOW)
    assert codes(an_opportunity(), nobody) == []
    asks = an_opportunity(
        countries=frozenset({"SI"}),
        regions=frozenset({"SI04"}),
        applicant_types=frozenset({"freelancer"}),
        max_age=30,
        mode=Mode.ONSITE,
        point=LJUBLJANA,
    )
    assert codes(asks, nobody) == ["I_COUNTRY", "I_TYPE", "I_AGE", "I_TRAVEL"]


def test_a_no_is_not_followed_by_questions():
    asks = an_opportunity(min_experience_years=2, languages=("hu",))
    assert codes(asks) == ["R_LANGUAGE"]


def test_organisations_have_no_age_and_groups_do_not_apply_alone():
    studio = a_profile(applicant_type=ApplicantType.COMPANY, birth_year=None)
    assert codes(an_opportunity(max_age=30), studio) == []
    assert codes(an_opportunity(team=Team.SOLO), studio) == []
    group = a_profile(applicant_type=ApplicantType.GROUP)
    assert codes(an_opportunity(team=Team.SOLO), group) == ["R_TYPE"]


@pytest.mark.parametrize(
    ("birth_year", "consent", "expected"),
    [
        (2013, None, ["I_CONSENT"]),
        (2013, False, ["R_CONSENT"]),
        (2013, True, []),
        (2016, True, ["R_AGE"]),
        (None, None, ["I_AGE"]),
    ],
)
def test_the_young_need_somebody_who_agrees(birth_year, consent, expected):
    pupil = a_profile(
        applicant_type=ApplicantType.PUPIL, birth_year=birth_year, guardian_consent=consent
    )
    assert codes(an_opportunity(min_age=12, max_age=17), pupil) == expected


def test_without_a_stated_age_one_has_to_be_grown_up():
    assert codes(an_opportunity(), a_profile(birth_year=2010, guardian_consent=True)) == ["R_AGE"]
    unknown = a_profile(applicant_type=ApplicantType.PUPIL, birth_year=None)
    assert codes(an_opportunity(), unknown) == ["I_AGE"]


@pytest.mark.parametrize(
    ("mode", "kind", "travel", "point", "expected"),
    [
        (Mode.ONSITE, "challenge", 25, LJUBLJANA, []),
        (Mode.ONSITE, "challenge", 20, LJUBLJANA, ["U_TRAVEL"]),
        (Mode.ONSITE, "challenge", Reach.ANYWHERE, GRAZ, []),
        (Mode.ONSITE, "challenge", Reach.REMOTE, KRANJ, ["U_TRAVEL"]),
        (Mode.ONSITE, "challenge", None, KRANJ, ["I_TRAVEL"]),
        (Mode.ONSITE, "challenge", 20, None, []),
        (Mode.HYBRID, "challenge", 20, GRAZ, []),
        (Mode.HYBRID, "challenge", Reach.REMOTE, GRAZ, ["U_TRAVEL"]),
        (Mode.HYBRID, "event", Reach.REMOTE, GRAZ, []),
        (Mode.HYBRID, "event", None, GRAZ, []),
        (Mode.ONLINE, "event", Reach.REMOTE, None, []),
        (None, "training", Reach.REMOTE, None, []),
    ],
)
def test_how_far_one_goes(mode, kind, travel, point, expected):
    asked = an_opportunity(kind=OpportunityKind(kind), mode=mode, point=point)
    assert codes(asked, a_profile(travel=travel)) == expected


def test_a_radius_needs_a_place():
    asked = an_opportunity(mode=Mode.ONSITE, point=GRAZ)
    assert codes(asked, a_profile(point=None)) == ["I_PLACE"]
    assert 20 < kilometres(KRANJ, LJUBLJANA) < 25


def test_settings_of_the_person_and_what_they_did():
    offer = an_opportunity(team=Team.TEAM)
    picky = a_profile(work_mode=Team.SOLO, wanted_kinds=(OpportunityKind.FUNDING,))
    assert codes(offer, picky) == ["U_KIND", "U_TEAM"]
    assert codes(offer, a_profile(work_mode=Team.EITHER)) == []
    done = Standing(frozenset({offer.id}), frozenset({offer.id}))
    assert codes(offer, standing=done) == ["R_APPLIED", "U_HIDDEN"]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2027, 7, 31), None, ["U_AWAY"]),
        (date(2027, 6, 20), date(2027, 7, 1), ["U_AWAY"]),
        (date(2027, 8, 1), None, []),
        (date(2027, 6, 1), date(2027, 6, 30), []),
    ],
)
def test_while_somebody_is_away(starts, ends, expected):
    away = a_profile(away=(date(2027, 7, 1), date(2027, 7, 31)))
    course = an_opportunity(kind=OpportunityKind.TRAINING, starts_on=starts, ends_on=ends)
    assert codes(course, away) == expected
    challenge = an_opportunity(starts_on=starts, ends_on=ends)
    assert codes(challenge, away) == []


class TestDevelopmentSet:
    def test_every_pair_is_judged_as_the_contract_says(self):
        people = {row["id"]: row for row in _rows("profiles.jsonl")}
        offers = {row["id"]: _opportunity(row) for row in _rows("opportunities.jsonl")}
        pairs = _rows("pairs.jsonl")
        wrong = []
        for pair in pairs:
            row = people[pair["profile"]]
            standing = Standing(frozenset(row["applied_to"]), frozenset(row["hidden_by_user"]))
            found = eligibility(offers[pair["opportunity"]], _profile(row), TODAY, standing)
            if (found.status, set(found.codes)) != (pair["eligibility"], set(pair["codes"])):
                wrong.append((pair["opportunity"], pair["profile"], found.codes, pair["codes"]))
        assert len(pairs) == 1152
        assert wrong == []


@given(
    st.sets(st.sampled_from(["SI", "AT", "HU"])),
    st.sampled_from([None, "SI", "AT", "PL"]),
    st.booleans(),
)
def test_a_country_is_refused_only_when_it_is_known_and_the_list_is_whole(countries, mine, lacks):
    asked = an_opportunity(countries=frozenset(countries), countries_may_lack=lacks)
    found = eligibility(asked, a_profile(country=mine), TODAY)
    assert (Code.COUNTRY in found.codes) == (
        bool(countries) and mine is not None and mine not in countries and not lacks
    )


def _rows(name):
    return [json.loads(line) for line in (SET / name).read_text("utf-8").splitlines() if line]


def _day(text):
    return date.fromisoformat(text) if text else None


def _point(row):
    return None if row["lat"] is None else Point(row["lat"], row["lon"])


def _profile(row):
    who, travel, mode, kinds = (
        row[key] for key in ("applicant_type", "travel", "work_mode", "wanted_kinds")
    )
    return Profile(
        1,
        NOW,
        NOW,
        applicant_type=ApplicantType(who) if who else None,
        country=row["country"],
        region=row["region"],
        point=_point(row),
        travel=travel if travel is None or isinstance(travel, int) else Reach(travel),
        languages={code: Fluency(level) for code, level in row["languages"].items()},
        work_mode=Team(mode) if mode else None,
        experience_years=row["experience_years"],
        birth_year=row["birth_year"],
        guardian_consent=row["guardian_consent"],
        wanted_kinds=None if kinds is None else tuple(OpportunityKind(kind) for kind in kinds),
        away=(_day(row["away"][0]), _day(row["away"][1])) if row["away"] else None,
    )


def _opportunity(row):
    return Opportunity(
        id=row["id"],
        kind=OpportunityKind(row["kind"]),
        language=row["lang"],
        title=row["title"],
        countries=frozenset(row["eligible_countries"]),
        regions=frozenset(row["eligible_regions"]),
        languages=tuple(row["languages"]),
        applicant_types=frozenset(row["applicant_types"]),
        min_age=row["min_age"],
        max_age=row["max_age"],
        min_experience_years=row["min_experience_years"],
        team=Team(row["team"]),
        point=_point(row),
        mode=Mode("online" if row["mode"] == "remote" else row["mode"]),
        opens_on=_day(row["opens"]),
        deadline_on=_day(row["deadline"]),
        starts_on=_day(row["starts"]),
        ends_on=_day(row["ends"]),
        places_left=row["places_left"],
    )
