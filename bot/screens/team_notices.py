"""What people hear of teams without asking: members of each other, and those who are asked."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.hubs import Hub
from bot.domain.messages import N_
from bot.domain.people import Person
from bot.domain.pitches import CreativeTeam, TeamAsk
from bot.domain.replies import Reply
from bot.domain.results import ProfileShown
from bot.domain.suggestions import INVITATION_LASTS
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)
from bot.screens.pitch_notices import LINE, hub_name, title_of
from bot.screens.pitches import terms_html

PROBLEM: Final = 500
NAME: Final = 40

_CHANGED: Final[Mapping[str, str]] = {
    "joined": N_("{name} has joined your team: {team}"),
    "left": N_("{name} has left your team: {team}"),
    "removed": N_("{name} is not in your team any more: {team}"),
}


def member_changed(
    challenge: Challenge, team: CreativeTeam, person: Person, how: str, tr: Translator
) -> Reply:
    """Tell the members of a team that somebody came or went."""
    said = tr(_CHANGED[how], name=shortened(person.name, NAME), team=team.name)
    return Reply(
        paragraphs(
            lines(bold(said), safe(tr("For: {title}", title=title_of(challenge, tr)))),
            small(tr("You get this because you are in this team.")),
        ),
        stacked(button(tr("My team"), "team", "open", team.id)),
    )


def taken_out(challenge: Challenge, team: CreativeTeam, tr: Translator) -> Reply:
    """Tell somebody that they are not in a team any more, and what they can do."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("You are not in this team any more: {team}", team=team.name)),
                safe(tr("For: {title}", title=title_of(challenge, tr))),
                safe(tr("Your interest stays. You can send a pitch of your own.")),
            ),
            small(tr("You get this because you were in this team.")),
        ),
        stacked(
            button(tr("Write a pitch"), "pitch", "new", challenge.id),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def asked_to_join(
    challenge: Challenge,
    hub: Hub | None,
    ask: TeamAsk,
    names: Sequence[str],
    team: str,
    skill: str,
    tr: Translator,
) -> Reply:
    """Ask a creative to join a team: who is in it, for what, on which terms, and the way out."""
    _, title, words = challenge.words_for(tr.language)
    who = few([shortened(name, NAME) for name in names], tr)
    return Reply(
        paragraphs(
            lines(
                bold(tr("A team would like you to join it: {team}", team=team)),
                safe(tr("In it: {names}", names=who)),
                safe(tr("They look for: {skill}", skill=skill)),
            ),
            lines(bold(shortened(title, LINE)), safe(shortened(words, PROBLEM))),
            lines(
                safe(tr("Hub: {hub}", hub=hub_name(hub, tr))),
                safe(tr("Answers until {day}.", day=tr.date(challenge.deadline_on)))
                if challenge.deadline_on
                else None,
            ),
            terms_html(challenge, tr),
            small(
                tr(
                    "They do not know your name. If you join, they see your first name. A no is "
                    "quiet, and after {days} days without an answer it is open no more.",
                    days=tr.number(INVITATION_LASTS.days),
                )
            ),
            small(
                tr(
                    "You get this because your profile can be found. You may say no: it has no "
                    "disadvantage. /profile hides you."
                )
            ),
        ),
        stacked(
            button(tr("Join the team"), "team", "yes", f"{ask.id}.{challenge.terms_version}"),
            button(tr("No, thank you"), "team", "no", ask.id),
            button(tr("Am I eligible?"), "fit", "ask", challenge.id),
            button(tr("See the challenge"), "match", "open", challenge.id),
            button(tr("No more of these messages"), "alerts", "matches", "off"),
        ),
    )


def somebody_for_you(
    challenge: Challenge,
    team: CreativeTeam,
    person_id: int,
    number: int,
    brings: Sequence[str],
    shown: ProfileShown,
    tr: Translator,
) -> Reply:
    """Tell who looks after a team that somebody, who is not named, would like to join."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("Somebody would like to join your team: {team}", team=team.name)),
                safe(tr("For: {title}", title=title_of(challenge, tr))),
            ),
            lines(
                safe(tr("Brings: {skills}", skills=few(brings, tr))) if brings else None,
                safe(tr("Place: {place}", place=shown.place)) if shown.place else None,
                safe(tr("Languages: {languages}", languages=tr.list(shown.languages)))
                if shown.languages
                else None,
            ),
            small(tr("You get this because you look after this team. No answer is a quiet no.")),
        ),
        stacked(
            button(tr("Ask them to join"), "team", "sure", f"{team.id}.{person_id}.{number}"),
            button(tr("My team"), "team", "open", team.id),
        ),
    )
