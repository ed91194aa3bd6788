"""The answer to a question: sure, not sure, a list, or an honest "I do not know"."""

from dataclasses import replace

from bot.domain.answers import Confidence
from bot.domain.origins import Origin
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import Found
from bot.domain.talk import Talk
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.deciding import answer_html, fact
from bot.screens.inquiries import feedback, hand_over_button
from bot.screens.listing import listing, pick_button, pick_buttons
from bot.screens.parts import bold, button, lines, paragraphs, safe, stacked
from bot.screens.start import go_on
from bot.screens.talk import talk

_A_PERSON_MAY_KNOW = {Talk.NEAR_DOMAIN, Talk.COMPLAINT}


def found(result: Found, tr: Translator) -> Reply:
    """Say what was found, and how sure that is."""
    if result.talk is not None:
        reply = talk(result.talk, tr, result.unfinished)
        if result.talk in _A_PERSON_MAY_KNOW:
            reply = replace(reply, rows=stacked(_hand_over(result, tr)) + reply.rows)
        return reply
    if result.listing is not None:
        reply = listing(result, tr)
    elif result.confidence is Confidence.NONE or not result.cards:
        reply = _unknown(result, tr)
    elif result.confidence is Confidence.UNSURE:
        reply = _options(result, tr)
    else:
        reply = _card(result, tr)
    ways_on = (
        stacked(_tell_me(result, tr))
        + _feedback(result, tr)
        + stacked(go_on(result.unfinished, tr))
    )
    return replace(reply, rows=reply.rows + ways_on)


def _unknown(result: Found, tr: Translator) -> Reply:
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
            _hand_over(result, tr),
            button(tr("Ask a hub"), "hub", "list"),
            button(tr("What can you do?"), "menu", "help"),
        ),
    )


def _options(result: Found, tr: Translator) -> Reply:
    def line(number: int, title: str, telling: str) -> str:
        return f"{number}. {safe(title)}" + (f" — {safe(telling)}" if telling else "")

    options = (
        line(
            number,
            card.entry.in_language(tr.language)[1].title,
            fact(card, result.side, result.who.get(card.entry.id, ()), tr),
        )
        for number, card in enumerate(result.cards, 1)
    )
    return Reply(
        paragraphs(
            bold(tr("I am not sure. This is the closest I know:")),
            lines(*options),
        ),
        pick_buttons(result, result.cards, tr) + stacked(_none_of_these(result, tr)),
    )


def _feedback(result: Found, tr: Translator) -> Rows:
    return () if result.inquiry_id is None else feedback(result.inquiry_id, tr)


def _hand_over(result: Found, tr: Translator) -> Button | None:
    return None if result.inquiry_id is None else hand_over_button(result.inquiry_id, tr)


def _tell_me(result: Found, tr: Translator) -> Button | None:
    """Return the button that follows a question: of one entry, its card has a button already."""
    is_one = result.listing is None and result.confidence is Confidence.CONFIDENT
    if result.inquiry_id is None or (is_one and result.cards):
        return None
    return button("🔔 " + tr("Tell me when there is more"), "follow", "search", result.inquiry_id)


def _none_of_these(result: Found, tr: Translator) -> Button:
    if result.inquiry_id is None:
        return button(tr("None of these: ask a hub"), "hub", "list")
    return button(tr("None of these: ask a person"), "ask", "none", result.inquiry_id)


def _card(result: Found, tr: Translator) -> Reply:
    best = result.cards[0]
    if result.inquiry_id is not None:
        best = replace(best, origin=Origin(result.inquiry_id, result.place))
    also = (
        pick_button(
            result,
            tr("Also: {title}", title=card.entry.in_language(tr.language)[1].title),
            place,
            card,
        )
        for place, card in enumerate(result.cards[1:], 1)
    )
    return Reply(
        answer_html(best, result.deciding, tr),
        stacked(*browse.card_buttons(best, tr), *also, _back(result, tr)),
    )


def _back(result: Found, tr: Translator) -> Button | None:
    if result.inquiry_id is None or result.page is None:
        return None
    return button(tr("Back"), "ask", "page", f"{result.inquiry_id}.{result.page}")
