"""One sample for each thing that a screen can show: each state, each form step, each refusal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.domain.answers import Confidence
from bot.domain.broadcasts import Delivery
from bot.domain.challenges import ChallengeState
from bot.domain.entries import EntryText, Kind
from bot.domain.forms import REVIEW, Form, Takes
from bot.domain.people import Role
from bot.domain.questions import CHALLENGE, DECLINE, PROFILE, PUBLISH, broadcast_form
from bot.domain.refusals import NotUnderstood, Refusal
from bot.domain.replies import Reply
from bot.domain.results import Found, InterestShown, Matches, Page, ProfileShown, Welcome
from bot.gallery.figures import LONG_ID, Figures
from bot.i18n import Languages, Translator, places
from bot.screens import (
    ask,
    broadcasts,
    browse,
    challenges,
    desk,
    errors,
    forms,
    matches,
    notices,
    profile,
    start,
)
from bot.services.content import Knowledge

Make = Callable[[Translator], Reply]
COUNTS: Final = (0, 1, 2, 3, 5, 101)
"""Each plural form of each language is among these."""
EVERYBODY: Final = "everybody"
CREATIVES: Final = "creatives"
COMPANIES: Final = "companies"
STAFF: Final = "staff"


@dataclass(frozen=True, slots=True)
class Sample:
    """A screen in one of its states: `module.function · state`, who sees it, how to make it."""

    name: str
    audience: str
    make: Make

    @property
    def screen(self) -> str:
        """Return the function that makes it: `browse.card`."""
        return self.name.split(" · ", 1)[0]


def samples(knowledge: Knowledge, languages: Languages, now: datetime) -> list[Sample]:
    """Return every screen in every state, from real content and demo figures."""
    figures = Figures(knowledge, languages, now)
    rooms = (
        _start,
        _ask,
        _lists,
        _cards,
        _hubs,
        _profile,
        _forms,
        _matches,
        _challenges,
        _desk,
        _broadcasts,
        _notices,
        _errors,
    )
    return [sample for room in rooms for sample in room(figures)]


def _start(f: Figures) -> Iterator[Sample]:
    draft = f.draft("challenge", "problem")
    welcomes: dict[str, Callable[[Translator], Welcome]] = {
        "new": lambda tr: Welcome(f.person(tr), None, None),
        "with a hub": lambda tr: Welcome(f.person(tr), f.hub, None),
        "with a draft": lambda tr: Welcome(f.person(tr), f.hub, draft),
        "joined as staff": lambda tr: Welcome(f.staff(tr), f.hub, None, joined_as_staff=True),
    }
    for state, result in welcomes.items():
        yield Sample(
            f"start.welcome · {state}",
            EVERYBODY,
            lambda tr, result=result: start.welcome(result(tr), tr),  # type: ignore[misc]
        )
    for role, audience in ((Role.CREATIVE, CREATIVES), (Role.COMPANY, COMPANIES)):
        yield Sample(
            f"start.role_chosen · {role}",
            audience,
            lambda tr, role=role: start.role_chosen(f.person(tr, role=role), tr),  # type: ignore[misc]
        )
    yield Sample("start.help_", EVERYBODY, lambda tr: start.help_(f.person(tr), tr))
    yield Sample("start.help_ · staff", STAFF, lambda tr: start.help_(f.staff(tr), tr))
    yield Sample("start.how_to_ask", EVERYBODY, start.how_to_ask)
    offered = f.languages.offered
    yield Sample("start.languages", EVERYBODY, lambda tr: start.languages(offered, tr))
    yield Sample("start.language_set", EVERYBODY, start.language_set)
    for name in start.FORM_NAMES:
        open_ = f.draft(name)
        yield _of(f"start.still_open · {name}", _filler(name), start.still_open, open_)
