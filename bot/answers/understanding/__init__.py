"""A question → the facets that it asks for, by its words alone: no model, no state."""

from bot.answers.understanding.dates import Said
from bot.answers.understanding.reading import Understanding

__all__ = ["Said", "Understanding"]
