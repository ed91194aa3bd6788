"""Places that people type: a country, or a town that the gazetteer knows."""

from collections.abc import Collection, Mapping, Sequence

from bot.domain.entries import Term
from bot.domain.profiling import encoded
from bot.library import find_terms, fold
from bot.library.gazetteer import Gazetteer
from bot.services.content import Knowledge


class Places:
    """Finds where somebody lives by what they typed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(
        self,
        text: str,
        language: str,
        countries: Mapping[str, Term],
        home: str | None = None,
    ) -> Sequence[str]:
        """Return the answers that a text may mean; more than one means that it is not clear.

        `home` is a country in which the person may be.
        """
        if (country := _named(text, countries)) is not None:
            return [country]
        towns = self.towns(text, language, home)
        inside = [town for town in towns if town.split("|")[1] in countries]
        return inside or [term.id for term in find_terms(countries, text, language)[:1]]

    def towns(self, text: str, language: str, home: str | None = None) -> list[str]:
        """Return the towns of a name, as answers, best first."""
        gazetteer = Gazetteer(self._knowledge.vocabulary.divisions)
        return [encoded(place) for place in gazetteer.find(text, home, language)]

    def regions_of(self, country: str) -> tuple[str, ...]:
        """Return the regions of a country that one may choose from."""
        regions: Collection[tuple[str, str]] = [
            (id_, region.country) for id_, region in self._knowledge.vocabulary.regions.items()
        ]
        return tuple(id_ for id_, where in regions if where == country)


def _named(text: str, countries: Mapping[str, Term]) -> str | None:
    """Return the country that is called exactly so, in any language."""
    if text.strip().upper() in countries:
        return text.strip().upper()
    said = fold(text)
    for code, term in countries.items():
        if any(fold(name) == said for name in term.labels.values()):
            return code
    return None
