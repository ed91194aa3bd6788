"""A team for a challenge, for staff: who covers what, what nobody does, and what a swap costs."""

from collections.abc import Iterable
from typing import Final

from bot.domain.replies import Button, Reply
from bot.domain.shortlists import TeamShown
from bot.domain.teams import Hint, Swap, Team, TeamMember
from bot.i18n import Translator
from bot.screens.invitations import ask_button, of_person
from bot.screens.parts import bold, button, few, lines, paragraphs, safe, shortened, small, stacked
from bot.screens.shortlist import LINE, name_of

MOST_SWAPS: Final = 4


def team(result: TeamShown, tr: Translator) -> Reply:
    """Show a team: its people, the language they share, and always what is missing."""
    it, plan = result.challenge.challenge, result.plan
    title = shortened(it.title_en or it.title, LINE)
    back = button(tr("Back to the people"), "people", "list", f"{it.id}.0")
    if not plan.team.members:
        return Reply(
            lines(
                bold(tr("No team for: {title}", title=title)),
                safe(tr("No two people share a language and can come to the place.")),
                safe(_gaps(plan.needs, result, tr)),
            ),
            stacked(back),
        )
    swaps = [one for one in plan.swaps if one.joins in result.names][:MOST_SWAPS]
    best = button(tr("The best team"), "people", "team", it.id)
    return Reply(
        paragraphs(
            lines(bold(tr("A team for: {title}", title=title)), safe(_shared(result, tr))),
            *(_member(one, number, result, tr) for number, one in enumerate(plan.team.members, 1)),
            lines(safe(_gaps(plan.team.gaps, result, tr)), safe(_lacking(plan.team, tr))),
            _others(result, tr),
            _swaps(swaps, result, tr),
            small(tr("Together they count, and nobody gets a score.")),
        ),
        stacked(
            *(
                ask_button(result.challenge, result.names.get(id_), tr)
                for id_ in plan.team.person_ids
            ),
            *(
                _opens(result, other, tr("Other team {n}", n=tr.number(number)))
                for number, other in enumerate(plan.alternatives, 1)
            ),
            *(_opens_swap(result, swap) for swap in swaps),
            None if result.is_best else best,
            back,
        ),
    )


def _shared(result: TeamShown, tr: Translator) -> str:
    language = result.plan.team.language
    if language is None:
        return ""
    return tr("They all work in: {language}.", language=result.words.get(language, language))


def _member(one: TeamMember, number: int, result: TeamShown, tr: Translator) -> str:
    person = result.names.get(one.person_id)
    name = safe(person.name if person else name_of(None, tr))
    covers = few(_words(one.covers, result), tr) if one.covers else tr("nothing named yet")
    asks = [_hint(hint, result, tr) for hint in one.may_cover]
    return lines(
        f"{number}. <b>{name}</b>: {safe(shortened(covers, LINE))}",
        safe(shortened(tr("Ask about: {skills}.", skills=few(asks, tr, 3)), LINE))
        if asks
        else None,
        small(said) if (said := of_person(result.challenge.asked, one.person_id, tr)) else None,
    )


def _hint(hint: Hint, result: TeamShown, tr: Translator) -> str:
    need = result.words.get(hint.need, hint.need)
    near = _words(hint.near, result)
    return f"{need} ({few(near, tr, 2)})" if near else need


def _gaps(gaps: Iterable[str], result: TeamShown, tr: Translator) -> str:
    missing = _words(gaps, result)
    if missing:
        return tr("Nobody covers: {skills}.", skills=few(missing, tr))
    if not result.plan.needs:
        return tr("The challenge names no skills, so none can be missing.")
    return tr("Somebody covers each skill that is asked for, or likely does.")


def _lacking(team: Team, tr: Translator) -> str:
    if not team.lacking:
        return ""
    return tr.plural(
        "{n} person is missing for a team.", "{n} people are missing for a team.", team.lacking
    )


def _others(result: TeamShown, tr: Translator) -> str | None:
    said = []
    for number, other in enumerate(result.plan.alternatives, 1):
        names = [name_of(result.names.get(id_), tr) for id_ in other.person_ids]
        who = shortened(tr.list(names), LINE)
        lacks = (
            tr("nobody covers {skills}", skills=few(_words(other.gaps, result), tr, 3))
            if other.gaps
            else tr("nothing is missing")
        )
        said.append(f"{number}. {who}: {shortened(lacks, LINE)}")
    return lines(bold(tr("Other teams")), safe("\n".join(said))) if said else None


def _swaps(swaps: Iterable[Swap], result: TeamShown, tr: Translator) -> str | None:
    said = [f"{_who(swap, result)}: {_price(swap, result, tr)}" for swap in swaps]
    return lines(bold(tr("What a swap costs")), safe("\n".join(said))) if said else None


def _who(swap: Swap, result: TeamShown) -> str:
    leaves, joins = result.names.get(swap.leaves), result.names.get(swap.joins)
    names = [shortened(one.name, 40) if one else "?" for one in (leaves, joins)]
    return " → ".join(names)


def _price(swap: Swap, result: TeamShown, tr: Translator) -> str:
    """Say what is lost and gained in skills."""
    said = [
        "− " + few(_words(swap.lost, result), tr, 3) if swap.lost else "",
        "+ " + few(_words(swap.gained, result), tr, 3) if swap.gained else "",
    ]
    return shortened(" ".join(part for part in said if part) or tr("costs nothing"), LINE)


def _opens(result: TeamShown, other: Team, label: str) -> Button:
    return button(label, "people", "team", _id(result, other.person_ids))


def _opens_swap(result: TeamShown, swap: Swap) -> Button:
    ids = result.plan.team.person_ids
    after = [swap.joins if id_ == swap.leaves else id_ for id_ in ids]
    return button(_who(swap, result), "people", "team", _id(result, after))


def _id(result: TeamShown, person_ids: Iterable[int]) -> str:
    return f"{result.challenge.challenge.id}.{'-'.join(map(str, person_ids))}"


def _words(ids: Iterable[str], result: TeamShown) -> list[str]:
    return [result.words.get(id_, id_) for id_ in ids]
