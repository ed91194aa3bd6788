"""A team looks for somebody: which skill, three people without names, and asking one of them."""

from typing import Final

from bot.domain.replies import Reply
from bot.domain.suggestions import MOST_INVITED
from bot.domain.taking_part import Needs, SeekingTeams, TeamAsked, Teammate, Teammates
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
from bot.screens.pitch_notices import LINE, title_of
from bot.screens.shortlist import reasons

MOST_SKILLS: Final = 12


def needs(result: Needs, tr: Translator) -> Reply:
    """Ask for which skill the team looks; those that nobody has come first."""
    id_ = result.card.team.id
    back = button(tr("My team"), "team", "open", id_)
    if not result.skills:
        return Reply(
            lines(
                bold(tr("The challenge names no skills.")),
                safe(tr("So I cannot look for any. You can invite people by your link.")),
            ),
            stacked(back),
        )
    return Reply(
        lines(
            bold(tr("Whom do you look for: {team}?", team=result.card.team.name)),
            safe(tr("First what the challenge wants and nobody of you has named.")),
        ),
        stacked(
            *(
                button(f"✓ {name}" if is_there else name, "team", "find", f"{id_}.{number}")
                for number, name, is_there in result.skills[:MOST_SKILLS]
            ),
            back,
        ),
    )


def people(result: Teammates, tr: Translator) -> Reply:
    """Propose up to three people, without names."""
    id_ = result.card.team.id
    back = (
        button(tr("Another skill"), "team", "need", id_),
        button(tr("My team"), "team", "open", id_),
    )
    head = bold(tr("Who could join you for: {skill}", skill=result.skill))
    if result.full:
        said = tr(
            "You have asked {most} people, and a team asks no more: whoever is asked should have "
            "a real chance.",
            most=tr.number(MOST_INVITED),
        )
        return Reply(lines(head, safe(said)), stacked(*back))
    if not result.people:
        said = tr(
            "Nobody who can be asked has told me of it. Invite people by your link, or try "
            "another skill."
        )
        return Reply(lines(head, safe(said)), stacked(*back))
    blocks = [_person(one, number, tr) for number, one in enumerate(result.people, 1)]
    return Reply(
        paragraphs(
            head,
            *blocks,
            small(
                tr(
                    "You see no names, and they do not see yours before you ask. They may say no "
                    "quietly."
                )
            ),
        ),
        stacked(
            *(
                button(
                    tr("Ask person {n}", n=tr.number(number)),
                    "team",
                    "sure",
                    f"{id_}.{one.person_id}.{result.number}",
                )
                for number, one in enumerate(result.people, 1)
            ),
            *back,
        ),
    )


def _person(one: Teammate, number: int, tr: Translator) -> str:
    facts = [one.place, tr.list(one.languages) if one.languages else ""]
    covers = tr("Brings: {skills}", skills=few(one.covers, tr)) if one.covers else ""
    ask = tr("Ask about: {skills}.", skills=few(one.ask_about, tr, 3)) if one.ask_about else ""
    missing = (
        tr("Still missing then: {skills}", skills=few(one.gaps, tr))
        if one.gaps
        else tr("Then nothing is missing.")
    )
    why = reasons(one.reasons, tr)
    return lines(
        bold(tr("Person {n}", n=tr.number(number)))
        + safe("".join(f" · {fact}" for fact in facts if fact)),
        safe(shortened(covers, LINE)) if covers else None,
        safe(shortened(ask, LINE)) if ask else None,
        safe(shortened(why, 2 * LINE)) if why else None,
        safe(shortened(missing, LINE)),
        safe(_price(one, tr)) if number > 1 else None,
    )


def _price(one: Teammate, tr: Translator) -> str:
    """Say what it costs to take them instead of the first one."""
    if not (one.lost or one.gained):
        return tr("Instead of person 1: costs nothing.")
    said = [
        "− " + few(one.lost, tr, 3) if one.lost else "",
        "+ " + few(one.gained, tr, 3) if one.gained else "",
    ]
    price = " ".join(part for part in said if part)
    return shortened(tr("Instead of person 1: {price}", price=price), LINE)


def asked(result: TeamAsked, tr: Translator) -> Reply:
    """Confirm that somebody is asked, or say that they cannot be."""
    id_ = result.card.team.id
    if result.before:
        said = tr("They were asked already. A no is quiet, so nobody learns of it here.")
    elif result.asked:
        said = tr("They are asked. You hear of it when they join.")
    else:
        said = tr("They cannot be asked any more. Somebody else perhaps?")
    return Reply(
        safe(said),
        stacked(
            button(tr("Another skill"), "team", "need", id_),
            button(tr("My team"), "team", "open", id_),
        ),
    )


def seeking(result: SeekingTeams, tr: Translator) -> Reply:
    """List the teams that lack what somebody has."""
    id_ = result.challenge.id
    back = button(tr("Back"), "team", "of", id_)
    head = bold(tr("Teams that look for you: {title}", title=title_of(result.challenge, tr)))
    if not result.teams:
        return Reply(
            lines(head, safe(tr("No team lacks what your profile names. You can make one."))),
            stacked(button(tr("Make a team"), "team", "new", id_), back),
        )
    blocks = [
        lines(
            bold(one.team.name),
            safe(tr("Lacks what you have: {skills}", skills=few(one.lacks, tr))),
        )
        for one in result.teams[:8]
    ]
    return Reply(
        paragraphs(
            head,
            *blocks,
            small(
                tr(
                    "If you tap a team, whoever looks after it hears what you bring, without "
                    "your name."
                )
            ),
        ),
        stacked(
            *(button(one.team.name, "team", "offer", one.team.id) for one in result.teams[:8]),
            back,
        ),
    )


def offered(result: SeekingTeams, tr: Translator) -> Reply:
    """Confirm that a team hears of somebody."""
    name = result.teams[0].team.name if result.teams else ""
    return Reply(
        lines(
            bold(tr("They hear of you: {team}", team=name)),
            safe(tr("If they want you with them, I ask you. They do not know your name.")),
        ),
        stacked(
            button(tr("Teams that look for you"), "team", "seek", result.challenge.id),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )
