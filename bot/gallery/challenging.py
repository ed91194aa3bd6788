"""Samples of challenges as their company sees them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.challenge_form import CHALLENGE, TAKEN, answers_of
from bot.domain.challenges import ChallengeState
from bot.domain.forms import REVIEW
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.gallery import examining
from bot.gallery.figures import Figures
from bot.gallery.sampling import COMPANIES, COUNTS, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import challenges, forms

_WRITTEN: dict[str, Any] = {
    "affected": "Demo: unsere Kunden, die für Abfall zahlen.",
    "success": "Demo: jede fünfte Schachtel ist nach einem Jahr noch da.",
    "tried": "Demo: ein Pfand.",
    "industry": "paper_printing",
    "languages": ("de", "en"),
    "terms": Terms(Handed.SKETCH, 8, Reward.FEE, 400, "EUR", Rights.LICENSED),
    "evidence": "https://example.com",
    "reach": "demo@example.com",
}


def samples(f: Figures) -> Iterator[Sample]:
    """Yield them."""
    yield sampled(challenges.mine, "none", COMPANIES, [])
    for state in ChallengeState:
        yield sampled(challenges.mine, state, COMPANIES, [f.own(state)])
        yield sampled(challenges.card, state, COMPANIES, _card(f, state))
    for count in COUNTS:
        shown = replace(f.own(ChallengeState.PUBLISHED, interested=count), pitches=count)
        yield sampled(challenges.mine, f"{count} interested", COMPANIES, [shown])
    promised = f.now + timedelta(days=3)
    waits = f.own(ChallengeState.SUBMITTED, promised_at=promised)
    yield sampled(challenges.mine, "promised", COMPANIES, [waits])
    yield sampled(challenges.sent, "to a hub", COMPANIES, waits)
    to_desk = f.own(ChallengeState.SUBMITTED, hub=False, promised_at=promised)
    yield sampled(challenges.sent, "to the network desk", COMPANIES, to_desk)
    earlier = f.own(ChallengeState.SUBMITTED)
    yield sampled(challenges.sent, "of an earlier version", COMPANIES, earlier)
    withdrawn = f.own(ChallengeState.WITHDRAWN)
    yield sampled(challenges.withdrawn, "", COMPANIES, withdrawn)
    erasing = _card(f, ChallengeState.PUBLISHED)
    yield sampled(challenges.really_erase, "", COMPANIES, erasing)
    yield sampled(challenges.erased, "", COMPANIES)
    for why in ("", "Demo: we bought a new line."):
        reason = "with a reason" if why else "without a reason"
        yield sampled(challenges.withdrawn_notice, reason, STAFF, withdrawn.challenge, why)
    yield from _filling(f)
    yield from examining.samples(f)


def _card(f: Figures, state: ChallengeState) -> Any:
    def fact(tr: Translator) -> challenges.Card:
        own = replace(f.own(state, **_WRITTEN), files=2, introductions=1)
        answers = answers_of(own.challenge)
        said = f.forms.said(CHALLENGE.name, answers, f.person(tr))
        return challenges.Card(own, tuple((field.label, words) for field, words in said))

    return fact


def _filling(f: Figures) -> Iterator[Sample]:
    """Yield the form after a story, with files, and where several companies are known."""

    def told(step: str, **facts: Any) -> Any:
        def fact(tr: Translator) -> Any:
            challenge = f.challenge(ChallengeState.SUBMITTED, **_WRITTEN)
            answers = {**answers_of(challenge), TAKEN: ("company", "problem", "affected")}
            return replace(f.step(tr, f.draft(CHALLENGE.name, step, answers=answers)), **facts)

        return fact

    yield sampled(
        forms.step, "challenge, told", COMPANIES, told("team", just_told=("company", "problem"))
    )
    yield sampled(forms.step, "challenge, review, told", COMPANIES, told(REVIEW, files=2))

    def several(tr: Translator) -> Any:
        answers = {"company+": ("Demo Packaging & Sons", "Demo: Lids")}
        return f.step(tr, f.draft(CHALLENGE.name, "company", answers=answers))

    yield sampled(forms.step, "challenge, several companies", COMPANIES, several)
