"""Holding entries to what a question asks for: which fit, and what each filter costs."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from bot.answers.facets import fits
from bot.domain.entries import Entry, Vocabulary
from bot.domain.understanding import Facet, Understood

SUBJECTS: Final = frozenset({Facet.SECTOR, Facet.SKILL, Facet.TECHNOLOGY, Facet.TRANSITION})
"""Facets that are one filter together: "3D printing" is a skill and a technology."""

Filter = tuple[Facet, ...]
"""Facets of which one has to fit."""

_SAID: Final[Mapping[Facet, Callable[[Entry], Hashable]]] = {
    Facet.KIND: attrgetter("kind"),
    Facet.PERIOD: attrgetter(
        "kind", "status", "mode", "opens_at", "deadline_at", "usual_months", "held"
    ),
    Facet.COUNTRY: attrgetter("countries"),
    Facet.CITY: attrgetter("city"),
    Facet.COST: attrgetter("fee"),
    Facet.MODE: attrgetter("mode"),
    Facet.SECTOR: attrgetter("sectors"),
    Facet.SKILL: attrgetter("skills"),
    Facet.TECHNOLOGY: attrgetter("technologies"),
    Facet.TRANSITION: attrgetter("transitions"),
    Facet.APPLICANT: attrgetter("who_may_apply"),
    Facet.AMOUNT: attrgetter("amount", "fee"),
}
"""All that `fits` looks at for a facet: entries that say the same of it are judged once."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """The entries that fit, in the order given, and how many more there would be.

    A filter of several facets goes by its first.
    """

    entries: tuple[Entry, ...]
    filters: tuple[Filter, ...]
    without: Mapping[Facet, int]
    """How many would fit if this one filter were dropped."""
    silent: Mapping[Facet, int]
    """How many fit but for this one filter, about which they say nothing."""
    nearly: tuple[Entry, ...] = ()
    """The entries that `silent` counts, in the order given: they may well fit."""

    @property
    def loosening(self) -> Facet | None:
        """Return the one filter whose loosening brings most; None if none brings anything."""
        best = max(self.without, key=lambda facet: self.without[facet], default=None)
        return best if best is not None and self.without[best] > len(self.entries) else None


def filters_of(asked: Understood) -> tuple[Filter, ...]:
    """Return what has to hold: each facet by itself, those of a subject together."""
    facets = tuple(asked.facets())
    subject = tuple(facet for facet in facets if facet in SUBJECTS)
    single = [(facet,) for facet in facets if facet not in SUBJECTS]
    return (*single, subject) if subject else tuple(single)


def filtered(
    entries: Iterable[Entry], asked: Understood, now: datetime, vocabulary: Vocabulary
) -> Filtered:
    """Return the entries for which every filter holds.

    An entry that does not say is no hit: "free courses" lists what is known to be free, and
    `silent` tells how many more may be. An entry that misses two filters counts for nothing, so it
    is left at the second: that is what keeps 10,000 entries cheap.
    """
    filters = filters_of(asked)
    judge = _judge(asked, now, vocabulary)
    fitting: list[Entry] = []
    missed: Counter[Facet] = Counter()
    silent: Counter[Facet] = Counter()
    nearly: list[Entry] = []
    for entry in entries:
        failing: Facet | None = None
        verdict: bool | None = True
        for one in filters:
            held = judge(entry, one)
            if held:
                continue
            if failing is not None:
                break
            failing, verdict = one[0], held
        else:
            if failing is None:
                fitting.append(entry)
            else:
                missed[failing] += 1
                if verdict is None:
                    silent[failing] += 1
                    nearly.append(entry)
    return Filtered(
        entries=tuple(fitting),
        filters=filters,
        without={one[0]: len(fitting) + missed[one[0]] for one in filters},
        silent=dict(silent),
        nearly=tuple(nearly),
    )


def _judge(
    asked: Understood, now: datetime, vocabulary: Vocabulary
) -> Callable[[Entry, Filter], bool | None]:
    """Return what says whether an entry holds to a filter; None: no facet fits, one is silent.

    It remembers: what thousands of entries say of a facet is a handful of things.
    """
    known: dict[tuple[Facet, Hashable], bool | None] = {}

    def fit(entry: Entry, facet: Facet) -> bool | None:
        key = (facet, _SAID[facet](entry))
        try:
            return known[key]
        except KeyError:
            known[key] = verdict = fits(entry, asked, facet, now, vocabulary)
            return verdict

    def judge(entry: Entry, one: Filter) -> bool | None:
        if len(one) == 1:
            return fit(entry, one[0])
        verdicts = [fit(entry, facet) for facet in one]
        if any(verdicts):
            return True
        return None if None in verdicts else False

    return judge
