"""A content folder of any size, written as files: for measuring what it costs to start with.

The words are those of the real content, the vectors are directions by chance and lie beside the
files as `collider content vectors` would write them.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from benchmarks.synthetic import DIMENSION, Writer
from bot.answers.passages import passages_of
from bot.answers.shipped import keys_of, ship
from bot.domain.entries import Entry, EntryText, Kind, Source, Status
from bot.library import Library

LANGUAGES: Final = ("en", "sl")
_STORED: Final = np.dtype("<f2")
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_COUNTRIES: Final = ("SI", "PL", "DK", "DE", "GR", "ES", "IT", "FR")
_MODES: Final = ("online", "onsite", "hybrid")


def write(
    folder: Path,
    real: Path,
    library: Library,
    size: int,
    model_version: str,
    languages: Sequence[str] = LANGUAGES,
) -> list[str]:
    """Write `size` entries with the real vocabulary and hubs, and the vectors of all of them.

    Return the places of the files in the folder.
    """
    for name in ("hubs", "vocabulary"):
        shutil.copytree(real / name, folder / name)
    for kind in Kind:
        (folder / kind).mkdir(parents=True)
    texts: list[str] = []
    places: list[str] = []
    for document in documents(library, size, languages):
        places.append(f"{document['kind']}/{document['id']}.yaml")
        (folder / places[-1]).write_text(dumped(document), "utf-8")
        texts += texts_of(document)
    _ship(folder, model_version, texts)
    return places


def retitle(folder: Path, place: str, title: str) -> None:
    """Give an entry another English title."""
    file = folder / place
    lines = file.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("    title: "))
    lines[at] = f"    title: {title}"
    file.write_text("\n".join(lines) + "\n", "utf-8")


def documents(library: Library, size: int, languages: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield entries as their files have them: facets, dates and texts of about the real sizes."""
    chance, writer = random.Random(2026), Writer(library)
    vocabulary, day = library.vocabulary, date(2027, 1, 1)
    for number in range(size):
        entry = writer.entry(number, languages)
        document: dict[str, Any] = {
            "id": entry.id,
            "kind": str(entry.kind),
            "status": "standing",
            "countries": chance.sample(_COUNTRIES, 2),
            "mode": chance.choice(_MODES),
            "sectors": chance.sample(sorted(vocabulary.sectors), 2),
            "skills": chance.sample(sorted(vocabulary.skills), 2),
            "technologies": chance.sample(sorted(vocabulary.technologies), 1),
            "who_may_apply": chance.sample(sorted(vocabulary.applicant_types), 2),
            "languages": ["en"],
            "url": f"https://example.org/{entry.id}",
            "sources": [{"name": "Made for measuring", "url": "https://example.org/"}],
            "as_of": "2026",
        }
        if entry.kind in {Kind.FUNDING, Kind.EVENT} and chance.random() < 0.5:
            deadline = day + timedelta(days=chance.randrange(700))
            document["status"] = "dated"
            document["deadline_at"] = f"{deadline}T17:00"
            document["deadline_zone"] = "Europe/Brussels"
        document["text"] = {language: _text(text) for language, text in entry.text.items()}
        yield document


def dumped(document: dict[str, Any]) -> str:
    """Return a document as the text of its file."""
    return str(yaml.dump(document, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100))


def texts_of(document: dict[str, Any]) -> list[str]:
    """Return what is embedded of an entry."""
    entry = Entry(
        id=document["id"],
        kind=Kind(document["kind"]),
        status=Status.STANDING,
        text={
            language: EntryText(
                text["title"],
                text["summary"],
                text["body"],
                tuple(text["facts"]),
                tuple(text["aliases"]),
            )
            for language, text in document["text"].items()
        },
        sources=(Source("Made for measuring"),),
        as_of="2026",
    )
    return [text for passage in passages_of(entry) for text, _ in passage.texts]


def _text(text: EntryText) -> dict[str, Any]:
    """Return a text without the markup of the words that it is made of."""
    plain = str.maketrans("", "", "<>[]()*_`#|")
    return {
        "title": text.title.translate(plain)[:70].strip() or "A title",
        "summary": text.summary.translate(plain)[:280].strip(),
        "body": text.body.translate(plain).strip(),
        "facts": [text.summary.translate(plain)[:100].strip()],
        "aliases": [f"{alias.translate(plain)} {n}" for n, alias in enumerate(text.aliases)],
    }


def _ship(folder: Path, model_version: str, texts: Sequence[str]) -> None:
    keys = keys_of(model_version, texts)
    made = np.random.default_rng(2026).normal(size=(len(keys), DIMENSION)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    packed = made.astype(_STORED)
    ship(folder, {key: row.tobytes() for key, row in zip(keys, packed, strict=True)})
