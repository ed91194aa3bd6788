"""Drafts, what they become, and who is interested: each thing once, however often it is tapped."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.challenges import ChallengeState

from .builders import a_challenge
from .conftest import BIG, NOW


class TestDrafts:
    async def test_answers_come_back_as_they_were(self, store, other, ada):
        answers = {"title": "Tišja linija 👩‍🎨", "skills": ("acoustics", "design"), "none": ()}
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "place", answers, NOW, "of:1")

        async with other.read() as work:
            found = await work.drafts.find(draft.id, ada.id)
        assert found == draft
        assert found.answers == answers
        assert found.subject == "of:1"

    async def test_changes_are_kept(self, store, other, ada):
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
            changed = replace(
                draft, step="skills", answers={"skills": ("a",)}, editing=True, applied_update=BIG
            )
            await work.drafts.save(changed, NOW)

        async with other.read() as work:
            assert await work.drafts.find(draft.id, ada.id) == changed

    async def test_nobody_else_finds_it(self, store, ada, bob):
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
            assert await work.drafts.find(draft.id, bob.id) is None
            assert await work.drafts.open_of(bob.id) == []

    async def test_the_latest_comes_first(self, store, ada):
        async with store.begin() as work:
            old = await work.drafts.add(ada.id, "profile", "skills", {}, NOW)
            new = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
            assert await work.drafts.open_of(ada.id) == [new, old]
            await work.drafts.save(old, NOW + timedelta(hours=1))
            assert await work.drafts.open_of(ada.id) == [old, new]

    async def test_once_submitted_it_is_not_open_and_keeps_no_words(self, store, other, ada, url):
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "title", {"title": "x"}, NOW)
            assert not await work.drafts.was_submitted(draft.id, ada.id)
            await work.drafts.submit(draft.id, NOW)

        async with other.read() as work:
            assert await work.drafts.find(draft.id, ada.id) is None
            assert await work.drafts.open_of(ada.id) == []
            assert await work.drafts.was_submitted(draft.id, ada.id)
            assert not await work.drafts.was_submitted(draft.id, ada.id + 1)

    async def test_discarded_is_gone(self, store, ada):
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
            await work.drafts.discard(draft.id)
            assert await work.drafts.find(draft.id, ada.id) is None
            assert not await work.drafts.was_submitted(draft.id, ada.id)


class TestChallenges:
    async def test_a_challenge_comes_back_as_it_was(self, store, other, ada):
        async with store.begin() as work:
            kept = await work.challenges.add(a_challenge(ada), 1)

        async with other.read() as work:
            assert await work.challenges.find(kept.id) == kept
            assert await work.challenges.of_draft(1) == kept
            assert await work.challenges.of_person(ada.id) == [kept]
        assert kept == a_challenge(ada, id=kept.id)

    async def test_a_draft_becomes_one_challenge(self, store, ada):
        async with store.begin() as work:
            await work.challenges.add(a_challenge(ada), 1)

        with pytest.raises(IntegrityError):
            async with store.begin() as work:
                await work.challenges.add(a_challenge(ada), 1)

    async def test_submitting_twice_at_once_makes_one_challenge(self, store, other, ada):
        async with store.begin() as work:
            draft = await work.drafts.add(ada.id, "challenge", "review", {}, NOW)

        async def submit(where):
            async with where.begin() as work:
                found = await work.drafts.find(draft.id, ada.id)
                if found is None:
                    return await work.challenges.of_draft(draft.id)
                await work.drafts.submit(draft.id, NOW)
                return await work.challenges.add(a_challenge(ada), draft.id)

        submitted = await asyncio.gather(*(submit(where) for where in (store, other) * 3))

        assert len({challenge.id for challenge in submitted}) == 1
        async with other.read() as work:
            assert len(await work.challenges.of_person(ada.id)) == 1

    async def test_one_of_two_who_decide_is_in_time(self, store, other, ada, bob):
        async with store.begin() as work:
            waiting = await work.challenges.add(a_challenge(ada), None)

        async def publish():
            async with store.begin() as work:
                return await work.reviews.open(waiting.id, "Quiet", "Loud.", bob.id, NOW, NOW)

        async def decline():
            async with other.begin() as work:
                return await work.reviews.decline(waiting.id, "Too loud", "Call.", bob.id, NOW)

        decided = await asyncio.gather(publish(), decline(), publish())

        assert sum(decided) == 1
        async with other.read() as work:
            found = await work.challenges.find(waiting.id)
        assert found.state is (ChallengeState.DECLINED if decided[1] else ChallengeState.OPENING)
        assert found.decided_at == NOW

    async def test_each_desk_sees_what_waits_for_it(self, store, ada):
        async with store.begin() as work:
            here = await work.challenges.add(a_challenge(ada), None)
            there = await work.challenges.add(a_challenge(ada, hub="kolding"), None)
            nowhere = await work.challenges.add(a_challenge(ada, hub=None), None)

        async with store.read() as work:
            assert await work.challenges.waiting({"kranj"}) == [here]
            assert await work.challenges.waiting(frozenset()) == []
            assert await work.challenges.waiting(None) == [here, there, nowhere]

    async def test_the_published_are_listed_the_latest_first(self, store, ada):
        async with store.begin() as work:
            ids = [(await work.challenges.add(a_challenge(ada), None)).id for _ in range(3)]
            for minutes, challenge_id in enumerate((ids[1], ids[0])):
                at = NOW + timedelta(minutes=minutes)
                await work.reviews.open(challenge_id, "T", "S", ada.id, at, at)
                await work.reviews.publish(challenge_id, at)

        async with store.read() as work:
            published = await work.challenges.published()
        assert [challenge.id for challenge in published] == [ids[0], ids[1]]

    async def test_an_interest_counts_once_however_often_it_is_tapped(
        self, store, other, ada, bob
    ):
        async with store.begin() as work:
            challenge = await work.challenges.add(a_challenge(ada), None)

        async def tap(where):
            async with where.begin() as work:
                return await work.challenges.add_interest(challenge.id, bob.id, NOW)

        taps = await asyncio.gather(*(tap(where) for where in (store, other) * 3))

        assert sum(taps) == 1
        async with other.read() as work:
            assert await work.challenges.interested_in(challenge.id) == 1
            assert await work.challenges.interests_of(bob.id) == {challenge.id}
