"""Every screen in every offered language on one HTML page, for editors and translators."""

from datetime import datetime
from pathlib import Path

from bot.clock import utc_now
from bot.gallery.page import page
from bot.gallery.samples import samples
from bot.gallery.sampling import Sample
from bot.i18n import Languages
from bot.library import load
from bot.services.content import Knowledge
from bot.settings import Settings

__all__ = ["Sample", "samples", "write"]


def write(settings: Settings, out: Path, now: datetime | None = None) -> int:
    """Write the page to `out`; return how many screens are on it."""
    now = now or utc_now()
    languages = Languages(settings.locales_dir, settings.languages, settings.default_language)
    knowledge = Knowledge(load(settings.content_dir, now.date()))
    shown = samples(knowledge, languages, now)
    out.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    out.write_text(page(shown, languages), encoding="utf-8")
    return len(shown)
