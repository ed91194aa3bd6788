"""What a person's own words suggest for a profile or a challenge: buttons to tap, never facts.

Only what the words name is suggested. Wishes and dislikes are no skills, a year of birth or an age
is no experience, and the text itself is kept by nobody here.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from bot.domain.entries import Term, Vocabulary
from bot.domain.people import Person
from bot.i18n import Languages
from bot.library import fold
from bot.matching.lexicon import Lexicon
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.places import Places

MOST: Final = 8
"""Suggestions for one question: as many as one page of buttons has."""
_MOST_PLACES: Final = 3
_MOST_TRIED: Final = 12
"""Words that are looked up as towns: a list of clients has many capital letters."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_YEARS: Final = re.compile(
    r"\b(\d{1,2}) (?:\w+ )?(?:years?|yrs|lat[ao]?|leti?|ar|jahren?|rok[uy]?|roku|anni|jaar|"
    r"χρονια|ετη|ετων|godin\w*|rokov|rokmi|eve|ev|eves)\b"
)
_EXPERIENCE: Final = (
    r"(?:experien|izkus|doswiadcz|erfaring|erfahr|zkusen|esperien|ervaring|εμπειρ|iskust|skusen|"
    r"tapaszt|prax)\w*"
)
_OF_EXPERIENCE: Final = re.compile(rf" (?:\w+ ){{0,2}}{_EXPERIENCE}")
_EXPERIENCE_OF: Final = re.compile(rf"\b{_EXPERIENCE} (?:\w+ ){{0,2}}$")
_WORKED: Final = re.compile(
    r"\b(?:work|dela|prac|arbej|arbeit|lavor|werk|εργα|δουλ|radi|dolgoz)\w*"
)
_SINCE: Final = re.compile(
    r"\b(?:for|since|seit|od|ze|juz|uz|vec|i|da|al|εδω και|mar) (?:over |more than )?$"
)
_AGE_OF: Final = re.compile(r"\b(?:am|mam|imam|sem|jsem|som|ho|er|bin|ben|ειμαι) $")
"""Behind these words, a number of years is an age, unless experience is said behind it."""
_AGED: Final = re.compile(
    r" (?:old|aged|of age|star\w*|gammel|alt|oud|vagyok|ago|temu|nazaj|siden|fa|geleden)\b"
)
"""A number of years that this stands behind is an age, or a moment in the past."""
_CLAUSES: Final = re.compile(r"[.,;!?()\n]+")
_BEFORE_PLACES: Final = frozenset(
    {
        *("in", "from", "near", "at", "v", "iz", "pri", "na", "w", "z", "ze", "we", "koło", "i"),
        *("fra", "ved", "aus", "bei", "nahe", "ve", "u", "blízko", "a", "da", "di", "vicino"),
        *("uit", "te", "bij", "nabij", "στη", "στην", "στο", "στον", "από", "kod", "pri", "zo"),
    }
)
_SHORTEST_NAME: Final = 5
"""Letters of a language's name that must be there: `sloven` of slovenščina, slovenski."""


class Portraits:
    """Reads texts of people about themselves."""

    def __init__(self, knowledge: Knowledge, languages: Languages, choices: Choices) -> None:
        self._knowledge = knowledge
        self._languages = languages
        self._choices = choices
        self._places = Places(knowledge)
        self._lexicons: tuple[Vocabulary, Lexicon, Lexicon] | None = None
        self._of_briefs: tuple[Vocabulary, Lexicon, Lexicon] | None = None

    async def read(self, text: str, person: Person) -> Mapping[str, tuple[str, ...]]:
        """Return what a text suggests, by question; the likeliest first."""
        return await asyncio.to_thread(self._read, text, person)

    async def read_brief(self, text: str, person: Person) -> Mapping[str, tuple[str, ...]]:
        """Return what the text of a company suggests for its challenge, by question.

        What it wishes for counts here: it looks for people who can do it.
        """
        return await asyncio.to_thread(self._read_brief, text, person)

    def _read_brief(self, text: str, person: Person) -> Mapping[str, tuple[str, ...]]:
        vocabulary = self._knowledge.vocabulary
        found = {"languages": tuple(self._languages_in(text, person))}
        lists = {
            "skills": vocabulary.skills,
            "technologies": vocabulary.technologies,
            "industry": vocabulary.industries,
        }
        for (key, terms), lexicon in zip(
            lists.items(), self._lexicons_of_briefs(vocabulary), strict=True
        ):
            named = lexicon.read(text)
            about = named.hinted | named.hoped if key == "skills" else frozenset[str]()
            found[key] = _in_order(terms, (named.done | named.wished | about) - named.unwanted)
        return {key: values[:MOST] for key, values in found.items() if values}

    def _read(self, text: str, person: Person) -> Mapping[str, tuple[str, ...]]:
        vocabulary = self._knowledge.vocabulary
        skills, sectors = self._lexicons_of(vocabulary)
        found = {
            "skills": _in_order(vocabulary.skills, skills.read(text).done),
            "sectors": _in_order(vocabulary.sectors, sectors.read(text).done),
            "languages": tuple(self._languages_in(text, person)),
            "place": tuple(self._towns_in(text, person)),
            "experience": tuple(_years_in(text)),
        }
        return {key: values[:MOST] for key, values in found.items() if values}

    def _lexicons_of_briefs(self, vocabulary: Vocabulary) -> tuple[Lexicon, Lexicon, Lexicon]:
        known = self._of_briefs
        if known is None or known[0] is not vocabulary:
            technologies = Lexicon.of(vocabulary.technologies)
            known = (vocabulary, technologies, Lexicon.of(vocabulary.industries))
            self._of_briefs = known
        return self._lexicons_of(vocabulary)[0], known[1], known[2]

    def _lexicons_of(self, vocabulary: Vocabulary) -> tuple[Lexicon, Lexicon]:
        known = self._lexicons
        if known is None or known[0] is not vocabulary:
            known = (
                vocabulary,
                Lexicon.of(vocabulary.skills),
                Lexicon.of(vocabulary.sectors),
            )
            self._lexicons = known
        return known[1], known[2]

    def _languages_in(self, text: str, person: Person) -> Iterator[str]:
        words = fold(text).split()
        tr = self._languages[person.language]
        for code, term in self._choices.terms("languages", tr).items():
            begins = {_stem(fold(name)) for name in term.labels.values()}
            if any(word.startswith(begin) for word in words for begin in begins):
                yield code

    def _towns_in(self, text: str, person: Person) -> Iterator[str]:
        """Yield towns: words with a capital letter that are the name of one, or stand behind a
        word like `in` and are nearly the name of one (`iz Kranja`)."""
        tr = self._languages[person.language]
        home = self._choices.home_of(person)
        countries = self._choices.terms("places", tr)
        seen: set[str] = set()
        for name, is_place in islice(_names_in(text), _MOST_TRIED):
            if len(seen) == _MOST_PLACES:
                return
            for town in self._places.towns(name, person.language, home)[:1]:
                city, country = town.split("|")[:2]
                is_same = fold(city) == fold(name)
                if town not in seen and country in countries and (is_same or is_place):
                    seen.add(town)
                    yield town


def _names_in(text: str) -> Iterator[tuple[str, bool]]:
    """Yield words that may be names, and whether they stand where one says a place."""
    before, begins = "", True
    for found in _WORD.finditer(text):
        word = found[0]
        is_place = before.casefold() in _BEFORE_PLACES
        if len(word) > 2 and word[0].isupper() and not word.isupper() and (is_place or not begins):
            yield word, is_place
        before = word
        begins = text[found.end() : found.end() + 1] in {".", "!", "?"}


def _years_in(text: str) -> Iterator[str]:
    """Yield the years of experience that a text states; an age is none."""
    for clause in map(fold, _CLAUSES.split(text)):
        for found in _YEARS.finditer(clause):
            if _are_of_work(clause, clause[: found.start()], clause[found.end() :]):
                yield str(int(found[1]))
                return


def _are_of_work(clause: str, before: str, after: str) -> bool:
    if _AGED.match(after):
        return False
    if _OF_EXPERIENCE.match(after) or _EXPERIENCE_OF.search(before):
        return True
    return not _AGE_OF.search(before) and bool(_SINCE.search(before) or _WORKED.search(clause))


def _stem(name: str) -> str:
    if name.endswith("scina"):  # angleščina is spoken `angleško`
        return name.removesuffix("scina") + "sk"
    return name[: max(_SHORTEST_NAME, len(name) - 3)]


def _in_order(terms: Mapping[str, Term], ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in terms if id_ in ids)
