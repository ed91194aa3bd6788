"""Photos and documents: kept with the form that is open, opened by those who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app.services import App
from bot.domain.attachments import MOST_FILES, FileKind, SentFile
from bot.domain.challenges import Challenge
from bot.domain.forms import REVIEW
from bot.domain.introductions import Introduction, IntroductionState
from bot.domain.people import Person as Known
from bot.domain.pitches import Pitch, PitchState
from bot.i18n import Translator
from bot.services.attachments import adopt
from handlers.dispatcher import ConversationDispatcher
from tests.builders import NOON, a_published_challenge, a_submitted_challenge
from tests.conftest import Meet
from tests.dialogues.taking_part import TEXT, an_open_challenge, becomes_creative
from tests.people import Person
from tests.wire import Wire

ANSWERS = {
    "company": "Fabryka Pudełek",
    "contact": "Zofia",
    "title": "Cichsza linia pakowania",
    "problem": "Nasza linia pakowania jest tak głośna, że nikt nie chce przy niej pracować.",
    "success": "Hałas spada z 92 do 80 decybeli do grudnia.",
    "hub": "kranj",
}
PLAN = SentFile(FileKind.DOCUMENT, "BQAC-plan", "AgAD-plan", "plan.pdf", 2048)
LANGUAGES = ["en", "pl", "sl"]

Restart = Callable[[], ConversationDispatcher]


@pytest.fixture(params=LANGUAGES)
def tr(request: pytest.FixtureRequest, app: App) -> Translator:
    return app.languages[request.param]


async def known(app: App, person: Person) -> Known:
    """Return a person as the bot knows them."""
    return await app.services.people.meet(person.id, person.name, person.language)


async def is_answered(app: App, person: Person) -> int:
    """Answer the open form at once, so that its review is next; return the draft's id."""
    owner = await known(app, person)
    async with app.store.begin() as work:
        (draft,) = await work.drafts.open_of(owner.id)
        given = {**ANSWERS} | draft.answers
        await work.drafts.save(replace(draft, step=REVIEW, answers=given), NOON)
    return draft.id


async def names_of(app: App, challenge_id: int = 1) -> list[str]:
    async with app.store.read() as work:
        files = await work.attachments.of_challenge(challenge_id)
    return [one.file.name or one.file.kind.value for one in files]


async def with_file(app: App, challenge: Challenge, file: SentFile = PLAN) -> None:
    """Let a file go along with a challenge."""
    async with app.store.begin() as work:
        draft = await work.drafts.add(challenge.person_id, "challenge", "title", {}, NOON)
        await work.attachments.add(challenge.person_id, draft.id, file, NOON)
        await work.drafts.submit(draft.id, NOON)
        await adopt(work, draft.id, challenge_id=challenge.id)


async def test_files_go_along_with_a_challenge_through_restarts(
    app: App,
    meet: Meet,
    meet_staff: Callable[..., object],
    wire: Wire,
    make_dispatcher: Restart,
    tr: Translator,
) -> None:
    maja = await meet_staff("Maja", "kranj")
    zofia = meet("Zofia", tr.language)
    question = await zofia.says("/challenge")
    zofia.line = make_dispatcher()

    said = await zofia.sends_photo(name="line")

    assert tr.plural("{n} file goes along.", "{n} files go along.", 1) in said
    assert question in said, "the question is asked again"
    zofia.line = make_dispatcher()
    assert tr.plural("{n} file goes along.", "{n} files go along.", 2) in (
        await zofia.sends_document("načrt.pdf")
    )
    draft_id = await is_answered(app, zofia)
    zofia.line = make_dispatcher()
    await zofia.taps_data(f"challenge:send:{draft_id}")

    assert await names_of(app) == ["photo", "načrt.pdf"]
    await maja.taps_data("desk:open:1")
    assert maja.button("Show the files") == "file:show:c.1"
    maja.line = zofia.line = make_dispatcher()
    for reader in (zofia, maja):
        seen = len(reader.chat.news)
        await reader.taps_data("file:show:c.1")
        photo, plan = reader.chat.news[seen:]
        assert (photo.photo, plan.document) == ("line", "načrt.pdf")
        assert ANSWERS["title"] in photo.text


async def test_the_same_file_or_update_is_kept_once(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.sends_document("plan.pdf")
    await ada.again()

    said = await ada.sends_document("plan.pdf")

    assert "1 file goes along." in said
    assert "1. plan.pdf (3 MB)" in await ada.taps("Files: 1")


async def test_an_album_is_answered_by_one_message(meet: Meet, make_dispatcher: Restart) -> None:
    ada = meet()
    await ada.says("/challenge")
    before = len(ada.chat.messages)

    for number in range(4):
        ada.line = make_dispatcher()
        await ada.sends_photo(name=f"side-{number}", album="77")

    assert len(ada.chat.messages) == before + 1
    assert "4 files go along." in ada.sees()
    await ada.sends_document("plan.pdf", album="78")
    assert len(ada.chat.messages) == before + 2
    assert "5 files go along." in ada.sees()


async def test_more_files_than_go_along_are_refused(app: App, meet: Meet) -> None:
    ada = meet()
    question = await ada.says("/challenge")
    for number in range(MOST_FILES):
        await ada.sends_document(f"{number}.pdf")

    said = await ada.sends_document("eleven.pdf")

    assert "At most 10 files go along." in said
    assert question.splitlines()[-1] in said
    assert "Files: 10" in ada.sees_buttons()
    person = await known(app, ada)
    draft = await app.services.forms.unfinished(person)
    assert await app.services.attachments.count(person, draft.id) == MOST_FILES


async def test_words_under_a_file_are_asked_for_by_themselves(meet: Meet) -> None:
    ada = meet()
    question = await ada.says("/challenge")

    said = await ada.sends_photo(caption="Box Makers Ltd")

    assert "1 file goes along." in said
    assert "Words under a file are not kept. Please send them by themselves." in said
    assert question in said


OTHERS = {
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    "video": {
        "video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 3}
    },
    "sticker": {
        "sticker": {
            **{"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1},
            **{"is_animated": False, "is_video": False},
        }
    },
    "animation": {
        "animation": {
            **{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1, "duration": 3},
        },
        "document": {"file_id": "a", "file_unique_id": "a", "file_name": "dance.gif.mp4"},
    },
    "location": {"location": {"latitude": 46.2, "longitude": 14.4}},
}


@pytest.mark.parametrize("kind", OTHERS)
async def test_anything_else_is_refused_kindly(app: App, meet: Meet, kind: str) -> None:
    ada = meet()
    question = await ada.says("/challenge")

    said = await ada.sends(**OTHERS[kind])

    assert "Here I take photos and documents, and text." in said
    assert question in said
    person = await known(app, ada)
    draft = await app.services.forms.unfinished(person)
    assert await app.services.attachments.count(person, draft.id) == 0


async def test_a_form_that_takes_no_files_says_so(meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")

    assert "I can only read text here." in await ada.sends_photo()
    assert "I can only read text here." in await ada.sends_document()


async def test_outside_of_a_form_files_are_not_kept(meet: Meet) -> None:
    ada = meet()
    await ada.says("/start")

    assert "I can only read text for now." in await ada.sends_document()


async def test_a_forwarded_file_goes_along_and_a_forwarded_post_does_not(meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    origin = {"type": "hidden_user", "date": 1_795_000_000, "sender_user_name": "Eva"}
    file = {"file_id": "f", "file_unique_id": "f", "file_name": "plan.pdf"}

    assert "1 file goes along." in await ada.sends(document=file, forward_origin=origin)
    said = await ada.sends(document=file, forward_origin=origin, caption="Open call until May")

    assert "That is a forwarded message." in said


async def test_files_are_taken_out_again(meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    for name in ("plan.pdf", "prices.csv", "film.mp4"):
        await ada.sends_document(name)
    listed = await ada.taps("Files: 3")
    assert "2. prices.csv (3 MB)" in listed
    drop = ada.button("Take out: prices.csv")

    assert "prices" not in await ada.taps("Take out: prices.csv")
    await ada.taps_data(drop)  # the button of an older message
    assert "1. plan.pdf (3 MB)\n2. film.mp4 (3 MB)" in ada.sees()
    assert "No file goes along." in await ada.taps("Take all out")
    assert "Stop for now" in (await ada.taps("Go on: Challenge"), *ada.sees_buttons())


async def test_nobody_reaches_the_files_of_anothers_form(app: App, meet: Meet) -> None:
    ada, eve = meet("Ada"), meet("Eve")
    await ada.says("/challenge")
    await ada.sends_document("plan.pdf")
    await eve.says("/start")

    for data in ("list:1", "clear:1", "drop:1.1", "drop:1", "list:", "show:d.1", "show:c."):
        await eve.taps_data(f"file:{data}")
        assert "plan" not in eve.sees(), data

    assert "1. plan.pdf" in await ada.taps("Files: 1")


async def test_files_are_gone_with_the_draft(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.sends_document("plan.pdf")
    listed = ada.button("Files: 1")
    await ada.taps("Stop for now")
    await ada.taps("Throw it away")

    assert "This is not available any more." in await ada.taps_data(listed)
    assert "I can only read text for now." in await ada.sends_document("plan.pdf")


async def test_files_of_a_challenge_are_opened_by_those_who_may(
    app: App, meet: Meet, meet_staff: Callable[..., object]
) -> None:
    zofia, eve = meet("Zofia", "pl"), meet("Eve")
    maja, nina = await meet_staff("Maja", "kranj"), await meet_staff("Nina", "szczecin")
    for one in (zofia, eve):
        await one.says("/start")
    company, staff = await known(app, zofia), await known(app, maja)
    waiting = await a_submitted_challenge(app, company, hub="kranj")
    await with_file(app, waiting)

    for reader, may in ((zofia, True), (maja, True), (eve, False), (nina, False)):
        await reader.taps_data(f"file:show:c.{waiting.id}")
        assert (reader.chat.news[-1].document == "BQAC-plan") is may, reader.name

    public = await a_published_challenge(app, company, staff, hub="kranj")
    await with_file(app, public)
    for reader in (zofia, maja, eve, nina):
        await reader.taps_data(f"file:show:c.{public.id}")
        assert reader.chat.news[-1].document == "BQAC-plan", reader.name
    assert "A quieter packaging line" in eve.sees()
    await eve.taps_data(f"match:open:{public.id}")
    assert eve.button("Show the files") == f"file:show:c.{public.id}"


async def test_a_file_goes_along_with_a_pitch_through_restarts(
    app: App,
    meet: Meet,
    meet_staff: Callable[..., object],
    make_dispatcher: Restart,
    tr: Translator,
) -> None:
    maja = await meet_staff("Maja", "kranj")
    challenge = await an_open_challenge(app, maja)
    nika = meet("Nika", tr.language)
    await nika.says("/start")
    await becomes_creative(app, nika)
    await nika.taps_data(f"match:yes:{challenge.id}")
    await nika.taps(tr("Write a pitch"))
    question = await nika.says(TEXT)
    nika.line = make_dispatcher()

    said = await nika.sends_document("first.pdf")
    assert tr.plural("{n} file goes along.", "{n} files go along.", 1) in said
    assert question in said
    nika.line = make_dispatcher()
    said = await nika.sends_photo(name="second")
    assert tr("One file goes along: this one takes the place of the other.") in said
    nika.line = make_dispatcher()
    await nika.taps(tr("Skip"))
    await nika.taps(tr("Send the pitch"))

    for reader in (nika, maja):
        reader.line = make_dispatcher()
        await reader.taps_data("file:show:p.1")
        assert (reader.chat.news[-1].photo, reader.chat.news[-1].document) == ("second", None)


async def test_the_file_of_a_pitch_is_opened_by_those_who_may(
    app: App, meet: Meet, meet_staff: Callable[..., object]
) -> None:
    zofia, ada, eve = meet("Zofia", "pl"), meet("Ada"), meet("Eve")
    maja, nina = await meet_staff("Maja", "kranj"), await meet_staff("Nina", "szczecin")
    for one in (zofia, ada, eve):
        await one.says("/start")
    company, staff, writer = [await known(app, one) for one in (zofia, maja, ada)]
    challenge = await a_published_challenge(app, company, staff, hub="kranj")
    async with app.store.begin() as work:
        draft = await work.drafts.add(writer.id, "pitch", "text", {}, NOON, str(challenge.id))
        await work.attachments.add(writer.id, draft.id, PLAN, NOON)
        given = Pitch(
            *(0, challenge.id, writer.id, None, "en", "I listen first.", None),
            *(PitchState.SENT, NOON),
        )
        pitch = await work.pitches.send(given, draft.id)
        await adopt(work, draft.id, pitch_id=pitch.id)

    async def opens(reader: Person) -> bool:
        await reader.taps_data(f"file:show:p.{pitch.id}")
        return reader.chat.news[-1].document == "BQAC-plan"

    people = (ada, maja, nina, eve, zofia)
    assert [await opens(one) for one in people] == [True, True, False, False, False]
    async with app.store.begin() as work:
        asked = Introduction(0, challenge.id, pitch.id, NOON, NOON.replace(year=2027), ())
        await work.introductions.add(asked, staff.id)
        [it] = await work.introductions.open_in(None)
    assert [await opens(one) for one in people] == [True, True, False, False, False]
    async with app.store.begin() as work:
        await work.introductions.save(it, replace(it, state=IntroductionState.MADE))
    assert [await opens(one) for one in people] == [True, True, False, False, True]


async def test_a_file_that_telegram_has_not_any_more_is_told_kindly(
    app: App, meet: Meet, wire: Wire
) -> None:
    zofia = meet("Zofia", "en-GB")
    await zofia.says("/start")
    challenge = await a_submitted_challenge(app, await known(app, zofia), hub="kranj")
    await with_file(app, challenge)
    await with_file(app, challenge, replace(PLAN, file_id="later", unique_id="later"))
    wire.lost_files.add("BQAC-plan")

    said = await zofia.taps_data(f"file:show:c.{challenge.id}")

    assert "This file cannot be opened any more, ask for it again: plan.pdf" in said
    assert challenge.title in said
    assert zofia.chat.news[-1].document == "later"


async def test_files_are_forgotten_with_the_person(app: App, meet: Meet) -> None:
    zofia, eve = meet("Zofia", "en-GB"), meet("Eve")
    await zofia.says("/start")
    company = await known(app, zofia)
    await with_file(app, await a_submitted_challenge(app, company, hub="kranj"))
    exported = await app.services.profiles.export(company)
    assert b"plan.pdf" in (exported if isinstance(exported, bytes) else str(exported).encode())

    await app.services.profiles.erase(company)

    assert await names_of(app) == []
    assert "This is not available any more." in await eve.taps_data("file:show:c.1")
