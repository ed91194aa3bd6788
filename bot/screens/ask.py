"""The answer to a question: sure, not sure, or an honest "I do not know"."""

from bot.domain.answers import Confidence
from bot.domain.replies import Reply
from bot.domain.results import Found
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.parts import bold, button, numbered, paragraphs, safe, stacked
from bot.screens.start import go_on


def found(result: Found, tr: Translator) -> Reply:
    """Say what was found, and how sure that is."""
    unfinished = go_on(result.unfinished, tr)
    if result.confidence is Confidence.NONE or not result.cards:
        return Reply(
            paragraphs(
                bold(tr("I do not know.")),
                safe(
                    tr(
                        "I know training, funding, events, methods and organisations of the "
                        "network. Try other words, or ask a hub."
                    )
                ),
            ),
            stacked(
                button(tr("Ask a hub"), "hub", "list"),
                button(tr("What can you do?"), "menu", "help"),
                unfinished,
            ),
        )
    others = result.cards[1:]
    if result.confidence is Confidence.UNSURE:
        titles = [card.entry.in_language(tr.language)[1].title for card in result.cards]
        return Reply(
            paragraphs(bold(tr("I am not sure. This is the closest I know:")), numbered(titles)),
            stacked(
                *(
                    button(f"{number}. {title}", "entry", "open", card.entry.id)
                    for number, (title, card) in enumerate(
                        zip(titles, result.cards, strict=True), 1
                    )
                ),
                button(tr("None of these: ask a hub"), "hub", "list"),
                unfinished,
            ),
        )
    best = result.cards[0]
    return Reply(
        browse.card_html(best, tr),
        stacked(
            *browse.card_buttons(best, tr),
            *(
                button(
                    tr("Also: {title}", title=card.entry.in_language(tr.language)[1].title),
                    "entry",
                    "open",
                    card.entry.id,
                )
                for card in others
            ),
            unfinished,
        ),
    )
