"""Predictions of matching: rankings in both directions, teams, and who may take part."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.domain.eligibility import eligibility
from bot.domain.matching import MatchReason, Scored
from bot.domain.opportunities import OpportunityKind
from bot.evaluation.matching_scores import ELIGIBILITY, OFFERS, PEOPLE, TEAM
from bot.evaluation.matching_sets import MatchingSet, Somebody, TeamCase
from bot.evaluation.sets import rows, write_rows
from bot.matching.columns import Ground, Offers, People
from bot.matching.offers import Likeness, offers_for, people_for
from bot.matching.rules import SHOWN
from bot.matching.shortlist import shortlist

Line = Mapping[str, Any]
TeamOf = Callable[[TeamCase, "list[Somebody]"], "tuple[list[str], list[str]]"]
"""Returns the members of a team and the needs that nobody covers."""

ASKED: Final = 1
"""Questions that are asked at once."""


class Bench:
    """The people and opportunities of a set in the columns that production uses."""

    def __init__(
        self, asked: MatchingSet, ground: Ground, today: date, meanings: Likeness | None = None
    ) -> None:
        self.asked = asked
        self.today = today
        self.meanings = meanings
        self.offers = Offers(ground)
        self.offers.follow(asked.opportunities.values())
        self.profiles = {one.profile.person_id: one.profile for one in asked.originals}
        self.people = People(ground)
        self.people.follow(self.profiles)
        self.names = {one.profile.person_id: id_ for id_, one in asked.people.items()}

    def offers_for(self, somebody: Somebody) -> list[Scored]:
        """Return all that a person may have, best first."""
        return offers_for(
            somebody.profile,
            self.offers,
            self.today,
            standing=somebody.standing,
            meanings=self.meanings,
        )

    def people_for(self, opportunity_id: str) -> list[Scored]:
        """Return all who may have an opportunity, best first."""
        opportunity = self.asked.opportunities[opportunity_id]
        standings = {one.profile.person_id: one.standing for one in self.asked.originals}
        if opportunity.kind is OpportunityKind.CHALLENGE:
            return shortlist(
                opportunity,
                self.people,
                self.profiles,
                self.today,
                standings=standings,
                limit=None,
            )
        return people_for(
            opportunity,
            self.people,
            self.profiles,
            self.today,
            standings=standings,
            meanings=self.meanings,
        )


def predictions(bench: Bench, team_of: TeamOf | None = None) -> Iterator[Line]:
    """Yield the lines of all tasks."""
    asked = bench.asked
    for id_, somebody in asked.people.items():
        found = bench.offers_for(somebody)
        yield {
            "task": OFFERS,
            "profile": id_,
            "ranking": [_item("opportunity", one.opportunity_id, one) for one in found],
            "ask": questions(found)[:ASKED],
        }
    for id_ in asked.opportunities:
        ranking = [
            _item("profile", bench.names[one.person_id], one) for one in bench.people_for(id_)
        ]
        yield {"task": PEOPLE, "opportunity": id_, "ranking": ranking}
    for case in asked.cases if team_of else ():
        members, gaps = team_of(case, asked.originals) if team_of else ([], [])
        yield {"task": TEAM, "case": case.id, "members": members, "gaps": gaps}
    for opportunity in asked.opportunities.values():
        for somebody in asked.originals:
            judged = eligibility(opportunity, somebody.profile, bench.today, somebody.standing)
            yield {
                "task": ELIGIBILITY,
                "profile": somebody.id,
                "opportunity": opportunity.id,
                "status": judged.status,
                "codes": list(judged.codes),
            }


def questions(found: list[Scored]) -> list[str]:
    """Return the facts to ask for: first what decides most of what is worth showing."""
    counts: dict[str, int] = {}
    for one in found:
        if one.score >= SHOWN:
            for code in one.eligibility.codes:
                counts[code] = counts.get(code, 0) + 1
    return sorted(counts, key=lambda code: -counts[code])


def _item(name: str, id_: str, one: Scored) -> dict[str, Any]:
    return {
        name: id_,
        "score": one.score,
        "shown": one.is_shown,
        "strong": one.is_strong,
        "reasons": [_reason(reason) for reason in one.reasons],
    }


def _reason(reason: MatchReason) -> dict[str, str]:
    told = {"type": str(reason.because), "id": str(reason.value)}
    return told | {"of": reason.of} if reason.of else told


def write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write a file of predictions."""
    write_rows(path, lines)


def read_lines(path: Path) -> list[Line]:
    """Read a file of predictions, ours or of another system."""
    return [row for _, row in rows(path)]
