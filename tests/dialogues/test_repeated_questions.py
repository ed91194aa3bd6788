"""Updates come twice, and processes end between any two steps: a question is one question."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from sqlalchemy import select

from bot.app.conversation import OUTAGE, Conversation
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.domain.inquiries import InquiryState
from bot.i18n import Translator
from bot.store.inquiries import InquiryRow
from tests.builders import PostOffice, rows_of
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.dialogues.test_inquiries import ANSWER, MeetStaff, handed_over, replies
from tests.people import Person
from tests.wire import Wire, unreachable

QUESTION = "Where in Kranj can I hire a submarine?"
Restart = Callable[..., Awaitable[None]]


async def questions(app: App) -> list[Any]:
    """Return all questions that are kept, the oldest first."""
    return await rows_of(app.settings.database_url, select(InquiryRow).order_by(InquiryRow.id))


@pytest.fixture
async def app(new_app: Callable[..., App]) -> App:
    """Give an app that has read its content."""
    app = new_app()
    await app.learn()
    return app


@pytest.fixture
def restart(new_app: Callable[..., App], make_dispatcher: Callable[..., Any]) -> Restart:
    """Let the process end and come back: only the database is the same."""

    async def again(*people: Person) -> None:
        app = new_app()
        await app.learn()
        line = make_dispatcher(app)
        for person in people:
            person.line = line

    return again


async def test_a_question_that_comes_again_is_kept_once(app: App, meet: Meet) -> None:
    ada = meet()

    first = await ada.says(QUESTION)
    for _ in range(3):
        assert await ada.again() == first

    assert len(await questions(app)) == 1


async def test_a_follow_up_that_comes_again_goes_on_from_the_same_question(
    app: App, meet: Meet
) -> None:
    ada = meet()
    await ada.says("Which events are there in Germany?")

    first = await ada.says("and in Poland?")
    kept = (await questions(app))[-1]
    assert await ada.again() == first

    assert len(await questions(app)) == 2
    again = (await questions(app))[-1]
    assert (again.text, again.understood) == (kept.text, kept.understood)


async def test_the_same_words_in_another_message_are_another_question(
    app: App, meet: Meet
) -> None:
    ada = meet()
    await ada.says(QUESTION)
    await ada.says(QUESTION)
    assert len(await questions(app)) == 2


async def test_numbers_that_telegram_gives_again_after_weeks_are_other_questions(
    app: App, meet: Meet, clock: Clock
) -> None:
    ada = meet()
    await ada.says(QUESTION)
    clock.passes(days=10)
    await ada.again()
    assert len(await questions(app)) == 2


async def test_the_update_of_one_person_is_never_the_question_of_another(
    app: App, meet: Meet
) -> None:
    ada, bor = meet("Ada"), meet("Bor")
    update = ada.update(QUESTION)
    await ada.feeds(update)
    await bor.feeds({**bor.update(QUESTION), "update_id": update["update_id"]})
    assert len({row.person_id for row in await questions(app)}) == 2


@pytest.mark.parametrize("where", ["in a form", "by command"])
async def test_other_ways_to_ask_are_kept_once_too(app: App, meet: Meet, where: str) -> None:
    ada = meet()
    if where == "in a form":
        await ada.says("/profile")
        await ada.taps("Make my profile")
        await ada.says(QUESTION)
    else:
        await ada.says(f"/ask {QUESTION}")
    await ada.again()
    assert len(await questions(app)) == 1


async def test_an_answer_that_cannot_leave_is_not_asked_for_again_and_again(
    app: App, bot: Bot, wire: Wire
) -> None:
    async def at_once(seconds: float) -> None:
        """Wait for nothing."""

    async with Nursery() as nursery:
        line = Conversation(app, bot, nursery, sleep=at_once)
        ada = Person(line, bot)
        wire.fails("sendMessage", *[unreachable()] * (len(OUTAGE) - 1))
        await ada.says(QUESTION)
        await line.finish()

    assert ada.sees(), "it left in the end"
    assert len(await questions(app)) == 1


async def test_what_staff_closed_may_be_sent_again_and_reaches_them(
    app: App, meet_staff: MeetStaff, meet: Meet, deliver: Deliver, post: PostOffice
) -> None:
    maja, ada = await meet_staff(), meet()
    await ada.says("/start")
    inquiry_id = await handed_over(app, ada)
    await deliver()
    await maja.taps_data(f"gap:aside:{inquiry_id}.{inquiry_id}")

    await ada.says("/help")
    said = await ada.taps_data(f"person:send:{inquiry_id}")
    assert said.startswith("Your question is sent to:")
    await ada.again()
    await deliver()

    assert len(await post.letters(maja.id)) == 2
    await replies(maja, maja.chat.news[-1])
    await deliver()
    assert ANSWER in ada.sees()


@pytest.mark.parametrize("twice", [False, True], ids=["restarts", "restarts and repeats"])
async def test_the_way_to_a_person_survives_a_restart_at_every_step(
    app: App,
    meet: Meet,
    meet_staff: MeetStaff,
    deliver: Deliver,
    restart: Restart,
    post: PostOffice,
    polish: Translator,
    twice: bool,
) -> None:
    maja, zofia = await meet_staff(), meet("Zofia", "pl")
    await zofia.says("/start hub-kranj")

    async def goes_on(person: Person) -> None:
        """The process ends; what it handled last may come once more."""
        await restart(maja, zofia)
        if twice:
            await person.again()
            await restart(maja, zofia)

    await zofia.says("Gdzie w Kranju wypożyczę łódź podwodną?")
    await goes_on(zofia)
    [row] = await questions(app)
    if polish("Not helpful") in " ".join(zofia.sees_buttons()):
        await zofia.taps(polish("Not helpful"))
    else:
        await zofia.taps_data(f"thumb:down:{row.id}")
    await goes_on(zofia)
    await zofia.taps(polish("It is not clear"))
    await goes_on(zofia)
    await zofia.taps(polish("Ask a person"))
    await goes_on(zofia)
    await zofia.taps(polish("Send"))
    await goes_on(zofia)
    await deliver()
    assert "łódź podwodną" in maja.sees()

    await replies(maja, maja.chat.news[-1])
    await goes_on(maja)
    await deliver()
    assert ANSWER in zofia.sees()
    await replies(zofia, zofia.chat.news[-1], "Dziękuję! A w środę?")
    await goes_on(zofia)
    await deliver()
    assert "A w środę?" in maja.sees()
    await replies(maja, maja.chat.news[-1], "Wednesday is fine, too.")
    await goes_on(maja)
    await deliver()
    assert "Wednesday is fine, too." in zofia.sees()

    [row] = await questions(app)
    assert (row.thumb, row.reason, row.state) == (False, "not_clear", InquiryState.REPLIED)
    assert len(await post.letters(maja.id)) == 2
    assert len(await post.letters(zofia.id)) == 2
