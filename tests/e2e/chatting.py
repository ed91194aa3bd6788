"""A person who reads the screen: what was shown last, and which buttons are under it.

Buttons are known by what they do, never by their label, so nothing here depends on a language.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground import Delivery, Person, Playground

FIRST_FIELD = "company"
"""The first question of the challenge form has no button that names it."""


@dataclass(frozen=True)
class Step:
    """Where a form stands on the screen: a question, or the review."""

    draft: int
    key: str
    buttons: tuple[str, ...]

    def button(self, start: str) -> str:
        """Return the first button that does what begins with `start`."""
        return next(data for data in self.buttons if data.startswith(start))


def buttons_of(delivery: Delivery) -> tuple[str, ...]:
    """Return what the buttons under a message do."""
    rows = delivery.keyboard or []
    return tuple(b["callback_data"] for row in rows for b in row if "callback_data" in b)


def step_of(delivery: Delivery) -> Step | None:
    """Return where a form stands, if the message shows one."""
    buttons = buttons_of(delivery)
    draft = key = ""
    for data in buttons:
        _, verb, at = (*data.split(":", 2), "", "")[:3]
        if not data.startswith("form:") or verb in ("go", "drop"):
            continue
        if verb == "submit":
            return Step(int(at), "review", buttons)
        draft, _, rest = at.partition(".")
        key = key or rest.partition(".")[0]
    return Step(int(draft), key or FIRST_FIELD, buttons) if draft else None


class Reader:
    """Plays one person and looks at their screen."""

    def __init__(self, playground: Playground, person: Person) -> None:
        self.person = person
        self._playground = playground

    @property
    def screen(self) -> Delivery | None:
        """Return the newest message with buttons, as it was shown last."""
        shown = (d for d in reversed(self.person.received) if d.keyboard)
        return next(shown, None)

    @property
    def step(self) -> Step | None:
        """Return where the form on the screen stands."""
        return step_of(self.screen) if self.screen else None

    async def until(
        self, happened: Callable[[], object], what: str, timeout_s: float = 60.0
    ) -> None:
        """Wait until something on the screen is as wanted."""
        deadline = time.monotonic() + timeout_s
        while not happened():
            left = deadline - time.monotonic()
            assert left > 0, f"{self.person.id} waited {timeout_s:g} s for {what}"
            await self._playground.delivered.bell.heard(min(left, 1.0))

    async def answers(self, text: str, key: str) -> Step:
        """Type an answer to the question `key`; return the step that is shown next."""
        return await self._moves(lambda: self.person.says(text), key)

    async def taps(self, data: str, key: str) -> Step:
        """Tap a button of the question `key`; return the step that is shown next."""
        return await self._moves(lambda: self.person.taps(data=data), key)

    async def _moves(self, act: Callable[[], object], key: str) -> Step:
        before = self.step
        act()
        await self.until(lambda: self.step != before, f"what follows {key}")
        assert self.step is not None
        return self.step
