"""New entries: forwarded and pasted posts in several languages, one question at a time, feeds."""

import contextlib
from datetime import timedelta

import pytest

from bot.domain.drafting import NEW
from bot.domain.editing import Origin, Publication
from bot.domain.refusals import NotAllowed
from tests.dialogues.test_editing import CALL, put_call, take_up
from tests.people import Person

SLOVENIAN = """📢 Razpis za vavčerje za oblikovanje (test)
Mikro in mala podjetja v Sloveniji lahko dobijo vavčer za sodelovanje z oblikovalcem. \
Vavčer je vreden do 9.999 EUR, porabi pa se lahko za oblikovanje izdelkov, embalaže in storitev.
👉 Prijave zbiramo do 15. januarja 2027 do 12. ure.
Več: https://example.org/razpis/vavcer?id=1."""
WORKSHOP = """Workshop: Verpackungen aus Papier (Test)
Am 12. Mai 2027, 18:00–20:00 Uhr zeigen wir in Linz, wie man ohne Kunststoff verpackt. \
Die Teilnahme ist kostenlos, und man darf eigene Schachteln mitbringen.
Anmeldung bis 15.01.2027, 12 Uhr: https://example.org/workshop"""
CHANNEL = {
    "type": "channel",
    "date": 1,
    "chat": {"id": -1001, "type": "channel", "title": "Test channel of the hub"},
    "message_id": 5,
}
SOMEBODY = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}


@pytest.fixture
async def maja(meet_staff) -> Person:
    return await meet_staff("Maja")


async def forwards(person: Person, text: str, origin=CHANNEL, **content) -> str:
    return await person.act(person.message(text=text, forward_origin=origin, **content))


async def entries_of(app):
    async with app.store.read() as work:
        return await work.entries.all()


async def test_a_forwarded_call_becomes_an_entry(app, clock, maja):
    said = await forwards(maja, SLOVENIAN)
    assert "Make an entry of this?" in said
    assert await entries_of(app) == []

    said = await maja.taps("Make an entry")
    assert "And in this language: English?" in said  # all else was read
    said = await maja.says("Design vouchers (test)\nSmall companies get money for a designer.")
    assert "Readers of this language see it so: Slovenian" in said
    assert "Razpis za vavčerje za oblikovanje (test)" in said
    assert "15. januar 2027, 12:00" in said
    assert "9.999 €" in said.replace("\u00a0", " ")
    assert "15. januarja 2027 do 12. ure" not in said  # it would stay when it is prolonged
    said = await maja.taps("English")
    assert "Design vouchers (test)" in said
    assert "Shown in: English" in await maja.taps("Polski") or "angielski" in maja.sees()
    assert await entries_of(app) == []

    go, shown = maja.button("Publish"), maja.chat.news[-1]
    assert "Published" in await maja.taps("Publish")
    await maja.taps_data(go, shown)
    await maja.again()
    await take_up(app, clock)

    (row,) = await entries_of(app)
    entry = app.knowledge.entries[row.id]
    assert row.origin is Origin.CHAT
    assert entry.deadline_at.isoformat() == "2027-01-15T11:00:00+00:00"
    assert entry.deadline_zone == "Europe/Ljubljana"
    assert (entry.amount.maximum, entry.amount.currency) == (9999, "EUR")
    assert entry.url == "https://example.org/razpis/vavcer?id=1"
    assert entry.countries == ("SI",)
    assert entry.sources[0].name == "Test channel of the hub"
    assert (entry.as_of, entry.checked_on, entry.hub) == ("2026-11", None, "kranj")
    assert set(entry.text) == {"sl", "en"}
    assert "📢" not in entry.text["sl"].body
    async with app.store.read() as work:
        assert [line[2] for line in await work.audit.of(f"entry:{row.id}")] == ["new_entry"]


async def test_a_workshop_is_asked_for_what_is_unsure(app, clock, meet_staff):
    eva = await meet_staff("Eva", hub="linz", language="de")
    de = app.languages["de"]
    await forwards(eva, WORKSHOP, SOMEBODY)
    said = await eva.taps(de("Make an entry"))
    assert de("What is it?") in said  # a workshop may be a training or an event
    said = await eva.taps(de("Events"))
    assert de("Where is it from? Write who published it.") in said  # no person is a source
    await eva.says("Test: der Hub")
    await eva.taps(de("Skip"))
    await eva.taps(de("Publish: I checked its page today"))
    await take_up(app, clock)

    (row,) = await entries_of(app)
    entry = app.knowledge.entries[row.id]
    assert entry.starts_at.isoformat() == "2027-05-12T16:00:00+00:00"
    assert entry.ends_at - entry.starts_at == timedelta(hours=2)
    assert entry.deadline_at.isoformat() == "2027-01-15T11:00:00+00:00"
    assert entry.fee.amount == 0
    assert entry.city == "Linz"
    assert entry.checked_on == clock.today


async def test_one_question_at_a_time_survives_a_restart(app, clock, maja, make_dispatcher):
    await maja.says("/content")
    await maja.taps("New entry")
    await maja.taps("One question at a time")
    await maja.taps("Funding")
    assert "very short" in await maja.says("Hm")
    await maja.says("Test call for makers")
    maja.line = make_dispatcher(app)
    await maja.says("Money for makers who work with a factory.")
    await maja.taps("English")
    await maja.says("Test: the hub")
    assert "not in the future" in await maja.says("15.1.2020")
    said = await maja.says("15 stycznia 2027")
    assert "address of its page" in said
    await maja.taps("Skip")
    said = await maja.taps("Skip")
    assert "15 January 2027, 23:59" in said
    await maja.taps("Change: Title")
    await maja.says("Test call for all makers")
    await maja.taps("Publish")
    await take_up(app, clock)

    (row,) = await entries_of(app)
    assert app.knowledge.entries[row.id].text["en"].title == "Test call for all makers"
    assert row.id.startswith("funding-test-call")


async def test_a_pasted_post_that_was_announced_and_one_of_last_year(app, maja):
    await maja.says("/content")
    await maja.taps("New entry")
    said = await maja.says(
        "Design vouchers (test). Small companies get up to €9,999 for work with a designer. "
        "Apply by 5 pm on 15 January 2020. https://example.org/a"
    )
    assert "Where is it from?" in said
    said = await maja.says("Test: the hub")
    assert "Until when can one apply?" in said


async def test_questions_of_staff_are_answered(app, maja):
    question = await forwards(maja, "Where is there money for a residency?", SOMEBODY)
    assert "Make an entry of this?" in question
    assert len(question) > 200  # after the answer
    await forwards(maja, SLOVENIAN)
    said = await maja.taps("Answer it as a question")
    assert "Make an entry" not in said
    async with app.store.read() as work:
        person = await app.services.people.meet(maja.id, "Maja", "en")
        left = [d for d in await work.drafts.open_of(person.id) if d.form == NEW]
    assert len(left) == 1  # the one of the first post
    assert "Go on" not in await maja.says("/start")


async def test_a_post_that_could_not_be_answered_is_not_lost(app, maja, monkeypatch, bugs):
    await forwards(maja, SLOVENIAN)

    async def fail(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(app.services.asking, "ask", fail)
        with contextlib.suppress(ZeroDivisionError):
            await maja.taps("Answer it as a question")
    async with app.store.read() as work:
        person = await app.services.people.meet(maja.id, "Maja", "en")
        assert [d.form for d in await work.drafts.open_of(person.id)] == [NEW]
    assert len(bugs) == 1


async def test_an_offer_that_nobody_took_is_forgotten_after_a_week(app, clock, maja):
    await forwards(maja, SLOVENIAN)
    async with app.store.begin() as work:
        assert await work.drafts.tidy(clock() + timedelta(days=6)) == 0
        assert await work.drafts.tidy(clock() + timedelta(days=8)) == 1


async def test_nobody_else_is_offered_anything(app, meet):
    eve = meet("Eve")
    await eve.says("/start")
    assert "entry" not in await forwards(eve, SLOVENIAN)
    for data in ("content:ask:", "content:new:", "content:wait:", "content:all:1.2"):
        await eve.taps_data(data)
        assert eve.sees() == NotAllowed.message


async def test_what_feeds_brought_waits_for_a_tap(app, clock, maja, meet_staff):
    feed = await a_feed(app, clock)
    for n in range(3):
        text = {"en": {"title": f"Test event {n}", "summary": "Brought by a feed, for a test."}}
        await put_call(
            app,
            clock,
            id=f"feed-test-{n}",
            origin=Origin.FEED,
            publication=Publication.WAITING,
            feed_id=feed,
            uid=str(n),
            document={**CALL, "text": text},
        )
    jan = await meet_staff("Jan", hub="szczecin")
    assert "3 entries wait" not in str((await jan.says("/content"), jan.sees_buttons()))
    assert jan.sees_buttons() is not None
    await jan.taps_data(f"content:all:{feed}.3")
    assert jan.sees() == NotAllowed.message

    await maja.says("/content")
    await maja.taps("3 entries wait")
    await maja.taps("Test event 0")
    await maja.taps("Reject it")
    await maja.taps("All about content")
    await maja.taps("2 entries wait")
    everything, shown = maja.button("Publish all of a feed (2)"), maja.chat.news[-1]
    assert "2 entries are published" in await maja.taps("Publish all of a feed")
    assert "0 entries" in await maja.taps_data(everything, shown)
    await take_up(app, clock)

    assert {"feed-test-1", "feed-test-2"} <= set(app.knowledge.entries)
    assert "feed-test-0" not in app.knowledge.entries


async def a_feed(app, clock) -> int:
    from sqlalchemy import insert

    from bot.store.feeds import FeedRow

    async with app.store.begin() as work:
        done = await work._session.execute(
            insert(FeedRow).values(
                hub="kranj",
                url="https://example.org/feed",
                format="ical",
                title="Test feed",
                language="en",
                kind="event",
                timezone="Europe/Ljubljana",
                next_at=clock(),
                added_at=clock(),
                trusted=False,
                paused=False,
                failures=0,
            )
        )
        return done.inserted_primary_key[0]


async def test_another_post_does_not_answer_the_question_that_is_open(maja):
    await maja.says("/content")
    await maja.taps("New entry")
    before = await maja.taps("One question at a time")

    said = await forwards(maja, WORKSHOP)

    assert "That is a forwarded message." in said
    assert before.splitlines()[-1] in said
