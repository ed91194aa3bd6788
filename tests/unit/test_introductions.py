"""Three keys: contact data is shown once all said yes in time, to the two sides, and never else.

Whatever people do and in which order: each act of a story is drawn, and after each the machine is
compared with what the words of the rule say about the story so far.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.introductions import (
    LASTS,
    LONGEST_LATER,
    EndedBy,
    Holder,
    Introduction,
    IntroductionState,
    Key,
    KeyAnswer,
)

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COMPANY, FACILITATOR, COLLEAGUE, STRANGER = 1, 2, 3, 99
CREATIVES = (11, 12, 13)
PATIENT = settings(deadline=None, max_examples=400)
YES, LATER, NO = KeyAnswer.YES, KeyAnswer.LATER, KeyAnswer.NO


def opened(creatives: int = 1) -> Introduction:
    """Open a request for a solo creative, or for a team."""
    return Introduction(
        id=1,
        challenge_id=1,
        pitch_id=1,
        opened_at=START,
        expires_at=START + LASTS,
        keys=(
            Key(Holder.COMPANY, COMPANY),
            *(Key(Holder.CREATIVE, id_) for id_ in CREATIVES[:creatives]),
            Key(Holder.FACILITATOR, None),
        ),
    )


def holders(creatives: int) -> list[tuple[Holder, int]]:
    """Return who holds a key."""
    return [
        (Holder.COMPANY, COMPANY),
        *((Holder.CREATIVE, id_) for id_ in CREATIVES[:creatives]),
        (Holder.FACILITATOR, FACILITATOR),
    ]


@dataclass(frozen=True)
class Act:
    """Something happens: somebody answers, is away, comes back or leaves; or only time passes."""

    kind: str
    holder: Holder = Holder.COMPANY
    person: int = COMPANY
    answer: KeyAnswer = YES
    later: int = 0
    hours: int = 0


@st.composite
def stories(draw: st.DrawFn) -> tuple[int, list[Act]]:
    """Draw how many creatives there are, and what happens."""
    creatives = draw(st.integers(1, 3))
    who = [
        *holders(creatives),
        (Holder.FACILITATOR, COLLEAGUE),
        (Holder.COMPANY, STRANGER),
        (Holder.CREATIVE, STRANGER),
        (Holder.CREATIVE, COMPANY),
    ]
    answers = st.sampled_from([YES, YES, YES, LATER, NO])
    act = st.one_of(
        st.builds(
            lambda w, a, later, hours: Act("answer", w[0], w[1], a, later, hours),
            st.sampled_from(who),
            answers,
            st.integers(-5, 500),
            st.integers(0, 200),
        ),
        st.builds(
            lambda w, kind, hours: Act(kind, w[0], w[1], hours=hours),
            st.sampled_from(holders(creatives)[:-1]),
            st.sampled_from(["blocks", "returns"]),
            st.integers(0, 100),
        ),
        st.builds(lambda hours: Act("waits", hours=hours), st.integers(0, 400)),
        st.builds(lambda: Act("leaves")),
    )
    return creatives, draw(st.lists(act, max_size=14))


def waiting(it: Introduction, person: int, *, waits: bool) -> Introduction:
    """Mark somebody as away, or as back."""
    keys = (replace(key, waits=waits) if key.person_id == person else key for key in it.keys)
    return replace(it, keys=tuple(keys))


def played(it: Introduction, act: Act, now: datetime) -> Introduction:
    """Let one act happen, as the use cases do."""
    match act.kind:
        case "answer":
            until = now.date() + timedelta(days=act.later)
            return it.answered(act.holder, act.person, act.answer, now, until)
        case "blocks" | "returns":
            return waiting(it, act.person, waits=act.kind == "blocks").settled(now)
        case "leaves":
            return it.at(now).ended(EndedBy.LEFT, now)
        case _:
            return it.settled(now)


@PATIENT
@given(stories())
def test_data_is_shown_once_all_keys_are_yes_in_time_and_never_else(
    story: tuple[int, list[Act]],
) -> None:
    creatives, acts = story
    it, now = opened(creatives), START
    said: dict[tuple[Holder, int], KeyAnswer] = {}
    away: set[int] = set()
    over = made = False
    for act in acts:
        now += timedelta(hours=act.hours)
        before, expires = it, it.expires_at
        it = played(it, act, now)
        # The same rule, told from the story alone.
        over = over or (not made and now >= expires)
        if not over and not made:
            if act.kind == "answer" and (holder := _holder(act, creatives)):
                said[holder] = act.answer
            away = away | {act.person} if act.kind == "blocks" else away
            away = away - {act.person} if act.kind == "returns" else away
            over = act.kind == "leaves" or NO in said.values()
            if not over and set(said) == {_key(who) for who in holders(creatives)}:
                made = set(said.values()) == {YES} and not away
        assert it.is_made == made
        assert (it.state is IntroductionState.ENDED) == over
        sides = {COMPANY, *CREATIVES[:creatives]}
        for person in (*sides, FACILITATOR, COLLEAGUE, STRANGER):
            assert it.may_reach(person) == (made and person in sides)
        if before.state is not IntroductionState.OPEN:
            assert it.state is before.state
            assert it.settled_at == before.settled_at
        assert it.expires_at <= START + LONGEST_LATER + LASTS + timedelta(days=1)
        assert it.expires_at >= before.expires_at


def _key(who: tuple[Holder, int]) -> tuple[Holder, int]:
    return (who[0], 0) if who[0] is Holder.FACILITATOR else who


def _holder(act: Act, creatives: int) -> tuple[Holder, int] | None:
    """Return whose key an act turns; the facilitator's is that of all of the hub."""
    who = _key((act.holder, act.person))
    return who if who in {_key(one) for one in holders(creatives)} else None


@pytest.mark.parametrize("creatives", [1, 2, 3])
def test_every_order_and_every_set_of_answers(creatives: int) -> None:
    for order in permutations(holders(creatives)):
        for answers in product(KeyAnswer, repeat=len(order)):
            it = opened(creatives)
            for (holder, person), answer in zip(order, answers, strict=True):
                it = it.answered(holder, person, answer, START, date(2027, 6, 1))
            assert it.is_made == (set(answers) == {YES})
            assert (it.state is IntroductionState.ENDED) == (NO in answers)


@pytest.mark.parametrize("change", [LATER, NO])
def test_a_yes_can_be_taken_back_before_the_last_key(change: KeyAnswer) -> None:
    it = opened()
    it = it.answered(Holder.COMPANY, COMPANY, YES, START)
    it = it.answered(Holder.COMPANY, COMPANY, change, START, date(2027, 6, 1))
    it = it.answered(Holder.CREATIVE, 11, YES, START)
    it = it.answered(Holder.FACILITATOR, FACILITATOR, YES, START)

    assert not it.is_made


def test_in_june_means_asked_again_in_june_and_open_two_weeks_longer() -> None:
    it = opened().answered(Holder.CREATIVE, 11, LATER, START, date(2027, 6, 1))

    key = it.key_of(Holder.CREATIVE, 11)
    assert key is not None
    assert not key.is_due(date(2027, 5, 31))
    assert key.is_due(date(2027, 6, 1))
    assert it.expires_at == datetime(2027, 6, 15, tzinfo=UTC)
    assert it.at(datetime(2027, 6, 14, 23, tzinfo=UTC)).state is IntroductionState.OPEN
    assert it.at(datetime(2027, 6, 15, tzinfo=UTC)).ended_by is EndedBy.EXPIRED


def test_the_last_moment_is_too_late() -> None:
    it = opened()
    for holder, person in holders(1)[:-1]:
        it = it.answered(holder, person, YES, START)

    late = it.answered(Holder.FACILITATOR, FACILITATOR, YES, START + LASTS)

    assert not late.is_made
    assert late.ended_by is EndedBy.EXPIRED


def test_who_blocked_the_bot_holds_it_open_until_they_return() -> None:
    it = waiting(opened(), 11, waits=True)
    for holder, person in holders(1):
        it = it.answered(holder, person, YES, START)
    assert it.state is IntroductionState.OPEN

    assert not it.settled(START + LASTS).is_made
    assert waiting(it, 11, waits=False).settled(START + timedelta(days=2)).is_made


def test_without_a_key_of_each_kind_nothing_opens() -> None:
    for missing in Holder:
        it = opened()
        it = replace(it, keys=tuple(key for key in it.keys if key.holder is not missing))
        for holder, person in holders(1):
            it = it.answered(holder, person, YES, START)
        assert not it.is_made
