"""Teams of creatives: making one, the card of its members, joining, leaving."""

from typing import Final
from urllib.parse import quote

from bot.domain.links import team_of, to_team
from bot.domain.messages import N_
from bot.domain.pitches import MOST_MEMBERS, AskAnswer, PitchState
from bot.domain.replies import Button, Reply, Rows
from bot.domain.taking_part import (
    Joining,
    Left,
    LinkWorthless,
    NoTeamYet,
    NotJoined,
    TeamCard,
)
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    link,
    paragraphs,
    safe,
    shortened,
    stacked,
)
from bot.screens.pitch_notices import LINE, hub_name, title_of
from bot.screens.pitches import terms_html
from bot.screens.team_notices import NAME

PROBLEM: Final = 500
WHICH: Final = N_("You sent a pitch of your own. A team sends one together. Which do you keep?")
SHARE: Final = "https://t.me/share/url"
"""Opens the list of the person's chats (core.telegram.org/widgets/share)."""


def none_yet(result: NoTeamYet, tr: Translator) -> Reply:
    """Say what a team is for, and how to make or find one."""
    id_ = result.challenge.id
    mine = button(tr("What I said yes to"), "match", "mine")
    head = bold(tr("With a team: {title}", title=title_of(result.challenge, tr)))
    if result.barred is not None:
        closed = result.barred is NotJoined.CLOSED
        return Reply(
            lines(head, safe(tr(result.barred.message))),
            stacked(
                None if closed else button(tr("Write a pitch"), "pitch", "new", id_),
                None if closed else button(tr("Am I eligible?"), "fit", "ask", id_),
                mine,
                button(tr("What fits me"), "match", "list") if closed else None,
            ),
        )
    text = tr(
        "A team has at most {most} members and sends one pitch together. Make one and invite "
        "people by a link, or see which teams look for what you can do.",
        most=tr.number(MOST_MEMBERS),
    )
    return Reply(
        lines(head, safe(text)),
        stacked(
            button(tr("Make a team"), "team", "new", id_),
            button(tr("Teams that look for you"), "team", "seek", id_),
            button(tr("Write a pitch alone"), "pitch", "new", id_),
            mine,
        ),
    )


def which_to_keep(result: NoTeamYet, tr: Translator) -> Reply:
    """Ask which to keep: the pitch that somebody sent alone, or a team."""
    id_ = result.challenge.id
    return Reply(
        lines(
            bold(title_of(result.challenge, tr)),
            safe(
                tr("You sent a pitch of your own. A team sends one together. Which do you keep?")
            ),
        ),
        stacked(
            button(tr("Take mine back, make a team"), "team", "make", id_),
            button(tr("Keep my own pitch"), "pitch", "mine", id_),
        ),
    )


def card(result: TeamCard, username: str, tr: Translator) -> Reply:
    """Show a team to a member: who is in it, its pitch, and what each may do."""
    team, id_ = result.team, result.team.id
    names = [shortened(name, NAME) for name in result.names.values()]
    maker = result.names.get(team.made_by or 0, "")
    address = _address(result, username)
    can_join = result.is_open and len(names) < MOST_MEMBERS and not _is_decided(result)
    return Reply(
        paragraphs(
            lines(
                bold(tr("Team: {name}", name=team.name)),
                safe(tr("For: {title}", title=title_of(result.challenge, tr))),
                safe(tr("In it: {names}", names=few(names, tr, MOST_MEMBERS))),
                safe(tr("Looks after it: {name}", name=shortened(maker, NAME))) if maker else None,
            ),
            safe(_pitch(result, tr)),
            safe(_asked(result, tr)),
            lines(safe(tr("Whoever has this link can join:")), link(address, address))
            if can_join
            else None,
            terms_html(result.challenge, tr),
        ),
        _ways(result, address, tr, can_join=can_join)
        + stacked(
            button(tr("Leave the team"), "team", "leave", id_),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def made(result: TeamCard, tr: Translator) -> Reply:
    """Confirm that a team is made."""
    return Reply(
        lines(
            bold(tr("Your team is made: {team}", team=result.team.name)),
            safe(tr("Invite people by its link, or let me look for somebody.")),
        ),
        stacked(
            button(tr("My team"), "team", "open", result.team.id),
            button(tr("Look for somebody"), "team", "need", result.team.id),
        ),
    )


def _ways(result: TeamCard, address: str, tr: Translator, *, can_join: bool) -> Rows:
    id_ = result.team.id
    text = tr("Join our team: {team}", team=result.team.name)
    share = Button(
        tr("Invite by a link"), url=f"{SHARE}?url={quote(address, safe='')}&text={quote(text)}"
    )
    others = [one for one in result.team.member_ids if one != result.me]
    words = tr("See the pitch") if result.pitch else tr("Write the pitch")
    verb = "mine" if result.pitch else "new"
    writes = result.pitch is not None or result.is_open
    return stacked(
        button(words, "pitch", verb, result.challenge.id) if writes else None,
        share if can_join else None,
        button(tr("Look for somebody"), "team", "need", id_) if can_join else None,
        button(tr("Make a new link"), "team", "link", id_)
        if result.is_maker and can_join
        else None,
        button(tr("Take somebody out"), "team", "who", id_)
        if result.is_maker and others
        else None,
    )


def _address(result: TeamCard, username: str) -> str:
    id_, signature = team_of(result.payload) or (result.team.id, "")
    return to_team(username, id_, signature)


def _is_decided(result: TeamCard) -> bool:
    return result.pitch is not None and result.pitch.state is not PitchState.SENT


def _pitch(result: TeamCard, tr: Translator) -> str:
    if result.pitch is None:
        return tr("No pitch is sent yet. Any member can write it.")
    match result.pitch.state:
        case PitchState.CHOSEN:
            return tr("Your team is chosen.")
        case PitchState.DECLINED:
            return tr("Your team was not chosen this time.")
        case _:
            return tr("The pitch is sent.")


def _asked(result: TeamCard, tr: Translator) -> str:
    """Say how many were asked; never who, or who said no."""
    if not result.asks:
        return ""
    joined = sum(one.answer is AskAnswer.YES for one in result.asks)
    return tr(
        "Asked to join: {n}. Joined: {joined}.",
        n=tr.number(len(result.asks)),
        joined=tr.number(joined),
    )


def join(result: Joining, tr: Translator) -> Reply:
    """Show a team to somebody who is invited into it: who, for what, and under which terms."""
    it, team = result.challenge, result.team
    if result.is_member:
        return Reply(
            safe(tr("You are in this team: {team}", team=team.name)),
            stacked(button(tr("My team"), "team", "open", team.id)),
        )
    _, title, words = it.words_for(tr.language)
    names = [shortened(name, NAME) for name in result.names]
    head = paragraphs(
        bold(tr("The terms have changed. Here is what holds now.")) if result.changed else None,
        lines(
            bold(tr("You are invited into a team: {team}", team=team.name)),
            safe(tr("In it: {names}", names=few(names, tr, MOST_MEMBERS))),
            safe(tr("They look for: {skill}", skill=result.skill)) if result.skill else None,
        ),
        lines(bold(shortened(title, LINE)), safe(shortened(words, PROBLEM))),
        lines(
            safe(tr("Hub: {hub}", hub=hub_name(result.hub, tr))),
            safe(tr("Answers until {day}.", day=tr.date(it.deadline_on)))
            if it.deadline_on
            else None,
        ),
        terms_html(it, tr),
    )
    return Reply(paragraphs(head, safe(_question(result, tr))), _answers(result, tr))


def _question(result: Joining, tr: Translator) -> str:
    if result.barred is not None:
        return tr(result.barred.message)
    if result.needs_profile:
        return tr(
            "To join I need your profile: it takes three minutes. Then open the link once more."
        )
    if result.own is not None:
        return tr(WHICH)
    return tr("If you join, you agree to these terms, and the members see your first name.")


def _answers(result: Joining, tr: Translator) -> Rows:
    it = result.challenge
    see = button(tr("See the challenge"), "match", "open", it.id)
    no = button(tr("No, thank you"), "team", "no", result.ask.id) if result.ask else None
    if result.barred is not None:
        return stacked(button(tr("What fits me"), "match", "list"))
    if result.needs_profile:
        return stacked(
            button(tr("Make my profile"), "profile", "edit"),
            button(tr("Try again"), "team", "look", _id(result)),
            see,
            no,
        )
    if result.own is not None:
        return stacked(
            button(tr("Take mine back and join"), "team", "swap", _id(result)),
            button(tr("Keep my own pitch"), "pitch", "mine", it.id),
            no,
        )
    return stacked(button(tr("Join the team"), "team", "in", _id(result)), see, no)


def _id(result: Joining) -> str:
    """Return what a button carries to let somebody in: the way they came, the terms they read."""
    if result.ask is not None:
        return f"a{result.ask.id}.{result.challenge.terms_version}"
    return f"{result.team.id}.{result.signature}.{result.challenge.terms_version}"


def link_worthless(tr: Translator) -> Reply:
    """Say that a link into a team works no more."""
    return Reply(
        safe(tr(LinkWorthless.message)),
        stacked(
            button(tr("What I said yes to"), "match", "mine"),
            button(tr("What fits me"), "match", "list"),
        ),
    )


def joined(result: TeamCard, username: str, tr: Translator) -> Reply:
    """Welcome somebody into a team."""
    shown = card(result, username, tr)
    welcome = bold(tr("You are in the team. The others are told."))
    return Reply(paragraphs(welcome, shown.html), shown.rows)


def no_said(challenge_id: int, tr: Translator) -> Reply:
    """Thank for a no to a team."""
    return Reply(
        safe(tr("Thank you for answering. Nobody of the team hears who said no.")),
        stacked(
            button(tr("See the challenge"), "match", "open", challenge_id),
            button(tr("What fits me"), "match", "list"),
        ),
    )


def really_leave(result: TeamCard, tr: Translator) -> Reply:
    """Ask once before somebody leaves."""
    last = len(result.team.member_ids) == 1
    what = (
        tr("You are the last one in it: the team ends, and its pitch with it.")
        if last
        else tr("The others are told, and the pitch stays theirs.")
    )
    return Reply(
        lines(
            bold(tr("Leave this team: {team}?", team=result.team.name)),
            safe(what),
            _ends_meeting(result, tr),
        ),
        stacked(
            button(tr("Yes, leave it"), "team", "gone", result.team.id),
            button(tr("No, stay"), "team", "open", result.team.id),
        ),
    )


def _ends_meeting(result: TeamCard, tr: Translator) -> str | None:
    """Say what it costs everybody when a member goes after the team was chosen."""
    if result.pitch is None or result.pitch.state is not PitchState.CHOSEN:
        return None
    return safe(
        tr("Your team is chosen. If the introduction is still open, it ends for everybody then.")
    )


def left(result: Left, tr: Translator) -> Reply:
    """Confirm that somebody left."""
    said = (
        tr("You have left. The team has ended with you: {team}", team=result.team.name)
        if result.dissolved
        else tr("You have left the team: {team}", team=result.team.name)
    )
    return Reply(
        lines(bold(said), safe(tr("Your interest in the challenge stays."))),
        stacked(
            button(tr("Write a pitch"), "pitch", "new", result.challenge.id),
            button(tr("With a team"), "team", "of", result.challenge.id),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )


def whom(result: TeamCard, tr: Translator) -> Reply:
    """Ask who looks after a team whom to take out."""
    id_ = result.team.id
    return Reply(
        lines(
            bold(tr("Whom do you take out?")),
            safe(tr("They hear that they are not in the team any more, and not why.")),
        ),
        stacked(
            *(
                button(name, "team", "out", f"{id_}.{person_id}")
                for person_id, name in result.names.items()
                if person_id != result.me
            ),
            button(tr("Back"), "team", "open", id_),
        ),
    )


def really_remove(result: TeamCard, member_id: int, tr: Translator) -> Reply:
    """Ask once before somebody is taken out."""
    name = shortened(result.names.get(member_id, "?"), NAME)
    return Reply(
        lines(bold(tr("Take {name} out of the team?", name=name)), _ends_meeting(result, tr)),
        stacked(
            button(tr("Yes, take them out"), "team", "drop", f"{result.team.id}.{member_id}"),
            button(tr("Back"), "team", "open", result.team.id),
        ),
    )
