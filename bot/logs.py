"""Logs: one canonical line per update, people as keyed hashes, tokens never."""

import hashlib
import hmac
import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")
"""A bot token, wherever it stands: Telegram's URLs contain it."""

_PLAIN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
context: ContextVar[dict[str, object] | None] = ContextVar("log_context", default=None)
"""Fields of the unit of work at hand, merged into each of its lines."""


def redact(text: str) -> str:
    """Return `text` with anything that looks like a bot token replaced."""
    return _TOKEN.sub("[token]", text)


def person_hash(key: bytes, telegram_id: int) -> str:
    """Return a keyed hash of a person: the same within an installation, useless outside it."""
    return hmac.new(key, str(telegram_id).encode(), hashlib.sha256).hexdigest()[:12]


class _Lines(logging.Formatter):
    """Writes `time level logger event key=value`, or JSON when nobody is watching."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        fields = dict(context.get() or {})
        fields.update((k, v) for k, v in vars(record).items() if k not in _PLAIN)
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        if self._as_json:
            line: dict[str, object] = {
                "at": at,
                "level": record.levelname,
                "logger": record.name,
                "event": record.getMessage(),
                **fields,
            }
            if trace:
                line["trace"] = trace
            return redact(json.dumps(line, default=str, ensure_ascii=False))
        pairs = "".join(f" {key}={value}" for key, value in fields.items())
        text = f"{at} {record.levelname:7} {record.name} {record.getMessage()}{pairs}"
        return redact(f"{text}\n{trace}" if trace else text)


def configure(level: str = "INFO") -> None:
    """Send all logs to standard output; call before any Telegram library makes a client."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Lines(as_json=not sys.stdout.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # At INFO httpx writes every URL, and Telegram's URLs hold the token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG this one writes whole requests: texts, and the token.
    logging.getLogger("telegram.Bot").setLevel(logging.INFO)
    # At ERROR this one writes each page that is no JSON, whole; delivery logs what became of it.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    # Floods are decided and logged by the delivery worker.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    for name in ("aiogram.event", "aiogram.dispatcher", "aiosqlite", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
