"""What a question asks for, as far as its words say: the facets that entries can be held to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.entries import Kind, Mode


class Facet(StrEnum):
    """A side of an entry that a question can name. The order is the order in which it is said."""

    KIND = "kind"
    PERIOD = "period"
    COUNTRY = "country"
    CITY = "city"
    COST = "cost"
    MODE = "mode"
    SECTOR = "sector"
    SKILL = "skill"
    TECHNOLOGY = "technology"
    TRANSITION = "transition"
    APPLICANT = "applicant"
    AMOUNT = "amount"


class Asks(StrEnum):
    """The one thing of an entry that a question wants to know; it decides what is said first."""

    WHO = "who"
    """Who may apply or take part."""
    HOW_MUCH = "how_much"
    """How much money there is, or what it costs."""
    UNTIL_WHEN = "until_when"
    """The deadline."""
    WHEN = "when"
    WHERE = "where"
    HOW = "how"
    """How one applies, takes part, or does it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def months(self) -> frozenset[int]:
        """Return the months that it touches, 1 to 12; a year or more touches all."""
        span = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return frozenset((self.first.month - 1 + n) % 12 + 1 for n in range(min(span, 11) + 1))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that a question names, in whole units. No currency means any.

    "At least 10,000" has a `minimum`, "up to 500" a `maximum`, "5000 euro" both.
    """

    minimum: int | None = None
    maximum: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question in the terms of the entries. An empty facet was not asked for.

    Several values of one facet are alternatives ("in Poland or Slovenia"); several facets must
    all hold. `because` gives the words that each facet was read from, for the reckoning.
    """

    text: str
    """What was read, after hygiene."""
    kinds: frozenset[Kind] = frozenset()
    period: Period | None = None
    countries: frozenset[str] = frozenset()
    """ISO 3166 codes."""
    cities: frozenset[str] = frozenset()
    """English names, as entries have them."""
    free: bool | None = None
    mode: Mode | None = None
    sectors: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()
    transitions: frozenset[str] = frozenset()
    applicants: frozenset[str] = frozenset()
    money: Money | None = None
    asks: Asks | None = None
    several: bool = False
    """Whether a list is wanted rather than one thing: "which", "all", "what … are there"."""
    follows: bool = False
    """Whether it only makes sense after another question: "and in Poland?", "kaj pa online?"."""
    bare: bool = False
    """Whether nothing but facets was said: no word is left that names a subject."""
    because: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)

    def value(self, facet: Facet) -> object:
        """Return what was asked of a facet; falsy (None or empty) if nothing was."""
        return {
            Facet.KIND: self.kinds,
            Facet.PERIOD: self.period,
            Facet.COUNTRY: self.countries,
            Facet.CITY: self.cities,
            Facet.COST: "free" if self.free else ("paid" if self.free is False else None),
            Facet.MODE: self.mode,
            Facet.SECTOR: self.sectors,
            Facet.SKILL: self.skills,
            Facet.TECHNOLOGY: self.technologies,
            Facet.TRANSITION: self.transitions,
            Facet.APPLICANT: self.applicants,
            Facet.AMOUNT: self.money,
        }[facet]

    def facets(self) -> Iterator[Facet]:
        """Yield the facets that were asked for."""
        return (facet for facet in Facet if self.value(facet))

    def to_json(self) -> dict[str, Any]:
        """Return plain data for a row; `from_json` reads it back. The words are not kept."""
        data: dict[str, Any] = {
            _FIELDS[facet]: sorted(value) if isinstance(value, frozenset) else value
            for facet in self.facets()
            for value in [getattr(self, _FIELDS[facet])]
        }
        if self.period:
            data["period"] = [self.period.first.isoformat(), self.period.last.isoformat()]
        if self.money:
            data["money"] = [self.money.minimum, self.money.maximum, self.money.currency]
        for flag in ("asks", "several", "follows", "bare"):
            if value := getattr(self, flag):
                data[flag] = value
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any], text: str = "") -> "Understood":
        """Read what `to_json` wrote; what a newer or older version wrote otherwise is left out."""
        known: dict[str, Any] = {
            name: frozenset(data[name])
            for name in _FIELDS.values()
            if name not in _SINGLE and isinstance(data.get(name), list)
        }
        known["kinds"] = frozenset(Kind(kind) for kind in known.get("kinds", ()) if kind in _KINDS)
        if data.get("period"):
            known["period"] = Period(*map(date.fromisoformat, data["period"]))
        if data.get("money"):
            known["money"] = Money(*data["money"])
        if isinstance(data.get("free"), bool):
            known["free"] = data["free"]
        if data.get("mode") in set(Mode):
            known["mode"] = Mode(data["mode"])
        if data.get("asks") in set(Asks):
            known["asks"] = Asks(data["asks"])
        known |= {flag: bool(data.get(flag)) for flag in ("several", "follows", "bare")}
        return cls(text, **known)

    def without(self, facet: Facet) -> "Understood":
        """Return the same question without one facet."""
        name = _FIELDS[facet]
        changes: dict[str, Any] = {name: None if name in _SINGLE else frozenset()}
        changes["because"] = {f: words for f, words in self.because.items() if f is not facet}
        return replace(self, **changes)

    def after(self, earlier: "Understood") -> "Understood":
        """Return `earlier` with what this follow-up says instead: its facets win, the rest stays.

        A city or country replaces both, since "and in Poland?" after "in Kranj" means elsewhere.
        """
        named = set(self.facets())
        if named & {Facet.CITY, Facet.COUNTRY}:
            named |= {Facet.CITY, Facet.COUNTRY}
        kept: dict[str, Any] = {_FIELDS[f]: getattr(self, _FIELDS[f]) for f in named}
        return replace(
            earlier,
            **kept,
            asks=self.asks or earlier.asks,
            several=self.several or earlier.several,
            follows=True,
            bare=earlier.bare and self.bare,
            because={**earlier.because, **self.because},
        )


_FIELDS: Mapping[Facet, str] = {
    Facet.KIND: "kinds",
    Facet.PERIOD: "period",
    Facet.COUNTRY: "countries",
    Facet.CITY: "cities",
    Facet.COST: "free",
    Facet.MODE: "mode",
    Facet.SECTOR: "sectors",
    Facet.SKILL: "skills",
    Facet.TECHNOLOGY: "technologies",
    Facet.TRANSITION: "transitions",
    Facet.APPLICANT: "applicants",
    Facet.AMOUNT: "money",
}
_SINGLE = frozenset({"period", "free", "mode", "money"})
_KINDS = frozenset(Kind)
