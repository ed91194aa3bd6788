"""Invitations and decisions when several people are as fast as each other."""

import asyncio
from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.challenges import ChallengeState
from bot.domain.people import Person, StaffRole
from bot.domain.refusals import AlreadyReviewed, Gone, InviteInvalid, NotAllowed
from tests.builders import (
    PostOffice,
    a_creative,
    a_known_company,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    everything_kept,
    it_opens,
)


async def facilitator(app: App, telegram_id: int, hub: str = "kranj") -> Person:
    person = await a_person(app, "Staff", "en", telegram_id)
    link = await app.services.people.invite(StaffRole.FACILITATOR, hub)
    return (await app.services.people.start(person, link)).person


async def test_an_invitation_has_one_winner(app: App, new_app: Callable[..., App]) -> None:
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    people = [await a_person(app, f"P{n}", "en", n) for n in range(1, 7)]

    results = await asyncio.gather(
        *(new_app().services.people.start(person, link) for person in people),
        return_exceptions=True,
    )

    joined = [r for r in results if not isinstance(r, BaseException)]
    assert len(joined) == 1
    assert [type(r) for r in results if isinstance(r, BaseException)] == [InviteInvalid] * 5
    async with app.store.read() as work:
        assert [p.id for p in await work.people.staff_of("kranj")] == [joined[0].person.id]


async def test_an_invitation_names_a_hub_that_exists(app: App) -> None:
    for hub in ("atlantis", None):
        with pytest.raises(Gone):
            await app.services.people.invite(StaffRole.FACILITATOR, hub)


async def test_a_token_is_nowhere_in_the_database(app: App) -> None:
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")

    kept = await everything_kept(app.settings.database_url)
    assert link.removeprefix("staff-") not in "".join(kept.values())


async def test_joining_and_inviting_leave_a_trace(app: App) -> None:
    maja = await facilitator(app, 1)

    async with app.store.read() as work:
        ((_, actor, action, detail),) = await work.audit.of(f"person:{maja.id}")
    assert (actor, action, detail) == (maja.id, "grant_facilitator", {"hub": "kranj"})


async def test_two_decisions_at_the_same_time_are_one(
    app: App, new_app: Callable[..., App]
) -> None:
    maja, luka = await facilitator(app, 1), await facilitator(app, 2)
    company = await a_person(app, "Zofia", "pl", 3)
    challenge = await a_submitted_challenge(app, company)
    await a_known_company(app, challenge)
    await app.services.reviews.look(maja, challenge.id)
    publish = await app.services.forms.open(
        maja,
        "publish",
        {"title_en": "A quieter line", "summary_en": "It is far too loud in there."},
        subject=str(challenge.id),
    )
    decline = await app.services.forms.open(
        luka,
        "decline",
        {"reason": "Please say more.", "next_step": "Come to our open day."},
        subject=str(challenge.id),
    )

    results = await asyncio.gather(
        new_app().services.reviews.publish(maja, publish.draft),
        new_app().services.reviews.decline(luka, decline.draft),
        return_exceptions=True,
    )

    assert sorted(isinstance(r, AlreadyReviewed) for r in results) == [False, True]
    await it_opens(app, challenge.id)
    letters = await PostOffice(app).letters(company.telegram_id)
    assert len(letters) == 1
    decided = ChallengeState.DECLINED if isinstance(results[0], Exception) else "published"
    assert letters[0].key == f"challenge:{challenge.id}:{decided}"


async def test_every_use_case_of_staff_checks_the_hub(app: App) -> None:
    maja, jan = await facilitator(app, 1), await facilitator(app, 2, "szczecin")
    company = await a_person(app, "Zofia", "pl", 3)
    challenge = await a_submitted_challenge(app, company)
    use = app.services.reviews
    subject = str(challenge.id)
    publish = (await app.services.forms.open(jan, "publish", subject=subject)).draft
    decline = (await app.services.forms.open(jan, "decline", subject=subject)).draft

    for person in (jan, company):
        for attempt in (
            use.under_review(person, challenge.id),
            use.to_decide(person, challenge.id),
            use.publish(person, publish),
            use.decline(person, decline),
            use.look(person, challenge.id),
            use.to_publish(person, challenge.id),
            use.ask_for_changes(person, decline),
            use.company_of(person, challenge.id),
            use.confirm_shown(person, challenge.id, "12345678"),
            use.confirm(person, decline),
            use.take_back(person, challenge.id),
        ):
            with pytest.raises(NotAllowed):
                await attempt
    assert (await use.under_review(maja, challenge.id)).challenge == challenge
    with pytest.raises(NotAllowed):
        await use.desk(company)


async def test_interest_at_the_same_time_is_told_once(
    app: App, new_app: Callable[..., App]
) -> None:
    maja = await facilitator(app, 1)
    company, nika = await a_person(app, "Zofia", "pl", 3), await a_person(app, "Nika", "sl", 4)
    await a_creative(app, nika)
    challenge = await a_published_challenge(app, company, maja)

    results = await asyncio.gather(
        *(new_app().services.interests.show(nika, challenge.id) for _ in range(4))
    )

    assert sorted(result.told_before for result in results) == [False, True, True, True]
    letters = await PostOffice(app).letters(maja.telegram_id)
    assert sum("interest" in letter.key for letter in letters) == 1


async def test_meeting_the_same_stranger_twice_at_once_registers_one(
    app: App, new_app: Callable[..., App]
) -> None:
    people = await asyncio.gather(
        *(new_app().services.people.meet(77, "Ada", "pl") for _ in range(5))
    )

    assert len({person.id for person in people}) == 1
