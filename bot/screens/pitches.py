"""Pitches: writing one under its terms, where it stands, and taking it back."""

from dataclasses import replace
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.introductions import IntroductionState
from bot.domain.messages import N_
from bot.domain.pitches import NotChosen, PitchState
from bot.domain.replies import Reply
from bot.domain.results import FormStep
from bot.domain.taking_part import OwnPitch
from bot.i18n import Translator
from bot.screens import forms, terms
from bot.screens.parts import (
    bold,
    button,
    lines,
    link,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)
from bot.screens.pitch_notices import LINE, REASONS, hub_name, title_of

TEXT: Final = 1500

_MEETINGS: Final = {
    IntroductionState.OPEN: N_("Everybody is asked whether they want to be introduced."),
    IntroductionState.MADE: N_("You are introduced."),
    IntroductionState.ENDED: N_("The introduction did not come about this time."),
}


def terms_html(challenge: Challenge, tr: Translator) -> str:
    """Return the fair-terms label with its sentences: what one reads before writing a word."""
    return lines(
        bold("⚖️ " + terms.label(challenge.terms, tr)),
        *(small(sentence) for sentence in terms.lines(challenge.terms, tr)),
    )


def step(
    result: FormStep, about: OwnPitch, tr: Translator, shown: Reply, *, changed: bool = False
) -> Reply:
    """Put the terms above the first question and the review of a pitch; the button that sends it
    carries the version that was read."""
    team = tr("You write for your team: {name}", name=about.team.name) if about.team else None
    is_first = result.draft.step == result.form.fields[0].key
    if not (is_first or result.at_review):
        return shown
    head = paragraphs(
        bold(tr("The terms have changed. Here is what holds now.")) if changed else None,
        lines(terms_html(about.challenge, tr), safe(team) if team else None),
    )
    html = paragraphs(head, shown.html)
    if not result.at_review:
        return replace(shown, html=html)
    agreed = small(tr("With the first button you agree to these terms."))
    id_ = f"{result.draft.id}.{about.challenge.terms_version}"
    send = button(tr("Send the pitch"), "pitch", "send", id_)
    return replace(shown, html=paragraphs(html, agreed), rows=((send,), *shown.rows[1:]))


def sent(result: OwnPitch, tr: Translator) -> Reply:
    """Confirm that a pitch is on its way, and say when there is an answer."""
    hub = hub_name(result.hub, tr)
    if not result.is_new:
        first = tr("Your pitch is changed. They read the new words: {hub}.", hub=hub)
    elif result.staff_told:
        first = tr("Your pitch is sent. Who reads it: {hub}.", hub=hub)
    else:
        first = tr(
            "Your pitch is sent. It waits here: {hub}. Nobody is on duty there yet.", hub=hub
        )
    return Reply(
        paragraphs(
            lines(bold(title_of(result.challenge, tr)), safe(first), safe(_answer_by(result, tr))),
            safe(
                tr(
                    "Until the deadline you can change it or take it back. What you sent stays "
                    "yours unless you are chosen and agree."
                )
            ),
        ),
        stacked(
            button(tr("See my pitch"), "pitch", "mine", result.challenge.id),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def _answer_by(result: OwnPitch, tr: Translator) -> str:
    if result.answer_on is None:
        return ""
    return tr("You have an answer at the latest on: {day}.", day=tr.date(result.answer_on))


def mine(result: OwnPitch, tr: Translator) -> Reply:
    """Show somebody what they sent, alone or with their team, and how it stands."""
    it, pitch = result.challenge, result.pitch
    if pitch is None:
        return Reply("")
    waits = pitch.state is PitchState.SENT
    return Reply(
        paragraphs(
            lines(
                bold(title_of(it, tr)),
                safe(tr("Team: {name}", name=result.team.name)) if result.team else None,
                safe(standing(result, tr)),
                safe(_answer_by(result, tr)) if waits else None,
            ),
            safe(shortened(pitch.text, TEXT)),
            lines(
                link(pitch.link, shortened(pitch.link, LINE)) if pitch.link else None,
                safe(tr("Files: {n}", n=tr.number(result.files))) if result.files else None,
            ),
            terms_html(it, tr),
        ),
        stacked(
            button(tr("Change it"), "pitch", "edit", it.id) if waits and result.is_open else None,
            button(tr("Take the pitch back"), "pitch", "back", it.id) if waits else None,
            button(tr("My introductions"), "intro", "mine") if result.introduction else None,
            button(tr("See the file"), "file", "show", f"p.{pitch.id}") if result.files else None,
            button(tr("My team"), "team", "open", result.team.id) if result.team else None,
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def standing(result: OwnPitch, tr: Translator) -> str:
    """Say how a pitch stands, in one or two sentences."""
    pitch = result.pitch
    if pitch is None:
        return ""
    if pitch.state is PitchState.CHOSEN:
        said = tr("You are chosen.")
        meets = _MEETINGS.get(result.introduction) if result.introduction else None
        return f"{said} {tr(meets)}" if meets else said
    if pitch.state is PitchState.DECLINED:
        why = tr(REASONS[pitch.reason or NotChosen.UNDECIDED])
        return f"{tr('Not this time.')} {why}" + (f" “{pitch.note}”" if pitch.note else "")
    hub = hub_name(result.hub, tr)
    return tr("Sent on {day}. Who has it: {hub}.", day=tr.date(pitch.sent_at.date()), hub=hub)


def really_withdraw(result: OwnPitch, tr: Translator) -> Reply:
    """Ask once before a pitch is taken back."""
    whose = (
        tr("It is the pitch of your whole team: {name}", name=result.team.name)
        if result.team
        else None
    )
    return Reply(
        lines(
            bold(title_of(result.challenge, tr)),
            safe(tr("Shall I take your pitch back? The hub hears of it.")),
            safe(whose) if whose else None,
        ),
        stacked(
            button(tr("Yes, take it back"), "pitch", "sure", result.challenge.id),
            button(tr("No, keep it"), "pitch", "mine", result.challenge.id),
        ),
    )


def withdrawn(result: OwnPitch, tr: Translator) -> Reply:
    """Confirm that a pitch is taken back; the interest stays."""
    return Reply(
        lines(
            bold(title_of(result.challenge, tr)),
            safe(tr("Your pitch is taken back. The hub hears of it.")),
        ),
        stacked(
            button(tr("Write a pitch"), "pitch", "new", result.challenge.id)
            if result.is_open
            else None,
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def begin(result: FormStep, about: OwnPitch, tr: Translator) -> Reply:
    """Show where the form of a pitch stands, with the terms."""
    return step(result, about, tr, forms.step(result, tr))
