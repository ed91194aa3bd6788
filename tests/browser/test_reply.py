"""A question that goes to people: the facilitator replies on the page, the asker reads it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.i18n import Languages
from tests.browser.conftest import Chat, trying
from tests.embedded import embedded_database

pytestmark = [pytest.mark.browser, pytest.mark.torture]  # takes most of a minute

# Names its entry: also a machine too slow for the model in time answers it, by its words.
QUESTION = "Ali mi Culture Moves Europe plača pot v tujino?"
ANSWER = "Yes, there and back. Come on Tuesday and we look at it together."
THANKS = "Najlepša hvala, pridem v torek."
NAME = "Demo creative"


async def test_facilitator_replies_to_a_question_and_the_asker_writes_back(
    browser: Browser, languages: Languages, pictures: Path, tmp_path: Path
) -> None:
    """Ask, hand over, reply on the page, and reply to that."""
    sl, en = languages["sl"], languages["en"]
    await embedded_database(tmp_path / "try" / "collider.db")
    async with trying(tmp_path / "try") as address:
        page = await browser.new_page(viewport={"width": 1440, "height": 960})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(address)
        creative, staff = Chat(page, "Creative"), Chat(page, "Facilitator")
        await creative.sees(sl("Hello, {name}.", name=NAME))
        await staff.sees(en("Hello, {name}.", name="Demo facilitator"))

        await creative.says(QUESTION)
        await creative.taps(sl("Not helpful"))
        await creative.taps(re.compile(f"^{re.escape(sl('Ask a person'))}$"))
        await creative.sees(sl("Shall I send your question to people?"))
        await creative.taps(re.compile(f"^{re.escape(sl('Send'))}$"))
        asks = en("{name} asks a person:", name=NAME)
        await staff.sees(asks)
        await staff.replies(asks)
        await page.screenshot(path=pictures / "reply-1-replying.png")
        await staff.says(ANSWER)
        await staff.sees(en("Sent to {name}.", name=NAME))
        await creative.sees(ANSWER)

        await creative.replies(ANSWER)
        await creative.says(THANKS)
        await staff.sees(en("{name} writes back:", name=NAME))
        await staff.sees(THANKS)
        await page.screenshot(path=pictures / "reply-2-answered.png")

        await page.set_viewport_size({"width": 390, "height": 844})
        await page.get_by_role("tab", name="Facilitator").click()
        await staff.replies(THANKS)
        await page.screenshot(path=pictures / "reply-3-phone.png")
        await page.emulate_media(color_scheme="dark")
        await page.wait_for_timeout(500)  # the colours fade over
        await page.screenshot(path=pictures / "reply-4-phone-dark.png")
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert errors == []
