"""Who an announcement is for, and how far its fan-out is."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.broadcasts import Audience
from bot.domain.people import Role

from .builders import a_broadcast
from .conftest import NOW


class TestAudience:
    @pytest.fixture
    async def everybody(self, store):
        async with store.begin() as work:
            for number in range(1, 13):
                person = await work.people.add(number, f"p{number}", "en", NOW)
                await work.people.change(
                    person,
                    role=[Role.CREATIVE, Role.COMPANY, None][number % 3],
                    home_hub="kranj" if number <= 6 else None,
                    asleep_since=NOW if number == 5 else None,
                    announcements=number != 6,
                )

    async def numbers(self, store, audience, hub, **batch):
        async with store.read() as work:
            people = await work.people.audience(audience, hub, **batch)
        return [person.telegram_id for person in people]

    async def test_is_who_it_says(self, store, everybody):
        assert await self.numbers(store, Audience.EVERYONE, None) == [
            1, 2, 3, 4, 7, 8, 9, 10, 11, 12,
        ]  # fmt: skip
        assert await self.numbers(store, Audience.CREATIVES, None) == [3, 9, 12]
        assert await self.numbers(store, Audience.COMPANIES, "kranj") == [1, 4]

    async def test_comes_in_batches_without_gap_or_overlap(self, store, everybody):
        seen, after = [], 0
        while True:
            async with store.read() as work:
                batch = await work.people.audience(Audience.EVERYONE, None, after, 3)
            if not batch:
                break
            assert len(batch) <= 3
            seen += [person.telegram_id for person in batch]
            after = batch[-1].id
        assert seen == [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]

    async def test_who_wants_announcements(self, store, everybody):
        async with store.read() as work:
            sixth, seventh = await work.people.find(6), await work.people.find(7)
            assert not await work.people.wants_announcements(sixth.id)
            assert await work.people.wants_announcements(seventh.id)


class TestBroadcasts:
    async def test_a_broadcast_comes_back_as_it_was(self, store, other, ada):
        async with store.begin() as work:
            kept = await work.broadcasts.add(a_broadcast(ada, hub="kranj"), 5, 9)

        async with other.read() as work:
            assert await work.broadcasts.find(kept.id) == kept
            assert await work.broadcasts.of_draft(5) == kept
        assert kept.text_for("sl") == ("sl", "Živjo")

    async def test_a_draft_becomes_one_broadcast(self, store, ada):
        async with store.begin() as work:
            await work.broadcasts.add(a_broadcast(ada), 5, 9)

        with pytest.raises(IntegrityError):
            async with store.begin() as work:
                await work.broadcasts.add(a_broadcast(ada), 5, 9)

    async def test_a_fan_out_goes_on_where_it_stopped(self, store, other, ada):
        async with store.begin() as work:
            kept = await work.broadcasts.add(a_broadcast(ada), 5, 9)
        async with store.begin() as work:
            assert await work.broadcasts.to_fan_out() == (kept, 0, 9)
            await work.broadcasts.fanned_out(kept.id, 4, complete=False)

        async with other.begin() as work:
            assert await work.broadcasts.to_fan_out() == (kept, 4, 9)
            await work.broadcasts.fanned_out(kept.id, 9, complete=True)
            assert await work.broadcasts.to_fan_out() is None
        async with store.begin() as work:
            assert [b.id for b in await work.broadcasts.sending()] == [kept.id]
            await work.broadcasts.finish(kept.id)
            assert await work.broadcasts.sending() == []

    async def test_two_workers_do_not_fan_out_the_same(self, store, other, ada, database):
        if database == "sqlite":
            pytest.skip("SQLite has one writer: the second waits")
        async with store.begin() as work:
            first = await work.broadcasts.add(a_broadcast(ada), 5, 9)
            second = await work.broadcasts.add(a_broadcast(ada), 6, 9)

        async with store.begin() as mine, other.begin() as theirs:
            assert (await mine.broadcasts.to_fan_out())[0].id == first.id
            assert (await theirs.broadcasts.to_fan_out())[0].id == second.id

    async def test_progress_counts_by_outcome(self, store, ada):
        async with store.begin() as work:
            kept = await work.broadcasts.add(a_broadcast(ada), 5, 9)
            assert (await work.broadcasts.progress(kept.id)).total == 0
