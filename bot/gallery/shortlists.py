"""Samples of what staff see of people for a challenge, and of what people are told that is new."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.challenges import ChallengeState
from bot.domain.draws import Draw
from bot.domain.eligibility import Code
from bot.domain.ledger import Ledger, LedgerLine, Replayed, TeamAgain
from bot.domain.matching import Because, But, CounterPoint
from bot.domain.offers import Offers
from bot.domain.people import Person
from bot.domain.shortlists import (
    Candidate,
    Drawn,
    LeftOut,
    Shortlist,
    TeamShown,
)
from bot.domain.suggestions import Direction, Suggestion
from bot.domain.teams import Hint, Swap, Team, TeamMember, TeamPlan
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, CREATIVES, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.matching.rules import PEOPLE_FOR_CHALLENGE, RULE_VERSION
from bot.screens import ledger, match_news, shortlist, teams

HASH: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MEMBERS: Final = tuple(range(LONG_ID - 3, LONG_ID + 1))


def samples(f: Figures) -> Iterator[Sample]:
    """Return the shortlist, its explanations, teams, the ledger and the news."""
    yield from _list(f)
    yield from _explained(f)
    yield from _teams(f)
    yield from _ledger(f)
    yield from _news(f)


def a_shortlist(f: Figures, tr: Translator, people: int = 5, **facts: Any) -> Shortlist:
    """Return a shortlist of so many people who do not exist."""
    made = tuple(candidate(f, tr, place) for place in range(1, people + 1))
    given: dict[str, Any] = {
        "challenge": f.under_review(tr, ChallengeState.PUBLISHED),
        "candidates": made,
        "total": people,
        "weights": {str(name): weight for name, weight in PEOPLE_FOR_CHALLENGE.items()},
    }
    return Shortlist(**given | facts)


def candidate(f: Figures, tr: Translator, place: int, **facts: Any) -> Candidate:
    """Return somebody on a shortlist; each place shows other reasons."""
    because = list(Because)
    counter = list(But)
    asks = [code for code in Code if code.is_question]
    reasons = f.offer(tr, *(because[(place + n) % len(because)] for n in range(3))).reasons
    skills = f.choices.labels("skills", f.skills[:2], tr)
    given: dict[str, Any] = {
        "person": f.person(tr),
        "profile": replace(f.profile(tr), bio="Demo: I draw boxes & <labels>."),
        "place": place,
        "score": 0.61,
        "is_strong": place == 1,
        "reasons": reasons,
        "counter_point": CounterPoint(counter[place % len(counter)], skills),
        "asks": (asks[place % len(asks)], asks[(place + 1) % len(asks)]) if place % 2 else (),
        "parts": {str(name): 0.7 for name in PEOPLE_FOR_CHALLENGE},
        "exposure": 3.0 * (place % 2),
    }
    return Candidate(**given | facts)


def _list(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        yield sampled(
            shortlist.challenges,
            f"{count} challenges",
            STAFF,
            lambda tr, n=count: (f.under_review(tr, ChallengeState.PUBLISHED),) * n,
        )
        yield sampled(
            shortlist.page,
            f"{count} people",
            STAFF,
            lambda tr, n=count: a_shortlist(f, tr, min(n, 5), total=n, out=n, pages=-(-n // 5)),
        )
    for first in range(5, max(len(Because), len(But)) + 5, 5):
        people = range(first, first + 5)
        yield sampled(
            shortlist.page,
            f"places from {first}",
            STAFF,
            lambda tr, people=people: a_shortlist(
                f,
                tr,
                candidates=tuple(candidate(f, tr, place) for place in people),
                number=1,
                pages=9,
            ),
        )
    for seats in (1, 2, 5):
        yield sampled(
            shortlist.page,
            f"lots decide about {seats}",
            STAFF,
            lambda tr, seats=seats: a_shortlist(f, tr, draw=_draw(seats)),
        )
        yield sampled(
            shortlist.drawn,
            f"{seats} places",
            STAFF,
            lambda tr, seats=seats: Drawn(
                f.under_review(tr, ChallengeState.PUBLISHED),
                _draw(seats),
                HASH[:32],
                _names(f, tr),
            ),
        )


def _draw(seats: int) -> Draw:
    return Draw(8, HASH, certain=MEMBERS[:1], band=MEMBERS[1:] * 9, drawn_seats=seats)


def _names(f: Figures, tr: Translator) -> Mapping[int, Person]:
    return {id_: replace(f.person(tr), id=id_) for id_ in MEMBERS}


def _explained(f: Figures) -> Iterator[Sample]:
    yield sampled(shortlist.order, "", STAFF, lambda tr: a_shortlist(f, tr))
    yield sampled(shortlist.order, "nobody", STAFF, lambda tr: a_shortlist(f, tr, 0))
    every = {str(name): n for n, name in enumerate((*LeftOut, *_against()), 1)}
    for count in COUNTS:
        left_out = every if count else {}
        yield sampled(
            shortlist.left_out,
            f"{count} people",
            STAFF,
            lambda tr, n=count, left_out=left_out: a_shortlist(f, tr, out=n, left_out=left_out),
        )


def _against() -> tuple[Code, ...]:
    return tuple(code for code in Code if not code.is_question)


def _teams(f: Figures) -> Iterator[Sample]:
    for state, facts in {
        "with a gap": {"gaps": f.skills[2:3], "alternatives": 3, "swaps": 4},
        "nothing is missing": {"alternatives": 1},
        "somebody is missing": {"members": 1, "lacking": 1},
        "two are missing": {"members": 1, "lacking": 2},
        "nobody": {"members": 0, "gaps": f.skills[:3]},
        "no needs": {"needs": ()},
        "put together": {"is_best": False, "swaps": 1},
    }.items():
        yield sampled(teams.team, state, STAFF, lambda tr, facts=facts: a_team(f, tr, **facts))


def a_team(
    f: Figures,
    tr: Translator,
    *,
    members: int = 4,
    gaps: tuple[str, ...] = (),
    needs: tuple[str, ...] | None = None,
    alternatives: int = 0,
    swaps: int = 0,
    lacking: int = 0,
    is_best: bool = True,
) -> TeamShown:
    """Return a team of people who do not exist."""
    skills = f.skills[:4]
    hints = (Hint(skills[1], near=skills[2:3]), Hint(skills[2]))
    team = Team(
        tuple(
            TeamMember(id_, covers=skills[:1] if id_ % 2 else (), may_cover=hints)
            for id_ in MEMBERS[:members]
        ),
        "de" if members else None,
        covered=skills[:2],
        gaps=gaps,
        lacking=lacking,
    )
    other = replace(team, gaps=skills[:1])
    plan = TeamPlan(
        needs=skills if needs is None else needs,
        size=(2, 4),
        team=team,
        alternatives=(other, team, other)[:alternatives],
        swaps=tuple(
            Swap(MEMBERS[0], MEMBERS[-1], "de", lost=skills[: n % 2], gained=skills[: n % 3])
            for n in range(swaps)
        ),
    )
    words = dict(zip(skills, f.choices.labels("skills", skills, tr), strict=True))
    review = f.under_review(tr, ChallengeState.PUBLISHED)
    return TeamShown(review, plan, _names(f, tr), {**words, "de": tr.name_of("de")}, is_best)


def _ledger(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        yield sampled(
            ledger.ledger,
            f"{count} lines",
            STAFF,
            lambda tr, n=count: Ledger(
                str(LONG_ID),
                f.under_review(tr, ChallengeState.PUBLISHED).challenge.title,
                _lines(f, f.person(tr) if n > 1 else None)[: min(n, 8)],
                pages=-(-n // 8),
                total=n,
            ),
        )
    every = tuple(ledger.FACTS)
    states: dict[str, dict[str, Any]] = {
        "the same": {"score": 0.61},
        "other rules": {"score": 0.58, "same_rules": False, "changed": every},
        "one fact changed": {"score": 0.61, "changed": every[:1]},
        "no profile any more": {"score": 0.61, "changed": None},
        "erased": {"score": None, "changed": None},
        "what was shown changed": {"score": 0.61, "opportunity_changed": True},
        "a team": {"score": 0.61, "team": TeamAgain(7, 7)},
        "a team with a gap": {"score": 0.4, "team": TeamAgain(7, 6, ("",), same_gaps=False)},
    }
    for state, facts in states.items():
        yield sampled(
            ledger.replayed,
            state,
            STAFF,
            lambda tr, facts=facts: _replayed(f, tr, facts),
        )


def _replayed(f: Figures, tr: Translator, facts: dict[str, Any]) -> Replayed:
    team = facts.get("team")
    if team is not None and team.gaps:
        gaps = f.choices.labels("skills", f.skills[:1], tr)
        facts = {**facts, "team": replace(team, gaps=gaps)}
    return Replayed(line(f, f.person(tr)), str(LONG_ID), **facts)


def _lines(f: Figures, person: Person | None) -> tuple[LedgerLine, ...]:
    """Return eight lines, of each direction."""
    return tuple(line(f, person, direction) for direction in (*Direction, *Direction))


def line(
    f: Figures, person: Person | None, direction: Direction = Direction.SHORTLIST
) -> LedgerLine:
    """Return a line of the ledger."""
    suggestion = Suggestion(
        direction=direction,
        person_id=person.id if person else None,
        opportunity=f"challenge:{LONG_ID}",
        position=2,
        score=0.61,
        rule_version=RULE_VERSION,
        at=f.now,
        id=LONG_ID,
    )
    return LedgerLine(suggestion, person)


def _news(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        if count:
            yield sampled(
                match_news.news,
                f"{count} fit",
                CREATIVES,
                lambda tr, n=count: Offers((_offer(f, tr),) * min(n, 3), total=n),
            )
    yield sampled(
        match_news.news,
        "an entry",
        CREATIVES,
        lambda tr: Offers((_offer(f, tr, challenge=None, card=f.card()),), total=1),
    )
    yield sampled(match_news.news_set, "on", CREATIVES, True)
    yield sampled(match_news.news_set, "off", CREATIVES, False)


def _offer(f: Figures, tr: Translator, **facts: Any) -> Any:
    return f.offer(tr, Because.SKILL, Because.LANGUAGE, is_strong=True, **facts)
