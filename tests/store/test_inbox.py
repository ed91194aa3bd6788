"""The inbox: an update is kept before Telegram is told, and handled once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import NoResultFound

from bot.store import make_engine
from bot.store.inbox import KEPT_FOR

from .conftest import BIG, NOW


async def test_what_comes_twice_is_new_once(store, other):
    async with store.begin() as work:
        assert await work.inbox.receive({7: {"a": 1}, 5: {"b": 2}}, NOW) == [5, 7]
    async with other.begin() as work:
        assert await work.inbox.receive({7: {"a": "again"}, BIG: {"c": 3}}, NOW) == [BIG]

    async with store.read() as work:
        assert await work.inbox.unfinished() == [(5, {"b": 2}), (7, {"a": 1}), (BIG, {"c": 3})]


async def test_nothing_is_new_in_nothing(store):
    async with store.begin() as work:
        assert await work.inbox.receive({}, NOW) == []


async def test_what_comes_twice_at_once_is_new_once(store, other):
    async def receive(where):
        async with where.begin() as work:
            return await work.inbox.receive({i: {} for i in range(5)}, NOW)

    new = await asyncio.gather(*(receive(where) for where in (store, other) * 3))

    assert sorted(i for ids in new for i in ids) == [0, 1, 2, 3, 4]


async def test_a_finished_update_is_known_but_its_words_are_gone(store, other, url):
    async with store.begin() as work:
        await work.inbox.receive({1: {"text": "my secret"}, 2: {}}, NOW)
        await work.inbox.finish(1, NOW)

    async with other.begin() as work:
        assert await work.inbox.unfinished() == [(2, {})]
        assert await work.inbox.receive({1: {"text": "my secret"}}, NOW) == []
    engine = make_engine(url)
    async with engine.connect() as connection:
        empty = text("SELECT update_id FROM inbox WHERE payload IS NULL")
        assert (await connection.execute(empty)).all() == [(1,)]
    await engine.dispose()


async def test_attempts_are_counted(store, other):
    async with store.begin() as work:
        await work.inbox.receive({1: {}}, NOW)
    for before in range(3):
        async with other.begin() as work:
            assert await work.inbox.begun(1) == before


async def test_an_attempt_at_nothing_is_an_error(store):
    async with store.begin() as work:
        with pytest.raises(NoResultFound):
            await work.inbox.begun(1)


async def test_only_what_cannot_come_again_is_forgotten(store, other):
    async with store.begin() as work:
        await work.inbox.receive({1: {}, 2: {}, 3: {}}, NOW - 2 * KEPT_FOR)
        await work.inbox.finish(1, NOW - KEPT_FOR - timedelta(seconds=1))
        await work.inbox.finish(2, NOW - KEPT_FOR + timedelta(seconds=1))

        await work.inbox.tidy(NOW)

    async with other.begin() as work:
        assert await work.inbox.unfinished() == [(3, {})]
        assert await work.inbox.receive({1: {}, 2: {}, 3: {}}, NOW) == [1]
