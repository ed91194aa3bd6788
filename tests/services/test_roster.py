"""The roster: all profiles in memory, as new as the database, and only what changed is read."""

from datetime import timedelta

import pytest

from bot.services.roster import Roster
from tests.builders import NOON, a_creative, a_person


@pytest.fixture
def roster(app, clock) -> Roster:
    return Roster(app.store, clock, app.knowledge)


async def changed(app):
    async with app.store.begin() as work:
        await work.content_changed()


async def test_it_has_everybody_and_follows_every_change(app, roster, clock):
    ada = await a_person(app)
    bob = await a_person(app, "Bob", telegram_id=8_000_000_002)
    await a_creative(app, ada)
    await a_creative(app, bob)
    await changed(app)
    assert set(await roster.profiles()) == {ada.id, bob.id}

    await a_creative(app, ada, skills=("illustration",), updated_at=NOON + timedelta(minutes=1))
    await changed(app)
    assert (await roster.profiles())[ada.id].skills == ("illustration",)

    async with app.store.begin() as work:
        await work.profiles.pause(ada.id, paused=True)
        await work.content_changed()
    assert set(await roster.profiles()) == {bob.id}
    async with app.store.begin() as work:
        await work.profiles.pause(ada.id, paused=False)
        await work.content_changed()
    assert set(await roster.profiles()) == {ada.id, bob.id}

    await app.services.profiles.erase(bob)
    assert set(await roster.profiles()) == {ada.id}


async def test_two_changes_in_one_moment_are_both_seen(app, roster, clock):
    ada = await a_person(app)
    await a_creative(app, ada, updated_at=clock())
    await changed(app)
    await roster.profiles()
    await a_creative(app, ada, updated_at=clock(), skills=("illustration",))
    await changed(app)
    after = await roster.profiles()
    assert after[ada.id].skills == ("illustration",)
    await changed(app)
    assert (await roster.profiles())[ada.id] is after[ada.id]


async def test_what_did_not_change_is_not_read_again(app, roster, clock):
    ada = await a_person(app)
    await a_creative(app, ada)
    await changed(app)
    clock.passes(hours=9)
    before = await roster.profiles()
    assert await roster.profiles() is before
    await changed(app)
    assert (await roster.profiles())[ada.id] is before[ada.id]


async def test_what_was_given_out_stays_as_it_was(app, roster):
    ada = await a_person(app)
    await a_creative(app, ada)
    await changed(app)
    before = await roster.profiles()
    await app.services.profiles.erase(ada)
    assert set(before) == {ada.id}
    assert not await roster.profiles()
