"""Samples of asking somebody about a challenge: what staff see, and what the creative gets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.challenges import ChallengeState
from bot.domain.invitations import Answer, Asked, Invitation, Obstacle
from bot.domain.matching import Because
from bot.domain.reviews import ReviewCard
from bot.domain.shortlists import Asking, Declined
from bot.domain.suggestions import INVITATION_LASTS
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import CREATIVES, STAFF, Sample, sampled
from bot.gallery.shortlists import a_shortlist, candidate
from bot.i18n import Translator
from bot.screens import invitations, review, shortlist


def samples(f: Figures) -> Iterator[Sample]:
    """Return asking, its refusals, the invitation and the answers."""
    yield sampled(invitations.really_ask, "", STAFF, lambda tr: asking(f, tr))
    yield sampled(invitations.done, "", STAFF, lambda tr: asking(f, tr))
    for why in Obstacle:
        yield sampled(
            invitations.refused, why, STAFF, lambda tr, why=why: asking(f, tr, obstacle=why)
        )
    yield sampled(
        invitations.refused,
        "nobody there",
        STAFF,
        lambda tr: replace(asking(f, tr, obstacle=Obstacle.GONE), person=None),
    )
    for state, hub in {"": f.hub, "network desk": None}.items():
        yield sampled(
            invitations.invitation,
            state,
            CREATIVES,
            lambda tr: f.offer(tr, Because.SKILL, Because.LANGUAGE),
            hub,
        )
    for said in (False, True):
        yield sampled(
            invitations.declined,
            "said yes before" if said else "",
            CREATIVES,
            lambda tr, said=said: Declined(f.challenge(ChallengeState.PUBLISHED), said),
        )
    yield sampled(
        invitations.declined_notice, "", STAFF, lambda tr: asking(f, tr).challenge, f.person
    )
    yield from _asked(f)


def _asked(f: Figures) -> Iterator[Sample]:
    """Return what is shown of those who were asked: on the challenge, and on the shortlist."""
    yield sampled(
        review.card, "people were asked", STAFF, lambda tr: ReviewCard(asking(f, tr).challenge)
    )
    yield sampled(
        shortlist.page,
        "people were asked",
        STAFF,
        lambda tr: a_shortlist(
            f,
            tr,
            candidates=tuple(
                candidate(f, tr, place, person=replace(f.person(tr), id=LONG_ID - place))
                for place in range(1, 6)
            ),
            challenge=asking(f, tr).challenge,
        ),
    )


def asking(f: Figures, tr: Translator, obstacle: Obstacle | None = None) -> Asking:
    """Return somebody who does not exist, to be asked about a challenge."""
    review = replace(f.under_review(tr, ChallengeState.PUBLISHED), asked=asked(f))
    return Asking(review, replace(f.person(tr), id=LONG_ID), obstacle)


def asked(f: Figures) -> Asked:
    """Return four who were asked, each with another answer, and one who is at their cap."""
    old = f.now - INVITATION_LASTS - timedelta(days=1)
    made = (
        Invitation(LONG_ID, LONG_ID - 1, LONG_ID, f.now),
        Invitation(LONG_ID, LONG_ID - 2, LONG_ID, old),
        Invitation(LONG_ID, LONG_ID - 3, LONG_ID, f.now, f.now, Answer.NO),
        Invitation(LONG_ID, LONG_ID - 4, None, f.now, f.now, Answer.WITHDRAWN),
        Invitation(LONG_ID, LONG_ID - 6, LONG_ID, f.now, f.now, Answer.YES),
    )
    by_person: Mapping[int, Invitation] = {one.person_id: one for one in made}
    return Asked(f.now, True, by_person, {LONG_ID - 5: 2})
