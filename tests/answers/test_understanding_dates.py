"""The period of a question, in twelve languages and at the ends of years."""

from datetime import date
from typing import Any

import pytest

from bot.domain.understanding import Facet, Period
from bot.i18n import month_names

UNDERSTOOD = ("en", "pl", "sl", "da", "de", "cs", "it", "nl", "el", "hr", "sk", "hu")


def span(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


MAY = span("2027-05-01", "2027-05-31")
NOVEMBER = span("2026-11-01", "2026-11-30")
NEXT_MONTH = span("2026-12-01", "2026-12-31")
NEXT_YEAR = span("2027-01-01", "2027-12-31")
REST_OF_YEAR = span("2026-11-22", "2026-12-31")
SUMMER = span("2027-06-01", "2027-08-31")
SPRING = span("2027-03-01", "2027-05-31")
MARCH_TO_JUNE = span("2027-03-01", "2027-06-30")
UNTIL_MAY = span("2026-11-22", "2027-05-31")

PERIODS = [
    ("en", "events in May", MAY),
    ("en", "events in may", MAY),
    ("en", "anything in November?", NOVEMBER),
    ("en", "from March to June", MARCH_TO_JUNE),
    ("en", "next month", NEXT_MONTH),
    ("en", "next year", NEXT_YEAR),
    ("en", "by the end of the year", REST_OF_YEAR),
    ("en", "this summer", SUMMER),
    ("en", "in spring 2028", span("2028-03-01", "2028-05-31")),
    ("en", "in 2027", NEXT_YEAR),
    ("en", "May next year", MAY),
    ("en", "tomorrow", span("2026-11-23", "2026-11-23")),
    ("en", "this weekend", span("2026-11-21", "2026-11-22")),
    ("en", "next week", span("2026-11-23", "2026-11-29")),
    ("en", "on 12 May 2027", span("2027-05-12", "2027-05-12")),
    ("en", "on May 12", span("2027-05-12", "2027-05-12")),
    ("en", "2027-05-12", span("2027-05-12", "2027-05-12")),
    ("en", "Q1 2027", span("2027-01-01", "2027-03-31")),
    ("en", "before March", span("2026-11-22", "2027-02-28")),
    ("en", "15 dec", span("2026-12-15", "2026-12-15")),
    ("pl", "wydarzenia w maju", MAY),
    ("pl", "w listopadzie", NOVEMBER),
    ("pl", "od marca do czerwca", MARCH_TO_JUNE),
    ("pl", "w przyszłym miesiącu", NEXT_MONTH),
    ("pl", "do końca roku", REST_OF_YEAR),
    ("pl", "do maja", UNTIL_MAY),
    ("pl", "latem", SUMMER),
    ("pl", "12 maja 2027", span("2027-05-12", "2027-05-12")),
    ("sl", "dogodki maja", MAY),
    ("sl", "v maju", MAY),
    ("sl", "novembra", NOVEMBER),
    ("sl", "od marca do junija", MARCH_TO_JUNE),
    ("sl", "naslednji mesec", NEXT_MONTH),
    ("sl", "do konca leta", REST_OF_YEAR),
    ("sl", "poleti", SUMMER),
    ("sl", "12. 5. 2027", span("2027-05-12", "2027-05-12")),
    ("sl", "do 12. maja", span("2026-11-22", "2027-05-12")),
    ("da", "kurser i maj", MAY),
    ("da", "fra marts til juni", MARCH_TO_JUNE),
    ("da", "næste måned", NEXT_MONTH),
    ("da", "inden årets udgang", REST_OF_YEAR),
    ("da", "til foråret", SPRING),
    ("de", "Kurse im Mai", MAY),
    ("de", "von März bis Juni", MARCH_TO_JUNE),
    ("de", "nächsten Monat", NEXT_MONTH),
    ("de", "bis Ende des Jahres", REST_OF_YEAR),
    ("de", "im Frühjahr", SPRING),
    ("de", "am 12.5.2027", span("2027-05-12", "2027-05-12")),
    ("cs", "akce v květnu", MAY),
    ("cs", "akce v listopadu", NOVEMBER),
    ("cs", "od března do června", MARCH_TO_JUNE),
    ("cs", "příští měsíc", NEXT_MONTH),
    ("cs", "do konce roku", REST_OF_YEAR),
    ("cs", "v létě", SUMMER),
    ("it", "eventi a maggio", MAY),
    ("it", "da marzo a giugno", MARCH_TO_JUNE),
    ("it", "il mese prossimo", NEXT_MONTH),
    ("it", "entro la fine dell'anno", REST_OF_YEAR),
    ("it", "in estate", SUMMER),
    ("nl", "cursussen in mei", MAY),
    ("nl", "van maart tot juni", MARCH_TO_JUNE),
    ("nl", "volgende maand", NEXT_MONTH),
    ("nl", "voor het einde van het jaar", span("2026-11-22", "2026-11-30")),
    ("nl", "in de zomer", SUMMER),
    ("el", "σεμινάρια τον Μάιο", MAY),
    ("el", "εκδηλώσεις Μαΐου", MAY),
    ("el", "από τον Μάρτιο έως τον Ιούνιο", MARCH_TO_JUNE),
    ("el", "τον επόμενο μήνα", NEXT_MONTH),
    ("el", "μέχρι το τέλος του χρόνου", REST_OF_YEAR),
    ("el", "το καλοκαίρι", SUMMER),
    ("hr", "radionice u svibnju", MAY),
    ("hr", "natječaji u studenom", NOVEMBER),
    ("hr", "što ima u listopadu", span("2027-10-01", "2027-10-31")),
    ("hr", "od ožujka do lipnja", MARCH_TO_JUNE),
    ("hr", "sljedeći mjesec", NEXT_MONTH),
    ("hr", "do kraja godine", REST_OF_YEAR),
    ("sk", "školenia v máji", MAY),
    ("sk", "od marca do júna", MARCH_TO_JUNE),
    ("sk", "budúci mesiac", NEXT_MONTH),
    ("sk", "do konca roka", REST_OF_YEAR),
    ("hu", "képzések májusban", MAY),
    ("hu", "márciustól júniusig", MARCH_TO_JUNE),
    ("hu", "jövő hónapban", NEXT_MONTH),
    ("hu", "év végéig", REST_OF_YEAR),
    ("hu", "május 12-ig", span("2026-11-22", "2027-05-12")),
    ("hu", "2027. május 12.", span("2027-05-12", "2027-05-12")),
    ("hu", "nyáron", SUMMER),
]

NO_PERIOD = [
    ("en", "may I apply as a freelancer"),
    ("en", "who may take part"),
    ("en", "it may be free"),
    ("en", "we march for culture"),
    ("en", "send me a mail"),
    ("en", "marketing for makers"),
    ("en", "junior designer"),
    ("en", "spring cleaning"),
    ("en", "our offspring"),
    ("en", "real estate agency"),
    ("en", "summer school on ceramics"),
    ("en", "Agenda 2030"),
    ("en", "Horizon Europe 2021-2027"),
    ("en", "a grant of 2026 euro"),
    ("en", "room 2150"),
    ("en", "a Decembrist novel"),
    ("en", "I fall for good design"),
    ("en", "mars and venus"),
    ("pl", "mam kilka lat doświadczenia"),
    ("pl", "wiele lata temu"),
    ("pl", "majster od mebli"),
    ("sl", "majhen studio"),
    ("sl", "Maja išče sodelavce"),
    ("sl", "imam pet let izkušenj"),
    ("sl", "polet v London"),
    ("da", "majs og korn"),
    ("de", "Maisfeld"),
    ("de", "Marsch durch die Stadt"),
    ("cs", "mají to"),
    ("it", "non ho mai fatto domanda"),
    ("it", "marca da bollo"),
    ("nl", "korting voor leden"),
    ("nl", "ik heb het"),
    ("hr", "studenti dizajna"),
    ("sk", "majú to"),
    ("hu", "majd meglátjuk"),
    ("hu", "mag"),
]


@pytest.mark.parametrize(("language", "text", "period"), PERIODS)
def test_a_period_is_read_in_each_language(
    read: Any, language: str, text: str, period: Period
) -> None:
    understood = read(text, language)
    assert understood.period == period
    assert understood.because[Facet.PERIOD]


@pytest.mark.parametrize(("language", "text"), NO_PERIOD)
def test_words_that_only_look_like_times_are_none(read: Any, language: str, text: str) -> None:
    assert read(text, language).period is None


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_every_month_of_the_locale_data_is_understood(read: Any, language: str) -> None:
    for number, names in enumerate(month_names(language), start=1):
        for name in names:
            understood = read(f"12. {name} 2027", language)
            assert understood.period is not None, name
            assert understood.period.months == {number}, name


@pytest.mark.parametrize(
    ("today", "text", "period"),
    [
        ("2026-12-31", "in January", span("2027-01-01", "2027-01-31")),
        ("2026-12-31", "tomorrow", span("2027-01-01", "2027-01-01")),
        ("2026-12-31", "next month", span("2027-01-01", "2027-01-31")),
        ("2026-12-31", "this week", span("2026-12-28", "2027-01-03")),
        ("2026-12-15", "this winter", span("2026-12-01", "2027-02-28")),
        ("2027-01-15", "this winter", span("2026-12-01", "2027-02-28")),
        ("2027-01-15", "in January", span("2027-01-01", "2027-01-31")),
        ("2027-01-15", "from November to February", span("2026-11-01", "2027-02-28")),
        ("2026-11-22", "from November to February", span("2026-11-01", "2027-02-28")),
        ("2026-05-10", "from March to June", span("2026-03-01", "2026-06-30")),
        ("2028-02-29", "in February", span("2028-02-01", "2028-02-29")),
        ("2028-02-29", "February next year", span("2029-02-01", "2029-02-28")),
        ("2027-01-01", "by the end of the year", span("2027-01-01", "2027-12-31")),
        ("2026-12-31", "in the first quarter", span("2027-01-01", "2027-03-31")),
    ],
)
def test_today_decides_which_year_is_meant(
    read: Any, today: str, text: str, period: Period
) -> None:
    assert read(text, "en", date.fromisoformat(today)).period == period


def test_a_day_that_does_not_exist_is_no_date(read: Any) -> None:
    assert read("on 31.02.2027").period is None
