"""A reader of questions that knows the vocabulary of the repository."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answers.understanding import Understanding
from bot.domain.entries import Vocabulary
from bot.domain.hygiene import hygiene
from bot.domain.understanding import Understood
from bot.library.loading import load

TODAY = date(2026, 11, 22)

Read = Callable[..., Understood]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that editors own."""
    return load(Path(__file__).parents[2] / "content").vocabulary


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Read:
    """Reads a question as the chat does: hygiene first."""
    understanding = Understanding(vocabulary)

    def read(text: str, language: str = "en", today: date = TODAY) -> Understood:
        return understanding.understand(hygiene(text), language, today)

    return read
