"""Has a child process read a file, so that no file can stop or fill the process that asks."""

import asyncio
import json
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.items import Parsed, item_from
from bot.library.feeds.parsing import LARGEST, Hints

COMMAND: Final = (sys.executable, "-m", "bot.library.feeds.parsing_child")
PATIENCE_S: Final = 30.0
_ROOT: Final = Path(__file__).resolve().parents[3]
_ENVIRONMENT: Final = {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
"""All that the child is told of the environment: no token, no database."""
_OUT_OF_MEMORY: Final = b"MemoryError"
_KILLED: Final = frozenset({-signal.SIGKILL, -signal.SIGXCPU})

log = logging.getLogger(__name__)


async def parse_apart(
    body: bytes,
    hints: Hints,
    *,
    command: Sequence[str] = COMMAND,
    patience_s: float = PATIENCE_S,
) -> Parsed | Failed:
    """Return the items of a file, or why there are none, as `parsing.parse` does."""
    if len(body) > LARGEST:
        return Failed(Reason.TOO_LARGE)
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=_ROOT,
        env=_ENVIRONMENT,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(patience_s):
            said, errors = await child.communicate(
                json.dumps(hints.as_json()).encode() + b"\n" + body
            )
    except TimeoutError:
        return Failed(Reason.TOO_SLOW)
    finally:
        await _end(child)
    if child.returncode == 0:
        try:
            return _outcome(json.loads(said))
        except (ValueError, KeyError, TypeError):  # a child that something else speaks through
            return Failed(Reason.DAMAGED)
    last = errors.strip().rpartition(b"\n")[2]
    if child.returncode in _KILLED or last.startswith(_OUT_OF_MEMORY):
        return Failed(Reason.TOO_SLOW)
    # The kind of the error only: its words may quote the file.
    log.warning(
        "feed not read", extra={"error": last.partition(b":")[0][:80].decode("ascii", "replace")}
    )
    return Failed(Reason.DAMAGED)


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.kill()
        await child.wait()


def _outcome(said: dict[str, Any]) -> Parsed | Failed:
    if "failed" in said:
        return Failed(Reason(said["failed"]))
    return Parsed(
        tuple(map(item_from, said["items"])),
        said["past"],
        said["broken"],
        said["left_out"],
        tuple(said["broken_at"]),
    )
