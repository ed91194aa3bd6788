"""Days away as people type them in any of the languages; never other days than they meant."""

import pytest

from bot.domain.refusals import NoStretch, NotUnderstood, PastStretch

ZONE = "Europe/Ljubljana"
JULY = "2027-07-01/2027-07-31"
AUGUST = "2027-08-01/2027-08-15"
SUMMER = "2027-07-01/2027-08-31"


@pytest.fixture
def reading(app):
    return app.services.drafting._reading


@pytest.mark.parametrize(
    ("language", "month", "stretch", "months"),
    [
        ("en", "July", "1 to 15 August 2027", "July and August"),
        ("sl", "julij", "od 1. do 15. avgusta 2027", "julija in avgusta"),
        ("pl", "lipiec", "od 1 do 15 sierpnia 2027", "lipiec i sierpień"),
        ("da", "juli", "fra 1. til 15. august 2027", "juli og august"),
        ("de", "Juli", "vom 1. bis 15. August 2027", "Juli und August"),
        ("cs", "červenec", "1. až 15. srpna 2027", "červenec a srpen"),
        ("sk", "júl", "od 1. do 15. augusta 2027", "júl a august"),
        ("it", "luglio", "dal 1 al 15 agosto 2027", "luglio e agosto"),
        ("hr", "srpanj", "od 1. do 15. kolovoza 2027", "srpanj i kolovoz"),
        ("hu", "július", "2027. augusztus 1-15.", "július és augusztus"),
        ("nl", "juli", "van 1 t/m 15 augustus 2027", "juli en augustus"),
        ("el", "Ιούλιος", "από 1 έως 15 Αυγούστου 2027", "Ιούλιος και Αύγουστος"),
    ],
)
def test_in_twelve_languages(reading, language, month, stretch, months):
    for typed, value in (
        (month, JULY),
        (stretch, AUGUST),
        (months, SUMMER),
        ("1.7.–31.7.", JULY),
        ("1. 7. - 31. 7. 2027", JULY),
    ):
        assert reading.read("stretch", typed, language, ZONE) == value, typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.7.-31.7.2028", "2028-07-01/2028-07-31"),
        ("July and August 2028", "2028-07-01/2028-08-31"),
        ("20.12.–6.1.", "2026-12-20/2027-01-06"),
        ("1.12.2026-15.1.", "2026-12-01/2027-01-15"),
        ("28.12.26-3.1.27", "2026-12-28/2027-01-03"),
        ("2027-07-01 to 2027-07-31", JULY),
        ("August 1-15, 2027", AUGUST),
        ("August 1 to 15", AUGUST),
        ("5 August", "2027-08-05/2027-08-05"),
        ("until 5 January", "2026-11-22/2027-01-05"),
        ("1.11.–30.11.", "2026-11-01/2026-11-30"),
        ("December to February", "2026-12-01/2027-02-28"),
    ],
)
def test_ways_to_write_it(reading, typed, value):
    assert reading.read("stretch", typed, "en", ZONE) == value


@pytest.mark.parametrize("typed", ["June 2026", "1.3.2026-5.3.2026", "1.-15.8.2026"])
def test_days_that_have_passed_are_refused(reading, typed):
    with pytest.raises(PastStretch):
        reading.read("stretch", typed, "en", ZONE)


@pytest.mark.parametrize(
    "typed",
    [
        *("sometime", "", "from 5 January", "31.2.2027", "July and December", "1, 5 and 9 August"),
        *("15.8.2027 - 1.8.2027", "99.99.", "1.8. 2.8. 3.8.", "in 2 weeks", "/" * 50),
    ],
)
def test_what_is_not_certain_is_asked_again(reading, typed):
    with pytest.raises(NotUnderstood) as refused:
        reading.read("stretch", typed, "en", ZONE)
    assert isinstance(refused.value, NoStretch)
