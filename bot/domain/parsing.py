"""Typed text → accepted values. Every parser raises `NotUnderstood` and explains what to do."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from bot.domain.forms import Context, Parse, Value
from bot.domain.refusals import (
    ConsentNeeded,
    Empty,
    NoDate,
    NoSuchChoice,
    PastDate,
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
        parts = [part for part in re.split(r"[,;\n/]+", clean(raw)) if part.strip()]
        found = [ids[0] for part in parts if (ids := context.find(choices, part))]
        if not found:
            raise NoSuchChoice
        return tuple(dict.fromkeys(found))

    return parse


def consent(raw: str, context: Context) -> Value:
    """Accept only a plain yes, in any language of the network."""
    if not context.find("consent", clean(raw)):
        raise ConsentNeeded
    return YES
