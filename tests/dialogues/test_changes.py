"""Staff ask for changes; the company makes them; staff see what changed. With restarts."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge, ChallengeState
from tests.builders import PostOffice, a_known_company, a_submitted_challenge
from tests.conftest import Clock, Meet
from tests.people import Person

WANTED = "Please say what it costs you, and what you have tried already."


@pytest.fixture(params=["en", "pl"])
async def zofia(meet: Meet, request) -> Person:
    zofia = meet("Zofia", request.param)
    await zofia.says("/start")
    return zofia


@pytest.fixture
async def challenge(app: App, zofia: Person) -> Challenge:
    company = await app.services.people.meet(zofia.id, "Zofia", zofia.language)
    made = await a_submitted_challenge(app, company)
    await a_known_company(app, made)
    return made


async def now(app: App, challenge: Challenge) -> Challenge:
    async with app.store.read() as work:
        found = await work.challenges.find(challenge.id)
    assert found is not None
    return found


async def test_changes_are_asked_for_made_and_seen(
    app: App,
    meet_staff: Callable[..., Awaitable[Person]],
    zofia: Person,
    challenge: Challenge,
    post: PostOffice,
    make_dispatcher,
    clock: Clock,
) -> None:
    maja, tr = await meet_staff(), app.languages[zofia.language]
    await maja.taps_data(f"desk:open:{challenge.id}")
    maja.line = make_dispatcher()  # the process died and came back
    await maja.taps("Ask for changes")
    maja.line = make_dispatcher()
    assert "very short" in await maja.says("More.")
    assert WANTED in await maja.says(WANTED)
    maja.line = make_dispatcher()
    submit, shown = maja.button("Ask the company"), maja.chat.news[-1]
    assert "It is with the company" in await maja.taps("Ask the company")
    await maja.taps_data(submit, shown)
    await maja.again()

    assert (await now(app, challenge)).state is ChallengeState.CHANGES
    assert len(await post.letters(zofia.id)) == 1
    assert "Nothing waits for you." in await maja.says("/desk")
    await post.deliver()
    assert WANTED in zofia.sees()
    await maja.taps_data(f"desk:publish:{challenge.id}")  # an old button
    assert "already been decided" in maja.sees()

    zofia.line = make_dispatcher()
    await zofia.taps(tr("Change it"))
    zofia.line = make_dispatcher()
    await zofia.taps(tr("Change: {answer}", answer=tr("Tried already")))
    zofia.line = make_dispatcher()
    await zofia.says("Earplugs, and a second shift.")
    zofia.line = make_dispatcher()
    clock.passes(minutes=5)
    await zofia.taps(tr("Send to the hub"))
    if (await now(app, challenge)).state is ChallengeState.CHANGES:  # the doctor asks first
        await zofia.taps(tr("Send it as it is"))

    assert (await now(app, challenge)).state is ChallengeState.SUBMITTED
    await post.deliver()
    assert "A challenge was sent again" in maja.sees()
    assert "The company changed: Tried already" in maja.sees()
    said = await maja.taps("Read it")
    assert "Earplugs, and a second shift." in said
    assert "The company changed: Tried already" in said
    await maja.taps("Publish")
    assert "English title" in "".join(shown.text for shown in maja.chat.news[-2:])


async def test_asked_twice_it_is_told_twice(
    app: App, meet_staff: Callable[..., Awaitable[Person]], zofia: Person, challenge: Challenge
) -> None:
    maja = await meet_staff()
    for _ in range(2):
        await maja.taps_data(f"review:changes:{challenge.id}")
        await maja.says(WANTED)
        await maja.taps("Ask the company")
        async with app.store.begin() as work:
            it = await work.challenges.find(challenge.id)
            assert it is not None
            assert await work.own_challenges.rewrite(it)
            await app.services.reviews.arrived(work, it, ["tried"])

    letters = await PostOffice(app).letters(zofia.id)
    assert len([one for one in letters if WANTED in one.reply.html]) == 2


async def test_who_asks_second_is_told_that_it_was_decided(
    app: App, meet_staff: Callable[..., Awaitable[Person]], zofia: Person, challenge: Challenge
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    for person in (maja, luka):
        await person.taps_data(f"review:changes:{challenge.id}")
        await person.says(WANTED)
    await maja.taps("Ask the company")

    assert "already been decided" in await luka.taps("Ask the company")
    assert len(await PostOffice(app).letters(zofia.id)) == 1
