"""News of what fits: everybody to whom /matches would show it hears of it, once, and is let be."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from bot.domain.alerts import Frequency, NotForMe, Topic
from bot.domain.challenges import ChallengeState
from bot.domain.people import Fluency, StaffRole
from bot.services.match_news import AGAIN_AFTER, MOST_TOLD
from bot.store.challenges import ChallengeRow
from bot.store.match_news import MatchNewsRow
from bot.store.people import PersonRow
from bot.store.profiles import ProfileRow
from bot.store.suggestions import SuggestionRow
from tests.builders import (
    PostOffice,
    a_creative,
    a_known_company,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    it_opens,
    rows_of,
)
from tests.services.alerting import publish

WANTED = ("packaging_design", "illustration")
FITTING = {
    "skills": WANTED,
    "languages": {"pl": Fluency.NATIVE, "en": Fluency.C1, "sl": Fluency.C1},
    "country": "SI",
}


@pytest.fixture(autouse=True)
def settled(app, monkeypatch):
    monkeypatch.setattr(app.services.match_news, "_is_settled", lambda: True)


@pytest.fixture
def post(app) -> PostOffice:
    return PostOffice(app)


@pytest.fixture
async def maja(app):
    person = await a_person(app, "Maja", "en", 1)
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    return (await app.services.people.start(person, link)).person


@pytest.fixture
async def company(app):
    return await a_person(app, "Zofia", "pl", 3)


async def creative(app, number=1, language="en", frequency=Frequency.AT_ONCE, **facts):
    person = await a_person(app, f"P{number}", language, 9_000 + number)
    await a_creative(app, person, **{**FITTING, **facts})
    await app.services.alerts.wish(person, frequency=frequency, zone="Atlantic/Reykjavik")
    async with app.store.begin() as work:
        await work.content_changed()
    return person


async def challenge(app, maja, company, **facts):
    given = {"skills": WANTED, "place": None}
    return await a_published_challenge(app, company, maja, **{**given, **facts})


async def tell(app):
    await app.services.match_news.match()
    await app.services.match_news.send()


async def told(post, person):
    letters = await post.letters(person.telegram_id)
    return [one for one in letters if one.key.startswith("matches:")]


async def test_whom_a_new_challenge_fits_hears_of_it_once_with_reasons(app, maja, company, post):
    ada, other = await creative(app, 1), await creative(app, 2, skills=("sound_design",), bio="")
    await challenge(app, maja, company)
    for _ in range(3):
        await tell(app)

    (letter,) = await told(post, ada)
    assert "A quieter packaging line" in letter.reply.html
    assert "You both name" in letter.reply.html
    assert "because it fits your profile" in letter.reply.html
    labels = [button.label for row in letter.reply.rows for button in row]
    assert "No more of these messages" in labels
    assert await told(post, other) == []
    assert await told(post, company) == []


async def test_what_is_told_is_what_matches_shows(app, maja, company, post):
    ada = await creative(app)
    made = await challenge(app, maja, company)
    await tell(app)
    shown = await app.services.matches.for_person(ada)
    assert f"{made.id}" in [offer.subject for offer in shown.offers]
    assert len(await told(post, ada)) == 1


@pytest.mark.parametrize(
    "why", ["hidden", "interested", "paused", "asleep", "unwilling", "resting"]
)
async def test_who_is_not_to_hear_of_it(app, maja, company, post, why, clock):
    ada = await creative(app)
    made = await challenge(app, maja, company)
    async with app.store.begin() as work:
        if why == "hidden":
            await work.suggestions.hide(ada.id, made.id, "other", clock())
        elif why == "interested":
            await work.challenges.add_interest(made.id, ada.id, clock())
        elif why == "paused":
            await work.profiles.pause(ada.id, paused=True)
        elif why == "asleep":
            await work.people.change(ada, asleep_since=clock())
        await work.content_changed()
    if why == "unwilling":
        await app.services.alerts.wish(ada, match_news=False)
    if why == "resting":
        await app.services.alerts.pause(ada, week=True)
    await tell(app)
    assert await told(post, ada) == []


async def test_what_became_of_it_before_the_message_leaves_counts(app, maja, company, post, clock):
    ada = await creative(app, 1, frequency=Frequency.DAILY)
    bob = await creative(app, 2, frequency=Frequency.DAILY)
    made, kept = await challenge(app, maja, company), await challenge(app, maja, company)
    await tell(app)
    assert await told(post, ada) == []
    async with app.store.begin() as work:
        row = await work._session.get(ChallengeRow, made.id)
        row.state = ChallengeState.CLOSED
        await work.suggestions.hide(bob.id, kept.id, "other", clock())
    clock.passes(days=1)
    await tell(app)
    (letter,) = await told(post, ada)
    assert str(letter.reply.rows).count("verb='open'") == 1
    assert await told(post, bob) == []


async def test_three_at_most_in_one_message_and_the_rest_is_counted(app, maja, company, post):
    ada = await creative(app)
    for _ in range(5):
        await challenge(app, maja, company)
    await tell(app)
    (letter,) = await told(post, ada)
    opens = [b for row in letter.reply.rows for b in row if b.action and b.action.verb == "open"]
    assert len(opens) == MOST_TOLD
    assert "2 more under /matches" in letter.reply.html
    await tell(app)
    assert len(await told(post, ada)) == 1


async def test_it_comes_at_their_hour_once_a_day(app, maja, company, post, clock):
    ada = await creative(app, frequency=Frequency.DAILY)
    await challenge(app, maja, company)
    await tell(app)
    assert await told(post, ada) == []
    clock.passes(hours=23)
    await challenge(app, maja, company)
    await tell(app)
    (letter,) = await told(post, ada)
    assert letter.key == f"matches:{ada.id}:{clock().date()}"
    await app.services.alerts.wish(ada, hour=9)
    clock.passes(hours=1)
    await tell(app)
    assert len(await told(post, ada)) == 1
    clock.passes(days=1)
    await tell(app)
    assert len(await told(post, ada)) == 2


async def test_quiet_hours_are_kept(app, maja, company, post, clock):
    ada = await creative(app)
    clock.passes(hours=13)  # 22:00 in Reykjavik
    await challenge(app, maja, company)
    await tell(app)
    assert await told(post, ada) == []
    clock.passes(hours=10)
    await tell(app)
    assert len(await told(post, ada)) == 1


async def test_who_changed_their_profile_meanwhile_hears_only_of_what_still_fits(
    app, maja, company, post, clock
):
    ada = await creative(app, frequency=Frequency.DAILY)
    await challenge(app, maja, company)
    await tell(app)
    await a_creative(app, ada, **{**FITTING, "skills": ("sound_design",)})
    clock.passes(days=1)
    await tell(app)
    assert await told(post, ada) == []


async def test_a_new_entry_is_told_and_alerts_come_first(app, post, clock):
    await app.services.content_changes.note()
    facts = {"skills": ("packaging_design",), "sectors": ("product_design",)}
    ada, bob = await creative(app, 1, sectors=("product_design",)), await creative(app, 2)
    saver = await creative(app, 3)
    clock.passes(minutes=1)
    await publish(
        app,
        "event-fits",
        kind="event",
        deadline_at=None,
        deadline_zone=None,
        starts_at="2027-04-15T17:00",
        **facts,
    )
    await app.services.alerts.follow(bob, Topic.KIND, "event")
    async with app.store.begin() as work:
        await work.follows.dismiss(saver.id, "event-fits", NotForMe.OTHER, clock())
    await app.services.match_news.match()
    async with app.store.read() as work:
        assert await work.match_news.due(clock() + timedelta(days=9), 99) == []
    await app.services.alerting.spread()
    await app.services.searches.match()
    await tell(app)
    shown = await app.services.matches.for_person(ada)
    expected = any(offer.subject == "event-fits" for offer in shown.offers) or shown.total > 3
    assert len(await told(post, ada)) == int(expected)
    assert await told(post, saver) == []


async def test_a_changed_challenge_is_told_to_those_only_who_did_not_hear_of_it(
    app, maja, company, post, clock
):
    ada, bob = await creative(app, 1), await creative(app, 2, skills=("sound_design",), bio="")
    made = await challenge(app, maja, company)
    await tell(app)
    async with app.store.begin() as work:
        row = await work._session.get(ChallengeRow, made.id)
        row.skills = [*WANTED, "sound_design"]
        await work.content_changed()
    clock.passes(days=30)
    await tell(app)
    await tell(app)
    assert len(await told(post, ada)) == 1
    assert len(await told(post, bob)) == 1


async def test_what_was_there_before_is_no_news(app, maja, company, post, clock):
    await challenge(app, maja, company)
    clock.passes(days=8)
    ada = await creative(app)
    await tell(app)
    assert await told(post, ada) == []


async def test_it_waits_for_vectors_but_not_for_ever(app, maja, company, post, clock, monkeypatch):
    monkeypatch.setattr(app.services.match_news, "_is_settled", lambda: False)
    ada = await creative(app)
    await challenge(app, maja, company)
    await tell(app)
    assert await told(post, ada) == []
    clock.passes(minutes=11)
    await tell(app)
    assert len(await told(post, ada)) == 1


async def test_one_who_cannot_be_told_keeps_nobody_waiting(
    app, maja, company, post, clock, monkeypatch, caplog
):
    ada, bob = await creative(app, 1), await creative(app, 2)
    await challenge(app, maja, company)
    await app.services.match_news.match()
    of = app.services.match_news._hours.of

    async def broken(work, person):
        if person.id == ada.id:
            raise RuntimeError("no hours")
        return await of(work, person)

    monkeypatch.setattr(app.services.match_news._hours, "of", broken)
    await app.services.match_news.send()
    assert (await told(post, ada), len(await told(post, bob))) == ([], 1)
    monkeypatch.undo()
    clock.passes(seconds=AGAIN_AFTER.total_seconds())
    await app.services.match_news.send()
    assert len(await told(post, ada)) == 1


async def test_what_was_told_is_in_the_ledger_and_goes_with_the_person(app, maja, company, post):
    ada = await creative(app)
    await challenge(app, maja, company)
    await tell(app)
    url = app.settings.database_url
    (line,) = [row for row in await rows_of(url, select(SuggestionRow)) if row.direction == "told"]
    assert line.person_id == ada.id
    assert line.facts["parts"]["cover"] > 0
    await app.services.profiles.erase(ada)
    assert await rows_of(url, select(MatchNewsRow)) == []


async def many_creatives(app, numbers, now):
    async with app.store.begin() as work:
        session = work._session
        for number in numbers:
            session.add(
                PersonRow(id=number, telegram_id=number, name="P", language="en", created_at=now)
            )
            session.add(
                ProfileRow(
                    person_id=number,
                    sectors=["product_design"],
                    skills=list(WANTED),
                    country="SI",
                    languages={"pl": "N"},
                    consented_at=now,
                    updated_at=now - timedelta(days=1),
                )
            )
        await work.content_changed()
    await app.services.match_news.match()


async def test_noting_ten_times_as_many_people_takes_no_more_statements(app, maja, company, clock):
    said = []

    def listen(*statement):
        said.append(statement[2])

    event.listen(app.store._engine.sync_engine, "before_cursor_execute", listen)
    counts = []
    for numbers in (range(100_000, 100_020), range(200_000, 200_180)):
        await many_creatives(app, numbers, clock())
        await challenge(app, maja, company)
        said.clear()
        counts.append((await app.services.match_news.match(), len(said)))
    (few, statements), (many, more) = counts
    assert (few, many) == (20, 200)
    assert more == statements, said


async def test_nobody_hears_of_what_can_be_taken_back(app, maja, company, post):
    ada, reviews = await creative(app, 1), app.services.reviews
    made = await a_submitted_challenge(app, company, skills=WANTED, place=None)
    await a_known_company(app, made)
    await reviews.look(maja, made.id)
    english = {"title_en": "A quieter line", "summary_en": "It is far too loud in there."}
    step = await app.services.forms.open(maja, "publish", english, subject=str(made.id))
    await reviews.publish(maja, step.draft)

    await tell(app)
    assert await told(post, ada) == []
    await it_opens(app, made.id)
    await tell(app)
    assert len(await told(post, ada)) == 1
    opened = [one for one in await post.letters(maja.telegram_id) if ":opened:" in one.key]
    (way,) = opened
    assert any(b.action.kind == "people" for row in way.reply.rows for b in row if b.action)
