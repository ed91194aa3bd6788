"""The child process that reads one file: `python -m bot.library.feeds.parsing_child`.

One line of JSON and the bytes come on standard input, the outcome leaves as JSON. It may use so
much memory and processor time and write no file; what goes beyond ends this process only.
"""

import json
import os
import resource
import sys
from typing import Any, Final

MEMORY_BYTES: Final = 768 * 1024 * 1024
PROCESSOR_S: Final = 20


def confine(memory_bytes: int = MEMORY_BYTES, processor_s: int = PROCESSOR_S) -> None:
    """Limit what this process may use, for good."""
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, processor_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS knows no limit of the address space
            continue
    os.nice(10)  # whoever asks a question goes first


def outcome(said: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Return what `parse` makes of a file, as JSON can hold it."""
    from bot.library.feeds.failures import Failed
    from bot.library.feeds.parsing import hints_from, parse

    found = parse(body, hints_from(said))
    if isinstance(found, Failed):
        return {"failed": found.reason}
    counts = {name: getattr(found, name) for name in ("past", "broken", "left_out", "broken_at")}
    return {"items": [item.as_json() for item in found.items], **counts}


def main() -> None:
    """Read one file from standard input."""
    confine()
    said = json.loads(sys.stdin.buffer.readline())
    json.dump(outcome(said, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
