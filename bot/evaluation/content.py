"""The content of an evaluation set: bare facts become the fields of entries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from bot.domain.entries import Amount, Entry, EntryText, Fee, Kind, Mode, Source, Status
from bot.domain.languages import UNDERSTOOD
from bot.evaluation.sets import SetError

ZONE: Final = "Europe/Brussels"
"""The zone of all deadlines."""

_KINDS: Final = {
    **{kind.value: kind for kind in (Kind.TRAINING, Kind.FUNDING, Kind.EVENT, Kind.METHOD)},
    "contact": Kind.ORGANISATION,
    "howto": Kind.GUIDE,
}
_MODES: Final = {mode.value: mode for mode in Mode}
_PERIOD: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-\d\d)?")
_MONEY: Final = re.compile(r"(\d+)([A-Z]{3})(/h)?")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_PLACE: Final = re.compile(r"[^\W\d_][^\d_]+")
_ENTRY_FIELDS: Final = frozenset({"id", "kind", "facts", "lang"})
_TEXT_FIELDS: Final = frozenset({"title", "body", "aliases"})
_SOURCE: Final = Source("invented for evaluation")


def read_content(path: Path, countries: Mapping[str, str], today: date) -> dict[str, Entry]:
    """Read entries; `countries` says in which country a city lies, as far as that is known.

    Raise `SetError`, with the file and the entry, for anything that is not understood.
    """
    try:
        # Everything stays text: a date is not read as one, and `NO` is a country.
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise SetError(f"{path}: cannot be read: {error}") from error
    if not isinstance(data, list):
        raise SetError(f"{path}: there should be a list of entries")
    entries: dict[str, Entry] = {}
    for number, given in enumerate(data, 1):
        at = f"{path}: entry {number}"
        if not isinstance(given, dict) or not isinstance(given.get("id"), str):
            raise SetError(f"{at} has no id")
        at = f"{path}: entry {given['id']}"
        if given["id"] in entries:
            raise SetError(f"{at} is there twice")
        entries[given["id"]] = _entry(given, at, countries, today)
    return entries


def _entry(given: Mapping[str, Any], at: str, countries: Mapping[str, str], today: date) -> Entry:
    _expect(given, _ENTRY_FIELDS, at)
    if given.get("kind") not in _KINDS:
        raise SetError(f"{at}: the kind {given.get('kind')!r} is none of {', '.join(_KINDS)}")
    if not isinstance(given.get("lang"), dict) or not given["lang"]:
        raise SetError(f"{at}: there is no text in any language")
    entry = Entry(
        id=given["id"],
        kind=_KINDS[given["kind"]],
        status=Status.STANDING,
        text={language: _text(language, text, at) for language, text in given["lang"].items()},
        sources=(_SOURCE,),
        as_of=str(today.year),
    )
    return with_facts(entry, given.get("facts") or (), at, countries)


def with_facts(entry: Entry, facts: Iterable[str], at: str, countries: Mapping[str, str]) -> Entry:
    """Return an entry with the fields that bare words stand for; raise `SetError` for others."""
    for fact in facts:
        changed = _with_word(entry, fact) or _with_number(entry, fact, at)
        changed = changed or _with_place(entry, fact, countries)
        if changed is None:
            raise SetError(f"{at}: the fact {fact!r} is not understood")
        entry = changed
    return entry


def _with_word(entry: Entry, fact: str) -> Entry | None:
    if fact in _MODES:
        return replace(entry, mode=_MODES[fact])
    match fact:
        case "free":
            return replace(entry, fee=Fee(0))
        case "monthly":
            return replace(entry, status=Status.RECURRING, usual_months=tuple(range(1, 13)))
        case "self-paced":
            return replace(entry, status=Status.STANDING)
        case "EU":
            return entry  # no limit within the network
    return None


def _with_number(entry: Entry, fact: str, at: str) -> Entry | None:
    """Read a date or an amount."""
    if _PERIOD.fullmatch(fact):
        # A series goes on after the dates that are known of it.
        status = entry.status if entry.status is Status.RECURRING else Status.DATED
        if entry.kind is Kind.FUNDING and len(fact) > len("2026-01"):
            deadline = _deadline(fact, at)
            return replace(entry, status=status, deadline_at=deadline, deadline_zone=ZONE)
        return replace(entry, status=status, held=(*entry.held, fact))
    if money := _MONEY.fullmatch(fact):
        amount, currency, per_hour = int(money[1]), money[2], bool(money[3])
        if entry.kind is Kind.FUNDING:
            return replace(entry, amount=Amount(currency, maximum=amount))
        return replace(entry, fee=Fee(amount, currency, "hour" if per_hour else ""))
    return None


def _with_place(entry: Entry, fact: str, countries: Mapping[str, str]) -> Entry | None:
    if _COUNTRY.fullmatch(fact):
        return replace(entry, countries=(*entry.countries, fact))
    if not (fact[:1].isupper() and _PLACE.fullmatch(fact)):
        return None
    country = countries.get(fact)
    return replace(entry, city=fact, countries=entry.countries or ((country,) if country else ()))


def _deadline(fact: str, at: str) -> datetime:
    try:
        day = date.fromisoformat(fact)
    except ValueError as error:
        raise SetError(f"{at}: there is no day {fact}") from error
    return datetime.combine(day, time(23, 59), ZoneInfo(ZONE)).astimezone(UTC)


def _text(language: str, given: Any, at: str) -> EntryText:
    if language not in UNDERSTOOD:
        raise SetError(f"{at}: the language {language!r} is none of {', '.join(UNDERSTOOD)}")
    if not isinstance(given, dict) or not given.get("title") or not given.get("body"):
        raise SetError(f"{at}: the text in {language} needs a title and a body")
    _expect(given, _TEXT_FIELDS, f"{at}, {language}")
    # The body is the whole text; a summary of its own would be embedded twice.
    return EntryText(given["title"], "", given["body"], aliases=tuple(given.get("aliases") or ()))


def _expect(given: Mapping[str, Any], known: frozenset[str], at: str) -> None:
    if unknown := sorted(set(given) - known):
        raise SetError(f"{at}: nothing reads {', '.join(unknown)}")
