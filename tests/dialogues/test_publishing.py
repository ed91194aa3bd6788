"""What has to be done before a challenge is published, and the half minute to take it back."""

import asyncio

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import Half, StaffRole
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.services.reviews import mark_of
from tests.builders import (
    PostOffice,
    a_creative,
    a_known_company,
    a_submitted_challenge,
)
from tests.conftest import Clock, Meet
from tests.dialogues.reviewing import SUMMARY, TITLE, MeetStaff, a_waiting_challenge, state_of
from tests.people import Person


@pytest.fixture
async def challenge(app: App, zofia: Person) -> Challenge:
    """Wait for review at the hub of Kranj; its company is known there."""
    return await a_waiting_challenge(app, zofia)


async def test_a_publication_is_taken_back_while_nobody_reads_it(
    app: App, meet_staff: MeetStaff, challenge: Challenge, zofia: Person, post: PostOffice, opens
) -> None:
    maja = await meet_staff()
    await publishes(maja, challenge)
    undo, shown = maja.button("Undo"), maja.chat.news[-1]

    assert "Taken back" in await maja.taps("Undo")
    assert await opens() == 0
    assert (await state_of(app, challenge)).state is ChallengeState.SUBMITTED
    await maja.taps_data(undo, shown)
    assert "Taken back" in maja.sees()

    await maja.taps_data(f"desk:publish:{challenge.id}")
    assert TITLE in maja.sees()  # what was written is proposed
    await maja.taps("Publish")
    assert await opens() == 1
    assert len(await post.letters(zofia.id)) == 1


async def test_it_is_too_late_to_take_back_what_is_open(
    app: App, meet_staff: MeetStaff, challenge: Challenge, opens, clock: Clock
) -> None:
    maja = await meet_staff()
    await publishes(maja, challenge)
    undo, shown = maja.button("Undo"), maja.chat.news[-1]
    clock.passes(seconds=30)  # the half minute is over, and nothing opened it yet

    assert "too late" in await maja.taps_data(undo, shown)
    await opens()
    await maja.taps_data(undo, shown)
    assert "too late" in maja.sees()
    assert (await state_of(app, challenge)).state is ChallengeState.PUBLISHED


async def test_whoever_published_and_died_is_not_forgotten(
    app: App, new_app, meet_staff: MeetStaff, challenge: Challenge, zofia: Person, clock: Clock
) -> None:
    maja = await meet_staff()
    await publishes(maja, challenge)
    clock.passes(days=2)  # no worker ran

    again = new_app()
    assert [await again.services.reviews.open_due() for _ in range(2)] == [1, 0]
    letters = await PostOffice(app).letters(zofia.id)
    assert [one.key for one in letters] == [f"challenge:{challenge.id}:published"]


async def test_two_workers_open_it_once(
    app: App, new_app, meet_staff: MeetStaff, challenge: Challenge, zofia: Person, clock: Clock
) -> None:
    maja = await meet_staff()
    await publishes(maja, challenge)
    clock.passes(minutes=1)

    opened = await asyncio.gather(*(new_app().services.reviews.open_due() for _ in range(3)))
    assert sum(opened) == 1
    assert len(await PostOffice(app).letters(zofia.id)) == 1


async def test_nobody_else_sees_what_can_be_taken_back(
    app: App, meet_staff: MeetStaff, meet: Meet, challenge: Challenge, opens
) -> None:
    maja, nika = await meet_staff(), meet("Nika")
    await nika.says("/start")
    known = await app.services.people.meet(nika.id, "Nika", "en")
    await a_creative(app, known)
    await publishes(maja, challenge)

    assert TITLE not in await nika.says("/matches")
    await nika.taps_data(f"match:open:{challenge.id}")
    await nika.taps_data(f"match:yes:{challenge.id}")
    assert TITLE not in "".join(shown.text for shown in nika.chat.news)
    async with app.store.read() as work:
        assert await work.challenges.people_interested_in(challenge.id) == []

    await opens()
    assert TITLE in await nika.says("/matches")


async def test_unfair_terms_are_not_published(
    app: App, meet_staff: MeetStaff, zofia: Person
) -> None:
    maja = await meet_staff()
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    unpaid = Terms(handed=Handed.FINISHED, effort_hours=20, reward=Reward.NONE, rights=Rights.KEPT)
    made = await a_submitted_challenge(app, company, terms=unpaid)
    await a_known_company(app, made)

    said = await maja.taps_data(f"desk:publish:{made.id}")

    assert "cannot be published yet" in said
    assert "A fee mends it" in said
    assert {"Set the terms", "Ask the company", "Read it"} <= set(maja.sees_buttons())
    await maja.taps("Set the terms")
    await maja.taps("Change: Payment")
    await maja.taps("A fee for everybody who works on it")
    if "Sum" in maja.sees_buttons() or "How much?" in maja.sees():
        await maja.says("800 EUR")
    else:
        await maja.taps("Change: Sum")
        await maja.says("800 EUR")
    assert "These are the terms now" in await maja.taps("Change the terms")
    assert (await state_of(app, made)).terms.amount == 800
    assert (await state_of(app, made)).terms_version == 1
    assert "English title" in await maja.taps_data(f"desk:publish:{made.id}")


async def test_what_the_company_changed_meanwhile_is_read_first(
    app: App, meet_staff: MeetStaff, challenge: Challenge
) -> None:
    maja = await meet_staff()
    await maja.taps_data(f"desk:publish:{challenge.id}")
    await maja.says(TITLE)
    await maja.says(SUMMARY)
    submit = maja.button("Publish")
    async with app.store.begin() as work:  # the company sends it again
        await app.services.reviews.arrived(work, challenge, ["problem", "effort"])

    assert "The company changed it after you read it." in await maja.taps_data(submit)
    assert (await state_of(app, challenge)).state is ChallengeState.SUBMITTED
    assert "The company changed: Problem and Effort" in await maja.taps("Read it")
    await maja.taps("Publish")
    assert "Published" in await maja.taps("Publish")


async def test_english_words_of_the_company_are_proposed(
    app: App, meet_staff: MeetStaff, meet: Meet
) -> None:
    maja, ada = await meet_staff(), meet("Ada", "en")
    await ada.says("/start")
    company = await app.services.people.meet(ada.id, "Ada", "en")
    made = await a_submitted_challenge(
        *(app, company), title="A quieter line", problem="The line is too loud. Nobody likes it."
    )
    await a_known_company(app, made)

    said = await maja.taps_data(f"desk:publish:{made.id}")

    assert "Is this right?" in said
    assert "The line is too loud. Nobody likes it." in said


async def test_a_company_without_evidence_is_looked_up_or_asked(
    app: App, meet_staff: MeetStaff, zofia: Person
) -> None:
    maja = await meet_staff()
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    made = await a_submitted_challenge(app, company, evidence=None)
    await maja.taps_data(f"desk:open:{made.id}")

    said = await maja.taps("Is the company real?")
    assert "no register number and no address" in said
    assert "Yes, I found it there" not in maja.sees_buttons()
    await maja.taps("I found it elsewhere")
    await maja.says("https://box.example/about")
    said = await maja.taps("Confirm the company")
    assert "https://box.example/about" in said
    later = await a_submitted_challenge(app, company, title="Jeszcze cichsza linia")
    said = await maja.taps_data(f"desk:open:{later.id}")
    assert "Confirmed as real on 22 November 2026: https://box.example/about" in said
    assert "Is the company real?" not in maja.sees_buttons()


async def test_evidence_that_changed_is_looked_at_first(
    app: App, meet_staff: MeetStaff, zofia: Person
) -> None:
    maja = await meet_staff()
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    made = await a_submitted_challenge(app, company)

    await maja.taps_data(f"review:confirm:{made.id}.{mark_of('KRS 9')}")

    assert made.evidence in maja.sees()
    async with app.store.read() as work:
        known = await work.reviews.company(company.id, made.company)
    assert known is None or known.confirmed_at is None


async def test_both_halves_see_who_has_looked(
    app: App, meet: Meet, meet_staff: MeetStaff, challenge: Challenge
) -> None:
    ana, bor = meet("Ana"), meet("Bor")
    for person, half in ((ana, Half.CREATIVE), (bor, Half.BUSINESS)):
        link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj", half=half)
        await person.says(f"/start {link}")

    said = await ana.taps_data(f"desk:open:{challenge.id}")
    assert "Creative hub: looked at by Ana (22 November 2026)" in said
    assert "Business support organisation: not looked at yet" in said
    said = await bor.taps_data(f"desk:open:{challenge.id}")
    assert "Business support organisation: looked at by Bor (22 November 2026)" in said


async def test_a_long_challenge_is_two_messages(
    app: App, meet_staff: MeetStaff, zofia: Person
) -> None:
    maja = await meet_staff()
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    words = "Linia jest głośna. " * 30
    made = await a_submitted_challenge(
        *(app, company),
        problem=(words * 3)[:1500],
        **dict.fromkeys(("affected", "success", "tried"), words[:600]),
    )
    before = len(maja.chat.news)

    await maja.taps_data(f"desk:open:{made.id}")

    assert len(maja.chat.news) - before == 2
    assert "Publish" in maja.sees_buttons()


async def publishes(maja: Person, challenge: Challenge) -> None:
    """Publish a challenge whose company is known."""
    await maja.taps_data(f"desk:publish:{challenge.id}")
    await maja.says(TITLE)
    await maja.says(SUMMARY)
    await maja.taps("Publish")
