"""The chat page in a real browser: what the bot says is drawn, what a person does arrives."""

from __future__ import annotations

import asyncio
import re
import shutil
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    FilePayload,
    Page,
    async_playwright,
    expect,
)

from bot.playground import Playground

from .conftest import Clock, Wire

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Start one browser for all pages: starting takes longer than what a test does with it."""
    async with async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def playground(clock: Clock) -> AsyncIterator[Playground]:
    async with Playground(now=clock) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def wire(playground: Playground) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(playground, session)


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, playground: Playground) -> AsyncIterator[Page]:
    """Open the page in a context of its own: nothing is left of the page of another test."""
    troubles: list[str] = []
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(5000)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.extend(_complaint(message)))
    await page.goto(playground.url)
    await page.wait_for_selector("#person-1003")
    yield page
    await context.close()
    assert troubles == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """Return what the browser complains of; a refusal (409) is shown to the person instead."""
    is_complaint = message.type == "error" and "409 (Conflict)" not in message.text
    return [message.text] if is_complaint else []


def a_picture(width: int = 120, height: int = 80) -> bytes:
    """Return a PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\xd9\x58\x2b" * width) * height)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


async def last_update(wire: Wire, kind: str) -> dict[str, object]:
    """Wait until the newest update is of this kind; return its content."""
    async with asyncio.timeout(5):
        while True:
            waiting = wire.playground.world.waiting
            if waiting and kind in waiting[-1]:
                return dict(waiting[-1][kind])
            await asyncio.sleep(0.02)


async def test_start_message_tap_edit_and_toast(page: Page, wire: Wire) -> None:
    await page.click("#person-1001 .wide")
    assert (await last_update(wire, "message"))["text"] == "/start"
    keyboard = {"inline_keyboard": [[{"text": "Naprej", "callback_data": "go:1"}]]}
    sent = await wire.result(
        "sendMessage",
        chat_id=1001,
        text="🎨 <b>Krepko</b> &lt;img src=x onerror=alert(1)&gt;",
        parse_mode="HTML",
        reply_markup=keyboard,
    )
    words = page.locator("#person-1001 .message:not(.mine) .words")
    await expect(words).to_have_text("🎨 Krepko <img src=x onerror=alert(1)>")
    await expect(words.locator("strong")).to_have_text("Krepko")
    await page.click("#person-1001 .key")
    tap = await last_update(wire, "callback_query")
    assert tap["data"] == "go:1"
    await wire.result("answerCallbackQuery", callback_query_id=tap["id"], text="Shranjeno")
    await expect(page.locator("#person-1001 .toast")).to_have_text("Shranjeno")
    await wire.result(
        "editMessageText", chat_id=1001, message_id=sent["message_id"], text="Novo besedilo"
    )
    await expect(words).to_have_text("Novo besedilo")
    await expect(page.locator("#person-1001 .key")).to_have_count(0)


async def test_enter_sends_and_shift_enter_breaks_the_line(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    field = page.locator("#person-1001 textarea")
    await field.fill("one")
    await field.press("Shift+Enter")
    await field.type("two")
    await field.press("Enter")
    await expect(page.locator("#person-1001 .mine").last).to_contain_text("two")
    assert (await last_update(wire, "message"))["text"] == "one\ntwo"


async def test_slash_offers_the_commands_of_the_language(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    for language, words in (("", "Ask"), ("sl", "Vprašaj")):
        commands = [{"command": "ask", "description": words}]
        await wire.result("setMyCommands", commands=commands, language_code=language)
    field = page.locator("#person-1001 textarea")
    await field.fill("/a")
    await expect(page.locator("#person-1001 .commands li")).to_contain_text("Vprašaj")
    await field.press("Enter")
    await expect(page.locator("#person-1001 .mine").last).to_contain_text("/ask")


async def test_reply_by_keyboard_shows_what_it_replies_to(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    question = "Ana asks a person:\n<Where> is the kiln? " + "Really, where is it? " * 8
    sent = await wire.result("sendMessage", chat_id=1001, text=question)
    line = page.locator("#person-1001 .replying")
    await expect(line).to_be_hidden()
    await page.get_by_role("button", name="Reply to: Ana asks a person: <Where>").focus()
    await page.keyboard.press("Enter")
    await expect(line).to_contain_text("Replying to: Ana asks a person: <Where> is the kiln?")
    field = page.locator("#person-1001 textarea")
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description(re.compile("^Replying to: Ana asks"))
    await page.keyboard.type("In Kranj")
    await page.keyboard.press("Enter")
    quote = page.locator("#person-1001 .mine .reply")
    await expect(quote).to_have_text(re.compile(r"^In reply to: Ana asks a person: .{70,80}…$"))
    await expect(line).to_be_hidden()
    said = await last_update(wire, "message")
    assert said["text"] == "In Kranj"
    assert dict(said["reply_to_message"])["message_id"] == sent["message_id"]  # type: ignore[call-overload]


async def test_reply_can_be_dismissed(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    for number in (1, 2):
        sent = await wire.result("sendMessage", chat_id=1001, text=f"Question {number}")
    line = page.locator("#person-1001 .replying")
    field = page.locator("#person-1001 textarea")
    await page.get_by_role("button", name="Reply to: Question 1").click()
    await field.press("Escape")
    await expect(line).to_be_hidden()
    await page.get_by_role("button", name="Reply to: Question 2").click()
    await line.get_by_role("button", name="Do not reply").click()
    await expect(line).to_be_hidden()
    await expect(field).to_be_focused()
    await page.get_by_role("button", name="Reply to: Question 2").click()
    await wire.result("deleteMessage", chat_id=1001, message_id=sent["message_id"])
    await expect(line).to_be_hidden()
    await field.fill("Something else")
    await field.press("Enter")
    await expect(page.locator("#person-1001 .mine").last).to_contain_text("Something else")
    assert "reply_to_message" not in await last_update(wire, "message")


async def test_line_of_a_reply_covers_no_message(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    for number in range(20):
        await wire.result("sendMessage", chat_id=1001, text=f"Message {number}.")
    last = page.locator("#person-1001 .message", has_text="Message 19.")
    await last.get_by_role("button", name="Reply to: Message 19.").click()
    await expect(page.locator("#person-1001 .replying")).to_be_visible()
    await expect(last.locator(".stamp")).to_be_in_viewport(ratio=1)


async def test_refused_reply_keeps_its_words(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    await wire.result("sendMessage", chat_id=1001, text="Question")
    await page.get_by_role("button", name="Reply to: Question").click()
    field = page.locator("#person-1001 textarea")
    await field.fill("My answer")
    # The playground forgets the oldest messages of a chat without a word to the page.
    wire.playground.world.people[1001].messages.clear()
    await field.press("Enter")
    await expect(page.locator(".notice")).to_contain_text("to reply to")
    await expect(field).to_have_value("My answer")
    await expect(page.locator("#person-1001 .replying")).to_contain_text("Question")


async def test_reply_of_the_bot_shows_its_quote(page: Page, wire: Wire) -> None:
    said = wire.playground.person("Creative").says("Where is the kiln?")
    reply = {"message_id": said["message_id"]}
    await wire.result("sendMessage", chat_id=1001, text="Here", reply_parameters=reply)
    quote = page.locator("#person-1001 .message:not(.mine) .reply")
    await expect(quote).to_have_text("In reply to: Where is the kiln?")


async def test_deep_link_stays_in_the_chat(page: Page, wire: Wire) -> None:
    wire.playground.person("Company").says("/start")
    link = "https://t.me/collider_demo_bot?start=hub-kranj"
    await wire.result(
        "sendMessage", chat_id=1002, text=f'<a href="{link}">Hub</a>', parse_mode="HTML"
    )
    await page.click("#person-1002 .words a")
    await expect(page.locator("#person-1002 .mine").last).to_contain_text("/start hub-kranj")


async def test_language_block_and_unblock(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    await page.select_option("#person-1001 .language", "hu")
    await page.click("#person-1001 .block")
    await expect(page.locator("#person-1001 .wide")).to_have_text("Unblock")
    blocked = await last_update(wire, "my_chat_member")
    assert dict(blocked["from"])["language_code"] == "hu"  # type: ignore[call-overload]
    await page.click("#person-1001 .wide")
    await expect(page.locator("#person-1001 .wide")).to_be_hidden()


PICTURE: FilePayload = {"name": "line.png", "mimeType": "image/png", "buffer": a_picture()}
PLAN: FilePayload = {
    "name": "Načrt – 2.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF" * 600,
}


async def attaches(page: Page, item: str, *files: FilePayload | Path) -> None:
    """Choose files for an item of the paper clip's menu."""
    await page.get_by_role("button", name="Add a file, a post or a card").first.click()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("menuitem", name=item).click()
    chooser = await choosing.value
    if isinstance(files[0], Path):
        await chooser.set_files(files[0], timeout=30_000)
    else:
        await chooser.set_files([one for one in files if not isinstance(one, Path)])


@pytest.mark.parametrize("width", [1440, 390])
async def test_photo_and_document_are_sent_with_what_was_typed(
    page: Page, wire: Wire, width: int
) -> None:
    wire.playground.person("Creative").says("/start")
    await page.set_viewport_size({"width": width, "height": 844})
    await page.fill("#person-1001 textarea", "The line, from behind")
    await attaches(page, "Send photos…", PICTURE)
    said = await last_update(wire, "message")
    while "photo" not in said:
        said = await last_update(wire, "message")
        await asyncio.sleep(0.02)
    assert said["caption"] == "The line, from behind"
    assert [(size["width"], size["height"]) for size in said["photo"]] == [(120, 80)]  # type: ignore[attr-defined]
    mine = page.locator("#person-1001 .mine").last
    await expect(mine.get_by_role("img", name="Photo")).to_be_in_viewport()
    await expect(mine.locator(".words")).to_have_text("The line, from behind")
    await expect(page.locator("#person-1001 textarea")).to_have_value("")

    await attaches(page, "Send files…", PLAN)
    link = page.locator("#person-1001 .mine .file")
    await expect(link).to_have_text("Načrt – 2.pdf2 KB")
    said = await last_update(wire, "message")
    assert dict(said["document"])["file_name"] == "Načrt – 2.pdf"  # type: ignore[call-overload]
    assert "caption" not in said
    assert await page.evaluate("document.documentElement.scrollWidth") == width


async def test_picture_can_be_sent_as_a_file(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    await attaches(page, "Send files…", PICTURE)
    await expect(page.locator("#person-1001 .mine .file")).to_contain_text("line.png")


async def test_files_that_are_sent_together_are_one_album(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    await page.fill("#person-1001 textarea", "Both")
    await attaches(page, "Send photos…", PICTURE, {**PICTURE, "name": "again.png"})
    await expect(page.locator("#person-1001 .mine img.photo")).to_have_count(2)
    first, second = (update["message"] for update in wire.playground.world.waiting[-2:])
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second.get("caption")) == ("Both", None)


async def test_too_large_a_photo_is_said_and_the_words_stay(
    page: Page, wire: Wire, tmp_path: Path
) -> None:
    wire.playground.person("Creative").says("/start")
    await page.fill("#person-1001 textarea", "The line")
    large = tmp_path / "large.png"
    large.write_bytes(bytes(10 * 1024 * 1024 + 1))
    await attaches(page, "Send photos…", large)
    await expect(page.locator(".notice")).to_contain_text("send a larger one as a file")
    await attaches(page, "Send files…", *[PLAN] * 11)
    await expect(page.locator(".notice").last).to_contain_text("10 files at most")
    await expect(page.locator("#person-1001 textarea")).to_have_value("The line")
    await expect(page.locator("#person-1001 .mine img.photo")).to_have_count(0)


async def test_files_of_the_bot_are_drawn_and_open(page: Page, wire: Wire) -> None:
    wire.playground.person("Creative").says("/start")
    company = wire.playground.person("Company")
    photo = company.sends_photo(a_picture())["photo"][-1]["file_id"]
    plan = company.sends_document(b"%PDF" * 600, "plan.pdf")["document"]["file_id"]
    keyboard = {"inline_keyboard": [[{"text": "Back", "callback_data": "go:1"}]]}
    await wire.result("sendPhoto", chat_id=1001, photo=photo, caption="File 1 of 2")
    await wire.result("sendDocument", chat_id=1001, document=plan, reply_markup=keyboard)
    picture = page.locator("#person-1001 .message:not(.mine) img.photo")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.naturalWidth") == 120
    async with page.expect_download() as downloading:
        await page.locator("#person-1001 .message:not(.mine) .file").click()
    download = await downloading.value
    assert download.suggested_filename == "plan.pdf"
    await page.click("#person-1001 .key")
    assert (await last_update(wire, "callback_query"))["data"] == "go:1"


async def test_phone_shows_one_person_at_a_time(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.click("#tab-1002")
    await expect(page.locator("#person-1002")).to_be_visible()
    await expect(page.locator("#person-1001")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
