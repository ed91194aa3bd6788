"""Challenges as their company sees them."""

from collections.abc import Sequence
from typing import Final

from bot.domain.challenges import ChallengeState
from bot.domain.replies import Reply
from bot.domain.results import OwnChallenge
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, stacked

_REASON_LENGTH: Final = 250
"""Longest reason in a list, so that eight challenges fit one message."""


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
    listed = [lines(bold(r.challenge.title), safe(standing(r, tr))) for r in results[:8]]
    return Reply(paragraphs(bold(tr("Your challenges")), *listed), stacked(new))


def standing(result: OwnChallenge, tr: Translator) -> str:
    """Say where a challenge is, in one or two sentences."""
    hub = _hub(result, tr)
    match result.challenge.state:
        case ChallengeState.SUBMITTED:
            return tr(
                "It waits for review. Who has it: {hub}. You hear here as soon as it is decided.",
                hub=hub,
            )
        case ChallengeState.PUBLISHED:
            interested = tr.plural(
                "{n} creative is interested.",
                "{n} creatives are interested.",
                result.interested,
            )
            return tr("It is published. Who looks after it: {hub}.", hub=hub) + " " + interested
        case ChallengeState.DECLINED:
            return tr(
                "It was not published. The reason: {reason}",
                reason=shortened(result.challenge.decline_reason or "–", _REASON_LENGTH),
            )
        case _:
            return tr("It is closed.")


def sent(result: OwnChallenge, tr: Translator) -> Reply:
    """Confirm that a challenge is with the hub."""
    return Reply(
        paragraphs(
            bold(tr("Your challenge is sent: {title}", title=result.challenge.title)),
            safe(
                tr(
                    "Who has it: {hub}. A facilitator reads it, and you hear here as soon as it "
                    "is decided. /challenge shows where it is.",
                    hub=_hub(result, tr),
                )
            ),
        ),
        stacked(button(tr("Where is my challenge?"), "challenge", "list")),
    )


def _hub(result: OwnChallenge, tr: Translator) -> str:
    return result.hub.named(tr.language) if result.hub else tr("the network desk")
