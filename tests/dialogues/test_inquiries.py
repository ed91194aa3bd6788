"""To a person: thumbs, handing a question over, and replies that find their way."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.answers import Confidence
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone, NotAllowed, TextWanted, TooLong
from bot.domain.understanding import Understood
from bot.i18n import Translator
from tests.builders import PostOffice, everything_kept
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.people import Person
from tests.wire import Shown, as_payload

MeetStaff = Callable[..., Awaitable[Person]]
QUESTION = "Gdzie w Kranju nauczę się ciąć laserem?"
ANSWER = "Our workshop runs a course every spring. Come by on Tuesday."


async def asked(app: App, person: Person, text: str = QUESTION, hub: str | None = "kranj") -> int:
    """Keep a question of somebody, as asking does when it finds nothing."""
    async with app.store.begin() as work:
        known = await work.people.find(person.id)
        assert known is not None
        if hub:
            known = await work.people.change(known, home_hub=hub)
        return await work.inquiries.add(
            person_id=known.id,
            hub=hub,
            language=known.language,
            text=text,
            understood=Understood(text),
            shown=(),
            confidence=Confidence.NONE,
            state=InquiryState.UNANSWERED,
            talk=None,
            vector=None,
            at=app.clock(),
        )


async def kept(app: App, inquiry_id: int) -> Inquiry:
    async with app.store.read() as work:
        return await work.inquiries.get(inquiry_id)


async def replies(person: Person, to: Shown, text: str | None = ANSWER, **content: object) -> str:
    """Answer a message of the bot by replying to it."""
    quoted = as_payload(person.id, to)
    return await person.act(person.message(text=text, reply_to_message=quoted, **content))


@pytest.fixture
async def zofia(meet: Meet) -> Person:
    """Meet a Polish creative."""
    zofia = meet("Zofia", "pl")
    await zofia.says("/start")
    return zofia


async def handed_over(app: App, person: Person, **facts: object) -> int:
    """Ask, and send the question to people."""
    inquiry_id = await asked(app, person, **facts)  # type: ignore[arg-type]
    await person.taps_data(f"person:ask:{inquiry_id}")
    await person.taps_data(f"person:send:{inquiry_id}")
    return inquiry_id


async def test_a_thumb_is_kept_and_the_last_tap_holds(
    app: App, zofia: Person, polish: Translator
) -> None:
    answer = await zofia.says("/help")
    inquiry_id = await asked(app, zofia)

    said = await zofia.taps_data(f"thumb:up:{inquiry_id}")
    assert said == polish("Thank you, good to know.")
    assert (await kept(app, inquiry_id)).thumb is True
    await zofia.taps_data(f"thumb:down:{inquiry_id}")
    await zofia.taps(polish("It is out of date"))

    inquiry = await kept(app, inquiry_id)
    assert (inquiry.thumb, inquiry.reason) == (False, "out_of_date")
    assert polish("Ask a person") in zofia.sees_buttons()
    assert any(shown.text == answer for shown in zofia.chat.messages.values()), "it is still there"
    await zofia.taps_data(f"thumb:up:{inquiry_id}")
    assert (await kept(app, inquiry_id)).reason is None


@pytest.mark.parametrize(
    "act",
    ["thumb:up:{}", "thumb:down:{}", "thumb:why:{}.other", "person:ask:{}", "person:send:{}"],
)
async def test_somebody_elses_question_is_nobodys_business(
    app: App, meet: Meet, meet_staff: MeetStaff, zofia: Person, post: PostOffice, act: str
) -> None:
    await meet_staff()
    inquiry_id = await asked(app, zofia)
    eve = meet("Eve")
    await eve.says("/start")

    for number in (inquiry_id, 999, "x", ""):
        await eve.taps_data(act.format(number))
        assert eve.sees() == Gone.message

    inquiry = await kept(app, inquiry_id)
    assert (inquiry.thumb, inquiry.state) == (None, InquiryState.UNANSWERED)
    assert await post.letters() == []


async def test_a_reason_that_does_not_exist_is_not_kept(app: App, zofia: Person) -> None:
    inquiry_id = await asked(app, zofia)
    await zofia.taps_data(f"thumb:why:{inquiry_id}.<b>")
    assert (await kept(app, inquiry_id)).reason is None


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


async def test_a_question_is_sent_once_however_often_one_taps(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice, polish: Translator
) -> None:
    maja = await meet_staff()
    inquiry_id = await handed_over(app, zofia)
    await zofia.again()
    said = await zofia.taps_data(f"person:ask:{inquiry_id}")

    assert len(await post.letters(maja.id)) == 1
    hub = app.knowledge.hubs["kranj"].named("pl")
    assert polish("Your question has been sent already, to: {hub}", hub=hub) in said
    assert polish("Send") not in zofia.sees_buttons()


async def test_nothing_is_sent_before_the_person_says_so(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice, polish: Translator
) -> None:
    await meet_staff()
    inquiry_id = await asked(app, zofia)
    await zofia.taps_data(f"person:ask:{inquiry_id}")
    said = await zofia.taps(polish("No, do not send it"))

    assert said == polish("All right, nothing is sent.")
    assert await post.letters() == []
    assert (await kept(app, inquiry_id)).state is InquiryState.UNANSWERED


@pytest.mark.parametrize("hub", [None, "kranj"])
async def test_without_a_facilitator_the_network_desk_gets_it(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, polish: Translator, hub: str
) -> None:
    await meet_staff("Jan", hub="szczecin")
    ana = await meet_staff("Ana", hub=None, role=StaffRole.ADMINISTRATOR)
    inquiry_id = await asked(app, zofia, hub=hub)

    preview = await zofia.taps_data(f"person:ask:{inquiry_id}")
    assert polish("It goes to the network desk: the people who run this bot.") in preview
    await zofia.taps(polish("Send"))
    assert await deliver() == 1
    await replies(ana, ana.chat.news[-1])
    await deliver()

    assert polish("Answer from: {hub}", hub=polish("the network desk")) in zofia.sees()


async def test_nobody_to_ask_is_said_and_the_hubs_are_shown(
    app: App, zofia: Person, polish: Translator
) -> None:
    inquiry_id = await asked(app, zofia)
    for act in ("person:ask", "person:send"):
        await zofia.taps_data(f"{act}:{inquiry_id}")
        assert polish("Nobody can be asked through me at the moment.") in zofia.sees()
    await zofia.taps(polish("See the hubs"))
    assert (await kept(app, inquiry_id)).state is InquiryState.UNANSWERED


async def test_nobody_asks_themselves_or_who_has_blocked_the_bot(
    app: App, meet_staff: MeetStaff, deliver: Deliver
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    ana = await meet_staff("Ana", hub=None, role=StaffRole.ADMINISTRATOR)
    await luka.blocks()
    seen = len(maja.chat.news)

    inquiry_id = await asked(app, maja, "Who has the key?")
    await maja.taps_data(f"person:send:{inquiry_id}")
    assert await deliver() == 1

    assert "Who has the key?" in ana.sees()
    assert len(maja.chat.news) == seen + 1


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


async def test_an_erased_person_is_gone_from_the_desk_too(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, post: PostOffice
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await deliver()
    notice = maja.chat.news[-1]
    await zofia.taps_data("privacy:sure:")

    said = await replies(maja, notice)

    assert "this person has erased their data" in said
    assert await deliver() == 0
    left = "".join((await everything_kept(app.settings.database_url)).values())
    assert QUESTION not in left
    assert "Zofia" not in left
    assert (
        await app.services.gaps.waiting(await app.services.people.meet(maja.id, "Maja", "en"))
        == ()
    )


async def test_an_erased_person_takes_back_what_is_not_yet_delivered(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver
) -> None:
    maja = await meet_staff()
    await handed_over(app, zofia)
    await zofia.taps_data("privacy:sure:")

    assert await deliver() == 0
    assert QUESTION not in maja.sees()


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


async def test_what_is_kept_is_said_and_forgotten_after_a_year(
    app: App, zofia: Person, clock: Clock, polish: Translator
) -> None:
    inquiry_id = await asked(app, zofia)
    count = polish.plural(
        "{n} question, without addresses and numbers, to see what I cannot answer",
        "{n} questions, without addresses and numbers, to see what I cannot answer",
        1,
    )
    assert count in await zofia.says("/privacy")

    clock.passes(days=366)
    async with app.store.begin() as work:
        await work.inquiries.tidy(clock())

    assert count not in await zofia.says("/privacy")
    inquiry = await kept(app, inquiry_id)
    assert (inquiry.text, inquiry.person_id, inquiry.language) == ("", None, "pl")


async def test_from_not_knowing_to_a_person_is_two_taps(
    app: App, meet_staff: MeetStaff, zofia: Person, deliver: Deliver, polish: Translator
) -> None:
    maja = await meet_staff()
    await zofia.taps_data("hub:set:kranj")
    await zofia.says("Qwxz vvkj zzyx, call +386 40 123 456?")

    await zofia.taps(polish("Ask a person"))
    await zofia.taps(polish("Send"))
    await deliver()

    assert "Qwxz vvkj zzyx, call [phone]?" in maja.sees()
    await replies(maja, maja.chat.news[-1])
    await deliver()
    assert ANSWER in zofia.sees()
