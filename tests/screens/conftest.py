"""The real content, the languages, and one of each screen in each state."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.gallery.samples import samples
from bot.i18n import Languages, catalogue_path
from bot.library import load
from bot.services.content import Knowledge

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def now():
    return NOW


@pytest.fixture(scope="session")
def template():
    with (ROOT / "locales" / "messages.pot").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="session")
def languages():
    """Return what is offered: the languages whose catalogue is complete."""
    return Languages(ROOT / "locales")


@pytest.fixture(scope="session")
def marked(template, tmp_path_factory):
    """Return all twelve languages, in which every message is ⟦English in brackets⟧."""
    folder = tmp_path_factory.mktemp("locales")
    for language in set(UNDERSTOOD) - {FALLBACK}:
        catalog = Catalog(locale=language)
        for message in template:
            if isinstance(message.id, str) and message.id:
                catalog.add(message.id, f"⟦{message.id}⟧", context=message.context)
            elif message.id:
                other = f"⟦{message.id[1]}⟧"
                catalog.add(message.id, (other,) * catalog.num_plurals, context=message.context)
        path = catalogue_path(folder, language)
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_po(file, catalog)
    return Languages(folder)


@pytest.fixture(scope="session")
def knowledge():
    return Knowledge(load(ROOT / "content", NOW.date()))


@pytest.fixture(scope="session")
def every_sample(knowledge, languages):
    return samples(knowledge, languages, NOW)


@pytest.fixture(scope="session")
def every_marked_sample(knowledge, marked):
    return samples(knowledge, marked, NOW)
