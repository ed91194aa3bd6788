"""Shortlists: who could fit a challenge, for staff of its hub only, with true reasons."""

from datetime import timedelta

import pytest

from bot.domain.eligibility import Code
from bot.domain.matching import Because
from bot.domain.people import ApplicantType, Fluency, StaffRole
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.shortlists import LeftOut
from bot.domain.suggestions import Direction
from bot.screens import shortlist as screens
from tests.builders import (
    NOON,
    a_creative,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    everything_kept,
)

WANTED = ("packaging_design", "illustration")
ASKED_TOO = "sound_design"
SPEAKS = {"pl": Fluency.NATIVE, "en": Fluency.C1}
FITTING = {"skills": WANTED, "languages": SPEAKS, "country": "SI", "travel": 100}


async def facilitator(app, telegram_id=1, hub="kranj"):
    person = await a_person(app, "Staff", "en", telegram_id)
    link = await app.services.people.invite(StaffRole.FACILITATOR, hub)
    return (await app.services.people.start(person, link)).person


async def creative(app, number, name="Ada", **facts):
    person = await a_person(app, name, "en", 9_000 + number)
    await a_creative(app, person, **{**FITTING, **facts})
    return person


@pytest.fixture
async def maja(app):
    return await facilitator(app)


@pytest.fixture
async def company(app):
    return await a_person(app, "Zofia", "pl", 3)


@pytest.fixture
async def challenge(app, maja, company):
    return await a_published_challenge(app, company, maja, skills=WANTED, place=None)


async def changed(app):
    async with app.store.begin() as work:
        await work.content_changed()


async def test_who_fits_is_listed_with_true_reasons_best_first(app, maja, challenge):
    half = await creative(app, 1, "Half", skills=("illustration",))
    full = await creative(app, 2, "Full")
    await changed(app)

    result = await app.services.shortlists.page(maja, challenge.id)

    assert [one.person.id for one in result.candidates] == [full.id, half.id]
    best, second = result.candidates
    assert [one.value for one in best.reasons if one.because is Because.SKILL]
    assert "packaging" in second.counter_point.values[0].lower()
    assert (best.place, second.place, result.total, result.out) == (1, 2, 2, 0)
    sum_ = sum(weight * best.parts[name] for name, weight in result.weights.items())
    assert sum_ == pytest.approx(best.score, abs=0.001)


async def test_whoever_turns_18_this_year_may_still_be_a_minor(app, maja, company, challenge):
    year = app.clock().year
    await creative(app, 1, birth_year=year - 18)
    adult = await creative(app, 2, birth_year=year - 19)
    await changed(app)

    result = await app.services.shortlists.page(maja, challenge.id)

    assert [one.person.id for one in result.candidates] == [adult.id]
    assert result.left_out == {LeftOut.MINOR: 1}


async def test_everybody_who_is_not_listed_is_counted_with_every_reason(
    app, maja, company, challenge
):
    await creative(app, 1, languages={"sl": Fluency.NATIVE})
    await creative(app, 2, birth_year=2012)
    await creative(app, 3, applicant_type=ApplicantType.PUPIL)
    await creative(app, 4, skills=("sound_design",), sectors=(), bio="")
    interested = await creative(app, 5)
    async with app.store.begin() as work:
        await work.challenges.add_interest(challenge.id, interested.id, app.clock())
    hider = await creative(app, 6)
    async with app.store.begin() as work:
        await work.suggestions.hide(hider.id, challenge.id, "other", app.clock())
    await a_creative(app, company, **FITTING)
    listed = await creative(app, 7)
    paused = await creative(app, 8, paused=True)
    await changed(app)

    result = await app.services.shortlists.page(maja, challenge.id)

    assert [one.person.id for one in result.candidates] == [listed.id]
    assert result.left_out == {
        LeftOut.MINOR: 2,
        Code.LANGUAGE: 1,
        LeftOut.COMPANY: 1,
        LeftOut.WEAK: 1,
        Code.APPLIED: 1,
        Code.HIDDEN: 1,
    }
    assert result.out == 7
    assert paused.id not in [one.person.id for one in result.candidates]


async def test_what_has_to_be_asked_first_is_said(app, maja, company):
    challenge = await a_published_challenge(app, company, maja, skills=WANTED, place="Kranj")
    await creative(app, 1, travel=None)
    await changed(app)
    (one,) = (await app.services.shortlists.page(maja, challenge.id)).candidates
    assert one.asks == (Code.ASK_TRAVEL,)


async def test_only_staff_of_the_hub_see_anything(app, maja, company, challenge):
    jan = await facilitator(app, 2, "szczecin")
    ada = await creative(app, 1)
    await changed(app)
    await app.services.shortlists.page(maja, challenge.id)
    async with app.store.read() as work:
        (line,) = await work.suggestions.of_opportunity(
            f"challenge:{challenge.id}", Direction.SHORTLIST
        )
    use = app.services.shortlists
    for person in (jan, company, ada):
        for attempt in (
            use.page(person, challenge.id),
            use.explained(person, challenge.id),
            app.services.replays.ledger(person, str(challenge.id)),
            app.services.replays.replay(person, line.id),
            app.services.team_plans.team(person, challenge.id),
            app.services.team_plans.team(person, challenge.id, [ada.id]),
        ):
            with pytest.raises(NotAllowed):
                await attempt
    for person in (company, ada):
        with pytest.raises(NotAllowed):
            await use.of_hubs(person)
    assert await use.of_hubs(jan) == ()


async def test_what_waits_for_review_has_a_shortlist_and_what_was_declined_has_none(
    app, maja, company
):
    await creative(app, 1)
    await changed(app)
    waiting = await a_submitted_challenge(app, company, skills=WANTED, place=None)
    assert (await app.services.shortlists.page(maja, waiting.id)).total == 1
    assert [one.challenge.id for one in await app.services.shortlists.of_hubs(maja)] == [
        waiting.id
    ]
    step = await app.services.forms.open(
        maja,
        "decline",
        {"reason": "Please say more.", "next_step": "Come to our open day."},
        subject=str(waiting.id),
    )
    await app.services.reviews.decline(maja, step.draft)
    with pytest.raises(Gone):
        await app.services.shortlists.page(maja, waiting.id)


async def test_being_shown_is_noted_once_a_day_and_counts_for_other_challenges(
    app, maja, company, challenge, clock
):
    ada = await creative(app, 1, "Ada")
    bob = await creative(app, 2, "Bob")
    await changed(app)
    first = await app.services.shortlists.page(maja, challenge.id)
    again = await app.services.shortlists.page(maja, challenge.id)
    assert [one.score for one in again.candidates] == [one.score for one in first.candidates]
    async with app.store.read() as work:
        lines = await work.suggestions.of_opportunity(
            f"challenge:{challenge.id}", Direction.SHORTLIST
        )
    assert sorted((one.person_id, one.position) for one in lines) == [(ada.id, 1), (bob.id, 2)]

    other = await a_published_challenge(app, company, maja, skills=WANTED, place=None)
    result = await app.services.shortlists.page(maja, other.id)
    # Who stood first is seen most, and comes a little later now.
    assert [one.person.id for one in result.candidates] == [bob.id, ada.id]
    assert result.candidates[0].score < first.candidates[0].score
    clock.passes(days=1)
    await app.services.shortlists.page(maja, challenge.id)
    async with app.store.read() as work:
        lines = await work.suggestions.of_opportunity(
            f"challenge:{challenge.id}", Direction.SHORTLIST
        )
    assert len(lines) == 4


async def test_a_line_of_the_ledger_can_be_computed_again(app, maja, challenge, clock):
    ada = await creative(app, 1, bio="I am an illustrator in Kranj.")
    await changed(app)
    (shown,) = (await app.services.shortlists.page(maja, challenge.id)).candidates
    (line,) = (await app.services.replays.ledger(maja, str(challenge.id))).lines

    result = await app.services.replays.replay(maja, line.suggestion.id)
    assert result.is_same
    assert result.same_rules
    assert result.changed == ()
    assert result.score == pytest.approx(shown.score, abs=0.0001)

    await a_creative(
        app, ada, **{**FITTING, "skills": ("branding",)}, updated_at=NOON + timedelta(days=1)
    )
    await changed(app)
    result = await app.services.replays.replay(maja, line.suggestion.id)
    assert result.is_same
    assert result.changed == ("skills", "bio")

    await app.services.profiles.erase(ada)
    result = await app.services.replays.replay(maja, line.suggestion.id)
    assert (result.score, result.changed, result.line.person) == (None, None, None)
    assert (await app.services.replays.ledger(maja, str(challenge.id))).total == 1
    assert "illustrator in Kranj" not in str(await everything_kept(app.settings.database_url))


async def test_old_receipts_go(app, maja, challenge, clock):
    await creative(app, 1)
    await changed(app)
    await app.services.shortlists.page(maja, challenge.id)
    clock.passes(days=364)
    async with app.store.begin() as work:
        assert await work.suggestions.drop_before(clock() - timedelta(days=365)) == 0
    clock.passes(days=2)
    async with app.store.begin() as work:
        assert await work.suggestions.drop_before(clock() - timedelta(days=365)) == 1


async def test_pages_follow_each_other(app, maja, challenge):
    people = [await creative(app, number, f"P{number}") for number in range(1, 8)]
    await changed(app)
    first = await app.services.shortlists.page(maja, challenge.id)
    second = await app.services.shortlists.page(maja, challenge.id, 1)
    last = await app.services.shortlists.page(maja, challenge.id, 99)
    assert [one.place for one in (*first.candidates, *second.candidates)] == list(range(1, 8))
    assert {one.person.id for one in (*first.candidates, *second.candidates)} == {
        person.id for person in people
    }
    assert last.number == second.number == 1


async def test_a_team_covers_names_the_gap_and_swaps(app, maja, company):
    wanted = ("packaging_design", "illustration", "sound_design")
    challenge = await a_published_challenge(app, company, maja, skills=wanted, place=None)
    kinds = {"applicant_type": ApplicantType.FREELANCER}
    ada = await creative(app, 1, "Ada", skills=("packaging_design",), **kinds)
    bob = await creative(app, 2, "Bob", skills=("illustration",), **kinds)
    cem = await creative(app, 3, "Cem", skills=("illustration",), **kinds)
    await changed(app)

    result = await app.services.team_plans.team(maja, challenge.id)
    assert set(result.plan.team.person_ids) in ({ada.id, bob.id}, {ada.id, cem.id})
    assert result.plan.team.gaps == ("sound_design",)
    assert result.is_best
    other = [ada.id, cem.id] if bob.id in result.plan.team.person_ids else [ada.id, bob.id]
    swapped = await app.services.team_plans.team(maja, challenge.id, other)
    assert set(swapped.plan.team.person_ids) == set(other)
    for forged in ([999_999], [ada.id, ada.id], [ada.id, 999_999], [1, 2, 3, 4, 5]):
        with pytest.raises(Gone):
            await app.services.team_plans.team(maja, challenge.id, forged)


async def test_what_nobody_brings_is_said_in_plain_words(app, maja, company):
    await creative(app, 1)
    await changed(app)
    asked = await a_submitted_challenge(
        *(app, company),
        skills=(*WANTED, ASKED_TOO),
        technologies=("additive",),
        languages=("pl", "cs"),
        place=None,
    )

    page = await app.services.shortlists.page(maja, asked.id)

    assert ASKED_TOO not in page.missing.skills  # the reader's words, not the id
    assert len(page.missing.skills) == 1
    assert len(page.missing.technologies) == 1
    assert set(page.missing.languages) <= {"pl", "cs"}
    assert "cs" in page.missing.languages
    said = screens.page(page, app.languages["en"]).html
    assert "Nobody here works in:" in said
    assert "Czech" in said
    assert "Nobody here names:" in said
