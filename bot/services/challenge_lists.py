"""The lists of the challenge form: what its questions offer beside the terms of the vocabulary."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain.challenges import Orientation
from bot.domain.entries import Term, Vocabulary
from bot.domain.messages import N_
from bot.domain.opportunities import Team
from bot.domain.parsing import MOST_HOURS
from bot.domain.terms import Handed, Reward, Rights
from bot.i18n import Translator

Terms = Callable[[Translator], Mapping[str, Term]]

COMPANIES: Final = "companies"
"""The companies that a person named before; each is offered by its name, and typed ones count."""
_HOURS: Final = ("2", "4", "8", "16", "40")
_ANSWERERS: Final = {
    Team.SOLO: N_("One person"),
    Team.TEAM: N_("A team"),
    Team.EITHER: N_("Both are fine"),
}
_ORIENTATIONS: Final = {
    Orientation.PRODUCT: N_("A product or service"),
    Orientation.PROCESS: N_("How we work"),
}
_HANDED: Final = {
    Handed.TALK: N_("A few words and a conversation"),
    Handed.SKETCH: N_("A sketch"),
    Handed.FINISHED: N_("Finished work"),
}
_REWARDS: Final = {
    Reward.FEE: N_("A fee for everybody who works on it"),
    Reward.PRIZE: N_("A prize for whom you choose"),
    Reward.NONE: N_("Nothing before you agree on it"),
}
_RIGHTS: Final = {
    Rights.KEPT: N_("Theirs; any use is agreed with them"),
    Rights.LICENSED: N_("Theirs; you may use it for this"),
    Rights.SHARED: N_("Both may use and develop it"),
    Rights.BOUGHT: N_("Yours, once you have paid for it"),
}


def lists(
    vocabulary: Callable[[], Vocabulary], said: Callable[[Mapping[Any, str]], dict[str, Term]]
) -> dict[str, Terms]:
    """Return the lists by name; `said` gives messages in all offered languages."""
    return {
        COMPANIES: lambda tr: {},
        "industries": lambda tr: vocabulary().industries,
        "answerers": lambda tr: said(_ANSWERERS),
        "orientations": lambda tr: said(_ORIENTATIONS),
        "handed": lambda tr: said(_HANDED),
        "rewards": lambda tr: said(_REWARDS),
        "rights": lambda tr: said(_RIGHTS),
        "hours": lambda tr: {
            hours: Term(hours, {tr.language: label_of("hours", hours, tr) or ""})
            for hours in _HOURS
        },
    }


def takes(name: str, value: str) -> bool:
    """Say whether a list takes a value that it does not show: one that was typed."""
    return name == "hours" and value.isdecimal() and 0 < int(value) <= MOST_HOURS


def label_of(name: str, value: str, tr: Translator) -> str | None:
    """Return the words for a value that is in no list of terms; None if there are none."""
    if name == "hours" and value.isdecimal():
        return tr.plural("{n} hour", "{n} hours", int(value))
    return None
