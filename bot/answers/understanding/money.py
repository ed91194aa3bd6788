"""Amounts of money in a question: "5000 euro", "up to 10k", "über 50.000 €"."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answers.understanding.tables import listed, small_words, table
from bot.domain.understanding import Money

_NUMBER: Final = r"\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?"
_CURRENCIES: Final = (
    ("EUR", r"€|eur[oa]?\w{0,3}|evr\w{1,3}|ευρω"),
    ("PLN", r"zl\b|zlot\w+|pln"),
    ("DKK", r"kr\b\.?|kroner|dkk"),
    ("CZK", r"kc\b|korun\w*|czk"),
    ("HUF", r"ft\b|forint\w*|huf"),
    ("USD", r"\$|usd|dollars?\b"),
    ("GBP", r"£|gbp"),
)


def _any_of(name: str) -> str:
    """Return a pattern for any of the words that a list in `words/money.yaml` has."""
    words = sorted(listed(table("money")[name]), key=len, reverse=True)
    return "|".join(map(re.escape, words))


_THOUSANDS = rf"(?P<thousand>k(?![a-z])|(?:{_any_of('thousand')})(?![^\W\d_]))"
_MILLIONS = rf"(?P<million>m(?=€)|(?:{_any_of('million')})(?![^\W\d_]))"
_AFTER = "|".join(f"(?P<{code}>{pattern})" for code, pattern in _CURRENCIES)
_BEFORE = r"(?P<lead>€|\$|£|\beur\b|\bpln\b|\bdkk\b|\bczk\b|\bhuf\b)"
_AMOUNT = re.compile(
    rf"(?:{_BEFORE} ?)?(?<![\w.,/])(?P<number>{_NUMBER})(?![\d/%])"
    rf"(?:[ -]?(?:{_THOUSANDS}|{_MILLIONS}))?(?:[ -]?(?:{_AFTER}))?"
)
LARGEST: Final = 10**12
"""No programme has more to give: a longer row of digits is no amount."""
_LEADS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}
_MAXIMUM = re.compile(rf"(?<!\w)(?:{_any_of('maximum')})(?: (?:to|a|de|the))? ?$")
_MINIMUM = re.compile(rf"(?<!\w)(?:{_any_of('minimum')}) ?$")
_MAXIMUM_AFTER = re.compile(
    r"(?:ig\b| ?(?:eur\w*|ft|forint\w*)?-?ig\b| alatt\b| or less\b| max\b)"
)
_MINIMUM_AFTER = re.compile(r" (?:felett|folott|or more|plus|aufwarts)\b|\+")
_RANGE = re.compile(rf" ?(?:{_any_of('range')})? ?")
_YEARS: Final = range(1_900, 2_101)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Amount:
    value: int
    currency: str | None
    start: int
    end: int
    is_money: bool
    """Whether a currency or a multiplier says so; a bare number needs a cue or a partner."""


def plain(text: str) -> str:
    """Return `text` in small letters without diacritics, each letter in its place."""
    return "".join(unicodedata.normalize("NFKD", char)[:1] for char in text.lower()).replace(
        "ł", "l"
    )


def read_money(text: str) -> tuple[Money | None, tuple[int, int]]:
    """Return the amount that a question names, and where it stands."""
    low = plain(text)
    amounts = [amount for match in _AMOUNT.finditer(low) if (amount := _amount(low, match))]
    for first, second in pairwise(amounts):
        if second.is_money and second.currency and _RANGE.fullmatch(low[first.end : second.start]):
            money = Money(first.value, second.value, second.currency)
            if first.value <= second.value:
                return money, (first.start, second.end)
    for amount in amounts:
        if money_ := _bounded(low, amount):
            return money_, (amount.start, amount.end)
    return None, (0, 0)


def _bounded(low: str, amount: _Amount) -> Money | None:
    before = low[max(0, amount.start - 24) : amount.start]
    after = low[amount.end : amount.end + 12]
    at_most = _MAXIMUM.search(before) or _MAXIMUM_AFTER.match(after)
    at_least = _MINIMUM.search(before) or _MINIMUM_AFTER.match(after)
    if not amount.is_money:
        unit = _next_word(low, amount.end)
        counts_people = unit is not None and unit not in small_words()
        if not (at_most or at_least) or amount.value < 1_000 or counts_people:
            return None
    if low[: amount.end].endswith("ig"):  # the Hungarian "10.000 euróig"
        return Money(maximum=amount.value, currency=amount.currency)
    if at_most:
        return Money(maximum=amount.value, currency=amount.currency)
    if at_least:
        return Money(minimum=amount.value, currency=amount.currency)
    return Money(amount.value, amount.value, amount.currency)


def _amount(low: str, match: re.Match[str]) -> _Amount | None:
    groups = match.groupdict()
    lead = groups["lead"]
    currency = (
        _LEADS.get(lead, lead.upper()) if lead else _first(groups, (c for c, _ in _CURRENCIES))
    )
    times = 1_000 if groups["thousand"] else 1_000_000 if groups["million"] else 1
    digits = match["number"]
    grouped = re.fullmatch(r"\d{1,3}(?:[ .,']\d{3})+", digits)
    value = float(re.sub(r"\D", "", digits)) if grouped else float(digits.replace(",", "."))
    if value * times > LARGEST:
        return None
    total = round(value * times)
    if currency is None and times == 1 and not grouped and total in _YEARS:
        return None
    is_money = currency is not None
    if times > 1 and not is_money:
        unit = _next_word(low, match.end())
        is_money = unit is None or unit in small_words()
        if not is_money:
            return None
    return _Amount(total, currency, match.start(), match.end(), is_money)


def _first(groups: dict[str, str | None], names: Iterable[str]) -> str | None:
    return next((name for name in names if groups[name]), None)


def _next_word(low: str, position: int) -> str | None:
    match = _WORD.search(low, position)
    return match[0] if match and not low[position : match.start()].strip(" ") else None
