"""What a newcomer does on the page of `make try`, from the first greeting to a broadcast."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.domain.challenge_form import CHALLENGE
from bot.domain.forms import Takes
from bot.domain.profiling import PROFILE
from bot.i18n import Languages, Translator
from tests.browser.conftest import Chat, trying
from tests.embedded import embedded_database

pytestmark = [pytest.mark.browser, pytest.mark.torture]

PROBLEM = "Nasza linia pakująca hałasuje i ludzie odchodzą z pracy. Szukamy cichszego rozwiązania."
TITLE = "Cichsza linia pakująca"
ENGLISH = "A quieter packaging line"
NEWS = "Open day in Kranj on the first Friday of March <b>at ten</b> & coffee"


async def test_from_the_first_question_to_an_announcement(
    browser: Browser, languages: Languages, pictures: Path, tmp_path: Path
) -> None:
    """Three people in three languages: ask, submit, review, match, announce; with a restart."""
    sl, pl, en = languages["sl"], languages["pl"], languages["en"]
    await embedded_database(tmp_path / "try" / "collider.db")
    async with trying(tmp_path / "try") as address:
        page = await browser.new_page(viewport={"width": 1440, "height": 960})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(address)
        creative, company, staff = (
            Chat(page, label) for label in ("Creative", "Company", "Facilitator")
        )
        await creative.sees(sl("Hello, {name}.", name="Demo creative"))
        await company.sees(pl("Hello, {name}.", name="Demo company"))
        await staff.sees(en("Hello, {name}.", name="Demo facilitator"))
        await page.screenshot(path=pictures / "1-greetings.png")

        await creative.says("Ali obstaja denar za rezidenco v tujini?")
        await creative.sees("Culture Moves Europe")
        await creative.sees(sl("Where is this from?"))
        await page.screenshot(path=pictures / "2-answer.png")

        await make_a_profile(creative, sl)
        await page.screenshot(path=pictures / "3-profile.png")
        await submit_a_challenge(company, pl)
        await page.screenshot(path=pictures / "4-challenge.png")

        await page.get_by_role("button", name="Restart the bot").click()
        await page.locator('#status[data-status="connected"]').wait_for(timeout=60_000)

        await publish(staff, en)
        await page.get_by_role("button", name="+1 hour").click()  # the half minute to undo is over
        await company.sees(pl("Your challenge is published: {title}", title=TITLE))
        await page.screenshot(path=pictures / "5-published.png")

        await creative.says("/matches")
        await creative.taps(ENGLISH)
        await creative.taps(sl("I am interested"))
        await creative.sees(sl("What fits me"))
        await staff.sees(en("A creative is interested in: {title}", title=ENGLISH))
        await page.screenshot(path=pictures / "6-interested.png")

        await announce(staff, en)
        for person in (creative, company, staff):
            await person.sees(NEWS)
        await page.screenshot(path=pictures / "7-broadcast.png")
        box = await page.locator(".panel .who").first.bounding_box()
        assert box is not None
        assert box["y"] >= 0, "a chat has scrolled its own header away"
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.screenshot(path=pictures / "8-phone.png")
        await page.emulate_media(color_scheme="dark")
        await page.wait_for_timeout(500)  # the colours fade over
        await page.screenshot(path=pictures / "9-phone-dark.png")
    assert errors == []


AFTER_LANGUAGES = tuple(field.prompt for field in PROFILE.fields[8:] if field.asked_if({}))


async def make_a_profile(creative: Chat, sl: Translator) -> None:
    await creative.says("/profile")
    await creative.taps(sl("Make my profile"))
    await creative.taps(sl("Yes, I agree"))
    await creative.taps(sl("Skip"))
    await creative.sees(sl("As what do you take part?"))
    await creative.taps(sl("Skip"))
    await creative.asks("grafično oblikovanje", sl("Chosen: {choices}", choices="grafično"))
    await creative.taps(sl("Done"))
    await creative.sees(sl("What are you good at? Type skills with commas between them, or tap."))
    await creative.asks("industrijsko oblikovanje, ilustracija", "ilustracija")
    await creative.taps(sl("Done"))
    await creative.taps(sl.country("SI"))
    await creative.sees(sl("How far do you go when something takes place on site?"))
    await creative.taps(sl("Anywhere"))
    await creative.sees(sl("Which languages can you work in?"))
    await creative.asks("slovenščina, angleščina", sl("Chosen: {choices}", choices=""))
    await creative.taps(sl("Done"))
    for prompt in AFTER_LANGUAGES:
        await creative.sees(sl(prompt))
        await creative.taps(sl("Skip"))
    await creative.sees(sl("Is this right?"))
    await creative.taps(sl("Save"))
    await creative.sees(sl("Your profile is saved."))


TYPED = {
    "company": "Fabryka Pudełek <i>sp. z o.o.</i>",
    "contact": "Dział utrzymania ruchu",
    "title": TITLE,
    "problem": PROBLEM,
    "success": "O połowę mniej skarg w ciągu roku",
    "skills": "wzornictwo",
    "place": "Kranj",
    "evidence": "KRS 0000123456",
    "reach": "biuro@fabryka.example",
}
"""What the company types, by question; what it does not, it taps or skips."""
TAPPED = {
    "handed": "A few words and a conversation",
    "reward": "Nothing before you agree on it",
    "rights": "Theirs; any use is agreed with them",
}
NOT_ASKED = {"story", "effort", "amount", "hub"}
"""A talk takes no hours, nothing is paid before it, and the hub is the company's own."""
BEGINNING = 25
"""Characters of a choice that its button shows whole."""


async def submit_a_challenge(company: Chat, pl: Translator) -> None:
    """Answer one question after another; some are skipped."""
    await company.says("/challenge")
    await company.sees(pl(CHALLENGE.field("story").prompt))
    await company.taps(pl("Skip"))
    for field in CHALLENGE.fields:
        if field.key in NOT_ASKED:
            continue
        await company.sees(pl(field.prompt))
        if text := TYPED.get(field.key):
            await company.says(text)
            if field.takes is Takes.MANY:
                await company.taps(pl("Done"))
        elif words := TAPPED.get(field.key):
            await company.taps(pl(words)[:BEGINNING])
        else:
            await company.taps(pl("Skip"))
    await company.sees(pl("Is this right?"))
    await company.taps(pl("Send to the hub"))
    sent = pl("Your challenge is sent: {title}", title=TITLE)
    as_it_is = company.panel.locator(".log .key", has_text=pl("Send it as it is"))
    await as_it_is.or_(company.panel.get_by_text(sent)).last.wait_for()
    if await as_it_is.count():
        await as_it_is.last.click()
    await company.sees(sent)


async def publish(staff: Chat, en: Translator) -> None:
    await staff.says("/desk")
    await staff.taps(TITLE)
    await staff.sees("Fabryka Pudełek <i>sp. z o.o.</i>")
    await staff.taps(en("Is the company real?"))
    await staff.taps(en("Yes, I found it there"))
    await staff.taps(en("Back to the challenge"))
    await staff.taps(re.compile(f"^{en('Publish')}$"))
    await staff.sees(en("Write the English title that all readers will see."))
    await staff.asks(ENGLISH, en("Now the challenge in two English sentences, without names."))
    await staff.asks(
        "Our packaging line is loud and people leave. We look for a quieter way to pack.",
        en("Is this right?"),
    )
    await staff.taps(re.compile(f"^{en('Publish')}$"))
    await staff.sees(en("Published: {title}", title=ENGLISH))


async def announce(staff: Chat, en: Translator) -> None:
    await staff.asks("/broadcast", en("Who should receive it?"))
    await staff.taps(en("Everybody"))
    await staff.asks(NEWS, en.name_of("pl"))
    for language in ("pl", "sl", "da", "de"):
        await staff.sees(
            en("The text in this language: {language}", language=en.name_of(language))
        )
        await staff.taps(en("Skip"))
    await staff.taps(en("Preview"))
    await staff.sees("3 people will receive this.")
    await staff.taps(en("Send it now"))
