"""Words by which people call themselves: every skill has them, in both genders, for one skill."""

from collections import defaultdict

import pytest

from bot.library import Library, fold

LANGUAGES = ("en", "pl", "sl", "da", "de", "cs", "it", "nl", "el", "hr", "sk", "hu")

# Both forms of one profession, where the language has two (English, Danish, Hungarian rarely do).
PAIRS = {
    "graphic_design": {
        "pl": ("projektant graficzny", "projektantka graficzna"),
        "sl": ("grafični oblikovalec", "grafična oblikovalka"),
        "de": ("Grafikdesigner", "Grafikdesignerin"),
        "cs": ("grafický designér", "grafická designérka"),
        "nl": ("grafisch ontwerper", "grafisch ontwerpster"),
        "el": ("γραφίστας", "γραφίστρια"),
        "hr": ("grafički dizajner", "grafička dizajnerica"),
        "sk": ("grafický dizajnér", "grafická dizajnérka"),
        "it": ("progettista grafico", "progettista grafica"),
    },
    "illustration": {
        "pl": ("ilustrator", "ilustratorka"),
        "sl": ("ilustrator", "ilustratorka"),
        "de": ("Illustrator", "Illustratorin"),
        "cs": ("ilustrátor", "ilustrátorka"),
        "it": ("illustratore", "illustratrice"),
        "nl": ("illustrator", "illustratrice"),
        "el": ("κομίστας", "κομίστρια"),
        "hr": ("ilustrator", "ilustratorica"),
        "sk": ("ilustrátor", "ilustrátorka"),
    },
    "photography": {
        "pl": ("fotograf", "fotografka"),
        "sl": ("fotograf", "fotografinja"),
        "de": ("Fotograf", "Fotografin"),
        "cs": ("fotograf", "fotografka"),
        "it": ("fotografo", "fotografa"),
        "nl": ("fotograaf", "fotografe"),
        "hr": ("fotograf", "fotografkinja"),
        "sk": ("fotograf", "fotografka"),
    },
    "ceramics_glass": {
        "pl": ("ceramik", "ceramiczka"),
        "sl": ("keramik", "keramičarka"),
        "de": ("Keramiker", "Keramikerin"),
        "cs": ("keramik", "keramička"),
        "it": ("vasaio", "vasaia"),
        "nl": ("pottenbakker", "pottenbakster"),
        "el": ("κεραμίστας", "κεραμίστρια"),
        "hr": ("keramičar", "keramičarka"),
        "sk": ("keramikár", "keramikárka"),
    },
    "performing": {
        "en": ("actor", "actress"),
        "pl": ("aktor", "aktorka"),
        "sl": ("igralec", "igralka"),
        "da": ("skuespiller", "skuespillerinde"),
        "de": ("Schauspieler", "Schauspielerin"),
        "cs": ("herec", "herečka"),
        "it": ("attore", "attrice"),
        "nl": ("acteur", "actrice"),
        "hr": ("glumac", "glumica"),
        "sk": ("herec", "herečka"),
        "hu": ("színész", "színésznő"),
    },
    "textile_design": {
        "pl": ("tkacz", "tkaczka"),
        "sl": ("tkalec", "tkalka"),
        "de": ("Weber", "Weberin"),
        "it": ("tessitore", "tessitrice"),
        "el": ("υφαντής", "υφάντρια"),
        "hr": ("tkalac", "tkalja"),
        "sk": ("tkáč", "tkáčka"),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_skill_has_words_for_the_people_who_do_it(library: Library, language: str) -> None:
    skills = library.vocabulary.skills.values()

    assert [skill.id for skill in skills if len(skill.professions.get(language, ())) < 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_skill_names_a_word_twice(library: Library, language: str) -> None:
    for skill in library.vocabulary.skills.values():
        words = [fold(word) for word in skill.professions[language]]
        assert sorted(words) == sorted(set(words)), skill.id


@pytest.mark.parametrize(
    ("skill", "language", "pair"),
    [(skill, language, pair) for skill, of in PAIRS.items() for language, pair in of.items()],
)
def test_women_and_men_are_both_there(
    library: Library, skill: str, language: str, pair: tuple[str, str]
) -> None:
    professions = library.vocabulary.skills[skill].professions[language]

    assert set(pair) <= set(professions)


def test_no_profession_belongs_to_two_skills(library: Library) -> None:
    """Whoever does one thing is not offered another, whatever language the word is read in."""
    owners = defaultdict(set)
    for skill in library.vocabulary.skills.values():
        for words in skill.professions.values():
            for word in words:
                owners[fold(word)].add(skill.id)

    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}


def test_no_profession_is_another_skills_name(library: Library) -> None:
    skills = library.vocabulary.skills
    names = defaultdict(set)
    for skill in skills.values():
        for word in [*skill.labels.values(), *(w for ws in skill.synonyms.values() for w in ws)]:
            names[fold(word)].add(skill.id)

    for skill in skills.values():
        for words in skill.professions.values():
            for word in words:
                assert names[fold(word)] <= {skill.id}, f"{word} is a name of another skill too"


@pytest.mark.parametrize("bare", ["art", "design", "designer", "digital", "project", "projekt"])
def test_words_that_fit_everybody_name_nobody(library: Library, bare: str) -> None:
    for skill in library.vocabulary.skills.values():
        for words in skill.professions.values():
            assert bare not in map(fold, words), skill.id
