"""News of what fits: at most three, as /matches shows them, why they come, and the way out."""

from bot.domain.offers import Offers
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens import matches
from bot.screens.alerts import change_alerts
from bot.screens.parts import bold, button, lines, paragraphs, safe, small, stacked


def news(result: Offers, tr: Translator) -> Reply:
    """Tell of new things that fit; `total` counts those that only /matches shows as well."""
    more = result.total - len(result.offers)
    return Reply(
        paragraphs(
            bold(tr.plural("New, and it fits you", "New, and they fit you", result.total)),
            *(matches.block(offer, tr) for offer in result.offers),
            safe(tr.plural("{n} more under /matches", "{n} more under /matches", more))
            if more
            else None,
            small(tr("You get this because it fits your profile, by the same rules as /matches.")),
        ),
        stacked(
            *(
                button(matches.title_of(offer, tr), "match", "open", offer.subject)
                for offer in result.offers
            ),
            button(tr("What fits me"), "match", "list"),
            button(tr("No more of these messages"), "alerts", "matches", "off"),
            change_alerts(tr),
        ),
    )


def news_set(on: bool, tr: Translator) -> Reply:
    """Confirm that a person hears of what fits, or does not any more."""
    if on:
        return Reply(
            lines(
                bold(tr("I tell you when something new fits you.")),
                safe(tr("When and how often is under /alerts.")),
            ),
            stacked(button(tr("What fits me"), "match", "list"), change_alerts(tr)),
        )
    return Reply(
        lines(
            bold(tr("You hear no more of what fits you.")),
            safe(tr("You find it under /matches whenever you look.")),
        ),
        stacked(
            button(tr("Tell me again"), "alerts", "matches", "on"),
            button(tr("What fits me"), "match", "list"),
            change_alerts(tr),
        ),
    )
