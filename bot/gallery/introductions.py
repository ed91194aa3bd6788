"""Samples of introductions: each holder at each step, what becomes of it, and counts for staff."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.domain.challenges import ChallengeState
from bot.domain.introducing import (
    Contact,
    CreativeSeen,
    FollowUp,
    IntroductionSeen,
    OutcomeLedger,
    OwnIntroductions,
)
from bot.domain.introductions import (
    FOLLOW_UPS,
    LASTS,
    EndedBy,
    Holder,
    Introduction,
    IntroductionState,
    Key,
    KeyAnswer,
    Outcome,
    Tally,
    Told,
    WhyNothing,
)
from bot.domain.matching import Because
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COMPANIES, CREATIVES, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import introductions, keys, outcomes

NO_DAY: Final = datetime(2027, 1, 1, tzinfo=UTC)
AUDIENCES: Final = {
    Holder.COMPANY: COMPANIES,
    Holder.CREATIVE: CREATIVES,
    Holder.FACILITATOR: STAFF,
}
PITCH: Final = (
    "Demo: I would fold the box so that it becomes a lamp. I have folded paper for ten years, and "
    "a part of the machine could stay as it is."
)


def seen(
    f: Figures,
    tr: Translator,
    holder: Holder,
    answer: KeyAnswer | None = None,
    *,
    members: int = 1,
    **facts: Any,
) -> IntroductionSeen:
    """Return an open introduction as one holder sees it."""
    later = answer is KeyAnswer.LATER
    mine = Key(
        holder,
        1,
        answer,
        until_on=f.now.date() + timedelta(days=90) if later else None,
        id=LONG_ID,
    )
    others = [Key(one, 2, id=LONG_ID) for one in Holder if one is not holder]
    named = holder is not Holder.COMPANY
    reasons = f.offer(tr, Because.SKILL, Because.LANGUAGE).reasons
    creative = CreativeSeen(f.profile(tr), "Demo <creative>" if named else None, reasons)
    given: dict[str, Any] = {
        "introduction": Introduction(
            LONG_ID, LONG_ID, LONG_ID, f.now, f.now + LASTS, (mine, *others)
        ),
        "holder": holder,
        "challenge": f.challenge(ChallengeState.PUBLISHED),
        "hub": f.hub,
        "today": f.now.date(),
        "key": mine,
        "pitch": PITCH,
        "pitch_language": "en",
        "team": "Demo & Co" if members > 1 else "",
        "creatives": (creative,) * members,
        "own_reasons": reasons,
    }
    return IntroductionSeen(**given | facts)


def settled(
    f: Figures, tr: Translator, holder: Holder, why: EndedBy | None = None, **facts: Any
) -> IntroductionSeen:
    """Return an introduction that is made, or ended for a reason."""
    view = seen(f, tr, holder, KeyAnswer.NO if why is EndedBy.NO else KeyAnswer.YES, **facts)
    state = IntroductionState.ENDED if why else IntroductionState.MADE
    it = replace(view.introduction, state=state, ended_by=why, settled_at=f.now)
    return replace(view, introduction=it)


def turned_last(f: Figures, tr: Translator, holder: Holder) -> IntroductionSeen:
    """Return an introduction that was made by the yes of its reader."""
    view = settled(f, tr, holder)
    mine, *others = view.introduction.keys
    turned = tuple(
        replace(key, answer=KeyAnswer.YES, answered_at=f.now) for key in (mine, *others)
    )
    return replace(view, introduction=replace(view.introduction, keys=turned), key=turned[0])


def contacts(f: Figures, tr: Translator, holder: Holder) -> tuple[Contact, ...]:
    """Return how one side reaches the other."""
    if holder is Holder.CREATIVE:
        return (
            Contact(
                "Demo <company>",
                LONG_ID,
                company="Demo Packaging & Sons",
                contact="Demo contact",
                reach="demo@example.org",
            ),
        )
    return (Contact("Demo <creative>", LONG_ID, shown=f.profile(tr)),)


def samples(f: Figures) -> Iterator[Sample]:
    """Return every screen of an introduction for every holder."""
    for holder, audience in AUDIENCES.items():
        yield from _open(f, holder, audience)
        yield from _settled(f, holder, audience)
    yield sampled(keys.mine, "none", CREATIVES, OwnIntroductions(()))
    yield sampled(
        keys.mine,
        "",
        CREATIVES,
        lambda tr: OwnIntroductions(
            (
                seen(f, tr, Holder.CREATIVE),
                seen(f, tr, Holder.CREATIVE, KeyAnswer.LATER),
                settled(f, tr, Holder.CREATIVE),
                settled(f, tr, Holder.CREATIVE, EndedBy.EXPIRED),
            )
        ),
    )
    yield from _outcomes(f)


def _open(f: Figures, holder: Holder, audience: str) -> Iterator[Sample]:
    for members in (1, 3):
        yield sampled(
            introductions.asked,
            f"{holder}, {members}",
            audience,
            lambda tr, members=members: seen(f, tr, holder, members=members),
        )
    for answer in (KeyAnswer.YES, KeyAnswer.LATER):
        yield sampled(
            introductions.card,
            f"{holder}, {answer}",
            audience,
            lambda tr, answer=answer: seen(f, tr, holder, answer),
        )
        yield sampled(
            keys.answered,
            f"{holder}, {answer}",
            audience,
            lambda tr, answer=answer: seen(f, tr, holder, answer),
        )
    yield sampled(keys.when_later, holder, audience, lambda tr: seen(f, tr, holder))
    yield sampled(keys.really_no, holder, audience, lambda tr: seen(f, tr, holder))
    yield sampled(
        keys.answered, f"{holder}, no", audience, lambda tr: settled(f, tr, holder, EndedBy.NO)
    )


def _settled(f: Figures, holder: Holder, audience: str) -> Iterator[Sample]:
    yield sampled(
        introductions.made,
        holder,
        audience,
        lambda tr: settled(
            f,
            tr,
            holder,
            contacts=() if holder is Holder.FACILITATOR else contacts(f, tr, holder),
            link="https://example.org/demo",
            files=1,
        ),
    )
    yield sampled(
        keys.answered, f"{holder}, the last", audience, lambda tr: turned_last(f, tr, holder)
    )
    for why in EndedBy:
        yield sampled(
            introductions.ended_notice,
            f"{holder}, {why}",
            audience,
            lambda tr, why=why: settled(f, tr, holder, why),
        )


def told(after: int, outcome: Outcome | None = None, reason: WhyNothing | None = None) -> FollowUp:
    """Return what somebody is asked, or said."""
    from_now = Told(LONG_ID, 1, 1, None, Holder.CREATIVE, after, NO_DAY, outcome, reason)
    return FollowUp(from_now, "Demo: boxes that people want to keep")


def _outcomes(f: Figures) -> Iterator[Sample]:
    for days in FOLLOW_UPS:
        yield sampled(outcomes.question, days, CREATIVES, told(days))
    for outcome in Outcome:
        yield sampled(outcomes.said, outcome, CREATIVES, told(30, outcome))
    yield sampled(
        outcomes.said,
        "nothing, and why",
        CREATIVES,
        told(30, Outcome.NOTHING, WhyNothing.MONEY),
    )
    hubs = {f.hub.slug: f.hub}
    yield sampled(outcomes.ledger, "nothing yet", STAFF, OutcomeLedger((), hubs, ()))
    counted = dict.fromkeys(Outcome, 3)
    tallies = (
        Tally(f.hub.slug, 30, 20, counted, dict.fromkeys(WhyNothing, 1)),
        Tally(None, 90, 4, {}, {}),
    )
    yield sampled(
        outcomes.ledger,
        "",
        STAFF,
        lambda tr: OutcomeLedger(tallies, hubs, (seen(f, tr, Holder.FACILITATOR),)),
    )
