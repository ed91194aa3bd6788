"""Invitations: the caps hold whoever asks at the same moment, and a person takes theirs along."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.challenges import ChallengeState
from bot.domain.invitations import Answer, Obstacle
from bot.domain.suggestions import INVITATION_LASTS, MOST_INVITATIONS, MOST_INVITED

from .builders import a_challenge
from .conftest import NOW


@pytest.fixture
def publish(store, ada):
    """Publish challenges."""

    async def make(count=1, **changes):
        made = []
        async with store.begin() as work:
            for _ in range(count):
                one = await work.challenges.add(a_challenge(ada, **changes), None)
                await work.reviews.open(one.id, "Quiet line", "Rattles.", ada.id, NOW, NOW)
                await work.reviews.publish(one.id, NOW)
                made.append(replace(one, state=ChallengeState.PUBLISHED))
        return made

    return make


async def ask(store, challenge, person_id, by, now=NOW):
    """Ask as the service does, with a pause where others could come in between."""
    async with store.begin() as work:
        assert await work.invitations.hold(challenge.id, person_id)
        barred = (await work.invitations.asked(challenge, now)).obstacle(person_id)
        await asyncio.sleep(0.02)
        if barred is None:
            assert await work.invitations.add(challenge.id, person_id, by.id, now)
        return barred


async def people(store, count):
    async with store.begin() as work:
        return [await work.people.add(7_000 + n, f"P{n}", "en", NOW) for n in range(count)]


async def test_whoever_asks_one_person_at_the_same_moment_stays_within_the_cap(
    store, ada, bob, publish
):
    challenges = await publish(6)
    said = await asyncio.gather(*(ask(store, one, bob.id, ada) for one in challenges))
    assert said.count(None) == MOST_INVITATIONS
    assert set(said) == {None, Obstacle.PERSON_FULL}


async def test_whoever_asks_about_one_challenge_at_the_same_moment_stays_within_the_cap(
    store, ada, publish
):
    (challenge,) = await publish()
    many = await people(store, MOST_INVITED + 3)
    said = await asyncio.gather(*(ask(store, challenge, one.id, ada) for one in many))
    assert said.count(None) == MOST_INVITED
    assert set(said) == {None, Obstacle.CHALLENGE_FULL}


async def test_the_same_person_is_asked_once_about_a_challenge(store, ada, bob, publish):
    (challenge,) = await publish()
    said = await asyncio.gather(*(ask(store, challenge, bob.id, ada) for _ in range(4)))
    assert sorted(map(str, said)) == ["None", "asked", "asked", "asked"]
    async with store.begin() as work:
        assert not await work.invitations.add(challenge.id, bob.id, ada.id, NOW)


async def test_an_invitation_is_open_until_answered_closed_or_too_old(store, ada, bob, publish):
    first, second, third = await publish(2) + await publish(1, deadline_on=None)
    for one in (first, second):
        assert await ask(store, one, bob.id, ada) is None
    assert await ask(store, third, bob.id, ada) is Obstacle.PERSON_FULL

    async with store.read() as work:
        just_before = NOW + INVITATION_LASTS - timedelta(seconds=1)
        assert (await work.invitations.asked(third, just_before)).is_busy(bob.id)
        lapsed = await work.invitations.asked(third, NOW + INVITATION_LASTS)
        assert not lapsed.is_busy(bob.id)
        over = await work.invitations.asked(first, NOW.replace(year=2027, month=3, day=2))
        assert over.obstacle(bob.id) is Obstacle.NOT_OPEN

    async with store.begin() as work:
        assert await work.invitations.answer(first.id, bob.id, Answer.NO, NOW)
        assert not await work.invitations.answer(first.id, bob.id, Answer.NO, NOW)
    assert await ask(store, third, bob.id, ada) is None


async def test_it_goes_with_the_person_and_stays_without_who_asked(store, ada, bob, publish):
    (challenge,) = await publish()
    (eve,) = await people(store, 1)
    assert await ask(store, challenge, bob.id, eve) is None
    async with store.begin() as work:
        await work.people.erase(eve.id)
        found = await work.invitations.find(challenge.id, bob.id)
        assert found is not None
        assert found.invited_by is None
        assert await work.invitations.count_of(bob.id) == 1
        await work.people.erase(bob.id)
        assert await work.invitations.find(challenge.id, bob.id) is None
        assert not await work.invitations.hold(challenge.id, bob.id)


async def test_who_is_not_found_any_more_waits_for_nothing(store, ada, bob, publish):
    first, second = await publish(2)
    for one in (first, second):
        await ask(store, one, bob.id, ada)
    async with store.begin() as work:
        await work.invitations.answer(first.id, bob.id, Answer.YES, NOW)
        await work.invitations.end(bob.id, NOW)
        yes, ended = [await work.invitations.find(one.id, bob.id) for one in (first, second)]
    assert (yes.answer, ended.answer) == (Answer.YES, Answer.WITHDRAWN)
