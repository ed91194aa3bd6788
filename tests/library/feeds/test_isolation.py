"""The child process that reads a file: whatever becomes of it, the asker goes on."""

import sys
from datetime import UTC, datetime

import pytest

from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.items import Parsed
from bot.library.feeds.parsing import Hints, hints_from

HINTS = Hints(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "Europe/Ljubljana", "sl")
CONFINED = "from bot.library.feeds.parsing_child import confine; confine(400 << 20, 1)\n"


async def child(code, patience_s=20.0):
    return await parse_apart(
        b"words", HINTS, command=(sys.executable, "-c", code), patience_s=patience_s
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("while True: pass", Reason.TOO_SLOW),
        pytest.param(CONFINED + "while True: pass", Reason.TOO_SLOW, marks=pytest.mark.torture),
        (CONFINED + "x = 'a' * 10**10", Reason.TOO_SLOW),
        pytest.param(
            CONFINED + "x = []\nwhile True: x.append('a' * 10**6)",
            Reason.TOO_SLOW,
            marks=pytest.mark.torture,
        ),
        ("import os; os.abort()", Reason.DAMAGED),
        ("print('no JSON')", Reason.DAMAGED),
        ("print('{}')", Reason.DAMAGED),
        ("raise ValueError('what the file said')", Reason.DAMAGED),
        (CONFINED + "import tempfile; tempfile.TemporaryFile().write(b'x' * 9999)", None),
    ],
    ids=[
        "hangs",
        "computes",
        "wants-all",
        "grows",
        "dies",
        "says-words",
        "says-nothing",
        "raises",
        "writes",
    ],
)
async def test_a_child_that_goes_wrong_is_one_failed_feed(code, reason, caplog):
    patience = 0.3 if code == "while True: pass" else 20.0
    found = await child(code, patience)
    assert found == Failed(reason or Reason.DAMAGED)
    assert "what the file said" not in caplog.text


async def test_the_child_is_told_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    told = """
import os
reason = "bomb" if "BOT_TOKEN" in os.environ or "HOME" in os.environ else "empty"
print('{"failed": "%s"}' % reason)
"""
    assert await child(told) == Failed(Reason.EMPTY)


def test_hints_survive_the_journey():
    assert hints_from(HINTS.as_json()) == HINTS


@pytest.mark.torture
@pytest.mark.parametrize("mark", ["<", "&", "<!", "<a ", "<item><title>x</title>", "&lt;"])
async def test_five_megabytes_of_one_mark_are_read_or_given_up(mark):
    storm = mark * (4_900_000 // len(mark))
    body = f"<rss version='2.0'><channel><item><title>x</title><description>{storm}".encode()
    found = await parse_apart(body, HINTS)
    assert isinstance(found, Parsed) or found.reason in {Reason.TOO_SLOW, Reason.DAMAGED}
