"""Pitches as staff of the hub see them: the list, one of them, and the decision on it."""

from typing import Final

from bot.domain.introductions import IntroductionState
from bot.domain.messages import N_
from bot.domain.pitches import NotChosen, PitchState
from bot.domain.replies import Button, Reply, Rows
from bot.domain.taking_part import PITCHES_A_PAGE, Closed, PitchForStaff, PitchList
from bot.i18n import Translator
from bot.screens import profile as profile_screen
from bot.screens import terms
from bot.screens.parts import (
    MOST_LISTED,
    bold,
    button,
    lines,
    link,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)
from bot.screens.pitch_notices import CHOICES, LINE, REASONS, title_of
from bot.screens.pitches import TEXT

BEGINNING: Final = 160
"""Characters of each pitch in a list."""

_STATES: Final = {
    PitchState.SENT: N_("waits for a decision"),
    PitchState.CHOSEN: N_("chosen"),
    PitchState.DECLINED: N_("not chosen"),
    PitchState.WITHDRAWN: N_("taken back"),
}
_MEETINGS_FOR_STAFF: Final = {
    IntroductionState.OPEN: N_("The introduction is open."),
    IntroductionState.MADE: N_("The introduction is made."),
    IntroductionState.ENDED: N_("The introduction did not come about."),
}


def listed(result: PitchList, tr: Translator) -> Reply:
    """List the pitches of a challenge for staff, in the order in which they came."""
    it = result.challenge
    back = button(tr("The challenge"), "desk", "open", it.id)
    title = tr("Pitches: {title}", title=title_of(it, tr))
    if not result.pitches:
        return Reply(
            lines(bold(title), safe(tr("No pitch has come yet. You hear of each one."))),
            stacked(back),
        )
    count = tr.plural("{n} pitch", "{n} pitches", result.total)
    waits = tr.plural("{n} is undecided", "{n} are undecided", result.undecided)
    blocks = [
        lines(
            bold(f"{number}. {_names(one, tr)}") + safe(" · " + tr(_STATES[one.pitch.state])),
            safe(shortened(one.pitch.text, BEGINNING)),
        )
        for number, one in enumerate(result.pitches, result.number * PITCHES_A_PAGE + 1)
    ]
    return Reply(
        paragraphs(
            lines(bold(title), safe(f"{count} · {waits}")),
            *blocks,
            small(tr("In the order in which they came. Nobody is ranked.")),
        ),
        stacked(
            *(button(_names(one, tr), "pitch", "open", one.pitch.id) for one in result.pitches)
        )
        + pager(tr, "pitch", "list", str(it.id), result.number, result.pages)
        + stacked(back),
    )


def _names(result: PitchForStaff, tr: Translator) -> str:
    if result.team is not None:
        n = tr.number(len(result.team.member_ids))
        return tr("{team} (team of {n})", team=shortened(result.team.name, 60), n=n)
    return shortened(result.people[0].person.name, 60) if result.people else "?"


def card(result: PitchForStaff, tr: Translator) -> Reply:
    """Show one pitch to staff: words, who wrote it with their facts, and the decision."""
    it, pitch = result.challenge, result.pitch
    guard = tr("They may be under 18: ask a parent or guardian before anything begins.")
    why = tr(REASONS[pitch.reason]) if pitch.reason else ""
    meets = _MEETINGS_FOR_STAFF.get(result.introduction) if result.introduction else None
    words = Reply(
        paragraphs(
            lines(
                bold(_names(result, tr)),
                safe(tr("For: {title}", title=title_of(it, tr))),
                safe(f"{tr(_STATES[pitch.state]).capitalize()}. {why}".strip()),
                safe(f"“{pitch.note}”") if pitch.note else None,
                safe(tr(meets)) if meets else None,
            ),
            safe(shortened(pitch.text, TEXT)),
            lines(
                link(pitch.link, shortened(pitch.link, LINE)) if pitch.link else None,
                small(tr("Shown in: {language}.", language=tr.name_of(pitch.language)))
                if pitch.language != tr.language
                else None,
            ),
            bold(guard) if result.may_be_minor else None,
            safe(_agreed(result, tr)),
        ),
        _decisions(result, tr),
    )
    most = MOST_LISTED if len(result.people) == 1 else 3
    facts = paragraphs(
        *(
            lines(
                bold(shortened(one.person.name, 60)),
                profile_screen.facts(one.profile, tr, most=most),
            )
            for one in result.people
        )
    )
    return Reply(facts, then=words) if facts else words


def _agreed(result: PitchForStaff, tr: Translator) -> str:
    label = terms.label(result.challenge.terms, tr)
    if result.agreed:
        return tr("They agreed to the terms: {label}", label=label)
    return tr("The terms have changed, and not everybody has agreed to them yet.")


def _decisions(result: PitchForStaff, tr: Translator) -> Rows:
    id_, waits = result.pitch.id, result.pitch.state is PitchState.SENT
    return stacked(
        button(tr("Choose it"), "pitch", "choose", id_) if waits else None,
        button(tr("Not this time"), "pitch", "no", id_) if waits else None,
        button(tr("See the file"), "file", "show", f"p.{id_}") if result.files else None,
        button(tr("All pitches"), "pitch", "list", f"{result.challenge.id}.0"),
    )


def really_choose(result: PitchForStaff, tr: Translator) -> Reply:
    """Ask staff once before somebody is chosen."""
    return Reply(
        paragraphs(
            bold(tr("Shall I choose it: {who}?", who=_names(result, tr))),
            safe(
                tr(
                    "The company and everybody who wrote it are asked whether they want to be "
                    "introduced. Nobody sees how to reach the others before all have said yes."
                )
            ),
        ),
        stacked(
            button(tr("Yes, choose it"), "pitch", "chosen", result.pitch.id),
            _back(result, tr),
        ),
    )


def chosen(result: PitchForStaff, tr: Translator) -> Reply:
    """Confirm that a pitch is chosen."""
    return Reply(
        lines(
            bold(tr("Chosen: {who}", who=_names(result, tr))),
            safe(tr("Everybody is asked for the introduction. You hear what they say.")),
        ),
        stacked(
            button(tr("All pitches"), "pitch", "list", f"{result.challenge.id}.0"),
            button(tr("The challenge"), "desk", "open", result.challenge.id),
        ),
    )


def why_not(result: PitchForStaff, tr: Translator) -> Reply:
    """Ask staff for the reason that those who wrote it read."""
    id_ = result.pitch.id
    return Reply(
        lines(
            bold(tr("Why not this time: {who}?", who=_names(result, tr))),
            safe(tr("They read the reason and one next step.")),
        ),
        stacked(
            *(
                button(tr(words), "pitch", "why", f"{id_}.{reason}")
                for reason, words in CHOICES.items()
            ),
            _back(result, tr),
        ),
    )


def really_decline(result: PitchForStaff, reason: NotChosen, tr: Translator) -> Reply:
    """Show staff what will be said, before it is said."""
    id_ = f"{result.pitch.id}.{reason}"
    return Reply(
        lines(
            bold(tr("This is what they read: {who}", who=_names(result, tr))),
            safe(tr(REASONS[reason])),
        ),
        stacked(
            button(tr("Tell them"), "pitch", "tell", id_),
            button(tr("Add a few words"), "pitch", "words", id_),
            button(tr("Another reason"), "pitch", "no", result.pitch.id),
            _back(result, tr),
        ),
    )


def declined(result: PitchForStaff, tr: Translator) -> Reply:
    """Confirm that somebody is not chosen, and knows why."""
    first = (
        tr("This is done already: {who}", who=_names(result, tr))
        if result.told_before
        else tr("They hear of it: {who}", who=_names(result, tr))
    )
    reason = result.pitch.reason
    return Reply(
        lines(bold(first), safe(tr(REASONS[reason])) if reason else None),
        stacked(button(tr("All pitches"), "pitch", "list", f"{result.challenge.id}.0")),
    )


def closed(result: Closed, tr: Translator) -> Reply:
    """Confirm that staff ended a challenge."""
    answered = (
        tr.plural("{n} person has an answer.", "{n} people have an answer.", result.told)
        if result.told
        else tr("Nobody had to be told.")
    )
    return Reply(
        lines(
            bold(tr("Closed: {title}", title=title_of(result.challenge, tr))),
            safe(answered),
            safe(tr("The company is told.")),
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def _back(result: PitchForStaff, tr: Translator) -> Button:
    return button(tr("Back to the pitch"), "pitch", "open", result.pitch.id)
