"""The desk: what waits for staff, and deciding on it."""

from collections.abc import Sequence

from bot.domain.challenges import ChallengeState
from bot.domain.replies import Reply
from bot.domain.results import ChallengeUnderReview
from bot.i18n import Translator
from bot.screens.parts import bold, button, few, lines, paragraphs, safe, stacked


def waiting(results: Sequence[ChallengeUnderReview], tr: Translator) -> Reply:
    """List the challenges that wait, the oldest first."""
    if not results:
        return Reply(
            lines(
                bold(tr("Nothing waits for you.")),
                safe(tr("When a company sends a challenge, you hear of it here.")),
            )
        )
    count = tr.plural(
        "{n} challenge waits for review", "{n} challenges wait for review", len(results)
    )
    return Reply(
        bold(count),
        stacked(
            *(button(r.challenge.title, "desk", "open", r.challenge.id) for r in results[:20])
        ),
    )


def challenge(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Show a challenge to staff with all that the company wrote, and the two decisions."""
    rows = (
        stacked(
            button(tr("Publish"), "desk", "publish", result.challenge.id),
            button(tr("Decline"), "desk", "decline", result.challenge.id),
            button(tr("Back to the desk"), "desk", "list"),
        )
        if result.challenge.state is ChallengeState.SUBMITTED
        else stacked(button(tr("Back to the desk"), "desk", "list"))
    )
    return Reply(challenge_html(result, tr), rows)


def challenge_html(result: ChallengeUnderReview, tr: Translator) -> str:
    """Return all of a challenge that staff of its hub see."""
    it = result.challenge
    return paragraphs(
        lines(bold(it.title), safe(it.problem)),
        lines(
            safe(tr("Company: {company}", company=it.company)),
            safe(tr("Contact person: {contact}", contact=it.contact)),
            safe(tr("Skills: {skills}", skills=few(result.skills, tr))) if result.skills else None,
            safe(tr("Where: {place}", place=it.place)) if it.place else None,
            safe(tr("Answers until {day}.", day=tr.date(it.deadline_on)))
            if it.deadline_on
            else None,
            safe(tr("The company reads: {language}", language=tr.name_of(it.language))),
            safe(tr("Hub: {hub}", hub=result.hub.named(tr.language))) if result.hub else None,
        ),
        lines(
            bold(tr("English text for all readers")),
            safe(it.title_en),
            safe(it.summary_en or ""),
        )
        if it.title_en
        else None,
    )


def published(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Confirm a publication."""
    return Reply(
        lines(
            bold(tr("Published: {title}", title=result.challenge.title_en or "")),
            safe(tr("The company is told. Creatives find it under /matches.")),
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def declined(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Confirm a decision against."""
    return Reply(
        lines(
            bold(tr("Declined: {title}", title=result.challenge.title)),
            safe(tr("The company is told, with your reason.")),
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )
