"""The shortlist of a challenge, for staff: who could fit and why, who is not on it, in what order.

Each reason is a fact that both sides stated. Nothing here is for companies.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.draws import BAND
from bot.domain.eligibility import Code
from bot.domain.invitations import Asked
from bot.domain.matching import Because, But, MatchReason
from bot.domain.messages import N_
from bot.domain.people import Person
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import ChallengeUnderReview, ProfileShown
from bot.domain.shortlists import Candidate, Drawn, LeftOut, Shortlist
from bot.domain.suggestions import (
    EXPOSURE,
    EXPOSURE_WINDOW,
    MOST_INVITATIONS,
    MOST_INVITED,
    less_for_exposure,
)
from bot.i18n import Translator
from bot.screens import invitations
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    numbered,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

MOST_CHALLENGES: Final = 20
MOST_VALUES: Final = 4
LINE: Final = 150
"""Characters of one line about somebody: five people fit one message."""
BIO: Final = 120
"""Characters of somebody's own words."""

_BECAUSE: Final = {
    Because.SKILL: N_("Names what is asked for: {values}."),
    Because.RELATED_SKILL: N_("Names what is close to it: {values}."),
    Because.SECTOR: N_("Works in its field: {values}."),
    Because.TRANSITION: N_("Chose its subject: {values}."),
    Because.TECHNOLOGY: N_("Is interested in what it is about: {values}."),
    Because.LANGUAGE: N_("Works in: {values}."),
    Because.KIND: N_("Looks for challenges of companies."),
    Because.COUNTRY: N_("Lives there: {values}."),
    Because.REGION: N_("Lives there: {values}."),
    Because.CITY: N_("Lives there: {values}."),
    Because.DISTANCE: N_("Lives near, in kilometres: {values}."),
    Because.REMOTE: N_("Can do it from home."),
}
_BUT: Final = {
    But.SKILLS_MISSING: N_("Does not name: {values}."),
    But.FAR: N_("Lives far away, in kilometres: {values}."),
    But.LANGUAGE_WEAK: N_("Has this language at level B1: {values}."),
    But.OTHER_LEVEL: N_("Knows this already: {values}."),
    But.COUNTRY_UNSURE: N_("Perhaps their country may not take part."),
    But.NOTHING_SHARED: N_("Named nothing that is asked for."),
}
_ASK: Final = {
    Code.ASK_COUNTRY: N_("in which country they live"),
    Code.ASK_REGION: N_("in which region they live"),
    Code.ASK_TYPE: N_("as what they take part"),
    Code.ASK_AGE: N_("how old they are"),
    Code.ASK_CONSENT: N_("whether a parent or guardian agrees"),
    Code.ASK_EXPERIENCE: N_("how many years of experience they have"),
    Code.ASK_TRAVEL: N_("how far they travel"),
    Code.ASK_PLACE: N_("in which town they live"),
}
_LEFT_OUT: Final[Mapping[str, str]] = {
    LeftOut.MINOR: N_("under 18: minors are never listed"),
    LeftOut.COMPANY: N_("it is their own challenge"),
    LeftOut.WEAK: N_("too little in common with what is asked for"),
    Code.NOT_OPEN: N_("it is not open yet"),
    Code.CLOSED: N_("its deadline is over"),
    Code.FULL: N_("no place is left"),
    Code.COUNTRY: N_("live in another country than it is for"),
    Code.REGION: N_("live in another region than it is for"),
    Code.LANGUAGE: N_("none of its languages at B1 or better"),
    Code.TYPE: N_("take part as something else than is asked for"),
    Code.AGE: N_("younger or older than is asked for"),
    Code.CONSENT: N_("under 18, and a guardian does not agree"),
    Code.EXPERIENCE: N_("less experience than is asked for"),
    Code.APPLIED: N_("said already that they are interested"),
    Code.HIDDEN: N_("do not want to see this challenge"),
    Code.KIND: N_("do not look for challenges"),
    Code.TEAM: N_("work alone where a team is asked for, or only in teams"),
    Code.TRAVEL: N_("it is farther than they travel"),
    Code.AWAY: N_("away on these days"),
}
SIGNALS: Final[Mapping[str, str]] = {
    "cover": N_("skills that are asked for"),
    "best": N_("the best of these skills"),
    "shared": N_("everything both name"),
    "near": N_("how near they live"),
    "technology": N_("technologies"),
    "sector": N_("fields"),
    "transition": N_("green and digital change"),
    "language": N_("language"),
}


def challenges(result: tuple[ChallengeUnderReview, ...], tr: Translator) -> Reply:
    """List the challenges for which staff may look for people."""
    back = button(tr("Back to the desk"), "desk", "list")
    if not result:
        return Reply(
            bold(tr("There is no open challenge in your hub for which to find people.")),
            stacked(back),
        )
    shown = result[:MOST_CHALLENGES]
    titles = [one.challenge.title_en or one.challenge.title for one in shown]
    return Reply(
        paragraphs(bold(tr("For which challenge?")), numbered(shortened(t, LINE) for t in titles)),
        stacked(
            *(
                button(title, "people", "list", one.challenge.id)
                for title, one in zip(titles, shown, strict=True)
            ),
            back,
        ),
    )


def page(result: Shortlist, tr: Translator) -> Reply:
    """Show a page of people who could fit, each with reasons and what speaks against it."""
    it = result.challenge.challenge
    return Reply(
        paragraphs(
            lines(
                bold(tr("People who could fit: {title}", title=_title(result.challenge))),
                safe(_count(result, tr)),
                safe(invitations.standing(result.challenge.asked, tr)),
            ),
            _gaps(result, tr) if result.number == 0 else None,
            *(_person(one, result.challenge.asked, tr) for one in result.candidates),
            _lots(result, tr),
            small(
                tr("Only what people and the company stated counts. The company sees none of it.")
            )
            if result.candidates
            else safe(tr("Nobody shares enough with it today. See why others are not listed.")),
        ),
        pager(tr, "people", "list", str(it.id), result.number, result.pages) + _ways(result, tr),
    )


def _gaps(result: Shortlist, tr: Translator) -> str | None:
    """Say in plain words what nobody here brings, and what keeps most others away."""
    missing = result.missing
    said = []
    if missing.languages:
        names = [tr.name_of(code) for code in missing.languages]
        said.append(tr("Nobody here works in: {values}.", values=few(names, tr, MOST_VALUES)))
    named = (*missing.skills, *missing.technologies)
    if named:
        said.append(tr("Nobody here names: {values}.", values=few(named, tr, MOST_VALUES)))
    if far := result.left_out.get(Code.TRAVEL, 0):
        said.append(
            tr.plural(
                "It is too far away for {n} person.", "It is too far away for {n} people.", far
            )
        )
    return lines(*(safe(one) for one in said)) or None


def _lots(result: Shortlist, tr: Translator) -> str | None:
    """Say that lots decide, and commit to the seed before anybody sees the result."""
    if result.draw is None:
        return None
    people, seats = len(result.draw.band), result.draw.drawn_seats
    said = tr.plural(
        "{people} people are as good as each other for {n} place: lots decide.",
        "{people} people are as good as each other for {n} places: lots decide.",
        seats,
        people=people,
    )
    fixed = tr("The seed of the draw is fixed already. Its SHA-256:")
    return lines(safe(said), f"{safe(fixed)} <code>{result.draw.commitment}</code>")


def drawn(result: Drawn, tr: Translator) -> Reply:
    """Show whom the lots gave a place, with the seed, so that anybody can draw again."""
    it, draw = result.challenge.challenge, result.draw
    seated = [
        f"{number}. <b>{safe(result.names[id_].name)}</b> · {_how(id_ in draw.certain, tr)}"
        + _asked(result, id_, tr)
        for number, id_ in enumerate(draw.seated, 1)
        if id_ in result.names
    ]
    return Reply(
        paragraphs(
            bold(tr("Places for: {title}", title=_title(result.challenge))),
            "\n".join(seated),
            lines(
                safe(tr("The seed:")) + f" <code>{safe(result.seed)}</code>",
                safe(tr("Its SHA-256, shown before:")) + f" <code>{draw.commitment}</code>",
            ),
            small(
                tr(
                    "The smallest SHA-256 of “seed:number of the person” wins. Who is in the lots "
                    "is within {band} of each other.",
                    band=tr.number(BAND),
                )
            ),
        ),
        stacked(
            *(
                invitations.ask_button(result.challenge, result.names.get(id_), tr)
                for id_ in draw.seated
            ),
            button(tr("Back to the people"), "people", "list", f"{it.id}.0"),
        ),
    )


def _asked(result: Drawn, person_id: int, tr: Translator) -> str:
    said = invitations.of_person(result.challenge.asked, person_id, tr)
    return f" · {small(said)}" if said else ""


def _how(certain: bool, tr: Translator) -> str:
    return safe(tr("by the order") if certain else tr("by lot"))


def _count(result: Shortlist, tr: Translator) -> str:
    said = tr.plural("{n} person", "{n} people", result.total)
    if result.pages > 1:
        said += " · " + tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
    return said


def _ways(result: Shortlist, tr: Translator) -> Rows:
    it = result.challenge.challenge
    here = f"{it.id}.{result.number}"
    by_lot = result.draw is not None  # then the drawn ones are asked, once they are drawn
    people = () if by_lot else tuple(one.person for one in result.candidates)
    return stacked(
        *(invitations.ask_button(result.challenge, one, tr) for one in people),
        button(tr("How this is ordered"), "people", "order", here) if result.candidates else None,
        button(tr("Who is not listed ({n})", n=tr.number(result.out)), "people", "out", it.id),
        button(tr("Put together a team"), "people", "team", it.id) if result.total > 1 else None,
        button(tr("Draw the places"), "people", "draw", it.id) if result.draw else None,
        button(tr("What was shown, and when"), "people", "ledger", f"{it.id}.0"),
        button(tr("The challenge"), "desk", "open", it.id),
    )


def _person(one: Candidate, asked: Asked | None, tr: Translator) -> str:
    strong = f" · {tr('strong match')}" if one.is_strong else ""
    said = invitations.of_person(asked, one.person.id, tr)
    return lines(
        f"{one.place}. <b>{safe(one.person.name)}</b>{safe(strong)}",
        safe(_about(one.profile, tr)),
        small(f"“{shortened(one.profile.bio, BIO)}”") if one.profile.bio else None,
        safe(shortened(why(one, tr), 2 * LINE - len(said))),
        safe(shortened(_but(one, tr), LINE)),
        safe(shortened(_asks(one, tr), LINE)),
        small(said) if said else None,
    )


def _about(profile: ProfileShown, tr: Translator) -> str:
    """Return where somebody lives, what they do and which languages they work in."""
    facts = (
        profile.place or profile.country or "",
        few(profile.skills, tr, MOST_VALUES) if profile.skills else "",
        few(profile.languages, tr, MOST_VALUES) if profile.languages else "",
    )
    return shortened(" · ".join(fact for fact in facts if fact), LINE)


def why(one: Candidate, tr: Translator) -> str:
    """Say why somebody could fit: only what both sides stated."""
    return reasons(one.reasons, tr)


def reasons(found: Iterable[MatchReason], tr: Translator) -> str:
    """Say why somebody fits, to others than them."""
    values: dict[Because, list[str]] = {}
    for reason in found:
        values.setdefault(reason.because, []).append(reason.value)
    said = (
        tr(_BECAUSE[because], values=few(named, tr, MOST_VALUES))
        for because, named in values.items()
    )
    return " ".join(said)


def _but(one: Candidate, tr: Translator) -> str:
    point = one.counter_point
    if point is None:
        return ""
    return tr(_BUT[point.but], values=few(point.values, tr, MOST_VALUES))


def _asks(one: Candidate, tr: Translator) -> str:
    asks = [tr(_ASK[code]) for code in one.asks if code in _ASK]
    return tr("Ask first: {questions}.", questions=tr.list(asks)) if asks else ""


def order(result: Shortlist, tr: Translator) -> Reply:
    """Explain the order: the public weights, and what each person's sum is made of."""
    days = EXPOSURE_WINDOW.days
    weights = [
        f"{tr.number(weight)} × {tr(SIGNALS.get(name, name))}"
        for name, weight in result.weights.items()
    ]
    return Reply(
        paragraphs(
            lines(
                bold(tr("How this is ordered")),
                safe(
                    tr(
                        "Each fact counts from 0 to 1, times a weight that is public and the same "
                        "for everybody. No name, age, gender or model takes part."
                    )
                ),
            ),
            safe("\n".join(weights)),
            safe(
                tr(
                    "Who was shown to staff often in the last {days} days comes a little later: "
                    "− {share} × ln(1 + how often).",
                    days=tr.number(days),
                    share=tr.number(EXPOSURE),
                )
            ),
            *(_sum(one, result.weights, tr) for one in result.candidates),
            small(
                tr(
                    "Ask at most {most} people about one challenge, and nobody about more than "
                    "{each} at a time.",
                    most=tr.number(MOST_INVITED),
                    each=tr.number(MOST_INVITATIONS),
                )
            ),
        ),
        stacked(_back(result, tr)),
    )


def _sum(one: Candidate, weights: Mapping[str, float], tr: Translator) -> str:
    shares = [
        f"{tr.number(round(weight * one.parts[name], 2))} {tr(SIGNALS.get(name, name))}"
        for name, weight in weights.items()
        if round(weight * one.parts.get(name, 0.0), 2)
    ]
    total = tr.number(round(one.score, 2))
    less = round(less_for_exposure(one.exposure), 2)
    taken = f" − {tr.number(less)} {tr('shown often')}" if less else ""
    return lines(
        f"{one.place}. {bold(shortened(one.person.name, LINE))}: {safe(total)}",
        safe(" + ".join(shares) + taken),
    )


def left_out(result: Shortlist, tr: Translator) -> Reply:
    """Say who is not listed and why: numbers only, all reasons."""
    reasons = [
        tr("{n}: {reason}", n=tr.number(count), reason=tr(_LEFT_OUT.get(name, name)))
        for name, count in result.left_out.items()
    ]
    return Reply(
        paragraphs(
            bold(tr.plural("{n} person is not listed", "{n} people are not listed", result.out)),
            safe("\n".join(reasons)) if reasons else None,
            small(tr("Somebody may be counted more than once. Hidden profiles are not counted.")),
        ),
        stacked(_back(result, tr)),
    )


def _back(result: Shortlist, tr: Translator) -> Button:
    it = result.challenge.challenge
    return button(tr("Back to the people"), "people", "list", f"{it.id}.{result.number}")


def _title(result: ChallengeUnderReview) -> str:
    return shortened(result.challenge.title_en or result.challenge.title, LINE)


def name_of(person: Person | None, tr: Translator) -> str:
    """Return a first name, or that somebody is not there any more."""
    return shortened(person.name, LINE) if person else tr("somebody who is not listed any more")
