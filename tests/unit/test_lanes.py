"""Lanes: people side by side, each in order; floods are slowed, told once, never lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.app.lanes import BURST, PER_SECOND, SIDE_BY_SIDE, Lanes
from bot.app.nursery import Nursery

Item = tuple[int, int]


class Desk:
    """Handles items as tests tell it to, in a time of its own."""

    def __init__(self, nursery: Nursery) -> None:
        self.at = 1000.0
        self.handled: list[Item] = []
        self.told: list[Item] = []
        self.together = 0
        self.most_together = 0
        self.held: dict[int, asyncio.Event] = {}
        self.lanes: Lanes[Item] = Lanes(
            nursery, self.handle, self.flooded, timer=lambda: self.at, sleep=self.sleep
        )

    async def handle(self, item: Item) -> None:
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        if held := self.held.get(item[0]):
            await held.wait()
        await asyncio.sleep(0)
        self.together -= 1
        self.handled.append(item)

    async def flooded(self, item: Item) -> None:
        self.told.append(item)

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)

    def of(self, person: int) -> list[int]:
        return [number for who, number in self.handled if who == person]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Nursery() as nursery:
        yield Desk(nursery)


async def test_one_person_is_served_in_order(desk: Desk) -> None:
    for number in range(30):
        desk.lanes.put(1, (1, number))

    assert await desk.lanes.quiet(5)
    assert desk.of(1) == list(range(30))
    assert desk.most_together == 1


async def test_people_are_served_side_by_side(desk: Desk) -> None:
    for number in range(3):
        for person in range(5):
            desk.lanes.put(person, (person, number))

    assert await desk.lanes.quiet(5)
    assert desk.most_together == 5
    assert all(desk.of(person) == [0, 1, 2] for person in range(5))


async def test_who_takes_long_holds_up_nobody_else(desk: Desk) -> None:
    desk.held[1] = asyncio.Event()
    desk.lanes.put(1, (1, 0))
    desk.lanes.put(2, (2, 0))

    assert not await desk.lanes.quiet(0.01)
    assert desk.handled == [(2, 0)]

    desk.held[1].set()
    assert await desk.lanes.quiet(5)
    assert desk.handled == [(2, 0), (1, 0)]


async def test_only_so_many_are_served_at_once(desk: Desk) -> None:
    for person in range(3 * SIDE_BY_SIDE):
        desk.lanes.put(person, (person, 0))

    assert await desk.lanes.quiet(5)
    assert desk.most_together == SIDE_BY_SIDE
    assert len(desk.handled) == 3 * SIDE_BY_SIDE


async def test_a_flood_is_slowed_told_once_and_never_lost(desk: Desk) -> None:
    for number in range(40):
        desk.lanes.put(1, (1, number))
    started = desk.at

    assert await desk.lanes.quiet(5)
    assert desk.of(1) == list(range(40))
    assert len(desk.told) == 1
    assert desk.at - started == pytest.approx((40 - BURST) / PER_SECOND, abs=0.5)


async def test_who_writes_as_people_write_is_never_slowed(desk: Desk) -> None:
    for number in range(60):
        desk.lanes.put(1, (1, number))
        assert await desk.lanes.quiet(5)
        desk.at += 1 / PER_SECOND

    assert desk.told == []


async def test_a_flood_that_trickles_is_told_once_too(desk: Desk) -> None:
    for number in range(60):
        desk.lanes.put(1, (1, number))
        assert await desk.lanes.quiet(5)
        desk.at += 0.5 / PER_SECOND  # twice as fast as answers come

    assert desk.of(1) == list(range(60))
    assert len(desk.told) == 1


async def test_a_second_flood_much_later_is_told_again(desk: Desk) -> None:
    for wave in range(2):
        for number in range(20):
            desk.lanes.put(1, (1, number))
        assert await desk.lanes.quiet(5)
        desk.at += 3600
        assert len(desk.told) == wave + 1


async def test_people_who_left_are_forgotten(desk: Desk) -> None:
    for person in range(500):
        desk.lanes.put(person, (person, 0))
    assert await desk.lanes.quiet(5)
    desk.at += 60

    desk.lanes.put(1000, (1000, 0))
    assert await desk.lanes.quiet(5)

    assert len(desk.lanes._lanes) == 1


async def test_who_floods_is_not_forgiven_by_being_forgotten(desk: Desk) -> None:
    for number in range(BURST):
        desk.lanes.put(1, (1, number))
    assert await desk.lanes.quiet(5)

    desk.lanes.put(2, (2, 0))  # when a lane ends, rested ones are forgotten
    assert await desk.lanes.quiet(5)
    desk.lanes.put(1, (1, BURST))
    assert await desk.lanes.quiet(5)

    assert desk.told == [(1, BURST)]


async def test_an_item_that_comes_while_the_last_is_handled_is_served(desk: Desk) -> None:
    desk.held[1] = asyncio.Event()
    desk.lanes.put(1, (1, 0))
    assert not await desk.lanes.quiet(0.01)
    desk.lanes.put(1, (1, 1))
    desk.held[1].set()

    assert await desk.lanes.quiet(5)
    assert desk.of(1) == [0, 1]


async def test_a_failure_does_not_close_the_lane(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = desk.lanes._handle
    failures = [RuntimeError("the database was away")]

    async def fail_once(item: Item) -> None:
        if failures:
            raise failures.pop()
        await handle(item)

    desk.lanes._handle = fail_once
    desk.lanes.put(1, (1, 0))
    assert await desk.lanes.quiet(5)
    desk.lanes.put(1, (1, 1))

    assert await desk.lanes.quiet(5)
    assert desk.of(1) == [0, 1]
