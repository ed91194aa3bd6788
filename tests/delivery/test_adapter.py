"""A Reply as a message of python-telegram-bot."""

import subprocess
import sys

import pytest

from bot.delivery.telegram_delivery import SEND_TIMEOUT_S, first_message, keyboard, make_bot
from bot.delivery.worker import LEASE_S
from bot.domain.attachments import FileKind, SentFile
from bot.domain.replies import CAPTION_LENGTH, Action, Button, Reply
from tests.delivery.conftest import Rows
from tests.delivery.wire import FakeTelegram, refuses

PHOTO = SentFile(FileKind.PHOTO, "AgAC-photo", "AQAD-photo")
PLAN = SentFile(FileKind.DOCUMENT, "BQAC-plan", "AgAD-plan", "plan.pdf", 2048)
ROWS = ((Button("More", Action("a", "b", "1")),),)


def test_buttons_keep_their_rows_labels_and_targets() -> None:
    markup = keyboard(
        (
            (
                Button("Save", Action("call", "save", "91")),
                Button("Open", url="https://a.example"),
            ),
            (),
            (Button("Stop these messages", Action("alerts", "stop")),),
        )
    )
    assert markup is not None
    assert markup.to_dict()["inline_keyboard"] == [
        [
            {"text": "Save", "callback_data": "call:save:91"},
            {"text": "Open", "url": "https://a.example"},
        ],
        [{"text": "Stop these messages", "callback_data": "alerts:stop:"}],
    ]


def test_a_reply_without_buttons_has_no_keyboard() -> None:
    assert first_message(Reply("hello")) == (Reply("hello"), None)
    assert keyboard(((),)) is None


@pytest.mark.parametrize("reply", [Reply(" "), Reply("x", ((Button("does nothing"),),))])
def test_what_cannot_be_sent_is_refused_before_it_leaves(reply: Reply) -> None:
    with pytest.raises(ValueError, match=r"without|nothing"):
        first_message(reply)


@pytest.mark.parametrize("base", ["api.telegram.org", "localhost:8081", ""])
def test_a_base_that_is_no_address_is_refused_at_the_start(base: str) -> None:
    """Its errors could not be told from a broken connection: every broadcast would be unsure."""
    with pytest.raises(ValueError, match="no address"):
        make_bot("1:x", base, 25, None)


async def test_messages_are_html_without_previews(work_for, rows: Rows, telegram: FakeTelegram):
    reply = Reply("<b>News</b> https://a.example", ((Button("More", Action("a", "b", "1")),),))
    await rows.queue(await rows.person(1), "news", reply=reply)

    await work_for(1)

    (sent,) = telegram.sent
    assert sent.text == "<b>News</b> https://a.example"
    assert sent.parameters["parse_mode"] == "HTML"
    assert sent.parameters["link_preview_options"] == '{"is_disabled": true}'
    assert '"callback_data": "a:b:1"' in sent.parameters["reply_markup"]
    assert "allow_paid_broadcast" not in sent.parameters


@pytest.mark.parametrize(
    ("file", "method", "parameter"),
    [(PHOTO, "sendPhoto", "photo"), (PLAN, "sendDocument", "document")],
)
async def test_a_file_leaves_by_its_id_with_its_caption(
    work_for, rows: Rows, telegram: FakeTelegram, file: SentFile, method: str, parameter: str
):
    await rows.queue(await rows.person(1), "file", reply=Reply("<b>Plan</b>", ROWS, sent=file))

    await work_for(1)

    (sent,) = telegram.sent
    assert (sent.method, sent.parameters[parameter]) == (method, file.file_id)
    assert (sent.parameters["caption"], sent.parameters["parse_mode"]) == ("<b>Plan</b>", "HTML")
    assert '"callback_data": "a:b:1"' in sent.parameters["reply_markup"]


async def test_a_text_too_long_for_a_caption_follows_its_file(
    work_for, rows: Rows, telegram: FakeTelegram
):
    long = "x" * (CAPTION_LENGTH + 1)
    await rows.queue(
        await rows.person(1), "file", reply=Reply(long, ROWS, Reply("And more"), sent=PLAN)
    )

    await work_for(6)

    assert [sent.method for sent in telegram.sent] == [
        "sendDocument",
        "sendMessage",
        "sendMessage",
    ]
    assert [sent.text for sent in telegram.sent] == ["", long, "And more"]
    assert await rows.states() == {"sent": 1}


async def test_a_file_that_telegram_has_not_any_more_is_told_in_words(
    work_for, rows: Rows, telegram: FakeTelegram
):
    telegram.answers(1, refuses(400, "Bad Request: wrong file identifier/HTTP URL specified"))
    reply = Reply("The plan", ROWS, Reply("And more"), sent=PLAN, lost="It cannot be opened.")
    await rows.queue(await rows.person(1), "file", reply=reply)

    await work_for(5)

    assert telegram.texts(1) == ["The plan\n\nIt cannot be opened.", "And more"]
    assert await rows.states() == {"sent": 1}


async def test_a_file_to_somebody_unknown_is_not_tried_as_words(
    work_for, rows: Rows, telegram: FakeTelegram
):
    telegram.answers(1, refuses(400, "Bad Request: chat not found"))
    await rows.queue(await rows.person(1), "file", reply=Reply("The plan", sent=PLAN))

    await work_for(3)

    assert len(telegram.attempts) == 1
    assert await rows.states() == {"dropped_unreachable": 1}


def test_a_send_ends_well_before_its_lease() -> None:
    assert SEND_TIMEOUT_S + 10 < LEASE_S


def test_the_room_loads_neither_the_conversation_nor_the_database() -> None:
    code = "import sys, bot.delivery; print({'aiogram', 'sqlalchemy', 'numpy'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")
