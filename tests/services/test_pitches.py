"""Everybody has an answer in the end: reminders, closing with a moving clock, kills in between."""

from datetime import timedelta

import pytest

from bot.domain.challenges import ChallengeState
from bot.domain.pitches import (
    ANSWERED,
    ANSWERED_WITHIN,
    OPEN_FOR,
    PITCHED,
    NotChosen,
    Pitch,
    PitchState,
    answer_day,
)
from bot.screens.pitch_notices import REASONS
from tests.builders import PostOffice, a_creative, a_person, a_published_challenge

DEADLINE = timedelta(days=20)


@pytest.fixture
async def maja(app, meet_staff):
    staff = await meet_staff("Maja")
    return await app.services.people.meet(staff.id, "Maja", "en")


@pytest.fixture
async def challenge(app, maja, clock):
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    day = clock.today + DEADLINE
    return await a_published_challenge(app, company, maja, deadline_on=day, place=None)


@pytest.fixture
def creative(app, challenge):
    """Make creatives who said yes to the challenge."""

    async def made(name, number, *, pitch=False):
        person = await a_person(app, name, "en", number)
        await a_creative(app, person)
        await app.services.interests.show(person, challenge.id)
        if pitch:
            async with app.store.begin() as work:
                await work.pitches.send(
                    Pitch(
                        *(0, challenge.id, person.id, None, "en", "Felt between the rollers."),
                        *(None, PitchState.SENT, app.clock()),
                    ),
                    draft_id=number,
                )
        return person

    return made


async def said(app, prefix, person=None):
    letters = await PostOffice(app).letters(person.telegram_id if person else None)
    return [one for one in letters if one.key.startswith(prefix)]


async def reminded(app, person):
    return [one for one in await said(app, ANSWERED, person) if ":remind:" in one.key]


async def test_who_has_not_sent_is_reminded_three_days_and_one_day_before(
    app, challenge, creative, clock
):
    ada = await creative("Ada", 9_001)
    bob = await creative("Bob", 9_002, pitch=True)
    days = {}
    for day in range(DEADLINE.days + 3):
        for _ in range(3):  # the job comes often
            await app.services.endings.remind()
        days[DEADLINE.days - day] = len(await reminded(app, ada))
        clock.passes(days=1)

    assert (days[4], days[3], days[2], days[1], days[-2]) == (0, 1, 1, 2, 2)
    assert await reminded(app, bob) == []
    first, last = await reminded(app, ada)
    assert "3 days are left." in first.reply.html
    assert "1 day is left." in last.reply.html
    actions = [b.action.pack() for row in last.reply.rows for b in row if b.action]
    assert f"pitch:new:{challenge.id}" in actions
    assert f"match:back:{challenge.id}" in actions


async def test_a_reminder_leads_into_the_draft(app, challenge, creative, clock):
    ada = await creative("Ada", 9_001)
    step = await app.services.pitches.write(ada, challenge.id)
    clock.passes(days=17)
    await app.services.endings.remind()

    (letter,) = await reminded(app, ada)

    assert f"form:go:{step.draft.id}" in [
        b.action.pack() for row in letter.reply.rows for b in row
    ]


async def test_nobody_is_reminded_at_night_asleep_in_a_pause_or_against_their_will(
    app, challenge, creative, clock
):
    people = [await creative(f"P{n}", 9_001 + n) for n in range(3)]
    await app.services.people.fell_asleep(people[0].telegram_id)
    await app.services.alerts.wish(people[1], match_news=False)
    clock.passes(days=17, hours=13)  # 23:00 in Slovenia
    await app.services.endings.remind()
    assert await reminded(app, people[2]) == []
    clock.passes(hours=10)

    await app.services.endings.remind()

    assert await reminded(app, people[0]) == []
    assert await reminded(app, people[1]) == []
    assert len(await reminded(app, people[2])) == 1


async def test_who_said_yes_today_is_not_reminded_today(app, challenge, creative, clock):
    clock.passes(days=18)
    ada = await creative("Ada", 9_001)
    await app.services.endings.remind()
    assert await reminded(app, ada) == []
    clock.passes(days=1)
    await app.services.endings.remind()
    assert len(await reminded(app, ada)) == 1


async def state_of(app, challenge):
    async with app.store.read() as work:
        return (await work.challenges.find(challenge.id)).state


async def test_staff_decide_within_two_weeks_or_it_is_closed_honestly(
    app, challenge, creative, clock, maja
):
    ada = await creative("Ada", 9_001, pitch=True)
    bob = await creative("Bob", 9_002)
    eva = await creative("Eva", 9_003, pitch=True)
    async with app.store.read() as work:
        first, _ = await work.pitches.of_challenge(challenge.id)
    await app.services.pitch_decisions.decline(maja, first.id, NotChosen.TIMING)
    asked = closed = None
    for day in range((DEADLINE + ANSWERED_WITHIN).days + 3):
        for _ in range(2):
            await app.services.endings.close_due()
        due = list(await said(app, f"{PITCHED}{challenge.id}:due"))
        asked = day if asked is None and due else asked
        if closed is None and await state_of(app, challenge) is ChallengeState.CLOSED:
            closed = day
        clock.passes(days=1)

    assert asked == DEADLINE.days + 1
    assert closed == (DEADLINE + ANSWERED_WITHIN).days + 1
    (due,) = await said(app, f"{PITCHED}{challenge.id}:due")
    assert "1 pitch waits for your decision." in due.reply.html
    (answer,) = [one for one in await said(app, ANSWERED, eva) if one.key.endswith(":end")]
    assert REASONS[NotChosen.UNDECIDED] in answer.reply.html
    (heard,) = [one for one in await said(app, ANSWERED, bob) if one.key.endswith(":end")]
    assert "You had not sent a pitch" in heard.reply.html
    assert [one for one in await said(app, ANSWERED, ada) if one.key.endswith(":end")] == []


async def test_one_without_a_deadline_is_decided_some_day_too(app, maja, clock):
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    made = await a_published_challenge(app, company, maja, deadline_on=None, place=None)
    assert answer_day(made) == clock.today + OPEN_FOR + ANSWERED_WITHIN
    clock.passes(days=(OPEN_FOR + ANSWERED_WITHIN).days)
    await app.services.endings.close_due()
    assert await state_of(app, made) is ChallengeState.PUBLISHED
    clock.passes(days=2)
    await app.services.endings.close_due()
    await app.services.endings.close_due()
    assert await state_of(app, made) is ChallengeState.CLOSED
    (heard,) = await said(app, f"challenge:{made.id}:closed")
    polish = app.languages["pl"]
    assert polish("No pitch came this time.") in heard.reply.html


async def test_who_was_chosen_goes_on_after_the_closing(app, challenge, creative, clock, maja):
    await creative("Ada", 9_001, pitch=True)
    async with app.store.begin() as work:
        (pitch,) = await work.pitches.of_challenge(challenge.id)
        await work.pitches.agree(challenge.id, pitch.person_id, 1, app.clock())
    await app.services.pitch_decisions.choose(maja, pitch.id)
    clock.passes(days=(DEADLINE + ANSWERED_WITHIN).days + 1)
    await app.services.endings.close_due()
    async with app.store.read() as work:
        assert (await work.pitches.find(pitch.id)).state is PitchState.CHOSEN


@pytest.mark.parametrize("at", range(1, 6))
async def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_said_twice(
    app, challenge, creative, clock, monkeypatch, at
):
    people = [await creative(f"P{n}", 9_001 + n, pitch=n % 2 == 0) for n in range(4)]
    clock.passes(days=(DEADLINE + ANSWERED_WITHIN).days + 1)
    add, calls = type_of_outbox(app).add, []

    async def dies(self, *given, **named):
        calls.append(1)
        if len(calls) == at:
            raise SystemExit
        return await add(self, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(type_of_outbox(app), "add", dies)
        try:
            await app.services.endings.close_due()
        except SystemExit:
            assert await state_of(app, challenge) is ChallengeState.PUBLISHED
    await app.services.endings.close_due()
    await app.services.endings.close_due()

    for person in people:
        ends = [one for one in await said(app, ANSWERED, person) if one.key.endswith(":end")]
        assert len(ends) == 1


def type_of_outbox(app):
    from bot.store.outbox import Outbox

    return Outbox


async def test_everybody_who_takes_part_is_an_applicant_once(app, challenge, creative):
    ada = await creative("Ada", 9_001, pitch=True)
    bob = await creative("Bob", 9_002)
    eva = await a_person(app, "Eva", "en", 9_003)
    async with app.store.begin() as work:
        team = await work.creative_teams.add(challenge.id, "Felt & Co", bob.id, app.clock())
        await work.creative_teams.join(team.id, eva.id, app.clock())
        found = await work.pitches.applicants(challenge.id)
    assert found == sorted([ada.id, bob.id, eva.id])


async def test_who_erases_their_company_answers_everybody_without_a_title(
    app, challenge, creative
):
    ada = await creative("Ada", 9_001, pitch=True)
    async with app.store.read() as work:
        company = await work.people.get(challenge.person_id)
    await app.services.profiles.erase(company)
    (letter,) = await said(app, "over:", ada)
    assert letter.state == "queued"
    assert challenge.title_en not in letter.reply.html
    assert "A challenge in which you took part has ended." in letter.reply.html


async def test_what_staff_read_of_an_erased_creative_is_forgotten(app, challenge, creative):
    ada = await creative("Ada", 9_001)
    step = await app.services.pitches.write(ada, challenge.id)
    await app.services.forms.answer(ada, step.draft.id, "Felt between the rollers, and cork.")
    await app.services.pitches.send(ada, step.draft.id, challenge.terms_version)
    assert len(await said(app, PITCHED)) == 1
    await app.services.profiles.erase(ada)
    assert await said(app, PITCHED) == []
    async with app.store.read() as work:
        assert await work.pitches.of_challenge(challenge.id) == []
