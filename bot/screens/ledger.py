"""What staff were shown of people, and whether a receipt gives the same score again."""

from collections.abc import Mapping
from typing import Final

from bot.domain.messages import N_
from bot.domain.replies import Reply
from bot.domain.shortlists import Ledger, LedgerLine, Replayed
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
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
    "bio": N_("own words"),
}


def ledger(result: Ledger, tr: Translator) -> Reply:
    """List who was shown for a challenge, the latest first; each can be computed again."""
    it = result.challenge.challenge
    title = shortened(it.title_en or it.title, LINE)
    back = button(tr("Back to the people"), "people", "list", f"{it.id}.0")
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
        + pager(tr, "people", "ledger", str(it.id), result.number, result.pages)
        + stacked(back),
    )


def _line(line: LedgerLine, tr: Translator) -> str:
    it = line.suggestion
    return tr(
        "{day}: {name}, place {place}, {score}",
        day=tr.date(it.at.date()),
        name=name_of(line.person, tr),
        place=tr.number(it.position),
        score=tr.number(round(it.score, 2)),
    )


def replayed(result: Replayed, tr: Translator) -> Reply:
    """Say whether a line gives the same score again, and what is different today."""
    number = result.line.suggestion.opportunity.partition(":")[2]
    return Reply(
        paragraphs(
            bold(_line(result.line, tr)),
            lines(safe(_verdict(result, tr)), safe(_rules(result, tr))),
            safe(_changed(result, tr)) if result.score is not None else None,
        ),
        stacked(button(tr("Back"), "people", "ledger", f"{number}.0")),
    )


def _verdict(result: Replayed, tr: Translator) -> str:
    if result.score is None:
        return tr("Its facts were erased with the person. Only that it was shown is kept.")
    score = tr.number(round(result.score, 4))
    if result.is_same:
        return tr("Computed again from the facts of that day: {score}. The same.", score=score)
    before = tr.number(round(result.line.suggestion.score, 4))
    return tr(
        "Computed again from the facts of that day: {score}. It was {before}.",
        score=score,
        before=before,
    )


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
