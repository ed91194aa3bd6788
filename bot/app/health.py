"""How a process is, for `/healthz`: what it knows, and how it answers."""

from typing import Any

from bot.app.content_watch import ContentWatch
from bot.app.services import App
from bot.domain.answers import Mode
from bot.embedding import Embedder


def health(app: App, watch: ContentWatch) -> dict[str, Any]:
    """Return a report as plain data. The process is well without its model, too: `ok` is true."""
    progress = app.index.progress
    why = lexical_because(app)
    return {
        "ok": True,
        "model": str(app.embeddings.state) if isinstance(app.embeddings, Embedder) else "none",
        "answers": {"mode": str(Mode.LEXICAL if why else Mode.MODEL), "why": why},
        "calibrated": app.index.calibration is not None if app.embeddings.ready else None,
        "content": {
            "version": app.knowledge.version,
            "seen": watch.seen,
            "problems": watch.problems,
            "entries": len(app.knowledge.entries),
            "passages": progress.total,
            "waiting": progress.total - progress.done,
        },
    }


def lexical_because(app: App) -> str:
    """Return why questions are answered by words alone; empty if they are not."""
    model = app.embeddings
    if not model.ready:
        return (model.reason or str(model.state)) if isinstance(model, Embedder) else "no model"
    return "" if app.index.has_vectors else "no entry has a vector yet"


def is_uncalibrated(app: App) -> bool:
    """Say whether there is a model, but not the one that the thresholds were measured with."""
    return app.embeddings.ready and app.index.calibration is None
