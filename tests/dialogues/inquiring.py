"""What the dialogues about questions to people share: asking one, and replying to it."""

from collections.abc import Awaitable, Callable

from bot.app.services import App
from bot.domain.answers import Confidence
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.understanding import Understood
from tests.people import Person
from tests.wire import Shown, as_payload

MeetStaff = Callable[..., Awaitable[Person]]
QUESTION = "Gdzie w Kranju nauczę się ciąć laserem?"
ANSWER = "Our workshop runs a course every spring. Come by on Tuesday."


async def asked(app: App, person: Person, text: str = QUESTION, hub: str | None = "kranj") -> int:
    """Keep a question of somebody, as asking does when it finds nothing."""
    async with app.store.begin() as work:
        known = await work.people.find(person.id)
        assert known is not None
        if hub:
            known = await work.people.change(known, home_hub=hub)
        return await work.inquiries.add(
            person_id=known.id,
            hub=hub,
            language=known.language,
            text=text,
            understood=Understood(text),
            shown=(),
            confidence=Confidence.NONE,
            state=InquiryState.UNANSWERED,
            talk=None,
            vector=None,
            at=app.clock(),
        )


async def kept(app: App, inquiry_id: int) -> Inquiry:
    async with app.store.read() as work:
        return await work.inquiries.get(inquiry_id)


async def replies(person: Person, to: Shown, text: str | None = ANSWER, **content: object) -> str:
    """Answer a message of the bot by replying to it."""
    quoted = as_payload(person.id, to)
    return await person.act(person.message(text=text, reply_to_message=quoted, **content))


async def handed_over(app: App, person: Person, **facts: object) -> int:
    """Ask, and send the question to people."""
    inquiry_id = await asked(app, person, **facts)  # type: ignore[arg-type]
    await person.taps_data(f"person:ask:{inquiry_id}")
    await person.taps_data(f"person:send:{inquiry_id}")
    return inquiry_id
