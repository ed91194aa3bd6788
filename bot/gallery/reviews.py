"""Samples of a review: the card, the company, the decisions, promises, and terms that change."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.briefs import Examination, Fault, Finding
from bot.domain.challenges import ChallengeState, Company
from bot.domain.people import Half
from bot.domain.replies import Reply
from bot.domain.reviews import (
    Asked,
    CompanyToConfirm,
    Look,
    ReviewCard,
    TakenBack,
    TermsAnswered,
    TermsChanged,
)
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.gallery.figures import LONG_ID, ZONE, Figures
from bot.gallery.sampling import COMPANIES, COUNTS, CREATIVES, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import notices, review, terms_changes

FAIR = Terms(Handed.SKETCH, 8, Reward.FEE, 400, "EUR", Rights.LICENSED)
UNFAIR = Terms(Handed.FINISHED, 40, Reward.PRIZE, 500, "EUR", Rights.BOUGHT)


def card(f: Figures, tr: Translator, state: ChallengeState, **facts: Any) -> ReviewCard:
    """Return a challenge with all that staff see of it."""
    given: dict[str, Any] = {
        "terms": FAIR,
        "affected": "Demo: our customers, who throw the boxes away.",
        "success": "Demo: half of the boxes are kept for a year.",
        "tried": "Demo: a nicer print. Nobody noticed.",
        "evidence": "HRB 00000 (demo)",
        "promised_at": f.now + timedelta(days=3),
        "changes_asked": "Demo: please say what you have tried already.",
    }
    looks = (
        Look(1, "Demo <creative half>", Half.CREATIVE, f.now),
        Look(2, "Demo administrator", None, f.now),
    )
    found = Finding(Fault.NO_MEASURE, "success")
    return ReviewCard(
        f.under_review(tr, state, **given | facts),
        company=Company(1, "Demo Packaging & Sons", "HRB 00000 (demo)", f.now, 1),
        looks=looks,
        has_halves=True,
        examination=Examination((found,)),
        words={"technologies": ("laser cutting",), "industry": ("paper",), "languages": ("de",)},
    )


def samples(f: Figures) -> Iterator[Sample]:
    """Return every screen of a review in every state."""
    yield from _cards(f)
    yield from _companies(f)
    yield from _decisions(f)
    yield from _notices(f)
    yield from _terms(f)


def _cards(f: Figures) -> Iterator[Sample]:
    for state in ChallengeState:
        yield sampled(review.card, state, STAFF, lambda tr, s=state: card(f, tr, s))

    def bare(tr: Translator) -> ReviewCard:
        found = card(f, tr, ChallengeState.SUBMITTED, terms=Terms(), evidence=None)
        return replace(found, company=None, has_halves=False, words={})

    def changed(tr: Translator) -> ReviewCard:
        found = card(f, tr, ChallengeState.SUBMITTED, evidence="HRB 11111 (demo)")
        return replace(found, changed=("problem", "effort", "deadline"), files=3)

    def unread(tr: Translator) -> ReviewCard:
        return card(f, tr, ChallengeState.SUBMITTED)

    yield sampled(review.card, "nothing known", STAFF, bare)
    yield sampled(review.card, "sent again", STAFF, changed)
    yield sampled(
        review.card,
        "pitches",
        STAFF,
        lambda tr: replace(card(f, tr, ChallengeState.PUBLISHED), pitches=LONG_ID),
    )
    yield sampled(review.not_yet, "nothing known", STAFF, bare, 1)
    yield sampled(review.not_yet, "changed since", STAFF, unread, LONG_ID)


def _companies(f: Figures) -> Iterator[Sample]:
    def to_confirm(tr: Translator, evidence: str | None) -> CompanyToConfirm:
        return CompanyToConfirm(f.under_review(tr, ChallengeState.SUBMITTED, evidence=evidence))

    known = Company(1, "Demo Packaging & Sons", "HRB 00000 (demo)", f.now, 1)
    yield sampled(
        review.company,
        "with evidence",
        STAFF,
        lambda tr: to_confirm(tr, "HRB 00000 (demo)"),
        "12345678",
    )
    yield sampled(
        review.company, "without evidence", STAFF, lambda tr: to_confirm(tr, None), "12345678"
    )
    yield sampled(
        review.company_confirmed,
        "",
        STAFF,
        lambda tr: replace(to_confirm(tr, None), company=known),
    )


def _decisions(f: Figures) -> Iterator[Sample]:
    for state in (ChallengeState.OPENING, ChallengeState.PUBLISHED):
        yield sampled(
            review.published,
            state,
            STAFF,
            lambda tr, s=state: card(f, tr, s, title_en="Demo: boxes to keep"),
            1,
        )
    for done in (True, False):
        yield sampled(
            review.taken_back,
            "in time" if done else "too late",
            STAFF,
            lambda tr, d=done: TakenBack(f.under_review(tr, ChallengeState.SUBMITTED), d),
        )
    yield sampled(
        review.declined, "", STAFF, lambda tr: f.under_review(tr, ChallengeState.DECLINED)
    )
    yield sampled(
        review.handed_back, "", STAFF, lambda tr: f.under_review(tr, ChallengeState.CHANGES)
    )


def _notices(f: Figures) -> Iterator[Sample]:
    yield sampled(
        notices.challenge_to_review,
        "sent again",
        STAFF,
        lambda tr: f.under_review(tr, ChallengeState.SUBMITTED),
    )
    asked = f.own(ChallengeState.CHANGES, changes_asked="Demo: what does it cost you?")
    declined = f.own(ChallengeState.DECLINED, next_step="Demo: come to our open day.")
    yield sampled(notices.challenge_decided, "changes", COMPANIES, asked)
    yield sampled(notices.challenge_decided, "declined with a next step", COMPANIES, declined)
    for by in (None, f.staff):
        yield sampled(
            notices.challenge_opened,
            "by somebody" if by else "by nobody known",
            STAFF,
            lambda tr: f.under_review(tr, ChallengeState.PUBLISHED),
            by,
        )
    until = f.now + timedelta(days=3)

    def due(is_late: bool) -> Callable[[Translator], Reply]:
        def make(tr: Translator) -> Reply:
            found = f.under_review(tr, ChallengeState.SUBMITTED, promised_at=until)
            return notices.promise_due(found, ZONE, tr, is_late=is_late)

        return make

    for is_late in (False, True):
        state = "late" if is_late else "soon"
        yield Sample("notices.promise_due", state, STAFF, due(is_late))
    waiting = f.own(ChallengeState.SUBMITTED, promised_at=until)
    yield sampled(notices.takes_longer, "", COMPANIES, waiting, ZONE)


def _terms(f: Figures) -> Iterator[Sample]:
    it = f.challenge(ChallengeState.PUBLISHED, terms=FAIR, terms_version=2)
    before = Asked(Terms(Handed.TALK, None, Reward.NONE, None, "EUR", Rights.KEPT), None)
    changed = TermsChanged(it, f.hub, before)
    for count in COUNTS:
        yield sampled(
            terms_changes.changed,
            f"{count} asked",
            STAFF,
            *(replace(changed, asked=count), LONG_ID),
        )
    unfair = replace(changed, done=False, wanted=Asked(UNFAIR, None))
    yield sampled(terms_changes.changed, "unfair", STAFF, unfair, LONG_ID)
    yield sampled(terms_changes.ask, "changed", CREATIVES, changed)
    yield sampled(
        terms_changes.ask, "as they are", CREATIVES, replace(changed, before=changed.now)
    )
    for agreed in (True, False):
        answered = TermsAnswered(it, agreed)
        yield sampled(terms_changes.answered, "yes" if agreed else "no", CREATIVES, answered)

    def told(is_company: bool) -> Callable[[Translator], Reply]:
        return lambda tr: terms_changes.told(changed, tr, is_company=is_company)

    yield Sample("terms_changes.told", "to the company", COMPANIES, told(True))
    yield Sample("terms_changes.told", "to staff", STAFF, told(False))
    yield sampled(terms_changes.left, "", STAFF, it, f.person, f.hub)
