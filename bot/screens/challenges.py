"""Challenges as their company sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.challenges import ENDED, WITH_COMPANY, Challenge, ChallengeState
from bot.domain.parsing import telegram_length
from bot.domain.promises import day_at
from bot.domain.replies import Button, Reply
from bot.domain.results import OwnChallenge
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

_REASON_LENGTH: Final = 250
"""Longest reason in a list, so that eight challenges fit one message."""
_MOST_LISTED: Final = 8
_CARD_LENGTH: Final = 3000
"""Characters of all answers and their labels on a card, so that it fits one message."""


@dataclass(frozen=True, slots=True)
class Card:
    """One challenge with everything that its company wrote: label and words of each answer."""

    own: OwnChallenge
    said: tuple[tuple[str, str], ...]


def mine(results: Sequence[OwnChallenge], tr: Translator) -> Reply:
    """List a company's challenges: where each is, and when one hears of it."""
    new = button(tr("Describe a challenge"), "challenge", "new")
    if not results:
        return Reply(
            paragraphs(
                bold(tr("You have not sent a challenge yet.")),
                safe(
                    tr("Describe a problem in your own words; a facilitator helps with the rest.")
                ),
            ),
            stacked(new),
        )
    listed = [
        lines(bold(r.challenge.title), safe(standing(r, tr))) for r in results[:_MOST_LISTED]
    ]
    opens = (
        button(r.challenge.title, "challenge", "open", r.challenge.id)
        for r in results[:_MOST_LISTED]
    )
    return Reply(paragraphs(bold(tr("Your challenges")), *listed), stacked(*opens, new))


def standing(result: OwnChallenge, tr: Translator) -> str:
    """Say where a challenge is and when one hears of it, in one or two sentences."""
    it, hub = result.challenge, _hub(result, tr)
    match it.state:
        case ChallengeState.SUBMITTED | ChallengeState.OPENING:
            if (day := _promised(result)) is not None:
                return tr(
                    "It waits for review. Who has it: {hub}. You hear here by {day} at the "
                    "latest.",
                    hub=hub,
                    day=tr.date(day),
                )
            return tr(
                "It waits for review. Who has it: {hub}. You hear here as soon as it is decided.",
                hub=hub,
            )
        case ChallengeState.CHANGES:
            return tr(
                "It is with you: something should be changed first. {reason}",
                reason=shortened(it.changes_asked or "–", _REASON_LENGTH),
            )
        case ChallengeState.PUBLISHED:
            published = tr("It is published. Who looks after it: {hub}.", hub=hub)
            return f"{published} {_answered(result, tr)}"
        case ChallengeState.DECLINED:
            return tr(
                "It was not published. The reason: {reason}",
                reason=shortened(it.decline_reason or "–", _REASON_LENGTH),
            )
        case ChallengeState.WITHDRAWN:
            return tr("You withdrew it.")
        case _:
            return tr("It is closed.")


def _answered(result: OwnChallenge, tr: Translator) -> str:
    said = tr.plural(
        "{n} creative is interested.", "{n} creatives are interested.", result.interested
    )
    if result.pitches:
        said += " " + tr.plural("{n} pitch came.", "{n} pitches came.", result.pitches)
    return said


def _promised(result: OwnChallenge) -> date | None:
    """Return the day until which the company hears, where its hub is."""
    promised = result.challenge.promised_at
    return day_at(promised, result.hub) if promised else None


def card(shown: Card, tr: Translator) -> Reply:
    """Show one challenge: everything that was written, where it is, and what can be done."""
    own = shown.own
    it = own.challenge
    written = together([(tr(label), value) for label, value in shown.said], _CARD_LENGTH)
    files = tr("Files: {n}", n=tr.number(own.files)) if own.files else None
    html = paragraphs(
        lines(bold(it.title), safe(standing(own, tr))),
        safe(tr("What you can do now: {step}", step=shortened(it.next_step, _REASON_LENGTH)))
        if it.next_step
        else None,
        written,
        safe(files) if files else None,
    )
    return Reply(html, stacked(*_actions(own, tr)))


def _actions(own: OwnChallenge, tr: Translator) -> list[Button]:
    it = own.challenge
    made = []
    if it.state in WITH_COMPANY:
        made.append(button(tr("Change it"), "challenge", "edit", it.id))
    if it.state is ChallengeState.PUBLISHED:
        made.append(button(tr("Change the terms"), "review", "terms", it.id))
    if own.introductions:
        made.append(button(tr("My introductions"), "intro", "mine"))
    if own.files:
        made.append(button(tr("Show the files"), "file", "show", f"c.{it.id}"))
    if it.state not in ENDED:
        made.append(button(tr("Withdraw it"), "challenge", "withdraw", it.id))
    made.append(button(tr("Erase it"), "challenge", "erase", it.id))
    made.append(button(tr("My challenges"), "challenge", "list"))
    return made


def together(said: Sequence[tuple[str, str]], whole: int) -> str:
    """Return labels and texts as lines in HTML that together are not longer than `whole`.

    Short texts are shown whole, and what they leave is for the long ones.
    """
    lengths = [telegram_length(text) for _, text in said]
    left = whole - sum(telegram_length(label) + 3 for label, _ in said)
    shown = [""] * len(said)
    order = sorted(range(len(said)), key=lambda index: lengths[index])
    for done, index in enumerate(order):
        share = max(1, left // (len(order) - done))
        shown[index] = _cut(said[index][1], share)
        left -= min(lengths[index], share)
    return lines(
        *(f"{bold(label)}: {safe(text)}" for (label, _), text in zip(said, shown, strict=True))
    )


def _cut(text: str, length: int) -> str:
    """Return text that is no longer than `length` as Telegram counts."""
    kept = text.encode("utf-16-le", "ignore")[: 2 * length].decode("utf-16-le", "ignore")
    return shortened(text, max(1, len(kept)))


def sent(result: OwnChallenge, tr: Translator) -> Reply:
    """Confirm that a challenge is with the hub, and say until when one hears."""
    day = _promised(result)
    hears = (
        tr(
            "Who has it: {hub}. A facilitator reads it, and you hear here by {day} at the "
            "latest. /challenge shows where it is.",
            hub=_hub(result, tr),
            day=tr.date(day),
        )
        if day
        else tr(
            "Who has it: {hub}. A facilitator reads it, and you hear here as soon as it "
            "is decided. /challenge shows where it is.",
            hub=_hub(result, tr),
        )
    )
    return Reply(
        paragraphs(
            bold(tr("Your challenge is sent: {title}", title=result.challenge.title)),
            safe(hears),
        ),
        stacked(button(tr("Where is my challenge?"), "challenge", "list")),
    )


def withdrawn(result: OwnChallenge, tr: Translator) -> Reply:
    """Confirm that a challenge is withdrawn, and who hears of it."""
    return Reply(
        paragraphs(
            bold(tr("It is withdrawn: {title}", title=result.challenge.title)),
            safe(tr("Everybody who answered hears of it. You can still read it here.")),
        ),
        stacked(
            button(tr("Describe a challenge"), "challenge", "new"),
            button(tr("My challenges"), "challenge", "list"),
        ),
    )


def really_erase(shown: Card, tr: Translator) -> Reply:
    """Ask once before a challenge goes."""
    it = shown.own.challenge
    return Reply(
        paragraphs(
            bold(tr("Erase this challenge? {title}", title=it.title)),
            safe(
                tr(
                    "It goes with everything that belongs to it: files, pitches, introductions. "
                    "Whoever answered hears that it has ended. This cannot be undone."
                )
            ),
        ),
        stacked(
            button(tr("Yes, erase it"), "challenge", "erased", it.id),
            button(tr("Keep it"), "challenge", "open", it.id),
        ),
    )


def erased(tr: Translator) -> Reply:
    """Confirm that a challenge is gone."""
    return Reply(
        safe(tr("Erased. Nothing of this challenge is kept.")),
        stacked(button(tr("My challenges"), "challenge", "list")),
    )


def withdrawn_notice(challenge: Challenge, why: str, tr: Translator) -> Reply:
    """Tell staff that a company does not want a challenge any more."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("The company withdrew a challenge.")),
                safe(challenge.title),
            ),
            small(tr("Their reason: {reason}", reason=why)) if why else None,
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def _hub(result: OwnChallenge, tr: Translator) -> str:
    return result.hub.named(tr.language) if result.hub else tr("the network desk")
