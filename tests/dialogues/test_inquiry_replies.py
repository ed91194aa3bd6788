"""To a person: replies that find their way."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.inquiries import InquiryState
from bot.domain.people import StaffRole
from bot.domain.refusals import NotAllowed, TextWanted, TooLong
from bot.i18n import Translator
from tests.builders import PostOffice
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.dialogues.inquiring import (
    ANSWER,
    MeetStaff,
    asked,
    handed_over,
    kept,
    replies,
)
from tests.people import Person


@pytest.mark.parametrize("code", ["en", "pl", "sl", "da", "de"])
async def test_a_question_goes_to_the_hub_and_the_reply_comes_back(
    app: App, meet: Meet, meet_staff: MeetStaff, deliver: Deliver, code: str, slovenian: Translator
) -> None:
    ada, tr = meet("Ada", code), app.languages[code]
    await ada.says("/start")
    maja = await meet_staff("Maja", language="sl")
    inquiry_id = await asked(app, ada, "Mail me: ada@example.org, where is the laser?")
    hub = app.knowledge.hubs["kranj"]

    preview = await ada.taps_data(f"person:ask:{inquiry_id}")
    assert hub.named(code) in preview
    assert "Mail me: [e-mail], where is the laser?" in preview
    sent = await ada.taps(tr("Send"))
    assert tr("Your question is sent to: {hub}", hub=hub.named(code)) in sent
    assert (await kept(app, inquiry_id)).state is InquiryState.HANDED_OVER
    await deliver()

    asks = maja.chat.news[-1]
    assert slovenian("{name} asks a person:", name="Ada") in asks.text
    assert "Mail me: [e-mail], where is the laser?" in asks.text
    assert slovenian("You get this because you are staff: {hub}", hub=hub.named("sl")) in asks.text
    assert await replies(maja, asks) == slovenian("Sent to {name}.", name="Ada")
    await deliver()

    assert tr("Answer from: {hub}", hub=hub.named(code)) in ada.sees()
    assert ANSWER in ada.sees()
    assert "where is the laser?" in ada.sees()
    assert "Maja" not in ada.sees()
    assert (await kept(app, inquiry_id)).state is InquiryState.REPLIED


async def test_the_conversation_goes_on_by_replies(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, polish: Translator
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    await handed_over(app, zofia)
    await deliver()
    await replies(maja, maja.chat.news[-1])
    await deliver()
    seen = len(luka.chat.news)

    hub = app.knowledge.hubs["kranj"]
    said = await replies(zofia, zofia.chat.news[-1], "O której <godzinie>?")
    assert said == polish("Sent to: {hub}", hub=hub.named("pl"))
    await deliver()

    assert "O której <godzinie>?" in maja.sees()
    assert "Zofia writes back:" in maja.sees()
    assert len(luka.chat.news) == seen, "it goes to whom it answers"
    await replies(maja, maja.chat.news[-1], "At nine.")
    await deliver()
    assert "At nine." in zofia.sees()


async def test_who_wrote_back_to_staff_that_left_reaches_their_colleagues(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    await handed_over(app, zofia)
    await deliver()
    await replies(maja, maja.chat.news[-1])
    await deliver()
    await _revoke(app, maja)

    await replies(zofia, zofia.chat.news[-1], "O której?")
    await deliver()

    assert "O której?" in luka.sees()
    assert "O której?" not in maja.sees()


async def test_a_restart_between_question_and_reply_loses_nothing(
    app: App,
    meet_staff: MeetStaff,
    zofia: Person,
    deliver: Deliver,
    make_dispatcher: Callable[..., object],
    clock: Clock,
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    clock.passes(days=40)
    async with app.store.begin() as work:
        await work.outbox.forget_words(clock())  # as the worker tidies

    maja.line = zofia.line = make_dispatcher()  # type: ignore[assignment]
    await replies(maja, maja.chat.news[-1])
    await deliver()

    assert ANSWER in zofia.sees()


async def test_the_same_reply_twice_is_brought_once(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, post: PostOffice
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    first = await replies(maja, maja.chat.news[-1])

    assert await maja.again() == first
    await deliver()

    assert len(await post.letters(zofia.id)) == 1
    await replies(zofia, zofia.chat.news[-1], "Dziękuję!")
    await zofia.again()
    await deliver()
    assert [shown.text.count("Dziękuję!") for shown in maja.chat.news].count(1) == 1


async def _revoke(app: App, staff: Person) -> None:
    async with app.store.begin() as work:
        person = await work.people.find(staff.id)
        assert person is not None
        await work.people.revoke(person.id, StaffRole.FACILITATOR, "kranj")


async def test_who_lost_the_right_sends_nothing(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, post: PostOffice
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    await _revoke(app, maja)

    assert await replies(maja, maja.chat.news[-1]) == NotAllowed.message
    assert await post.letters(zofia.id) == []


async def test_a_second_answer_is_brought_and_its_author_knows(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    await handed_over(app, zofia)
    await deliver()
    first = await replies(maja, maja.chat.news[-1], "On Tuesday.")
    second = await replies(luka, luka.chat.news[-1], "On Friday, too.")
    await deliver()

    assert "colleague" not in first
    assert "A colleague had answered before you" in second
    said = "".join(shown.text for shown in zofia.chat.news)
    assert "On Tuesday." in said
    assert "On Friday, too." in said


async def test_who_blocked_the_bot_cannot_be_answered_and_staff_are_told(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver
) -> None:
    maja = await meet_staff()
    inquiry_id = await handed_over(app, zofia)
    await deliver()
    await zofia.blocks()

    assert (
        await replies(maja, maja.chat.news[-1]) == "Not sent: Zofia has stopped this bot for now."
    )
    assert await deliver() == 0
    assert (await kept(app, inquiry_id)).state is InquiryState.HANDED_OVER


async def test_only_readable_text_is_passed_on(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    notice = maja.chat.news[-1]
    size = {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}

    assert await replies(maja, notice, None, photo=[size]) == TextWanted.message
    too_long = await replies(maja, notice, "x" * 2501)
    assert too_long == TooLong.message.format(limit=2500, length=2501)
    assert "words" in await replies(maja, notice, "\u200b")
    assert await post.letters(zofia.id) == []
    assert "Sent to" in await replies(maja, notice, "<b>&" * 625)
    await deliver()
    assert "<b>&<b>&" in zofia.sees()


async def test_commands_work_inside_a_reply(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()

    assert "/desk" in await replies(maja, maja.chat.news[-1], "/help")
    assert await post.letters(zofia.id) == []


async def test_a_reply_inside_a_form_answers_the_question_not_the_form(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    notice = maja.chat.news[-1]
    await maja.says("/challenge")
    before = maja.sees()

    await replies(maja, notice)
    await deliver()

    assert ANSWER in zofia.sees()
    await maja.says("/help")
    await maja.taps("Go on")
    assert maja.chat.news[-1].text == before, "the form stands where it stood"


async def test_a_reply_to_anything_else_is_a_question(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    await maja.says("/help")

    said = await replies(maja, maja.chat.news[-1], "qwxz vvkj")

    assert "Sent to" not in said
    assert await post.letters(zofia.id) == []


async def test_a_message_of_another_chat_leads_nowhere(
    app: App, meet: Meet, meet_staff: MeetStaff, zofia: Person, post: PostOffice, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    eve = meet("Eve")
    await eve.says("/start")

    said = await replies(eve, maja.chat.news[-1])

    assert "Sent to" not in said
    assert await post.letters(zofia.id) == []
