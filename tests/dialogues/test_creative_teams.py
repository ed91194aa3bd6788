"""Teams: made, joined by a link, asked to join, left, handed over; one pitch together."""

import asyncio

import pytest

from bot.domain.pitches import MOST_MEMBERS, PitchState
from bot.domain.refusals import Gone
from bot.domain.taking_part import LinkWorthless, NoTeam, NotJoined
from tests.builders import a_person
from tests.dialogues.taking_part import (
    TEXT,
    WANTED,
    an_open_challenge,
    becomes_creative,
    sends_pitch,
)


@pytest.fixture
async def maja(meet_staff):
    return await meet_staff("Maja")


@pytest.fixture
async def challenge(app, maja, post, clock):
    made = await an_open_challenge(app, maja)
    await post.deliver()
    clock.passes(seconds=5)
    return made


@pytest.fixture(params=["en", "de"])
def tr(app, request):
    return app.languages[request.param]


@pytest.fixture
def arrive(app, meet, tr):
    """Let somebody arrive who has a profile."""

    async def arrived(name, **facts):
        person = meet(name, tr.language)
        await person.says("/start")
        await becomes_creative(app, person, **facts)
        return person

    return arrived


@pytest.fixture
async def nika(arrive, challenge):
    return await arrive("Nika")


@pytest.fixture
def make_team(challenge, tr):
    async def made(person, name="Felt & Co"):
        await person.taps_data(f"team:new:{challenge.id}")
        await person.says(name)
        await person.taps(tr("Make the team"))
        return await person.taps(tr("My team"))

    return made


def link_of(person, tr):
    """Return what follows /start in the link that the card of a team shows."""
    url = person.button(tr("Invite by a link"))
    return url.partition("start%3D")[2].partition("&")[0]


@pytest.fixture
def team_of(app, challenge):
    async def found(person):
        known = await app.services.people.meet(person.id, person.name, person.language)
        async with app.store.read() as work:
            return await work.creative_teams.of_person(challenge.id, known.id)

    return found


@pytest.fixture
def joins(tr):
    async def joined(person, link):
        await person.says(f"/start {link}")
        return await person.taps(tr("Join the team"))

    return joined


async def test_a_team_from_its_name_to_its_pitch_with_a_restart_at_every_step(
    app, challenge, nika, arrive, tr, make_dispatcher, deliver, team_of, maja
):
    await nika.taps_data(f"match:yes:{challenge.id}")
    await nika.taps(tr("With a team"))
    nika.line = make_dispatcher()
    await nika.taps(tr("Make a team"))
    nika.line = make_dispatcher()
    await nika.says("Felt & Co")
    nika.line = make_dispatcher()
    made = nika.button(tr("Make the team"))
    await nika.taps(tr("Make the team"))
    await nika.taps_data(made)  # the second tap finds it
    said = await nika.taps(tr("My team"))
    assert tr("Team: {name}", name="Felt & Co") in said
    link = link_of(nika, tr)

    ola = await arrive("Ola")
    ola.line = make_dispatcher()
    said = await ola.says(f"/start {link}")
    assert "Nika" in said
    assert tr("The work of those who are not chosen stays theirs.") in said
    ola.line = make_dispatcher()
    said = await ola.taps(tr("Join the team"))
    assert tr("You are in the team. The others are told.") in said
    assert len((await team_of(nika)).member_ids) == 2
    await deliver()
    assert tr("{name} has joined your team: {team}", name="Ola", team="Felt & Co") in nika.sees()

    said = await ola.taps_data(f"pitch:new:{challenge.id}")
    assert tr("You write for your team: {name}", name="Felt & Co") in said
    await ola.says(TEXT)
    await ola.taps(tr("Skip"))
    await ola.taps(tr("Send the pitch"))
    assert TEXT in await nika.taps_data(f"pitch:mine:{challenge.id}")
    await deliver()
    await maja.taps("All pitches")
    assert "Felt & Co" in maja.sees()
    async with app.store.read() as work:
        (pitch,) = await work.pitches.of_challenge(challenge.id)
    assert pitch.team_id is not None
    await maja.taps_data(f"pitch:open:{pitch.id}")
    assert {"Nika", "Ola"} <= set(maja.chat.news[-2].text.split())


async def test_two_members_send_one_pitch(app, challenge, nika, arrive, tr, make_team, joins):
    await make_team(nika)
    ola = await arrive("Ola")
    await joins(ola, link_of(nika, tr))
    for person in (nika, ola):
        await person.taps_data(f"pitch:new:{challenge.id}")
        await person.says(f"{TEXT} {person.name}")
        await person.taps(tr("Skip"))
    both = [(one, one.button(tr("Send the pitch"))) for one in (nika, ola)]

    await asyncio.gather(*(one.taps_data(send) for one, send in both))

    async with app.store.read() as work:
        assert len(await work.pitches.of_challenge(challenge.id)) == 1


async def test_the_last_place_goes_to_one_of_two(
    app, challenge, nika, arrive, tr, make_team, team_of
):
    await make_team(nika)
    link, team = link_of(nika, tr), await team_of(nika)
    for number in range(MOST_MEMBERS - 2):
        other = await a_person(app, f"P{number}", "en", 9_000 + number)
        async with app.store.begin() as work:
            await work.creative_teams.join(team.id, other.id, app.clock())
    people = [await arrive("Ola"), await arrive("Eva")]
    for one in people:
        await one.says(f"/start {link}")
    join = [one.button(tr("Join the team")) for one in people]

    said = await asyncio.gather(
        *(one.taps_data(data) for one, data in zip(people, join, strict=True))
    )

    assert len((await team_of(nika)).member_ids) == MOST_MEMBERS
    assert sum(tr(NotJoined.FULL.message) in one for one in said) == 1


async def test_a_link_can_be_made_worthless_and_is_not_guessed(
    nika, arrive, tr, make_team, team_of
):
    await make_team(nika)
    link, team = link_of(nika, tr), await team_of(nika)
    ola = await arrive("Ola")
    await ola.says(f"/start {link}")
    old = ola.button(tr("Join the team"))
    await nika.taps(tr("Make a new link"))
    assert link_of(nika, tr) != link

    await ola.taps_data(old)
    assert ola.sees() == tr(LinkWorthless.message)
    for forged in (link, f"team-{team.id}-{'0' * 24}", f"team-999-{'0' * 24}"):
        assert tr(LinkWorthless.message) in await ola.says(f"/start {forged}")
    for other in ("team-", "team-1", f"team-{team.id}-xyz", f"team-{'9' * 30}-{'0' * 24}"):
        assert await ola.says(f"/start {other}")
    assert len((await team_of(nika)).member_ids) == 1


async def test_who_has_no_profile_makes_one_first(app, meet, nika, tr, make_team, team_of):
    await make_team(nika)
    link = link_of(nika, tr)
    ola = meet("Ola", tr.language)
    said = await ola.says(f"/start {link}")
    assert (
        tr("To join I need your profile: it takes three minutes. Then open the link once more.")
        in said
    )
    await becomes_creative(app, ola)
    await ola.taps(tr("Try again"))
    await ola.taps(tr("Join the team"))
    assert len((await team_of(nika)).member_ids) == 2


@pytest.mark.parametrize(
    ("facts", "why"),
    [({"birth_year": 2012}, NotJoined.MINOR), ({"languages": {}}, NotJoined.RULES)],
    ids=["minor", "language"],
)
async def test_the_rules_keep_somebody_out(nika, arrive, tr, make_team, team_of, facts, why):
    await make_team(nika)
    link = link_of(nika, tr)
    ola = await arrive("Ola", **facts)
    assert tr(why.message) in await ola.says(f"/start {link}")
    assert len((await team_of(nika)).member_ids) == 1


async def test_a_pitch_of_ones_own_and_a_team_exclude_each_other(
    app, challenge, nika, arrive, tr, make_team, team_of
):
    await make_team(nika)
    link = link_of(nika, tr)
    ola = await arrive("Ola")
    await sends_pitch(ola, challenge, tr)
    await ola.taps_data(f"team:new:{challenge.id}")
    assert tr("Keep my own pitch") in ola.sees_buttons()
    said = await ola.says(f"/start {link}")
    assert tr("Keep my own pitch") in ola.sees_buttons()
    assert tr("Join the team") not in ola.sees_buttons()
    await ola.taps(tr("Keep my own pitch"))
    assert TEXT in ola.sees()
    assert len((await team_of(nika)).member_ids) == 1

    await ola.says(f"/start {link}")
    await ola.taps(tr("Take mine back and join"))
    assert len((await team_of(nika)).member_ids) == 2
    known = await app.services.people.meet(ola.id, "Ola", "en")
    async with app.store.read() as work:
        own = await work.pitches.alone(challenge.id, known.id)
    assert own.state is PitchState.WITHDRAWN
    assert said


async def test_who_leaves_hands_the_team_over_and_the_last_one_ends_it(
    app, challenge, nika, arrive, tr, make_team, joins, team_of, deliver, make_dispatcher
):
    await make_team(nika)
    link = link_of(nika, tr)
    ola, eva = await arrive("Ola"), await arrive("Eva")
    await joins(ola, link)
    await joins(eva, link)
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await nika.taps_data(f"team:open:{(await team_of(nika)).id}")
    await nika.taps(tr("Leave the team"))
    nika.line = make_dispatcher()
    leave = nika.button(tr("Yes, leave it"))
    await nika.taps(tr("Yes, leave it"))
    await nika.taps_data(leave)
    assert nika.sees() == tr(NoTeam.message)
    await deliver()
    team = await team_of(ola)
    known = await app.services.people.meet(ola.id, "Ola", "en")
    assert team.made_by == known.id
    assert tr("{name} has left your team: {team}", name="Nika", team="Felt & Co") in eva.sees()
    assert TEXT in await ola.taps_data(f"pitch:mine:{challenge.id}")

    for one in (ola, eva):
        await one.taps_data(f"team:gone:{team.id}")
    async with app.store.read() as work:
        assert await work.creative_teams.find(team.id) is None
        assert await work.pitches.of_challenge(challenge.id) == []


async def test_who_takes_the_interest_back_leaves_the_team(
    app, challenge, nika, arrive, tr, make_team, joins, team_of, deliver
):
    await make_team(nika)
    ola = await arrive("Ola")
    await joins(ola, link_of(nika, tr))
    await sends_pitch(nika, challenge, tr)

    said = await ola.taps_data(f"match:back:{challenge.id}")
    assert tr("You leave your team, too: {team}", team="Felt & Co") in said
    assert tr("Your pitch goes with it.") not in said
    said = await ola.taps(tr("Yes, take it back"))
    assert tr("You have left the team: {team}", team="Felt & Co") in said
    await ola.again()
    await deliver()
    assert await team_of(ola) is None
    assert "Ola" in nika.sees()
    assert (await team_of(nika)).member_ids
    async with app.store.read() as work:
        assert len(await work.pitches.of_challenge(challenge.id)) == 1

    said = await nika.taps_data(f"match:back:{challenge.id}")
    assert tr("You are the last one in it: the team ends, and its pitch with it.") in said
    await nika.taps(tr("Yes, take it back"))
    async with app.store.read() as work:
        assert not await work.pitches.of_challenge(challenge.id)


async def test_only_who_looks_after_it_takes_somebody_out(
    app, nika, arrive, tr, make_team, joins, team_of, deliver
):
    await make_team(nika)
    ola = await arrive("Ola")
    await joins(ola, link_of(nika, tr))
    team = await team_of(nika)
    first, second = team.member_ids
    for data in (f"team:out:{team.id}.{first}", f"team:drop:{team.id}.{first}"):
        await ola.taps_data(data)
    await ola.taps_data(f"team:link:{team.id}")
    assert ola.sees() == tr(NoTeam.message)
    assert (await team_of(nika)).member_ids == (first, second)

    await nika.taps_data(f"team:open:{team.id}")
    await nika.taps(tr("Take somebody out"))
    await nika.taps("Ola")
    await nika.taps(tr("Yes, take them out"))
    assert (await team_of(nika)).member_ids == (first,)
    await deliver()
    assert tr("You are not in this team any more: {team}", team="Felt & Co") in ola.sees()


async def test_strangers_see_nothing_of_a_team(nika, arrive, tr, make_team, team_of, maja):
    await make_team(nika)
    team = await team_of(nika)
    eve = await arrive("Eve")
    for verb in ("open", "leave", "gone", "who", "link", "need"):
        for person in (eve, maja):
            await person.taps_data(f"team:{verb}:{team.id}")
            assert "Nika" not in person.sees(), verb
    await eve.taps_data(f"team:find:{team.id}.0")
    await eve.taps_data(f"team:sure:{team.id}.1.0")
    assert eve.sees() == tr(NoTeam.message)


async def test_a_team_looks_for_a_skill_without_names_and_a_no_is_quiet(
    app, challenge, arrive, tr, make_team, team_of, deliver, make_dispatcher
):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive("Ola", skills=("illustration",), city="Maribor")
    await make_team(nika)
    team = await team_of(nika)
    nika.line = make_dispatcher()
    await nika.taps(tr("Look for somebody"))
    assert "✓" not in nika.sees_buttons()[0]  # what nobody has comes first
    nika.line = make_dispatcher()
    said = await nika.taps_data(f"team:find:{team.id}.{WANTED.index('illustration')}")
    assert "Ola" not in said
    assert tr("Person {n}", n=1) in said
    assert tr("Then nothing is missing.") in said
    nika.line = make_dispatcher()
    ask = nika.button(tr("Ask person {n}", n=1))
    await nika.taps_data(ask)
    assert tr("They are asked. You hear of it when they join.") in nika.sees()
    await nika.taps_data(ask)
    assert (
        tr("They were asked already. A no is quiet, so nobody learns of it here.") in nika.sees()
    )

    await deliver()
    said = ola.sees()
    assert "Nika" in said
    assert challenge.title_en in said or challenge.title in said
    ola.line = make_dispatcher()
    await ola.taps(tr("No, thank you"))
    assert await deliver() == 0
    assert len((await team_of(nika)).member_ids) == 1
    await nika.taps_data(f"team:find:{team.id}.1")
    assert tr("Ask person {n}", n=1) not in nika.sees_buttons()


async def test_who_is_asked_says_yes_with_the_terms_in_sight(
    app, challenge, arrive, tr, make_team, team_of, deliver, clock
):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive("Ola", skills=("illustration",))
    await make_team(nika)
    await nika.taps_data(f"team:find:{(await team_of(nika)).id}.1")
    await nika.taps(tr("Ask person {n}", n=1))
    await deliver()
    async with app.store.begin() as work:
        known = await work.challenges.find(challenge.id)
        await work.reviews.change_terms(known, known.terms, known.deadline_on, 2)
    said = await ola.taps(tr("Join the team"))
    assert tr("The terms have changed. Here is what holds now.") in said
    await ola.taps(tr("Join the team"))
    assert len((await team_of(nika)).member_ids) == 2
    await deliver()
    assert tr("{name} has joined your team: {team}", name="Ola", team="Felt & Co") in nika.sees()


async def test_an_ask_runs_out(app, arrive, tr, challenge, make_team, team_of, deliver, clock):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive("Ola", skills=("illustration",))
    await make_team(nika)
    await nika.taps_data(f"team:find:{(await team_of(nika)).id}.1")
    await nika.taps(tr("Ask person {n}", n=1))
    await deliver()
    clock.passes(days=15)
    await ola.taps(tr("Join the team"))
    assert len((await team_of(nika)).member_ids) == 1


@pytest.mark.parametrize("why", ["minor", "paused", "unwilling", "busy"])
async def test_who_cannot_be_asked_is_not_proposed(
    app, arrive, tr, challenge, make_team, team_of, why, clock
):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive(
        "Ola", skills=("illustration",), **({"birth_year": 2012} if why == "minor" else {})
    )
    known = await app.services.people.meet(ola.id, "Ola", tr.language)
    if why == "paused":
        await app.services.profiles.pause(known, paused=True)
    if why == "unwilling":
        await ola.taps_data("alerts:matches:off")
    await make_team(nika)
    team = await team_of(nika)
    if why == "busy":
        others = [await a_person(app, name, "en", 9_100 + ord(name)) for name in ("A", "B")]
        async with app.store.begin() as work:
            for name, other in zip(("A", "B"), others, strict=True):
                made = await work.creative_teams.add(challenge.id, name, other.id, clock())
                await work.creative_teams.ask(made.id, known.id, "illustration", clock())

    await nika.taps_data(f"team:find:{team.id}.1")

    assert tr("Ask person {n}", n=1) not in nika.sees_buttons()
    await nika.taps_data(f"team:sure:{team.id}.{known.id}.1")
    async with app.store.read() as work:
        assert await work.creative_teams.asks_of_team(team.id) == []


async def test_a_team_that_looks_for_me_hears_of_me_without_my_name(
    arrive, tr, challenge, make_team, team_of, deliver
):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive("Ola", skills=("illustration",))
    await make_team(nika)
    await ola.taps_data(f"team:of:{challenge.id}")
    assert "Felt & Co" in await ola.taps(tr("Teams that look for you"))
    await ola.taps("Felt & Co")
    await deliver()
    assert tr("Somebody would like to join your team: {team}", team="Felt & Co") in nika.sees()
    assert "Ola" not in nika.sees()
    await nika.taps(tr("Ask them to join"))
    await deliver()
    await ola.taps(tr("Join the team"))
    assert len((await team_of(nika)).member_ids) == 2


async def test_who_was_asked_already_is_shown_that_instead_of_offering(
    arrive, tr, challenge, make_team, team_of, deliver
):
    nika = await arrive("Nika", skills=("packaging_design",))
    ola = await arrive("Ola", skills=("illustration",))
    await make_team(nika)
    team = await team_of(nika)
    await nika.taps_data(f"team:find:{team.id}.1")
    await nika.taps(tr("Ask person {n}", n=1))
    await deliver()
    await ola.taps(tr("No, thank you"))
    await ola.taps_data(f"team:offer:{team.id}")
    assert await deliver() == 0
    await ola.taps(tr("Join the team"))
    assert len((await team_of(nika)).member_ids) == 2


async def test_who_is_erased_is_not_in_the_team_and_its_pitch_stays(
    app, challenge, nika, arrive, tr, make_team, joins, team_of
):
    await make_team(nika)
    ola = await arrive("Ola")
    await joins(ola, link_of(nika, tr))
    await sends_pitch(nika, challenge, tr)
    known = await app.services.people.meet(nika.id, "Nika", tr.language)

    await app.services.profiles.erase(known)

    assert len((await team_of(ola)).member_ids) == 1
    assert TEXT in await ola.taps_data(f"pitch:mine:{challenge.id}")


VERBS = (
    *("of", "new", "make", "open", "leave", "who", "gone", "link", "out", "drop", "in", "yes"),
    *("swap", "look", "no", "need", "find", "sure", "seek", "offer"),
)


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "999", "1.x", "1.-1", "a1.1", "9" * 30])
async def test_forged_taps_are_answered_kindly(nika, challenge, number):
    for verb in VERBS:
        await nika.taps_data(f"team:{verb}:{number}")
        assert nika.sees(), verb
    assert Gone.message
