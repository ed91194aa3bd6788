"""Terms that change after others said yes: everybody who takes part is asked again."""

import asyncio

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.domain.forms import Draft
from bot.domain.refusals import NotAllowed
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.services.terms_changes import has_agreed
from tests.builders import PostOffice, a_creative, a_published_challenge
from tests.people import Person


@pytest.fixture(params=["en", "sl"])
async def nika(meet, app: App, request) -> Person:
    nika = meet("Nika", request.param)
    await nika.says("/start")
    known = await app.services.people.meet(nika.id, "Nika", request.param)
    await a_creative(app, known)
    return nika


@pytest.fixture
async def zofia(meet) -> Person:
    zofia = meet("Zofia", "pl")
    await zofia.says("/start")
    return zofia


@pytest.fixture
async def maja(meet_staff) -> Person:
    return await meet_staff()


@pytest.fixture
async def challenge(app: App, maja: Person, zofia: Person) -> Challenge:
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    return await a_published_challenge(app, company, staff)


async def known(app: App, person: Person):
    return await app.services.people.meet(person.id, person.name, person.language)


async def is_interested(app: App, person: Person, challenge: Challenge) -> None:
    await app.services.interests.show(await known(app, person), challenge.id)


async def now(app: App, challenge: Challenge) -> Challenge:
    async with app.store.read() as work:
        found = await work.challenges.find(challenge.id)
    assert found is not None
    return found


async def agrees(app: App, person: Person, challenge: Challenge) -> bool:
    async with app.store.read() as work:
        it = await work.challenges.find(challenge.id)
        assert it is not None
        return await has_agreed(work, it, (await known(app, person)).id)


async def asks_for_a_sketch(maja: Person, make_dispatcher) -> str:
    """Change the terms from a talk to a sketch of three hours without pay, with restarts."""
    await maja.taps("Change the terms")
    for taps, says in (("Change: To hand in", "A sketch"), ("Change: Effort", None)):
        maja.line = make_dispatcher()
        await maja.taps(taps)
        maja.line = make_dispatcher()
        await (maja.taps(says) if says else maja.says("3"))
    maja.line = make_dispatcher()
    return await maja.taps("Change the terms")


async def test_everybody_who_takes_part_is_asked_again(
    app: App, maja, zofia, nika, meet, challenge, post: PostOffice, make_dispatcher
) -> None:
    tr = app.languages[nika.language]
    await is_interested(app, nika, challenge)
    assert await agrees(app, nika, challenge)
    await post.deliver()
    await maja.taps_data(f"desk:open:{challenge.id}")
    said = await asks_for_a_sketch(maja, make_dispatcher)

    assert "1 person takes part and is asked again." in said
    assert (await now(app, challenge)).terms_version == 2
    assert not await agrees(app, nika, challenge)
    await post.deliver()
    title = challenge.title_en
    assert tr("The terms have changed: {title}", title=title) in nika.sees()
    assert tr("Before") in nika.sees()
    polish = app.languages["pl"]
    assert polish("Before") in zofia.sees()
    nika.line = make_dispatcher()
    yes, shown = nika.button(tr("Yes, on these terms")), nika.chat.news[-1]
    said = await nika.taps_data(yes)
    assert tr("Noted: you take part on these terms.") in said
    assert await agrees(app, nika, challenge)
    await nika.taps_data(yes, shown)  # again
    assert await agrees(app, nika, challenge)
    assert challenge.id in await interests_of(app, nika)


async def interests_of(app: App, person: Person) -> frozenset[int]:
    async with app.store.read() as work:
        return await work.challenges.interests_of((await known(app, person)).id)


async def test_who_says_no_is_out_and_staff_hear_why(
    app: App, maja, nika, challenge, post: PostOffice, make_dispatcher
) -> None:
    tr = app.languages[nika.language]
    await is_interested(app, nika, challenge)
    await maja.taps_data(f"desk:open:{challenge.id}")
    await asks_for_a_sketch(maja, make_dispatcher)
    await post.deliver()
    yes = nika.button(tr("Yes, on these terms"))
    no, shown = nika.button(tr("No, I am out")), nika.chat.news[-1]

    await nika.taps_data(no, shown)
    nika.line = make_dispatcher()
    await nika.taps_data(no, shown)

    assert challenge.id not in await interests_of(app, nika)
    letters = await PostOffice(app).letters(maja.id)
    gone = [one for one in letters if "left for the changed terms" in one.reply.html]
    assert len(gone) == 1
    await nika.taps_data(yes, shown)  # a change of mind goes by the challenge itself
    assert challenge.id not in await interests_of(app, nika)


async def test_an_answer_to_older_terms_is_none_to_these(
    app: App, maja, nika, challenge, post: PostOffice, make_dispatcher
) -> None:
    tr = app.languages[nika.language]
    await is_interested(app, nika, challenge)
    await maja.taps_data(f"desk:open:{challenge.id}")
    await asks_for_a_sketch(maja, make_dispatcher)
    await post.deliver()
    old, shown = nika.button(tr("Yes, on these terms")), nika.chat.news[-1]
    await maja.taps_data(f"review:terms:{challenge.id}")
    await maja.taps("Change: Effort")
    await maja.says("4")
    await maja.taps("Change the terms")

    await nika.taps_data(old, shown)

    assert not await agrees(app, nika, challenge)
    assert (await now(app, challenge)).terms_version == 3
    await nika.taps(tr("Yes, on these terms"))
    assert await agrees(app, nika, challenge)


async def test_unfair_terms_change_nothing_and_ask_nobody(
    app: App, maja, nika, challenge, post: PostOffice
) -> None:
    await is_interested(app, nika, challenge)
    await post.deliver()
    await maja.taps_data(f"review:terms:{challenge.id}")
    await maja.taps("Change: To hand in")
    await maja.taps("Finished work")
    await maja.taps("Change: Effort")
    await maja.says("20")

    said = await maja.taps("Change the terms")

    assert "These terms cannot be published." in said
    assert "A fee mends it" in said
    assert (await now(app, challenge)).terms == challenge.terms
    assert [one for one in await post.letters(nika.id) if one.state == "queued"] == []
    await maja.taps("Say what is paid")
    await maja.taps("A fee for everybody who works on it")
    if "How much?" not in maja.sees():
        await maja.taps("Change: Sum")
    await maja.says("900 EUR")
    assert "asked again" in await maja.taps("Change the terms")
    assert (await now(app, challenge)).terms.amount == 900


async def test_the_company_may_change_its_own_terms_and_staff_hear(
    app: App, maja, zofia, nika, challenge, post: PostOffice, meet
) -> None:
    tr = app.languages["pl"]
    await is_interested(app, nika, challenge)
    await post.deliver()

    await zofia.taps_data(f"review:terms:{challenge.id}")
    await zofia.taps(tr("Change: {answer}", answer=tr("Deadline")))
    await zofia.says("31.12.2027")
    await zofia.taps(tr("Change the terms"))

    assert (await now(app, challenge)).deadline_on.isoformat() == "2027-12-31"
    await post.deliver()
    assert "These are the terms now" in maja.sees()
    assert "31 December 2027" in maja.sees()


async def test_the_same_terms_ask_nobody(app: App, maja, nika, challenge, post: PostOffice):
    await is_interested(app, nika, challenge)
    await post.deliver()
    await maja.taps_data(f"review:terms:{challenge.id}")
    await maja.taps("Change the terms")
    assert (await now(app, challenge)).terms_version == 1
    assert [one for one in await post.letters(nika.id) if one.state == "queued"] == []


async def test_two_changes_at_once_come_one_after_the_other(
    app: App, new_app, maja, challenge, meet_staff
) -> None:
    luka = await meet_staff("Luka")
    drafts: list[tuple[object, Draft]] = []
    for person, hours in ((maja, "2"), (luka, "3")):
        who = await known(app, person)
        answers = {"handed": "sketch", "effort": hours, "reward": "none", "rights": "kept"}
        step = await app.services.forms.open(who, "terms", answers, subject=str(challenge.id))
        drafts.append((who, step.draft))

    await asyncio.gather(
        *(new_app().services.terms_changes.change(who, draft) for who, draft in drafts)
    )

    found = await now(app, challenge)
    assert found.terms_version == 3
    assert found.terms in [
        Terms(Handed.SKETCH, hours, Reward.NONE, None, "EUR", Rights.KEPT) for hours in (2, 3)
    ]


async def test_the_terms_of_others_stay_as_they_are(
    app: App, meet, meet_staff, nika, challenge
) -> None:
    jan, eve = await meet_staff("Jan", hub="szczecin"), meet("Eve")
    await eve.says("/start")
    for person in (jan, eve, nika):
        tr = app.languages[person.language[:2]]
        assert await person.taps_data(f"review:terms:{challenge.id}") == tr(NotAllowed.message)
    for verb in ("agree", "leave"):
        await eve.taps_data(f"terms:{verb}:{challenge.id}.1")
        assert "Before" not in eve.sees()
    async with app.store.read() as work:
        assert await work.pitches.agreement(challenge.id, (await known(app, eve)).id) is None
