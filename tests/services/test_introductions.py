"""Introductions when several are as fast as each other, and what cannot be opened."""

import asyncio
from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.introducing import GuardianFirst, PitchSettled, TermsNotAgreed
from bot.domain.introductions import LASTS, IntroductionState, KeyAnswer
from bot.domain.people import Person, StaffRole
from bot.domain.pitch_forms import NOT_CHOSEN
from bot.domain.pitches import NotChosen
from bot.domain.refusals import Gone, NotAllowed
from bot.screens import pitch_review
from tests.builders import PostOffice, a_creative, a_person, everything_kept
from tests.conftest import Clock
from tests.introducing import CONTACT, REACH, Meeting, a_pitch, introductions

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


async def test_one_request_that_fails_keeps_no_other_waiting(
    app: App, people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff, company, nika, meeting = people
    other = await a_pitch(app, company, staff, nika)
    first = await app.services.introductions.open(staff, meeting.pitch.id)
    await app.services.introductions.open(staff, other.pitch.id)
    clock.passes(days=LASTS.days)
    tend = app.services.introductions._tend

    async def fails(work: object, introduction_id: int, *rest: object) -> bool:
        if introduction_id == first.introduction.id:
            raise RuntimeError
        return await tend(work, introduction_id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(app.services.introductions, "_tend", fails)
    assert await app.services.introductions.tend() == 1
    assert [row.state for row in await introductions(app)] == ["open", "ended"]


async def test_staff_read_a_pitch_without_what_reaches_its_author(
    app: App, people: People
) -> None:
    staff, company, nika, _ = people
    text = "Felt between the rollers. Write to nika@example.org or call +386 41 234 567."
    meeting = await a_pitch(app, company, staff, nika, text=text)
    decisions, tr = app.services.pitch_decisions, app.languages["en"]
    listed = pitch_review.listed(await decisions.page(staff, meeting.challenge.id), tr)
    opened = pitch_review.card(await decisions.open(staff, meeting.pitch.id), tr).then
    assert opened is not None
    asked = await app.services.forms.open(
        staff, NOT_CHOSEN.name, subject=f"{meeting.pitch.id}.{NotChosen.TIMING}"
    )
    for said in (listed.html, opened.html, asked.about or ""):
        assert "Felt between the rollers." in said
        assert "nika@" not in said
        assert "234" not in said


async def test_a_challenge_that_is_erased_takes_the_contact_data_of_its_introduction_along(
    app: App, people: People
) -> None:
    staff, company, nika, meeting = people
    seen = await app.services.introductions.open(staff, meeting.pitch.id)
    holders = {company.id: company, nika.id: nika, None: staff}
    for key in seen.introduction.keys:
        await app.services.introductions.answer(holders[key.person_id], key.id, KeyAnswer.YES)
    kept = "\n".join((await everything_kept(app.settings.database_url)).values())
    assert CONTACT in kept
    assert REACH in kept

    await app.services.challenges.erase(company, meeting.challenge.id)

    kept = "\n".join((await everything_kept(app.settings.database_url)).values())
    assert CONTACT not in kept
    assert REACH not in kept


async def test_who_waits_for_an_introduction_hears_that_its_challenge_is_gone(
    app: App, people: People
) -> None:
    staff, company, _, meeting = people
    await app.services.introductions.open(staff, meeting.pitch.id)
    await app.services.challenges.erase(company, meeting.challenge.id)
    waiting = [
        one for one in await PostOffice(app).letters() if one.state == "queued" and one.reply.html
    ]
    assert any(":ended:creative:" in one.key for one in waiting)
