"""One fact at a time: changed on the summary, or asked for at the moment it matters."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.app.services import App
from bot.domain.eligibility import Code
from bot.domain.people import Fluency, Profile, Reach
from bot.domain.profiling import EDITABLE, ON_DEMAND
from bot.domain.refusals import Gone, ProfileNeeded
from handlers.dispatcher import ConversationDispatcher
from tests.builders import a_creative, a_person, a_profile
from tests.conftest import Meet
from tests.people import Person


async def a_creative_called(app: App, meet: Meet, **changes: object) -> Person:
    ada = meet()
    await ada.says("/start")
    person = await app.services.people.meet(ada.id, "Ada", "en")
    await a_creative(app, person, **changes)
    return ada


async def profile_of(app: App, person: Person) -> Profile:
    async with app.store.read() as work:
        found = await work.people.find(person.id)
        assert found is not None
        made = await work.profiles.find(found.id)
    assert made is not None
    return made


async def asks(app: App, ada: Person, code: Code, subject: str | None = None) -> str:
    """Open the question as a use case does that needs it; return the button that goes on."""
    person = await app.services.people.meet(ada.id, "Ada", "en")
    step = await app.services.profiles.ask_for(person, code, subject)
    return await ada.taps_data(f"form:go:{step.draft.id}")


async def test_each_fact_is_a_line_and_a_button(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet, bio="I <draw> boxes.", travel=Reach.REMOTE)

    said = await ada.says("/profile")

    for line in (
        "In your own words: I <draw> boxes.",
        "Place: Slovenia",
        "Distance: Not at all, only online",
        "Languages: Slovenian (first language) and English (B2)",
    ):
        assert line in said
    labels = ada.sees_buttons()
    assert "Skills" in labels
    assert "+ Experience" in labels


@pytest.mark.parametrize("field", [*EDITABLE, *ON_DEMAND], ids=lambda f: f.key)
async def test_looking_at_a_fact_changes_nothing(app: App, meet: Meet, field) -> None:
    ada = await a_creative_called(app, meet)
    before = await profile_of(app, ada)

    await ada.says("/profile")
    await ada.taps_data(f"profile:fact:{field.key}")
    await ada.taps("Back")

    assert "Your profile" in ada.sees()
    assert await profile_of(app, ada) == before


async def test_a_level_is_changed_and_saved_at_once(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await ada.says("/profile")
    await ada.taps("Languages")
    await ada.taps("✓ English (B2)")
    await ada.taps("English")
    await ada.taps("Very well (C1–C2)")

    assert "Saved: Languages" in await ada.taps("Done")
    assert (await profile_of(app, ada)).languages == {"sl": Fluency.NATIVE, "en": Fluency.C1}


async def test_a_fact_is_taken_away(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet, travel=80)
    await ada.says("/profile")
    await ada.taps("Distance")

    assert "Saved: Distance" in await ada.taps("Remove the answer")
    assert (await profile_of(app, ada)).travel is None


async def test_a_second_tap_is_harmless(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet, travel=None)
    await ada.says("/profile")
    await ada.taps("+ Distance")
    anywhere, shown = ada.button("Anywhere"), ada.chat.news[-1]

    await ada.taps("Anywhere")
    await ada.taps_data(anywhere, shown)

    assert "Saved: Distance" in ada.sees()
    assert (await profile_of(app, ada)).travel is Reach.ANYWHERE


async def test_a_fact_goes_on_after_a_restart(
    app: App, meet: Meet, make_dispatcher: Callable[..., ConversationDispatcher]
) -> None:
    ada = await a_creative_called(app, meet)
    await ada.says("/profile")
    await ada.taps("Skills")
    await ada.says("photography")

    ada.line = make_dispatcher()
    assert "Saved: Skills" in await ada.taps("Done")

    assert (await profile_of(app, ada)).skills == (
        *a_profile().skills,
        "photography",
    )


async def test_what_is_asked_for_is_saved_and_the_profile_stays(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    before = await profile_of(app, ada)

    assert "How far do you go" in await asks(app, ada, Code.ASK_TRAVEL)
    await ada.says("60")

    after = await profile_of(app, ada)
    assert after.travel == 60
    assert after.skills == before.skills
    assert after.consented_at == before.consented_at


async def test_the_region_is_one_of_the_country(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await asks(app, ada, Code.ASK_REGION)

    await ada.taps("Zahodna Slovenija")

    assert (await profile_of(app, ada)).region == "SI04"


async def test_a_year_of_birth_by_taps_is_seen_by_its_owner_alone(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await asks(app, ada, Code.ASK_AGE)
    await ada.taps("1980–1989")

    assert "Saved: Year of birth" in await ada.taps("1984")

    assert "Year of birth: 1984" in await ada.says("/profile")
    person = await app.services.people.meet(ada.id, "Ada", "en")
    shown = app.services.profiles.described(person, await profile_of(app, ada))
    assert (shown.birth_year, shown.guardian) == (None, None)


@pytest.mark.parametrize(("says", "agrees"), [("Yes", True), ("No", False)])
async def test_who_is_not_18_is_asked_for_a_guardian(
    app: App, meet: Meet, says: str, agrees: bool
) -> None:
    ada = await a_creative_called(app, meet)
    await asks(app, ada, Code.ASK_AGE)

    assert "a parent or guardian has to agree" in await ada.says("2010")
    await ada.taps(says)

    made = await profile_of(app, ada)
    assert (made.birth_year, made.guardian_consent) == (2010, agrees)


@pytest.mark.parametrize("typed", ["in March", "12", "3000", "1850"])
async def test_what_is_no_year_is_asked_again(app: App, meet: Meet, typed: str) -> None:
    ada = await a_creative_called(app, meet)
    await asks(app, ada, Code.ASK_AGE)

    assert "I need a number here, like 1990." in await ada.says(typed)
    assert (await profile_of(app, ada)).birth_year is None


async def test_people_return_to_what_they_asked_about(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await asks(app, ada, Code.ASK_TRAVEL, "matches")

    said = await ada.taps("Anywhere")

    assert "Your profile" not in said
    assert said


async def test_without_a_profile_nothing_is_asked(app: App) -> None:
    person = await a_person(app)

    with pytest.raises(ProfileNeeded):
        await app.services.profiles.ask_for(person, Code.ASK_TRAVEL)
    with pytest.raises(Gone):
        await app.services.profiles.ask_for(person, Code.CLOSED)


async def test_a_profile_is_hidden_and_found_again(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await ada.says("/profile")

    assert "Your profile is hidden." in await ada.taps("Hide my profile for now")
    assert (await profile_of(app, ada)).paused
    assert "nobody finds you" in await ada.says("/profile")
    assert "Your profile is found again." in await ada.taps("Show my profile again")
    assert not (await profile_of(app, ada)).paused


async def test_one_tap_says_that_it_still_is_right(app: App, meet: Meet, clock, post) -> None:
    ada = await a_creative_called(app, meet, updated_at=clock() - timedelta(days=200))
    await app.services.confirming.ask()
    await post.deliver()

    assert "It stays as it is." in await ada.taps("Yes, it is right")
    assert (await profile_of(app, ada)).confirmed_at == clock()


async def test_old_buttons_of_an_erased_profile_answer(app: App, meet: Meet) -> None:
    ada = await a_creative_called(app, meet)
    await ada.says("/profile")
    person = await app.services.people.meet(ada.id, "Ada", "en")
    await app.services.profiles.erase_profile(person)

    for data in ("profile:fact:skills", "profile:pause:", "profile:right:", "profile:fact:x"):
        await ada.taps_data(data)
        assert "not available any more" in ada.sees() or "I need your profile" in ada.sees()
    assert "You have no profile yet." in await ada.says("/profile")
