"""Asking creatives: who may, whom, how many; and what becomes of the answer."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.invitations import Answer, Obstacle
from bot.domain.people import Fluency, StaffRole
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.suggestions import MOST_INVITED, Direction
from bot.store.outbox import OutboxRow
from tests.builders import (
    PostOffice,
    a_creative,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    everything_kept,
    rows_of,
)

WANTED = ("packaging_design", "illustration")
SPEAKS = {"pl": Fluency.NATIVE, "en": Fluency.C1}
FITTING = {"skills": WANTED, "languages": SPEAKS, "country": "SI", "travel": 100}


async def facilitator(app, telegram_id=1, hub="kranj"):
    person = await a_person(app, "Staff", "en", telegram_id)
    link = await app.services.people.invite(StaffRole.FACILITATOR, hub)
    return (await app.services.people.start(person, link)).person


async def changed(app):
    async with app.store.begin() as work:
        await work.content_changed()


async def creative(app, number, name="Ada", **facts):
    person = await a_person(app, name, "pl", 9_000 + number)
    await a_creative(app, person, **{**FITTING, **facts})
    await changed(app)
    return person


@pytest.fixture
async def maja(app):
    return await facilitator(app)


@pytest.fixture
async def company(app):
    return await a_person(app, "Zofia", "pl", 3)


@pytest.fixture
def publish(app, maja, company):
    async def make(**changes):
        return await a_published_challenge(
            app, company, maja, **{"skills": WANTED, "place": None, **changes}
        )

    return make


@pytest.fixture
async def challenge(publish):
    return await publish()


@pytest.fixture
def post(app):
    return PostOffice(app)


async def keys(post, person):
    return [one.key for one in await post.letters(person.telegram_id)]


async def answer_of(app, challenge, person):
    async with app.store.read() as work:
        return (await work.invitations.find(challenge.id, person.id)).answer


async def test_who_is_asked_gets_one_message_in_their_language_with_true_reasons(
    app, maja, challenge, post
):
    ada = await creative(app, 1)
    use = app.services.invitations
    assert (await use.to_ask(maja, challenge.id, ada.id)).obstacle is None
    assert await keys(post, ada) == []
    assert (await use.ask(maja, challenge.id, ada.id)).obstacle is None
    for _ in range(2):
        assert (await use.ask(maja, challenge.id, ada.id)).obstacle is Obstacle.ASKED

    (letter,) = await post.letters(ada.telegram_id)
    assert letter.key == f"invited:{challenge.id}:{ada.id}"
    assert challenge.title in letter.reply.html
    named = app.services.forms._choices.labels("skills", WANTED, app.languages["pl"])
    assert named[0] in letter.reply.html
    ways = [one.action.pack() for row in letter.reply.rows for one in row]
    assert ways == [
        f"match:yes:{challenge.id}",
        f"invited:no:{challenge.id}",
        f"fit:ask:{challenge.id}",
        f"match:open:{challenge.id}",
        "alerts:matches:off",
    ]


async def test_it_leaves_outside_of_quiet_hours(app, maja, challenge, clock):
    ada = await creative(app, 1)
    await app.services.alerts.wish(ada, quiet=(8, 20), zone="Atlantic/Reykjavik")
    await app.services.invitations.ask(maja, challenge.id, ada.id)
    query = select(OutboxRow.due_at).where(OutboxRow.key == f"invited:{challenge.id}:{ada.id}")
    ((due,),) = await rows_of(app.settings.database_url, query)
    assert (due.hour, due.date()) == (20, clock.today)


async def test_only_staff_of_the_hub_ask(app, maja, company, challenge, post):
    ada = await creative(app, 1)
    jan = await facilitator(app, 2, "szczecin")
    for person in (jan, company, ada):
        for use in (app.services.invitations.to_ask, app.services.invitations.ask):
            with pytest.raises(NotAllowed):
                await use(person, challenge.id, ada.id)
    with pytest.raises(Gone):
        await app.services.invitations.ask(replace(maja, administrator=True), 999, ada.id)
    assert await keys(post, ada) == []


async def test_nobody_has_more_open_invitations_than_two(app, maja, publish):
    ada = await creative(app, 1)
    first, second, third = [await publish(title=f"Challenge number {n}") for n in range(3)]
    use = app.services.invitations
    for one in (first, second):
        assert (await use.ask(maja, one.id, ada.id)).obstacle is None
    assert (await use.ask(maja, third.id, ada.id)).obstacle is Obstacle.PERSON_FULL
    shown = await app.services.shortlists.page(maja, third.id)
    assert shown.challenge.asked.is_busy(ada.id)

    await use.decline(ada, first.id)
    assert (await use.ask(maja, third.id, ada.id)).obstacle is None


async def test_no_more_than_eight_are_asked_about_a_challenge_whatever_they_say(
    app, maja, challenge
):
    people = [await creative(app, n) for n in range(MOST_INVITED + 1)]
    use = app.services.invitations
    for one in people[:MOST_INVITED]:
        assert (await use.ask(maja, challenge.id, one.id)).obstacle is None
        await use.decline(one, challenge.id)
    found = await use.ask(maja, challenge.id, people[-1].id)
    assert found.obstacle is Obstacle.CHALLENGE_FULL


async def test_where_lots_decide_only_the_drawn_are_asked(app, maja, challenge):
    people = [await creative(app, n) for n in range(20)]
    drawn = (await app.services.shortlists.draw(maja, challenge.id)).draw.seated
    others = [one.id for one in people if one.id not in drawn]
    use = app.services.invitations
    assert (await use.ask(maja, challenge.id, others[0])).obstacle is Obstacle.NOT_DRAWN
    assert (await use.ask(maja, challenge.id, drawn[0])).obstacle is None


async def test_who_is_not_to_be_asked_is_not(app, maja, company, challenge, post):
    minor = await creative(app, 1, birth_year=2012)
    paused = await creative(app, 2, paused=True)
    asleep = await creative(app, 3)
    hider = await creative(app, 4)
    away = await creative(app, 5)
    interested = await creative(app, 6)
    nobody = await a_person(app, "Eva", "en", 9_100)
    await a_creative(app, company, **FITTING)
    async with app.store.begin() as work:
        await work.people.change(asleep, asleep_since=app.clock())
        await work.suggestions.hide(hider.id, challenge.id, "other", app.clock())
    await app.services.alerts.wish(away, match_news=False)
    await app.services.interests.show(interested, challenge.id)
    await changed(app)
    expected = {
        minor.id: Obstacle.MINOR,
        paused.id: Obstacle.GONE,
        asleep.id: Obstacle.GONE,
        nobody.id: Obstacle.GONE,
        999_999: Obstacle.GONE,
        hider.id: Obstacle.RULES,
        away.id: Obstacle.UNWILLING,
        interested.id: Obstacle.RULES,
        company.id: Obstacle.COMPANY,
    }
    for id_, why in expected.items():
        assert (await app.services.invitations.to_ask(maja, challenge.id, id_)).obstacle is why
        assert (await app.services.invitations.ask(maja, challenge.id, id_)).obstacle is why
    assert not [one for one in await post.letters() if one.key.startswith("invited:")]


async def test_nobody_is_asked_about_what_is_not_published_or_is_over(
    app, maja, company, challenge, clock
):
    ada = await creative(app, 1)
    waiting = await a_submitted_challenge(app, company, skills=WANTED, place=None)
    use = app.services.invitations
    assert (await use.ask(maja, waiting.id, ada.id)).obstacle is Obstacle.NOT_OPEN
    clock.passes(days=3650)
    assert (await use.ask(maja, challenge.id, ada.id)).obstacle is Obstacle.NOT_OPEN


async def test_a_no_is_told_to_who_asked_once_and_never_after_their_right_ended(
    app, maja, publish, post
):
    ada = await creative(app, 1)
    first, second = await publish(), await publish(title="Another challenge")
    use = app.services.invitations
    for one in (first, second):
        await use.ask(maja, one.id, ada.id)
    before = await keys(post, maja)
    for _ in range(2):
        assert not (await use.decline(ada, first.id)).interested
    said = [key for key in await keys(post, maja) if key not in before]
    assert said == [f"invited:{first.id}:{ada.id}:{maja.id}:no"]
    assert await answer_of(app, first, ada) is Answer.NO

    async with app.store.begin() as work:
        await work.people.revoke(maja.id, StaffRole.FACILITATOR, "kranj")
    await use.decline(ada, second.id)
    assert len(await keys(post, maja)) == len(before) + 1


async def test_a_yes_is_an_interest_and_taking_it_back_is_known(app, maja, challenge, post):
    root = await a_person(app, "Root", "en", 77)
    async with app.store.begin() as work:
        await work.people.grant(root.id, StaffRole.ADMINISTRATOR, None, app.clock())
        root = await work.people.get(root.id)
    ada = await creative(app, 1)
    use = app.services.invitations
    await use.ask(root, challenge.id, ada.id)

    await app.services.interests.show(ada, challenge.id)
    assert await answer_of(app, challenge, ada) is Answer.YES
    for reader in (maja, root):  # those on duty, and who asked
        assert f"interest:{challenge.id}:{ada.id}:{reader.id}" in await keys(post, reader)
    assert (await use.decline(ada, challenge.id)).interested
    review = await app.services.reviews.under_review(maja, challenge.id)
    assert (len(review.asked.invitations), review.asked.count(Answer.YES)) == (1, 1)

    await app.services.interests.withdraw(ada, challenge.id)
    assert await answer_of(app, challenge, ada) is Answer.WITHDRAWN


async def test_who_was_not_asked_cannot_decline(app, challenge):
    ada = await creative(app, 1)
    for id_ in (challenge.id, 999):
        with pytest.raises(Gone):
            await app.services.invitations.decline(ada, id_)


async def test_erasing_leaves_nothing_of_it_but_that_somebody_was_shown(
    app, maja, challenge, post
):
    ada = await creative(app, 1, "Adalbertina")
    await app.services.shortlists.page(maja, challenge.id)
    await app.services.invitations.ask(maja, challenge.id, ada.id)
    await app.services.invitations.decline(ada, challenge.id)
    assert (await app.services.profiles.own_data(ada)).invitations == 1
    assert b'"invitations"' in (await app.services.profiles.export(ada)).content

    await app.services.profiles.erase(ada)

    kept = await everything_kept(app.settings.database_url)
    assert not kept["invitations"]
    assert not [name for name, rows in kept.items() if "Adalbertina" in rows]
    assert not [one.key for one in await post.letters() if one.key.startswith("invited:")]
    async with app.store.read() as work:
        id_ = f"challenge:{challenge.id}"
        assert len(await work.suggestions.of_opportunity(id_, Direction.SHORTLIST)) == 1
