"""What the bot writes about entries, people write back: it has to be read as it was meant."""

import pytest

from bot.domain.entries import Mode
from bot.i18n import Languages
from tests.answers.conftest import Read


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de"])
def test_the_word_for_online_is_understood(
    read: Read, real_catalogues: Languages, language: str
) -> None:
    word = real_catalogues[language]("Online")
    assert read(word.lower(), language).mode is Mode.ONLINE


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("kaj pa na spletu?", Mode.ONLINE),
        ("kje na spletu najdem razpise?", None),
        ("prodaja na spletu", None),
    ],
)
def test_on_the_web_in_slovenian(read: Read, text: str, mode: Mode | None) -> None:
    assert read(text, "sl").mode is mode
