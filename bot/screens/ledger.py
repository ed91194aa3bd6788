"""What staff were shown of people, and whether a receipt gives the same score again."""

from collections.abc import Mapping
from typing import Final

from bot.domain.ledger import Ledger, LedgerLine, Replayed, TeamAgain
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply
from bot.domain.suggestions import Direction
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)
from bot.screens.shortlist import LINE, name_of

FACTS: Final[Mapping[str, str]] = {
    "skills": N_("skills"),
    "sectors": N_("fields"),
    "transitions": N_("green and digital change"),
    "technologies": N_("technologies"),
    "languages": N_("languages"),
    "place": N_("place"),
    "kinds": N_("what they look for"),
    "bio": N_("own words"),
}


def ledger(result: Ledger, tr: Translator) -> Reply:
    """List who was shown what, the latest first; each line can be computed again."""
    title = shortened(result.title, LINE)
    back = _back(result.subject, tr)
    if not result.lines:
        return Reply(lines(bold(title), safe(tr("Nobody was shown for it yet."))), stacked(back))
    shown = [f"{number}. {_line(one, tr)}" for number, one in enumerate(result.lines, 1)]
    return Reply(
        paragraphs(
            lines(
                bold(tr("Shown for: {title}", title=title)),
                safe(tr.plural("{n} line", "{n} lines", result.total)),
            ),
            safe("\n".join(shown)),
            small(tr("A tap computes a line again, from the facts that were kept with it.")),
        ),
        stacked(
            *(
                button(
                    f"{tr.number(number)}. {name_of(one.person, tr)}",
                    "people",
                    "replay",
                    one.suggestion.id,
                )
                for number, one in enumerate(result.lines, 1)
            )
        )
        + pager(tr, "people", "ledger", result.subject, result.number, result.pages)
        + stacked(back),
    )


def _back(subject: str, tr: Translator) -> Button:
    """Lead to the people of a challenge, or to the entry."""
    if subject.isdecimal():
        return button(tr("Back to the people"), "people", "list", f"{subject}.0")
    return button(tr("Back"), "content", "open", subject)


def _line(line: LedgerLine, tr: Translator) -> str:
    it = line.suggestion
    said = {
        "day": tr.date(it.at.date()),
        "name": name_of(line.person, tr),
        "place": tr.number(it.position),
        "score": tr.number(round(it.score, 2)),
    }
    match it.direction:
        case Direction.SHORTLIST:
            return tr("{day}: {name}, place {place}, {score}", **said)
        case Direction.TEAM:
            return tr("{day}: {name}, in a team", **said)
        case Direction.OFFERS:
            return tr("{day}: {name}, in their own matches, place {place}, {score}", **said)
        case Direction.TOLD:
            return tr("{day}: {name}, in a message of the bot, place {place}, {score}", **said)


def replayed(result: Replayed, tr: Translator) -> Reply:
    """Say whether a line gives the same again, and what is different today."""
    is_there = result.score is not None
    return Reply(
        paragraphs(
            bold(_line(result.line, tr)),
            lines(safe(_verdict(result, tr)), safe(_rules(result, tr))),
            lines(
                safe(_changed(result, tr)),
                safe(tr("What was shown says something else by now, too."))
                if result.opportunity_changed
                else None,
            )
            if is_there
            else None,
        ),
        stacked(button(tr("Back"), "people", "ledger", f"{result.subject}.0")),
    )


def _verdict(result: Replayed, tr: Translator) -> str:
    if result.score is None:
        return tr("Its facts are gone. Only that it was shown is kept.")
    if result.team is not None:
        return _team(result.team, tr, is_same=result.is_same)
    score = tr.number(round(result.score, 4))
    if result.is_same:
        return tr("Computed again from the facts of that day: {score}. The same.", score=score)
    before = tr.number(round(result.line.suggestion.score, 4))
    return tr(
        "Computed again from the facts of that day: {score}. It was {before}.",
        score=score,
        before=before,
    )


def _team(team: TeamAgain, tr: Translator, *, is_same: bool) -> str:
    """Say what the team covers by the facts of that day, and whether it was said so."""
    covered, needs = tr.number(team.covered), tr.number(team.needs)
    said = tr(
        "Computed again from the facts of that day, the team covers {covered} of {needs} skills.",
        covered=covered,
        needs=needs,
    )
    gaps = tr("Nobody covers: {skills}.", skills=few(team.gaps, tr)) if team.gaps else ""
    verdict = tr("The same as then.") if is_same else tr("Then it was something else.")
    return " ".join(filter(None, (said, gaps, verdict)))


def _rules(result: Replayed, tr: Translator) -> str:
    version = result.line.suggestion.rule_version
    if result.same_rules:
        return tr("Rules: version {version}, as today.", version=version)
    return tr("Rules: version {version}; those of today are others.", version=version)


def _changed(result: Replayed, tr: Translator) -> str:
    if result.changed is None:
        return tr("There is no profile to compare it with any more.")
    if not result.changed:
        return tr("In the profile nothing of it changed since.")
    names = [tr(FACTS[name]) for name in result.changed]
    return tr("Changed in the profile since: {facts}.", facts=tr.list(names))
