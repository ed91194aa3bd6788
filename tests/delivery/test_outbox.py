"""The delivery side of the outbox table, on both databases."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import chain

import pytest

from bot.domain.broadcasts import Delivery, Lane
from bot.domain.replies import Action, Button, Reply
from bot.store.outbox import MOST_LIVES, SPACING, Claimed
from tests.delivery.conftest import Rows
from tests.delivery.virtual_time import StillStore, now

LEASE_S = 45.0


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


async def claim(store: StillStore, after_s: float = 0) -> Claimed | None:
    async with store.begin() as work:
        return await work.outbox.claim_one(now() + timedelta(seconds=after_s), LEASE_S)


async def test_somebodys_matter_goes_before_a_broadcast(store: StillStore, rows: Rows) -> None:
    ada, ben = await rows.person(1), await rows.person(2)
    await rows.queue(ada, "news", Lane.BROADCAST)
    await rows.queue(ben, "alert", reply=Reply("hi", ((Button("Go", Action("a", "b", "1")),),)))

    first, second, third = await claim(store), await claim(store), await claim(store)

    assert first is not None
    assert second is not None
    assert third is None
    assert (first.chat_id, first.lane, first.attempts) == (2, Lane.PERSONAL, 1)
    assert first.reply == Reply("hi", ((Button("Go", Action("a", "b", "1")),),))
    assert first.person_id == ben.id
    assert second.lane is Lane.BROADCAST
    row = await rows.get("news")
    assert row.state == Delivery.SENDING
    assert row.lease_until == now() + timedelta(seconds=LEASE_S)


async def test_a_row_is_not_claimed_before_it_is_due(store: StillStore, rows: Rows) -> None:
    await rows.queue(await rows.person(1), "alert")
    row = await claim(store)
    assert row is not None
    later = now() + timedelta(seconds=30)
    async with store.begin() as work:
        assert await work.outbox.again(row, later, "flood")

    assert await claim(store, 29) is None
    async with store.read() as work:
        assert not await work.outbox.anything_due(now())
        assert await work.outbox.next_due_at() == later
    again = await claim(store, 30)
    assert again is not None
    assert again.attempts == 1, "what never left does not count"


async def test_looking_for_work_leaves_out_what_others_will_claim(
    store: StillStore, rows: Rows
) -> None:
    await rows.crowd(3)
    async with store.read() as work:
        assert await work.outbox.anything_due(now(), besides=2)
        assert not await work.outbox.anything_due(now(), besides=3)


async def test_the_same_thing_is_queued_once(store: StillStore, rows: Rows) -> None:
    ada = await rows.person(1)
    async with store.begin() as work:
        assert await work.outbox.add("k", ada, Reply("one"), now())
        assert not await work.outbox.add("k", ada, Reply("two"), now())
    assert (await rows.get("k")).reply == {"html": "one"}


async def test_a_chat_with_a_message_on_its_way_or_just_sent_rests(
    store: StillStore, rows: Rows
) -> None:
    ada = await rows.person(1)
    await rows.queue(ada, "first")
    await rows.queue(ada, "second")
    first = await claim(store)
    assert first is not None

    assert await claim(store) is None, "on its way"
    async with store.begin() as work:
        assert not await work.outbox.anything_due(now())
        await work.outbox.sent(first, now(), 7)
    assert await claim(store, SPACING.total_seconds() - 0.01) is None, "just sent"
    second = await claim(store, SPACING.total_seconds())
    assert second is not None
    assert second.reply.html == "second"


async def test_two_workers_never_claim_the_same_row(
    make_store: Callable[[], StillStore], rows: Rows
) -> None:
    await rows.crowd(60)
    stores = [make_store() for _ in range(4)]

    async def claim_all(store: StillStore) -> list[int]:
        mine = []
        while row := await claim(store):
            mine.append(row.id)
        return mine

    claimed = await asyncio.gather(*(claim_all(store) for store in stores))

    ids = [row_id for mine in claimed for row_id in mine]
    assert len(ids) == len(set(ids)) == 60
    assert sum(bool(mine) for mine in claimed) > 1, "they did work side by side"


async def test_workers_share_one_pace(make_store: Callable[[], StillStore]) -> None:
    stores = [make_store() for _ in range(3)]

    async def reserve(store: StillStore) -> list[float]:
        slots = []
        for _ in range(10):
            async with store.begin() as work:
                slots.append(await work.outbox.reserve_slot(25, 1_000.0))
        return slots

    taken = await asyncio.gather(*(reserve(store) for store in stores))
    slots = sorted(chain.from_iterable(taken))

    assert slots == pytest.approx([1_000 + number / 25 for number in range(30)])


async def test_a_slot_is_never_in_the_past_and_a_pause_moves_it(store: StillStore) -> None:
    async with store.begin() as work:
        assert await work.outbox.reserve_slot(25, 1_000.0) == 1_000.0
        assert await work.outbox.reserve_slot(25, 2_000.0) == 2_000.0
        await work.outbox.pause_until(2_030.0)
        await work.outbox.pause_until(2_010.0)
        assert await work.outbox.reserve_slot(25, 2_001.0) == pytest.approx(2_030.0)


async def test_a_clock_that_was_years_ahead_does_not_silence_the_bot(store: StillStore) -> None:
    async with store.begin() as work:
        await work.outbox.reserve_slot(25, 2e9)
        assert await work.outbox.reserve_slot(25, 1_000.0) == pytest.approx(1_000.0)


async def test_the_row_of_a_dead_worker(store: StillStore, rows: Rows) -> None:
    """A broadcast may have arrived: never twice. An alert is worth coming twice."""
    ada, ben = await rows.person(1), await rows.person(2)
    await rows.queue(ada, "news", Lane.BROADCAST)
    await rows.queue(ben, "alert")
    assert await claim(store)
    assert await claim(store)

    async with store.begin() as work:
        assert await work.outbox.expire_leases(now() + timedelta(seconds=LEASE_S)) == 0
        assert await work.outbox.expire_leases(now() + timedelta(seconds=LEASE_S + 1)) == 2

    assert (await rows.get("news")).state == Delivery.UNSURE
    assert (await rows.get("alert")).state == Delivery.QUEUED
    again = await claim(store, LEASE_S + 1)
    assert again is not None
    assert (again.reply.html, again.attempts) == ("alert", 2)


async def test_an_alert_that_kills_every_worker_does_not_go_round_for_ever(
    store: StillStore, rows: Rows
) -> None:
    await rows.queue(await rows.person(1), "alert")
    for life in range(MOST_LIVES):
        assert await claim(store, life * 100)
        async with store.begin() as work:
            await work.outbox.expire_leases(now() + timedelta(seconds=life * 100 + 50))
    assert (await rows.get("alert")).state == Delivery.UNSURE


async def test_a_late_record_changes_only_what_it_knows(store: StillStore, rows: Rows) -> None:
    """A worker hung past its lease: another holds the row now, but "sent" is true all the same."""
    await rows.queue(await rows.person(1), "alert")
    slow = await claim(store)
    assert slow is not None
    async with store.begin() as work:
        await work.outbox.expire_leases(now() + timedelta(seconds=LEASE_S + 1))
    assert await claim(store, LEASE_S + 1)

    async with store.begin() as work:
        assert not await work.outbox.drop(slow, now(), Delivery.REJECTED, "late")
        assert not await work.outbox.again(slow, now(), "late")
        assert not await work.outbox.unsure(slow, now(), "late")
    assert (await rows.get("alert")).state == Delivery.SENDING
    async with store.begin() as work:
        assert await work.outbox.sent(slow, now(), 9)
    assert (await rows.get("alert")).state == Delivery.SENT


async def test_who_blocked_the_bot_falls_asleep_and_gets_no_news(
    store: StillStore, rows: Rows
) -> None:
    ada = await rows.person(1)
    await rows.queue(ada, "alert")
    await rows.queue(ada, "news", Lane.BROADCAST)
    await rows.queue(ada, "reply")
    row = await claim(store)
    assert row is not None

    async with store.begin() as work:
        assert await work.outbox.drop(row, now(), Delivery.BLOCKED, "Forbidden")

    assert await rows.is_asleep(1)
    assert (await rows.get("news")).state == Delivery.BLOCKED
    assert (await rows.get("reply")).state == Delivery.QUEUED, "somebody's matter is still tried"


async def test_announcements_on_their_way_can_be_stopped(store: StillStore, rows: Rows) -> None:
    ada, ben = await rows.person(1), await rows.person(2)
    for person in (ada, ben):
        await rows.queue(person, f"news-{person.id}", Lane.BROADCAST)
    async with store.begin() as work:
        assert await work.outbox.drop_broadcasts(ada.telegram_id, now()) == 1
    assert await rows.states() == {"dropped_stopped": 1, "queued": 1}


async def test_an_erased_person_leaves_counts_only(store: StillStore, rows: Rows) -> None:
    ada = await rows.person(1)
    await rows.queue(ada, "first")
    await rows.queue(ada, "second")
    row = await claim(store)
    assert row is not None
    async with store.begin() as work:
        await work.outbox.sent(row, now(), 1)
        await work.portability.forget_messages(ada, now())
        await work.people.erase(ada.id)

    for key in ("erased:1", "erased:2"):  # keys name people
        left = await rows.get(key)
        assert (left.chat_id, left.person_id, left.reply) == (0, None, {})
    assert await rows.states() == {"sent": 1, "dropped_stopped": 1}


async def test_the_doctor_sees_what_waits_and_since_when(store: StillStore, rows: Rows) -> None:
    since = now()
    await rows.crowd(2)
    async with store.read() as work:
        standing = await work.outbox.counts(now() + timedelta(hours=1))
    assert (standing.due, standing.oldest_due_at) == (2, since)
    assert standing.of(Delivery.QUEUED) == 2
    assert standing.of(Delivery.UNSURE) == 0
