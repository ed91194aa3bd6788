"""Staff ask somebody on the shortlist; the creative says yes or no; staff hear of it."""

import pytest

from bot.domain.refusals import NotAllowed
from tests.builders import a_creative, a_published_challenge
from tests.dialogues.test_shortlist import FITTING, WANTED, creatives


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


@pytest.fixture
async def nika(app, meet, challenge):
    nika = meet("Nika", "en")
    await nika.says("/start")
    known = await app.services.people.meet(nika.id, "Nika", "en")
    await a_creative(app, known, **FITTING)
    async with app.store.begin() as work:
        await work.content_changed()
    return nika


@pytest.fixture
def ask(maja, challenge, nika, deliver):
    """Ask Nika, from the shortlist, and bring the message."""

    async def asked():
        await maja.taps_data(f"people:list:{challenge.id}.0")
        await maja.taps("Ask Nika")
        await maja.taps("Yes, ask Nika")
        await deliver()

    return asked


async def test_staff_ask_once_and_a_no_comes_back(maja, challenge, nika, deliver):
    await maja.taps_data(f"people:list:{challenge.id}.0")
    assert "Shall I ask Nika?" in await maja.taps("Ask Nika")
    assert "Nika is asked." in await maja.taps("Yes, ask Nika")
    said = await maja.taps("Back to the people")
    assert "Asked: 1 of at most 8. Said yes: 0. Said no: 0." in said
    assert "not answered yet." in said
    assert "Ask Nika" not in maja.sees_buttons()

    await deliver()
    said = nika.sees()
    assert f"this challenge may fit you: {challenge.title_en}" in said
    assert "You both name" in said
    assert "You get this because" in said
    assert "Thank you for answering." in await nika.taps("No, thank you")
    assert "Why is it not for you?" in await nika.taps("Do not show it again")

    await deliver()
    assert "Somebody said no, thank you" in maja.sees()
    assert "said no." in await maja.taps("People who could fit")
    said = await maja.taps("The challenge")
    assert "Asked: 1 of at most 8. Said yes: 0. Said no: 1." in said


async def test_a_yes_is_an_interest_and_an_old_no_takes_it_back(
    maja, challenge, nika, ask, deliver
):
    await ask()
    assert "Noted." in await nika.taps("I am interested")
    await deliver()
    assert "A creative is interested in" in maja.sees()
    assert "Take it back?" in await nika.taps_data(f"invited:no:{challenge.id}")
    await nika.taps_data("match:mine:")
    assert challenge.title_en in nika.sees()


async def test_who_wants_no_more_of_these_is_not_asked(app, maja, challenge, nika, ask):
    await ask()
    assert "You hear no more of what fits you." in await nika.taps("No more of these messages")
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    company = await app.services.people.meet(7_000_000, "Other", "en")
    second = await a_published_challenge(app, company, staff, skills=WANTED, place=None)
    await maja.taps_data(f"people:list:{second.id}.0")
    assert "They do not want messages like this now." in await maja.taps("Ask Nika")


async def test_the_members_of_a_team_and_the_drawn_are_asked(app, maja, challenge):
    await creatives(app, "Ada", "Bob")
    await maja.taps_data(f"people:team:{challenge.id}")
    assert "Shall I ask Bob?" in await maja.taps("Ask Bob")
    await maja.taps("Yes, ask Bob")
    assert "Asked on" in await maja.taps_data(f"people:team:{challenge.id}")


async def test_where_lots_decide_the_drawn_are_asked(app, maja, challenge):
    await creatives(app, *(f"P{number}" for number in range(20)))
    await maja.taps_data(f"people:list:{challenge.id}.0")
    assert not [one for one in maja.sees_buttons() if str(one).startswith("Ask P")]
    await maja.taps("Draw the places")
    asks = [one for one in maja.sees_buttons() if str(one).startswith("Ask P")]
    assert len(asks) == 8
    assert "Shall I ask" in await maja.taps(asks[0])


async def test_a_cap_is_said_with_its_reason(app, maja, challenge, nika, ask):
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    company = await app.services.people.meet(7_000_000, "Other", "en")
    await ask()
    for _ in range(2):
        made = await a_published_challenge(app, company, staff, skills=WANTED, place=None)
        await maja.taps_data(f"people:ask:{made.id}.1")
        known = await app.services.people.meet(nika.id, "Nika", "en")
        await maja.taps_data(f"people:sure:{made.id}.{known.id}")
    assert "They have 2 open invitations" in maja.sees()
    assert "Has 2 open invitations" in await maja.taps("Back to the people")
    assert "Ask Nika" not in maja.sees_buttons()


async def test_nobody_else_asks_anybody(app, maja, meet_staff, zofia, challenge, nika):
    jan = await meet_staff("Jan", hub="szczecin")
    known = await app.services.people.meet(nika.id, "Nika", "en")
    for person in (zofia, jan, nika):
        for verb in ("ask", "sure"):
            await person.taps_data(f"people:{verb}:{challenge.id}.{known.id}")
            assert person.sees() == NotAllowed.message


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "999", "1.x", "1.-1", "1." + "9" * 30])
async def test_forged_taps_are_answered_kindly(maja, challenge, number):
    for data in (f"people:ask:{number}", f"people:sure:{number}", f"invited:no:{number}"):
        await maja.taps_data(data)
        assert maja.sees_buttons()
