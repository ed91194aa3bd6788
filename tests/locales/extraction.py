"""The texts in the code → `messages.pot` → the catalogues. Run by `make messages`."""

import io
import sys
from copy import deepcopy
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[2]
TEMPLATE: Final = ROOT / "locales" / "messages.pot"
KEYWORDS: Final = {"tr": None, "plural": (1, 2), "context": ((1, "c"), 2), "N_": None}
ROOMS: Final = ("bot", "handlers")


def template() -> Catalog:
    """Extract every text from the code, sorted, with the files it stands in."""
    catalog = Catalog(project="Collider", charset="utf-8", header_comment="# Collider")
    catalog.mime_headers  # noqa: B018 - fills the header before dates are fixed
    for room in ROOMS:
        found = extract_from_dir(
            ROOT / room, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        )
        for name, _line, message, comments, context in found:
            catalog.add(
                message,
                locations=[(f"{room}/{name}", None)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def as_text(catalog: Catalog) -> str:
    """Return a catalogue as it is kept: no dates, no line numbers, so that diffs are readable."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=98, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')
    return "".join(line for line in lines if not line.startswith(dated))


def updated(path: Path, language: str, source: Catalog) -> str:
    """Return the catalogue of a language with the messages of the template."""
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language, project="Collider", charset="utf-8")
    # Babel puts new messages in by reference: a copy, so that languages share none.
    catalog.update(deepcopy(source), no_fuzzy_matching=True)
    return as_text(catalog)


def main(languages: list[str]) -> None:
    """Write the template, and update the catalogues there are, and those of `languages`."""
    source = template()
    TEMPLATE.write_text(as_text(source), encoding="utf-8")
    known = {path.parents[1].name for path in TEMPLATE.parent.glob("*/LC_MESSAGES/messages.po")}
    for language in sorted(known | set(languages)):
        path = TEMPLATE.parent / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(updated(path, language, source), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
