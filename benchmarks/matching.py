"""What matching costs: one person against many opportunities, one challenge against many people.

Prints a table and judges nothing: machines differ. Two simpler ways run on the same data in the
same run: the overlap of stated terms (Jaccard, in plain Python), and RapidFuzz over texts.
"""

import argparse
import gc
import heapq
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from typing import Final

from rapidfuzz import fuzz, process

from bot.domain.entries import Mode, Vocabulary
from bot.domain.geography import Point
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import ApplicantType, Fluency, Profile, Reach
from bot.library import load
from bot.logs import configure
from bot.matching import receipts
from bot.matching.columns import Columns, Ground, Offers, People
from bot.matching.offers import offers_for, people_for
from bot.matching.rules import SHOWN
from bot.matching.shortlist import shortlist
from bot.matching.terms import Terms
from bot.settings import Settings

OFFERS: Final = 10_000
PEOPLE: Final = 100_000
TOLD: Final = 2_000
REPEATS: Final = 15
LISTED: Final = 50
"""How many of the best are judged and given reasons."""
PEERS: Final = 3
"""Repeats of the simpler ways, which take long."""
TODAY: Final = date(2027, 1, 15)
NOW: Final = datetime(2027, 1, 15, tzinfo=UTC)
COUNTRIES: Final = ("SI", "PL", "DK", "DE", "AT", "CZ", "IT", "NL", "GR", "HR", "SK", "HU")
WITH_A_BIO: Final = 0.1
"""Most real profiles have little text."""
MIB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size costs: milliseconds of one query, microseconds of one change, memory."""

    name: str
    size: int
    query_ms: float
    slowest_ms: float
    jaccard_ms: float
    fuzzy_ms: float
    put_us: float
    fill_s: float
    mib: float


class Crowd:
    """Makes people and opportunities of the vocabulary, by chance, the same in every run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._chance = random.Random(2027)
        self._vocabulary = vocabulary
        self._skills = list(vocabulary.skills)
        self._words = [
            word
            for term in vocabulary.skills.values()
            for names in term.professions.values()
            for word in names
        ]
        self._numbers = count(1)

    def profile(self) -> Profile:
        """Return somebody."""
        chance, vocabulary = self._chance, self._vocabulary
        country = chance.choice(COUNTRIES)
        return Profile(
            next(self._numbers),
            NOW,
            NOW,
            applicant_type=chance.choice(list(ApplicantType)[:4]),
            sectors=self._some(vocabulary.sectors, 2),
            skills=self._some(self._skills, 4),
            country=country,
            region=f"{country}0{chance.randint(1, 9)}",
            point=self._point(),
            travel=chance.choice((50, 150, 300, Reach.ANYWHERE, Reach.REMOTE)),
            languages={country.lower(): Fluency.NATIVE, "en": chance.choice(list(Fluency))},
            birth_year=chance.randint(1955, 2007),
            transitions=self._some(vocabulary.transitions, 2),
            technologies=self._some(vocabulary.technologies, 2),
            bio=self._text(12) if chance.random() < WITH_A_BIO else "",
        )

    def opportunity(self, kind: OpportunityKind | None = None) -> Opportunity:
        """Return something, of a kind if one is given."""
        chance, vocabulary = self._chance, self._vocabulary
        kind = kind or chance.choice(list(OpportunityKind))
        is_limited = kind is OpportunityKind.FUNDING
        return Opportunity(
            f"o{next(self._numbers)}",
            kind,
            "en",
            self._text(5),
            self._text(12),
            wanted_skills=self._some(self._skills, 3),
            sectors=self._some(vocabulary.sectors, 2),
            transitions=self._some(vocabulary.transitions, 2),
            technologies=self._some(vocabulary.technologies, 2),
            countries=frozenset({chance.choice(COUNTRIES)} if is_limited else COUNTRIES),
            languages=(chance.choice(COUNTRIES).lower(), "en"),
            point=self._point(),
            mode=chance.choice(list(Mode)),
        )

    def _some(self, ids: Iterable[str], most: int) -> tuple[str, ...]:
        known = list(ids)
        return tuple(self._chance.sample(known, self._chance.randint(1, most)))

    def _text(self, words: int) -> str:
        return ", ".join(self._chance.choices(self._words, k=words))

    def _point(self) -> Point:
        return Point(self._chance.uniform(37, 57), self._chance.uniform(4, 24))


def one_person(ground: Ground, size: int) -> Cost:
    """Measure one person against opportunities: what may be shown, judged and with reasons."""
    crowd = Crowd(ground.terms.vocabulary)
    offered = [crowd.opportunity() for _ in range(size)]
    asking = [crowd.profile() for _ in range(REPEATS)]
    offers = Offers(ground)
    offers.reserve(size)
    fill_s = _filled(offers, offered)
    spent = [
        _timed(partial(offers_for, one, offers, TODAY, least=SHOWN, limit=LISTED))
        for one in asking
    ]
    sets = [_terms_of(one) for one in offered]
    texts = [f"{one.title}. {one.text}" for one in offered]
    jaccard, fuzzy = _peers([(_terms_of(one), _text_of(one)) for one in asking], sets, texts)
    changes = [_timed(partial(offers.put, one)) for one in offered[:200]]
    return _cost("1 person, opportunities", size, spent, jaccard, fuzzy, changes, fill_s, offers)


def one_challenge(ground: Ground, size: int) -> Cost:
    """Measure one challenge against people: the first page for staff, judged and with reasons."""
    crowd = Crowd(ground.terms.vocabulary)
    profiles = {one.person_id: one for one in (crowd.profile() for _ in range(size))}
    asking = [crowd.opportunity(OpportunityKind.CHALLENGE) for _ in range(REPEATS)]
    people = People(ground)
    people.reserve(size)
    fill_s = _filled(people, list(profiles.values()))
    spent = [
        _timed(partial(shortlist, one, people, profiles, TODAY, limit=LISTED)) for one in asking
    ]
    sets = [_terms_of(one) for one in profiles.values()]
    texts = [_text_of(one) for one in profiles.values()]
    pairs = [(_terms_of(one), f"{one.title}. {one.text}") for one in asking]
    jaccard, fuzzy = _peers(pairs, sets, texts)
    some = list(profiles.values())[:200]
    changes = [_timed(partial(people.put, one)) for one in some]
    return _cost("1 challenge, people", size, spent, jaccard, fuzzy, changes, fill_s, people)


def telling(ground: Ground, size: int) -> tuple[float, float]:
    """Return the milliseconds of finding whom something new is told, and of one receipt."""
    crowd = Crowd(ground.terms.vocabulary)
    profiles = {one.person_id: one for one in (crowd.profile() for _ in range(size))}
    people = People(ground)
    people.follow(profiles)
    new = [crowd.opportunity() for _ in range(REPEATS)]
    found = [people_for(one, people, profiles, TODAY, least=SHOWN) for one in new]
    spent = [_timed(partial(people_for, one, people, profiles, TODAY, least=SHOWN)) for one in new]
    offers = Offers(ground)
    offers.follow(new)

    def receipt(opportunity: Opportunity, scored: Scored) -> None:
        read = offers.named[opportunity.id]
        sides = (
            receipts.of_person(profiles[scored.person_id], ground.terms),
            receipts.of_opportunity(opportunity, ground.terms, read),
        )
        receipts.facts(*sides, scored.parts)

    made = [
        _timed(partial(receipt, one, scored))
        for one, fitting in zip(new, found, strict=True)
        for scored in fitting[:LISTED]
    ]
    return statistics.median(spent), statistics.median(made or [0.0])


def _cost(
    name: str,
    size: int,
    spent: Sequence[float],
    jaccard: float,
    fuzzy: float,
    changes: Sequence[float],
    fill_s: float,
    columns: Columns[int] | Columns[str],
) -> Cost:
    return Cost(
        name,
        size,
        statistics.median(spent),
        max(spent),
        jaccard,
        fuzzy,
        statistics.median(changes) * 1000,
        fill_s,
        columns.nbytes / MIB,
    )


def _filled(columns: People | Offers, things: Sequence[Profile] | Sequence[Opportunity]) -> float:
    started = time.thread_time()
    for one in things:
        columns.put(one)  # type: ignore[arg-type]
    return time.thread_time() - started


def _timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of computing that something takes, whatever else is going on."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def _terms_of(one: Profile | Opportunity) -> frozenset[str]:
    skills = one.skills if isinstance(one, Profile) else one.wanted_skills
    return frozenset((*skills, *one.sectors, *one.transitions, *one.technologies))


def _text_of(profile: Profile) -> str:
    return f"{profile.bio} {' '.join(profile.skills)}"


def _peers(
    asking: Sequence[tuple[frozenset[str], str]],
    sets: Sequence[frozenset[str]],
    texts: Sequence[str],
) -> tuple[float, float]:
    """Return the milliseconds of the simpler ways, medians."""
    some = asking[:PEERS]
    jaccard = [_timed(partial(_overlaps, mine, sets)) for mine, _ in some]
    fuzzy = [
        _timed(partial(process.extract, text, texts, scorer=fuzz.token_set_ratio, limit=LISTED))
        for _, text in some
    ]
    return statistics.median(jaccard), statistics.median(fuzzy)


def _overlaps(mine: frozenset[str], sets: Sequence[frozenset[str]]) -> list[float]:
    """Return the best overlaps of stated terms."""
    return heapq.nlargest(LISTED, (len(mine & theirs) / len(mine | theirs) for theirs in sets))


def main(offers: int, people: int) -> None:
    """Measure both directions, and print the table."""
    vocabulary = load(Settings().content_dir, TODAY).vocabulary
    ground = Ground(Terms(vocabulary))
    gc.collect()
    costs = [one_person(ground, offers), one_challenge(ground, people)]
    told, receipt = telling(ground, TOLD)
    print(f"\nCPUs {os.cpu_count()}, load {os.getloadavg()[0]:.1f} at the end\n")
    print("Matching: eligibility, ranking, reasons; medians. Memory: of the columns.")
    print(
        f"{'':26}{'of':>8}{'ms':>8}{'slowest':>9}{'Jaccard ms':>12}{'RapidFuzz ms':>14}"
        f"{'÷ Jaccard':>11}{'÷ RapidFuzz':>13}{'put µs':>8}{'fill s':>8}{'MiB':>7}"
    )
    for one in costs:
        print(
            f"{one.name:26}{one.size:>8}{one.query_ms:>8.2f}{one.slowest_ms:>9.2f}"
            f"{one.jaccard_ms:>12.1f}{one.fuzzy_ms:>14.1f}{one.query_ms / one.jaccard_ms:>11.3f}"
            f"{one.query_ms / one.fuzzy_ms:>13.3f}{one.put_us:>8.0f}{one.fill_s:>8.1f}"
            f"{one.mib:>7.1f}"
        )
    print(f"Something new against {TOLD} people, as news are: {told:.1f} ms")
    print(f"A receipt of one comparison: {receipt:.2f} ms")
    print(
        "Jaccard: overlap of stated terms, sorted. RapidFuzz: token_set_ratio of both texts. "
        "Neither asks who may take part.\n"
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--offers", type=int, default=OFFERS)
    options.add_argument("--people", type=int, default=PEOPLE)
    given = options.parse_args()
    configure("WARNING")
    main(given.offers, given.people)
