"""The profile in one go, in each offered language: typed and tapped, back, skipped, changed, with
a restart and another language in the middle. Nothing that was accepted is lost."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.geography import Point
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Profile
from bot.domain.profiling import PROFILE
from bot.i18n import Translator, own_name
from handlers.dispatcher import ConversationDispatcher
from tests.conftest import FIVE, Meet
from tests.people import Person

SAYS = {
    "en": ("I am an illustrator in Kranj and have worked for 12 years with makers.", "Kranj"),
    "sl": ("Sem ilustratorka iz Kranja in že 12 let delam z malimi podjetji.", "Kranj"),
    "pl": ("Jestem ilustratorką, pracuję tak od 12 lat, teraz w Kranju.", "Kranj"),
    "da": ("Jeg er illustrator i Kranj og har arbejdet i 12 år med små firmaer.", "Kranj"),
    "de": ("Ich bin Illustratorin in Kranj und arbeite seit 12 Jahren mit Betrieben.", "Kranj"),
}
KRANJ = Point(46.2389, 14.3556)


async def profile_of(app: App, person: Person) -> Profile | None:
    async with app.store.read() as work:
        found = await work.people.find(person.id)
        return await work.profiles.find(found.id) if found else None


def prompt(tr: Translator, key: str) -> str:
    return tr(PROFILE.field(key).prompt)


@pytest.mark.parametrize("language", FIVE)
async def test_a_profile_in_three_minutes(
    app: App,
    meet: Meet,
    make_dispatcher: Callable[..., ConversationDispatcher],
    language: str,
) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    words, town = SAYS[language]
    skills = app.knowledge.vocabulary.skills
    await ada.says("/profile")
    await ada.taps(tr("Make my profile"))
    await ada.taps(tr("Yes, I agree"))
    assert prompt(tr, "applicant_type") in await ada.says(words)
    types = app.knowledge.vocabulary.applicant_types
    await ada.taps(types["freelancer"].label(language)[1:])

    # Back and on again: what was said is there.
    await ada.taps(tr("Back"))
    assert prompt(tr, "sectors") in await ada.taps(tr("Keep the answer"))
    assert prompt(tr, "skills") in await ada.taps(tr("Skip"))

    # The first button is what the text says; nothing is chosen before the tap.
    first, illustration = ada.sees_buttons()[0], skills["illustration"].label(language)
    assert first.lower() == illustration.lower()
    assert tr("Chosen: {choices}", choices="")[:7] not in ada.sees()
    await ada.taps(first)
    await ada.says(skills["packaging_design"].label(language))

    # The process dies, and comes back.
    ada.line = make_dispatcher()
    await ada.taps(tr("Done"))
    assert prompt(tr, "place") in ada.sees()
    assert town in ada.sees_buttons()[0]
    unknown = tr("I do not know that place. Try a bigger town nearby, or tap your country.")
    assert unknown in await ada.says("Xqzwvkj")
    await ada.says("Kranj")

    # Another language in the middle, and back to one's own.
    other = "sl" if language == "en" else "en"
    await ada.says("/language")
    await ada.taps(own_name(other))
    await ada.says("/language")
    await ada.taps(own_name(language))
    await ada.taps(tr("Go on: {form}", form=tr("Profile")))
    assert prompt(tr, "travel") in ada.sees()
    assert tr("I need a number here, like {example}.", example="60") in await ada.says("99999999")
    await ada.says("120 km")

    await ada.says(f"{tr.name_of('de')} C2, {tr.name_of('sl')}")
    asked = tr("How well do you know this language: {language}?", language=tr.name_of("sl"))
    assert asked.lower() in ada.sees().lower()
    await ada.taps(tr("It is my first language"))
    await ada.taps(tr("Done"))

    await ada.taps(tr("Challenges of companies"))
    await ada.taps(tr("Done"))
    await ada.taps(tr("Skip"))
    await ada.taps(tr("Skip"))
    await ada.taps(tr("In a team"))
    assert tr.plural("{n} year", "{n} years", 12) == ada.sees_buttons()[0]
    review = await ada.taps(tr.plural("{n} year", "{n} years", 12))
    assert tr("Is this right?") in review

    await ada.taps(tr("Change: {answer}", answer=tr("Distance")))
    assert tr("Is this right?") in await ada.taps(tr("Anywhere"))
    assert tr("Your profile is saved.") in await ada.taps(tr("Save"))

    made = await profile_of(app, ada)
    assert made is not None
    assert made.bio == words
    assert made.applicant_type is ApplicantType.FREELANCER
    assert (made.sectors, made.skills) == ((), ("illustration", "packaging_design"))
    assert (made.city, made.country, made.region) == ("Kranj", "SI", "SI04")
    assert made.point is not None
    assert (round(made.point.latitude, 1), round(made.point.longitude, 1)) == (46.2, 14.4)
    assert made.travel == "anywhere"
    assert made.languages == {"de": Fluency.C2, "sl": Fluency.NATIVE}
    assert made.wanted_kinds == (OpportunityKind.CHALLENGE,)
    assert (made.work_mode, made.experience_years) == (Team.TEAM, 12)
    assert (made.birth_year, made.guardian_consent) == (None, None)


async def test_nothing_but_consent_is_needed(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    for _ in [field for field in PROFILE.fields[1:] if field.asked_if({})]:
        await ada.taps("Skip")
    await ada.taps("Save")

    made = await profile_of(app, ada)
    assert made is not None
    assert (made.skills, made.languages, made.wanted_kinds) == ((), {}, None)
    assert "It is empty so far." in await ada.says("/profile")


async def test_a_long_text_is_cut_at_a_sentence_and_that_is_said(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    sentence = "I design packaging for small makers in the Alps. "

    said = await ada.says(sentence * 50)

    assert "Your text has 2,449 characters. I keep the first 587" in said
    async with app.store.read() as work:
        person = await work.people.find(ada.id)
        assert person is not None
        (draft,) = await work.drafts.open_of(person.id)
    assert draft.one("bio") == (sentence * 12).strip()


async def test_of_several_towns_one_is_chosen(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    for _ in range(4):
        await ada.taps("Skip")

    assert "Which of these do you mean?" in await ada.says("Neustadt")
    towns = [label for label in ada.sees_buttons() if "Germany" in label]
    assert len(set(towns)) == len(towns) > 1
    assert "How far do you go" in await ada.taps(towns[1])

    await ada.taps("Back")
    assert "Keep the answer" in ada.sees_buttons()


async def test_what_of_a_list_is_not_understood_is_said(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    for _ in range(3):
        await ada.taps("Skip")

    said = await ada.says("sound design, qqqq, <b>zzzz")
    assert "Chosen: sound design" in said
    assert "Not in the list, so left out: “qqqq” and “<b>zzzz”." in said
    assert "left out" not in await ada.says("illustration")


async def test_related_skills_stand_behind_the_chosen_and_are_not_chosen(meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    await ada.taps("Yes, I agree")
    for _ in range(3):
        await ada.taps("Skip")

    said = await ada.says("sound design")

    assert "Behind what you chose stands what often goes with it." in said
    assert [label.startswith("✓") for label in ada.sees_buttons()[:3]] == [True, False, False]
    assert "Music composition" in ada.sees_buttons()[:4]


async def test_a_draft_of_the_former_form_goes_on(app: App, meet: Meet) -> None:
    """Before: a country instead of a place, languages without a level."""
    ada = meet()
    await ada.says("/start")
    async with app.store.begin() as work:
        person = await work.people.find(ada.id)
        assert person is not None
        draft = await work.drafts.add(
            person.id,
            "profile",
            "country",
            {
                "consent": "yes",
                "sectors": ("crafts",),
                "skills": ("illustration",),
                "country": "SI",
                "languages": ("sl", "en"),
            },
            app.clock(),
        )

    assert "Where do you live?" in await ada.taps_data(f"form:go:{draft.id}")
    await ada.taps("Keep the answer")
    while "Skip" in ada.sees_buttons():
        await ada.taps("Skip")
    assert "Slovenia" in ada.sees()
    await ada.taps("Save")

    made = await profile_of(app, ada)
    assert made is not None
    assert (made.country, made.skills) == ("SI", ("illustration",))
    assert made.languages == {"sl": Fluency.B1, "en": Fluency.B1}


async def test_forged_choices_do_no_harm(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")
    draft = ada.button("Stop for now").rpartition(":")[2]
    await ada.taps("Yes, I agree")
    for key, value in (
        ("bio", "x"),
        ("place", "?9"),
        ("place", "+0"),
        ("languages", "en:Z9"),
        ("languages", "xx:C1"),
        ("skills", "illustration:C1"),
        ("travel", "9" * 12),
    ):
        await ada.taps_data(f"form:pick:{draft}.{key}.{value}")

    assert "What do you do?" in ada.sees()
