"""Reads content/ into the value objects of the domain, or says all that is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.domain.entries import Entry, Kind, Vocabulary
from bot.domain.hubs import Hub
from bot.library import checking
from bot.library.building import (
    divisions_of,
    entry_of,
    hub_of,
    regions_of,
    relations_of,
    terms_of,
)
from bot.library.checking import Known
from bot.library.documents import Document, Unreadable, read
from bot.library.memory import Memory, Page, Past
from bot.library.models import (
    AliasesFile,
    EntryFile,
    GroupsFile,
    HubFile,
    RegionsFile,
    RelationsFile,
    SkillsFile,
    TermsFile,
)
from bot.library.problems import ContentError, Problem
from bot.library.wording import did_you_mean, problems_of

_KINDS: Final = tuple(str(kind) for kind in Kind)
_FOLDERS: Final = (*_KINDS, "hubs", "vocabulary")
_TERM_LISTS: Final = (
    *("sectors", "skills", "technologies", "transitions", "applicant_types", "industries"),
)
_VOCABULARY_FILES: Final = (*_TERM_LISTS, "country_groups", "aliases", "relations", "regions")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Library:
    """All content of one folder, checked."""

    entries: Mapping[str, Entry]
    hubs: Mapping[str, Hub]
    vocabulary: Vocabulary
    files: Mapping[str, EntryFile] = field(default_factory=dict)
    """What the entries were made of, by id: people's edits are laid over it."""
    known: Known = field(default_factory=Known)


def load(
    content_dir: Path,
    today: date | None = None,
    *,
    finished: bool = True,
    memory: Memory | None = None,
) -> Library:
    """Read all content; raise `ContentError` with every mistake if there is one.

    Not `finished`, texts may be missing: an import brings them in one language only. With a
    `memory` only what changed is read; mistakes are always those of the files themselves.
    """
    if memory is not None:
        reading = _Reading(content_dir, today, finished, memory)
        reading.read()
        if not reading.problems:
            library = reading.library()
            memory.remember(library, reading.pages, reading.others)
            return library
        memory.forget()
    reading = _Reading(content_dir, today, finished)
    reading.read()
    if reading.problems:
        raise ContentError(sorted(reading.problems))
    return reading.library()


def survey(content_dir: Path, today: date, memory: Memory) -> tuple[Mapping[str, int], int]:
    """Check all content, making nothing of it; return the entries of each kind, and the hubs.

    A file that had no mistake is not read again while neither it, nor what it may name, nor a
    rule changed. Raise `ContentError` as `load` does.
    """
    reading = _Reading(content_dir, today, True, memory)
    kinds = reading.survey()
    if not reading.problems:
        memory.surveyed(reading.pages, reading.known)
        return kinds, len(reading.hubs)
    library = load(content_dir, today)
    return Counter(str(entry.kind) for entry in library.entries.values()), len(library.hubs)


def check(content_dir: Path, today: date | None = None) -> list[Problem]:
    """Return every mistake in the content; without `today`, no date counts as future."""
    reading = _Reading(content_dir, today)
    reading.read()
    return sorted(reading.problems)


class _Reading:
    """One pass over a content folder: documents, then models, then what depends on other files."""

    def __init__(
        self,
        content_dir: Path,
        today: date | None,
        finished: bool = True,
        memory: Memory | None = None,
    ) -> None:
        self.folder = content_dir
        self.today = today
        self.finished = finished
        self.memory = memory
        self.digest = b""
        self.pages: dict[str, Page] = {}
        self.unchanged: set[str] = set()
        self.others: set[bytes] = set()
        self.problems: list[Problem] = []
        self.terms: dict[str, TermsFile] = {}
        self.groups: GroupsFile | None = None
        self.aliases: AliasesFile | None = None
        self.relations: RelationsFile | None = None
        self.regions: RegionsFile | None = None
        self.hubs: dict[str, HubFile] = {}
        self.entries: dict[str, EntryFile] = {}
        self.known = Known()

    def read(self) -> None:
        """Read and check every file."""
        self._read_shared()
        files: dict[str, str] = {}
        for place in self._entry_places():
            entry = self._entry(place)
            if entry is None:
                continue
            first = files.setdefault(entry.id, place)
            if first != place and (twice := self._document(place)):
                remedy = "Give one of the two another id and file name."
                message = f"the id `{entry.id}` is also in {self._name(self.folder / first)}"
                self.problems.append(twice.problem(["id"], message, remedy))
            self.entries[entry.id] = entry

    def survey(self) -> Mapping[str, int]:
        """Check every file that was not found to be right; return how many there are by kind."""
        self._read_shared()
        kinds: Counter[str] = Counter()
        ids: set[str] = set()
        for place in self._entry_places():
            kind, _, name = place.partition("/")
            path, id_ = self.folder / place, name.removesuffix(".yaml")
            known = self.memory is not None and self.memory.was_right(path, place, self.known)
            # What is right has the name of its file for an id: a name that is there twice is not.
            if id_ in ids or not (known or self._entry(place)):
                self._report(path, "has to be read again", "")
            ids.add(id_)
            kinds[kind] += 1
        return kinds

    def _read_shared(self) -> None:
        """Read what entries name: the vocabulary and the hubs."""
        self._look_around()
        self.known = known = replace(self._vocabulary(), is_file=self.finished)
        for document in self._documents("hubs"):
            if hub := self._model(HubFile, document):
                self.problems += checking.check_hub(hub, document, known)
                self.hubs[hub.slug] = hub

    def _entry_places(self) -> Iterator[str]:
        for kind in _KINDS:
            names = sorted(path.name for path in (self.folder / kind).glob("*.yaml"))
            yield from (f"{kind}/{name}" for name in names)

    def _entry(self, place: str) -> EntryFile | None:
        """Return an entry of a file: as it was if neither it nor what it names changed."""
        page = self.memory.page(self.folder / place, place) if self.memory else None
        if page is not None:
            self.pages[place] = page
            if self.memory is None or self.memory.past.known != self.known:
                light = Document(self._name(self.folder / place), {}, {})
                self.problems += checking.check_entry(page.file, light, self.known)
            self.unchanged.add(page.file.id)
            return page.file
        if (document := self._document(place)) is None:
            return None
        entry = self._model(EntryFile, document)
        if entry is not None:
            if not (self.memory and self.memory.is_right(place, self.digest, self.known)):
                self.problems += checking.check_entry(entry, document, self.known)
            self.pages[place] = Page(self.digest, entry)
            self.others.discard(self.digest)
        return entry

    def library(self) -> Library:
        """Return what was read; only for content without problems."""
        if self.groups is None or self.aliases is None:
            raise RuntimeError("content with problems has no library")
        if self.relations is None or self.regions is None:
            raise RuntimeError("content with problems has no library")
        vocabulary = Vocabulary(
            **{name: terms_of(self.terms[name].terms) for name in _TERM_LISTS},
            country_groups={
                id_: frozenset(group.members) for id_, group in self.groups.groups.items()
            },
            families=terms_of(getattr(self.terms["skills"], "families", {})),
            partial_groups=frozenset(
                id_ for id_, group in self.groups.groups.items() if group.partial
            ),
            aliases={
                name: {alias: tuple(ids) for alias, ids in getattr(self.aliases, name).items()}
                for name in _TERM_LISTS
            },
            relations=relations_of(self.relations),
            regions=regions_of(self.regions),
            divisions=divisions_of(self.regions),
        )
        past = self.memory.past if self.memory else Past()
        unchanged = self.unchanged if past.vocabulary == vocabulary else set()
        return Library(
            {
                id_: past.entries[id_] if id_ in unchanged else entry_of(file, vocabulary)
                for id_, file in self.entries.items()
            },
            {slug: hub_of(file) for slug, file in self.hubs.items()},
            vocabulary,
            self.entries,
            self.known,
        )

    def _look_around(self) -> None:
        """Report folders and files that nobody would read."""
        for path in sorted(self.folder.glob("*")):
            if path.is_dir() and not path.name.startswith(".") and path.name not in _FOLDERS:
                remedy = did_you_mean(path.name, _FOLDERS) or f"Use {', '.join(_FOLDERS)}."
                self._report(path, f"nothing is read from the folder `{path.name}`", remedy)
        for path in sorted(self.folder.glob("*/*.yml")):
            self._report(path, "files end in .yaml", f"Rename it to {path.stem}.yaml.")
        for path in sorted((self.folder / "vocabulary").glob("*.yaml")):
            if path.stem not in _VOCABULARY_FILES:
                remedy = did_you_mean(path.stem, _VOCABULARY_FILES)
                remedy = remedy or f"Use {', '.join(_VOCABULARY_FILES)}."
                self._report(path, f"there is no vocabulary list `{path.stem}`", remedy)

    def _vocabulary(self) -> Known:
        """Read the vocabulary; ids count as known even where a label of theirs is wrong."""
        dates = Known(today=self.today)
        terms: dict[str, set[str]] = {}
        for name in _TERM_LISTS:
            if document := self._document(f"vocabulary/{name}.yaml"):
                file = self._model(SkillsFile if name == "skills" else TermsFile, document)
                terms[name] = _keys(document, "terms")
                if file is not None:
                    self.problems += checking.check_terms(file, document, dates)
                    self.terms[name] = file
        groups: set[str] | None = None
        if document := self._document("vocabulary/country_groups.yaml"):
            groups = _keys(document, "groups")
            self.groups = self._model(GroupsFile, document)
            if self.groups is not None:
                self.problems += checking.check_groups(self.groups, document, dates)
        names: dict[str, set[str]] = terms
        if document := self._document("vocabulary/aliases.yaml"):
            self.aliases = self._model(AliasesFile, document)
            if self.aliases is not None:
                known = Known(terms, today=self.today)
                self.problems += checking.check_aliases(self.aliases, document, known)
            names = {name: ids | _keys(document, name) for name, ids in terms.items()}
        names = names | self._between_terms(names, dates)
        hubs = {path.stem for path in (self.folder / "hubs").glob("*.yaml")}
        return Known(names, groups, hubs, self.today)

    def _between_terms(self, names: Mapping[str, set[str]], dates: Known) -> dict[str, set[str]]:
        """Read what relates skills to each other, and places to regions; return the regions."""
        if document := self._document("vocabulary/relations.yaml"):
            self.relations = self._model(RelationsFile, document)
            if self.relations is not None:
                known = replace(dates, terms=names)
                self.problems += checking.check_relations(self.relations, document, known)
        if not (document := self._document("vocabulary/regions.yaml")):
            return {}
        self.regions = self._model(RegionsFile, document)
        if self.regions is not None:
            self.problems += checking.check_regions(self.regions, document, dates)
        return {"regions": _keys(document, "regions")}

    def _documents(self, folder: str) -> Iterable[Document]:
        for path in sorted((self.folder / folder).glob("*.yaml")):
            if document := self._document(f"{folder}/{path.name}"):
                yield document

    def _document(self, place: str) -> Document | None:
        path = self.folder / place
        if not path.is_file():
            remedy = "Bring it back from the last version that worked."
            self._report(path, "the file is missing", remedy)
            return None
        try:
            if self.memory is None:
                return read(path, self._name(path))
            self.digest, document = self.memory.read(path, self._name(path))
            self.others.add(self.digest)
            return document
        except Unreadable as error:
            self.problems.append(error.problem)
            return None

    def _model(self, model: type[Model], document: Document) -> Model | None:
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            self.problems += problems_of(error, document, model)
            return None

    def _report(self, path: Path, message: str, remedy: str) -> None:
        self.problems.append(Problem(self._name(path), 1, message, remedy))

    def _name(self, path: Path) -> str:
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"


def _keys(document: Document, section: str) -> set[str]:
    found = document.data.get(section)
    return set(found) if isinstance(found, dict) else set()
