"""Messages that people did not ask for: each says why it comes, and has a way out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.broadcasts import Broadcast
from bot.domain.challenge_form import CHALLENGE
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
from bot.screens.parts import bold, button, lines, paragraphs, safe, small, stacked

NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where a preview needs a moment that nobody sees."""


def challenge_to_review(
    result: ChallengeUnderReview, tr: Translator, changed: Sequence[str] | None = None
) -> Reply:
    """Tell staff of a hub that a challenge came in, or came back with other answers."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    title = result.challenge.title
    labels = [tr(CHALLENGE.field(key).label) for key in changed or ()]
    return Reply(
        paragraphs(
            bold(
                tr("A new challenge waits for review: {title}", title=title)
                if changed is None
                else tr("A challenge was sent again: {title}", title=title)
            ),
            safe(tr("The company changed: {answers}", answers=tr.list(labels)))
            if labels
            else None,
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
    elif result.challenge.state is ChallengeState.CHANGES:
        return _changes_asked(result, tr)
    else:
        first = tr("Your challenge was not published: {title}", title=result.challenge.title)
        second = tr("The reason: {reason}", reason=result.challenge.decline_reason or "–")
    step = result.challenge.next_step
    return Reply(
        paragraphs(
            bold(first),
            safe(second),
            safe(tr("What you can do instead: {step}", step=step)) if step else None,
            small(tr("You get this because you sent this challenge.")),
        ),
        stacked(
            button(tr("My challenges"), "challenge", "list"),
            None
            if result.challenge.state is ChallengeState.PUBLISHED
            else button(tr("Describe a challenge"), "challenge", "new"),
        ),
    )


def _changes_asked(result: OwnChallenge, tr: Translator) -> Reply:
    """Ask a company for changes, with the way to make them."""
    it = result.challenge
    return Reply(
        paragraphs(
            bold(tr("Something is missing in your challenge: {title}", title=it.title)),
            safe(tr("The facilitator writes: {text}", text=it.changes_asked or "–")),
            safe(tr("Everything you wrote is kept. Change what you like and send it again.")),
            small(tr("You get this because you sent this challenge.")),
        ),
        stacked(
            button(tr("Change it"), "challenge", "edit", it.id),
            button(tr("My challenges"), "challenge", "list"),
        ),
    )


def challenge_opened(
    result: ChallengeUnderReview, publisher: Person | None, tr: Translator
) -> Reply:
    """Tell staff of a hub that a challenge is open, and lead to who could fit."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    it = result.challenge
    by = tr("Published by: {name}", name=publisher.name) if publisher else ""
    return Reply(
        paragraphs(
            lines(
                bold(tr("A challenge is open: {title}", title=it.title_en or it.title)),
                safe(by) if by else None,
            ),
            safe(tr("Whom it fits is told. You can ask people by tap.")),
            small(tr("You get this because you are staff: {hub}", hub=hub)),
        ),
        stacked(
            button(tr("People who could fit"), "people", "list", f"{it.id}.0"),
            button(tr("See the challenge"), "desk", "open", it.id),
        ),
    )


def promise_due(
    result: ChallengeUnderReview, zone: str, tr: Translator, *, is_late: bool
) -> Reply:
    """Remind staff of a challenge that waits: the day is near, or has passed."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    it = result.challenge
    day = tr.date((it.promised_at or NO_MOMENT).astimezone(ZoneInfo(zone)).date())
    head = (
        tr("A company waits longer than it was told: {title}", title=it.title)
        if is_late
        else tr("A company waits for your answer: {title}", title=it.title)
    )
    return Reply(
        paragraphs(
            lines(bold(head), safe(tr("It was promised an answer until: {day}", day=day))),
            safe(tr("It was told that it takes longer.")) if is_late else None,
            small(tr("You get this because you are staff: {hub}", hub=hub)),
        ),
        stacked(
            button(tr("Read it"), "desk", "open", it.id),
            button(tr("The whole desk"), "desk", "list"),
        ),
    )


def takes_longer(result: OwnChallenge, zone: str, tr: Translator) -> Reply:
    """Tell a company honestly that nobody decided in time, with a new day."""
    it = result.challenge
    day = tr.date((it.promised_at or NO_MOMENT).astimezone(ZoneInfo(zone)).date())
    return Reply(
        paragraphs(
            bold(tr("Your challenge takes longer than we said: {title}", title=it.title)),
            safe(tr("We are sorry. More people know of it now. You hear until: {day}", day=day)),
            small(tr("You get this because you sent this challenge.")),
        ),
        stacked(button(tr("My challenges"), "challenge", "list")),
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
                safe(tr("First name: {name}", name=person.name)),
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
