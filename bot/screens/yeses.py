"""The second tab of /matches: what one said yes to, where each stands, and taking it back."""

from bot.domain.offers import Stands, Withdrawn, Yes, Yeses
from bot.domain.replies import Button, Reply
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.matches import title_of
from bot.screens.parts import bold, button, lines, pager, paragraphs, safe, stacked


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
        (
            button(title_of(yes.offer, tr), *_opens(yes)),
            *(
                (button(tr("Take it back"), *taken_back),)
                if (taken_back := _taken_back(yes))
                else ()
            ),
        )
        for yes in result.yeses
    )
    listed = (lines(bold(title_of(y.offer, tr)), safe(_stands(y, tr))) for y in result.yeses)
    count = (
        ""
        if result.pages == 1
        else tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
    )
    return Reply(
        paragraphs(lines(bold(tr("What I said yes to")), safe(count) if count else None), *listed),
        rows + pager(tr, "match", "mine", "", result.number, result.pages) + stacked(first),
    )


def _opens(yes: Yes) -> tuple[str, str, str]:
    if yes.offer.challenge:
        return ("match", "back" if yes.stands is Stands.CLOSED else "open", yes.offer.subject)
    return ("entry", "open", yes.offer.subject)


def _taken_back(yes: Yes) -> tuple[str, str, str] | None:
    return ("match", "back", yes.offer.subject) if yes.offer.challenge else None


def _stands(yes: Yes, tr: Translator) -> str:
    """Say where it stands, and who has it."""
    hub = yes.hub.named(tr.language) if yes.hub else tr("the network desk")
    if yes.offer.card:
        said = browse.held(yes.offer.card, tr) or browse.state(yes.offer.card, tr)
        return " ".join(part for part in (tr("You have applied."), said) if part)
    if yes.stands is Stands.CLOSED:
        return tr("It takes on nobody else. Who decides what comes next: {hub}.", hub=hub)
    day = yes.offer.challenge.deadline_on if yes.offer.challenge else None
    until = tr("Answers until {day}.", day=tr.date(day)) if day else tr("No deadline was given.")
    return tr("Who has your interest: {hub}.", hub=hub) + " " + until


def really_withdraw(result: Withdrawn, tr: Translator) -> Reply:
    """Ask once before an interest is taken back."""
    if result.before:
        return withdrawn(result, tr)
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    title = result.challenge.words_for(tr.language)[1]
    return Reply(
        lines(
            bold(title),
            safe(tr("Shall I take your interest back?")),
            safe(tr("If they were told of it, they hear that, too: {hub}.", hub=hub)),
        ),
        stacked(
            button(tr("Yes, take it back"), "match", "sure", result.challenge.id),
            _keep(tr),
        ),
    )


def _keep(tr: Translator) -> Button:
    return button(tr("No, keep it"), "match", "mine")


def withdrawn(result: Withdrawn, tr: Translator) -> Reply:
    """Confirm that an interest is taken back."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    title = result.challenge.words_for(tr.language)[1]
    if result.before:
        said = tr("You are not interested in it any more: nothing was left to take back.")
    elif result.staff_told:
        said = tr("Done. They hear that you are not interested any more: {hub}.", hub=hub)
    else:
        said = tr("Done. Nobody had been told of it yet.")
    return Reply(
        lines(bold(title), safe(said)),
        stacked(
            button(tr("What I said yes to"), "match", "mine"),
            button(tr("What fits me"), "match", "list"),
        ),
    )
