"""Samples of alerts: what people save and follow, and the messages that come of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.alerting import (
    AlertLine,
    Followed,
    FollowsPage,
    Message,
    Overview,
    Reminded,
    SavedEntry,
    SavedPage,
    Terms,
)
from bot.domain.alerts import DIGEST_LINES, Alert, Follow, Frequency, Saved, Topic, Wishes
from bot.domain.changes import Change, EntryChange
from bot.domain.reminders import Reminder, What, planned
from bot.domain.schedule import Hours
from bot.gallery.figures import LONG_ID, ZONE, Figures
from bot.gallery.sampling import COUNTS, EVERYBODY, Sample, sampled
from bot.screens import alerts, following, telling

QUESTION: Final = "Demo: where can I learn laser cutting & <engraving>, and who pays for it?"
LONG_ENTRY: Final = "funding-" + 32 * "x"


def samples(f: Figures) -> Iterator[Sample]:
    """Yield them."""
    yield from _messages(f)
    yield from _reminders(f)
    yield from _saved(f)
    yield from _follows(f)
    yield from _settings(f)


def _entry(f: Figures) -> dict[str, Any]:
    deadline = f.now + timedelta(days=45)
    return {"id": LONG_ENTRY, "deadline_at": deadline, "deadline_zone": "Europe/Athens"}


def _line(
    f: Figures,
    change: Change,
    *,
    saved: bool = True,
    followed: Followed | None = None,
    **facts: Any,
) -> AlertLine:
    card = f.card(**_entry(f) | facts)
    is_day = change in {Change.MOVED, Change.DAYS_SET}
    moments = [
        (f.now + timedelta(days=n)).date().isoformat()
        if is_day
        else (f.now + timedelta(days=n)).isoformat()
        for n in (30, 45)
    ]
    with_before = change in {
        *(Change.PROLONGED, Change.DEADLINE_EARLIER, Change.OPENING_MOVED, Change.MOVED),
    }
    before, after = moments if with_before else (None, moments[1])
    made = EntryChange(LONG_ENTRY, change, f.now, before, after, LONG_ID)
    follow_id = followed.follow.id if followed else None
    return AlertLine(Alert(LONG_ID, 1, made, f.now, follow_id, saved), card, followed)


def follow(f: Figures, topic: Topic, id_: int = LONG_ID) -> Followed:
    """Return something that somebody follows."""
    sector = next(iter(f.knowledge.vocabulary.sectors))
    transition = next(iter(f.knowledge.vocabulary.transitions))
    value, label = {
        Topic.KIND: ("training", ""),
        Topic.SECTOR: (sector, "Demo sector & <more>"),
        Topic.TRANSITION: (transition, "Demo subject"),
        Topic.COUNTRY: ("SI", ""),
        Topic.SEARCH: ("x", ""),
    }[topic]
    text = QUESTION if topic is Topic.SEARCH else ""
    return Followed(Follow(id_, 1, topic, value, f.now, text), label)


def _messages(f: Figures) -> Iterator[Sample]:
    for change in Change:
        yield sampled(alerts.alert, f"saved, {change}", EVERYBODY, _line(f, change))
    for topic in Topic:
        line = _line(f, Change.APPEARED, saved=False, followed=follow(f, topic))
        yield sampled(alerts.alert, f"follows {topic}", EVERYBODY, line)
    gone = _line(f, Change.OPENED, saved=False)
    yield sampled(alerts.alert, "followed before", EVERYBODY, gone)
    lines = [_line(f, change) for change in Change]
    lines += [
        _line(f, Change.OPENED, saved=False, followed=follow(f, topic, LONG_ID - n))
        for n, topic in enumerate(Topic)
    ]
    for count in COUNTS:
        if not count:
            continue
        pages = -(-count // DIGEST_LINES)
        shown = (lines * 2)[: min(count, DIGEST_LINES)]
        key = f"digest:{LONG_ID}:2027-03-01"
        digest = Message(tuple(shown), key, pages // 2, pages, count)
        yield sampled(alerts.message, f"{count} alerts", EVERYBODY, digest)
    few = (lines[0], gone)
    missed = Message(few, "x", total=2, missed=True)
    yield sampled(alerts.message, "after a pause", EVERYBODY, missed)


def _reminders(f: Figures) -> Iterator[Sample]:
    card = f.card(**_entry(f), starts_at=f.now + timedelta(days=60))
    for what in What:
        for days in (0, 1, 2, 3, 14, 30):
            day = f.now.date() + timedelta(days=days)
            reminded = Reminded(card, Reminder(what, "x", days, day, f.now), days)
            yield sampled(alerts.reminder, f"{what}, {days} days", EVERYBODY, reminded)


def _saved(f: Figures) -> Iterator[Sample]:
    card = f.card(**_entry(f))
    saved = Saved(1, LONG_ENTRY, f.now)
    ahead = tuple(planned(card.entry, Hours(ZONE), f.now))
    entry = SavedEntry(card, saved, ahead)
    yield sampled(following.saved, "with reminders", EVERYBODY, entry)
    yield sampled(following.saved, "without a date", EVERYBODY, SavedEntry(f.card(), saved))
    applied = SavedEntry(card, replace(saved, applied_at=f.now))
    yield sampled(following.saved, "applied", EVERYBODY, applied)
    yield sampled(following.unsaved, "", EVERYBODY)
    yield sampled(following.why_not, "", EVERYBODY, LONG_ENTRY)
    yield sampled(following.dismissed, "", EVERYBODY)
    for count in COUNTS:
        pages = max(1, -(-count // 6))
        page = SavedPage((entry,) * min(count, 6), pages // 2, pages, count)
        yield sampled(following.saved_page, f"{count} entries", EVERYBODY, page)


def _follows(f: Figures) -> Iterator[Sample]:
    every = tuple(follow(f, topic, LONG_ID - n) for n, topic in enumerate(Topic))
    for one in every:
        yield sampled(following.following, one.follow.topic, EVERYBODY, one, _overview(f))
        yield sampled(following.unfollowed, one.follow.topic, EVERYBODY, one)
    yield sampled(following.unfollowed, "before", EVERYBODY, None)
    for count in COUNTS:
        pages = max(1, -(-count // 6))
        page = FollowsPage(every[: min(count, 5)], pages // 2, pages, count)
        yield sampled(following.follows_page, f"{count} follows", EVERYBODY, page)
    yield sampled(following.topics, "", EVERYBODY)
    for topic in set(Topic) - {Topic.SEARCH}:
        yield sampled(following.terms, topic, EVERYBODY, _terms(f, topic))


def _terms(f: Figures, topic: Topic) -> Terms:
    value, label = follow(f, topic).follow.value, "Demo & <term>"
    return Terms(topic, ((value, label, None), (value, label, LONG_ID)), 1, 3)


def _overview(f: Figures, count: int = 0, **wishes: Any) -> Overview:
    return Overview(Wishes(1, **wishes), ZONE, f.now, count, count, count)


def _settings(f: Figures) -> Iterator[Sample]:
    week = f.now + timedelta(days=7)
    for state, shown in (
        *((frequency.value, _overview(f, 1, frequency=frequency)) for frequency in Frequency),
        ("never quiet", _overview(f, frequency=Frequency.AT_ONCE, quiet_from=0, quiet_to=0)),
        ("paused for a week", _overview(f, 2, paused=True, paused_until=week)),
        ("paused", _overview(f, 2, paused=True)),
    ):
        yield sampled(following.overview, state, EVERYBODY, shown)
        yield sampled(telling.times, state, EVERYBODY, shown)
    for count in COUNTS:
        yield sampled(following.overview, f"{count} of each", EVERYBODY, _overview(f, count))
    for page in range(4):
        yield sampled(telling.zones, f"page {page}", EVERYBODY, _overview(f), page)
    yield sampled(telling.hours, "", EVERYBODY, _overview(f))
    yield sampled(telling.quiets, "", EVERYBODY, _overview(f))
    yield sampled(telling.pauses, "", EVERYBODY)
