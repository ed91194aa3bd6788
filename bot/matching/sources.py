"""Where opportunities come from: entries of the content, and challenges of companies.

What a source does not say limits nobody: a field stays empty, and nothing is read into it.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.challenges import Challenge
from bot.domain.entries import Entry, Kind, Mode, State, Status, Vocabulary
from bot.domain.geography import Point
from bot.domain.languages import FALLBACK
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY, Opportunity, OpportunityKind, Team

WORTH_OFFERING: Final = frozenset(
    {State.OPEN, State.OPENING_SOON, State.COMING, State.RECURRING, State.STANDING}
)
"""What one can still do something with."""

FindPlace = Callable[[str, str], Point | None]
"""Where a typed place lies, for a writer of a language; None if it is unknown or not clear."""

_ZONE: Final = "Europe/Brussels"
"""In which a deadline lies that names no zone: most calls are of the European Union."""
_REMOTE: Final = re.compile(
    r"\b(?:remote(?:ly)?|on-?line|anywhere|zdaln\w*|na\s+odległość|na\s+odleglosc|gdziekolwiek|"
    r"na\s+daljavo|od\s+doma|prek\s+spleta|kjerkoli|på\s+afstand|hjemmefra|fjernarbejde|"
    r"fern|fernarbeit|aus\s+der\s+ferne|ortsunabhängig|home\s?office|egal\s+wo|vzdáleně|"
    r"na\s+dálku|da\s+remoto|a\s+distanza|telelavoro|op\s+afstand|thuiswerk\w*|vanuit\s+huis|"
    r"na\s+daljinu|od\s+kuće|na\s+diaľku|távmunka|távolról|εξ\s+αποστάσεως|τηλεργασία|"
    r"διαδικτυακά|virtual\w*|virtuell\w*|digital\w*)\b",
    re.IGNORECASE,
)
"""The word that the form offers ("or remote"), as people of the twelve languages write it."""
_OR: Final = re.compile(
    r"^(?:or|and|and/or|lub|albo|i|ali|in|eller|og|oder|und|nebo|a|o|e|of|en|ή|και|ili|alebo|vagy"
    r"|és)\b|\b(?:or|and|lub|albo|i|ali|in|eller|og|oder|und|nebo|a|o|e|of|en|ή|και|ili|alebo"
    r"|vagy|és)$",
    re.IGNORECASE,
)
"""What joins a town and that word."""
_EDGES: Final = " .,;/()+-–"


def entry_id(opportunity_id: str) -> str | None:
    """Return which entry an opportunity is, if it is one."""
    if not opportunity_id.startswith(OF_ENTRY):
        return None
    return opportunity_id.removeprefix(OF_ENTRY)


def challenge_id(opportunity_id: str) -> int | None:
    """Return which challenge an opportunity is, if it is one."""
    number = opportunity_id.removeprefix(OF_CHALLENGE)
    is_one = opportunity_id.startswith(OF_CHALLENGE) and number.isdecimal()
    return int(number) if is_one else None


def as_opportunity(entry: Entry, vocabulary: Vocabulary, now: datetime) -> Opportunity:
    """Return the rules of an entry of whatever state."""
    language, text = entry.in_language(FALLBACK)
    is_training = entry.kind is Kind.TRAINING
    is_dated = entry.status is Status.DATED
    limited = () if _countries_are_the_place(entry) else entry.countries
    countries = vocabulary.countries_of(limited)
    starts, ends = _days(entry, now)
    return Opportunity(
        id=f"{OF_ENTRY}{entry.id}",
        kind=OpportunityKind(entry.kind),
        language=language,
        title=text.title,
        text="\n".join((text.summary, text.body, *text.facts)).strip(),
        wanted_skills=() if is_training else entry.skills,
        topics=entry.skills if is_training else (),
        sectors=entry.sectors,
        transitions=entry.transitions,
        technologies=entry.technologies,
        countries=countries,
        countries_may_lack=bool(countries) and not vocabulary.partial_groups.isdisjoint(limited),
        regions=frozenset(entry.regions),
        languages=entry.languages,
        applicant_types=frozenset(entry.who_may_apply),
        min_age=entry.min_age,
        max_age=entry.max_age,
        min_experience_years=entry.min_experience_years,
        level=entry.level,
        team=entry.team or Team.EITHER,
        team_size=entry.team_size,
        places=entry.places,
        city=entry.city,
        point=entry.point,
        mode=entry.mode,
        opens_on=_day(entry.opens_at, entry) if is_dated else None,
        deadline_on=_day(entry.deadline_at, entry) if is_dated else None,
        starts_on=starts,
        ends_on=ends,
    )


def _countries_are_the_place(entry: Entry) -> bool:
    """Say whether `countries` tells where something is held, and not who may come.

    A fair in Copenhagen is in Denmark, and open to whoever goes there.
    """
    return entry.kind is Kind.EVENT or (entry.kind is Kind.TRAINING and entry.city is not None)


def _day(at: datetime | None, entry: Entry) -> date | None:
    """Return the day of a moment where the call is: in its own zone."""
    return None if at is None else at.astimezone(ZoneInfo(entry.deadline_zone or _ZONE)).date()


def _days(entry: Entry, now: datetime) -> tuple[date | None, date | None]:
    """Return the first and the last day on which it takes place next, if days are known.

    Only days in a row: later ones may be another edition, which one need not go to.
    """
    today = now.date()
    if entry.starts_at is not None and (entry.ends_at or entry.starts_at) >= now:
        first = _day(entry.starts_at, entry)
        return first, _day(entry.ends_at, entry) or first
    days = sorted(date.fromisoformat(day) for day in entry.held if day.count("-") == 2)
    ahead = [day for day in days if day >= today]
    if not ahead:
        return None, None
    first = last = ahead[0]
    for day in ahead[1:]:
        if day - last > timedelta(days=1):
            break
        last = day
    return first, last


def from_challenge(challenge: Challenge, find: FindPlace | None = None) -> Opportunity:
    """Return a challenge as an opportunity; `find` tells where its place is.

    One can take part in the languages that the company named; if it named none, in its own, and
    in English where a facilitator wrote it.
    """
    languages = list(challenge.languages) or [challenge.language]
    if (
        not challenge.languages
        and challenge.title_en
        and challenge.summary_en
        and FALLBACK not in languages
    ):
        languages.append(FALLBACK)
    city, point, mode = _place(challenge, find)
    return Opportunity(
        id=f"{OF_CHALLENGE}{challenge.id}",
        kind=OpportunityKind.CHALLENGE,
        language=challenge.language,
        title=challenge.title,
        text="\n".join(filter(None, (challenge.problem, challenge.success))),
        wanted_skills=challenge.skills,
        technologies=challenge.technologies,
        languages=tuple(languages),
        city=city,
        point=point,
        mode=mode,
        deadline_on=challenge.deadline_on,
        team=challenge.team,
        orientation=str(challenge.orientation) if challenge.orientation else None,
    )


def _place(
    challenge: Challenge, find: FindPlace | None
) -> tuple[str | None, Point | None, Mode | None]:
    """Return the town, where it lies, and how one takes part, of a place as it was typed."""
    said = " ".join((challenge.place or "").split())
    if not said:
        return None, None, None
    if _REMOTE.search(said) is None:
        return said, find(said, challenge.language) if find else None, Mode.ONSITE
    town = " ".join(_REMOTE.sub(" ", said).split()).strip(_EDGES)
    town = _OR.sub("", town).strip(_EDGES)
    point = find(town, challenge.language) if find and town else None
    # "Kranj or remote" names a town; what is left of "fully remote, please" is none.
    return (town, point, Mode.HYBRID) if point else (None, None, Mode.ONLINE)
