"""A facilitator's announcement through the chat, and the people it goes to."""

from __future__ import annotations

from collections import Counter

from bot.clock import utc_now
from bot.playground import Playground
from bot.store import Store, make_engine
from tests.e2e.chatting import Reader, buttons_of
from tests.e2e.processes import OFFERED, Installation

TEXT = "A test announcement: there is an open day at the hub, and everybody is welcome."
FIRST_ID = 200_001


async def people_who_started(installation: Installation, count: int, hub: str) -> list[int]:
    """Add people who pressed start before, to the database and to the playground."""
    ids = list(range(FIRST_ID, FIRST_ID + count))
    store = Store(make_engine(f"sqlite+aiosqlite:///{installation.folder}/var/collider.db"))
    async with store.begin() as work:
        for number in ids:
            language = OFFERED[number % len(OFFERED)]
            name = f"Test person {number}"
            person = await work.people.add(number, name, language, utc_now())
            await work.people.change(person, home_hub=hub)
            installation.playground.add_person(name, language=language, person_id=number)
            installation.playground.world.people[number].started = True
    await store.close()
    return ids


async def announce(reader: Reader) -> str:
    """Compose an announcement up to its preview; return what the confirming button does."""
    reader.person.says("/broadcast")
    await reader.until(lambda: reader.step, "the composer")
    step = reader.step
    assert step is not None
    while step.key != "review":
        if step.key == "audience":
            step = await reader.taps(f"form:pick:{step.draft}.audience.everyone", step.key)
        elif step.key == "text_en":
            step = await reader.answers(TEXT, step.key)
        else:
            step = await reader.taps(step.button("form:skip:"), step.key)
    reader.person.taps(data=step.button("form:submit:"))
    await reader.until(lambda: begins(reader, "broadcast:send:"), "the preview")
    send_it = begins(reader, "broadcast:send:")
    assert send_it is not None
    return send_it


def begins(reader: Reader, start: str) -> str | None:
    """Return what the first button on the screen does that begins so."""
    buttons = buttons_of(reader.screen) if reader.screen else ()
    return next((data for data in buttons if data.startswith(start)), None)


def has(reader: Reader, data: str) -> bool:
    """Say whether the screen has this button."""
    return reader.screen is not None and data in buttons_of(reader.screen)


def everybody_who_got_it(playground: Playground) -> Counter[int]:
    """Return who got the announcement, and how often; its preview has no way out below it."""
    return Counter(
        d.chat_id
        for d in playground.delivered.deliveries
        if TEXT in d.text and "news:off:" in buttons_of(d)
    )
