"""Answering with a key: yes, "not now" with its day, and a quiet no; and a list of one's own."""

from typing import Final

from bot.domain.introducing import IntroductionSeen, OwnIntroductions
from bot.domain.introductions import EndedBy, Holder, IntroductionState, KeyAnswer
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens.introductions import card, more, own_answer, title_of
from bot.screens.parts import bold, button, lines, paragraphs, safe, stacked

MONTHS_OFFERED: Final = 6
MOST_LISTED: Final = 12


def answered(view: IntroductionSeen, tr: Translator) -> Reply:
    """Confirm an answer, or say how it stands if that was settled meanwhile."""
    key, it = view.key, view.introduction
    if it.state is not IntroductionState.OPEN or key is None:
        if key and key.answer is KeyAnswer.NO and it.ended_by is EndedBy.NO:
            return _thanked(view, tr)
        if it.is_made and key and key.answered_at == it.settled_at:
            return _turned_last(view, tr)
        return card(view, tr)
    title = title_of(view, tr)
    if key.answer is KeyAnswer.LATER:
        day = tr.date(key.until_on or view.today)
        said = lines(
            bold(tr("Noted, not now: {title}", title=title)),
            safe(tr("I ask again on {day}.", day=day)),
        )
    else:
        said = lines(
            bold(tr("Noted, yes: {title}", title=title)),
            safe(tr("I write as soon as everybody has said yes, or if it does not come about.")),
        )
    back = button(tr("Show it again"), "intro", "open", it.id)
    return Reply(said, stacked(back, more(view, tr)))


def _turned_last(view: IntroductionSeen, tr: Translator) -> Reply:
    """Confirm the yes with which it is made: a message of its own, which is kept until it has
    arrived, tells everybody the rest."""
    said = tr("Everybody said yes: {title}", title=title_of(view, tr))
    hint = tr("How you reach each other comes in a message of its own.")
    again = button(tr("Show it again"), "intro", "open", view.introduction.id)
    return Reply(
        lines(bold(said), safe(hint) if view.holder is not Holder.FACILITATOR else None),
        stacked(again, more(view, tr)),
    )


def _thanked(view: IntroductionSeen, tr: Translator) -> Reply:
    return Reply(
        lines(
            bold(tr("Noted: {title}", title=title_of(view, tr))),
            safe(tr("The others hear only that it does not come about this time.")),
        ),
        stacked(more(view, tr)),
    )


def when_later(view: IntroductionSeen, tr: Translator) -> Reply:
    """Offer the coming months, and any day."""
    if view.key is None or view.introduction.state is not IntroductionState.OPEN:
        return card(view, tr)
    first = view.today.year * 12 + view.today.month  # the month after this one, counted from 0
    months = [divmod(first + n, 12) for n in range(MONTHS_OFFERED)]
    buttons = [
        button(
            tr.period(f"{year}-{month + 1:02}"),
            "intro",
            "until",
            f"{view.key.id}.{year}-{month + 1:02}",
        )
        for year, month in months
    ]
    return Reply(
        lines(
            bold(title_of(view, tr)),
            safe(tr("When may I ask again? Until then nobody is told anything.")),
        ),
        (
            *(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)),
            *stacked(
                button(tr("Another day"), "intro", "day", view.key.id),
                button(tr("Back"), "intro", "open", view.introduction.id),
            ),
        ),
    )


def really_no(view: IntroductionSeen, tr: Translator) -> Reply:
    """Ask once before it ends for everybody."""
    if view.key is None or view.introduction.state is not IntroductionState.OPEN:
        return card(view, tr)
    return Reply(
        lines(
            bold(title_of(view, tr)),
            safe(
                tr(
                    "Shall it end here? The others hear only that it does not come about this "
                    "time, not who said so. It cannot be undone."
                )
            ),
        ),
        stacked(
            button(tr("Yes, end it quietly"), "intro", "sure", view.key.id),
            button(tr("Not now, but later"), "intro", "later", view.key.id),
            button(tr("Back"), "intro", "open", view.introduction.id),
        ),
    )


def mine(result: OwnIntroductions, tr: Translator) -> Reply:
    """List the introductions of which somebody is a side."""
    home = button(tr("What can you do?"), "menu", "help")
    if not result.seen:
        return Reply(
            lines(
                bold(tr("No introductions yet.")),
                safe(tr("They begin when a facilitator chooses a pitch.")),
            ),
            stacked(home),
        )
    shown = result.seen[:MOST_LISTED]
    return Reply(
        paragraphs(
            bold(tr("My introductions")),
            *(lines(bold(title_of(one, tr)), safe(_stands(one, tr))) for one in shown),
        ),
        stacked(
            *(button(title_of(one, tr), "intro", "open", one.introduction.id) for one in shown),
            home,
        ),
    )


def _stands(view: IntroductionSeen, tr: Translator) -> str:
    it = view.introduction
    match it.state:
        case IntroductionState.MADE:
            return tr("Everybody said yes.")
        case IntroductionState.ENDED:
            return tr("It did not come about.")
        case _:
            own = own_answer(view.key, view.today, tr)
            return own or tr("Open until {day}.", day=tr.date(it.expires_at.date()))
