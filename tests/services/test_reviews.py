"""Promises of an answer: reminded before, told when broken, honest to the company; once each."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.domain.people import Half, Person, StaffRole
from bot.domain.promises import working_day_before
from bot.domain.reviews import company_key
from tests.builders import PostOffice, a_person, a_submitted_challenge
from tests.conftest import Clock

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def staff(app: App, telegram_id: int, half: Half | None = None, **rights) -> Person:
    person = await a_person(app, f"Staff {telegram_id}", "en", telegram_id)
    role = rights.get("role", StaffRole.FACILITATOR)
    hub = "kranj" if role is StaffRole.FACILITATOR else None
    link = await app.services.people.invite(role, hub, half=half)
    return (await app.services.people.start(person, link)).person


@pytest.fixture
async def company(app: App) -> Person:
    return await a_person(app, "Zofia", "pl", 1)


@pytest.fixture
async def ana(app: App) -> Person:
    return await staff(app, 11, Half.CREATIVE)


@pytest.fixture
async def bor(app: App) -> Person:
    return await staff(app, 12, Half.BUSINESS)


@pytest.fixture
async def root(app: App) -> Person:
    return await staff(app, 13, role=StaffRole.ADMINISTRATOR)


@pytest.fixture
async def challenge(app: App, company, ana, bor, root, clock: Clock) -> Challenge:
    """Sent on a Monday: promised until the end of Thursday."""
    clock.at = MONDAY
    made = await a_submitted_challenge(app, company)
    assert made.promised_at == datetime(2026, 11, 26, 22, 59, tzinfo=UTC)
    return made


async def told(app: App, person: Person, words: str) -> int:
    letters = await PostOffice(app).letters(person.telegram_id)
    return len([one for one in letters if words in one.reply.html])


SOON, LATE = "A company waits for your answer", "waits longer than it was told"


@pytest.mark.parametrize(
    ("promised", "before"),
    [
        ("2026-11-26T22:59", "2026-11-25T22:59"),  # Thursday → Wednesday
        ("2026-11-23T22:59", "2026-11-20T22:59"),  # Monday → Friday
        ("2026-11-21T22:59", "2026-11-20T22:59"),  # Saturday → Friday
    ],
)
def test_one_working_day_before(promised: str, before: str) -> None:
    moment = datetime.fromisoformat(promised).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(before).replace(tzinfo=UTC)
    assert working_day_before(moment, "Europe/Ljubljana") == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fabryka Pudełek", "FABRYKA  PUDELEK", True),
        ("Box, Ltd.", "box ltd", True),
        ("Box Ltd", "Boxes Ltd", False),
        ("…", "?!", False),
        ("æ" * 120, "ae" * 60, True),
    ],
)
def test_a_company_is_known_by_its_bare_words(one: str, other: str, same: bool) -> None:
    assert (company_key(one) == company_key(other)) is same
    assert len(company_key(one)) <= 120


async def test_who_has_not_looked_is_reminded_one_working_day_before(
    app: App, challenge: Challenge, ana, bor, root, clock: Clock
) -> None:
    await app.services.reviews.look(ana, challenge.id)
    remind = app.services.review_reminders.remind
    clock.at = MONDAY.replace(day=25, hour=22, minute=58)
    assert await remind() == 0
    clock.passes(minutes=1)
    assert [await remind() for _ in range(2)] == [1, 0]
    assert await told(app, bor, SOON) == 1
    assert await told(app, ana, SOON) == await told(app, root, SOON) == 0


async def test_if_all_have_looked_all_are_reminded(
    app: App, challenge: Challenge, ana, bor, clock: Clock
) -> None:
    for person in (ana, bor):
        await app.services.reviews.look(person, challenge.id)
    clock.at = MONDAY.replace(day=26)
    assert await app.services.review_reminders.remind() == 1
    assert await told(app, ana, SOON) == await told(app, bor, SOON) == 1


async def test_a_broken_promise_is_told_to_the_desk_and_to_the_company_once(
    app: App, new_app: Callable[..., App], challenge: Challenge, company, ana, bor, root, clock
) -> None:
    await app.services.reviews.look(ana, challenge.id)
    clock.at = MONDAY.replace(day=26, hour=23)

    done = await asyncio.gather(*(new_app().services.review_reminders.remind() for _ in range(3)))

    assert sum(done) == 1
    assert await told(app, root, LATE) == await told(app, bor, LATE) == 1
    assert await told(app, ana, LATE) == 0
    tr = app.languages["pl"]
    late = tr("Your challenge takes longer than we said: {title}", title=challenge.title)
    assert await told(app, company, late) == 1
    async with app.store.read() as work:
        found = await work.challenges.find(challenge.id)
    assert found is not None
    assert found.promised_at == datetime(2026, 12, 2, 22, 59, tzinfo=UTC)  # it is Friday there
    assert await told(app, company, tr.date(found.promised_at.date())) == 1
    clock.passes(days=30)
    assert await app.services.review_reminders.remind() == 0


async def test_what_comes_back_is_promised_anew(
    app: App, challenge: Challenge, ana, bor, clock: Clock
) -> None:
    clock.at = MONDAY.replace(day=26)
    assert await app.services.review_reminders.remind() == 1
    async with app.store.begin() as work:
        assert await work.reviews.ask_for_changes(challenge.id, "Please say more.")
    clock.at = MONDAY.replace(day=27)
    assert await app.services.review_reminders.remind() == 0  # it is with the company
    step = await app.services.challenges.edit(await app.services.people.meet(1, "Zofia", "pl"), 1)
    await app.services.challenges.submit(
        await app.services.people.meet(1, "Zofia", "pl"), step.draft
    )
    async with app.store.read() as work:
        found = await work.challenges.find(challenge.id)
        assert await work.reviews.looks(challenge.id) == {}
    assert found is not None
    assert found.promised_at == datetime(2026, 12, 2, 22, 59, tzinfo=UTC)
    clock.at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert await app.services.review_reminders.remind() == 1
    assert await told(app, ana, SOON) == 2


async def test_what_is_decided_reminds_nobody(
    app: App, challenge: Challenge, ana, clock: Clock
) -> None:
    async with app.store.begin() as work:
        assert await work.reviews.decline(challenge.id, "No.", "Call.", ana.id, clock())
    clock.passes(days=30)
    assert await app.services.review_reminders.remind() == 0
