"""The questions about a new feed: where it is, what its items are, and in which language."""

import re
from typing import Final

from bot.domain.forms import Context, Field, Form, Takes, Value
from bot.domain.messages import N_
from bot.domain.parsing import clean, one_of, text_between
from bot.domain.questions import NAME_LENGTH
from bot.domain.refusals import FeedUnusable

ADDRESS_LENGTH: Final = 1000
_SCHEME: Final = re.compile(r"(?:https?|webcal)://[^\s/?#]+", re.IGNORECASE)


def address(raw: str, context: Context) -> Value:
    """Read the address of a feed; `webcal:` is how calendars are subscribed to."""
    text = clean(raw).strip("<>() ")
    if "://" not in text and "." in text and " " not in text:
        text = f"https://{text}"
    if not _SCHEME.match(text) or any(c.isspace() for c in text) or len(text) > ADDRESS_LENGTH:
        raise FeedUnusable(
            N_("That is no address. Please send it in full, beginning with https://")
        )
    return f"https://{text[9:]}" if text[:9].lower() == "webcal://" else text


FEED: Final = Form(
    "feed",
    (
        Field(
            "url",
            N_("What is the address of the feed?"),
            N_("Address"),
            address,
            hint=N_(
                "A calendar (.ics), an RSS or Atom feed, or a table (.csv, .xlsx) that anybody "
                "can open without a login."
            ),
        ),
        Field(
            "kind",
            N_("What are its items?"),
            N_("Kind"),
            one_of("feed_kinds"),
            Takes.ONE,
            "feed_kinds",
        ),
        Field(
            "language",
            N_("In which language are its texts?"),
            N_("Language"),
            one_of("languages"),
            Takes.ONE,
            "languages",
        ),
        Field(
            "title",
            N_("Who publishes it? Readers see this as the source."),
            N_("Source"),
            text_between(3, NAME_LENGTH),
        ),
        Field(
            "hub",
            N_("Which hub looks after what it brings?"),
            N_("Hub"),
            one_of("hubs"),
            Takes.ONE,
            "hubs",
            optional=True,
            hint=N_("Skip this for the network desk; only administrators can."),
        ),
    ),
)
