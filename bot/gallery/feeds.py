"""Samples of feeds: the list, one feed in every state, the first look, and what is unclear."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.entries import Kind
from bot.domain.feed_questions import FEED
from bot.domain.feeds import (
    Difference,
    Feed,
    FeedCounts,
    FeedFormat,
    FeedPreview,
    FeedShown,
    Glimpse,
    Vanished,
)
from bot.domain.forms import REVIEW
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.library.feeds.failures import Reason
from bot.screens import feeds, forms

TITLE: Final = "Demo: Kulturni <dogodki> & razpisi vseh občin in krajev v naši pokrajini, 2027"
URL: Final = "https://example.org/demo/calendar.ics?a=1&b=<2>"
ENTRY: Final = "demo-events-of-the-whole-regi-0123456789"
"""As long as an id may be: buttons have room for 64 bytes."""
DIFFERENCE: Final = Difference(
    ENTRY,
    TITLE,
    LONG_ID,
    (
        ("deadline_at", "2027-01-15T12:00:00", "2027-02-01T12:00:00"),
        ("text.sl.title", "Demo <ours>", "Demo & theirs"),
        ("held", "", "2027-03-01, 2027-03-02"),
        ("who_may_apply", "association", ""),
        ("url", URL, ""),
        ("city", "Kranj", "Ljubljana"),
    ),
)


def samples(f: Figures) -> Iterator[Sample]:
    """Yield what staff see of feeds."""
    yield from _standing(f)
    yield from _form(f)
    for count in COUNTS:
        listed = tuple(
            shown(f, id=n, failing_since=f.now if n % 2 else None) for n in range(count)
        )
        yield sampled(feeds.listed, f"{count} feeds", STAFF, listed)
        preview = FeedPreview(
            *(FeedFormat.TABLE, (Glimpse(TITLE, "2027-03"), Glimpse(TITLE)), count, count, count)
        )
        yield sampled(feeds.preview, f"{count} items", STAFF, preview)
        waiting = replace(shown(f), waiting=count, published=count)
        yield sampled(feeds.removed, f"{count} waiting", STAFF, waiting)
        yield sampled(feeds.to_remove, f"{count} waiting", STAFF, waiting)
    for format_ in FeedFormat:
        item = Glimpse(TITLE, "2027-03-01")
        yield sampled(feeds.preview, format_, STAFF, FeedPreview(format_, (item,), 1))
    yield sampled(feeds.added, "", STAFF, shown(f))
    yield sampled(feeds.fetching, "", STAFF, shown(f))
    yield sampled(feeds.difference, "", STAFF, DIFFERENCE)
    yield sampled(feeds.vanished, "with a day", STAFF, Vanished(ENTRY, TITLE, "2027-03-01"))
    yield sampled(feeds.vanished, "without a day", STAFF, Vanished(ENTRY, TITLE))
    for reason in Reason:
        yield sampled(feeds.given_up, reason, STAFF, shown(f).feed, reason.message)


def _standing(f: Figures) -> Iterator[Sample]:
    yield sampled(feeds.opened, "new", STAFF, replace(shown(f), hub=None))
    for count in COUNTS:
        counts = FeedCounts(*(count for _ in range(9)))
        read = shown(f, counts=counts, last_success_at=f.now)
        read = replace(read, waiting=count, published=count)
        yield sampled(feeds.opened, f"{count} of each", STAFF, read)
    trusted = replace(shown(f, trusted=True, last_success_at=f.now), may_trust=True)
    yield sampled(feeds.opened, "trusted", STAFF, trusted)
    yield sampled(feeds.opened, "not trusted", STAFF, replace(shown(f), may_trust=True))
    failing = shown(f, failing_since=f.now, failures=3)
    yield sampled(
        *(feeds.opened, "failing", STAFF),
        replace(failing, failure=Reason.CERTIFICATE.message),
    )
    for state, facts in (
        ("paused", {"paused": True}),
        ("given up", {"paused": True, "failing_since": f.now}),
    ):
        yield sampled(feeds.opened, state, STAFF, shown(f, **facts))
    unclear = replace(
        shown(f),
        differences=(DIFFERENCE,),
        vanished=(Vanished(ENTRY, TITLE, "2027-03-01"),),
    )
    yield sampled(feeds.opened, "to decide", STAFF, unclear)
    yield sampled(feeds.stands, "", STAFF, shown(f))
    for verb in ("take", "ours", "archive", "stay"):
        yield sampled(feeds.decided, verb, STAFF, unclear, verb)
    yield sampled(feeds.decided, "the last", STAFF, shown(f), "take")


def _form(f: Figures) -> Iterator[Sample]:
    answers = {
        "url": URL,
        "kind": str(Kind.EVENT),
        "language": "sl",
        "title": TITLE,
        "hub": f.hub.slug,
    }
    for step in (*(field.key for field in FEED.fields), REVIEW):

        def at(tr: Translator, step: str = step) -> Any:
            return f.step(tr, f.draft(FEED.name, step, answers=answers if step == REVIEW else {}))

        yield sampled(forms.step, f"{FEED.name}, {step}", STAFF, at)


def shown(f: Figures, **facts: Any) -> FeedShown:
    """Return a feed that nobody has."""
    given: dict[str, Any] = {
        "id": LONG_ID,
        "hub": f.hub.slug,
        "url": URL,
        "format": FeedFormat.ICAL,
        "title": TITLE,
        "language": "sl",
        "kind": Kind.EVENT,
        "timezone": f.hub.timezone,
        "next_at": f.now + timedelta(hours=6),
        "added_at": f.now,
    }
    return FeedShown(Feed(**given | facts), f.hub, f.hub.timezone)
