"""What people said of answers becomes questions of an evaluation set."""

from collections.abc import Container, Iterable, Mapping

from bot.domain.answers import Confidence
from bot.domain.entries import Entry
from bot.domain.inquiries import Inquiry
from bot.evaluation.sets import QUESTION, Gold, Question

PICKED = "picked"
"""The style of a question of which the person chose the entry."""
THUMB = "thumb"
"""The style of a question whose one answer the person called helpful."""


def labels(
    inquiries: Iterable[Inquiry], entries: Mapping[str, Entry]
) -> tuple[tuple[Question, ...], tuple[Gold, ...]]:
    """Return the questions that people labelled, as far as the entry still exists.

    The text is masked as it was kept, and nothing says whose question it was.
    """
    questions: list[Question] = []
    gold: list[Gold] = []
    for inquiry in inquiries:
        accepted = accepted_entry(inquiry, entries)
        if accepted is None or not inquiry.text.strip():
            continue
        entry_id, style = accepted
        qid = f"label-{inquiry.id}"
        own_language = inquiry.language in entries[entry_id].text
        questions.append(Question(qid, inquiry.language, inquiry.text))
        gold.append(
            Gold(qid, inquiry.language, QUESTION, frozenset({entry_id}), style, own_language)
        )
    return tuple(questions), tuple(gold)


def accepted_entry(inquiry: Inquiry, entries: Container[str]) -> tuple[str, str] | None:
    """Return the entry that a person accepted as the answer, and by which sign.

    A helpful answer of several entries does not say which of them helped.
    """
    if inquiry.thumb is False or inquiry.talk is not None:
        return None
    if inquiry.picked is not None:
        accepted = inquiry.picked, PICKED
    elif inquiry.thumb and inquiry.confidence is Confidence.CONFIDENT and len(inquiry.shown) == 1:
        accepted = inquiry.shown[0], THUMB
    else:
        return None
    return accepted if accepted[0] in entries else None
