"""Days on which somebody cannot come: written in any words, changed, and gone by themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.app.services import App
from bot.app.worker import _tidy
from bot.domain.eligibility import Code
from bot.domain.entries import Status
from bot.domain.people import Profile
from bot.library import Library
from tests.builders import a_creative
from tests.conftest import Clock, Meet
from tests.people import Person

JULY = (date(2027, 7, 1), date(2027, 7, 31))


async def an_owner(app: App, meet: Meet, language: str, **changes: object) -> Person:
    ida = meet("Ida", language)
    await ida.says("/start")
    known = await app.services.people.meet(ida.id, ida.name, ida.language)
    await a_creative(app, known, **changes)
    return ida


async def profile_of(app: App, person: Person) -> Profile:
    known = await app.services.people.meet(person.id, person.name, person.language)
    async with app.store.read() as work:
        profile = await work.profiles.find(known.id)
    assert profile is not None
    return profile


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "July"), ("sl", "1.7.–31.7."), ("pl", "lipiec"), ("da", "juli"), ("de", "Juli")],
)
async def test_it_is_written_on_the_summary_and_taken_away_again(
    app: App, meet: Meet, language: str, typed: str
) -> None:
    tr = app.languages[language]
    ida = await an_owner(app, meet, language)
    await ida.says("/profile")

    asked = await ida.taps("+ " + tr("Away"))
    assert tr("On which days can you not come? Write the first and the last one.") in asked
    said = await ida.says(typed)

    assert tr("Saved: {fact}", fact=tr("Away")) in said
    assert tr("{fact}: {value}", fact=tr("Away"), value=tr.period("2027-07")) in said
    assert (await profile_of(app, ida)).away == JULY
    await ida.taps(tr("Away"))
    await ida.taps(tr("Remove the answer"))
    assert (await profile_of(app, ida)).away is None


async def test_what_is_past_or_not_understood_changes_nothing(app: App, meet: Meet) -> None:
    ida = await an_owner(app, meet, "en", away=JULY)
    await ida.says("/profile")
    asked = await ida.taps("Away")
    assert "July 2027" in asked

    assert "These days have passed." in await ida.says("June 2026")
    assert "I could not read from when to when." in await ida.says("now and then")

    assert (await profile_of(app, ida)).away == JULY


async def test_it_is_not_asked_when_a_profile_is_made(app: App, meet: Meet) -> None:
    ida = meet("Ida", "en")
    await ida.says("/start")
    await ida.taps_data("profile:edit:")
    seen = await ida.taps("Yes, I agree")
    for _ in range(20):
        if "Skip" not in ida.sees_buttons():
            break
        assert "On which days can you not come?" not in seen
        seen = await ida.taps("Skip")
    assert "Is this right?" in seen


async def test_one_tap_leads_from_not_while_you_are_away_to_the_days(
    app: App, meet: Meet, clock: Clock
) -> None:
    day = clock.today + timedelta(days=30)
    library: Library = app.knowledge.library
    event = replace(
        library.entries["event-ddw"],
        held=(day.isoformat(),),
        starts_at=None,
        status=Status.STANDING,
    )
    entries = {**library.entries, event.id: event}
    app.knowledge.take(app.knowledge.prepared(replace(library, entries=entries)))
    ida = await an_owner(app, meet, "en", away=(day - timedelta(days=1), day))
    known = await app.services.people.meet(ida.id, ida.name, ida.language)
    assert Code.AWAY in (await app.services.eligible.may_i(known, event.id)).codes

    await ida.taps_data(f"fit:tell:{event.id}.{Code.AWAY}")
    said = await ida.taps("Remove the answer")

    assert "while you are away" not in said
    assert event.in_language("en")[1].title in said
    assert (await profile_of(app, ida)).away is None


async def test_days_that_have_passed_are_not_shown_and_are_forgotten(
    app: App, meet: Meet, clock: Clock
) -> None:
    today = clock.today
    ida = await an_owner(app, meet, "en", away=(today - timedelta(days=9), today))
    assert "Away:" in await ida.says("/profile")
    clock.passes(days=1)

    assert "Away:" not in await ida.says("/profile")
    await _tidy(app)()

    assert (await profile_of(app, ida)).away is None
