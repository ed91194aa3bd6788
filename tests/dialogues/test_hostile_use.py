"""Hostile and clumsy use of questions: every button forged, fifty people at once, numbers that
mean nothing, and words that must not stay anywhere."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from aiogram import Bot
from sqlalchemy import select

from bot.app.conversation import Conversation
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.domain.entries import Kind
from bot.domain.people import StaffRole
from bot.domain.refusals import NotAllowed
from bot.store.inquiries import InquiryRow
from tests.builders import PostOffice, rows_of
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.dialogues.test_inquiries import ANSWER, MeetStaff, asked, handed_over, replies
from tests.people import Person

pytestmark = pytest.mark.torture

EVENTS = "Which events are there?"


@pytest.fixture
async def app(new_app: Callable[..., App]) -> App:
    """Give an app that has read its content."""
    app = new_app()
    await app.learn()
    return app


@pytest.mark.parametrize(
    "text",
    [
        "9" * 4096,
        f"more than {'9' * 400} euro",
        "events in december 9999",
        "events in 99999999 weeks",
        "courses in the next 999999999999 days",
        "from 31.12.9999 to 1.1.0001",
        "31.2.2027 29.2.2026 00.00.0000 99.99.9999",
        "a@" * 500,
        "t.me/" * 800,
        "http://" * 600,
        "<b>" * 1300,
        "{0} {__class__} {0.__class__.__mro__}",
        "*_`[x](y)~||",
    ],
    ids=lambda text: text[:20],
)
async def test_any_text_gets_an_answer_and_so_does_what_follows(meet: Meet, text: str) -> None:
    ada = meet('<b>"Ada"</b> {0}')
    assert await ada.says(text)
    assert await ada.says("and in Poland, free?")


def forged(number: int) -> list[str]:
    """Return buttons that nobody was shown: other people's, impossible, or nonsense."""
    ids = (number, 999_999, "", "-1", "x", "²", "2147483648", "9" * 40)
    kinds = {
        "ask": ("page", "loosen", "pick", "none", "nonsense"),
        "thumb": ("up", "down", "why"),
        "person": ("ask", "send"),
        "gap": ("list", "open", "find", "with", "aside", "answer"),
    }
    tails = ("", ".0", ".-1", ".999999999", f".{'9' * 30}", ".kind", ".nonsense", ".other", ".1.x")
    return [
        f"{kind}:{verb}:{id_}{tail}"
        for kind, verbs in kinds.items()
        for verb in verbs
        for id_ in ids
        for tail in tails
        if len(f"{kind}:{verb}:{id_}{tail}") <= 64
    ]


@pytest.mark.parametrize("kind", ["ask", "thumb", "person", "gap"])
async def test_a_forged_button_changes_nothing_of_somebody_elses(
    app: App, meet: Meet, meet_staff: MeetStaff, post: PostOffice, kind: str
) -> None:
    await meet_staff()
    ada, eve = meet("Ada"), meet("Eve")
    await ada.says(EVENTS)
    [before] = await questions(app)
    await eve.says("/start")

    for packed in forged(before.id):
        if packed.startswith(f"{kind}:"):
            assert await eve.taps_data(packed) or eve.sees(), packed

    assert await questions(app) == [before]
    assert await post.letters() == []


async def test_staff_of_one_hub_cannot_forge_their_way_into_another(
    app: App, meet: Meet, meet_staff: MeetStaff, post: PostOffice
) -> None:
    stranger = await meet_staff("Piotr", hub="szczecin")
    ada = meet("Ada")
    await ada.says("/start hub-kranj")
    number = await asked(app, ada)
    [before] = await questions(app)

    for packed in forged(number):
        if packed.startswith("gap:"):
            await stranger.taps_data(packed)
            assert before.text not in stranger.sees()

    assert await questions(app) == [before]
    assert await post.letters() == []


async def questions(app: App) -> list[object]:
    """Return all questions that are kept."""
    return await rows_of(app.settings.database_url, select(InquiryRow).order_by(InquiryRow.id))


async def test_fifty_people_ask_tap_and_turn_pages_at_once(app: App, meet: Meet) -> None:
    people = [meet(f"Person {number}", "en") for number in range(50)]

    async def uses(person: Person) -> None:
        assert (await person.says(EVENTS)).startswith("Events")
        await person.taps("More ›")
        await person.taps("Helpful")
        assert "Sorry, something went wrong" not in person.sees()

    await asyncio.gather(*(uses(person) for person in people))

    kept = await questions(app)
    assert len({row.person_id for row in kept}) == len(kept) == len(people)  # type: ignore[attr-defined]
    assert all(row.thumb for row in kept)  # type: ignore[attr-defined]


SECRETS = ("zofia.nowak@example.org", "+48 601 234 567", "SI56 0310 0111 1111 111")


async def test_what_reaches_somebody_is_in_no_byte_of_the_database_and_in_no_log(
    app: App,
    bot: Bot,
    meet_staff: MeetStaff,
    deliver: Deliver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "aiosqlite")  # as bot/logs.py does at every level
    maja = await meet_staff()
    e_mail, phone, iban = SECRETS
    async with Nursery() as nursery:
        zofia = Person(Conversation(app, bot, nursery), bot, "Zofia", "en", 7_000_000_900)
        await zofia.says("/start hub-kranj")
        await zofia.says(f"Who rents submarines? Write to {e_mail} or call {phone}, IBAN {iban}.")
        [row] = await questions(app)
        await zofia.taps_data(f"thumb:down:{row.id}")  # type: ignore[attr-defined]
        read = await zofia.taps_data(f"person:ask:{row.id}")  # type: ignore[attr-defined]
        await zofia.taps_data(f"person:send:{row.id}")  # type: ignore[attr-defined]
    await deliver()
    got = maja.sees()
    await app.store.sweep()

    shown = "Write to [e-mail] or call [phone], IBAN [IBAN]."
    assert shown in read
    assert shown in got
    database = Path(app.settings.database_url.partition("///")[2])
    files = [file for file in database.parent.iterdir() if file.name.startswith(database.name)]
    kept = b"".join(file.read_bytes() for file in files)
    assert b"Who rents submarines" in kept
    for secret in (*SECRETS, "601 234 567", "0310 0111"):
        assert secret.encode() not in kept
        assert secret not in caplog.text


async def test_a_facilitator_who_asks_is_answered_by_colleagues_and_can_write_back(
    app: App, meet_staff: MeetStaff, deliver: Deliver
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    await handed_over(app, maja)
    await deliver()
    assert "asks a person" not in maja.sees()

    await replies(luka, luka.chat.news[-1])
    await deliver()
    assert ANSWER in maja.sees()
    await replies(maja, maja.chat.news[-1], "Which Tuesday?")
    await deliver()
    assert "Which Tuesday?" in luka.sees()


async def test_a_right_that_ended_ends_replies_but_not_questions(
    app: App, meet: Meet, meet_staff: MeetStaff, deliver: Deliver, clock: Clock
) -> None:
    maja, ada = await meet_staff("Maja"), meet("Ada")
    await ada.says("/start hub-kranj")
    await handed_over(app, ada)
    await deliver()
    brought = maja.chat.news[-1]
    async with app.store.begin() as work:
        person = await work.people.find(maja.id)
        assert person is not None
        await work.people.revoke(person.id, StaffRole.FACILITATOR, "kranj")

    assert await replies(maja, brought) == NotAllowed.message
    assert await deliver() == 0
    assert "Helpful" in " ".join(await buttons_after(maja, EVENTS))


async def buttons_after(person: Person, text: str) -> list[str]:
    """Say something and return the buttons under the answer."""
    await person.says(text)
    return person.sees_buttons()


async def test_a_thread_ends_after_a_quarter_of_an_hour(
    app: App, meet: Meet, clock: Clock
) -> None:
    ada = meet()
    await ada.says("Which events are there in Germany?")
    clock.passes(minutes=14, seconds=59)
    assert (await ada.says("and in Poland?")).startswith("Gdynia Design Days")
    clock.passes(minutes=15, seconds=1)
    assert not (await ada.says("and in Germany?")).startswith("Events")


async def test_ten_follow_ups_keep_what_was_asked_and_the_last_word_holds(
    app: App, meet: Meet, clock: Clock
) -> None:
    ada = meet()
    said = await ada.says("Which trainings are there?")
    for follow_up in (
        "and in Poland?",
        "and free?",
        "and online?",
        "and in May?",
        "a w Niemczech?",
        "in v Sloveniji?",
        "og gratis?",
        "und im Juni?",
        "and for students?",
        "and in Poland?",
    ):
        clock.passes(minutes=10)
        said = await ada.says(follow_up)
        assert said.startswith(("Training", "I know nothing")) or len(said.splitlines()) > 1
    kept = (await questions(app))[-1]
    asked_for = kept.understood  # type: ignore[attr-defined]
    assert asked_for["kinds"] == ["training"]
    assert asked_for["countries"] == ["PL"]
    assert asked_for["period"] == ["2027-06-01", "2027-06-30"]
    assert asked_for["free"] is True
    assert asked_for["mode"] == "online"
    assert asked_for["applicants"] == ["student"]
    assert kept.text.count("→") == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "Which events are there in Germany?", "Until when?"),
        ("sl", "Kateri dogodki so v Nemčiji?", "Do kdaj?"),
        ("pl", "Jakie są wydarzenia w Niemczech?", "Do kiedy?"),
        ("de", "Welche Veranstaltungen gibt es in Deutschland?", "Bis wann?"),
    ],
)
async def test_what_names_nothing_after_a_list_stays_with_the_list(
    app: App, meet: Meet, language: str, first: str, then: str
) -> None:
    ada = meet("Ada", language)
    await ada.says(first)
    await ada.says(then)
    kept = (await questions(app))[-1]
    assert kept.understood["countries"] == ["DE"]  # type: ignore[attr-defined]
    assert kept.text.startswith(first)  # type: ignore[attr-defined]
    shown = {id_: app.knowledge.findable[id_].kind for id_ in kept.shown}  # type: ignore[attr-defined]
    assert set(shown.values()) <= {Kind.EVENT}, "nothing that happens to be near the words"
