"""A Bot API server on loopback and its chat page: everything to try the bot without Telegram.

It imports nothing else of ours, so whatever it accepts, a bot sent over real HTTP.
"""

from .chats import DEFAULT_PEOPLE, Newcomer
from .client import Person, Seen
from .delivered import Delivery
from .faults import Fault
from .offers import Offer
from .refusals import Impossible
from .server import DEFAULT_TOKEN, Playground

__all__ = [
    "DEFAULT_PEOPLE",
    "DEFAULT_TOKEN",
    "Delivery",
    "Fault",
    "Impossible",
    "Newcomer",
    "Offer",
    "Person",
    "Playground",
    "Seen",
]
