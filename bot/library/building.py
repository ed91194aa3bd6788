"""The value objects of the domain, made of what the files say."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.entries import (
    Amount,
    Division,
    Entry,
    EntryText,
    Fee,
    Partners,
    Region,
    Source,
    Term,
    Vocabulary,
)
from bot.domain.geography import Point
from bot.domain.hubs import Hub
from bot.domain.languages import FALLBACK
from bot.library.checking import LISTS
from bot.library.codes import country_of
from bot.library.gazetteer import point_of
from bot.library.models import (
    EntryFile,
    HubFile,
    RegionsFile,
    RelationsFile,
    SourceFile,
    TermFile,
)

_SPOKEN_IN: Final = {"GR": "el"}
"""The language of names that have a Latin form beside their own."""
MOST_DAYS: Final = 60
"""Something longer than this is no event of days: an exhibition, a course of months."""


def terms_of(files: Mapping[str, TermFile]) -> dict[str, Term]:
    """Return the terms of one vocabulary list."""
    return {
        id_: Term(
            id_,
            file.labels,
            {language: tuple(words) for language, words in file.synonyms.items()},
            file.family,
            {language: tuple(words) for language, words in file.professions.items()},
        )
        for id_, file in files.items()
    }


def relations_of(file: RelationsFile) -> dict[str, dict[str, float]]:
    """Return how far skills stand in for each other, in both directions."""
    relations: dict[str, dict[str, float]] = {}
    for one, others in file.relations.items():
        for other, share in others.items():
            relations.setdefault(one, {})[other] = share
            relations.setdefault(other, {})[one] = share
    return relations


def regions_of(file: RegionsFile) -> dict[str, Region]:
    """Return the regions by code, under their own name and, where it has one, its Latin form."""
    found = {}
    for code, region in file.regions.items():
        country = country_of(code)
        labels = {FALLBACK: region.latin or region.name}
        if region.latin:
            labels[_SPOKEN_IN[country]] = region.name
        found[code] = Region(code, labels, country=country)
    return found


def divisions_of(file: RegionsFile) -> dict[str, Division]:
    """Return the divisions of the gazetteer, as `SI.61`, with the regions that they lie in."""
    divisions = {
        f"{country_of(code)}.{division}": Division(region.latin or region.name, (code,))
        for code, region in file.regions.items()
        for division in region.geonames
    }
    shared = {key: Division(area.name, tuple(area.regions)) for key, area in file.areas.items()}
    return divisions | shared


def _point(file: EntryFile, vocabulary: Vocabulary) -> Point | None:
    if file.lat is not None and file.lon is not None:
        return Point(file.lat, file.lon)
    # A call that people of one country may answer takes place there; one for many, anywhere.
    countries = vocabulary.countries_of(file.countries)
    return point_of(file.city, countries if len(countries) == 1 else ()) if file.city else None


def _sources(files: Iterable[SourceFile]) -> tuple[Source, ...]:
    return tuple(Source(file.name, file.url) for file in files)


def _utc(local: datetime | None, zone: str | None) -> datetime | None:
    if local is None or zone is None:
        return None
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _days_held(file: EntryFile) -> tuple[str, ...]:
    """Return when it takes place; the local days of its hours belong to it."""
    if file.starts_at is None:
        return tuple(file.held)
    first = file.starts_at.date()
    last = max((file.ends_at or file.starts_at).date(), first)
    days = min((last - first).days + 1, MOST_DAYS)
    hours = {(first + timedelta(days=n)).isoformat() for n in range(days)}
    return tuple(sorted({*file.held, *hours}))


def entry_of(file: EntryFile, vocabulary: Vocabulary) -> Entry:
    """Return the entry that a file describes; its moments are in UTC."""
    lists = {
        name: vocabulary.resolve(list_name, getattr(file, name))
        for name, list_name in LISTS.items()
    }
    unlimited = not vocabulary.countries_of(file.countries)
    return Entry(
        id=file.id,
        kind=file.kind,
        status=file.status,
        text={
            language: EntryText(
                text.title,
                text.summary,
                text.body or "",
                tuple(text.facts),
                tuple(text.aliases),
                tuple(text.asked),
            )
            for language, text in file.text.items()
        },
        sources=_sources(file.sources),
        as_of=file.as_of,
        checked_on=file.checked_on,
        url=file.url,
        hub=file.hub,
        countries=() if unlimited else tuple(file.countries),
        city=file.city,
        mode=file.mode,
        languages=tuple(file.languages),
        opens_at=_utc(file.opens_at, file.deadline_zone),
        deadline_at=_utc(file.deadline_at, file.deadline_zone),
        deadline_zone=file.deadline_zone,
        usual_months=tuple(file.usual_months),
        amount=Amount(file.amount.currency, file.amount.minimum, file.amount.maximum)
        if file.amount
        else None,
        co_financing_rate=file.co_financing_rate,
        fee=Fee(file.fee.amount, file.fee.currency, file.fee.per) if file.fee else None,
        held=_days_held(file),
        starts_at=_utc(file.starts_at, file.deadline_zone),
        ends_at=_utc(file.ends_at, file.deadline_zone),
        effort=file.effort,
        min_age=file.min_age,
        max_age=file.max_age,
        min_experience_years=file.min_experience_years,
        level=file.level,
        team=file.team,
        team_size=(file.team_size[0], file.team_size[1]) if file.team_size else None,
        places=file.places,
        partners=Partners(file.partners.organisations, file.partners.countries)
        if file.partners
        else None,
        point=_point(file, vocabulary),
        **lists,
    )


def hub_of(file: HubFile) -> Hub:
    """Return the hub that a file describes."""
    return Hub(
        slug=file.slug,
        name=file.name,
        country=file.country,
        city=file.city,
        timezone=file.timezone,
        creative_hub=file.creative_hub,
        business_support=file.business_support,
        tandem_note=file.tandem_note,
        nuts=tuple(file.nuts),
        languages=tuple(file.languages),
        sources=_sources(file.sources),
        as_of=file.as_of,
        url=file.url,
        hours=file.hours,
        summary=file.summary,
    )
