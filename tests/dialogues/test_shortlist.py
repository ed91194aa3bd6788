"""People for a challenge, in the chat: staff of the hub look; companies and others never do."""

from dataclasses import replace

import pytest

from bot.domain.alerts import Frequency
from bot.domain.people import ApplicantType, Fluency, StaffRole
from bot.domain.refusals import NotAllowed
from bot.matching.draw import commitment
from tests.builders import (
    a_creative,
    a_person,
    a_profile,
    a_published_challenge,
    a_submitted_challenge,
)

WANTED = ("packaging_design", "illustration")
FITTING = {
    "skills": WANTED,
    "languages": {"pl": Fluency.NATIVE, "en": Fluency.C1},
    "country": "SI",
    "applicant_type": ApplicantType.FREELANCER,
}
VERBS = ("list", "order", "out", "team", "draw", "ledger")


async def creatives(app, *names, **facts):
    made = []
    for number, name in enumerate(names, 9_001):
        person = await a_person(app, name, "en", number)
        await a_creative(app, person, **{**FITTING, **facts})
        made.append(person)
    async with app.store.begin() as work:
        await work.content_changed()
    return made


@pytest.fixture
async def maja(meet_staff):
    return await meet_staff()


@pytest.fixture
async def zofia(meet):
    zofia = meet("Zofia", "en")
    await zofia.says("/start")
    return zofia


@pytest.fixture
async def challenge(app, maja, zofia):
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    company = await app.services.people.meet(zofia.id, "Zofia", "en")
    return await a_published_challenge(app, company, staff, skills=WANTED, place=None)


async def test_staff_go_from_the_desk_to_people_their_order_a_team_and_the_ledger(
    app, maja, challenge
):
    (ada, bob) = await creatives(app, "Ada", "Bob")
    await a_creative(
        app, bob, **{**FITTING, "skills": ("illustration",), "bio": "I draw <b>boxes</b>."}
    )
    async with app.store.begin() as work:
        await work.content_changed()

    await maja.says("/desk")
    await maja.taps("People for a challenge")
    said = await maja.taps(challenge.title_en)
    assert "1. Ada" in said
    assert "2. Bob" in said
    assert "Names what is asked for: packaging design and illustration." in said
    assert "Does not name: packaging design." in said
    assert "“I draw <b>boxes</b>.”" in said

    said = await maja.taps("How this is ordered")
    assert "0.45 × skills that are asked for" in said
    assert "Ada: 0." in said
    await maja.taps("Back to the people")
    assert "0 people are not listed" in await maja.taps("Who is not listed")
    await maja.taps("Back to the people")
    said = await maja.taps("Put together a team")
    assert "They all work in: Polish." in said or "They all work in: English." in said
    assert "Somebody covers each skill" in said
    await maja.taps("Back to the people")
    await maja.taps("What was shown, and when")
    said = await maja.taps("1. Bob")
    assert "Bob, in a team" in said
    assert "the team covers 2 of 2 skills. The same as then." in said
    await maja.taps("Back")
    said = await maja.taps("3. Bob")
    assert "The same." in said
    assert "In the profile nothing of it changed since." in said
    assert ada.id != bob.id


async def test_from_a_challenge_that_waits_one_gets_there_too(app, maja, zofia):
    await creatives(app, "Ada")
    company = await app.services.people.meet(zofia.id, "Zofia", "en")
    made = await a_submitted_challenge(app, company, skills=WANTED, place=None)
    await maja.taps_data(f"desk:open:{made.id}")
    assert "1. Ada" in await maja.taps("People who could fit")
    assert made.title in await maja.taps("The challenge")


async def test_nobody_else_sees_any_of_it(app, maja, meet_staff, meet, zofia, challenge):
    await creatives(app, "Ada")
    await maja.taps_data(f"people:list:{challenge.id}.0")
    jan = await meet_staff("Jan", hub="szczecin")
    nika = meet("Nika", "en")
    await nika.says("/start")
    for person in (zofia, jan, nika):
        for verb in VERBS:
            suffix = "" if verb in {"team", "draw"} else ".0"
            await person.taps_data(f"people:{verb}:{challenge.id}{suffix}")
            assert person.sees() == NotAllowed.message
        await person.taps_data("people:replay:1")
        assert person.sees() == NotAllowed.message
        assert "Ada" not in "".join(shown.text for shown in person.chat.news)
    for person in (zofia, nika):
        await person.taps_data("people:open:")
        assert person.sees() == NotAllowed.message


@pytest.mark.parametrize("verb", [*VERBS, "replay"])
@pytest.mark.parametrize(
    "number", ["", "x", "0", "-1", "999", "1.x", "1.-1", ".", "1.1-x", "1.1-1", "9" * 40]
)
async def test_forged_taps_are_answered_kindly(maja, challenge, verb, number):
    await maja.taps_data(f"people:{verb}:{number}")
    assert maja.sees_buttons()


async def test_a_right_that_ended_ends_the_looking(app, maja, challenge):
    await creatives(app, "Ada")
    await maja.taps_data(f"people:list:{challenge.id}.0")
    async with app.store.begin() as work:
        person = await work.people.find(maja.id)
        await work.people.revoke(person.id, StaffRole.FACILITATOR, "kranj")
    assert await maja.taps("How this is ordered") == NotAllowed.message


async def test_scarce_places_are_drawn_with_a_seed_that_was_committed_to(app, maja, challenge):
    people = await creatives(app, *(f"P{number}" for number in range(20)))
    said = await maja.taps_data(f"people:list:{challenge.id}.0")
    assert "20 people are as good as each other for 8 places: lots decide." in said
    before = maja.chat.news[-1].text
    drawn = await maja.taps("Draw the places")
    seed = drawn.partition("The seed: ")[2].split()[0]
    assert commitment(seed) in before
    assert commitment(seed) in drawn
    assert drawn.count("by lot") == 8
    await maja.taps("Back to the people")
    assert await maja.taps("Draw the places") == drawn
    assert len(people) == 20


async def test_who_goes_away_meanwhile_is_not_shown(app, maja, challenge):
    ada, bob = await creatives(app, "Ada", "Bob")
    await maja.taps_data(f"people:list:{challenge.id}.0")
    await app.services.profiles.erase(ada)
    async with app.store.begin() as work:
        await work.profiles.pause(bob.id, paused=True)
        await work.content_changed()
    said = await maja.taps_data(f"people:list:{challenge.id}.0")
    assert "Ada" not in said
    assert "Bob" not in said
    said = await maja.taps_data(f"people:ledger:{challenge.id}.0")
    assert "somebody who is not listed any more" in said
    assert "Ada" not in said
    assert "Bob" not in said


async def test_who_fits_something_new_ends_the_messages_with_a_tap_and_begins_again(
    app, meet, maja, challenge, post, deliver, monkeypatch
):
    nika = meet("Nika", "en")
    await nika.says("/start")
    person = await app.services.people.meet(nika.id, "Nika", "en")
    async with app.store.begin() as work:
        await work.profiles.save(replace(a_profile(person_id=person.id), **FITTING))
        await work.content_changed()
    await app.services.alerts.wish(person, frequency=Frequency.AT_ONCE, zone="Atlantic/Reykjavik")
    monkeypatch.setattr(app.services.match_news, "_is_settled", lambda: True)
    await app.services.match_news.match()
    await app.services.match_news.send()
    await deliver()

    assert "New, and it fits you" in nika.sees()
    assert challenge.title_en in await nika.taps(challenge.title_en)
    assert "You hear no more of what fits you." in await nika.taps_data("alerts:matches:off")
    async with app.store.read() as work:
        assert person.id in await work.match_news.unwilling()
    await nika.taps("Tell me again")
    async with app.store.read() as work:
        assert person.id not in await work.match_news.unwilling()
    await nika.taps_data("alerts:matches:x")
    assert nika.sees_buttons()
    await nika.taps_data("alerts:times:")
    assert "✓ What fits my profile" in nika.sees_buttons()
