"""/desk: what nobody could answer, gathered across languages, and closed for all who asked."""

from collections.abc import Awaitable, Callable

import numpy as np
import pytest

from bot.app.services import App
from bot.domain.answers import Confidence
from bot.domain.gaps import short_name
from bot.domain.inquiries import InquiryState
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone, NotAllowed, Settled
from bot.domain.understanding import Understood
from tests.builders import PostOffice
from tests.conftest import Clock, Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
LASER = {
    "en": "Where can I learn laser cutting?",
    "pl": "Gdzie nauczę się cięcia laserem?",
    "sl": "Kje se naučim laserskega razreza?",
}
LETTER = "The workshop in Kranj opens its doors on the first Friday of each month."


def direction(seed: int) -> bytes:
    """Return a vector: questions of one seed mean the same."""
    vector = np.random.default_rng(seed).standard_normal(64)
    return (vector / np.linalg.norm(vector)).astype("<f2").tobytes()


async def asked(
    app: App, person: Person, text: str, seed: int | None = 1, hub: str | None = "kranj"
) -> int:
    """Keep a question of somebody to which nothing was found."""
    async with app.store.begin() as work:
        known = await work.people.find(person.id)
        assert known is not None
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
            vector=None if seed is None else direction(seed),
            at=app.clock(),
        )


async def state_of(app: App, inquiry_id: int) -> InquiryState:
    async with app.store.read() as work:
        return (await work.inquiries.get(inquiry_id)).state


Three = dict[str, tuple[Person, int]]


@pytest.fixture
async def three(app: App, meet: Meet, clock: Clock) -> Three:
    """Let three people ask the same in three languages, a day apart, and one of them twice."""
    found = {}
    for name, code in (("Ada", "en"), ("Zofia", "pl"), ("Nika", "sl")):
        person = meet(name, code)
        await person.says("/start")
        found[code] = (person, await asked(app, person, LASER[code]))
        clock.passes(days=1)
    ada, _ = found["en"]
    found["en"] = (ada, await asked(app, ada, "Laser cutting course"))
    return found


async def test_questions_that_mean_the_same_are_one_in_every_language(
    app: App, meet_staff: MeetStaff, three: Three, clock: Clock
) -> None:
    ada, _ = three["en"]
    await asked(app, ada, "Is there a nursery at the hub?", seed=2)
    await asked(app, ada, "No model, no vector", seed=None)
    maja = await meet_staff()

    said = await maja.says("/desk")

    assert "3 questions without an answer" in said
    assert "No challenge waits for review." in said
    assert "3 people · English, Polish and Slovenian · 22 November 2026 – 25 November 2026" in said
    for text in ("Laser cutting course", LASER["pl"], LASER["sl"], "Is there a nursery"):
        assert text in said
    assert maja.sees_buttons()[0] == "1. Laser cutting course"
    said = await maja.taps("1. Laser")
    assert LASER["en"] in said, "all that was asked is there"
    await maja.taps("Back to the questions")
    assert "3 questions without an answer" in maja.sees()


@pytest.mark.parametrize("code", ["pl", "sl", "da", "de"])
async def test_the_desk_speaks_the_language_of_staff(
    app: App, meet_staff: MeetStaff, three: Three, code: str
) -> None:
    maja = await meet_staff(language=code)
    tr = app.languages[code]

    said = await maja.says("/desk")

    assert tr("No challenge waits for review.") in said
    assert tr.name_of("pl") in said
    await maja.taps("1.")
    await maja.taps(tr("Set aside"))
    assert tr("Nobody is told.") in maja.sees()


async def test_each_hub_sees_its_own_and_administrators_see_all(
    app: App, meet: Meet, meet_staff: MeetStaff, three: Three
) -> None:
    ada, _ = three["en"]
    homeless = await asked(app, ada, "Who answers me?", seed=3, hub=None)
    jan = await meet_staff("Jan", hub="szczecin")
    maja = await meet_staff("Maja")
    ana = await meet_staff("Ana", hub=None, role=StaffRole.ADMINISTRATOR)

    assert "Nothing waits for you." in await jan.says("/desk")
    assert "Who answers me?" not in await maja.says("/desk")
    said = await ana.says("/desk")
    assert "Who answers me?" in said
    assert LASER["pl"] in said
    await maja.taps_data(f"gap:open:{homeless}")
    assert maja.sees() == Settled.message
    for verb in ("open", "find", "aside", "answer", "with"):
        await jan.taps_data(f"gap:{verb}:{three['pl'][1]}.{three['pl'][1]}")
        assert LASER["pl"] not in jan.sees()
    assert await state_of(app, three["pl"][1]) is InquiryState.UNANSWERED


@pytest.mark.parametrize(
    "act", ["list:", "open:1", "find:1.9", "aside:1.9", "answer:1.9", "with:1.9.abc"]
)
async def test_the_desk_is_closed_to_others(app: App, three: Three, act: str) -> None:
    ada, _ = three["en"]
    assert await ada.taps_data(f"gap:{act}") == NotAllowed.message
    assert await state_of(app, three["pl"][1]) is InquiryState.UNANSWERED


@pytest.mark.parametrize("number", ["999", "x", "", "1.x", "1", "9" * 40, "1." + "9" * 40])
async def test_a_button_that_means_nothing_is_answered_kindly(
    meet_staff: MeetStaff, number: str
) -> None:
    maja = await meet_staff()
    for verb in ("open", "find", "aside", "answer", "with"):
        await maja.taps_data(f"gap:{verb}:{number}")
        assert maja.sees_buttons() == ["What can you do?"]


async def test_an_entry_closes_the_gap_and_everybody_is_told_once_in_their_language(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    await app.learn()
    maja = await meet_staff()
    entry = next(iter(app.knowledge.entries.values()))
    wanted = entry.in_language("en")[1].title
    (ada, last), (zofia, second) = three["en"], three["pl"]
    await asked(app, ada, wanted)  # what the engine is asked again finds this entry

    await maja.says("/desk")
    await maja.taps("1.")
    said = await maja.taps("An entry answers this now")
    assert "3 people asked" in said
    await maja.taps(wanted[:20])
    assert "3 people are told." in maja.sees()
    await maja.taps("Back to the questions")
    assert "No question waits" in maja.sees()

    await post.deliver()
    for code, (person, inquiry_id) in three.items():
        tr, title = app.languages[code], entry.in_language(code)[1].title
        letters = await post.letters(person.id)
        assert len(letters) == 1, code
        assert tr("This answers your question now: {title}", title=title) in person.sees()
        assert tr("No announcements, please") in person.sees_buttons()
        assert await state_of(app, inquiry_id) is InquiryState.CLOSED
    assert LASER["pl"] in zofia.sees()
    await zofia.taps(app.languages["pl"]("Read it"))
    assert entry.in_language("pl")[1].title in zofia.sees()
    async with app.store.read() as work:
        rows = await work.audit.of(f"inquiry:{second - 1}")
    ((_, _, action, detail),) = rows
    assert (action, detail["entry"], detail["told"]) == ("close_questions", entry.id, 3)
    assert last in detail["questions"]


async def test_who_wants_no_announcements_is_told_only_if_they_asked_a_person(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    maja = await meet_staff()
    (zofia, _), (nika, hers) = three["pl"], three["sl"]
    for person in (zofia, nika):
        await person.taps_data("news:off:")
    await nika.taps_data("hub:set:kranj")
    await nika.taps_data(f"person:send:{hers}")
    entry = next(iter(app.knowledge.entries))

    newest = three["en"][1]
    await maja.taps_data(f"gap:with:{hers}.{newest}.{short_name(entry)}")

    assert "2 people are told." in maja.sees()
    assert await post.letters(zofia.id) == []
    assert len(await post.letters(nika.id)) == 1


async def test_an_entry_that_is_gone_closes_nothing(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    maja = await meet_staff()
    inquiry_id = three["pl"][1]
    await maja.taps_data(f"gap:with:{inquiry_id}.{inquiry_id}.0123456789")

    assert maja.sees() == Gone.message
    assert await state_of(app, inquiry_id) is InquiryState.UNANSWERED
    assert await post.letters() == []


async def test_a_question_that_came_later_is_not_closed_with_those_on_screen(
    app: App, meet_staff: MeetStaff, three: Three
) -> None:
    maja = await meet_staff()
    await maja.says("/desk")
    await maja.taps("1.")
    zofia, _ = three["pl"]
    later = await asked(app, zofia, "I co z laserem?")

    await maja.taps("Set aside")

    assert "Set aside" in maja.sees()
    assert await state_of(app, later) is InquiryState.UNANSWERED
    assert await state_of(app, three["pl"][1]) is InquiryState.CLOSED
    assert "1 question without an answer" in await maja.says("/desk")


async def test_a_written_answer_goes_to_all_who_asked(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    maja = await meet_staff()
    await maja.says("/desk")
    await maja.taps("1.")
    await maja.taps("Write an answer to all")
    review = await maja.says(LETTER * 20)
    assert LETTER * 20 in review, "what is sent is previewed whole"
    sent = maja.button("Send to all who asked")
    shown = maja.chat.news[-1]
    await maja.taps("Send to all who asked")
    assert "3 people are told." in maja.sees()
    await maja.taps_data(sent, shown)
    assert "Your answer is on its way." in maja.sees()

    await post.deliver()
    hub = app.knowledge.hubs["kranj"]
    for code, (person, inquiry_id) in three.items():
        tr = app.languages[code]
        assert len(await post.letters(person.id)) == 1
        assert tr("Answer from: {hub}", hub=hub.named(code)) in person.sees()
        assert LETTER in person.sees()
        assert await state_of(app, inquiry_id) is InquiryState.CLOSED
    assert "Nothing waits for you." in await maja.says("/desk")


async def test_who_sends_an_answer_second_is_told_so_and_is_out_of_the_form(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    for person in (maja, luka):
        await person.says("/desk")
        await person.taps("1.")
        await person.taps("Write an answer to all")
        await person.says(LETTER)
    await maja.taps("Send to all who asked")
    await luka.taps("Send to all who asked")

    assert luka.sees() == Settled.message
    assert len(await post.letters(three["pl"][0].id)) == 1
    await luka.says("/start")
    assert not [label for label in luka.sees_buttons() if label.startswith("Go on")]


async def test_an_answer_that_did_not_help_is_on_the_desk_with_its_reason(
    app: App, meet: Meet, meet_staff: MeetStaff
) -> None:
    ada = meet("Ada")
    await ada.says("/start")
    inquiry_id = await asked(app, ada, LASER["en"])
    async with app.store.begin() as work:
        await work.inquiries.change(inquiry_id, state=InquiryState.ANSWERED)
    maja = await meet_staff()
    assert "Nothing waits for you." in await maja.says("/desk")

    await ada.taps_data(f"thumb:why:{inquiry_id}.out_of_date")

    assert "1 question without an answer" in await maja.says("/desk")
    await maja.taps("1.")
    assert "not helpful · It is out of date" in maja.sees()


async def test_the_notice_of_a_question_leads_to_the_desk(
    app: App, meet_staff: MeetStaff, three: Three, post: PostOffice
) -> None:
    maja = await meet_staff()
    zofia, inquiry_id = three["pl"]
    await zofia.taps_data("hub:set:kranj")
    await zofia.taps_data(f"person:send:{inquiry_id}")
    await post.deliver()

    await maja.taps("Open in the desk")

    assert LASER["sl"] in maja.sees()
    assert "sent to people" in maja.sees()
