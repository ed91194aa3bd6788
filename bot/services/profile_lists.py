"""The lists of the profile: what its questions offer beside the terms of the vocabulary."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain.entries import Term, Vocabulary
from bot.domain.messages import N_
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.parsing import MOST_KM, MOST_YEARS
from bot.domain.people import ApplicantType, Fluency, Reach
from bot.domain.profiling import Residence
from bot.i18n import Translator

Terms = Callable[[Translator], Mapping[str, Term]]

_DISTANCES: Final = ("30", "80", "150")
_REACHES: Final = {
    Reach.ANYWHERE: N_("Anywhere"),
    Reach.REMOTE: N_("Not at all, only online"),
}
_YEARS: Final = ("0", "1", "3", "5", "10", "20")
_DECADES: Final = tuple(f"{decade}x" for decade in range(201, 193, -1))
_WANTED: Final = {
    OpportunityKind.CHALLENGE: N_("Challenges of companies"),
    OpportunityKind.TRAINING: N_("Training and learning"),
    OpportunityKind.FUNDING: N_("Funding and support"),
    OpportunityKind.EVENT: N_("Events"),
}
_WORK_MODES: Final = {
    Team.TEAM: N_("In a team"),
    Team.SOLO: N_("Alone"),
    Team.EITHER: N_("Both are fine"),
}
_YES_NO: Final = {"yes": N_("Yes"), "no": N_("No")}
_FLUENCIES: Final = {
    Fluency.NATIVE: N_("It is my first language"),
    Fluency.C1: N_("Very well (C1–C2)"),
    Fluency.B1: N_("Well enough to work (B1–B2)"),
    Fluency.A1: N_("A little (A1–A2)"),
}
"""Each button stands for the lowest level that it names; whoever types a level keeps it."""


def lists(
    vocabulary: Callable[[], Vocabulary], said: Callable[[Mapping[Any, str]], dict[str, Term]]
) -> dict[str, Terms]:
    """Return the lists by name; `said` gives messages in all offered languages."""
    return {
        "applicant_types": lambda tr: {
            who: term
            for who, term in vocabulary().applicant_types.items()
            if who in set(ApplicantType)
        },
        "transitions": lambda tr: vocabulary().transitions,
        "technologies": lambda tr: vocabulary().technologies,
        "regions": lambda tr: vocabulary().regions,
        "wanted": lambda tr: said(_WANTED),
        "work_modes": lambda tr: said(_WORK_MODES),
        "yes_no": lambda tr: said(_YES_NO),
        "fluency": lambda tr: said(_FLUENCIES),
        "travel": lambda tr: {**_labelled("travel", _DISTANCES, tr), **said(_REACHES)},
        "experience": lambda tr: _labelled("experience", _YEARS, tr),
        "birth_years": lambda tr: _labelled("birth_years", _DECADES, tr),
    }


def _labelled(name: str, values: tuple[str, ...], tr: Translator) -> dict[str, Term]:
    return {value: Term(value, {tr.language: label_of(name, value, tr) or ""}) for value in values}


def takes(name: str, value: str) -> bool:
    """Say whether a list takes a value that it does not show: one that was typed."""
    match name:
        case "travel":
            return value.isdecimal() and int(value) <= MOST_KM
        case "experience":
            return value.isdecimal() and int(value) <= MOST_YEARS
        case "birth_years":
            return len(value) == 4 and value.isdecimal()
        case "fluency":
            return value in set(Fluency)
    return False


def label_of(name: str, value: str, tr: Translator) -> str | None:
    """Return the words for a value that is in no list of terms; None if there are none."""
    match name:
        case "travel" if value.isdecimal():
            return tr("Up to {km} km", km=tr.number(int(value)))
        case "experience" if value == "0":
            return tr("I am just beginning")
        case "experience" if value.isdecimal():
            return tr.plural("{n} year", "{n} years", int(value))
        case "birth_years" if value.endswith("x"):
            return f"{value[:-1]}0–{value[:-1]}9"
        case "places" if "|" in value:
            return _home(value, tr)
    return None


def _home(value: str, tr: Translator) -> str:
    try:
        home = Residence.of(value)
    except ValueError:  # of an older version
        return value.partition("|")[0]
    where = ", ".join(part for part in (home.area, tr.country(home.country)) if part)
    return tr("{town} ({country})", town=home.city or "", country=where)


def members(name: str, value: str) -> tuple[str, ...]:
    """Return what a choice is only the heading of: the years of a decade."""
    if name == "birth_years" and value.endswith("x"):
        return tuple(f"{value[:-1]}{digit}" for digit in range(10))
    return ()
