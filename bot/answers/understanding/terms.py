"""Phrases for the terms of the vocabulary, and for those who apply."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.answers.lexical import fold
from bot.answers.understanding.phrases import Phrase, read_phrase, stemmed
from bot.answers.understanding.tables import phrases, table
from bot.domain.entries import Term, Vocabulary

SECTOR: Final = "sector"
SKILL: Final = "skill"
TECHNOLOGY: Final = "technology"
TRANSITION: Final = "transition"
APPLICANT: Final = "applicant"

_EVERYDAY: Final = frozenset(
    {"art", "editing", "producing", "interpreting", "education", "software", "press", "books"}
)
"""Synonyms that are everyday words too: alone they name no term."""
_ACRONYM: Final = 3
"""Names up to this length are acronyms: `AR` is one, the Danish `år` (year) is not."""
_PLAIN_ACRONYMS: Final = frozenset({"ux", "vr", "xr", "iot", "cad", "cnc"})
"""Acronyms that no language has as a word, so that small letters do."""


def term_phrases(vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Return the phrases that name terms: labels and synonyms in all languages, and cues."""
    yield from _of_list(SECTOR, vocabulary.sectors)
    yield from _of_list(SKILL, vocabulary.skills)
    yield from _of_list(TECHNOLOGY, vocabulary.technologies)
    yield from _of_list(TRANSITION, vocabulary.transitions)
    cues = table("cues")
    yield from phrases(_known(cues["transitions"], vocabulary.transitions), TRANSITION)
    yield from phrases(_known(cues["applicants"], vocabulary.applicant_types), APPLICANT)


def _known(cues: Mapping[str, str], terms: Mapping[str, Term]) -> dict[str, str]:
    return {id_: words for id_, words in cues.items() if id_ in terms or id_ == "hidden"}


def _of_list(topic: str, terms: Mapping[str, Term]) -> Iterator[Phrase]:
    for id_, term in terms.items():
        for name in dict.fromkeys(_names(term)):
            folded = fold(name)
            if not folded or folded in _EVERYDAY:
                continue
            if len(folded) > _ACRONYM or folded in _PLAIN_ACRONYMS:
                yield stemmed(name, topic, id_)
            elif len(folded) > 1:
                yield read_phrase(f"!{name}", topic, id_)


def _names(term: Term) -> Iterable[str]:
    yield from term.labels.values()
    for synonyms in term.synonyms.values():
        yield from synonyms
