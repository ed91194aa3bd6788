"""People and opportunities by chance, and those of the development set, to compare in tests."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from bot.domain.eligibility import Standing
from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Level, Opportunity, OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Profile, Reach
from bot.evaluation.matching_sets import MatchingSet, read_matching_set
from bot.library import load
from bot.matching.columns import Ground
from bot.matching.terms import Terms

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2027, 1, 15)
NOW = datetime(2027, 1, 15, tzinfo=UTC)
COUNTRIES = {"SI": ("SI03", "SI04"), "PL": ("PL22", "PL42"), "DK": ("DK03", "DK04")}
LANGUAGES = ("en", "sl", "pl", "da", "fr")
WORDS = (
    *("I draw comics", "snemam kratke filme", "chcę się nauczyć druku 3D", "Holz und Keramik"),
    *("no more weddings", "wir bauen Möbel.", "museer og lyd", "packaging for wine"),
)


@cache
def a_ground() -> Ground:
    return Ground(Terms(load(ROOT / "content", TODAY).vocabulary))


@cache
def the_set() -> MatchingSet:
    return read_matching_set(ROOT / "benchmarks" / "sets" / "matching-dev")


def some(chance: Random, ids, most=4):
    return tuple(chance.sample(sorted(ids), chance.randint(0, min(most, len(ids)))))


def maybe(chance: Random, value, share=0.7):
    return value if chance.random() < share else None


def a_place(chance: Random):
    return Point(chance.uniform(45, 56), chance.uniform(9, 21))


def a_profile_by_chance(chance: Random, number: int) -> Profile:
    vocabulary = a_ground().terms.vocabulary
    country = maybe(chance, chance.choice(sorted(COUNTRIES)))
    start = TODAY + timedelta(days=chance.randint(0, 90))
    kinds = maybe(chance, some(chance, list(OpportunityKind)))
    return Profile(
        number,
        NOW,
        NOW,
        applicant_type=maybe(chance, chance.choice(list(ApplicantType)), 0.9),
        sectors=some(chance, vocabulary.sectors, 2),
        skills=some(chance, vocabulary.skills),
        country=country,
        region=maybe(chance, chance.choice(COUNTRIES[country])) if country else None,
        city=maybe(chance, chance.choice(("Kranj", "Kraków"))),
        point=maybe(chance, a_place(chance)),
        travel=chance.choice([None, 20, 150, 600, Reach.ANYWHERE, Reach.REMOTE]),
        languages={one: chance.choice(list(Fluency)) for one in some(chance, LANGUAGES)},
        work_mode=maybe(chance, chance.choice(list(Team))),
        experience_years=maybe(chance, chance.randint(0, 20)),
        birth_year=maybe(chance, chance.choice((1960, 1990, 2008, 2009, 2010, 2013))),
        guardian_consent=chance.choice((None, True, False)),
        transitions=some(chance, vocabulary.transitions, 2),
        technologies=some(chance, vocabulary.technologies, 2),
        wanted_kinds=kinds or None,
        away=maybe(chance, (start, start + timedelta(days=chance.randint(0, 20))), 0.3),
        bio=". ".join(some(chance, WORDS)),
        paused=chance.random() < 0.05,
    )


def an_opportunity_by_chance(chance: Random, number: int) -> Opportunity:
    vocabulary = a_ground().terms.vocabulary
    starts = maybe(chance, TODAY + timedelta(days=chance.randint(0, 90)))
    region = maybe(chance, chance.choice(chance.choice(sorted(COUNTRIES.values()))), 0.2)
    return Opportunity(
        f"challenge:{number}",
        chance.choice(list(OpportunityKind)),
        chance.choice(("en", "sl", "pl", "da")),
        chance.choice(WORDS),
        " ".join(some(chance, WORDS)),
        wanted_skills=some(chance, vocabulary.skills, 3),
        topics=some(chance, vocabulary.skills, 2),
        level=maybe(chance, chance.choice(list(Level))),
        sectors=some(chance, vocabulary.sectors, 2),
        transitions=some(chance, vocabulary.transitions, 2),
        technologies=some(chance, vocabulary.technologies, 2),
        countries=frozenset(some(chance, COUNTRIES, 2)),
        regions=frozenset({region} if region else ()),
        languages=some(chance, LANGUAGES, 3),
        applicant_types=frozenset(maybe(chance, some(chance, list(ApplicantType), 6), 0.5) or ()),
        min_age=maybe(chance, chance.choice((12, 16, 18, 30)), 0.2),
        max_age=maybe(chance, chance.choice((17, 30, 60)), 0.2),
        min_experience_years=maybe(chance, 5, 0.2),
        team=chance.choice(list(Team)),
        city=maybe(chance, chance.choice(("Kranj", "Kraków"))),
        point=maybe(chance, a_place(chance)),
        mode=maybe(chance, chance.choice(list(Mode)), 0.9),
        opens_on=maybe(chance, TODAY + timedelta(days=chance.randint(-3, 3)), 0.2),
        deadline_on=maybe(chance, TODAY + timedelta(days=chance.randint(-1, 30)), 0.5),
        starts_on=starts,
        ends_on=maybe(chance, starts + timedelta(days=chance.randint(0, 9))) if starts else None,
        places_left=maybe(chance, chance.randint(0, 3), 0.3),
        countries_may_lack=chance.random() < 0.2,
    )


def a_world(seed: int, people=60, opportunities=25):
    """Return profiles by id, opportunities by id, and what everybody did before."""
    chance = Random(seed)
    offers = [an_opportunity_by_chance(chance, number) for number in range(1, opportunities + 1)]
    profiles = [a_profile_by_chance(chance, number) for number in range(1, people + 1)]
    ids = [one.id for one in offers]
    standings = {
        one.person_id: Standing(frozenset(chance.sample(ids, 1)), frozenset(chance.sample(ids, 2)))
        for one in profiles
        if chance.random() < 0.3
    }
    return {one.person_id: one for one in profiles}, {one.id: one for one in offers}, standings
