"""Samples of how entries are kept true: corrections of readers, and lists to look at again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.checklists import Before, Done, Due, Item, Pile, Standing
from bot.domain.corrections import Correction, Proposal, Ruled, Wrong
from bot.domain.entries import Amount, Status
from bot.domain.results import Card
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, EVERYBODY, STAFF, Sample, sampled
from bot.screens import corrections, freshness

VALUE = "Demo: the page says 15 January & <not> earlier."
SOURCE = "https://example.org/demo?call=1&page=2"


def samples(f: Figures) -> Iterator[Sample]:
    """Yield what readers see, and what staff see."""
    yield from _corrections(f)
    yield from _checklists(f)


def _card(f: Figures, days: int = 9) -> Card:
    return f.card(
        status=Status.DATED,
        deadline_at=f.now + timedelta(days=days),
        deadline_zone="Europe/Athens",
        amount=Amount("EUR", maximum=10_000),
        city="Kranj",
        url=SOURCE,
    )


def _proposal(f: Figures, wrong: Wrong) -> Proposal:
    return Proposal(LONG_ID, _card(f).entry.id, wrong, VALUE, f.now, "en", 1, SOURCE)


def _corrections(f: Figures) -> Iterator[Sample]:
    card, later = _card(f), _card(f, 30)
    yield sampled(corrections.what_is_wrong, "everything said", EVERYBODY, card)
    yield sampled(corrections.what_is_wrong, "nothing said", EVERYBODY, f.card())
    yield sampled(corrections.proposed, "", EVERYBODY, card)
    yield sampled(corrections.proposed_before, "", EVERYBODY)
    yield sampled(corrections.ruled_before, "", STAFF)
    for wrong in Wrong:
        one = Correction(_proposal(f, wrong), card, later, "Demo <creative>")
        by_hand = replace(one, after=None, name=None)
        yield sampled(corrections.correction, wrong, STAFF, one)
        yield sampled(corrections.correction, f"{wrong} by hand", STAFF, by_hand)
    deadline = _proposal(f, Wrong.DEADLINE)
    for count in COUNTS:
        ruled = Ruled(deadline, later, card, told=count)
        waiting = (Correction(deadline, card),) * count
        same = Correction(deadline, card, later, same=count)
        yield sampled(corrections.waiting, f"{count} waiting", STAFF, waiting)
        yield sampled(corrections.correction, f"{count} others", STAFF, same)
        yield sampled(corrections.ruled, f"accepted, {count} told", STAFF, ruled)
        if count:
            yield sampled(corrections.notice, f"{count} waiting", STAFF, count, f.hub)
    yield sampled(corrections.notice, "network desk", STAFF, 2, None)
    no = Ruled(deadline, card, card, told=1, reason="Demo: the page names no date.")
    yield sampled(corrections.ruled, "declined", STAFF, no)
    yield sampled(corrections.declined, "", EVERYBODY, no)
    yield sampled(corrections.accepted, "changed", EVERYBODY, Ruled(deadline, later, card))
    text = Ruled(_proposal(f, Wrong.TEXT), card, card)
    yield sampled(corrections.accepted, "by hand", EVERYBODY, text)


def _checklists(f: Figures) -> Iterator[Sample]:
    entry = "e" * 40  # as long as an id may be
    open_ = [Item(entry, VALUE, SOURCE, why, 70) for why in Due]
    done = [Item(entry, VALUE, SOURCE, done=what) for what in Done]
    pile = Pile(f.hub.slug, f.hub, 12)
    yield sampled(freshness.piles, "none", STAFF, ())
    yield sampled(freshness.piles, "two", STAFF, (pile, Pile(None, None, 101)))
    for state, items, left in (
        ("nothing", (), 0),
        ("begun", (*open_, *done), 7),
        ("long", (*open_, *open_, *open_, Item(entry, VALUE)), 0),
    ):
        for hub in (f.hub, None):
            standing = Standing(LONG_ID, hub, tuple(items), left)
            name = f"{state}, {'hub' if hub else 'network desk'}"
            yield sampled(freshness.checklist, name, STAFF, standing)
            if items:
                yield sampled(freshness.weekly, name, STAFF, standing)
    for count in COUNTS:
        aged = Item(entry, VALUE, None, Due.AGED, count)
        yield sampled(
            freshness.checklist, f"{count} days", STAFF, Standing(1, f.hub, (aged,), count)
        )
        finished = Standing(LONG_ID, f.hub, tuple(done), count)
        yield sampled(freshness.checklist, f"done, {count} left", STAFF, finished)
    for state, who in (("by name", "Demo <colleague>"), ("by somebody gone", None)):
        before = Before(VALUE, who, f.now, "Europe/Athens")
        told = Standing(LONG_ID, f.hub, tuple(done), 0, before)
        yield sampled(freshness.checklist, f"before, {state}", STAFF, told)
    for wanted in (True, False):
        yield sampled(freshness.weekly_set, "on" if wanted else "off", STAFF, wanted)
