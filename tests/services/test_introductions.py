"""Introductions when several are as fast as each other, and what cannot be opened."""

import asyncio
from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.introducing import GuardianFirst, PitchSettled, TermsNotAgreed
from bot.domain.introductions import IntroductionState, KeyAnswer
from bot.domain.people import Person, StaffRole
from bot.domain.refusals import Gone, NotAllowed
from tests.builders import PostOffice, a_creative, a_person
from tests.introducing import Meeting, a_pitch, introductions

People = tuple[Person, Person, Person, Meeting]


@pytest.fixture
async def people(app: App) -> People:
    """Give a facilitator, a company, a creative and their pitch."""
    staff = await a_person(app, "Maja", "en", 1)
    invite = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    staff = (await app.services.people.start(staff, invite)).person
    company = await a_person(app, "Zofia", "en", 2)
    nika = await a_person(app, "Nika", "en", 3)
    return staff, company, nika, await a_pitch(app, company, staff, nika)


async def letters(app: App) -> list[str]:
    """Return the keys of what was said of introductions."""
    return [one.key for one in await PostOffice(app).letters() if one.key.startswith("intro:")]


async def test_opened_twice_at_once_it_is_one_request(
    app: App, new_app: Callable[..., App], people: People
) -> None:
    staff, _, _, meeting = people
    seen = await asyncio.gather(
        *(new_app().services.introductions.open(staff, meeting.pitch.id) for _ in range(4))
    )
    assert len({one.introduction.id for one in seen}) == 1
    assert len(await introductions(app)) == 1
    assert len(await letters(app)) == 3


async def test_all_keys_at_once_make_it_once(
    app: App, new_app: Callable[..., App], people: People
) -> None:
    staff, company, nika, meeting = people
    seen = await app.services.introductions.open(staff, meeting.pitch.id)
    holders = {company.id: company, nika.id: nika, None: staff}
    answers = [
        new_app().services.introductions.answer(holders[key.person_id], key.id, KeyAnswer.YES)
        for key in seen.introduction.keys
        for _ in range(2)
    ]
    results = await asyncio.gather(*answers)

    assert sum(one.introduction.state is IntroductionState.MADE for one in results) >= 1
    assert sum(":made:" in key for key in await letters(app)) == 3
    # Whoever answered before the last key saw no contact.
    for one in results:
        assert bool(one.contacts) <= one.introduction.is_made


async def test_a_no_and_the_last_yes_at_once_end_in_one_of_both(
    app: App, new_app: Callable[..., App], people: People
) -> None:
    staff, company, nika, meeting = people
    seen = await app.services.introductions.open(staff, meeting.pitch.id)
    of_company, of_nika, of_staff = (key.id for key in seen.introduction.keys)
    await app.services.introductions.answer(company, of_company, KeyAnswer.YES)
    await app.services.introductions.answer(staff, of_staff, KeyAnswer.YES)
    await asyncio.gather(
        new_app().services.introductions.answer(company, of_company, KeyAnswer.NO),
        new_app().services.introductions.answer(nika, of_nika, KeyAnswer.YES),
    )
    [row] = await introductions(app)
    made = sum(":made:" in key for key in await letters(app))
    ended = sum(":ended:" in key for key in await letters(app))
    assert (row.state, made, ended) in {("made", 3, 0), ("ended", 0, 2)}


async def test_what_cannot_be_opened_is_refused(app: App, people: People) -> None:
    staff, company, nika, meeting = people
    opens = app.services.introductions.open
    for nobody in (company, nika):
        with pytest.raises(NotAllowed):
            await opens(nobody, meeting.pitch.id)
    with pytest.raises(Gone):
        await opens(staff, 99)
    other = await a_person(app, "Jan", "en", 9)
    invite = await app.services.people.invite(StaffRole.FACILITATOR, "szczecin")
    other = (await app.services.people.start(other, invite)).person
    with pytest.raises(NotAllowed):
        await opens(other, meeting.pitch.id)

    await a_creative(app, nika, birth_year=app.clock().year - 16)
    with pytest.raises(GuardianFirst):
        await opens(staff, meeting.pitch.id)
    await a_creative(app, nika)
    async with app.store.begin() as work:
        await work.pitches.withdraw(meeting.pitch.id, app.clock())
    with pytest.raises(PitchSettled):
        await opens(staff, meeting.pitch.id)
    assert await introductions(app) == []


async def test_nobody_is_introduced_on_terms_they_did_not_agree_to(
    app: App, people: People
) -> None:
    staff, _, nika, meeting = people
    async with app.store.begin() as work:
        row = await work.challenges.find(meeting.challenge.id)
        assert row is not None
        assert await work.reviews.change_terms(row, row.terms, row.deadline_on, 2)
    with pytest.raises(TermsNotAgreed):
        await app.services.introductions.open(staff, meeting.pitch.id)
    async with app.store.begin() as work:
        await work.pitches.agree(meeting.challenge.id, nika.id, 2, app.clock())
    assert await app.services.introductions.open(staff, meeting.pitch.id)
