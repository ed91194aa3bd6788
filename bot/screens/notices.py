"""Messages that people did not ask for: each says why it comes, and has a way out."""

from datetime import UTC, datetime
from typing import Final

from bot.domain.broadcasts import Broadcast
from bot.domain.challenges import ChallengeState
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.domain.results import (
    ChallengeUnderReview,
    OwnChallenge,
    ProfileShown,
)
from bot.i18n import Translator
from bot.screens import profile as profile_screen
from bot.screens.challenges import standing
from bot.screens.desk import person_link
from bot.screens.parts import bold, button, lines, paragraphs, safe, small, stacked

NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where a preview needs a moment that nobody sees."""


def challenge_to_review(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Tell staff of a hub that a challenge came in."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    return Reply(
        paragraphs(
            bold(tr("A new challenge waits for review: {title}", title=result.challenge.title)),
            small(tr("You get this because you are staff: {hub}", hub=hub)),
        ),
        stacked(
            button(tr("Read it"), "desk", "open", result.challenge.id),
            button(tr("The whole desk"), "desk", "list"),
        ),
    )


def challenge_decided(result: OwnChallenge, tr: Translator) -> Reply:
    """Tell a company what became of its challenge."""
    if result.challenge.state is ChallengeState.PUBLISHED:
        first = tr("Your challenge is published: {title}", title=result.challenge.title)
        second = tr("Creatives can see it now. /challenge shows how many are interested.")
    else:
        first = tr("Your challenge was not published: {title}", title=result.challenge.title)
        second = standing(result, tr)
    return Reply(
        paragraphs(
            bold(first),
            safe(second),
            small(tr("You get this because you sent this challenge.")),
        ),
        stacked(
            button(tr("My challenges"), "challenge", "list"),
            None
            if result.challenge.state is ChallengeState.PUBLISHED
            else button(tr("Describe a challenge"), "challenge", "new"),
        ),
    )


def interest_shown(
    challenge: ChallengeUnderReview,
    person: Person,
    profile: ProfileShown,
    tr: Translator,
    *,
    may_be_minor: bool = False,
) -> Reply:
    """Tell staff of a hub that a creative is interested, with what the creative consented to.

    Of the age of somebody who may be a minor, only that is told: a guardian has to be asked.
    """
    guard = tr("They may be under 18: ask a parent or guardian before anything begins.")
    hub = challenge.hub.named(tr.language) if challenge.hub else tr("the network desk")
    title = challenge.challenge.title_en or challenge.challenge.title
    return Reply(
        paragraphs(
            bold(tr("A creative is interested in: {title}", title=title)),
            lines(
                safe(tr("First name (tap to write):")) + " " + person_link(person),
                profile_screen.facts(profile, tr),
            ),
            bold(guard) if may_be_minor else None,
            small(tr("You get this because you are staff: {hub}", hub=hub)),
        ),
        stacked(button(tr("See the challenge"), "desk", "open", challenge.challenge.id)),
    )


def interest_withdrawn(challenge: ChallengeUnderReview, person: Person, tr: Translator) -> Reply:
    """Tell staff of a hub that a creative is not interested any more."""
    hub = challenge.hub.named(tr.language) if challenge.hub else tr("the network desk")
    title = challenge.challenge.title_en or challenge.challenge.title
    return Reply(
        paragraphs(
            lines(
                bold(tr("An interest was taken back: {title}", title=title)),
                safe(tr("First name: {name}. There is nothing to do.", name=person.name)),
            ),
            small(tr("You get this because you were told of the interest: {hub}", hub=hub)),
        ),
        stacked(button(tr("See the challenge"), "desk", "open", challenge.challenge.id)),
    )


def announcement(broadcast: Broadcast, hub: Hub | None, tr: Translator) -> Reply:
    """Return a broadcast as one reader gets it: who speaks, the text, why, and the way out."""
    language, text = broadcast.text_for(tr.language)
    sender = hub.named(tr.language) if hub else tr("The network")
    note = (
        tr("Shown in: {language}.", language=tr.name_of(language))
        if language != tr.language
        else None
    )
    return Reply(
        paragraphs(
            bold(tr("Announcement from: {sender}", sender=sender)),
            safe(text),
            lines(
                small(note) if note else None,
                small(tr("You get this because you use this bot.")),
            ),
        ),
        stacked(button(tr("No announcements, please"), "news", "off")),
    )
