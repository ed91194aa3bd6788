"""Reads and validates content/: what editors write becomes value objects of the domain."""

from bot.library.editing import (
    Overlaid,
    document_of,
    edited_document,
    entry_from,
    entry_id_of,
    overlay,
    with_edits,
)
from bot.library.loading import Library, check, load, survey
from bot.library.markdown import plain, to_telegram_html
from bot.library.memory import Memory
from bot.library.problems import ContentError, Problem
from bot.library.schema import json_schema
from bot.library.shelf import Shelf
from bot.library.vocabulary_search import find_terms, fold

__all__ = [
    "ContentError",
    "Library",
    "Memory",
    "Overlaid",
    "Problem",
    "Shelf",
    "check",
    "document_of",
    "edited_document",
    "entry_from",
    "entry_id_of",
    "find_terms",
    "fold",
    "json_schema",
    "load",
    "overlay",
    "plain",
    "survey",
    "to_telegram_html",
    "with_edits",
]
