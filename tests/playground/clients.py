"""Two clients of the Bot API, each a real library over real HTTP, behind one small interface."""

from __future__ import annotations

from collections.abc import Callable

from .aiogram_client import AiogramClient
from .calling import Client, Refusal, Sent
from .ptb_client import PtbClient

__all__ = ["CLIENTS", "Client", "Refusal", "Sent"]

CLIENTS: dict[str, Callable[[str, str], Client]] = {
    "aiogram": AiogramClient,
    "ptb": PtbClient,
}
