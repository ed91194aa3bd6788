"""How a sample is made: a screen in one state, for one audience."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.replies import Reply
from bot.i18n import Translator

COUNTS: Final = (0, 1, 2, 3, 5, 101)
"""Among these is every plural form of every language."""

EVERYBODY: Final = "everybody"
CREATIVES: Final = "creatives"
COMPANIES: Final = "companies"
STAFF: Final = "staff"

Fact = Callable[[Translator], Any]
"""Something that depends on who reads."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A screen in one state: which function says it, who sees it, and how to make it."""

    screen: str
    state: str
    audience: str
    make: Callable[[Translator], Reply]

    @property
    def name(self) -> str:
        """Return its name, which no other sample has: `browse.card · opening soon`."""
        return f"{self.screen} · {self.state}" if self.state else self.screen


def sampled(screen: Callable[..., Reply], state: object, audience: str, *given: Any) -> Sample:
    """Return a sample that calls `screen` with what is given, and with the translator last.

    What is given as a function is a `Fact`: it is asked for each reader.
    """

    def make(tr: Translator) -> Reply:
        return screen(*(fact(tr) if callable(fact) else fact for fact in given), tr)

    module = screen.__module__.rsplit(".", 1)[-1]
    return Sample(f"{module}.{screen.__name__}", str(state), audience, make)
