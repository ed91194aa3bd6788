"""The lists that people pick from, and the search in them."""

import pytest

from bot.answers.understanding.terms import term_phrases
from bot.domain.entries import Term, Vocabulary
from bot.library import Library, find_terms, fold

FIVE = ("en", "sl", "pl", "da", "de")
LISTS = (
    *("sectors", "skills", "technologies", "transitions", "applicant_types", "industries"),
    "families",
)


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_complete_and_fit_a_button(library: Library, name: str) -> None:
    for term in getattr(library.vocabulary, name).values():
        for language in FIVE:
            assert term.labels.get(language), f"{name}.{term.id} has no {language}"
        for language, label in term.labels.items():
            assert len(label) <= 40, f"{name}.{term.id}.{language}: {label}"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", FIVE)
def test_no_two_terms_look_the_same(library: Library, name: str, language: str) -> None:
    labels = [fold(term.label(language)) for term in getattr(library.vocabulary, name).values()]

    assert sorted(labels) == sorted(set(labels))


def test_lists_are_short_enough_to_pick_from(library: Library) -> None:
    assert 15 <= len(library.vocabulary.sectors) <= 25
    assert len(library.vocabulary.skills) >= 74


def test_skills_of_a_family_stand_together(library: Library) -> None:
    families = [skill.family for skill in library.vocabulary.skills.values()]
    runs = [family for family, before in zip(families, [None, *families], strict=False)
            if family != before]  # fmt: skip

    assert runs == list(library.vocabulary.families)


def test_every_alias_leads_to_a_term(library: Library) -> None:
    vocabulary = library.vocabulary
    for name, aliases in vocabulary.aliases.items():
        for alias, targets in aliases.items():
            assert set(targets) <= set(getattr(vocabulary, name)), f"{name}.{alias}"


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("graphic desing", "en", "graphic_design"),
        ("Grafikdesgin", "de", "graphic_design"),
        ("graficno oblikovanje", "sl", "graphic_design"),
        ("ilustracja", "pl", "illustration"),
        ("grywalizcja", "pl", "gamification"),
        ("tlumaczenia", "pl", "translation"),
        ("mobeldesign", "da", "furniture_design"),
        ("moebeldesign", "de", "furniture_design"),
        ("pletenje tkanje", "sl", "textile_design"),
        ("lesarstvo obdelava lesa", "sl", "woodwork"),
        ("lyddesign", "da", "sound_design"),
        ("fotograf", "da", "photography"),
        ("zvukovy design", "cs", "sound_design"),
        ("γραφιστικη", "el", "graphic_design"),
        ("bútortervezes", "hu", "furniture_design"),
        ("UX", "sl", "ux_design"),
        ("3d tisk", "sl", "3d_printing"),
        ("VR", "pl", "xr"),
        ("keramika", "en", "ceramics_glass"),
        ("Keramikerin", "de", "ceramics_glass"),
        ("fotografka", "sl", "photography"),
        ("kunst", "da", "installation_art"),
        ("programiranje", "sl", "web_dev"),
    ],
)
def test_a_skill_is_found_as_people_type_it(
    library: Library, typed: str, language: str, expected: str
) -> None:
    found = [term.id for term in find_terms(library.vocabulary.skills, typed, language)]

    assert expected in found[:2], found


@pytest.mark.torture
def test_every_label_finds_its_own_term_first(library: Library) -> None:
    skills = library.vocabulary.skills
    for skill in skills.values():
        for language in FIVE:
            found = find_terms(skills, skill.label(language), language)
            assert skill.id in [term.id for term in found[:3]], (skill.id, language)


def test_several_skills_may_be_typed_at_once(library: Library) -> None:
    found = find_terms(library.vocabulary.skills, "animation, keramik; podcast", "da")

    assert {term.id for term in found} >= {"animation", "ceramics_glass", "podcast"}


@pytest.mark.parametrize("typed", ["", " ", "?!", "a", "qwertzuiop", "ja", "🎨🎨", "\x00" * 50])
def test_nonsense_finds_nothing(library: Library, typed: str) -> None:
    assert find_terms(library.vocabulary.skills, typed, "de") == []


def test_the_limit_holds(library: Library) -> None:
    assert len(find_terms(library.vocabulary.skills, "design", "en", limit=5)) == 5


def test_folding_keeps_letters_and_drops_marks() -> None:
    assert fold("Łódź, smørrebrød & Straße") == "lodz smorrebrod strasse"
    assert fold("Γραφιστικός") == "γραφιστικοσ"


def test_a_term_is_found_by_the_people_who_do_it() -> None:
    drawing = Term(
        "x", {"en": "drawing"}, professions={"cs": ("kreslířka", "kreslíř"), "de": ("Zeichnerin",)}
    )

    assert find_terms({"x": drawing}, "kreslirka", "cs") == [drawing]
    assert find_terms({"x": drawing}, "Zeichnerin", "cs") == [drawing]


def test_no_question_is_read_by_a_profession() -> None:
    """ "I look for an illustrator" asks for people, not for what they do."""
    skill = Term("x", {"en": "drawing"}, {"en": ("sketching",)}, None, {"en": ("draughtswoman",)})
    vocabulary = Vocabulary({}, {"x": skill}, {}, {}, {}, {})

    words = " ".join(str(phrase) for phrase in term_phrases(vocabulary))

    assert "sketch" in words
    assert "draught" not in words


def test_a_term_without_synonyms_is_searched() -> None:
    terms = {"x": Term("x", {"en": "weaving"})}

    assert find_terms(terms, "weavin", "pl") == [terms["x"]]
