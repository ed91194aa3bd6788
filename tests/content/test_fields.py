"""Fields are what filters and first sentences read: they say the same as the words beside them."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from babel.dates import get_month_names
from babel.numbers import is_currency

from bot.domain.entries import Entry, Mode, Partners
from bot.domain.languages import UNDERSTOOD
from bot.library import Library, fold

FREE = re.compile(r"\bfree\b|\bno (entry )?fee\b", re.IGNORECASE)
ABOUT_A_PAST_EDITION = re.compile(r"\bin (19|20)\d\d\b", re.IGNORECASE)
SPELLED = {3: "three", 5: "five", 10: "ten"}
READ_FROM_QUESTIONS = ("sectors", "technologies", "transitions", "applicant_types")


def _statements(entry: Entry) -> list[str]:
    """Return the English sentences and facts of an entry."""
    text = entry.text["en"]
    prose = f"{text.title}. {text.summary} {text.body}"
    return [*re.split(r"(?<=[.;:])\s+", prose), *text.facts]


def _written(amount: int) -> tuple[str, ...]:
    """Return the ways in which English text writes an amount."""
    millions = f"{amount / 1_000_000:g} million"
    return (f"{amount:,}", millions) if amount >= 1_000_000 else (f"{amount:,}",)


def test_a_free_entry_says_that_it_is_free(library: Library) -> None:
    """A past edition that was free does not count."""
    free = [entry for entry in library.entries.values() if entry.fee and entry.fee.amount == 0]
    silent = [
        entry.id
        for entry in free
        if not any(
            FREE.search(said) and not ABOUT_A_PAST_EDITION.search(said)
            for said in _statements(entry)
        )
    ]

    assert free
    assert silent == []


def test_an_amount_stands_in_the_text_too(library: Library) -> None:
    unsaid = [
        (entry.id, bound)
        for entry in library.entries.values()
        if entry.amount
        for bound in (entry.amount.minimum, entry.amount.maximum)
        if bound and not any(way in " ".join(_statements(entry)) for way in _written(bound))
    ]

    assert unsaid == []


def test_a_share_of_the_costs_stands_in_the_text_too(library: Library) -> None:
    unsaid = [
        entry.id
        for entry in library.entries.values()
        if entry.co_financing_rate
        and f"{entry.co_financing_rate} %" not in " ".join(_statements(entry))
    ]

    assert unsaid == []


def test_the_first_and_the_last_usual_month_stand_in_the_text_too(library: Library) -> None:
    names = get_month_names(locale="en")
    unsaid = [
        (entry.id, names[month])
        for entry in library.entries.values()
        if entry.usual_months
        for month in {entry.usual_months[0], entry.usual_months[-1]}
        if names[month] not in " ".join(_statements(entry))
    ]

    assert unsaid == []


def test_numbers_of_who_may_apply_stand_in_the_text_too(library: Library) -> None:
    unsaid = []
    for entry in library.entries.values():
        said = " ".join(_statements(entry)).casefold()
        partners = entry.partners or Partners()
        numbers = {
            *(entry.min_age, entry.max_age, entry.min_experience_years, entry.places),
            *(partners.organisations, partners.countries, (entry.team_size or (None, None))[1]),
        }
        unsaid += [
            (entry.id, number)
            for number in numbers - {None, 2}  # two is "different" and "together"
            if not re.search(rf"\b({number}|{SPELLED.get(number or 0)})\b", said)
        ]

    assert unsaid == []
    assert any(entry.partners for entry in library.entries.values())


def test_a_region_is_of_a_country_whose_people_may_apply(library: Library) -> None:
    regions = library.vocabulary.regions
    for entry in library.entries.values():
        for code in entry.regions:
            assert regions[code].country in entry.countries, entry.id


def test_a_city_has_a_position(library: Library) -> None:
    """But for an island, which is no town."""
    nowhere = [e.id for e in library.entries.values() if e.city and e.point is None]

    assert nowhere == ["event-evia-film"]


def test_money_is_in_currencies_that_exist(library: Library) -> None:
    for entry in library.entries.values():
        for money in (entry.amount, entry.fee):
            assert money is None or is_currency(money.currency), entry.id


def test_what_is_only_online_is_in_no_city(library: Library) -> None:
    both = [e.id for e in library.entries.values() if e.mode is Mode.ONLINE and e.city]

    assert both == []


@pytest.mark.parametrize("name", READ_FROM_QUESTIONS)
def test_terms_are_named_in_all_languages_that_questions_are_asked_in(
    library: Library, name: str
) -> None:
    for term in getattr(library.vocabulary, name).values():
        assert set(term.labels) >= set(UNDERSTOOD), f"{name}.{term.id}"


@pytest.mark.parametrize("name", READ_FROM_QUESTIONS)
def test_no_word_stands_for_two_terms_of_a_list(library: Library, name: str) -> None:
    """Whatever their languages: the language of a short question is a guess."""
    meanings = defaultdict(set)
    for term_id, word in _words(library, name):
        meanings[fold(word)].add(term_id)

    assert {word: ids for word, ids in meanings.items() if len(ids) > 1} == {}


def _words(library: Library, name: str) -> Iterator[tuple[str, str]]:
    for term in getattr(library.vocabulary, name).values():
        for label in term.labels.values():
            yield term.id, label
        for synonyms in term.synonyms.values():
            for synonym in synonyms:
                yield term.id, synonym
