"""The second tab of /matches: what one said yes to, where each stands, and taking it back."""

from typing import Final

from bot.domain.messages import N_
from bot.domain.offers import Stands, Withdrawn, Yes, Yeses
from bot.domain.pitches import NotChosen, PitchState
from bot.domain.replies import Button, Reply
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.matches import title_of
from bot.screens.parts import bold, button, lines, pager, paragraphs, safe, stacked
from bot.screens.pitch_notices import REASONS

_CHOSEN: Final = {
    Stands.CHOSEN: N_("You are chosen. The hub asks everybody for the introduction."),
    Stands.MEETING: N_("You are chosen. Everybody is asked whether they want to be introduced."),
    Stands.MET: N_("You are introduced."),
    Stands.NOT_MET: N_("You were chosen, and the introduction did not come about this time."),
    Stands.ENDED: N_("The challenge has ended."),
}
_MEETINGS: Final = frozenset({Stands.MEETING, Stands.MET, Stands.NOT_MET})
_LIVE: Final = frozenset({Stands.UNDER_REVIEW, Stands.DRAFT})
_DONE: Final = frozenset({*_CHOSEN, Stands.DECLINED})
"""Where there is nothing to take back."""


def mine(result: Yeses, tr: Translator) -> Reply:
    """List what somebody said yes to, and where each stands."""
    first = button(tr("What fits me"), "match", "list")
    if not result.yeses:
        return Reply(
            lines(
                bold(tr("You have not said yes to anything yet.")),
                safe(
                    tr(
                        "“I am interested” on a challenge and “I have applied” on what you saved "
                        "bring it here."
                    )
                ),
            ),
            stacked(first),
        )
    rows = tuple(
        (button(title_of(yes.offer, tr), *_opens(yes)), *_next(yes, tr)) for yes in result.yeses
    )
    listed = (lines(bold(title_of(y.offer, tr)), safe(_stands(y, tr))) for y in result.yeses)
    count = (
        ""
        if result.pages == 1
        else tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
    )
    return Reply(
        paragraphs(lines(bold(tr("What I said yes to")), safe(count) if count else None), *listed),
        rows
        + pager(tr, "match", "mine", "", result.number, result.pages)
        + stacked(_introductions(tr) if any(y.stands in _MEETINGS for y in result.yeses) else None)
        + stacked(first),
    )


def _opens(yes: Yes) -> tuple[str, str, str]:
    if not yes.offer.challenge:
        return ("entry", "open", yes.offer.subject)
    if yes.pitch is not None:
        return ("pitch", "mine", yes.offer.subject)
    return ("match", "open" if yes.stands in _LIVE else "back", yes.offer.subject)


def _next(yes: Yes, tr: Translator) -> tuple[Button, ...]:
    """Return what one would do next with it: the pitch, or taking it back."""
    if not yes.offer.challenge:
        return ()
    id_ = yes.offer.subject
    back = () if yes.stands in _DONE else (button(tr("Take it back"), "match", "back", id_),)
    if yes.team is not None:  # who is in a team leaves the team
        back = (button(tr("My team"), "team", "open", yes.team.id),)
    if yes.draft_id is not None:
        return (button(tr("Go on with my pitch"), "form", "go", yes.draft_id), *back)
    if yes.stands is Stands.UNDER_REVIEW:
        return (button(tr("Write a pitch"), "pitch", "new", id_), *back)
    return back


def _stands(yes: Yes, tr: Translator) -> str:
    """Say where it stands, and who has it."""
    hub = yes.hub.named(tr.language) if yes.hub else tr("the network desk")
    if yes.offer.card:
        said = browse.held(yes.offer.card, tr) or browse.state(yes.offer.card, tr)
        return " ".join(part for part in (tr("You have applied."), said) if part)
    team = tr("Team: {name}", name=yes.team.name) + ". " if yes.team else ""
    return team + _stands_challenge(yes, hub, tr)


def _stands_challenge(yes: Yes, hub: str, tr: Translator) -> str:
    if yes.stands in _CHOSEN:
        return tr(_CHOSEN[yes.stands])
    if yes.stands is Stands.DECLINED and yes.pitch:
        return tr("Not this time.") + " " + tr(REASONS[yes.pitch.reason or NotChosen.UNDECIDED])
    if yes.stands is Stands.SENT and yes.pitch:
        sent_on = tr.date(yes.pitch.sent_at.date())
        return tr("Pitch sent on {day}. Who has it: {hub}.", day=sent_on, hub=hub)
    if yes.stands is Stands.CLOSED:
        return tr("It takes on nobody else. Who decides what comes next: {hub}.", hub=hub)
    day = yes.offer.challenge.deadline_on if yes.offer.challenge else None
    until = tr("Answers until {day}.", day=tr.date(day)) if day else tr("No deadline was given.")
    begun = (
        tr("A pitch is begun, and not sent yet.")
        if yes.stands is Stands.DRAFT
        else tr("Who has your interest: {hub}.", hub=hub) + " " + tr("No pitch is sent yet.")
    )
    return begun + " " + until


def really_withdraw(result: Withdrawn, tr: Translator) -> Reply:
    """Ask once before an interest is taken back."""
    if result.before:
        return withdrawn(result, tr)
    if result.pitch is not None and result.pitch.state is PitchState.CHOSEN:
        return withdrawn(result, tr)
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    title = result.challenge.words_for(tr.language)[1]
    return Reply(
        lines(
            bold(title),
            safe(tr("Shall I take your interest back?")),
            safe(tr("Your pitch goes with it.")) if result.pitch and not result.team else None,
            _leaves(result, tr),
            safe(tr("If they were told of it, they hear that, too: {hub}.", hub=hub)),
        ),
        stacked(
            button(tr("Yes, take it back"), "match", "sure", result.challenge.id),
            _keep(tr),
        ),
    )


def _leaves(result: Withdrawn, tr: Translator) -> str | None:
    if result.team is None:
        return None
    last = len(result.team.member_ids) == 1
    return lines(
        safe(tr("You leave your team, too: {team}", team=result.team.name)),
        safe(tr("You are the last one in it: the team ends, and its pitch with it."))
        if last
        else None,
    )


def _keep(tr: Translator) -> Button:
    return button(tr("No, keep it"), "match", "mine")


def withdrawn(result: Withdrawn, tr: Translator) -> Reply:
    """Confirm that an interest is taken back."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    title = result.challenge.words_for(tr.language)[1]
    if result.pitch is not None and result.pitch.state is PitchState.CHOSEN:
        return _chosen(title, tr)
    if result.before:
        said = tr("You are not interested in it any more: nothing was left to take back.")
    elif result.staff_told:
        said = tr("Done. They hear that you are not interested any more: {hub}.", hub=hub)
    else:
        said = tr("Done. Nobody had been told of it yet.") if not result.team else ""
    left = tr("You have left the team: {team}", team=result.team.name) if result.team else None
    return Reply(
        lines(bold(title), safe(said) if said else None, safe(left) if left else None),
        stacked(
            button(tr("What I said yes to"), "match", "mine"),
            button(tr("What fits me"), "match", "list"),
        ),
    )


def _introductions(tr: Translator) -> Button:
    return button(tr("My introductions"), "intro", "mine")


def _chosen(title: str, tr: Translator) -> Reply:
    """Lead who is chosen to the question whether they want to be introduced."""
    said = tr("Your pitch is chosen. Say yes or no when you are asked for the introduction.")
    return Reply(
        lines(bold(title), safe(said)),
        stacked(
            _introductions(tr),
            button(tr("What I said yes to"), "match", "mine"),
        ),
    )
