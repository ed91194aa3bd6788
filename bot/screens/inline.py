"""Cards as they are shared into other chats."""

from bot.domain.replies import Button, Reply
from bot.domain.results import Card
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.parts import shortened

DESCRIPTION_LENGTH = 120
"""As much of a description as the list of results shows; ours."""


def shared(card: Card, link: str, tr: Translator) -> Reply:
    """Return the card as its reader gets it: everything that stands on it, and the way back."""
    return Reply(browse.card_html(card, tr), ((Button(tr("Open in Collider"), url=link),),))


def offered(card: Card, tr: Translator) -> tuple[str, str]:
    """Return title and description of a card in the list of results."""
    _, text = card.entry.in_language(tr.language)
    deciding = browse.state(card, tr) or browse.held(card, tr) or text.summary
    return text.title, shortened(deciding, DESCRIPTION_LENGTH)


def ask_the_bot(tr: Translator) -> str:
    """Return the label of the button above the results."""
    return tr("Ask Collider")
