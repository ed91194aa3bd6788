"""The profile: its facts, each to be changed with a tap, and what becomes of it."""

from typing import Final

from bot.domain.eligibility import Code
from bot.domain.offers import Openings
from bot.domain.profiling import ASKED_FOR, EDITABLE, ON_DEMAND
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import FactSaved, ProfileShown
from bot.i18n import Translator
from bot.screens.matches import opening
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

MOST_FACTS: Final = 20
_BIO_PER_FACT: Final = 30
"""Letters of somebody's own words for each listed fact: where less is listed, less is told."""
_LABELS: Final = {field.key: field.label for field in (*EDITABLE, *ON_DEMAND)}


def shown(result: ProfileShown, tr: Translator, openings: Openings | None = None) -> Reply:
    """Show a profile, or offer to make one."""
    if result.begun is not None:
        return Reply(
            paragraphs(
                bold(tr("You have no profile yet, but you began one.")),
                safe(tr("Nothing of it is lost. It counts once you have saved it.")),
            ),
            stacked(
                button(tr("Go on"), "form", "go", result.begun),
                button(tr("Throw it away"), "form", "drop", result.begun),
            ),
        )
    if result.profile is None:
        return Reply(
            paragraphs(
                bold(tr("You have no profile yet.")),
                safe(
                    tr("It takes three minutes, and then /matches shows what fits you, and why.")
                ),
                safe(_hub(result, tr)),
            ),
            stacked(
                button(tr("Make my profile"), "profile", "edit"),
                button(tr("Choose my home hub"), "hub", "list"),
            ),
        )
    paused = tr("It is hidden: nobody finds you, and I tell you of nothing new.")
    return Reply(
        paragraphs(
            bold(tr("Your profile")),
            safe(paused) if result.profile.paused else None,
            facts(result, tr) or safe(tr("It is empty so far.")),
            safe(_hub(result, tr)),
            _opening(openings, tr) if openings else None,
            small(tr("Tap what you want to change.")),
        ),
        _rows(result, tr),
    )


def _rows(result: ProfileShown, tr: Translator) -> Rows:
    said = _values(result, tr)
    asked = [field for field in ON_DEMAND if said[field.key]]
    edits = [
        button(
            tr(field.label) if said[field.key] else "+ " + tr(field.label),
            "profile",
            "fact",
            field.key,
        )
        for field in (*EDITABLE, *asked)
    ]
    is_paused = result.profile is not None and result.profile.paused
    return (
        (button(tr("What fits me"), "match", "list"),),
        *(tuple(edits[i : i + 2]) for i in range(0, len(edits), 2)),
        (button(tr("Choose my home hub"), "hub", "list"),),
        (
            button(tr("Show my profile again"), "profile", "resume")
            if is_paused
            else button(tr("Hide my profile for now"), "profile", "pause"),
        ),
        (button(tr("Give me all of it as a file"), "privacy", "export"),),
        (button(tr("Erase my profile"), "profile", "erase"),),
    )


def _hub(result: ProfileShown, tr: Translator) -> str:
    if result.hub is None:
        return tr("Home hub: none yet")
    return tr("Home hub: {hub}", hub=result.hub.named(tr.language))


def _values(result: ProfileShown, tr: Translator, most: int = MOST_FACTS) -> dict[str, str]:
    """Return what was said, by question; empty where nothing was."""
    return {
        "bio": shortened(result.bio, _BIO_PER_FACT * most),
        "applicant_type": result.applicant_type or "",
        "sectors": few(result.sectors, tr, most) if result.sectors else "",
        "skills": few(result.skills, tr, most) if result.skills else "",
        "place": result.place or "",
        "region": result.region or "",
        "travel": result.travel or "",
        "languages": tr.list(result.languages) if result.languages else "",
        "wanted": tr.list(result.wanted) if result.wanted else "",
        "transitions": few(result.transitions, tr, most) if result.transitions else "",
        "technologies": few(result.technologies, tr, most) if result.technologies else "",
        "work_mode": result.work_mode or "",
        "experience": result.experience or "",
        "away": result.away or "",
        "birth_year": result.birth_year or "",
        "guardian": result.guardian or "",
    }


def facts(result: ProfileShown, tr: Translator, most: int = MOST_FACTS) -> str:
    """Return the facts of a profile as lines, for their owner and for staff."""
    said = _values(result, tr, most)
    return lines(
        *(
            safe(tr("{fact}: {value}", fact=tr(_LABELS[key]), value=value))
            for key, value in said.items()
            if value
        )
    )


def _opening(openings: Openings, tr: Translator) -> str | None:
    """Say what would open most: a fact that is missing, or a setting."""
    said = []
    if (change := openings.best_change) is not None:
        said.append(opening(change, openings.changes[change], tr))
    if (code := openings.best_question) is not None:
        said.append(_answered(code, openings.questions[code], tr))
    return safe(" ".join(said)) if said else None


def _answered(code: Code, n: int, tr: Translator) -> str:
    fact = tr(ASKED_FOR[code].label) if code in ASKED_FOR else ""
    return tr.plural(
        "{n} waits for one fact: {fact}.", "{n} wait for one fact: {fact}.", n, fact=fact
    )


def saved(result: ProfileShown, tr: Translator) -> Reply:
    """Confirm, and lead to what fits."""
    hub = (
        tr("Your home hub: {hub}. /profile changes it.", hub=result.hub.named(tr.language))
        if result.hub
        else None
    )
    return Reply(
        lines(bold(tr("Your profile is saved.")), safe(hub) if hub else None),
        stacked(
            button(tr("What fits me"), "match", "list"),
            button(tr("My profile"), "profile", "show"),
        ),
    )


def fact_saved(result: FactSaved, tr: Translator) -> Reply:
    """Show the profile with the fact that was changed."""
    reply = shown(result.shown, tr)
    said = tr("Saved: {fact}", fact=tr(_LABELS[result.key]))
    return Reply(paragraphs(safe(said), reply.html), reply.rows)


def paused(result: ProfileShown, tr: Translator) -> Reply:
    """Confirm that nobody finds the profile, or that it is found again."""
    if result.profile is not None and result.profile.paused:
        return Reply(
            safe(
                tr(
                    "Your profile is hidden. Nothing of it is lost; show it again whenever "
                    "you like."
                )
            ),
            stacked(
                button(tr("Show my profile again"), "profile", "resume"),
                button(tr("My profile"), "profile", "show"),
            ),
        )
    return Reply(
        safe(tr("Your profile is found again.")),
        stacked(
            button(tr("What fits me"), "match", "list"),
            button(tr("My profile"), "profile", "show"),
        ),
    )


def still_right(result: ProfileShown, tr: Translator) -> Reply:
    """Ask after a long time whether the profile still is right."""
    return Reply(
        paragraphs(
            bold(tr("Is your profile still right?")),
            facts(result, tr),
            small(tr("You get this because nothing in it was changed for half a year.")),
        ),
        stacked(
            button(tr("Yes, it is right"), "profile", "right"),
            button(tr("Change something"), "profile", "show"),
            button(tr("Hide my profile for now"), "profile", "pause"),
        ),
    )


def confirmed(tr: Translator) -> Reply:
    """Thank for the answer."""
    return Reply(safe(tr("Thank you. It stays as it is.")), stacked(_to_matches(tr)))


def _to_matches(tr: Translator) -> Button:
    return button(tr("What fits me"), "match", "list")


def really_erase_profile(tr: Translator) -> Reply:
    """Ask once before the profile goes."""
    return Reply(
        safe(tr("Shall I erase your profile? Then I cannot show what fits you.")),
        stacked(
            button(tr("Yes, erase it"), "profile", "erased"),
            button(tr("No, keep it"), "profile", "show"),
        ),
    )


def erased_profile(tr: Translator) -> Reply:
    """Confirm that the profile is gone."""
    return Reply(
        safe(tr("Your profile is erased. You can make a new one at any time.")),
        stacked(button(tr("Make my profile"), "profile", "edit")),
    )
