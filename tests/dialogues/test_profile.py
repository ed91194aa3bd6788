"""/profile and /privacy: consent first, typed skills, changing one's mind, and going away."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.forms import REVIEW
from bot.domain.people import Profile
from handlers.dispatcher import ConversationDispatcher
from tests.builders import PostOffice, a_person, a_published_challenge, everything_kept
from tests.conftest import Meet
from tests.people import Person

CONSENT = "Is that all right?"


async def profile_of(app: App, person: Person) -> Profile | None:
    async with app.store.read() as work:
        found = await work.people.find(person.id)
        return await work.profiles.find(found.id) if found else None


async def fills_in(ada: Person, tr, country: str = "Slovenija") -> str:
    """Answer the form by typing, in the words of `tr`."""
    await ada.says("/profile")
    await ada.taps(tr("Make my profile"))
    await ada.taps(tr("Yes, I agree"))
    await skips(ada, tr, 2)
    await ada.says("design")
    await ada.taps(tr("Done"))
    await ada.says("packaging design, illustration")
    await ada.taps(tr("Done"))
    await ada.says(country)
    await skips(ada, tr)
    await ada.says("en, sl")
    await ada.taps(tr("Done"))
    return await skips(ada, tr, 5)


async def skips(ada: Person, tr, questions: int = 1) -> str:
    for _ in range(questions):
        said = await ada.taps(tr("Skip"))
    return said


async def test_nothing_is_asked_before_consent(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")

    assert CONSENT in await ada.taps("Make my profile")
    assert "Without your consent I store no profile" in await ada.says("no")
    assert CONSENT in ada.sees()
    assert "Skip" not in ada.sees_buttons()
    assert await profile_of(app, ada) is None


@pytest.mark.parametrize("word", ["yes", "Tak.", "da", "Ja!", "ano", "Ναι"])
async def test_a_plain_yes_is_consent_in_any_language(meet: Meet, word: str) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")

    assert "What do you do?" in await ada.says(word)


@pytest.mark.parametrize("verb", ["skip", "done", "clear"])
async def test_consent_cannot_be_forged(app: App, meet: Meet, verb: str) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    draft = ada.button("Stop for now").rpartition(":")[2]

    await ada.taps_data(f"form:{verb}:{draft}.consent")
    await ada.taps_data(f"form:pick:{draft}.consent.no")
    await ada.taps_data(f"form:submit:{draft}")

    assert CONSENT in ada.sees()
    assert await profile_of(app, ada) is None


@pytest.mark.parametrize(
    ("language", "typed", "skills"),
    [
        ("sl", "graficno oblikovanje, ilustracja", ("graphic_design", "illustration")),
        ("pl", "grywalizcja; tlumaczenia", ("gamification", "translation")),
        ("de", "Grafikdesgin\nMöbeldesign", ("graphic_design", "furniture_design")),
        ("en", "csomagolástervezés, illusztráció", ("packaging_design", "illustration")),
        ("en", "εικονογραφηση; φωτογραφία", ("illustration", "photography")),
    ],
)
async def test_skills_are_found_as_people_type_them(
    app: App, meet: Meet, language: str, typed: str, skills: tuple[str, ...]
) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    await ada.says("/profile")
    await ada.taps(tr("Make my profile"))
    await ada.taps(tr("Yes, I agree"))
    await skips(ada, tr, 3)

    said = await ada.says(typed)

    for skill in skills:
        assert app.knowledge.vocabulary.skills[skill].label(language) in said
    await ada.taps(tr("Done"))
    await ada.says("SI")
    await skips(ada, tr)
    await ada.says(language)
    await ada.taps(tr("Done"))
    await skips(ada, tr, 5)
    assert tr("Your profile is saved.") in await ada.taps(tr("Save"))
    saved = await profile_of(app, ada)
    assert saved is not None
    assert saved.skills == skills
    assert saved.country == "SI"


async def test_a_profile_opens_matches_and_a_home_hub(app: App, meet: Meet, slovenian) -> None:
    nika = meet("Nika", "sl")
    await nika.says("/matches")
    assert slovenian("Make my profile") in nika.sees_buttons()

    assert slovenian("Is this right?") in await fills_in(nika, slovenian)
    said = await nika.taps(slovenian("Save"))

    assert slovenian("Your profile is saved.") in said
    assert slovenian("Your profile") in await nika.says("/profile")
    assert await nika.taps(slovenian("What fits me"))


async def test_a_home_hub_is_proposed_where_a_country_has_one(app: App, meet: Meet) -> None:
    jens, tr = meet("Jens", "da"), app.languages["da"]
    await fills_in(jens, tr, country="Danmark")

    assert app.knowledge.hubs["kolding"].named("da") in await jens.taps(tr("Save"))


async def test_a_choice_is_taken_back_by_a_second_tap(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    await skips(ada, app.languages["en"], 2)
    first = next(label for label in ada.sees_buttons())

    assert f"chosen: {first}".lower() in (await ada.taps(first)).lower()
    await ada.taps(f"✓ {first}")

    assert "Chosen" not in ada.sees()
    assert "Done" not in ada.sees_buttons()


async def test_going_back_and_on_loses_nothing(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    review = await fills_in(ada, tr, country="Slovenia")

    for _ in range(3):
        await ada.taps("Change: Skills")
        await ada.taps("Back")
    await ada.taps("Change: Place")
    await ada.taps("Keep the answer")
    assert ada.sees() == review

    assert "Poland" in await ada_changes(ada, "Change: Place", "Poland")
    assert "Is this right?" in ada.sees()


async def ada_changes(ada: Person, label: str, answer: str) -> str:
    await ada.taps(label)
    return await ada.says(answer)


async def test_stop_keeps_the_draft_and_go_on_opens_it_after_a_restart(
    app: App, meet: Meet, make_dispatcher: Callable[..., ConversationDispatcher], polish
) -> None:
    jan = meet("Jan", "pl")
    await jan.says("/profile")
    await jan.taps(polish("Make my profile"))
    await jan.taps(polish("Yes, I agree"))
    await skips(jan, polish, 2)
    await jan.says("design")
    await jan.taps(polish("Done"))
    await jan.taps(polish("Stop for now"))

    jan.line = make_dispatcher()
    go_on = polish("Go on: {form}", form=polish("Profile"))
    await jan.says("/start")
    assert go_on in jan.sees_buttons()

    prompt = polish("What are you good at? Type skills with commas between them, or tap.")
    assert prompt in await jan.taps(go_on)
    assert "ilustracja" in (await jan.says("ilustracja")).lower()


async def test_a_draft_can_be_thrown_away(meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    await ada.taps("Stop for now")

    assert "Thrown away" in await ada.taps("Throw it away")
    await ada.says("/start")
    assert not [label for label in ada.sees_buttons() if label.startswith("Go on")]


async def test_a_double_tap_on_save_is_harmless(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    submit, shown = ada.button("Save"), ada.chat.news[-1]

    first = await ada.taps("Save")
    await ada.taps_data(submit, shown)

    assert "Your profile is saved." in first
    assert ada.sees() == first


async def test_a_profile_is_changed_fact_by_fact(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    await ada.taps("Save")
    before = await profile_of(app, ada)

    await ada.says("/profile")
    await ada.taps("Place")
    assert "Saved: Place" in await ada.says("PL")

    after = await profile_of(app, ada)
    assert before is not None
    assert after is not None
    assert (after.country, after.skills) == ("PL", before.skills)
    assert after.consented_at == before.consented_at


async def test_a_profile_is_erased_after_one_question(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    await ada.taps("Save")

    await ada.says("/profile")
    await ada.taps("Erase my profile")
    await ada.taps("No, keep it")
    assert await profile_of(app, ada) is not None

    await ada.taps("Erase my profile")
    assert "Your profile is erased" in await ada.taps("Yes, erase it")
    assert await profile_of(app, ada) is None


async def test_an_erased_profile_is_not_in_a_draft_either(app: App, meet: Meet, settings) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    await ada.taps("Save")
    await ada.says("/profile")
    await ada.taps("Skills")
    await ada.taps("Stop for now")

    await ada.says("/profile")
    await ada.taps("Erase my profile")
    await ada.taps("Yes, erase it")

    assert "packaging_design" not in (await everything_kept(settings.database_url))["drafts"]


async def test_privacy_tells_what_is_kept(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    await ada.taps("Save")
    await ada.says("/challenge")
    await ada.taps("Skip")
    await ada.taps("Stop for now")

    said = await ada.says("/privacy")

    assert "Your profile, if you made one" in said
    assert "1 draft" in said


async def test_announcements_go_off_and_on(meet: Meet) -> None:
    ada = meet()
    await ada.says("/privacy")

    assert "no more announcements" in await ada.taps("No announcements, please")
    await ada.says("/privacy")
    assert "You will get announcements again." in await ada.taps("Send me announcements")
    await ada.says("/privacy")
    assert "No announcements, please" in ada.sees_buttons()


async def test_erasing_everything_leaves_nothing(
    app: App, meet: Meet, meet_staff, post: PostOffice, settings
) -> None:
    """A whole life with the bot: profile, drafts, challenges, interest, staff rights, news."""
    maja = await meet_staff("Maja")
    async with app.store.read() as work:
        staff = await work.people.find(maja.id)
    company = await a_person(app, "Fabryka", "pl", 8_000_000_002)
    challenge = await a_published_challenge(app, company, staff)
    ada = meet("Adalbertine", "en")
    tr = app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    await ada.taps("Save")
    await ada.taps_data(f"match:yes:{challenge.id}")
    await ada.says("/challenge")
    await ada.taps("Skip")
    await ada.says("Adalbertine's own company")
    async with app.store.begin() as work:
        person = await work.people.find(ada.id)
        assert person is not None
        await work.audit.add(app.clock(), person.id, "test", f"person:{person.id}")
    await post.deliver()
    await ada.says("/privacy")
    await ada.taps("Erase everything about me")

    assert "everything about you is erased" in await ada.taps("Yes, erase everything")

    for table, rows in (await everything_kept(settings.database_url)).items():
        assert str(ada.id) not in rows, table
        assert "Adalbertine" not in rows, table


async def test_who_was_erased_begins_anew(app: App, meet: Meet) -> None:
    ada = meet("Ada", "sl")
    await ada.says("/start hub-kranj")
    await ada.says("/language")
    await ada.taps("English")
    await ada.says("/privacy")
    await ada.taps("Erase everything about me")
    await ada.taps("Yes, erase everything")

    said = await ada.says("/start")

    assert "Kranj" not in said
    assert app.languages["sl"]("Hello, {name}.", name="Ada") in said


async def test_old_buttons_of_an_erased_person_do_no_harm(app: App, meet: Meet) -> None:
    ada, tr = meet(), app.languages["en"]
    await fills_in(ada, tr, country="Slovenia")
    submit = ada.button("Save")
    await ada.says("/privacy")
    await ada.taps("Erase everything about me")
    await ada.taps("Yes, erase everything")

    assert "not available any more" in await ada.taps_data(submit)
    assert await profile_of(app, ada) is None
    assert REVIEW not in ada.sees()


async def test_who_stopped_is_offered_to_go_on(meet: Meet) -> None:
    ada = meet("Ada")
    await ada.says("/start")
    await ada.taps_data("profile:edit:")
    question = await ada.taps("Yes, I agree")
    await ada.taps("Stop for now")

    assert "you began one" in await ada.says("/profile")
    assert await ada.taps("Go on") == question
    assert "you began one" in await ada.says("/profile")
    await ada.taps("Throw it away")
    assert "you began one" not in await ada.says("/profile")
