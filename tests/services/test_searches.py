"""Saved searches: what is new is held against questions in the words in which they were asked."""

import pytest

from bot.domain.alerts import Frequency
from bot.domain.refusals import Gone
from tests.builders import PostOffice, a_person
from tests.services.alerting import publish, work_on

BENCH = {"en": {"title": "Grant for wooden benches", "summary": "For makers of benches."}}


@pytest.fixture
def post(app) -> PostOffice:
    return PostOffice(app)


@pytest.fixture
async def ada(app):
    await app.learn()
    await app.services.content_changes.note()
    ada = await a_person(app)
    await app.services.alerts.wish(ada, frequency=Frequency.AT_ONCE, zone="Atlantic/Reykjavik")
    return ada


async def search(app, person, text):
    found = await app.services.asking.ask(person, text)
    assert found.inquiry_id is not None
    return await app.services.alerts.follow_search(person, found.inquiry_id)


async def new(app, id_="funding-benches", **facts):
    """Publish an entry and make it findable."""
    await publish(app, id_, **facts)
    await app.learn()


async def test_a_new_entry_that_answers_it(app, ada, post, clock):
    await search(app, ada, "grant for wooden benches")
    clock.passes(minutes=1)

    await new(app, "funding-other", text={"en": {"title": "Zebra", "summary": "Stripes."}})
    await new(app, text=BENCH)
    for _ in range(2):
        await work_on(app)

    (letter,) = await post.letters()
    assert "Grant for wooden benches" in letter.reply.html
    assert "because you follow: “grant for wooden benches”" in letter.reply.html


async def test_its_filters_hold(app, ada, post, clock):
    await search(app, ada, "grant for wooden benches in Poland")
    clock.passes(minutes=1)

    await new(app, text=BENCH, countries=["SI"])
    await work_on(app)
    assert await post.letters() == []
    clock.passes(minutes=1)
    await new(app, "funding-more-benches", text=BENCH, countries=["PL"])
    await work_on(app)
    assert len(await post.letters()) == 1


async def test_of_nothing_but_filters_all_have_to_be_said(app, ada, post, clock):
    await search(app, ada, "funding in Slovenia")
    clock.passes(minutes=1)

    await new(app, "funding-one", countries=["PL"])
    await new(app, "event-one", kind="event")
    await new(app, "funding-two", countries=["SI"])
    await work_on(app)

    (letter,) = await post.letters()
    assert letter.key.startswith("alert:")
    assert "funding-two" in str(letter.reply.rows)


async def test_it_waits_for_vectors_and_for_a_process_that_answers(
    app, ada, post, clock, monkeypatch
):
    await search(app, ada, "grant for wooden benches")
    clock.passes(minutes=1)
    await publish(app, text=BENCH)
    monkeypatch.setattr(app.services.searches, "_is_settled", lambda: False)
    await work_on(app)
    assert await post.letters() == []

    monkeypatch.setattr(app.services.searches, "_is_settled", lambda: True)
    await app.learn()
    await work_on(app)
    assert len(await post.letters()) == 1


async def test_small_talk_and_the_questions_of_others_are_no_searches(app, ada):
    greeting = await app.services.asking.ask(ada, "hello")
    mine = await app.services.asking.ask(ada, "grant for wooden benches")
    other = await a_person(app, "Other", telegram_id=8_000_000_009)

    for person, found in ((ada, greeting), (other, mine)):
        with pytest.raises(Gone):
            await app.services.alerts.follow_search(person, found.inquiry_id)
    with pytest.raises(Gone):
        await app.services.alerts.follow_search(ada, 999_999)
