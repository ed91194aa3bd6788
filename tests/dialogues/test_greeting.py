"""/start, /help, /language: the first minutes."""

import pytest

from bot.app.services import App
from tests.conftest import FIVE, Meet


@pytest.mark.parametrize("language", FIVE)
async def test_people_are_greeted_in_their_language(app: App, meet: Meet, language: str) -> None:
    ada = meet("Ada", f"{language}-XX")

    said = await ada.says("/start")

    assert app.languages[language]("Hello, {name}.", name="Ada") in said
