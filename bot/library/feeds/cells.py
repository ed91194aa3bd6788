"""Dates, words and headers as people write them into tables, in the five languages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from bot.library.vocabulary_search import fold

HEADERS: Final[Mapping[str, str]] = {
    "uid": "id, uid, number, številka, šifra, numer, identyfikator, nummer, kennung",
    "title": "title, name, event, naslov, naziv, ime, tytuł, nazwa, titel, navn, bezeichnung",
    "short": "summary, short, short description, povzetek, kratek opis, streszczenie, "
    "krótki opis, skrót, resumé, kort beskrivelse, zusammenfassung, kurzbeschreibung",
    "text": "description, text, details, opis, besedilo, beskrivelse, tekst, beschreibung",
    "url": "url, link, website, web, povezava, spletna stran, splet, strona, strona www, "
    "odnośnik, hjemmeside, webside, webseite",
    "start": "start, date, starts, from, begin, start date, datum, začetek, od, dan, data, "
    "data rozpoczęcia, początek, rozpoczęcie, dato, startdato, fra, beginn, startdatum, von, ab, "
    "termin",
    "start_time": "time, start time, ura, čas, ura začetka, godzina, godzina rozpoczęcia, tid, "
    "starttid, klokkeslæt, kl, uhrzeit, zeit, startzeit",
    "end": "end, ends, to, until, end date, konec, do, koniec, data zakończenia, zakończenie, "
    "slut, slutdato, til, ende, enddatum, bis",
    "end_time": "end time, ura konca, godzina zakończenia, sluttid, endzeit",
    "deadline": "deadline, apply by, closing date, rok, rok prijave, rok za prijavo, prijave do, "
    "termin zgłoszeń, termin składania wniosków, nabór do, frist, ansøgningsfrist, "
    "tilmeldingsfrist, bewerbungsfrist, einreichfrist, anmeldeschluss",
    "zone": "time zone, timezone, časovni pas, strefa czasowa, tidszone, zeitzone",
    "city": "city, town, place, mesto, miasto, miejscowość, by, sted, ort, stadt",
    "venue": "venue, location, lokacija, prizorišče, lokalizacja, miejsce, lokation, "
    "veranstaltungsort",
    "country": "country, država, państwo, land",
    "language": "language, jezik, język, sprog, sprache",
    "kind": "kind, type, category, vrsta, tip, rodzaj, typ, kategoria, type art, art, kategorie",
    "mode": "mode, how, način, izvedba, tryb, forma, form",
    "published": "published, publication date, objavljeno, datum objave, opublikowano, "
    "data publikacji, offentliggjort, udgivet, veröffentlicht",
    "status": "status, state, stanje, stan, tilstand",
}
"""The columns, and the names that are read as theirs; `docs/feeds.md` shows the first ones."""

KINDS: Final[Mapping[str, str]] = {
    "event": "event, dogodek, wydarzenie, begivenhed, arrangement, veranstaltung, termin",
    "training": "training, course, workshop, usposabljanje, tečaj, delavnica, izobraževanje, "
    "szkolenie, kurs, warsztat, warsztaty, kursus, uddannelse, schulung, weiterbildung",
    "funding": "funding, call, grant, razpis, financiranje, sredstva, dofinansowanie, nabór, "
    "konkurs, dotacja, støtte, pulje, tilskud, förderung, ausschreibung",
    "guide": "guide, vodnik, przewodnik, poradnik, vejledning, leitfaden",
    "method": "method, metoda, metode, methode",
    "project": "project, projekt",
    "organisation": "organisation, organization, organizacija, organizacja, organisation",
}
MODES: Final[Mapping[str, str]] = {
    "online": "online, on line, na spletu, splet, spletno, zdalnie, internet",
    "onsite": "onsite, on site, in person, v živo, na mestu, stacjonarnie, fremmøde, vor ort, "
    "präsenz",
    "hybrid": "hybrid, hibridno, hybrydowo, hybridt",
}
CANCELLED: Final = (
    "cancelled, canceled, odpovedano, odwołane, odwołany, aflyst, abgesagt, storniert"
)

_ISO: Final = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_EUROPEAN: Final = re.compile(
    r"(\d\d?)([./-]) ?(\d\d?)\2 ?(\d{4})\.?,?"
    r"(?: +(?:(?:ob|kl|um|godz|at)\.? *)?(\d\d?)[:.](\d\d)(?::\d\d)?(?: *Uhr| *h)?)?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"(\d\d?)(?:[:.](\d\d))?(?::\d\d)?(?: *(?:uhr|h|u))?", re.IGNORECASE)
_FORMULA: Final = re.compile(r"^\s*(?:=|[+@-][^\s]*[(|!])")
_YEARS: Final = range(1990, 2100)
_EXCEL_BEGINS: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a local date, as tables have them


class BadCell(ValueError):
    """A cell that should hold a date holds something else."""


def _by_word(lists: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): name for name, words in lists.items() for word in words.split(",")}


_HEADER_OF: Final = _by_word(HEADERS)
_KIND_OF: Final = _by_word(KINDS)
_MODE_OF: Final = _by_word(MODES)
_CANCELLED: Final = frozenset(map(fold, CANCELLED.split(",")))


def header(text: str, language: str) -> str | None:
    """Return the column that a header names: `Rok prijave` → `deadline`."""
    name = fold(text[:80])
    if name == "kraj":  # a country to Poles, a town to Slovenians
        return "country" if language == "pl" else "city"
    return _HEADER_OF.get(name)


def kind(text: str) -> str | None:
    """Return the kind of entry that a word names."""
    return _KIND_OF.get(fold(text[:80]))


def mode(text: str) -> str | None:
    """Return how one takes part."""
    return _MODE_OF.get(fold(text[:80]))


def is_cancelled(text: str) -> bool:
    """Say whether a word says that it does not take place."""
    return fold(text[:80]) in _CANCELLED


def without_formula(text: str) -> str:
    """Return a cell's text; a formula is none, because nothing calculates it here or later."""
    return "" if _FORMULA.match(text) else text.strip()


def moment(text: str, zone: str) -> tuple[date, time | None]:
    """Return the day and the time in `zone`; days come before months, as all of Europe writes."""
    text = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(text):
            year, month, day, hour, minute, offset = found.groups()
            at = _moment(year, month, day, hour, minute)
            return _in_zone(at, offset, zone) if offset and hour else at
        if found := _EUROPEAN.fullmatch(text):
            day, _, month, year, hour, minute = found.groups()
            return _moment(year, month, day, hour, minute)
    except ValueError as error:
        raise BadCell(text) from error
    raise BadCell(text)


def clock_time(text: str) -> time | None:
    """Return a time of day, or None if the cell is empty: `17:00`, `17.30 Uhr`, `9`."""
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else _bad(text)
    except ValueError as error:
        raise BadCell(text) from error


def from_excel(number: float) -> datetime:
    """Return the moment of a date that a table holds as a number of days."""
    try:
        found = _EXCEL_BEGINS + timedelta(seconds=round(number * 86_400))
    except (OverflowError, ValueError) as error:
        raise BadCell(str(number)) from error
    if found.year not in _YEARS:
        raise BadCell(str(number))
    return found


def _bad(text: str) -> time:
    raise BadCell(text)


def _moment(
    year: str, month: str, day: str, hour: str | None, minute: str | None
) -> tuple[date, time | None]:
    if int(year) not in _YEARS:
        raise BadCell(year)
    at = None if hour is None else time(int(hour), int(minute or 0))
    return date(int(year), int(month), int(day)), at


def _in_zone(at: tuple[date, time | None], offset: str, zone: str) -> tuple[date, time | None]:
    day, hour = at
    if offset == "Z":
        from_utc: timezone = UTC
    else:
        sign = -1 if offset[0] == "-" else 1
        minutes = int(offset[1:3]) * 60 + int(offset[-2:])
        from_utc = timezone(sign * timedelta(minutes=minutes))
    there = datetime.combine(day, hour or time(), from_utc).astimezone(ZoneInfo(zone))
    return there.date(), there.time()
