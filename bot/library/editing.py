"""Laying what people and feeds say over the files of the editors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from bot.domain.editing import EditedEntry, Publication
from bot.domain.entries import Entry
from bot.library import checking
from bot.library.building import entry_of
from bot.library.documents import Document
from bot.library.loading import Library
from bot.library.models import EntryFile
from bot.library.problems import ContentError, Problem
from bot.library.wording import problems_of


@dataclass(frozen=True, slots=True)
class Overlaid:
    """All entries that readers see, and the edits that do not fit (any more)."""

    library: Library
    problems: tuple[Problem, ...] = ()


def overlay(library: Library, edited: Iterable[EditedEntry]) -> Overlaid:
    """Lay edited entries over the files; an edit that does not fit is left out."""
    entries = dict(library.entries)
    problems: list[Problem] = []
    for row in edited:
        if row.publication is not Publication.PUBLISHED:
            entries.pop(row.id, None)
            continue
        entry, wrong = _fitting(library, row)
        problems += wrong
        if entry is not None:
            checked = max((d for d in (entry.checked_on, row.checked_on) if d), default=None)
            entries[row.id] = replace(entry, checked_on=checked, hub=entry.hub or row.hub)
    return Overlaid(replace(library, entries=entries), tuple(problems))


def _fitting(library: Library, row: EditedEntry) -> tuple[Entry | None, Sequence[Problem]]:
    """Return what an edited entry says without the edits that do not fit, and what is wrong.

    First those go that the problems name, then all of them: a feed may say by now what an edit
    contradicts, and its entry may not vanish for that.
    """
    wrong: Sequence[Problem] = ()
    edits = dict(row.edits)
    while (document := edited_document(library, replace(row, edits=edits))) is not None:
        try:
            return entry_from(library, document), wrong
        except ContentError as error:
            wrong = wrong or error.problems
            if not edits:
                break
            named = {path for path in edits if _is_named(path, error.problems)}
            edits = {path: said for path, said in edits.items() if named and path not in named}
    return None, wrong  # or its file is gone, and with it what was edited


def _is_named(path: str, problems: Iterable[Problem]) -> bool:
    """Say whether an edit set what a problem is about, something in it or around it."""
    return any(
        f"{one.path}.".startswith(f"{path}.") or f"{path}.".startswith(f"{one.path}.")
        for one in problems
    )


def edited_document(library: Library, row: EditedEntry) -> dict[str, Any] | None:
    """Return what an edited entry says as a document; None if the file below it is gone."""
    below = row.document
    if below is None:
        if row.id not in library.files:
            return None
        below = document_of(library.files[row.id])
    return with_edits(below, row.edits)


def entry_id_of(problem: Problem) -> str:
    """Return of which entry's document a problem is."""
    return PurePosixPath(problem.file).stem


def document_of(file: EntryFile) -> dict[str, Any]:
    """Return a file's entry as plain data in the shape of its file."""
    return file.model_dump(mode="json", exclude_defaults=True)


def with_edits(document: Mapping[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a document with fields set; None takes a field away."""
    copy = _copied(document)
    for path, value in edits.items():
        *above, name = path.split(".")
        place = copy
        for step in above:
            place = place.setdefault(step, {})
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    return copy


def entry_from(library: Library, document: Mapping[str, Any]) -> Entry:
    """Return the entry that a document describes; raise `ContentError` with what is wrong.

    The rules are those of a file, except that a text in one language is enough; the `path` of a
    problem says which field it is about.
    """
    paper = Document(f"{document.get('kind')}/{document.get('id')}.yaml", dict(document), {})
    try:
        file = EntryFile.model_validate(document)
    except ValidationError as error:
        raise ContentError(problems_of(error, paper, EntryFile)) from error
    known = replace(library.known, is_file=False)
    problems = checking.check_entry(file, paper, known)
    if not file.text:
        remedy = "Write a title and a summary in one language."
        problems.append(paper.problem(["text"], "there is no text", remedy))
    if problems:
        raise ContentError(problems)
    return entry_of(file, library.vocabulary)


def _copied(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _copied(v) if isinstance(v, Mapping) else v for k, v in value.items()}
