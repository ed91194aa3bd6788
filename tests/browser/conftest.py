"""A real browser on the real page, with the real bot behind it."""

import asyncio
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, async_playwright

from bot.i18n import Languages

ROOT = Path(__file__).resolve().parents[2]
# Without the last four, Chromium looks up its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 60_000


def chromium() -> str:
    """Return the path of Chromium; in CI it has to be there."""
    found = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def languages() -> Languages:
    return Languages(ROOT / "locales")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: `SCREENSHOTS` keeps them for whoever wants to look."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@asynccontextmanager
async def trying(data: Path) -> AsyncIterator[str]:
    """Run `collider try`; give the address of its page, stop it as Ctrl-C would."""
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--port", str(port), "--data", str(data)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield await asyncio.wait_for(_address(process), 60)
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), 30)


async def _address(process: asyncio.subprocess.Process) -> str:
    said = []
    while line := (await process.stdout.readline()).decode():
        said.append(line)
        if "http://" in line:
            return "http://" + line.split("http://", 1)[1].strip()
    raise AssertionError("collider try ended:\n" + "".join(said))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Chat:
    """One of the people on the page: types, taps, and sees what a person would see."""

    def __init__(self, page: Page, label: str) -> None:
        self.page = page
        self.panel = page.get_by_role("region", name=f"Chat of {label}").or_(
            page.locator(f'section[aria-label="Chat of {label}"]')
        )

    async def says(self, text: str) -> None:
        field = self.panel.locator("textarea")
        await field.fill(text)
        await field.press("Enter")

    async def taps(self, label: str | re.Pattern[str]) -> None:
        """Tap the newest button that shows `label`."""
        button = self.panel.locator(".log .key", has_text=label).last
        await button.wait_for(timeout=PATIENCE_MS)
        await button.click()

    async def attaches(self, item: str, *files: FilePayload) -> None:
        """Choose files for an item of the paper clip's menu."""
        await self.panel.get_by_role("button", name="Add a file, a post or a card").click()
        async with self.page.expect_file_chooser() as choosing:
            await self.panel.get_by_role("menuitem", name=item).click()
        await (await choosing.value).set_files(files)

    async def replies(self, to: str) -> None:
        """Tap “Reply” at the newest message of the bot with `to`: what is said next replies."""
        message = self.panel.locator(".message:not(.mine)", has_text=to).last
        await message.get_by_role("button", name="Reply to:").click()
        await self.panel.locator(".replying").wait_for()

    async def sees(self, text: str) -> None:
        """Wait until the newest message with `text` is in view."""
        await self.panel.locator(".log", has_text=text).wait_for(timeout=PATIENCE_MS)

    async def asks(self, text: str, answer: str) -> None:
        """Say something and wait for a text that answers it."""
        await self.says(text)
        await self.sees(answer)
