"""To a person: thumbs, handing a question over, and what is kept of it."""

import pytest

from bot.app.services import App
from bot.domain.inquiries import InquiryState
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone
from bot.i18n import Translator
from tests.builders import PostOffice, everything_kept
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.dialogues.inquiring import (
    ANSWER,
    QUESTION,
    MeetStaff,
    asked,
    handed_over,
    kept,
    replies,
)
from tests.people import Person


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
