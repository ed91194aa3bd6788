"""Fair terms in plain words: what is handed in, what is paid, whose the work is, what is missing.

Everything here is plain text; who shows it makes it safe.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.messages import N_
from bot.domain.terms import (
    MOST_UNPAID_HOURS,
    FairLabel,
    Handed,
    Reward,
    Rights,
    Terms,
    Unfair,
)
from bot.i18n import Translator

HANDED: Final[Mapping[Handed, str]] = {
    Handed.TALK: N_("a few words and a talk"),
    Handed.SKETCH: N_("a sketch"),
    Handed.FINISHED: N_("finished work"),
}
"""What is handed in before anybody is chosen, as a choice."""
REWARDS: Final[Mapping[Reward, str]] = {
    Reward.FEE: N_("a fee for everybody who is asked to work"),
    Reward.PRIZE: N_("a prize for the chosen"),
    Reward.NONE: N_("nothing before both sides agree"),
}
RIGHTS: Final[Mapping[Rights, str]] = {
    Rights.KEPT: N_("It stays with its author; every use is agreed."),
    Rights.LICENSED: N_("It stays with its author; the company may use it for this."),
    Rights.SHARED: N_("Both may use and develop it."),
    Rights.BOUGHT: N_("It is the company's as soon as it is paid."),
}
"""Whose the chosen work is: the four choices."""

_LABELS: Final[Mapping[FairLabel, str]] = {
    FairLabel.PAID: N_("Paid work"),
    FairLabel.CHOSEN_PAID: N_("A prize: only the chosen are paid"),
    FairLabel.TALK_ONLY: N_("A talk first: no work before both sides agree"),
    FairLabel.SMALL_SKETCH: N_("A small sketch without pay"),
}


def label(terms: Terms, tr: Translator) -> str:
    """Return the fair-terms label: what a creative reads before they write a word."""
    if terms.label is None:
        return tr("The terms are not complete yet")
    return tr(_LABELS[terms.label])


def lines(terms: Terms, tr: Translator) -> list[str]:
    """Return the terms as sentences, as far as they are known."""
    return list(_sentences(terms, tr))


def _sentences(terms: Terms, tr: Translator) -> Iterator[str]:
    if terms.handed is not None:
        yield tr("To hand in: {handed}.", handed=tr(HANDED[terms.handed]))
    if terms.effort_hours:
        yield tr.plural("Effort: {n} hour.", "Effort: {n} hours.", terms.effort_hours)
    if terms.reward is not None:
        yield _paid(terms, terms.reward, tr)
    if terms.rights is not None:
        yield tr("The chosen work: {rights}", rights=tr(RIGHTS[terms.rights]))
    yield tr("The work of those who are not chosen stays theirs.")


def _paid(terms: Terms, reward: Reward, tr: Translator) -> str:
    if reward is Reward.NONE:
        return tr("Paid: {reward}.", reward=tr(REWARDS[reward]))
    if not terms.amount:
        return tr("Paid: {reward}. The sum is not said yet.", reward=tr(REWARDS[reward]))
    amount = tr.money(terms.amount, terms.currency)
    if terms.hourly is None or terms.hourly < 1:
        return tr("Paid: {reward}, {amount}.", reward=tr(REWARDS[reward]), amount=amount)
    return tr(
        "Paid: {reward}, {amount}; that is {hourly} an hour.",
        reward=tr(REWARDS[reward]),
        amount=amount,
        hourly=tr.money(int(terms.hourly), terms.currency),
    )


_OBJECTIONS: Final[Mapping[Unfair, str]] = {
    Unfair.NO_HANDED: N_(
        "It is not said yet what is handed in before somebody is chosen: a talk, a sketch or "
        "finished work."
    ),
    Unfair.NO_REWARD: N_("It is not said yet what is paid: a fee, a prize or nothing."),
    Unfair.NO_RIGHTS: N_("It is not said yet whose the chosen work is."),
    Unfair.NO_AMOUNT: N_("The sum is missing. A round figure is enough."),
    Unfair.NO_HOURS: N_("It is not said yet how many hours one needs for what is handed in."),
    Unfair.UNPAID_WORK: N_(
        "Finished work is paid to everybody who is asked for it; a prize pays the chosen only. A "
        "fee mends it, or a sketch or a talk instead of finished work."
    ),
    Unfair.RIGHTS_UNPAID: N_(
        "The rights are to be bought, and nothing is paid. A sum mends it, or work that stays "
        "with its author."
    ),
}


def objection(why: Unfair, tr: Translator) -> str:
    """Say why terms cannot be published as they are, and how to mend it."""
    if why is Unfair.LONG_SKETCH:
        return tr.plural(
            "Without a fee a sketch takes {n} hour at most. Less work mends it, or a fee.",
            "Without a fee a sketch takes {n} hours at most. Less work mends it, or a fee.",
            MOST_UNPAID_HOURS,
        )
    return tr(_OBJECTIONS[why])
