"""Logs tell facts: no token, no person, one line each."""

import io
import json
import logging

import pytest

from bot import logs
from bot.logs import configure, context, person_hash, redact

TOKEN = "123456789:AAFdemo-demo_demoDEMOdemoDEMOdemo12"


@pytest.fixture
def lines(monkeypatch):
    """Configure the logs as a process does; put back what was there."""
    root = logging.getLogger()
    names = (
        *("httpx", "httpcore", "telegram.ext.AIORateLimiter"),
        *("aiogram.event", "aiogram.dispatcher", "aiosqlite", "alembic"),
    )
    levels = {name: logging.getLogger(name).level for name in names}
    handlers, level = list(root.handlers), root.level
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    configure("DEBUG")
    yield lambda: out.getvalue().splitlines()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def test_a_token_in_a_message_is_redacted(lines):
    logging.getLogger("demo").info("POST https://api.telegram.org/bot%s/getMe", TOKEN)

    assert json.loads(lines()[0])["event"] == "POST https://api.telegram.org/bot[token]/getMe"


def test_a_token_in_a_fact_is_redacted(lines):
    logging.getLogger("demo").info("called", extra={"url": f"/bot{TOKEN}/x", "deep": {"t": TOKEN}})

    assert TOKEN not in lines()[0]
    assert json.loads(lines()[0])["url"] == "/bot[token]/x"


def test_a_token_in_a_traceback_is_redacted(lines):
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("demo").exception("failed")

    assert TOKEN not in "".join(lines())
    assert "cannot reach /bot[token]/getMe" in json.loads(lines()[0])["trace"]


def test_a_token_is_redacted_for_a_person_at_a_terminal_too():
    formatter = logs._Lines(as_json=False)
    record = logging.makeLogRecord(
        {"msg": "to %s", "args": (TOKEN,), "levelname": "INFO", "k": TOKEN}
    )

    line = formatter.format(record)

    assert TOKEN not in line
    assert line.endswith("to [token] k=[token]")


@pytest.mark.parametrize("text", ["17:30", "123456:short", "a sentence: with a colon"])
def test_other_texts_stay(text):
    assert redact(text) == text


def test_the_unit_of_work_is_on_each_line(lines):
    token = context.set({"update": 7, "person": "abc"})
    try:
        logging.getLogger("demo").info("done", extra={"ms": 3})
    finally:
        context.reset(token)

    line = json.loads(lines()[0])
    assert (line["update"], line["person"], line["ms"]) == (7, "abc", 3)


def test_what_cannot_be_json_is_written_all_the_same(lines):
    logging.getLogger("demo").info("odd", extra={"thing": {1, 2}.__class__})

    assert json.loads(lines()[0])["thing"] == "<class 'set'>"


def test_the_wire_is_silent(lines):
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).info("HTTP Request: POST https://…/bot%s/sendMessage", TOKEN)
        logging.getLogger(f"{name}.child").info("the same")

    assert lines() == []


def test_warnings_of_the_wire_are_heard(lines):
    logging.getLogger("httpx").warning("odd answer")

    assert len(lines()) == 1


def test_a_person_is_known_by_a_keyed_hash():
    key, other = b"one key", b"another key"

    assert person_hash(key, 1001) == person_hash(key, 1001)
    assert person_hash(key, 1001) != person_hash(key, 1002)
    assert person_hash(key, 1001) != person_hash(other, 1001)
    assert "1001" not in person_hash(key, 1001)
    assert len(person_hash(key, 1001)) == 12
