"""Old profiles: their owners are asked once in half a year, awake, and answer with one tap."""

from datetime import timedelta

from bot.app.services import App
from bot.domain.people import CONFIRM_AFTER, Person
from bot.services.confirming import KEY
from tests.builders import PostOffice, a_creative, a_person
from tests.conftest import NOW, Clock

OLD = NOW - CONFIRM_AFTER - timedelta(days=1)


async def asked(app: App) -> list[str]:
    return [one.key for one in await PostOffice(app).letters() if one.key.startswith(KEY)]


async def an_old_profile(app: App, **changes: object) -> Person:
    ada = await a_person(app)
    await a_creative(app, ada, updated_at=OLD, **changes)
    return ada


async def test_an_old_profile_is_asked_about_once_in_half_a_year(app: App, clock: Clock) -> None:
    await an_old_profile(app)

    for _ in range(4):
        await app.services.confirming.ask()
        clock.passes(days=40)
    assert len(await asked(app)) == 1

    clock.passes(days=21)  # 181 days after the first time
    await app.services.confirming.ask()
    assert len(await asked(app)) == 2


async def test_the_question_has_the_facts_and_three_ways(app: App) -> None:
    ada = await an_old_profile(app)
    await app.services.confirming.ask()

    (letter,) = await PostOffice(app).letters(ada.telegram_id)

    assert "Is your profile still right?" in letter.reply.html
    assert "illustration" in letter.reply.html
    actions = [b.action.pack() for row in letter.reply.rows for b in row if b.action]
    assert actions == ["profile:right:", "profile:show:", "profile:pause:"]


async def test_one_yes_is_enough_for_half_a_year(app: App, clock: Clock) -> None:
    ada = await an_old_profile(app)
    await app.services.profiles.confirm(ada)

    clock.passes(days=179)
    await app.services.confirming.ask()
    assert not await asked(app)
    clock.passes(days=1)
    await app.services.confirming.ask()
    assert len(await asked(app)) == 1


async def test_nobody_is_asked_at_night_asleep_hidden_or_in_a_pause(
    app: App, clock: Clock
) -> None:
    ada = await an_old_profile(app)
    clock.passes(hours=13)  # 23:00 in Slovenia
    await app.services.confirming.ask()
    assert not await asked(app)
    clock.passes(hours=11)

    await app.services.profiles.pause(ada, paused=True)
    await app.services.confirming.ask()
    await app.services.profiles.pause(ada, paused=False)
    await app.services.people.fell_asleep(ada.telegram_id)
    await app.services.confirming.ask()
    assert not await asked(app)

    await app.services.people.meet(ada.telegram_id, ada.name, "en")
    await app.services.confirming.ask()
    assert len(await asked(app)) == 1


async def test_many_are_asked_in_batches(app: App) -> None:
    for number in range(120):
        person = await a_person(app, telegram_id=8_100_000_000 + number)
        await a_creative(app, person, updated_at=OLD)

    assert await app.services.confirming.ask() == 120
    assert await app.services.confirming.ask() == 0
