"""Typed text → accepted values. Every parser raises `NotUnderstood` and explains what to do."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from bot.domain.forms import Context, Parse, Value
from bot.domain.masking import masked
from bot.domain.refusals import (
    ConsentNeeded,
    Empty,
    HoldsContactData,
    NoDate,
    NoNumber,
    NoSuchChoice,
    NoSuchPlace,
    NotReachable,
    PastDate,
    SeveralPlaces,
    TooLong,
    TooShort,
)

YES: Final = "yes"
_DATE_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DATE_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_SPACES = str.maketrans(
    {"\t": " ", **dict.fromkeys("\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "\n")}
)
"""Control characters that stand between words: dropping them would join the words."""
_NUMBER = re.compile(r"\d+(?:[ .,\u00a0]\d{3})*")
_BELOW_ZERO = re.compile(r"[-−–]\s*\d")
_MILES: Final = re.compile(
    r"\s*(?:mi|mil[aeij]?|mil(?:es?|len|las|jah?|jami)|meilen?|míle?|míľ|miglia|mijlen|mijl|"
    r"mérföld|μίλια|μίλι)\b",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\s*(?:h|hrs?|hours?|min|minut\w*|mins|ure?|uri|godz\w*|stunden?|std|timer?|hodin[ay]?|"
    r"hodín|ore|ora|uur|uren|sata?|sati|óra|órát|perc|ωρ\w*|ώρ\w*|λεπτ\w*)\b",
    re.IGNORECASE,
)
"""Units of a way that are no length."""
_MONTHS: Final = re.compile(
    r"\s*(?:months?|mesec\w*|miesiąc\w*|miesiec\w*|miesięc\w*|måned\w*|monate?n?|měsíc\w*|mes[ei]|"
    r"maand\w*|mjesec\w*|mesiac\w*|hónap\w*|μήν\w*|μην\w*)\b",
    re.IGNORECASE,
)
_DAYS: Final = re.compile(
    r"\s*(?:days?|d(?:an|ni|nevi?|neva|nevov)|dzień|dzien|dag(?:e|en)?|tage?n?|den|dn[yíů]|giorn\w*|"
    r"(?:η)?μέρ\w*|dana|deň|nap)\b",
    re.IGNORECASE,
)
_HOURS_OF_A_DAY: Final = 8
MOST_HOURS: Final = 400
_E_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
_LEAST_DIGITS: Final = 6
"""Digits of the shortest telephone number that reaches somebody from outside."""
_KM_OF_A_MILE: Final = 1.609
_LEVEL = re.compile(r"\b([ABC][12])\b", re.IGNORECASE)
_NATIVE = re.compile(
    r"\b(?:native|mother tongue|first language|matern\w*|ojczyst\w*|modersm\w*|muttersprach\w*|"
    r"mateř\w*|madreling\w*|moedert\w*|μητρικ\w*|materin\w*|anyanyelv\w*)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;…](?=\s)|\n")
MOST_KM: Final = 20_000
"""Half around the Earth."""
MOST_YEARS: Final = 80
FIRST_YEAR: Final = 1900
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return text that can be stored and shown: no control characters, no lone surrogates.

    Line breaks stay; format characters stay where they shape writing or emoji (ZWJ), bidirectional
    overrides go, because they can make a text read differently from what it says.
    """
    kept = "".join(
        c
        for c in text.replace("\r\n", "\n").translate(_SPACES)
        if c == "\n"
        or c == "\u200d"
        or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn", "Cf"}
    )
    return _BLANK_LINES.sub("\n\n", unicodedata.normalize("NFC", kept)).strip()


def telegram_length(text: str) -> int:
    """Return how long Telegram takes a text to be: in UTF-16 units, so an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_between(shortest: int, longest: int) -> Parse:
    """Return a parser for free text of `shortest` to `longest` characters."""

    def parse(raw: str, context: Context) -> Value:
        text = clean(raw)
        if not any(c.isalnum() for c in text):
            raise Empty
        if (length := telegram_length(text)) > longest:
            raise TooLong(limit=longest, length=length)
        if len(text) < shortest:
            raise TooShort(limit=shortest)
        return text

    return parse


def without_contact_data(parse: Parse) -> Parse:
    """Return a parser that refuses what reaches somebody, in a text for everybody."""

    def parse_public(raw: str, context: Context) -> Value:
        value = parse(raw, context)
        if masked(str(value)) != value:
            raise HoldsContactData
        return value

    return parse_public


def future_date(raw: str, context: Context) -> Value:
    """Read a day after today, year first or day first (European order); give it as ISO 8601."""
    example = f"31.12.{(context.today + timedelta(days=1)).year}"
    text = clean(raw).rstrip(".")
    if found := _DATE_YEAR_FIRST.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DATE_DAY_FIRST.search(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise NoDate(example=example)
    try:
        when = date(year, month, day)
    except ValueError as error:
        raise NoDate(example=example) from error
    if when <= context.today:
        raise PastDate(example=f"31.12.{context.today.year + 1}")
    return when.isoformat()


def one_of(choices: str) -> Parse:
    """Return a parser that finds one listed term."""

    def parse(raw: str, context: Context) -> Value:
        found = context.find(choices, clean(raw))
        if not found:
            raise NoSuchChoice
        return found[0]

    return parse


def many_of(choices: str) -> Parse:
    """Return a parser that finds the listed terms in `a, b and c`: one for each part."""

    def parse(raw: str, context: Context) -> Value:
        found = [ids[0] for part in listed(raw) if (ids := context.find(choices, part))]
        if not found:
            raise NoSuchChoice
        return tuple(dict.fromkeys(found))

    return parse


def listed(raw: str) -> list[str]:
    """Return the parts of a list as somebody types it."""
    parts = (part.strip() for part in re.split(r"[,;\n/]+", clean(raw)))
    return [part for part in parts if part]


def consent(raw: str, context: Context) -> Value:
    """Accept only a plain yes, in any language of the network."""
    if not context.find("consent", clean(raw)):
        raise ConsentNeeded
    return YES


def first_sentences(text: str, longest: int) -> str:
    """Return as many whole sentences as fit, or if not even one is left, whole words."""
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[: longest + 1])]
    if ends and ends[-1] >= longest // 3:
        return text[: ends[-1]].rstrip()
    return text[:longest].rsplit(maxsplit=1)[0].rstrip(" ,;:–-")


def own_words(shortest: int, kept: int, longest: int) -> Parse:
    """Return a parser for a text of a person about themselves, of which the beginning is kept."""
    whole = text_between(shortest, longest)

    def parse(raw: str, context: Context) -> Value:
        return first_sentences(str(whole(raw, context)), kept)

    return parse


def place_of(choices: str) -> Parse:
    """Return a parser that finds one place; of several it asks which."""

    def parse(raw: str, context: Context) -> Value:
        found = tuple(context.find(choices, clean(raw)))
        if not found:
            raise NoSuchPlace
        if len(found) > 1:
            raise SeveralPlaces(found)
        return found[0]

    return parse


def spoken_languages(choices: str) -> Parse:
    """Return a parser for `English C1, German`: languages, each with its level if one is named."""

    def parse(raw: str, context: Context) -> Value:
        found: dict[str, str] = {}
        for part in re.split(r"[,;\n/]+", clean(raw)):
            level = _LEVEL.search(part)
            native = _NATIVE.search(part)
            name = _NATIVE.sub(" ", _LEVEL.sub(" ", part)).strip(" ()-–:")
            if name and (ids := context.find(choices, name)):
                grade = "N" if native else level[1].upper() if level else ""
                found[ids[0]] = f"{ids[0]}:{grade}" if grade else ids[0]
        if not found:
            raise NoSuchChoice
        return tuple(found.values())

    return parse


Units = tuple[tuple[re.Pattern[str], float | None], ...]
"""What one of a unit is worth; None for a unit of something else."""


def _number_or(
    choices: str, raw: str, context: Context, most: int, example: str, units: Units = ()
) -> str:
    """Read a number up to a limit, or the words of a choice."""
    text = clean(raw)
    if _BELOW_ZERO.match(text):
        raise NoNumber(example=example)
    if found := _NUMBER.search(text):
        number = int(re.sub(r"\D", "", found[0]))
        worth = next((one for unit, one in units if unit.match(text, found.end())), 1)
        if worth is not None and number <= most and number * worth <= most:
            return str(int(number * worth))
    elif ids := context.find(choices, text):
        return ids[0]
    raise NoNumber(example=example)


def kilometres_of(choices: str) -> Parse:
    """Return a parser for a distance in kilometres, or for the words of a choice."""
    units: Units = ((_TIME, None), (_MILES, _KM_OF_A_MILE))
    return lambda raw, context: _number_or(choices, raw, context, MOST_KM, "60", units)


def hours_of(choices: str) -> Parse:
    """Return a parser for hours of work; a day of it has eight."""
    units: Units = ((_DAYS, _HOURS_OF_A_DAY),)

    def parse(raw: str, context: Context) -> Value:
        hours = _number_or(choices, raw, context, MOST_HOURS, "8", units)
        if hours == "0":
            raise NoNumber(example="8")
        return hours

    return parse


def reachable(longest: int) -> Parse:
    """Return a parser for a text with an e-mail address or a telephone number."""
    whole = text_between(_LEAST_DIGITS, longest)

    def parse(raw: str, context: Context) -> Value:
        text = str(whole(raw, context))
        if not _E_MAIL.search(text) and sum(c.isdecimal() for c in text) < _LEAST_DIGITS:
            raise NotReachable(example="ana@example.com")
        return text

    return parse


def years_of(choices: str) -> Parse:
    """Return a parser for a number of years."""
    units: Units = ((_MONTHS, 1 / 12),)
    return lambda raw, context: _number_or(choices, raw, context, MOST_YEARS, "5", units)


def year_of_birth() -> Parse:
    """Return a parser for a year in which somebody may have been born."""

    def parse(raw: str, context: Context) -> Value:
        found = re.search(r"(?<!\d)\d{4}(?!\d)", clean(raw))
        if found is None or not FIRST_YEAR <= int(found[0]) < context.today.year:
            raise NoNumber(example="1990")
        return found[0]

    return parse
