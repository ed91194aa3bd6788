"""A photo and a document in the form of a challenge, on the page: staff open what was sent."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from bot.i18n import Languages, Translator
from tests.browser.conftest import Chat, trying
from tests.embedded import embedded_database
from tests.playground.test_page import PICTURE, PLAN

pytestmark = [pytest.mark.browser, pytest.mark.torture]

PROBLEM = "Nasza linia pakująca hałasuje i ludzie odchodzą z pracy. Szukamy cichszego rozwiązania."
TITLE = "Cichsza linia pakująca"


async def test_company_sends_files_along_and_staff_open_them(
    browser: Browser, languages: Languages, pictures: Path, tmp_path: Path
) -> None:
    """Attach both before and after a restart, send the challenge, open them at the desk."""
    pl, en = languages["pl"], languages["en"]
    await embedded_database(tmp_path / "try" / "collider.db")
    async with trying(tmp_path / "try") as address:
        page = await browser.new_page(viewport={"width": 1440, "height": 960})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(address)
        company, staff = Chat(page, "Company"), Chat(page, "Facilitator")
        await company.sees(pl("Hello, {name}.", name="Demo company"))

        await company.says("/challenge")
        await company.taps(pl("Skip"))
        await company.attaches("Send photos…", PICTURE)
        await company.sees(pl.plural("{n} file goes along.", "{n} files go along.", 1))
        await page.get_by_role("button", name="Restart the bot").click()
        await page.locator('#status[data-status="connected"]').wait_for(timeout=60_000)
        await company.attaches("Send files…", PLAN)
        await company.sees(pl.plural("{n} file goes along.", "{n} files go along.", 2))
        await page.screenshot(path=pictures / "files-1-form.png")
        await send_the_rest(company, pl)

        await staff.says("/desk")
        await staff.taps(TITLE)
        await staff.taps(en("Show the files"))
        picture = staff.panel.locator(".message:not(.mine) img.photo")
        await picture.wait_for()
        assert await picture.evaluate("image => image.naturalWidth") == 120
        plan = staff.panel.locator(".message:not(.mine) .file")
        await plan.wait_for()
        assert (await plan.inner_text()).split("\n")[0].startswith("Načrt – 2.pdf")
        async with page.expect_download() as downloading:
            await plan.click()
        await (await downloading.value).save_as(tmp_path / "opened.pdf")
        assert (tmp_path / "opened.pdf").read_bytes() == PLAN["buffer"]
        await page.screenshot(path=pictures / "files-2-desk.png")
        await looks_right_on_a_phone(page, pictures)
    assert errors == []


async def send_the_rest(company: Chat, pl: Translator) -> None:
    """Answer what is required, and send it whatever there is to ask about."""
    for text in ("Fabryka Pudełek", "Dział utrzymania ruchu", TITLE, PROBLEM):
        await company.says(text)
        await company.panel.page.wait_for_timeout(300)
    await company.taps(pl("That is enough for now"))
    await company.taps(pl("Send to the hub"))
    sent = pl("Your challenge is sent: {title}", title=TITLE)
    as_it_is = company.panel.locator(".log .key", has_text=pl("Send it as it is"))
    await as_it_is.or_(company.panel.get_by_text(sent)).last.wait_for()
    if await as_it_is.count():
        await as_it_is.last.click()
    await company.sees(sent)


async def looks_right_on_a_phone(page: Page, pictures: Path) -> None:
    """Look at both chats in phone width, light and dark."""
    await page.set_viewport_size({"width": 390, "height": 844})
    for name in ("Company", "Facilitator"):
        await page.get_by_role("tab", name=re.compile(name)).click()
        await page.screenshot(path=pictures / f"files-3-phone-{name.lower()}.png")
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await page.emulate_media(color_scheme="dark")
    await page.wait_for_timeout(500)  # the colours fade over
    await page.screenshot(path=pictures / "files-4-phone-dark.png")
