"""What one file alone cannot know: ids, languages, hubs, dates that contradict each other."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.entries import UNDATED, Kind, Status
from bot.library.codes import (
    COUNTRIES,
    LANGUAGES,
    MISTAKEN_COUNTRIES,
    MISTAKEN_LANGUAGES,
    country_of,
)
from bot.library.documents import Document, Step
from bot.library.models import (
    AliasesFile,
    EntryFile,
    GroupsFile,
    HubFile,
    RegionsFile,
    RelationsFile,
    TermsFile,
    TextFile,
)
from bot.library.problems import Problem
from bot.library.wording import did_you_mean

REQUIRED: Final = ("en", "sl", "pl", "da", "de")
"""Every entry is written in these."""
MOMENTS: Final = ("deadline_at", "opens_at", "starts_at", "ends_at")
"""The fields with an hour, all of them in `deadline_zone`."""
LEAST_ALIASES: Final = 2
LEAST_WORDS: Final = 20
"""Shorter passages attract short questions that are about something else."""

LISTS: Final = {
    "sectors": "sectors",
    "skills": "skills",
    "technologies": "technologies",
    "transitions": "transitions",
    "who_may_apply": "applicant_types",
    "regions": "regions",
}
"""The vocabulary list of each field of an entry."""

Found = tuple[Sequence[Step], str, str]
"""A path inside the document, what is wrong there, and the remedy."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the other files define; a list that could not be read is absent and not checked."""

    terms: Mapping[str, Collection[str]] = field(default_factory=dict)
    groups: Collection[str] | None = None
    hubs: Collection[str] = ()
    today: date | None = None
    is_file: bool = True
    """Whether it is a file of content/: five languages are for those, not for what people send."""


def check_entry(entry: EntryFile, document: Document, known: Known) -> list[Problem]:
    """Return the mistakes of an entry that its own shape does not show."""
    stem, folder = _place(document)
    found = [*_identity("id", entry.id, stem), *_entry_fields(entry, known)]
    if entry.kind != folder and folder in set(Kind):
        remedy = f"Write `kind: {folder}`, or move the file to content/{entry.kind}/."
        found.append((["kind"], f"`kind` is {entry.kind}, the folder is {folder}", remedy))
    return [document.problem(*item) for item in (*found, *_entry_texts(entry, known))]


def check_hub(hub: HubFile, document: Document, known: Known) -> list[Problem]:
    """Return the mistakes of a hub that its own shape does not show."""
    stem, _ = _place(document)
    found = [*_identity("slug", hub.slug, stem), *_languages("languages", hub.languages)]
    found += _dates(hub.as_of, None, known.today)
    if hub.country not in COUNTRIES:
        found.append(_country(["country"], hub.country, COUNTRIES))
    if not is_zone(hub.timezone):
        found.append((["timezone"], f"`{hub.timezone}` is no time zone", _ZONE))
    prefix = "EL" if hub.country == "GR" else hub.country
    for index, code in enumerate(hub.nuts):
        if not (code.startswith(prefix) and 3 <= len(code) <= 5 and code.isalnum()):
            remedy = f"Write the Eurostat code, from {prefix} on, as in {prefix}01."
            found.append((["nuts", index], f"`{code}` is no region of {hub.country}", remedy))
    for name in ("name", "tandem_note", "summary"):
        texts: Mapping[str, str] = getattr(hub, name)
        found += [
            _missing_language([name], language) for language in REQUIRED if language not in texts
        ]
    return [document.problem(*item) for item in found]


def check_terms(terms: TermsFile, document: Document, known: Known) -> list[Problem]:
    """Return labels that are missing and families that do not exist."""
    found = list(_dates(terms.as_of, None, known.today))
    families = getattr(terms, "families", None)
    for section in ("families", "terms"):
        for id_, term in getattr(terms, section, {}).items():
            path = [section, id_, "labels"]
            found += [
                _missing_language(path, code) for code in REQUIRED if code not in term.labels
            ]
            for name in ("synonyms", "professions"):
                found += _word_languages([section, id_, name], getattr(term, name))
            if section == "terms" and families is not None and term.family not in families:
                message = f"`{id_}` belongs to no family"
                guess = did_you_mean(term.family, families)
                found.append(
                    ([section, id_, "family"], message, guess or "Name one of `families`.")
                )
    return [document.problem(*item) for item in found]


def check_groups(groups: GroupsFile, document: Document, known: Known) -> list[Problem]:
    """Return members that are no countries."""
    found = list(_dates(groups.as_of, None, known.today))
    for id_, group in groups.groups.items():
        for index, code in enumerate(group.members):
            if code not in COUNTRIES:
                found.append(_country(["groups", id_, "members", index], code, COUNTRIES))
    return [document.problem(*item) for item in found]


def check_aliases(aliases: AliasesFile, document: Document, known: Known) -> list[Problem]:
    """Return aliases that stand for nothing, or hide a term of their own name."""
    found = list(_dates(aliases.as_of, None, known.today))
    for name, ids in known.terms.items():
        for alias, targets in getattr(aliases, name).items():
            if alias in ids:
                message = f"`{alias}` is itself a term of {name}"
                found.append(([name, alias], message, "Remove the alias or the term."))
            for index, target in enumerate(targets):
                if target not in ids:
                    found.append(_unknown([name, alias, index], target, name, ids))
    return [document.problem(*item) for item in found]


def check_relations(relations: RelationsFile, document: Document, known: Known) -> list[Problem]:
    """Return pairs with something that is no skill, and pairs that stand there twice."""
    found = list(_dates(relations.as_of, None, known.today))
    skills = known.terms.get("skills")
    seen: set[frozenset[str]] = set()
    for one, others in relations.relations.items():
        if skills is not None and one not in skills:
            found.append(_unknown(["relations", one], one, "skills", skills))
        for other in others:
            path = ["relations", one, other]
            if skills is not None and other not in skills:
                found.append(_unknown(path, other, "skills", skills))
            if one == other:
                found.append((path, f"`{one}` is related to itself", "Remove it."))
            elif frozenset((one, other)) in seen:
                message = f"`{one}` and `{other}` are there twice"
                found.append((path, message, "Keep one of the two; it counts both ways."))
            seen.add(frozenset((one, other)))
    return [document.problem(*item) for item in found]


def check_regions(regions: RegionsFile, document: Document, known: Known) -> list[Problem]:
    """Return codes that are no regions, and divisions that lead to two places."""
    found = list(_dates(regions.as_of, None, known.today))
    divisions: set[str] = set()
    for code, region in regions.regions.items():
        if not _REGION.fullmatch(code) or country_of(code) not in COUNTRIES:
            remedy = "Write the Eurostat code of level 2, as in SI04; Greece begins with EL."
            found.append((["regions", code], f"`{code}` is no region", remedy))
        for index, division in enumerate(region.geonames):
            key = f"{country_of(code)}.{division}"
            if key in divisions:
                remedy = "Keep it in one, or write it under `areas` with both."
                place: list[Step] = ["regions", code, "geonames", index]
                found.append((place, f"`{division}` is in two regions", remedy))
            divisions.add(key)
    for key, area in regions.areas.items():
        if key in divisions:
            remedy = "Remove it here or there."
            found.append((["areas", key], f"`{key}` is under `regions`, too", remedy))
        for index, code in enumerate(area.regions):
            if code not in regions.regions:
                place = ["areas", key, "regions", index]
                found.append(_unknown(place, code, "regions", regions.regions))
            elif country_of(code) != key[:2]:
                message = f"`{code}` is not in {key[:2]}"
                remedy = "Begin with the country, as in DE.02."
                found.append((["areas", key], message, remedy))
    return [document.problem(*item) for item in found]


_REGION = re.compile(r"[A-Z]{2}[0-9A-Z]{2}")
_ZONE = "Write it as Europe/Ljubljana."


def _place(document: Document) -> tuple[str, str]:
    folder, _, file = document.file.rpartition("/")
    return file.removesuffix(".yaml"), folder.rpartition("/")[2]


def _identity(name: str, value: str, stem: str) -> Iterator[Found]:
    if value != stem:
        remedy = f"Write `{name}: {stem}`, or rename the file to {value}.yaml."
        yield [name], f"`{name}` is {value}, the file is called {stem}", remedy


def _missing_language(path: Sequence[Step], language: str) -> Found:
    remedy = f"Add `{language}`; {', '.join(REQUIRED)} are always there."
    return (
        path,
        f"`{path[0]}` has no {language}" if len(path) == 1 else f"`{path[1]}` has no {language}",
        remedy,
    )


def _word_languages(path: Sequence[Step], words: Collection[str]) -> Iterator[Found]:
    for code in words:
        if MISTAKEN_LANGUAGES.get(code) or code not in LANGUAGES:
            yield _no_language([*path, code], code)


def _unknown(path: Sequence[Step], id_: str, name: str, ids: Collection[str]) -> Found:
    guess = did_you_mean(id_, ids)
    remedy = guess or f"Use an id of content/vocabulary/{name}.yaml, or add it there."
    return path, f"`{id_}` is not one of the {name.replace('_', ' ')}", remedy


def _country(path: Sequence[Step], code: str, known: Collection[str]) -> Found:
    right = MISTAKEN_COUNTRIES.get(code.upper()) or (code.upper() if code.upper() in known else "")
    remedy = (
        f"Did you mean `{right}`?" if right else "Write the two letters of ISO 3166, as in SI."
    )
    return path, f"`{code}` is no country", remedy


def is_zone(name: str) -> bool:
    """Say whether `name` is a time zone of the IANA database, as in Europe/Ljubljana."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, a folder of the zone database
        return False
    return "/" in name


def _languages(field_name: str, codes: Sequence[str]) -> Iterator[Found]:
    for index, code in enumerate(codes):
        if MISTAKEN_LANGUAGES.get(code) or code not in LANGUAGES:
            yield _no_language([field_name, index], code)


def _no_language(path: Sequence[Step], code: str) -> Found:
    right = MISTAKEN_LANGUAGES.get(code, "")
    remedy = f"Did you mean `{right}`?" if right else "Write two letters, as in sl."
    return path, f"`{code}` is no language", remedy


def _dates(as_of: str, checked_on: date | None, today: date | None) -> Iterator[Found]:
    if today is None:
        return
    if as_of != UNDATED and as_of > f"{today:%Y-%m}"[: len(as_of)]:
        yield ["as_of"], f"`as_of` is in the future: {as_of}", "Write when the source was written."
    if checked_on is not None and checked_on > today:
        remedy = "Write the day on which somebody looked."
        yield ["checked_on"], f"`checked_on` is in the future: {checked_on}", remedy


def _entry_fields(entry: EntryFile, known: Known) -> Iterator[Found]:
    for name, list_name in LISTS.items():
        ids = known.terms.get(list_name)
        for index, id_ in enumerate(getattr(entry, name)):
            if ids is not None and id_ not in ids:
                yield _unknown([name, index], id_, list_name, ids)
    for index, code in enumerate(entry.countries):
        if known.groups is not None and code not in COUNTRIES and code not in known.groups:
            yield _country(["countries", index], code, COUNTRIES)
    yield from _languages("languages", entry.languages)
    if entry.hub is not None and entry.hub not in known.hubs:
        remedy = did_you_mean(entry.hub, known.hubs) or "Use a file name of content/hubs/."
        yield ["hub"], f"there is no hub `{entry.hub}`", remedy
    yield from _dates(entry.as_of, entry.checked_on, known.today)
    yield from _moments(entry)
    amount = entry.amount
    if amount and (amount.minimum or 0) > (amount.maximum or amount.minimum or 0):
        yield ["amount"], "`amount.minimum` is above `amount.maximum`", "Exchange the two."
    yield from _people(entry)


def _people(entry: EntryFile) -> Iterator[Found]:
    """Return what contradicts itself about who may apply, and from where."""
    if (entry.min_age or 0) > (entry.max_age or entry.min_age or 0):
        yield ["min_age"], "`min_age` is above `max_age`", "Exchange the two."
    if (entry.lat is None) != (entry.lon is None):
        said, missing = ("lon", "lat") if entry.lat is None else ("lat", "lon")
        yield [said], f"`{said}` without `{missing}`", "Write both, or neither."
    if entry.partners and not (entry.partners.organisations or entry.partners.countries):
        remedy = "Write `organisations`, `countries` or both, or remove it."
        yield ["partners"], "`partners` says nothing", remedy


def _moments(entry: EntryFile) -> Iterator[Found]:
    said = {name: moment for name in MOMENTS if (moment := getattr(entry, name)) is not None}
    if not said:
        if entry.status is Status.DATED and not entry.held:
            remedy = "Add `deadline_at` and `deadline_zone`, or use another status."
            yield ["status"], "`status` is dated, and there is no date", remedy
        return
    first = next(iter(said))
    if entry.status not in {Status.DATED, Status.CANCELLED}:
        remedy = "Write `status: dated`, or remove the date."
        yield [first], f"`{first}` goes with status dated only, not {entry.status}", remedy
    if entry.deadline_zone is None:
        remedy = "Add `deadline_zone: Europe/Brussels`, or the zone that the call names."
        yield [first], f"`{first}` has no time zone", remedy
    elif not is_zone(entry.deadline_zone):
        yield ["deadline_zone"], f"`{entry.deadline_zone}` is no time zone", _ZONE
    for earlier, later in (("opens_at", "deadline_at"), ("starts_at", "ends_at")):
        if earlier in said and later in said and said[earlier] >= said[later]:
            yield [earlier], f"`{earlier}` is not before `{later}`", "Exchange the two."
    if "ends_at" in said and "starts_at" not in said:
        yield ["ends_at"], "`ends_at` without `starts_at`", "Say when it begins, too."


def _entry_texts(entry: EntryFile, known: Known) -> Iterator[Found]:
    required = REQUIRED if known.is_file else ()
    for language in required:
        if language not in entry.text:
            yield _missing_language(["text"], language)
    for language, text in entry.text.items():
        path = ["text", language]
        if MISTAKEN_LANGUAGES.get(language) or language not in LANGUAGES:
            yield _no_language(path, language)
            continue
        if known.is_file:
            yield from _one_text(text, path, required=language in required)


def _one_text(text: TextFile, path: list[str], *, required: bool) -> Iterator[Found]:
    shown = ".".join(path)
    if required and len(text.aliases) < LEAST_ALIASES:
        remedy = f"Write at least {LEAST_ALIASES} short questions as people would type them."
        yield [*path, "aliases"], f"`{shown}.aliases` has {len(text.aliases)}", remedy
    for index, alias in enumerate(text.aliases):
        if alias.casefold() == text.title.casefold():
            remedy = "Write what people would type instead."
            yield [*path, "aliases", index], f"`{shown}`: an alias repeats the title", remedy
    words = len(
        " ".join((text.title, *text.aliases, text.summary, text.body or "", *text.facts)).split()
    )
    if words < LEAST_WORDS:
        remedy = f"Write at least {LEAST_WORDS} in title, summary, body, facts and aliases."
        yield path, f"`{shown}` has {words} words in all", remedy
