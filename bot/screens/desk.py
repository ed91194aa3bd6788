"""The desk: what waits for staff."""

from dataclasses import replace
from typing import Final

from bot.domain.challenges import WORKED_ON
from bot.domain.replies import Button, Reply
from bot.domain.results import ChallengeUnderReview, Desk
from bot.i18n import Translator
from bot.screens import gaps
from bot.screens import profile as profile_screen
from bot.screens.parts import MOST_LISTED, bold, button, lines, paragraphs, safe, stacked

MOST_SHOWN: Final = 20
MOST_PEOPLE: Final = 8
"""As many as fit one message with their facts."""


def waiting(result: Desk, tr: Translator) -> Reply:
    """List the challenges that wait, the oldest first, those with interest, and questions."""
    reply = _challenges(result, tr)
    people = button(tr("People for a challenge"), "people", "open")
    met = button(tr("What became of introductions"), "intro", "ledger")
    reply = replace(reply, rows=reply.rows + stacked(people, met))
    if result.gaps:
        reply = reply.and_then(gaps.waiting(result.gaps, tr))
    return reply.and_then(_content(result, tr)) if result.has_content else reply


def _content(result: Desk, tr: Translator) -> Reply:
    """Lead to what is to be done for the entries."""
    wrong = tr("Corrections ({n})", n=result.corrections)
    again = tr("To confirm ({n})", n=result.to_confirm)
    return Reply(
        bold(tr("For the entries of your hub:")),
        stacked(
            button(wrong, "fix", "list") if result.corrections else None,
            button(again, "check", "list") if result.to_confirm else None,
        ),
    )


def _challenges(result: Desk, tr: Translator) -> Reply:
    interesting = stacked(
        *(
            button(it.challenge.title_en or it.challenge.title, "desk", "open", it.challenge.id)
            for it in result.interesting[:MOST_SHOWN]
        )
    )
    heard = bold(tr("Creatives are interested in these:")) if interesting else None
    if not result.waiting:
        none = (
            bold(tr("No challenge waits for review."))
            if result.gaps or result.has_content
            else lines(
                bold(tr("Nothing waits for you.")),
                safe(tr("When a company sends a challenge, you hear of it here.")),
            )
        )
        return Reply(paragraphs(none, heard), interesting)
    count = tr.plural(
        "{n} challenge waits for review", "{n} challenges wait for review", len(result.waiting)
    )
    to_review = stacked(
        *(
            button(it.challenge.title, "desk", "open", it.challenge.id)
            for it in result.waiting[:MOST_SHOWN]
        )
    )
    if not interesting:
        return Reply(bold(count), to_review)
    return Reply(bold(count), to_review, then=Reply(heard or "", interesting))


def people_button(result: ChallengeUnderReview, tr: Translator) -> Button | None:
    """Return the button to who could fit, as long as the challenge is worked on."""
    if result.challenge.state not in WORKED_ON:
        return None
    return button(tr("People who could fit"), "people", "list", f"{result.challenge.id}.0")


def interested(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Show the creatives who are interested, with what they consented to show."""
    n = len(result.interested)
    return Reply(
        paragraphs(
            bold(tr.plural("{n} creative is interested.", "{n} creatives are interested.", n)),
            *(
                lines(bold(it.person.name), profile_screen.facts(it.profile, tr, most=MOST_LISTED))
                for it in result.interested[:MOST_PEOPLE]
            ),
            safe(tr.plural("{n} more", "{n} more", n - MOST_PEOPLE)) if n > MOST_PEOPLE else None,
        )
    )
