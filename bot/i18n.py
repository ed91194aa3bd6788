"""Languages: the registry of offered ones, negotiation, and saying things in one of them."""

import gettext
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    get_month_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from bot.domain.languages import FALLBACK, UNDERSTOOD, base_language

log = logging.getLogger(__name__)


class _Catalogue(gettext.NullTranslations):
    """A catalogue read from a `.po` file at start: no `.mo`, no compile step, nothing stale."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._plural = gettext.c2py(catalog.plural_expr)
        self._one: dict[tuple[str | None, str], str] = {}
        self._many: dict[tuple[str | None, str], Sequence[str]] = {}
        for message in catalog:
            if not message.id or message.fuzzy:
                continue
            said = message.string or ""
            if isinstance(message.id, str):
                if said:
                    self._one[message.context, message.id] = str(said)
            elif all(said):
                self._many[message.context, message.id[0]] = tuple(said)

    def gettext(self, message: str) -> str:
        return self._one.get((None, message), message)

    def pgettext(self, context: str, message: str) -> str:
        return self._one.get((context, message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._many.get((None, msgid1))
        if forms is None:
            return msgid1 if n == 1 else msgid2
        return forms[self._plural(n)]


@dataclass(frozen=True, slots=True)
class Translator:
    """Says messages, dates, money and lists in one language; never raises on a translation."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def _locale(self) -> str:
        """Babel's name for the language: English is European English, with 3 March and 24 h."""
        return "en_GB" if self.language == "en" else self.language

    @classmethod
    def speaking(cls, language: str) -> "Translator":
        """Return a translator for names, dates and numbers only: it has no catalogue."""
        return cls(language, gettext.NullTranslations())

    def __call__(self, message: str, /, **params: object) -> str:
        """Return `message` in this language with its named places filled."""
        return _fill(self.catalogue.gettext(message), message, params) if message else ""

    def plural(self, one: str, other: str, n: int, /, **params: object) -> str:
        """Return the form that the language uses for `n`; the place `{n}` is filled with it."""
        source = one if n == 1 else other
        filled = {"n": format_decimal(n, locale=self._locale), **params}
        return _fill(self.catalogue.ngettext(one, other, n), source, filled)

    def context(self, context: str, message: str, /, **params: object) -> str:
        """Return `message` as it is said in `context`: the same English, another meaning."""
        return _fill(self.catalogue.pgettext(context, message), message, params)

    def date(self, day: date) -> str:
        """Return a day in words: 3 March 2027."""
        return str(format_date(day, "long", locale=self._locale))

    def moment(self, at: datetime, zone: str) -> str:
        """Return a moment in `zone`, to the minute, with the zone's city: 17:00 (Brussels)."""
        local = at.astimezone(ZoneInfo(zone))
        return f"{self.date(local.date())}, {local:%H:%M} ({self.city(zone)})"

    def city(self, zone: str) -> str:
        """Return the city that a zone is named after: Brussels."""
        return str(get_timezone_location(zone, locale=self._locale, return_city=True))

    def month(self, number: int) -> str:
        """Return the name of a month as it stands alone."""
        names = get_month_names("wide", context="stand-alone", locale=self._locale)
        return str(names[number])

    def number(self, value: float) -> str:
        """Return a number with the language's separators."""
        return str(format_decimal(value, locale=self._locale))

    def percent(self, value: int) -> str:
        """Return a share given in percent."""
        return str(format_percent(value / 100, locale=self._locale))

    def money(self, amount: int, currency: str) -> str:
        """Return whole units of a currency."""
        pattern = "¤#,##0" if self.language == "en" else "#,##0\u00a0¤"
        return str(
            format_currency(amount, currency, pattern, locale=self._locale, currency_digits=False)
        )

    def period(self, as_of: str) -> str:
        """Return a year, or a year and a month (`2023-05`), in words: May 2023."""
        year, _, month = as_of.partition("-")
        if not month:
            return year
        first = date(int(year), int(month), 1)
        return str(format_skeleton("yMMMM", first, locale=self._locale))

    def list(self, items: Iterable[str]) -> str:
        """Return `a, b and c`."""
        return str(format_list(list(items), locale=self._locale))

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO code; the code itself if it has none."""
        return str(Locale.parse(self._locale).territories.get(code, code))

    def name_of(self, language: str) -> str:
        """Return what a language is called in this one."""
        return str(Locale.parse(language).get_display_name(self.language) or language)


def own_name(language: str) -> str:
    """Return what a language calls itself, as a list shows it: Deutsch, Slovenščina."""
    name = str(Locale.parse(language).get_display_name(language) or language)
    return name[:1].upper() + name[1:]


def month_names(language: str) -> tuple[frozenset[str], ...]:
    """Return the full names of each month, January first: within a date and standing alone."""
    forms = [
        get_month_names("wide", context=context, locale=language)
        for context in ("format", "stand-alone")
    ]
    return tuple(frozenset(str(names[n]) for names in forms) for n in range(1, 13))


_MISFITS = (AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What `{other}`, `{0}`, `{name.x}`, `{name[x]}` and a lone brace raise."""


def _fill(text: str, source: str, params: Mapping[str, object]) -> str:
    """Fill the named places; a translation that does not fit falls back to its source."""
    if not params and "{" not in text:
        return text
    try:
        return text.format_map(dict(params))
    except _MISFITS:
        log.exception("translation does not fit its source", extra={"message_id": source})
    try:
        return source.format_map(dict(params))
    except _MISFITS:
        return source


def places(message: str) -> frozenset[str]:
    """Return the names of the places in a message: `{n} calls` → {"n"}."""
    return frozenset(name for _, name, _, _ in Formatter().parse(message) if name is not None)


def catalogue_path(locales_dir: Path, language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return locales_dir / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path, language: str | None = None) -> Catalog:
    """Read a `.po` or `.pot` file."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def is_complete(catalog: Catalog) -> bool:
    """Say whether every message has a translation that nobody marked as doubtful."""
    return all(
        message.string
        and not message.fuzzy
        and (isinstance(message.id, str) or all(message.string))
        for message in catalog
        if message.id
    )


class Languages:
    """The registry of offered languages: each complete, each with its translator.

    `wanted` limits the offer, or offers a draft that is not complete yet; empty means every
    complete catalogue. English needs no catalogue: its sentences are the message IDs.
    """

    def __init__(
        self, locales_dir: Path, wanted: Sequence[str] = (), default: str = FALLBACK
    ) -> None:
        self._translators = {FALLBACK: Translator(FALLBACK, gettext.NullTranslations())}
        for language in UNDERSTOOD:
            path = catalogue_path(locales_dir, language)
            if language == FALLBACK or not path.exists():
                continue
            catalog = read_catalogue(path, language)
            if language in wanted or (not wanted and is_complete(catalog)):
                self._translators[language] = Translator(language, _Catalogue(catalog))
        if wanted and FALLBACK not in wanted:
            del self._translators[FALLBACK]
        self.offered: tuple[str, ...] = tuple(c for c in UNDERSTOOD if c in self._translators)
        if not self.offered:
            raise ValueError("none of the wanted languages has a catalogue")
        self.default = default if default in self._translators else self.offered[0]

    def __getitem__(self, language: str) -> Translator:
        """Return the translator of a language; of the default one if it is not offered."""
        return self._translators.get(language) or self._translators[self.default]

    def negotiate(self, tag: str | None) -> str:
        """Return the offered language for what a phone says: `pl-PL`, `en_GB`, "", `i-hak`."""
        language = base_language(tag)
        return language if language in self._translators else self.default
