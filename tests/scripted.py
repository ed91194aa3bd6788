"""An engine of answers that says what a test tells it: for what happens around an answer."""

from dataclasses import replace
from typing import Any

from bot.domain.answers import Answer, Confidence, Hit
from bot.domain.answers import Mode as By
from bot.domain.talk import Talk
from bot.domain.understanding import Understood


class Script:
    """An engine that answers as a test says, and remembers what it went on from."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self.earlier: list[Understood | None] = []

    def says(
        self,
        text: str,
        *hits: str,
        confidence: Confidence = Confidence.CONFIDENT,
        talk: Talk | None = None,
        ranked: tuple[str, ...] = (),
        **understood: Any,
    ) -> None:
        """Let a text be understood and answered like this."""
        self._answers[text] = Answer(
            hits=tuple(Hit(id_, "en", 0.9) for id_ in hits),
            confidence=confidence,
            mode=By.MODEL,
            understood=Understood(text, **understood),
            ms=1.0,
            talk=talk,
            ranked=ranked or hits,
        )

    async def ask(self, text: str, language: str, **given: Any) -> Answer:
        """Answer as told; a text after another keeps what that one asked for."""
        earlier = given.get("earlier")
        self.earlier.append(earlier)
        answer = self._answers[text]
        if earlier is None:
            return answer
        understood = replace(answer.understood.after(earlier), text=earlier.text)
        return replace(answer, understood=understood, talk=None)
