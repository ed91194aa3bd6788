"""Samples of the profile: its questions as they branch, its summary, and its end."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from bot.domain.eligibility import Code
from bot.domain.forms import FOUND, MEANT, REVIEW
from bot.domain.offers import Change, Openings
from bot.domain.people import ApplicantType, Fluency, Profile
from bot.domain.profiling import FACTS, ON_DEMAND, PROFILE, answers_of, with_answer
from bot.domain.replies import File
from bot.domain.results import FactSaved, FormStep, ProfileShown
from bot.gallery.figures import Figures
from bot.gallery.sampling import COUNTS, CREATIVES, EVERYBODY, Sample, sampled
from bot.i18n import Translator
from bot.screens import forms, privacy, profile

KRANJ: Final = "Kranj|SI|SI04|46.2389|14.3556"


def samples(f: Figures) -> Iterator[Sample]:
    """Return the profile in each of its states."""
    yield from _summary(f)
    yield from _questions(f)
    yield from _privacy(f)


def full(f: Figures, tr: Translator, **changes: Any) -> ProfileShown:
    """Return a profile that answers everything, as its owner sees it."""
    made = Profile(
        person_id=1, consented_at=f.now, updated_at=f.now, applicant_type=ApplicantType.FREELANCER
    )
    answers: dict[str, Any] = {
        "bio": "Demo: I draw boxes & labels for <small> makers.",
        "sectors": f.sectors[:2],
        "skills": f.skills[:3],
        "place": KRANJ,
        "travel": "80",
        "languages": ("en:C1", f"{tr.language}:{Fluency.NATIVE}"),
        "wanted": ("challenge", "training"),
        "transitions": tuple(f.knowledge.vocabulary.transitions)[:2],
        "technologies": tuple(f.knowledge.vocabulary.technologies)[:2],
        "work_mode": "team",
        "experience": "5",
        "away": f"{f.now.year + 1}-08-01/{f.now.year + 1}-08-15",
        "birth_year": "1990",
        "guardian": "yes",
    }
    for key, value in answers.items():
        made = with_answer(made, key, value)
    return f.profiles.owned(f.person(tr, home_hub=f.hub.slug), replace(made, **changes))


def _summary(f: Figures) -> Iterator[Sample]:
    yield sampled(profile.shown, "none yet", CREATIVES, ProfileShown(None))
    yield sampled(profile.shown, "none yet, with a hub", CREATIVES, ProfileShown(None, hub=f.hub))
    yield sampled(profile.shown, "begun and stopped", CREATIVES, ProfileShown(None, begun=7))
    yield sampled(profile.shown, "some facts", CREATIVES, f.profile)
    yield sampled(profile.shown, "all facts", CREATIVES, lambda tr: full(f, tr))
    hidden = lambda tr: full(f, tr, paused=True)  # noqa: E731
    yield sampled(profile.shown, "hidden", CREATIVES, hidden)
    empty = Profile(1, consented_at=f.now, updated_at=f.now)
    yield sampled(
        profile.shown, "empty", CREATIVES, lambda tr: f.profiles.described(f.person(tr), empty)
    )
    for count in COUNTS[1:]:
        for change in Change:
            opens = Openings({change: count}, {Code.ASK_TRAVEL: count})

            def opening(tr: Translator, opens: Openings = opens) -> Any:
                return profile.shown(f.profile(tr), tr, opens)

            yield Sample("profile.shown", f"{change} opens {count}", CREATIVES, opening)
    for key in ("skills", "birth_year"):
        yield sampled(
            profile.fact_saved, key, CREATIVES, lambda tr, key=key: FactSaved(full(f, tr), key)
        )
    yield sampled(profile.paused, "hidden", CREATIVES, hidden)
    yield sampled(profile.paused, "shown again", CREATIVES, f.profile)
    yield sampled(profile.still_right, "", CREATIVES, lambda tr: full(f, tr))
    yield sampled(profile.confirmed, "", CREATIVES)
    yield sampled(profile.saved, "with a hub", CREATIVES, f.profile)
    yield sampled(profile.saved, "without", CREATIVES, lambda tr: f.profile(tr, hub=False))
    yield sampled(profile.really_erase_profile, "", CREATIVES)
    yield sampled(profile.erased_profile, "", CREATIVES)


def _questions(f: Figures) -> Iterator[Sample]:
    def at(form: str, key: str, **answers: Any) -> Any:
        draft = f.draft(form, key, answers=answers)
        return lambda tr: f.step(tr, draft)

    ready = {f"skills{FOUND}": f.skills[3:6]}
    states: dict[str, Any] = {
        "skills, found in the text": at(PROFILE.name, "skills", **ready),
        "skills, near to the chosen": at(PROFILE.name, "skills", skills=("packaging_design",)),
        "languages, a level": at(PROFILE.name, "languages", languages=("en:C1", "de")),
        "languages, all levels": at(PROFILE.name, "languages", languages=("en:C1", "de:N")),
        "place, one of several": at(PROFILE.name, "place", **{f"place{MEANT}": (KRANJ,) * 8}),
        "place, found in the text": at(PROFILE.name, "place", **{f"place{FOUND}": (KRANJ,)}),
        "experience, found in the text": at(
            PROFILE.name, "experience", **{f"experience{FOUND}": ("12",)}
        ),
        "region, of one country": at(
            "fact_region", "region", **{f"region{FOUND}": ("SI03", "SI04")}
        ),
        "birth year, of one decade": at(
            "fact_birth_year",
            "birth_year",
            **{f"birth_year{MEANT}": tuple(f"199{n}" for n in range(10))},
        ),
    }
    for state, step in states.items():
        yield sampled(forms.step, state, CREATIVES, step)

    def cut(tr: Translator) -> FormStep:
        step = f.step(tr, f.draft(PROFILE.name, "applicant_type"))
        return replace(step, cut=(3_900, 588))

    yield sampled(forms.step, "profile, words cut", CREATIVES, cut)
    for field in ON_DEMAND:
        form = next(form for form in FACTS if form.fields == (field,))
        yield sampled(forms.step, form.name, CREATIVES, at(form.name, field.key))
    answers = answers_of(Profile(1, consented_at=f.now, updated_at=f.now, skills=f.skills[:1]))
    fact = f.draft("fact_skills", REVIEW, answers=answers)
    yield sampled(forms.step, "fact_skills, review", CREATIVES, lambda tr: f.step(tr, fact))


def _privacy(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        yield sampled(
            privacy.privacy,
            f"{count} of each",
            EVERYBODY,
            lambda tr, count=count: f.own_data(tr, count),
        )
    nobody: dict[str, Any] = {
        "operator_name": None,
        "operator_contact": None,
        "announcements": False,
    }
    yield sampled(
        privacy.privacy,
        "no operator, no announcements",
        EVERYBODY,
        lambda tr: f.own_data(tr, **nobody),
    )
    yield sampled(privacy.exported, "", EVERYBODY, File("my-data.json", b"{}"))
    yield sampled(privacy.really_erase, "", EVERYBODY)
    yield sampled(privacy.erased, "", EVERYBODY)
    yield sampled(privacy.announcements_set, "on", EVERYBODY, True)
    yield sampled(privacy.announcements_set, "off", EVERYBODY, False)
