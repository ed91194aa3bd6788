"""One long message of a company → the answers of the challenge form that it surely gives.

Sentences are taken whole, as the company's own words. What is not surely something else stays in
the problem; what says who the company is, or how it is reached, leaves it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from bot.briefs.identity import (
    company_in,
    evidence_in,
    line_is,
    person_in,
    reach_in,
    without_addresses,
)
from bot.briefs.phrases import Phrases, sentences, words_of
from bot.briefs.telling import telling
from bot.briefs.words import Reader, reader
from bot.domain.forms import Value
from bot.domain.masking import masked

TITLE_LENGTH: Final = 80
_SHORTEST_TITLE: Final = 15
_SHORTEST_PROBLEM: Final = 30
_CLAUSE = re.compile(r",\s|;\s|:\s|\s[–—-]\s")
_MASK = re.compile(r"\s*\[(?:e-mail|phone|IBAN|username|number|personal)\]")
_PRESENTED = re.compile(r"^[^.!?…]{0,25}…\s+(?:and|und|og|in|ter|i|oraz|a)\s+(\w)")
"""What is left of "My name is … and" when the name is gone, and the letter that follows."""
_CURRENCIES: Final = {
    "EUR": r"€|EUR\b|euro\w*|evr\w*",
    "PLN": r"PLN\b|zł\w*|złot\w*|zl\b",
    "DKK": r"DKK\b|kr\b\.?|kroner\b",
    "CZK": r"CZK\b|Kč",
    "HUF": r"HUF\b|Ft\b|forint\w*",
}
_NUMBER: Final = r"\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d{1,6}"
_SUMS: Final = {
    code: re.compile(
        rf"(?<![\d.,])({_NUMBER})(?:,-|,00|\.00)?\s?(?:{names})"
        rf"|(?:{names})\s?({_NUMBER})(?![\d.,]*\d)",
        re.IGNORECASE,
    )
    for code, names in _CURRENCIES.items()
}
_HOURS = re.compile(r"(?<![\d.,–-])(\d{1,3})\s?([^\W\d_]+)")
_NO_BOUND = re.compile(
    r"(?:mid|early|beginning of|start of|sredin\w*|začet\w*|po[lł]ow\w*|początk\w*|"
    r"midten af|starten af|begyndelsen af|mitte|anfang)[\s-]*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+([A-ZÆØÅÄÖÜ][\w-]+(?: [A-ZÆØÅÄÖÜ][\w-]+)?)")


class Days(Protocol):
    """Days that a text names, and where (`bot.answers.moments.Moment` is one)."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last one."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def bound(self) -> str:
        """`until`, `before`, `after` or empty."""


ReadDays = Callable[[str], Iterable[Days]]
"""Finds the days of a text; `Reading.moments` does, with the words of all languages."""


def read_story(
    text: str, language: str, today: date, days: ReadDays | None = None
) -> Mapping[str, Value]:
    """Return the answers of the challenge form that a message surely gives, by key.

    Texts are the company's own sentences, without contact data, which goes to `reach`. A
    `deadline` is an ISO 8601 day, an `amount` as `Reading` reads fees (`EUR::500`), an `effort` a
    number of hours. Without `days` no deadline is read. In a language whose words are not known
    the text is the problem, without what reaches or names the company.
    """
    return _Story(text, language, today, days).answers()


@dataclass
class _Said:
    """A sentence, and the question that it answers."""

    text: str
    words: list[str]
    key: str = "problem"


class _Story:
    def __init__(self, text: str, language: str, today: date, days: ReadDays | None) -> None:
        self._text = text
        self._today = today
        self._days = days
        self._told = telling(language)
        self._reader: Reader | None = reader(language)
        spelled_out = self._reader is not None and self._reader.spelled_out
        self._said = [
            _Said(part, words_of(part, spelled_out=spelled_out)) for part in sentences(text)
        ]
        self._answers: dict[str, Value] = {}

    def answers(self) -> Mapping[str, Value]:
        self._identity()
        if self._told is not None:
            for said in self._said:
                said.key = self._key_of(said, self._told)
            self._details(self._told)
        self._texts()
        return self._answers

    def _identity(self) -> None:
        company = company_in(self._text)
        contact = person_in(self._text, self._told) if self._told else ""
        found = {
            "company": company,
            "contact": contact,
            "evidence": evidence_in(self._text),
            "reach": ", ".join(dict.fromkeys(reach_in(self._text))),
        }
        self._answers.update({key: value for key, value in found.items() if value})

    def _key_of(self, said: _Said, told: Mapping[str, Phrases]) -> str:
        """Return the question that a sentence answers; "" for one that is left out."""
        words = said.words
        hurts = self._reader is not None and words in self._reader["hurts"]
        if line_is(said.text, told["greets"]) and len(words) <= 6:
            return ""
        if self._is_about_them(said, told) and not hurts:
            return ""
        if words in told["tried"]:
            return "tried"
        if words in told["success"] and self._is_seen(said):
            return "success"
        if self._deadline(said, told):
            return "problem" if hurts else ""
        if self._sum(said, told) and not hurts:
            return ""
        if self._is_wish(said, told) and not hurts:
            return ""
        return "affected" if words in told["affected"] else "problem"

    def _is_about_them(self, said: _Said, told: Mapping[str, Phrases]) -> bool:
        names = [str(self._answers.get(key, "")) for key in ("company", "contact", "evidence")]
        named = any(name and name in said.text for name in names)
        reached = masked(said.text) != said.text
        signed = line_is(said.text, told["signs"]) and len(said.words) <= 6
        return named or signed or (reached and said.words in told["reach"]) or reached

    def _is_seen(self, said: _Said) -> bool:
        """Say whether a sentence about success says what one would see."""
        return len(said.words) > 3

    def _details(self, told: Mapping[str, Phrases]) -> None:
        found: dict[str, Value | None] = {}
        for said in self._said:
            for key, value in (
                ("deadline", self._deadline(said, told) if said.key != "success" else None),
                *self._pay(said, told),
                ("effort", self._effort(said, told)),
                ("place", self._place(said, told)),
                ("team", self._team(said, told)),
            ):
                if value and key not in found:
                    found[key] = value
        self._answers.update({key: value for key, value in found.items() if value})

    def _deadline(self, said: _Said, told: Mapping[str, Phrases]) -> str | None:
        """Return the day of a sentence that is surely the deadline: one day, and ahead."""
        if self._days is None or said.words not in told["deadline"]:
            return None
        if said.words in told["success"] or said.words in told["tried"]:
            return None
        wanted = self._reader is not None and said.words in self._reader["wants"]
        found = [one for one in self._days(said.text) if one.last > self._today]
        if len(found) != 1 or _NO_BOUND.search(said.text[: found[0].start]):
            return None
        one = found[0]
        hurts = self._reader is not None and said.words in self._reader["hurts"]
        if hurts and not wanted:
            return None
        day = one.last if one.bound != "before" or one.first == one.last else one.first
        return day.isoformat()

    def _sum(self, said: _Said, told: Mapping[str, Phrases]) -> tuple[str, int] | None:
        """Return the only sum of a sentence about pay."""
        if not any(said.words in told[name] for name in ("fee", "prize", "budget")):
            return None
        found = [
            (code, int(re.sub(r"\D", "", match[1] or match[2])))
            for code, pattern in _SUMS.items()
            for match in pattern.finditer(said.text)
        ]
        return found[0] if len(found) == 1 and found[0][1] > 0 else None

    def _pay(self, said: _Said, told: Mapping[str, Phrases]) -> list[tuple[str, Value | None]]:
        paid = self._sum(said, told)
        if paid is None:
            return []
        is_prize, is_fee = said.words in told["prize"], said.words in told["fee"]
        reward = "prize" if is_prize else "fee" if is_fee else None
        return [("amount", f"{paid[0]}::{paid[1]}"), ("reward", reward)]

    def _effort(self, said: _Said, told: Mapping[str, Phrases]) -> str | None:
        if said.words not in told["effort"]:
            return None
        found = [
            match[1]
            for match in _HOURS.finditer(said.text)
            if any(told["hours"].has(word) for word in words_of(match[2]))
        ]
        return found[0] if len(found) == 1 and int(found[0]) else None

    def _place(self, said: _Said, told: Mapping[str, Phrases]) -> str | None:
        if said.words in told["remote"]:
            return "remote"
        tokens = list(re.finditer(r"[^\W_]+", said.text))
        bare = ["".join(words_of(token[0])) for token in tokens]
        for _, end in told["on_site"].find(bare):
            if found := _PLACE.match(said.text, tokens[end - 1].end()):
                return found[1]
        return None

    def _team(self, said: _Said, told: Mapping[str, Phrases]) -> str | None:
        wanted = self._reader is not None and said.words in self._reader["wants"]
        solo, team = said.words in told["solo"], said.words in told["team"]
        if not wanted or solo == team:
            return None
        return "solo" if solo else "team"

    def _is_wish(self, said: _Said, told: Mapping[str, Phrases]) -> bool:
        """Say whether a sentence is all about how the work is done, which has its questions."""
        values = (self._effort(said, told), self._place(said, told), self._team(said, told))
        return any(values) and len(said.words) <= 14

    def _texts(self) -> None:
        """Put the sentences where they belong; a problem there must be."""
        texts = {key: self._joined(key) for key in ("problem", "success", "affected", "tried")}
        if len(texts["problem"]) < _SHORTEST_PROBLEM:
            texts["problem"] = self._joined("problem", "success", "affected")
        if len(texts["problem"]) < _SHORTEST_PROBLEM:
            texts["problem"] = self._joined("problem", "success", "affected", "tried", "")
        self._answers.update({key: text for key, text in texts.items() if text})
        if title := self._title():
            self._answers["title"] = title

    def _joined(self, *keys: str) -> str:
        return " ".join(self._clean(said.text) for said in self._said if said.key in keys).strip()

    def _clean(self, text: str) -> str:
        """Return a sentence without who it is from: everybody may read it."""
        text = _MASK.sub(" …", masked(without_addresses(text)))
        for key in ("company", "contact"):
            if name := str(self._answers.get(key, "")):
                text = text.replace(name, "…")
        return _PRESENTED.sub(lambda found: found[1].upper(), text, count=1)

    def _title(self) -> str:
        first = next((self._clean(said.text) for said in self._said if said.key == "problem"), "")
        if "…" in first:
            return ""
        title = first.strip(" .!?;:,–-")
        if len(title) > TITLE_LENGTH:
            title = _CLAUSE.split(title)[0].strip(" .!?;:,–-")
        return title if _SHORTEST_TITLE <= len(title) <= TITLE_LENGTH else ""
