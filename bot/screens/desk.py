"""The desk: what waits for staff, and deciding on it."""

from dataclasses import replace
from typing import Final

from bot.domain.challenges import ChallengeState
from bot.domain.people import Person
from bot.domain.replies import Button, Reply
from bot.domain.results import ChallengeUnderReview, Desk
from bot.i18n import Translator
from bot.screens import gaps, invitations
from bot.screens import profile as profile_screen
from bot.screens.parts import MOST_LISTED, bold, button, few, lines, paragraphs, safe, stacked

MOST_SHOWN: Final = 20
MOST_PEOPLE: Final = 8
"""As many as fit one message with their facts."""


def waiting(result: Desk, tr: Translator) -> Reply:
    """List the challenges that wait, the oldest first, those with interest, and questions."""
    reply = _challenges(result, tr)
    people = button(tr("People for a challenge"), "people", "open")
    reply = replace(reply, rows=reply.rows + stacked(people))
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


def challenge(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Show a challenge to staff with all that the company wrote, and the two decisions.

    Who is interested follows in a message of its own.
    """
    rows = (
        stacked(
            button(tr("Publish"), "desk", "publish", result.challenge.id),
            button(tr("Decline"), "desk", "decline", result.challenge.id),
            _people(result, tr),
            button(tr("Back to the desk"), "desk", "list"),
        )
        if result.challenge.state is ChallengeState.SUBMITTED
        else stacked(_people(result, tr), button(tr("Back to the desk"), "desk", "list"))
    )
    reply = Reply(challenge_html(result, tr), rows)
    return reply.and_then(interested(result, tr)) if result.interested else reply


def _people(result: ChallengeUnderReview, tr: Translator) -> Button | None:
    """Return the button to who could fit, as long as the challenge is worked on."""
    if result.challenge.state not in {ChallengeState.SUBMITTED, ChallengeState.PUBLISHED}:
        return None
    return button(tr("People who could fit"), "people", "list", f"{result.challenge.id}.0")


def interested(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Show the creatives who are interested, with what they consented to show."""
    n = len(result.interested)
    return Reply(
        paragraphs(
            bold(tr.plural("{n} creative is interested.", "{n} creatives are interested.", n)),
            *(
                lines(
                    person_link(it.person), profile_screen.facts(it.profile, tr, most=MOST_LISTED)
                )
                for it in result.interested[:MOST_PEOPLE]
            ),
            safe(tr.plural("{n} more", "{n} more", n - MOST_PEOPLE)) if n > MOST_PEOPLE else None,
        )
    )


def person_link(person: Person) -> str:
    """Return a first name that opens the chat with the person when it is tapped."""
    return f'<a href="tg://user?id={person.telegram_id}">{safe(person.name)}</a>'


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
        safe(invitations.standing(result.asked, tr)),
    )


def published(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Confirm a publication."""
    return Reply(
        lines(
            bold(tr("Published: {title}", title=result.challenge.title_en or "")),
            safe(tr("The company is told. Creatives find it under /matches.")),
        ),
        stacked(_people(result, tr), button(tr("Back to the desk"), "desk", "list")),
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
