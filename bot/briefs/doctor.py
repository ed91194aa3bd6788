"""The doctor of challenges: deterministic checks of a brief, in the writer's language."""

from datetime import date

from bot.domain.briefs import Brief, Examination


def examine(brief: Brief, today: date) -> Examination:
    """Return what makes a brief hard to answer, each thing once."""
    return Examination()
