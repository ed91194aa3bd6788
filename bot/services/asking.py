"""Asking: a question → cards with their source, and how sure that is."""

from bot.answers.asking import Answers
from bot.domain.answers import Answer
from bot.domain.people import Person
from bot.domain.results import Found
from bot.services.browsing import Browsing
from bot.services.forms import Forms


class Asking:
    """The use case of any text outside a form."""

    def __init__(self, answers: Answers, browsing: Browsing, forms: Forms) -> None:
        self._answers = answers
        self._browsing = browsing
        self._forms = forms

    async def ask(self, person: Person, text: str) -> Found:
        """Answer a question of a person."""
        found, _ = await self.explained(person, text)
        return found

    async def explained(self, person: Person, text: str) -> tuple[Found, Answer]:
        """Answer, and return what the answer was made of."""
        answer = await self._answers.ask(text, person.language)
        cards = tuple(self._browsing.card(person, hit.entry_id) for hit in answer.hits)
        unfinished = await self._forms.unfinished(person)
        return Found(answer.understood.text, cards, answer.confidence, unfinished), answer
