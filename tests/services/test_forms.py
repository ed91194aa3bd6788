"""Answers of forms: nobody else waits while something typed is looked for."""

from threading import get_ident

import pytest

from bot.app.services import App
from bot.services.choices import Choices
from tests.builders import a_creative, a_person


async def test_what_is_typed_is_looked_for_once_and_in_a_thread(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt town takes up to half a second, and the answer is taken in a transaction."""
    threads = []
    find = Choices.find

    def found(choices: Choices, *said: object) -> object:
        threads.append(get_ident())
        return find(choices, *said)  # type: ignore[arg-type]

    monkeypatch.setattr(Choices, "find", found)
    person = await a_person(app)
    await a_creative(app, person)
    step = await app.services.profiles.edit(person, "place")

    step = await app.services.forms.answer(person, step.draft.id, "Kranj")

    assert (step.draft.one("place") or "").startswith("Kranj|SI")
    assert len(threads) == 1
    assert get_ident() not in threads
