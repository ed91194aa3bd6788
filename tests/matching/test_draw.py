"""Seats by lot can be replayed by anybody, are fair, and never reach outside the band."""

import hashlib
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.draws import BAND, Candidate
from bot.matching.draw import SCARCE, commitment, drawn, lot

SCORES = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
PEOPLE = st.dictionaries(st.integers(1, 99), SCORES, max_size=30).map(
    lambda scores: [Candidate(person_id, score) for person_id, score in scores.items()]
)
SEATS = st.integers(0, 12)
SEEDS = st.text(max_size=20)


def equal(count, score=0.5):
    return [Candidate(number, score) for number in range(1, count + 1)]


@given(PEOPLE, SEATS, SEEDS, st.randoms())
def test_the_same_seed_gives_the_same_in_any_order(people, seats, seed, random):
    shuffled = people.copy()
    random.shuffle(shuffled)
    assert drawn(people, seats, seed) == drawn(shuffled, seats, seed)


@given(PEOPLE, SEATS, SEEDS)
def test_every_seat_is_taken_once_if_there_are_people(people, seats, seed):
    seated = drawn(people, seats, seed).seated
    assert len(seated) == len(set(seated)) == min(seats, len(people))
    assert set(seated) <= {one.person_id for one in people}


@given(PEOPLE, SEATS, SEEDS)
def test_nobody_without_a_seat_exceeds_somebody_with_one_by_more_than_the_band(
    people, seats, seed
):
    draw = drawn(people, seats, seed)
    score = {one.person_id: one.score for one in people}
    outside = [score[id_] for id_ in score if id_ not in draw.seated]
    inside = [score[id_] for id_ in draw.seated]
    assert not outside or not inside or max(outside) <= min(inside) + BAND + 1e-9
    if draw.band:
        in_band = [score[id_] for id_ in draw.band]
        assert max(in_band) - min(in_band) <= BAND + 1e-9


@given(PEOPLE, SEATS, SEEDS)
def test_lots_are_drawn_only_where_places_are_scarce(people, seats, seed):
    draw = drawn(people, seats, seed)
    if draw.is_by_lot:
        assert len(draw.band) >= SCARCE * draw.drawn_seats
        assert len(draw.certain) + draw.drawn_seats == seats
    else:
        assert draw.band == ()


@given(PEOPLE, SEATS, SEEDS)
def test_anybody_can_replay_it_with_a_tool_of_the_system(people, seats, seed):
    draw = drawn(people, seats, seed)
    lots = [hashlib.sha256(f"{seed}:{id_}".encode()).hexdigest() for id_ in draw.band]
    assert all(one < other for one, other in pairwise(lots))
    assert draw.commitment == hashlib.sha256(seed.encode()).hexdigest()


@given(PEOPLE, SEATS, SEEDS, st.integers(0, 99), SCORES)
def test_who_is_far_below_changes_nothing(people, seats, seed, newcomer, score):
    draw = drawn(people, seats, seed)
    seated = [one.score for one in people if one.person_id in draw.seated]
    if len(people) < seats or newcomer in {one.person_id for one in people}:
        return
    if seated and score < min(seated) - BAND - 1e-9:
        assert drawn([*people, Candidate(newcomer, score)], seats, seed) == draw


def test_lots_are_uniform_over_the_band():
    """Chi-square over 4,000 seeds: 19 degrees of freedom, 99.99 % of fair draws are below 50."""
    people, seeds, seats = equal(20), 4_000, 5
    won = Counter(id_ for seed in range(seeds) for id_ in drawn(people, seats, str(seed)).seated)
    expected = seeds * seats / len(people)
    # Without putting back, counts vary a little less than independent ones: no stricter limit.
    assert sum((won[one.person_id] - expected) ** 2 / expected for one in people) < 50
    assert len(won) == 20


def test_pairs_are_drawn_as_often_as_chance_has_it():
    people, seeds = equal(6), 6_000
    together = Counter(frozenset(drawn(people, 2, f"seed {seed}").seated) for seed in range(seeds))
    assert len(together) == 15
    expected = seeds / 15
    assert sum((count - expected) ** 2 / expected for count in together.values()) < 46


def test_a_score_within_the_band_makes_no_difference_to_the_lot():
    people = [Candidate(number, 0.50 + number / 1_000) for number in range(1, 21)]
    level = equal(20)
    assert drawn(people, 4, "seed").band == drawn(level, 4, "seed").band


def test_who_is_clearly_better_is_seated_without_lots():
    people = [Candidate(1, 0.9), Candidate(2, 0.8), *equal(30)[2:]]
    draw = drawn(people, 4, "seed")
    assert draw.certain == (1, 2)
    assert draw.drawn_seats == 2
    assert len(draw.band) == 28


def test_where_places_are_not_scarce_the_scores_decide():
    people = [Candidate(1, 0.50), Candidate(2, 0.52), Candidate(3, 0.51, exposure=1)]
    draw = drawn([*people, Candidate(4, 0.51)], 3, "seed")
    assert not draw.is_by_lot
    assert draw.seated == (2, 4, 3)  # of equals, the one who was shown less


def test_nobody_and_no_seats():
    assert drawn([], 3, "seed").seated == ()
    assert drawn(equal(3), 0, "seed").seated == ()
    assert drawn(equal(3), 9, "seed").seated == (1, 2, 3)


def test_somebody_who_is_named_twice_has_one_lot():
    assert len(drawn([*equal(8), *equal(8)], 3, "seed").band) == 8


def test_a_commitment_does_not_tell_its_seed_and_lots_are_told_apart():
    assert "seed" not in commitment("seed")
    assert commitment("seed") != commitment("seeds")
    assert lot("a", 11) != lot("a1", 1)
