"""Broadcasts as use cases: whatever dies, nobody gets one twice and nobody counted is left out."""

import asyncio
from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.broadcasts import BroadcastState, Delivery
from bot.domain.people import Person, StaffRole
from bot.services import broadcasts
from bot.store import Store
from tests.builders import PostOffice, a_confirmed_broadcast, a_person

CROWD = 30
BATCH = 7


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make batches small, so that a few people fill several."""
    monkeypatch.setattr(broadcasts, "BATCH", BATCH)


@pytest.fixture
async def staff(app: App) -> Person:
    """Give a facilitator of Kranj who has turned announcements off."""
    person = await app.services.people.meet(8_000_000_000, "Maja", "en")
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    person = (await app.services.people.start(person, link)).person
    await app.services.people.want_announcements(person, wanted=False)
    return person


@pytest.fixture
async def crowd(app: App) -> list[int]:
    """Register people of Kranj, in turns of three languages."""
    for number in range(1, CROWD + 1):
        language = ("en", "sl", "pl")[number % 3]
        await a_person(app, f"P{number}", language, number, home_hub="kranj")
    return list(range(1, CROWD + 1))


@pytest.fixture
def post(app: App) -> PostOffice:
    return PostOffice(app)


async def reached(post: PostOffice) -> list[int]:
    return [one.chat_id for one in await post.letters() if "report" not in one.key]


async def test_a_fan_out_that_dies_between_batches_goes_on_where_it_was(
    app: App, new_app: Callable[..., App], staff: Person, crowd: list[int], post: PostOffice
) -> None:
    broadcast = await a_confirmed_broadcast(app, staff)
    assert broadcast.recipients == CROWD

    for _ in range(CROWD // BATCH + 1):
        await new_app().services.broadcasts.fan_out()  # another process each time

    assert await reached(post) == crowd
    assert await new_app().services.broadcasts.fan_out() == 0


class Died(Exception):
    """The process ended in the middle of a transaction."""


class DyingStore(Store):
    """A store whose process dies at the end of its next transaction."""

    def begin(self):  # type: ignore[no-untyped-def]
        inner = super().begin()

        class Dying:
            async def __aenter__(self):  # type: ignore[no-untyped-def]
                return await inner.__aenter__()

            async def __aexit__(self, *error):  # type: ignore[no-untyped-def]
                death = Died()
                await inner.__aexit__(Died, death, None)
                raise death

        return Dying()


async def test_a_batch_that_dies_before_its_end_left_nothing_behind(
    app: App, staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff)
    await app.services.broadcasts.fan_out()
    before = await reached(post)
    dying = broadcasts.Broadcasts(
        DyingStore(app.store._engine), app.clock, app.languages, app.knowledge
    )

    with pytest.raises(Died):
        await dying.fan_out()
    assert await reached(post) == before
    while await app.services.broadcasts.fan_out():
        pass

    assert await reached(post) == crowd


async def test_who_joins_after_the_confirmation_is_not_added(
    app: App, staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff)
    await app.services.broadcasts.fan_out()
    await a_person(app, "Late", "en", 999, home_hub="kranj")

    while await app.services.broadcasts.fan_out():
        pass

    assert await reached(post) == crowd


@pytest.mark.parametrize("size", [BATCH - 1, BATCH, BATCH + 1, 2 * BATCH])
async def test_a_crowd_of_any_size_is_reached_whole(
    app: App, staff: Person, post: PostOffice, size: int
) -> None:
    for number in range(1, size + 1):
        await a_person(app, "P", "en", number, home_hub="kranj")
    broadcast = await a_confirmed_broadcast(app, staff)

    for _ in range(size // BATCH + 2):
        await app.services.broadcasts.fan_out()

    assert len(await reached(post)) == size
    async with app.store.read() as work:
        found = await work.broadcasts.find(broadcast.id)
    assert found is not None
    assert found.state is BroadcastState.SENDING


async def test_two_broadcasts_are_filled_one_after_the_other(
    app: App, staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff, en="The first announcement.")
    await a_confirmed_broadcast(app, staff, en="The second announcement.")

    while await app.services.broadcasts.fan_out():
        pass

    texts = [letter.reply.html for letter in await post.letters()]
    assert sum("first" in text for text in texts) == CROWD
    assert sum("second" in text for text in texts) == CROWD
    assert "first" in texts[CROWD - 1]
    assert "second" in texts[CROWD]


async def test_everybody_reads_their_own_language(
    app: App, staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff, en="See you there.", sl="Se vidimo tam.")
    while await app.services.broadcasts.fan_out():
        pass

    for letter in await post.letters():
        language = ("en", "sl", "pl")[letter.chat_id % 3]
        expected = "Se vidimo tam." if language == "sl" else "See you there."
        assert expected in letter.reply.html
        way_out = app.languages[language]("No announcements, please")
        assert letter.reply.rows[-1][0].label == way_out


async def test_the_author_is_told_once_when_all_is_done(
    app: App, new_app: Callable[..., App], staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff)
    assert await app.services.broadcasts.close_finished() == 0
    while await app.services.broadcasts.fan_out():
        pass
    assert await app.services.broadcasts.close_finished() == 0
    await post.settle(Delivery.SENT)

    assert await app.services.broadcasts.close_finished() == 1
    assert await app.services.broadcasts.close_finished() == 0
    assert await new_app().services.broadcasts.close_finished() == 0

    assert len(await post.letters(staff.telegram_id)) == 1


async def test_a_broadcast_of_somebody_erased_ends_quietly(
    app: App, staff: Person, crowd: list[int], post: PostOffice
) -> None:
    await a_confirmed_broadcast(app, staff)
    while await app.services.broadcasts.fan_out():
        pass
    await app.services.profiles.erase(staff)
    await post.settle(Delivery.SENT)

    assert await app.services.broadcasts.close_finished() == 1
    assert len(await post.letters()) == CROWD


async def test_a_broadcast_whose_people_all_said_no_ends(app: App, staff: Person, post) -> None:
    nika = await a_person(app, "Nika", "sl", 1, home_hub="kranj")
    await a_confirmed_broadcast(app, staff)
    await app.services.people.want_announcements(nika, wanted=False)

    assert await app.services.broadcasts.fan_out() == 0
    assert await app.services.broadcasts.close_finished() == 1
    assert len(await post.letters(staff.telegram_id)) == 1


async def test_confirming_at_the_same_time_makes_one(
    app: App, new_app: Callable[..., App], staff: Person, crowd: list[int]
) -> None:
    step = await app.services.forms.open(
        staff, "broadcast", {"audience": "everyone", "text_en": "See you on Thursday."}
    )

    previewed = (await app.services.broadcasts.preview(staff, step.draft)).fingerprint

    reports = await asyncio.gather(
        *(new_app().services.broadcasts.confirm(staff, step.draft.id, previewed) for _ in range(4))
    )

    assert len({report.broadcast_id for report in reports}) == 1
