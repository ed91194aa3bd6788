"""After erasing, nothing of a person is anywhere: all tables, the log, the vectors, the file."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterator

import pytest
from sqlalchemy import text

from bot.app.services import App
from bot.domain.attachments import FileKind, SentFile
from bot.domain.introductions import Holder, KeyAnswer, Outcome
from bot.domain.people import Person
from bot.domain.suggestions import Direction, Suggestion
from bot.store.portability import ABOUT_THEM, NOT_ABOUT_THEM, points_to_people
from bot.store.schema import Table
from tests.builders import (
    a_creative,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    everything_kept,
)
from tests.conftest import Meet
from tests.introducing import a_pitch

MARKER = "Quillwort"
"""Stands in every text of the person."""
NAME = "Adalbertine"
BIO = f"I letter boxes for {MARKER} & daughters."
OWN_ID = 424_242


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """Give everything that is logged, down to DEBUG."""
    lines: list[logging.LogRecord] = []

    class Everything(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record)

    handler, root = Everything(0), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in ("sqlalchemy", "aiosqlite", "asyncio", "aiogram"):
        logging.getLogger(name).setLevel(logging.WARNING)  # what the bot itself writes
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


async def a_life(app: App, meet: Meet, staff: Person) -> Person:
    """Leave a trace in as many tables as a person can."""
    async with app.store.begin() as work:  # an id that no other number looks like
        await work._session.execute(
            text(f"UPDATE sqlite_sequence SET seq={OWN_ID - 1} WHERE name='people'")
        )
    ada = meet(NAME, "en")
    await ada.says("/start")
    person = await app.services.people.meet(ada.id, NAME, "en")
    assert person.id == OWN_ID
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    challenge = await a_published_challenge(app, company, staff)
    profile = await a_creative(app, person, bio=BIO)
    await a_submitted_challenge(
        app, person, title=f"Boxes of {MARKER}", contact=f"{MARKER} Ltd", hub="kranj"
    )
    await ada.taps_data(f"match:yes:{challenge.id}")
    await ada.says(f"Where is {MARKER} made?")
    await ada.says("/profile")
    await ada.taps_data("profile:fact:skills")
    await ada.taps("Stop for now")
    await ada.says("/profile")
    await ada.taps_data("profile:fact:bio")  # a form stays open
    async with app.store.begin() as work:
        for key in app.services.opportunities.keys_of(profile):
            await work.vectors.put(key, b"of a bio")
        await work.suggestions.add([a_suggestion(app, person, challenge.id)])
        await work.suggestions.hide(person.id, challenge.id, "other", app.clock())
        await work.audit.add(app.clock(), person.id, "test", "person")
    return person


def a_suggestion(app: App, person: Person, challenge_id: int) -> Suggestion:
    return Suggestion(
        direction=Direction.SHORTLIST,
        person_id=person.id,
        opportunity=f"challenge:{challenge_id}",
        position=1,
        score=0.5,
        rule_version="1",
        at=app.clock(),
        facts={"bio": MARKER},
    )


@pytest.fixture
async def staff(app: App, meet_staff: Callable[..., Awaitable[object]]) -> Person:
    maja = await meet_staff("Maja")
    return await app.services.people.meet(maja.id, "Maja", "en")


async def test_nothing_of_a_person_is_left(
    app: App, meet: Meet, staff: Person, logged: list[logging.LogRecord]
) -> None:
    person = await a_life(app, meet, staff)
    before = await everything_kept(app.settings.database_url)
    for trace in (MARKER, NAME, str(person.telegram_id), str(OWN_ID), "of a bio"):
        assert any(trace in rows for rows in before.values()), trace

    await app.services.profiles.erase(person)

    after = await everything_kept(app.settings.database_url)
    for table, rows in after.items():
        if table == "sqlite_sequence":  # the last id that was given, so that none is given again
            continue
        for trace in (MARKER, NAME, str(person.telegram_id), str(OWN_ID), "of a bio"):
            assert trace not in rows, (table, trace)
    for table in ("outbox", "suggestions"):
        assert len(after[table].splitlines()) == len(before[table].splitlines()), "counts stay"
    for record in logged:
        said = f"{record.getMessage()} {record.__dict__}"
        for trace in (MARKER, NAME, str(person.telegram_id), str(OWN_ID)):
            assert trace not in said, record.name


async def test_the_file_has_everything_that_is_kept(app: App, meet: Meet, staff: Person) -> None:
    person = await a_life(app, meet, staff)

    file = await app.services.profiles.export(person)

    kept = json.loads(file.content)
    assert kept["exported_at"] == app.clock().isoformat()
    assert kept["profiles"][0]["bio"] == BIO
    assert kept["profiles"][0]["consented_at"].startswith("2026-11-22T")
    assert kept["people"][0]["name"] == NAME
    assert {"drafts", "challenges", "interests", "inquiries", "suggestions"} <= set(kept)
    assert "Maja" not in file.content.decode()
    assert "token" not in file.content.decode()


async def test_who_keeps_nothing_gets_a_file_all_the_same(app: App) -> None:
    person = await a_person(app)

    kept = json.loads((await app.services.profiles.export(person)).content)

    assert set(kept) == {"exported_at", "people"}


async def test_an_erased_profile_leaves_no_words_and_no_receipt(
    app: App, meet: Meet, staff: Person
) -> None:
    person = await a_life(app, meet, staff)

    await app.services.profiles.erase_profile(person)

    kept = await everything_kept(app.settings.database_url)
    for table in ("profiles", "drafts", "vectors", "suggestions"):
        assert MARKER not in kept[table], table
    assert "of a bio" not in kept["vectors"]


async def test_other_words_take_the_place_of_their_vectors(app: App) -> None:
    person = await a_person(app)
    profile = await a_creative(app, person, bio=BIO)
    (key,) = app.services.opportunities.keys_of(profile)
    async with app.store.begin() as work:
        await work.vectors.put(key, b"of a bio")

    step = await app.services.profiles.edit(person, "bio")
    step = await app.services.forms.answer(person, step.draft.id, "Something quite different.")
    await app.services.profiles.save_fact(person, step.draft)

    async with app.store.read() as work:
        assert await work.vectors.get_many([key]) == {}


async def a_meeting_of(app: App, staff: Person) -> tuple[Person, Person, Person]:
    """Bring a company and a team of two together, with all that belongs to it."""
    company = await a_person(app, NAME, "en", 8_000_000_011)
    nika = await a_person(app, "Nikolina", "en", 8_000_000_012)
    piotr = await a_person(app, "Piotrek", "en", 8_000_000_013)
    words = f"We know {MARKER}, and boxes that last."
    meeting = await a_pitch(
        app, company, staff, nika, piotr, text=words, contact=MARKER, reach=MARKER
    )
    plan = SentFile(FileKind.DOCUMENT, "BQAC-plan", "u-plan", f"{MARKER}.pdf")
    async with app.store.begin() as work:
        draft = await work.drafts.add(nika.id, "pitch", "text", {}, app.clock(), None)
        await work.attachments.add(nika.id, draft.id, plan, app.clock())
        await work.attachments.adopt(draft.id, pitch_id=meeting.pitch.id)
    introductions = app.services.introductions
    seen = await introductions.open(staff, meeting.pitch.id)
    for key in seen.introduction.keys:
        holder = {None: staff.id}.get(key.person_id, key.person_id)
        async with app.store.read() as work:
            person = await work.people.get(holder)
        await introductions.answer(person, key.id, KeyAnswer.YES)
    assert (await introductions.see(nika, seen.introduction.id)).introduction.is_made
    async with app.store.begin() as work:
        for person, side in ((company, Holder.COMPANY), (nika, Holder.CREATIVE)):
            asked = await work.outcomes.add(
                seen.introduction.id, person.id, side, "kranj", 30, app.clock()
            )
            assert asked is not None
            await work.outcomes.say(asked.id, Outcome.CONTRACT, None, app.clock())
    return company, nika, piotr


@pytest.mark.parametrize("who", ["company", "nika", "piotr"])
async def test_nothing_of_who_was_introduced_is_left_but_counts(
    app: App, staff: Person, who: str
) -> None:
    people = dict(zip(("company", "nika", "piotr"), await a_meeting_of(app, staff), strict=True))
    person = people[who]
    before = await everything_kept(app.settings.database_url)
    traces = [person.name, str(person.telegram_id)]
    traces += [MARKER] if who in {"company", "nika"} else []
    for trace in traces:
        assert any(trace in rows for rows in before.values()), trace

    await app.services.profiles.erase(person)

    after = await everything_kept(app.settings.database_url)
    # What a team wrote together stays the team's; a file is of who sent it.
    left = {"company": [MARKER], "nika": [f"{MARKER}.pdf"], "piotr": []}[who]
    for trace in (person.name, str(person.telegram_id), *left):
        found = [table for table, rows in after.items() if trace in rows]
        assert not found, (trace, found)
    assert len(after["outcomes"].splitlines()) == 2
    async with app.store.read() as work:
        [tally] = await work.outcomes.tallies(None)
    assert tally.said == {Outcome.CONTRACT: 2}


async def test_the_file_has_what_a_side_of_an_introduction_may_have(
    app: App, staff: Person
) -> None:
    company, nika, _ = await a_meeting_of(app, staff)

    kept = json.loads((await app.services.profiles.export(nika)).content)

    assert {"pitches", "agreements", "creative_teams", "creative_team_members"} <= set(kept)
    assert {"introduction_keys", "outcomes", "attachments"} <= set(kept)
    assert {row["person_id"] for row in kept["introduction_keys"]} == {nika.id}
    mine = json.loads((await app.services.profiles.export(company)).content)
    assert "pitches" not in mine
    assert {row["person_id"] for row in mine["outcomes"]} == {company.id}


async def test_staff_do_not_get_the_rows_of_others_because_they_decided_them(
    app: App, staff: Person
) -> None:
    await a_meeting_of(app, staff)

    file = await app.services.profiles.export(staff)

    kept = json.loads(file.content)
    assert not {"challenges", "pitches", "companies", "introductions"} & set(kept)
    assert {row["action"] for row in kept["audit"]} >= {"open_introduction"}
    without_letters = {table: rows for table, rows in kept.items() if table != "outbox"}
    for trace in (MARKER, NAME, "Nikolina", "8000000011", "8000000012"):
        assert trace not in json.dumps(without_letters)
    for trace in ("tg://user", "8000000011", "8000000012"):
        assert trace not in file.content.decode()


def test_every_column_that_names_a_person_says_whether_the_row_is_about_them() -> None:
    named = {
        column.name
        for table in Table.metadata.sorted_tables
        for column in table.columns
        if points_to_people(column)
    }

    assert named == ABOUT_THEM | NOT_ABOUT_THEM
