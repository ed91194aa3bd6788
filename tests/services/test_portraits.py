"""What people's own words suggest: only what they name, in any language, and never a fact."""

import pytest

from bot.app.services import App
from bot.services.choices import Choices
from bot.services.portraits import Portraits
from tests.builders import a_person

TEXTS = {
    "sl": (
        "Sem ilustratorka iz Kranja in že 12 let delam embalažo za majhna podjetja. "
        "Govorim angleško in nemško.",
        {"illustration"},
        "Kranj|SI",
        ("en", "de"),
    ),
    "de": (
        "Ich bin Illustratorin in Kolding und arbeite seit 12 Jahren mit kleinen Verlagen. "
        "Ich spreche Deutsch und Dänisch.",
        {"illustration"},
        "Kolding|DK",
        ("de", "da"),
    ),
    "hu": (
        "Illusztrátor vagyok, 12 éves tapasztalattal. Angolul és magyarul dolgozom.",
        {"illustration"},
        None,
        ("hu",),
    ),
    "el": (
        "Είμαι φωτογράφος με 12 χρόνια εμπειρία. Μιλάω ελληνικά.",
        {"photography"},
        None,
        ("el",),
    ),
    "pl": (
        "Jestem fotografką z Gdańska, pracuję tak od 12 lat.",
        {"photography"},
        None,
        (),
    ),
}


async def read(app: App, text: str, language: str = "en") -> dict[str, tuple[str, ...]]:
    choices = Choices(app.knowledge, app.languages)
    portraits = Portraits(app.knowledge, app.languages, choices)
    return dict(await portraits.read(text, await a_person(app, language=language)))


@pytest.mark.parametrize("language", TEXTS)
async def test_a_text_suggests_what_it_names(app: App, language: str) -> None:
    text, skills, town, spoken = TEXTS[language]
    reader = language if language in app.languages.offered else "en"

    found = await read(app, text, reader)

    assert skills <= set(found["skills"])
    assert found["experience"] == ("12",)
    assert set(spoken) <= set(found.get("languages", ()))
    if town:
        assert found["place"][0].startswith(town)


@pytest.mark.parametrize(
    "text",
    [
        "I am 34 years old and I like to draw.",
        "Stara sem 34 let in rada rišem.",
        "Mam 34 lata, wiek średni.",
        "Ich bin 34 Jahre alt.",
        "Imam 34 let in delam doma.",
        "Ho 34 anni e lavoro a Torino.",
        "I am 34 years old with experience in film.",
        "Our company is 20 years old. 10 years ago I moved here and work from home.",
    ],
)
async def test_an_age_is_no_experience(app: App, text: str) -> None:
    assert "experience" not in await read(app, text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Mam 29 lat, pracuję jako grafik od 5 lat.", "5"),
        ("Ich bin 41 Jahre alt und arbeite seit 15 Jahren.", "15"),
        ("29 éves vagyok, és 6 éve dolgozom.", "6"),
        ("Imam 12 let izkušenj.", "12"),
        ("Erfahrung: 12 Jahre", "12"),
        ("Mám 20 let praxe.", "20"),
    ],
)
async def test_experience_beside_an_age_is_found(app: App, text: str, years: str) -> None:
    assert (await read(app, text))["experience"] == (years,)


async def test_a_wish_is_no_skill(app: App) -> None:
    found = await read(app, "I am a photographer. I would like to learn packaging design.")

    assert "photography" in found["skills"]
    assert "packaging_design" not in found["skills"]


@pytest.mark.parametrize("text", ["…", "12345 67890 12345", "🖌️ " * 200, "x" * 4000, "\n" * 50])
async def test_noise_suggests_nothing(app: App, text: str) -> None:
    assert await read(app, text) == {}


async def test_no_more_is_suggested_than_a_page_has(app: App) -> None:
    terms = app.knowledge.vocabulary.skills.values()

    found = await read(app, ", ".join(term.label("en") for term in terms)[:3_900])

    assert len(found["skills"]) == 8
