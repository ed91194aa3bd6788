"""What would be offered besides: if a setting were relaxed, or if a missing fact were known.

Pure: counts over the offers of one person, compared with those of the same person after a change.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from bot.domain.eligibility import Code, EligibilityStatus
from bot.domain.matching import Scored
from bot.domain.offers import Change, Openings
from bot.domain.people import Profile

Rank = Callable[[Profile], Sequence[Scored]]
"""Compares a profile with all that is on offer."""


def fits(scored: Scored) -> bool:
    """Say whether an opportunity is shown to the person."""
    return scored.is_shown and scored.eligibility.status is EligibilityStatus.ELIGIBLE


def waits(scored: Scored) -> bool:
    """Say whether it would be shown if the person answered a question."""
    return scored.is_shown and scored.eligibility.status is EligibilityStatus.NEEDS_INFO


def openings(profile: Profile, rank: Rank, now: Sequence[Scored] | None = None) -> Openings:
    """Count what each change would open and each question decide; `now` is how it stands."""
    now = rank(profile) if now is None else now
    shown = {scored.opportunity_id for scored in now if fits(scored)}
    changes: dict[Change, int] = {}
    for change in Change:
        if (changed := change.made(profile)) is None:
            continue
        opened = {
            scored.opportunity_id
            for scored in rank(changed)
            # Languages are a missing fact: what waits for one more answer then is worth saying.
            if fits(scored) or (change is Change.LANGUAGES and waits(scored))
        } - shown
        if opened:
            changes[change] = len(opened)
    return Openings(changes, _questions(now))


def _questions(now: Sequence[Scored]) -> dict[Code, int]:
    """Count what waits for one fact alone; if nothing does, what waits for it among others."""
    asked = [scored.eligibility.codes for scored in now if waits(scored)]
    alone = Counter(codes[0] for codes in asked if len(codes) == 1)
    return dict(alone or Counter(code for codes in asked for code in codes))
