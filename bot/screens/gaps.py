"""The desk of open questions, and what people read whose question has an answer now."""

from collections.abc import Sequence
from typing import Final

from bot.domain.gaps import Gap, short_name
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.replies import Button, Reply
from bot.domain.results import Card, GapAnswers, GapClosed
from bot.i18n import Translator
from bot.screens.inquiries import REASONS, quoted
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

MOST_SHOWN: Final = 8
"""Questions that one list shows with their examples."""
MOST_EXAMPLES: Final = 3
_EXAMPLE: Final = 100
_MOST_TEXTS: Final = 10
_TEXT: Final = 220
"""Characters of an example in a list, and of a question in full; a message holds all of them."""
_REASONS: Final = {str(why): text for why, text in REASONS.items()}


def waiting(gaps: Sequence[Gap], tr: Translator) -> Reply:
    """List the questions without an answer: how many people, in which languages, since when."""
    if not gaps:
        return Reply(
            bold(tr("No question waits for an answer.")),
            stacked(button(tr("Back to the desk"), "desk", "list")),
        )
    count = tr.plural(
        "{n} question without an answer", "{n} questions without an answer", len(gaps)
    )
    left = len(gaps) - MOST_SHOWN
    return Reply(
        paragraphs(
            bold(count),
            *(_listed(number, gap, tr) for number, gap in enumerate(gaps[:MOST_SHOWN], 1)),
            safe(tr.plural("{n} more", "{n} more", left)) if left > 0 else None,
        ),
        stacked(
            *(
                button(f"{number}. {_title(gap, tr)}", "gap", "open", gap.id)
                for number, gap in enumerate(gaps[:MOST_SHOWN], 1)
            )
        ),
    )


def _listed(number: int, gap: Gap, tr: Translator) -> str:
    examples = list(gap.examples().items())[:MOST_EXAMPLES]
    return lines(
        f"{number}. " + small(standing(gap, tr)),
        *(f"{code}: {safe(shortened(text, _EXAMPLE))}" for code, text in examples),
    )


def _title(gap: Gap, tr: Translator) -> str:
    examples = gap.examples()
    return examples.get(tr.language) or next(iter(examples.values()))


def standing(gap: Gap, tr: Translator) -> str:
    """Return how many people asked, in which languages, and from when to when."""
    first, last = tr.date(gap.first_at.date()), tr.date(gap.last_at.date())
    return " · ".join(
        (
            tr.plural("{n} person", "{n} people", gap.people),
            few([tr.name_of(code) for code in gap.languages], tr),
            first if first == last else f"{first} – {last}",
        )
    )


def opened(gap: Gap, tr: Translator) -> Reply:
    """Show all questions of a gap, masked as they are kept, and what can be done."""
    latest = list(reversed(gap.inquiries))
    left = len(latest) - _MOST_TEXTS
    place = f"{gap.id}.{gap.newest}"
    return Reply(
        paragraphs(
            lines(
                bold(standing(gap, tr)),
                small(few([hub.named(tr.language) for hub in gap.hubs], tr)) if gap.hubs else None,
            ),
            *(_question(one, tr) for one in latest[:_MOST_TEXTS]),
            safe(tr.plural("{n} more", "{n} more", left)) if left > 0 else None,
        ),
        stacked(
            button(tr("An entry answers this now"), "gap", "find", place),
            button(tr("Write an answer to all"), "gap", "answer", place),
            button(tr("Set aside"), "gap", "aside", place),
            _back(tr),
        ),
    )


def _question(inquiry: Inquiry, tr: Translator) -> str:
    about = (
        tr.date(inquiry.at.date()),
        inquiry.language,
        tr("sent to people") if inquiry.state is InquiryState.HANDED_OVER else None,
        tr("not helpful") if inquiry.thumb is False else None,
        tr(_REASONS[inquiry.reason]) if inquiry.reason in _REASONS else None,
    )
    return lines(
        safe(shortened(inquiry.text, _TEXT)), small(" · ".join(part for part in about if part))
    )


def _back(tr: Translator) -> Button:
    return button(tr("Back to the questions"), "gap", "list")


def entries(result: GapAnswers, tr: Translator) -> Reply:
    """Offer the entries that come up, each to be told to everybody who asked."""
    gap = result.gap
    place = f"{gap.id}.{gap.newest}"
    back = button(tr("Back to this question"), "gap", "open", gap.id)
    if not result.cards:
        return Reply(
            lines(
                bold(tr("I still find no entry for this.")),
                safe(tr("When there is one, come back here: everybody who asked can be told.")),
            ),
            stacked(back, _back(tr)),
        )
    people = tr.plural(
        "{n} person asked. They are told once, in their language.",
        "{n} people asked. They are told once, each in their language.",
        gap.people,
    )
    return Reply(
        lines(bold(tr("Which entry answers this now?")), safe(people)),
        stacked(
            *(
                button(_named(card, tr), "gap", "with", f"{place}.{short_name(card.entry.id)}")
                for card in result.cards
            ),
            back,
        ),
    )


def _named(card: Card, tr: Translator) -> str:
    return card.entry.in_language(tr.language)[1].title


def closed(result: GapClosed, tr: Translator) -> Reply:
    """Confirm that a gap is closed, and how many people are told."""
    told = tr.plural(
        "{n} person is told. Who has left or wants no announcements is not.",
        "{n} people are told. Who has left or wants no announcements is not.",
        result.told,
    )
    title = (
        tr("Closed. This answers it now: {title}", title=_named(result.card, tr))
        if result.card
        else tr("Closed. Your answer is on its way.")
    )
    return Reply(lines(bold(title), safe(told)), stacked(_back(tr)))


def answered_before(tr: Translator) -> Reply:
    """Answer a second tap on the button that sent an answer to everybody."""
    return Reply(bold(tr("Closed. Your answer is on its way.")), stacked(_back(tr)))


def aside(result: GapClosed, tr: Translator) -> Reply:
    """Confirm that a gap is set aside."""
    return Reply(
        lines(
            bold(tr("Set aside: {question}", question=shortened(_title(result.gap, tr), _TEXT))),
            safe(tr("Nobody is told.")),
        ),
        stacked(_back(tr)),
    )


def answered_now(inquiry: Inquiry, card: Card, tr: Translator) -> Reply:
    """Tell whoever asked that an entry answers their question now."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("This answers your question now: {title}", title=_named(card, tr))),
                safe(tr("You asked on {day}:", day=tr.date(inquiry.at.date()))),
                quoted(inquiry.text),
            ),
            small(tr("You get this because I could not help you when you asked.")),
        ),
        stacked(
            button(tr("Read it"), "entry", "open", card.entry.id),
            button(tr("No announcements, please"), "news", "off"),
        ),
    )
