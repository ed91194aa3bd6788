"""The profile as a form: its questions, what they accept, and what becomes of the answers.

Pure; no database. An answer is a plain value: a language with its level is `sl:B1`, a place is
`Kranj|SI|SI04|46.2389|14.3556` or a country alone, a distance is kilometres, `anywhere` or
`remote`. Each question is a form of its own, too (`fact_travel`): one fact is changed on the
summary, or asked for when it matters, and saved at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.eligibility import Code
from bot.domain.forms import Field, Form, Parse, Takes, Value, never
from bot.domain.geography import Place, Point
from bot.domain.messages import N_
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.parsing import (
    clean,
    consent,
    kilometres_of,
    many_of,
    one_of,
    own_words,
    place_of,
    spoken_languages,
    year_of_birth,
    years_of,
)
from bot.domain.people import ApplicantType, Fluency, Profile, Reach

BIO_LENGTH: Final = 600
"""Characters of a person's own words that are kept."""
PASTED_LENGTH: Final = 4_096
"""Characters that may be pasted; those over `BIO_LENGTH` are read for suggestions, and go."""


def _read(what: str) -> Parse:
    return lambda raw, context: context.read(what, clean(raw))


CONSENT: Final = Field(
    "consent",
    N_("May I keep a profile of you, to find what fits you? Is that all right?"),
    N_("Consent"),
    consent,
    Takes.ONE,
    "consent",
    hint=N_(
        "What each answer is for: your own words, field, skills and interests, to find what fits; "
        "town and distance, to leave out what is too far; languages, to leave out what you could "
        "not follow; what you work as and your experience, to see whether you may apply. "
        "Facilitators of the network see the profile when they look for people for a challenge "
        "and when you say “interested”; a company sees parts of it only when a pitch of yours "
        "is chosen. You can skip every question. /privacy shows, exports and erases everything."
    ),
)
BIO: Final = Field(
    "bio",
    N_("What do you do? Tell it in one or two sentences, or paste your portfolio text."),
    N_("In your own words"),
    own_words(10, BIO_LENGTH, PASTED_LENGTH),
    optional=True,
    hint=N_(
        "In any language. What I find in it comes as buttons with the next questions; nothing "
        "counts that you did not tap."
    ),
    suggests=True,
)
APPLICANT_TYPE: Final = Field(
    "applicant_type",
    N_("As what do you take part?"),
    N_("Working as"),
    one_of("applicant_types"),
    Takes.ONE,
    "applicant_types",
    optional=True,
    hint=N_("Some calls are only for companies, or only for students."),
)
SECTORS: Final = Field(
    "sectors",
    N_("Which field do you work in? Tap one or more, or type."),
    N_("Sectors"),
    many_of("sectors"),
    Takes.MANY,
    "sectors",
    optional=True,
)
SKILLS: Final = Field(
    "skills",
    N_("What are you good at? Type skills with commas between them, or tap."),
    N_("Skills"),
    many_of("skills"),
    Takes.MANY,
    "skills",
    optional=True,
    hint=N_("For example: packaging design, illustration"),
)
PLACE: Final = Field(
    "place",
    N_("Where do you live? Type your town, or tap only the country."),
    N_("Place"),
    place_of("places"),
    Takes.ONE,
    "places",
    optional=True,
    formerly="country",
)
TRAVEL: Final = Field(
    "travel",
    N_("How far do you go when something takes place on site?"),
    N_("Distance"),
    kilometres_of("travel"),
    Takes.ONE,
    "travel",
    optional=True,
    hint=N_("Tap, or type kilometres."),
)
LANGUAGES: Final = Field(
    "languages",
    N_("Which languages can you work in?"),
    N_("Languages"),
    spoken_languages("languages"),
    Takes.MANY,
    "languages",
    optional=True,
    graded_by="fluency",
    hint=N_("You can type the level, too: English C1, German B2"),
)
WANTED: Final = Field(
    "wanted",
    N_("What are you looking for? Without a choice you see everything."),
    N_("Looking for"),
    many_of("wanted"),
    Takes.MANY,
    "wanted",
    optional=True,
)
TRANSITIONS: Final = Field(
    "transitions",
    N_("Which change would you like to work on?"),
    N_("Topics"),
    many_of("transitions"),
    Takes.MANY,
    "transitions",
    optional=True,
)
TECHNOLOGIES: Final = Field(
    "technologies",
    N_("Which technologies and materials interest you?"),
    N_("Technologies"),
    many_of("technologies"),
    Takes.MANY,
    "technologies",
    optional=True,
)
WORK_MODE: Final = Field(
    "work_mode",
    N_("Do you like to work alone or in a team?"),
    N_("Alone or in a team"),
    one_of("work_modes"),
    Takes.ONE,
    "work_modes",
    optional=True,
)
EXPERIENCE: Final = Field(
    "experience",
    N_("How many years have you worked in your field?"),
    N_("Experience"),
    years_of("experience"),
    Takes.ONE,
    "experience",
    optional=True,
    hint=N_("Tap, or type a number."),
)

AWAY: Final = Field(
    "away",
    N_("On which days can you not come? Write the first and the last one."),
    N_("Away"),
    _read("stretch"),
    optional=True,
    hint=N_(
        "Like this: 1.7.–31.7., or only: July. I leave out training and events of these days. "
        "It goes by itself when they have passed."
    ),
    said_as="stretch",
    asked_if=never,
)

PROFILE: Final = Form(
    "profile",
    (
        *(CONSENT, BIO, APPLICANT_TYPE, SECTORS, SKILLS, PLACE, TRAVEL, LANGUAGES),
        *(WANTED, TRANSITIONS, TECHNOLOGIES, WORK_MODE, EXPERIENCE, AWAY),
    ),
)

REGION: Final = Field(
    "region",
    N_("Which region do you live in?"),
    N_("Region"),
    one_of("regions"),
    Takes.ONE,
    "regions",
    optional=True,
    hint=N_("This call is only for some regions."),
)
BIRTH_YEAR: Final = Field(
    "birth_year",
    N_("In which year were you born? Type it, or tap."),
    N_("Year of birth"),
    year_of_birth(),
    Takes.ONE,
    "birth_years",
    optional=True,
    hint=N_(
        "For calls with an age limit. Only you see the year; facilitators learn at most that you "
        "may be under 18."
    ),
)
GUARDIAN: Final = Field(
    "guardian",
    N_("You are not 18 yet, so a parent or guardian has to agree. Do they?"),
    N_("A parent or guardian agrees"),
    one_of("yes_no"),
    Takes.ONE,
    "yes_no",
    optional=True,
    hint=N_(
        "I note what you say. Before anything begins, a facilitator asks the parent or guardian."
    ),
)
ON_DEMAND: Final = (REGION, BIRTH_YEAR, GUARDIAN)
"""Asked only when it matters."""

EDITABLE: Final = tuple(field for field in PROFILE.fields if field is not CONSENT)
"""What the summary lets a person change, in its order."""
FACT: Final = "fact_"
"""Begins the names of the forms of one question."""
FACTS: Final = tuple(Form(FACT + field.key, (field,)) for field in (*EDITABLE, *ON_DEMAND))

ASKED_FOR: Final[Mapping[Code, Field]] = {
    Code.ASK_COUNTRY: PLACE,
    Code.ASK_REGION: REGION,
    Code.ASK_TYPE: APPLICANT_TYPE,
    Code.ASK_AGE: BIRTH_YEAR,
    Code.ASK_CONSENT: GUARDIAN,
    Code.ASK_EXPERIENCE: EXPERIENCE,
    Code.ASK_TRAVEL: TRAVEL,
    Code.ASK_PLACE: PLACE,
    Code.KIND: WANTED,
    Code.TEAM: WORK_MODE,
    Code.TRAVEL: TRAVEL,
    Code.AWAY: AWAY,
    Code.LANGUAGE: LANGUAGES,
}
"""The question that a reason of eligibility leads to; the others have none."""


def is_fact(form: str) -> bool:
    """Say whether a form is the one question for a fact, which is saved at once."""
    return form.startswith(FACT)


def key_of(form: str) -> str:
    """Return the key of the question of such a form."""
    return form.removeprefix(FACT)


def encoded(place: Place) -> str:
    """Return a place as an answer; its area comes last, to tell it from others of its name."""
    name, area = (words.replace("|", " ") for words in (place.name, place.area))
    position = f"{place.point.latitude:.4f}|{place.point.longitude:.4f}"
    return f"{name}|{place.country}|{place.region or ''}|{position}|{area}".rstrip("|")


@dataclass(frozen=True, slots=True)
class Residence:
    """Where somebody lives, as far as they said it."""

    country: str
    city: str | None = None
    region: str | None = None
    point: Point | None = None
    area: str = ""

    @classmethod
    def of(cls, value: str) -> "Residence":
        """Read an answer; one that cannot be read raises `ValueError`."""
        city, bar, rest = value.partition("|")
        if not bar:
            return cls(country=city)
        country, region, latitude, longitude, *area = rest.split("|")
        point = Point(float(latitude), float(longitude))
        return cls(country, city, region or None, point, area[0] if area else "")

    @property
    def value(self) -> str:
        """The answer that it was read from."""
        if self.city is None or self.point is None:
            return self.country
        return encoded(
            Place(
                self.city,
                self.country,
                self.point,
                regions=(self.region,) if self.region else (),
            )
        )


def answers_of(profile: Profile) -> dict[str, Value]:
    """Return what the questions were answered with, for changing it."""
    home = (
        Residence(profile.country, profile.city, profile.region, profile.point).value
        if profile.country
        else None
    )
    years, guardian = profile.experience_years, profile.guardian_consent
    answers: dict[str, Value | None] = {
        "consent": "yes",
        "bio": profile.bio,
        "applicant_type": profile.applicant_type and str(profile.applicant_type),
        "sectors": profile.sectors,
        "skills": profile.skills,
        "place": home,
        "travel": None if profile.travel is None else str(profile.travel),
        "languages": tuple(f"{code}:{fluency}" for code, fluency in profile.best_languages),
        "wanted": tuple(str(kind) for kind in profile.wanted_kinds or ()),
        "transitions": profile.transitions,
        "technologies": profile.technologies,
        "work_mode": profile.work_mode and str(profile.work_mode),
        "experience": None if years is None else str(years),
        "away": profile.away and "/".join(day.isoformat() for day in profile.away),
        "region": profile.region,
        "birth_year": str(profile.birth_year) if profile.birth_year else None,
        "guardian": None if guardian is None else ("yes" if guardian else "no"),
    }
    return {key: value for key, value in answers.items() if value}


def best_first(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Return languages with their levels, the best first; those without one stay last."""
    order = {str(fluency): place for place, fluency in enumerate(Fluency)}
    return tuple(sorted(spoken, key=lambda item: -order.get(item.partition(":")[2], -1)))


def with_answer(profile: Profile, key: str, value: Value | None) -> Profile:
    """Return a profile with one answer in it; None takes the fact away."""
    one = value if isinstance(value, str) else None
    many = value if isinstance(value, tuple) else ()
    match key:
        case "bio":
            return replace(profile, bio=one or "")
        case "applicant_type":
            return replace(profile, applicant_type=ApplicantType(one) if one else None)
        case "sectors":
            return replace(profile, sectors=many)
        case "skills":
            return replace(profile, skills=many)
        case "place":
            return _living_at(profile, Residence.of(one) if one else None)
        case "languages":
            return replace(profile, languages=dict(_spoken(item) for item in many))
        case "transitions":
            return replace(profile, transitions=many)
        case "technologies":
            return replace(profile, technologies=many)
        case _:
            return _with_condition(profile, key, one, many)


def _with_condition(profile: Profile, key: str, one: str | None, many: tuple[str, ...]) -> Profile:
    match key:
        case "travel":
            return replace(profile, travel=_reach(one) if one else None)
        case "wanted":
            kinds = tuple(OpportunityKind(kind) for kind in many)
            return replace(profile, wanted_kinds=kinds or None)
        case "work_mode":
            return replace(profile, work_mode=Team(one) if one else None)
        case "experience":
            return replace(profile, experience_years=int(one) if one else None)
        case "away":
            return replace(profile, away=_days(one) if one else None)
        case "region":
            return replace(profile, region=one)
        case "birth_year":
            return replace(profile, birth_year=int(one) if one else None)
        case "guardian":
            return replace(profile, guardian_consent=None if one is None else one == "yes")
        case _:
            return profile


def _living_at(profile: Profile, home: Residence | None) -> Profile:
    if home is None:
        return replace(profile, country=None, city=None, region=None, point=None)
    stays = (home.country, home.city) == (profile.country, profile.city)
    region = home.region or (profile.region if stays else None)
    return replace(profile, country=home.country, city=home.city, region=region, point=home.point)


def _spoken(item: str) -> tuple[str, Fluency]:
    """Read a language with its level. Whoever names none works in it: that is B1 at least."""
    code, _, level = item.partition(":")
    return code, Fluency(level) if level else Fluency.B1


def _days(value: str) -> tuple[date, date]:
    first, last = map(date.fromisoformat, value.split("/"))
    return first, last


def _reach(value: str) -> int | Reach:
    return int(value) if value.isdecimal() else Reach(value)
