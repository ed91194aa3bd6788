"""Handing over and closing when several are as fast as each other, and forgetting in time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.app.services import App
from bot.app.worker import make_worker
from bot.domain.answers import Confidence
from bot.domain.gaps import Why, short_name
from bot.domain.inquiries import InquiryState
from bot.domain.people import Person, StaffRole
from bot.domain.refusals import Gone, Settled
from bot.domain.understanding import Understood
from tests.builders import PostOffice, a_person
from tests.conftest import Clock


async def facilitator(app: App, telegram_id: int) -> Person:
    person = await a_person(app, f"Staff {telegram_id}", "en", telegram_id)
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    return (await app.services.people.start(person, link)).person


async def asked(app: App, person: Person) -> int:
    async with app.store.begin() as work:
        return await work.inquiries.add(
            person_id=person.id,
            hub="kranj",
            language=person.language,
            text="Where is the laser?",
            understood=Understood("Where is the laser?"),
            shown=(),
            confidence=Confidence.NONE,
            state=InquiryState.UNANSWERED,
            talk=None,
            vector=None,
            at=app.clock(),
        )


@pytest.fixture
async def ada(app: App) -> Person:
    return await a_person(app, "Ada", home_hub="kranj")


async def test_several_taps_at_the_same_time_send_it_once(
    app: App, new_app: Callable[..., App], ada: Person
) -> None:
    maja = await facilitator(app, 1)
    inquiry_id = await asked(app, ada)

    results = await asyncio.gather(
        *(new_app().services.inquiries.hand_over(ada, inquiry_id) for _ in range(4))
    )

    assert {result.staff for result in results} == {1}
    assert len(await PostOffice(app).letters(maja.telegram_id)) == 1


async def test_two_who_close_at_the_same_time_tell_once(
    app: App, new_app: Callable[..., App], ada: Person
) -> None:
    maja, luka = await facilitator(app, 1), await facilitator(app, 2)
    inquiry_id = await asked(app, ada)
    entry = short_name(next(iter(app.knowledge.entries)))

    results = await asyncio.gather(
        *(
            new_app().services.gaps.close_with(staff, inquiry_id, inquiry_id, entry)
            for staff in (maja, luka)
        ),
        return_exceptions=True,
    )

    told = [result.told for result in results if not isinstance(result, BaseException)]
    assert sum(told) == 1
    assert all(isinstance(r, Settled) for r in results if isinstance(r, BaseException))
    assert len(await PostOffice(app).letters(ada.telegram_id)) == 1


async def test_the_log_of_the_desk_says_who_did_what(app: App, ada: Person) -> None:
    maja = await facilitator(app, 1)
    inquiry_id = await asked(app, ada)

    await app.services.gaps.set_aside(maja, inquiry_id, inquiry_id)

    async with app.store.read() as work:
        ((_, actor, action, detail),) = await work.audit.of(f"inquiry:{inquiry_id}")
    assert (actor, action, detail) == (
        maja.id,
        "set_questions_aside",
        {"questions": [inquiry_id]},
    )


async def test_questions_of_long_ago_wait_for_nobody(app: App, ada: Person, clock: Clock) -> None:
    maja = await facilitator(app, 1)
    await asked(app, ada)
    assert len(await app.services.gaps.waiting(maja)) == 1

    clock.passes(days=91)

    assert await app.services.gaps.waiting(maja) == ()


async def test_the_worker_forgets_questions_after_a_year(
    app: App, ada: Person, clock: Clock
) -> None:
    inquiry_id = await asked(app, ada)
    clock.at += timedelta(days=366)

    (tidy,) = (job for job in make_worker(app)._jobs if "tidy" in job.name)
    await tidy.run()

    async with app.store.read() as work:
        assert (await work.inquiries.get(inquiry_id)).text == ""


@pytest.mark.parametrize("act", ["thumb", "why", "to_hand_over", "hand_over"])
async def test_a_question_that_was_forgotten_belongs_to_nobody(
    app: App, ada: Person, clock: Clock, act: str
) -> None:
    inquiry_id = await asked(app, ada)
    async with app.store.begin() as work:
        await work.inquiries.tidy(clock() + timedelta(days=366))
    more = {"thumb": (True,), "why": (Why.OTHER,)}.get(act, ())

    with pytest.raises(Gone):
        await getattr(app.services.inquiries, act)(ada, inquiry_id, *more)
