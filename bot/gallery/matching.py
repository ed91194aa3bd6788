"""Samples of what fits a creative, of what they said yes to, and of every rule in plain words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.alerts import NotForMe
from bot.domain.challenges import ChallengeState
from bot.domain.eligibility import Code, Eligibility
from bot.domain.entries import Partners, Status
from bot.domain.geography import Point
from bot.domain.matching import Because, But, CounterPoint
from bot.domain.offers import (
    Alike,
    Change,
    MayI,
    Offer,
    Offers,
    Openings,
    Rules,
    Stands,
    Withdrawn,
    Yes,
    Yeses,
)
from bot.domain.opportunities import Opportunity, OpportunityKind, Team
from bot.domain.people import ApplicantType, Profile
from bot.domain.pitches import CreativeTeam
from bot.domain.results import InterestShown
from bot.gallery.figures import Figures
from bot.gallery.sampling import COUNTS, CREATIVES, EVERYBODY, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import eligibility, matches, notices, yeses


def samples(f: Figures) -> Iterator[Sample]:
    """Return every screen of /matches and of "Am I eligible?"."""
    yield from _offers(f)
    yield from _ways_on(f)
    yield from _yeses(f)
    yield from _rules(f)


def _entry(f: Figures, tr: Translator, *because: Because, **facts: Any) -> Offer:
    card = f.card(deadline_at=f.now + timedelta(days=40))
    return f.offer(tr, *because, challenge=None, card=card, skills=(), **facts)


def _offers(f: Figures) -> Iterator[Sample]:
    def page(tr: Translator) -> Offers:
        strong = f.offer(tr, Because.SKILL, Because.LANGUAGE, is_strong=True)
        weak = _entry(f, tr, Because.SECTOR, counter_point=CounterPoint(But.NOTHING_SHARED))
        saved = _entry(f, tr, *tuple(Because)[:3], taken=True)
        return Offers((strong, weak, saved), 1, 3, 8, yeses=2)

    yield sampled(matches.shown, "a page", CREATIVES, page)
    for count in COUNTS:
        opened = Openings(dict.fromkeys(Change, count), dict.fromkeys(Code, count))
        for change in Change:
            one = replace(opened, changes={change: count})
            told = Offers((), openings=one, question=Code.ASK_TRAVEL)
            yield sampled(matches.shown, f"nothing, {change}: {count}", CREATIVES, told)
        yield sampled(
            matches.shown,
            f"{count} matches",
            CREATIVES,
            lambda tr, n=count, opened=opened: replace(
                page(tr), total=n, pages=1, openings=opened
            ),
        )
    for code in matches.QUESTIONS:
        asks = Offers((), openings=Openings({}, {code: 3}), question=code)
        yield sampled(matches.shown, f"asks {code}", CREATIVES, asks)
    yield sampled(matches.shown, "nothing at all", CREATIVES, Offers((), empty_profile=True))
    for because in Because:
        yield sampled(
            matches.challenge, because, CREATIVES, lambda tr, one=because: f.offer(tr, one)
        )
    for but in But:
        against = CounterPoint(but, ("Demo <1>", "Demo 2"))
        yield sampled(
            matches.challenge,
            but,
            CREATIVES,
            lambda tr, point=against: f.offer(tr, Because.SKILL, counter_point=point),
        )
    bare = f.challenge(ChallengeState.PUBLISHED, place=None, deadline_on=None)
    for state, facts in {
        "no reasons": {},
        "interested": {"taken": True},
        "hidden": {"hidden": True},
        "bare": {"challenge": bare, "skills": ()},
    }.items():
        yield sampled(
            matches.challenge, state, CREATIVES, lambda tr, facts=facts: f.offer(tr, **facts)
        )
    yield sampled(matches.seen, "challenge", CREATIVES, f.offer)
    yield sampled(
        matches.seen, "entry", CREATIVES, lambda tr: _entry(f, tr, Because.SECTOR, Because.KIND)
    )


def _ways_on(f: Figures) -> Iterator[Sample]:
    yield sampled(matches.why_not, "challenge", CREATIVES, f.offer)
    yield sampled(matches.why_not, "entry", CREATIVES, lambda tr: _entry(f, tr))
    for reason in NotForMe:
        yield sampled(matches.hidden, reason, CREATIVES, f.offer, reason)
    yield sampled(
        matches.alike,
        "some",
        CREATIVES,
        lambda tr: Alike(f.offer(tr), (f.offer(tr, Because.SKILL), _entry(f, tr))),
    )
    yield sampled(matches.alike, "none", CREATIVES, lambda tr: Alike(f.offer(tr), ()))
    bare = f.challenge(ChallengeState.PUBLISHED)
    for state, told_before, staff in (
        ("told", False, 1),
        ("nobody", False, 0),
        ("again", True, 1),
    ):
        shown = InterestShown(bare, f.hub, told_before, staff)
        yield sampled(matches.interest_noted, state, CREATIVES, shown)
    desk = InterestShown(bare, None, False, 1)
    yield sampled(matches.interest_noted, "network desk", CREATIVES, desk)


def _yeses(f: Figures) -> Iterator[Sample]:
    yield sampled(yeses.mine, "none", CREATIVES, Yeses(()))

    def some(tr: Translator) -> Yeses:
        no_day = f.challenge(ChallengeState.PUBLISHED, deadline_on=None)
        said = (
            Yes(f.offer(tr), Stands.UNDER_REVIEW, f.hub),
            Yes(f.offer(tr, challenge=no_day), Stands.UNDER_REVIEW, None),
            Yes(f.offer(tr), Stands.CLOSED, f.hub),
            Yes(_entry(f, tr), Stands.APPLIED),
        )
        return Yeses(said, 1, 3, 12)

    yield sampled(yeses.mine, "some", CREATIVES, some)
    challenge = f.challenge(ChallengeState.PUBLISHED)
    alone = CreativeTeam(1, 1, "Felt & Co", 1, (1,))
    two = replace(alone, member_ids=(1, 2))
    asked = {"": None, "in a team": two, "the last of a team": alone}
    for state, team in asked.items():
        before = Withdrawn(challenge, f.hub, 1, team=team)
        yield sampled(yeses.really_withdraw, state, CREATIVES, before)
    for state, given in {
        "from a team": Withdrawn(challenge, f.hub, team=two),
        "told": Withdrawn(challenge, f.hub, 1),
        "not told": Withdrawn(challenge, None),
        "twice": Withdrawn(challenge, f.hub, before=True),
    }.items():
        yield sampled(yeses.withdrawn, state, CREATIVES, given)
    yield sampled(
        notices.interest_withdrawn,
        "",
        STAFF,
        lambda tr: f.under_review(tr, ChallengeState.PUBLISHED),
        f.person,
    )


def _profile(f: Figures) -> Profile:
    return Profile(
        person_id=1,
        consented_at=f.now,
        updated_at=f.now,
        country="SI",
        point=Point(46.24, 14.36),
        travel=80,
        birth_year=f.now.year - 16,
        applicant_type=ApplicantType.FREELANCER,
    )


def may_i(f: Figures, tr: Translator, *codes: Code, **facts: Any) -> MayI:
    """Return what somebody hears who asks about a call with every rule there is."""
    card = f.card(deadline_at=f.now + timedelta(days=40))
    opportunity = Opportunity(
        id="entry:demo-entry",
        kind=OpportunityKind.FUNDING,
        language="en",
        title="Demo",
        min_age=18,
        max_age=30,
        min_experience_years=5,
        team=Team.TEAM,
        city="Kolding",
        point=Point(55.49, 9.47),
        opens_on=f.now.date() + timedelta(days=10),
        deadline_on=f.now.date() - timedelta(days=10),
        starts_on=f.now.date() + timedelta(days=60),
    )
    rules = Rules(
        countries=tuple(sorted(tr.country(code) for code in ("DK", "SE", "PL", "DE", "AT"))),
        regions=("Syddanmark",),
        types=("Demo company", "Demo association"),
        languages=(tr.name_of("da"), tr.name_of("en")),
    )
    mine = {"country": tr.country("SI"), "type": "Demo", "languages": tr.name_of("sl")}
    given: dict[str, Any] = {
        "offer": Offer(card=card),
        "opportunity": opportunity,
        "rules": rules,
        "profile": _profile(f),
        "eligibility": Eligibility(codes),
        "mine": mine,
        "today": f.now.date(),
    }
    return MayI(**given | facts)


def _rules(f: Figures) -> Iterator[Sample]:
    for code in Code:
        for state, facts in _variants(f):
            yield sampled(
                eligibility.answer,
                f"{code}{state}",
                EVERYBODY,
                lambda tr, code=code, facts=facts: may_i(f, tr, code, **facts),
            )
    for count in COUNTS[1:]:
        many = tuple(Code)[:count]
        yield sampled(
            eligibility.answer,
            f"{len(many)} rules of {count}",
            EVERYBODY,
            lambda tr, many=many: may_i(f, tr, *many),
        )
    yield sampled(eligibility.everything, "all", EVERYBODY, lambda tr: may_i(f, tr, *Code))
    silent = Opportunity("entry:x", OpportunityKind.EVENT, "en", "Demo")
    nothing: dict[str, Any] = {"rules": Rules(), "opportunity": silent}
    unchecked = Offer(card=f.card(status=Status.UNCHECKED))
    later = Offer(card=f.card(status=Status.ROUND_CLOSED))
    ended = Offer(card=f.card(status=Status.ENDED))
    closed = Offer(challenge=f.challenge(ChallengeState.CLOSED))
    for state, facts in {
        "yes": {},
        "yes, from anywhere": {"rules": Rules(types=("Demo",), everywhere=True)},
        "nobody says": nothing,
        "nobody says, unchecked": {**nothing, "offer": unchecked},
        "without a profile": {"profile": None, "eligibility": None},
        "without a profile, nobody says": {**nothing, "profile": None, "eligibility": None},
        "over, comes back": {"over": True, "offer": later},
        "over for good": {"over": True, "offer": ended},
        "challenge closed": {"over": True, "offer": closed},
        "own challenge": {"own": True, "offer": closed},
        **{f"with partners {n}": {"partners": True, "offer": _together(f, n)} for n in range(4)},
    }.items():
        yield sampled(
            eligibility.answer,
            state,
            EVERYBODY,
            lambda tr, facts=facts: may_i(f, tr, **facts),
        )
        yield sampled(
            eligibility.everything,
            state,
            EVERYBODY,
            lambda tr, facts=facts: may_i(f, tr, **facts),
        )


def _variants(f: Figures) -> list[tuple[str, dict[str, Any]]]:
    challenge = Offer(challenge=f.challenge(ChallengeState.PUBLISHED))
    bare = Opportunity("entry:x", OpportunityKind.EVENT, "en", "Demo", team=Team.SOLO, max_age=12)
    return [
        ("", {}),
        (", with partners", {"partners": True}),
        (", of a challenge", {"offer": challenge}),
        (", little known", {"opportunity": bare, "rules": Rules(), "mine": {}}),
    ]


def _together(f: Figures, number: int) -> Offer:
    partners = (Partners(3, 3), Partners(2), Partners(None, 4), Partners())[number]
    return Offer(card=f.card(partners=partners))
