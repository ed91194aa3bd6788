"""What holds for any text: reading never fails, keeps nothing and stays in its terms."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.understanding import Understanding
from bot.domain.entries import Vocabulary
from bot.domain.languages import UNDERSTOOD
from bot.domain.understanding import Understood

FRAGMENTS = [
    *("in May", "12.", "31.02.", "2027", "0", "99999999999999999999", "€", "10k", "Poland", "ß"),
    *("po polsku", "free", "until", "and", "in", "?", "-", "12/13/2027", "2028-02-30", "½", "²"),
    *("Ⅻ", "ﷺ", "\u0345", "i̇", "μέχρι", "november 31", "1.1.1.", "20 20 20", "…", "q4", "Nice"),
    *("next year", "this year", "5000 - 10000 zł", "ig", "29 February"),
]

ANY_TEXT = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join),
)
ANY_DAY = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.fixture(scope="module")
def understanding(vocabulary: Vocabulary) -> Understanding:
    return Understanding(vocabulary)


@settings(max_examples=300, deadline=None)
@given(text=ANY_TEXT, language=st.sampled_from(UNDERSTOOD), today=ANY_DAY)
def test_any_text_is_read_alike_each_time_and_goes_through_storage(
    understanding: Understanding, text: str, language: str, today: date
) -> None:
    once = understanding.understand(text, language, today)
    assert understanding.understand(text, language, today) == once
    assert set(once.because) == set(once.facets())
    if once.period:
        assert once.period.first <= once.period.last
    stored = Understood.from_json(once.to_json(), text)
    assert all(stored.value(facet) == once.value(facet) for facet in once.facets())


@settings(max_examples=100, deadline=None)
@given(today=ANY_DAY, month=st.sampled_from(["in May", "w maju", "v máji", "im Mai", "májusban"]))
def test_a_bare_month_is_never_over(understanding: Understanding, today: date, month: str) -> None:
    period = understanding.understand(month, "sk", today).period
    assert period is not None
    assert period.last >= today
    assert (period.last - today).days <= 366


def test_the_terms_are_those_of_the_vocabulary(read: Any) -> None:
    """Without terms nothing is read of them; the rest works."""
    empty = Vocabulary({}, {}, {}, {}, {}, {})
    understood = Understanding(empty).understand(
        "3D printing for freelancers in Graz", "en", date(2026, 11, 22)
    )
    assert understood.cities == {"Graz"}
    assert not understood.skills | understood.technologies | understood.applicants
    assert read("3D printing for freelancers in Graz").applicants == {"freelancer"}
