"""The lists that forms choose from: their order, their labels, and finding one by typed text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.entries import Term
from bot.domain.feeds import KINDS
from bot.domain.forms import GRADED, Value
from bot.domain.hubs import Hub
from bot.domain.languages import UNDERSTOOD
from bot.domain.messages import N_
from bot.domain.parsing import YES
from bot.domain.people import Fluency, Person
from bot.i18n import Languages, Translator, own_name
from bot.library import find_terms
from bot.screens.browse import MODES, TITLES
from bot.services import challenge_lists, profile_lists
from bot.services.content import Knowledge
from bot.services.places import Places

COUNTRIES: Final = (
    *("SI", "PL", "DK", "DE", "AT", "CZ", "SK", "IT", "HR", "HU", "NL", "BE", "GR"),
    *("BG", "CY", "EE", "ES", "FI", "FR", "IE", "LT", "LU", "LV", "MT", "PT", "RO", "SE"),
    *("AL", "BA", "CH", "GB", "IS", "LI", "ME", "MK", "NO", "RS", "TR", "UA"),
)
"""Where the network is first, then the EU, then its neighbours; a person may skip to typing."""

MOST_NEAR: Final = 4

CONSENT: Final = {YES: N_("Yes, I agree")}
AUDIENCES: Final = {
    "everyone": N_("Everybody"),
    "creatives": N_("Creatives"),
    "companies": N_("Companies"),
}
EFFORTS: Final = {
    "hours": N_("Some hours"),
    "days": N_("Some days"),
    "weeks": N_("Some weeks"),
}


@dataclass(frozen=True, slots=True)
class _List:
    """One list: its terms in a reader's language."""

    terms: Callable[[Translator], Mapping[str, Term]]


class Choices:
    """All lists that a form may name."""

    def __init__(self, knowledge: Knowledge, languages: Languages) -> None:
        self._languages = languages
        self._knowledge = knowledge
        self._places = Places(knowledge)
        countries = self._names_in_all_languages(lambda tr, code: tr.country(code), COUNTRIES)
        spoken = self._names_in_all_languages(lambda tr, code: tr.name_of(code), UNDERSTOOD)
        spoken = {
            code: Term(code, term.labels, {"": (own_name(code), code)})
            for code, term in spoken.items()
        }
        self._lists: Mapping[str, _List] = (
            {
                "sectors": _List(lambda tr: knowledge.vocabulary.sectors),
                "skills": _List(lambda tr: knowledge.vocabulary.skills),
                "countries": _List(lambda tr: countries),
                "languages": _List(lambda tr: spoken),
                "hubs": _List(lambda tr: _hubs(knowledge.hubs)),
                "consent": _List(lambda tr: self._said(CONSENT)),
                "audience": _List(lambda tr: self._said(AUDIENCES)),
                "kinds": _List(lambda tr: self._said(TITLES)),
                "feed_kinds": _List(lambda tr: self._said({kind: TITLES[kind] for kind in KINDS})),
                "modes": _List(lambda tr: self._said(MODES)),
                "efforts": _List(lambda tr: self._said(EFFORTS)),
                "places": _List(lambda tr: countries),
            }
            | {
                name: _List(terms)
                for name, terms in profile_lists.lists(
                    lambda: knowledge.vocabulary, self._said
                ).items()
            }
            | {
                name: _List(terms)
                for name, terms in challenge_lists.lists(
                    lambda: knowledge.vocabulary, self._said
                ).items()
            }
        )

    def title(self, entry_id: str, tr: Translator) -> str | None:
        """Return the title of an entry for a reader; None if it is gone."""
        entry = self._knowledge.findable.get(entry_id)
        return entry.in_language(tr.language)[1].title if entry else None

    def home_of(self, person: Person) -> str | None:
        """Return the country of a person's home hub: where they may live."""
        hub = self._knowledge.hubs.get(person.home_hub or "")
        return hub.country if hub else None

    def members(self, name: str, id_: str) -> tuple[str, ...]:
        """Return what a choice is only the heading of."""
        return profile_lists.members(name, id_)

    def near(self, name: str, chosen: Sequence[str]) -> tuple[str, ...]:
        """Return skills that often go with the chosen ones, the nearest first."""
        if name != "skills":
            return ()
        relations = self._knowledge.vocabulary.relations
        nearness: dict[str, float] = {}
        for id_ in chosen:
            for other, how_near in relations.get(id_, {}).items():
                if other not in chosen:
                    nearness[other] = max(how_near, nearness.get(other, 0.0))
        return tuple(sorted(nearness, key=lambda id_: -nearness[id_])[:MOST_NEAR])

    def terms(self, name: str, tr: Translator) -> Mapping[str, Term]:
        """Return the terms of a list in its order."""
        return self._lists[name].terms(tr)

    def holds(self, name: str, id_: str, tr: Translator) -> bool:
        """Say whether a tapped id is in the list: anybody may forge one."""
        is_typed = profile_lists.takes(name, id_) or challenge_lists.takes(name, id_)
        return is_typed or id_ in self.terms(name, tr)

    def label(self, name: str, id_: str, tr: Translator) -> str:
        """Return the label of an id; one that left the vocabulary is shown as it is."""
        if name == challenge_lists.COMPANIES:
            return id_  # a name, whatever stands in it
        id_, _, grade = id_.partition(GRADED)
        term = self.terms(name, tr).get(id_)
        words = term.label(tr.language) if term else None
        words = words or profile_lists.label_of(name, id_, tr)
        words = words or challenge_lists.label_of(name, id_, tr) or id_
        if not grade:
            return words
        level = tr("first language") if grade == Fluency.NATIVE else grade
        return tr("{language} ({level})", language=words, level=level)

    def labels(self, name: str, value: Value, tr: Translator) -> tuple[str, ...]:
        """Return the labels of several ids."""
        ids = value if isinstance(value, tuple) else (value,)
        return tuple(self.label(name, id_, tr) for id_ in ids)

    def find(self, name: str, text: str, tr: Translator, home: str | None = None) -> Sequence[str]:
        """Return ids of a list that typed text names, best first.

        `home` is a country: towns there come first.
        """
        terms = self.terms(name, tr)
        if name == "places":
            return self._places.find(text, tr.language, terms, home)
        if name == "consent":
            said = text.strip(" .!").casefold()
            return [YES] if any(said in _yes_words(t) for t in terms.values()) else []
        if name in {"countries", "languages"} and text.strip().upper() in terms:
            return [text.strip().upper()]
        return [term.id for term in find_terms(terms, text, tr.language)]

    def _said(self, messages: Mapping[Any, str]) -> dict[str, Term]:
        return {
            id_: Term(id_, {code: self._languages[code](text) for code in self._languages.offered})
            for id_, text in messages.items()
        }

    def _names_in_all_languages(
        self, name: Callable[[Translator, str], str], codes: Sequence[str]
    ) -> dict[str, Term]:
        speakers = {code: Translator.speaking(code) for code in UNDERSTOOD}
        return {
            code: Term(code, {lang: capital(name(tr, code)) for lang, tr in speakers.items()})
            for code in codes
        }


def _hubs(hubs: Mapping[str, Hub]) -> dict[str, Term]:
    return {slug: Term(slug, hub.name, {"": (hub.city, slug)}) for slug, hub in hubs.items()}


def capital(text: str) -> str:
    """Return text as it stands on a button: vocabulary labels are written as inside a sentence."""
    return text[:1].upper() + text[1:]


_YES_WORDS: Final = frozenset(
    {
        "yes",
        "ok",
        "okay",
        "y",
        "tak",
        "da",
        "ja",
        "ano",
        "sì",
        "si",
        "ναι",
        "nai",
        "áno",
        "igen",
        "jo",
    }
)


def _yes_words(term: Term) -> set[str]:
    return {label.casefold() for label in term.labels.values()} | _YES_WORDS
