"""The sentence of an entry's own text that answers what its structured fields leave open.

A cheap look at the words: a sum of money for "how much", a month or a date for "until when" and
"when", somebody who may come for "who". Nothing is concluded: the sentence is quoted as it is.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from bot.answers.lexical import fold
from bot.domain.entries import EntryText
from bot.domain.understanding import Asks

LONGEST: Final = 220
"""Characters of a sentence that one still reads as one."""

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP: Final = re.compile(r"[*_`#>|]+")
# A full stop ends a sentence only before a blank and a capital: "1. maja" and "s. p." go on.
_END: Final = re.compile(r"(?<=[.!?])(?<!\b\w\.)(?<!\b\d\d\.)(?<!\bz\.B\.)\s+(?=[^\W\d_a-z])|\n+")
_CURRENCY = r"(?:€|\$|eur|euros?|eurov|evrov|pln|zł|dkk|kr|kroner|czk|kč|huf|ft|usd|chf)"
_PRICE: Final = re.compile(
    rf"{_CURRENCY}\s?\d|\d\s?(?:\w+\.?\s)?{_CURRENCY}(?!\w)|\d\s?%", re.IGNORECASE
)
_DATE: Final = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.|\b\d{1,2}/\d{1,2}\b|\b20\d\d-\d\d\b")
# English writes months as names, and "may" is no month; German months keep their forms.
_MONTHS: Final = {
    "en": re.compile(
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December)\b"
    ),
    "sl": re.compile(
        r"\b(?:(?:januar|februar|april|junij|julij|avgust|septemb|oktob|novemb|decemb)\w{0,3}"
        r"|mar(?:ec|c\w{1,2})|maj(?:a|u|em)?)\b",
        re.IGNORECASE,
    ),
    "pl": re.compile(
        r"\b(?:stycz\w+|lut(?:y|ego|ym)|mar(?:zec|c\w{1,2})|kwie(?:cień|tni\w+)|maj(?:a|u|em)?"
        r"|czerw(?:iec|c\w{1,2})|lip(?:iec|c\w{1,2})|sierp\w+|wrze(?:sień|śni\w+)"
        r"|październik\w*|listopad\w*|grud(?:zień|ni\w+))\b",
        re.IGNORECASE,
    ),
    "da": re.compile(
        r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
        r"|december)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
        r"|Dezember)s?\b"
    ),
}
_FREE: Final = {
    "en": ("free of charge", "for free", "is free", "are free", "costs nothing", "free online"),
    "sl": ("brezplac", "zastonj"),
    "pl": ("bezplatn", "darmow", "za darmo"),
    "da": ("gratis",),
    "de": ("kostenlos", "kostenfrei", "gratis", "gebuhrenfrei"),
}
_DEADLINE: Final = {
    "en": ("deadline", "all year", "apply by", "usually close", "at any time", "until the money"),
    "sl": ("rok je", "roki", "rokov", "brez roka", "vse leto", "kadar koli", "prijava do"),
    "pl": ("termin", "caly rok", "w kazdej chwili", "nabor trwa", "zgloszenia do"),
    "da": ("frist", "ansogningsfrist", "hele aret", "senest", "nar som helst"),
    "de": ("frist", "bewerbungsfrist", "ganzjahrig", "jederzeit", "stichtag", "einreichfrist"),
}
_WHO: Final = {
    "en": ("may apply", "can apply", "eligible to", "open to", "can take part", "may take part"),
    "sl": ("prijavi se", "prijavijo se", "prijaviti", "namenjen"),
    "pl": ("zglosi", "skierowan", "przeznaczon", "moga ubiegac", "moga wziac udzial"),
    "da": ("kan soge", "kan ansoge", "henvender sig", "rettet mod", "aben for", "kan deltage"),
    "de": ("bewerben", "antragsberechtigt", "richtet sich an", "offen fur", "teilnehmen k"),
}


def quoted(text: EntryText, language: str, asks: Asks) -> str | None:
    """Return the first sentence of `text` (written in `language`) that answers; None if none."""
    answers = _tests(language).get(asks)
    if answers is None:
        return None
    return next((s for s in _sentences(text) if len(s) <= LONGEST and answers(s)), None)


def _sentences(text: EntryText) -> Iterator[str]:
    for part in (*text.facts, text.summary, text.body):
        plain = _MARKUP.sub("", _LINK.sub(r"\1", part))
        yield from (s for sentence in _END.split(plain) if (s := sentence.strip(" -•\t")))


@cache
def _tests(language: str) -> dict[Asks, Callable[[str], bool]]:
    months = _MONTHS.get(language)

    def says(table: dict[str, tuple[str, ...]], sentence: str) -> bool:
        folded = f" {fold(sentence)}"
        return any(f" {cue}" in folded for cue in table.get(language, ()))

    def dated(sentence: str) -> bool:
        return bool(_DATE.search(sentence)) or bool(months and months.search(sentence))

    def priced(sentence: str) -> bool:
        return _PRICE.search(sentence) is not None or says(_FREE, sentence)

    return {
        Asks.HOW_MUCH: priced,
        Asks.UNTIL_WHEN: lambda s: says(_DEADLINE, s),
        Asks.WHEN: dated,
        Asks.WHO: lambda s: says(_WHO, s),
    }
