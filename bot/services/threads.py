"""Threads: how a question hangs together with the one before it. Pure rules, no table."""

from typing import Final

from bot.answers.lexical import fold
from bot.answers.pointing import points_back
from bot.domain.answers import Answer
from bot.domain.entries import Entry
from bot.domain.talk import Talk
from bot.domain.understanding import Asks, Facet, Understood

NAMING: Final = 4
"""Letters of a word of a title from which on it names the entry."""
MAYBE_A_QUESTION: Final = {
    None,
    Talk.NEAR_DOMAIN,
    Talk.OUT_OF_SCOPE,
    Talk.ACKNOWLEDGED,
    Talk.GIBBERISH,
}
"""What a follow-up may be taken for when it is read alone: without its topic it says little."""
_PLACE_AND_TIME: Final = {Facet.CITY, Facet.COUNTRY, Facet.PERIOD}

_OF_SOMETHING: Final = frozenset({Asks.UNTIL_WHEN, Asks.WHEN, Asks.HOW_MUCH})
"""Nobody asks these of the world at large; "who can help?" may well begin anew."""


def is_list(understood: Understood) -> bool:
    """Say whether a question is for all entries that fit: it has facets, and wants several."""
    return any(understood.facets()) and (understood.several or understood.bare)


def goes_on(answer: Answer) -> bool:
    """Say whether a question goes on with the one before.

    Only facets ("in Poland", "free of charge") do, but a kind begins anew: "events in May" after
    a question about residencies does not mean residencies. So does "what is on in Linz?", which
    asks for all that a place or a time has.
    """
    understood = answer.understood
    if answer.talk not in MAYBE_A_QUESTION:
        return False
    facets = set(understood.facets())
    if understood.asks in _OF_SOMETHING and not facets and points_back(understood.text):
        return True  # "until when?" after a list: it names nothing else that it could be about
    says_something = facets or understood.asks is not None
    begins = Facet.KIND in facets or (understood.several and facets & _PLACE_AND_TIME)
    return understood.follows or bool(understood.bare and says_something and not begins)


def is_about(entry: Entry, answer: Answer) -> bool:
    """Say whether "until when?" or "who may apply?" can only be about the entry shown last."""
    understood = answer.understood
    if understood.asks is None or answer.talk not in MAYBE_A_QUESTION:
        return False
    named = set(understood.facets()) - {Facet.APPLICANT}
    if named - {Facet.KIND} or (understood.kinds and entry.kind not in understood.kinds):
        return False
    return understood.follows or understood.bare or points_back(understood.text)


def names(text: str, entry: Entry) -> bool:
    """Say whether a question has a word of an entry's title: "who may apply for the prize?"."""
    words = {word for word in fold(text).split() if len(word) >= NAMING}
    return any(not words.isdisjoint(fold(one.title).split()) for one in entry.text.values())
