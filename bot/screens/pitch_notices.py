"""What people hear about pitches without asking: staff of a new one, applicants of the answer."""

from collections.abc import Mapping
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.hubs import Hub
from bot.domain.messages import N_
from bot.domain.people import Person
from bot.domain.pitches import CreativeTeam, NotChosen, Pitch
from bot.domain.replies import Button, Reply
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

BEGINNING: Final = 300
"""Characters of a pitch in a notice; all of it is a tap away."""
LINE: Final = 150

REASONS: Final[Mapping[NotChosen, str]] = {
    NotChosen.OTHER_SKILLS: N_("The company looks for other skills this time."),
    NotChosen.OTHER_IDEA: N_("The company looks in another direction."),
    NotChosen.LANGUAGE: N_("It needs another language."),
    NotChosen.TIMING: N_("The times do not go together."),
    NotChosen.FULL: N_("Enough others were chosen."),
    NotChosen.ENDED: N_("The challenge has ended, and nobody else is chosen."),
    NotChosen.UNDECIDED: N_("Nobody decided in time. That is not your fault."),
}
"""What somebody reads who is not chosen."""
CHOICES: Final[Mapping[NotChosen, str]] = {
    NotChosen.OTHER_SKILLS: N_("Other skills are needed"),
    NotChosen.OTHER_IDEA: N_("Another direction"),
    NotChosen.LANGUAGE: N_("Another language is needed"),
    NotChosen.TIMING: N_("The times do not fit"),
    NotChosen.FULL: N_("Enough were chosen"),
}
"""The same, on the buttons of staff."""
_NEXT: Final[Mapping[NotChosen, str]] = {
    NotChosen.OTHER_SKILLS: N_(
        "Next step: add to your profile what else you can do, then more fits you."
    ),
    NotChosen.OTHER_IDEA: N_("Next step: your idea is yours. See what else is open."),
    NotChosen.LANGUAGE: N_("Next step: look at your languages in the profile; they decide a lot."),
    NotChosen.TIMING: N_("Next step: see what else is open, with other dates."),
    NotChosen.FULL: N_("Next step: see what else is open."),
    NotChosen.ENDED: N_("Next step: see what else is open."),
    NotChosen.UNDECIDED: N_("Next step: write to the hub, or see what else is open."),
}
_PROFILE: Final = frozenset({NotChosen.OTHER_SKILLS, NotChosen.LANGUAGE})


def title_of(challenge: Challenge, tr: Translator) -> str:
    """Return what a challenge is called, for its reader."""
    return shortened(challenge.words_for(tr.language)[1], LINE)


def hub_name(hub: Hub | None, tr: Translator) -> str:
    """Return the name of a hub; of none, the network desk."""
    return hub.named(tr.language) if hub else tr("the network desk")


def pitch_sent(
    challenge: Challenge,
    hub: Hub | None,
    pitch: Pitch,
    person: Person,
    team: CreativeTeam | None,
    tr: Translator,
) -> Reply:
    """Tell staff of a hub that a pitch came."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("A pitch came in: {title}", title=title_of(challenge, tr))),
                safe(_who(person, team, tr)),
            ),
            safe(shortened(pitch.text, BEGINNING)),
            small(tr("You get this because you are staff: {hub}", hub=hub_name(hub, tr))),
        ),
        stacked(
            button(tr("Read it"), "pitch", "open", pitch.id),
            button(tr("All pitches"), "pitch", "list", f"{challenge.id}.0"),
        ),
    )


def pitch_withdrawn(
    challenge: Challenge,
    hub: Hub | None,
    person: Person,
    team: CreativeTeam | None,
    tr: Translator,
) -> Reply:
    """Tell staff of a hub that a pitch was taken back."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("A pitch was taken back: {title}", title=title_of(challenge, tr))),
                safe(_who(person, team, tr)),
                safe(tr("There is nothing to do.")),
            ),
            small(tr("You get this because you are staff: {hub}", hub=hub_name(hub, tr))),
        ),
        stacked(button(tr("All pitches"), "pitch", "list", f"{challenge.id}.0")),
    )


def _who(person: Person, team: CreativeTeam | None, tr: Translator) -> str:
    if team is None:
        return tr("First name: {name}", name=shortened(person.name, LINE))
    return tr("Team: {name}", name=team.name)


def undecided(challenge: Challenge, hub: Hub | None, count: int, tr: Translator) -> Reply:
    """Tell staff of a hub that the deadline has passed and pitches wait for an answer."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("The time for pitches is over: {title}", title=title_of(challenge, tr))),
                safe(
                    tr.plural(
                        "{n} pitch waits for your decision.",
                        "{n} pitches wait for your decision.",
                        count,
                    )
                ),
                safe(
                    tr(
                        "What is undecided 14 days after the last day is closed, and they read "
                        "that nobody decided."
                    )
                ),
            ),
            small(tr("You get this because you are staff: {hub}", hub=hub_name(hub, tr))),
        ),
        stacked(button(tr("All pitches"), "pitch", "list", f"{challenge.id}.0")),
    )


def not_chosen(
    challenge: Challenge, hub: Hub | None, reason: NotChosen, note: str, tr: Translator
) -> Reply:
    """Tell a creative that they are not chosen: the reason, and one next step."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("Not this time: {title}", title=title_of(challenge, tr))),
                safe(tr(REASONS[reason])),
                safe(f"“{note}”") if note else None,
            ),
            safe(tr("What you sent stays yours.")),
            safe(tr(_NEXT[reason])),
            small(
                tr(
                    "You get this because you sent a pitch. Decided at: {hub}",
                    hub=hub_name(hub, tr),
                )
            ),
        ),
        _next_buttons(challenge, reason, tr),
    )


def ended(
    challenge: Challenge,
    hub: Hub | None,
    reason: NotChosen,
    note: str,
    tr: Translator,
    *,
    sent: bool,
    titled: bool = True,
) -> Reply:
    """Tell somebody who took part that a challenge has ended, and what that means for them."""
    head = (
        tr("This challenge has ended: {title}", title=title_of(challenge, tr))
        if titled
        else tr("A challenge in which you took part has ended.")
    )
    if sent:
        means = safe(tr(REASONS[reason])) + "\n" + safe(tr("What you sent stays yours."))
    else:
        means = safe(tr("You had not sent a pitch, so nothing of yours was decided."))
    return Reply(
        paragraphs(
            lines(
                bold(head),
                safe(f"“{note}”") if note else None,
                means,
            ),
            safe(tr(_NEXT[reason if sent else NotChosen.ENDED])),
            small(tr("You get this because you took part. Hub: {hub}", hub=hub_name(hub, tr))),
        ),
        _next_buttons(challenge, reason if sent else NotChosen.ENDED, tr),
    )


def _next_buttons(
    challenge: Challenge, reason: NotChosen, tr: Translator
) -> tuple[tuple[Button, ...], ...]:
    return stacked(
        button(tr("Change my profile"), "profile", "show") if reason in _PROFILE else None,
        button(tr("What fits me"), "match", "list"),
        button(tr("What I said yes to"), "match", "mine"),
    )


def reminder(challenge: Challenge, left: int, draft_id: int | None, tr: Translator) -> Reply:
    """Remind somebody who said yes that the deadline comes near, with one tap out of it."""
    if left == 0:
        when = tr("Today is the last day.")
    else:
        when = tr.plural("{n} day is left.", "{n} days are left.", left)
    begun = (
        tr("You began a pitch. It is kept, and not sent yet.")
        if draft_id is not None
        else tr("You said that you are interested, and no pitch has come from you yet.")
    )
    return Reply(
        paragraphs(
            lines(
                bold(tr("Until the deadline: {title}", title=title_of(challenge, tr))),
                safe(f"{when} {begun}"),
            ),
            small(tr("You get this because you said yes to this challenge.")),
        ),
        stacked(
            button(tr("Go on with my pitch"), "form", "go", draft_id)
            if draft_id is not None
            else button(tr("Write a pitch"), "pitch", "new", challenge.id),
            button(tr("I am not interested any more"), "match", "back", challenge.id),
            button(tr("No more of these messages"), "alerts", "matches", "off"),
        ),
    )


def closed_for_company(challenge: Challenge, hub: Hub | None, why: str, tr: Translator) -> Reply:
    """Tell a company that its hub has ended its challenge."""
    return Reply(
        paragraphs(
            lines(
                bold(
                    tr("Your challenge is closed: {title}", title=shortened(challenge.title, LINE))
                ),
                safe(f"“{why}”") if why else None,
                safe(tr("Everybody who took part has an answer.")),
            ),
            small(
                tr(
                    "You get this because you sent this challenge. Hub: {hub}",
                    hub=hub_name(hub, tr),
                )
            ),
        ),
        stacked(button(tr("My challenges"), "challenge", "list")),
    )


def over_for_company(
    challenge: Challenge, hub: Hub | None, count: int, meeting: bool, tr: Translator
) -> Reply:
    """Tell a company that the time of its challenge is over, and what came of it."""
    came = (
        tr.plural("{n} pitch came.", "{n} pitches came.", count)
        if count
        else tr("No pitch came this time.")
    )
    return Reply(
        paragraphs(
            lines(
                bold(
                    tr("Your challenge is closed: {title}", title=shortened(challenge.title, LINE))
                ),
                safe(tr("Its time is over.") + " " + came),
                safe(tr("Everybody who took part has an answer.")) if count else None,
                safe(tr("An introduction that is open stays open.")) if meeting else None,
                None
                if count
                else safe(tr("The hub helps to say it differently: describe it anew.")),
            ),
            small(
                tr(
                    "You get this because you sent this challenge. Hub: {hub}",
                    hub=hub_name(hub, tr),
                )
            ),
        ),
        stacked(
            button(tr("My challenges"), "challenge", "list"),
            None if count else button(tr("Describe a challenge"), "challenge", "new"),
        ),
    )
