"""The log of questions: masked, found again, open until settled, forgotten in time."""

from datetime import date, timedelta

import pytest

from bot.domain.answers import Confidence
from bot.domain.gaps import About, Thread, key_of
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.replies import Reply
from bot.domain.talk import Talk
from bot.domain.understanding import Period, Understood

from .conftest import NOW

HALF = b"\x00\x3c" * 4


async def asked(work, person, text="Where is the laser?", **changes):
    given = {
        "person_id": person.id,
        "hub": "kranj",
        "language": "en",
        "text": text,
        "understood": Understood(text),
        "shown": (),
        "confidence": Confidence.NONE,
        "state": InquiryState.UNANSWERED,
        "talk": None,
        "vector": HALF,
        "at": NOW,
    }
    return await work.inquiries.add(**given | changes)


async def test_a_question_is_kept_masked_with_what_was_understood(store, other, ada):
    understood = Understood(
        "may", countries=frozenset({"PL"}), period=Period(date(2027, 5, 1), date(2027, 5, 31))
    )
    async with store.begin() as work:
        number = await asked(
            work,
            ada,
            "Mail ada@example.org about May",
            understood=understood,
            shown=("one", "two"),
            talk=Talk.NEAR_DOMAIN,
        )
        await work.inquiries.change(number, picked="two", thumb=True)

    async with other.read() as work:
        kept = await work.inquiries.get(number)
    assert kept == Inquiry(
        id=number,
        person_id=ada.id,
        hub="kranj",
        language="en",
        text="Mail [e-mail] about May",
        understood=Understood(
            "Mail [e-mail] about May", countries=understood.countries, period=understood.period
        ),
        shown=("one", "two"),
        confidence=Confidence.NONE,
        state=InquiryState.UNANSWERED,
        at=NOW,
        talk=Talk.NEAR_DOMAIN,
        thumb=True,
        picked="two",
    )


async def test_what_was_understood_and_shown_may_change(store, ada):
    async with store.begin() as work:
        number = await asked(work, ada)
        wider = Understood("", cities=frozenset({"Kranj"}))
        await work.inquiries.change(number, understood=wider, shown=("three",))
        kept = await work.inquiries.get(number)

    assert kept.understood.cities == {"Kranj"}
    assert kept.shown == ("three",)


async def test_a_question_that_is_not_there_cannot_be_had(store):
    async with store.read() as work:
        with pytest.raises(LookupError):
            await work.inquiries.get(1)


async def test_the_latest_is_of_this_person_and_not_too_old(store, ada, bob):
    async with store.begin() as work:
        await asked(work, ada, "first")
        await asked(work, ada, "second")
        await asked(work, bob, "third")

        latest = await work.inquiries.latest(ada.id, NOW)
        assert latest is not None
        assert latest.text == "second"
        assert await work.inquiries.latest(ada.id, NOW + timedelta(seconds=1)) is None


async def test_open_is_what_nobody_answered_in_these_hubs(store, ada):
    async with store.begin() as work:
        for state in InquiryState:
            await asked(work, ada, state, state=state)
            await asked(work, ada, f"{state} in vain", state=state)
            last = await work.inquiries.latest(ada.id, NOW)
            await work.inquiries.change(last.id, thumb=False)
        await asked(work, ada, "elsewhere", hub="szczecin")
        await asked(work, ada, "homeless", hub=None)
        await asked(work, ada, "old", at=NOW - timedelta(days=91))

        since = NOW - timedelta(days=90)
        here = [o.inquiry.text for o in await work.inquiries.open({"kranj"}, since)]
        everywhere = [o.inquiry.text for o in await work.inquiries.open(None, since)]
        nowhere = await work.inquiries.open(frozenset(), since)

    assert here == [
        "answered in vain",
        "unanswered",
        "unanswered in vain",
        "handed_over",
        "handed_over in vain",
    ]
    assert everywhere == [*here, "elsewhere", "homeless"]
    assert nowhere == []


async def test_only_the_latest_are_open_when_there_are_too_many(store, ada):
    async with store.begin() as work:
        for n in range(5):
            await asked(work, ada, str(n), at=NOW + timedelta(hours=n))
        found = await work.inquiries.open(None, NOW, limit=2)

    assert [one.inquiry.text for one in found] == ["3", "4"]
    assert found[0].vector == HALF


async def test_directions_are_of_answered_questions_about_content(store, ada):
    async with store.begin() as work:
        await asked(work, ada, state=InquiryState.ANSWERED, language="pl")
        await asked(work, ada)
        await asked(work, ada, state=InquiryState.ANSWERED, talk=Talk.THANKS)
        await asked(work, ada, state=InquiryState.ANSWERED, vector=None)

        assert await work.inquiries.directions(NOW) == [("pl", HALF)]


async def test_a_question_is_settled_by_one(store, ada):
    async with store.begin() as work:
        number = await asked(work, ada)
        since = {InquiryState.UNANSWERED}

        assert await work.inquiries.settle(number, InquiryState.CLOSED, since=since)
        assert not await work.inquiries.settle(number, InquiryState.HANDED_OVER, since=since)
        assert (await work.inquiries.get(number)).state is InquiryState.CLOSED


async def delivered(work, person, key, message_id):
    await work.outbox.add(key, person, Reply("Where is the laser?"), NOW)
    row = await work.outbox.claim_one(NOW, 60)
    await work.outbox.sent(row, NOW - timedelta(hours=1), message_id)


async def test_a_delivered_message_leads_to_its_question(store, ada, bob):
    async with store.begin() as work:
        number = await asked(work, ada)
        await delivered(work, bob, key_of(number, bob), 7)
        await delivered(work, ada, key_of(number, ada, About.REPLY, f"{bob.id}.9"), 8)
        await delivered(work, bob, "challenge:1:review:2", 9)

        assert await work.inquiries.thread_of(bob.id, 7) == Thread(number, About.QUESTION)
        assert await work.inquiries.thread_of(ada.id, 8) == Thread(number, About.REPLY, bob.id)
        assert await work.inquiries.thread_of(ada.id, 7) is None
        assert await work.inquiries.thread_of(bob.id, 9) is None


@pytest.mark.parametrize(
    "key", ["", "inquiry:", "inquiry:x:1", "inquiry:1:2:nonsense:3", "news:1"]
)
def test_another_key_is_no_thread(key):
    assert Thread.parse(key) is None


async def test_forgetting_leaves_counts_and_empties_what_staff_were_told(store, ada, bob):
    async with store.begin() as work:
        first, second = await asked(work, ada), await asked(work, ada)
        other = await asked(work, bob)
        await delivered(work, bob, key_of(first, bob), 7)
        await work.outbox.add(key_of(second, bob), bob, Reply("Ada asks"), NOW)
        await work.outbox.add(key_of(other, ada), ada, Reply("Bob asks"), NOW)

        assert await work.inquiries.forget(ada.id, NOW) == 2

        assert await work.inquiries.count_of(ada.id) == 0
        assert await work.inquiries.count_of(bob.id) == 1
        kept = await work.inquiries.get(first)
        assert (kept.text, kept.person_id, kept.hub) == ("", None, "kranj")
        assert [o.inquiry.id for o in await work.inquiries.open(None, NOW)] == [other]
        assert await work.inquiries.directions(NOW) == []
        row = await work.outbox.claim_one(NOW, 60)
        assert row.reply == Reply("Bob asks"), "nothing else is left to send"
        assert await work.outbox.claim_one(NOW + timedelta(minutes=1), 60) is None


async def test_words_and_person_go_after_a_year(store, ada):
    async with store.begin() as work:
        old = await asked(work, ada, at=NOW - timedelta(days=366))
        young = await asked(work, ada, at=NOW - timedelta(days=364))

        assert await work.inquiries.tidy(NOW) == 1
        assert await work.inquiries.tidy(NOW) == 0

        assert (await work.inquiries.get(old)).text == ""
        assert (await work.inquiries.get(young)).text == "Where is the laser?"


async def test_a_removed_person_leaves_their_question_without_a_name(store, ada):
    async with store.begin() as work:
        number = await asked(work, ada)
        await work.people.erase(ada.id)

    async with store.read() as work:
        assert (await work.inquiries.get(number)).person_id is None
