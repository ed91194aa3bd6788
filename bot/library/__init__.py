"""Reads and validates content/: what editors write becomes value objects of the domain."""

from bot.library.fingerprint import fingerprint
from bot.library.loading import Library, check, load
from bot.library.markdown import plain, to_telegram_html
from bot.library.problems import ContentError, Problem
from bot.library.schema import json_schema
from bot.library.vocabulary_search import find_terms, fold

__all__ = [
    "ContentError",
    "Library",
    "Problem",
    "check",
    "find_terms",
    "fingerprint",
    "fold",
    "json_schema",
    "load",
    "plain",
    "to_telegram_html",
]
