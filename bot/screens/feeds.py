"""Feeds as staff see them: the list, one feed, the first look at an address, what waits."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.domain.feeds import (
    Difference,
    Feed,
    FeedFormat,
    FeedPreview,
    FeedShown,
    FeedState,
    Glimpse,
    Vanished,
)
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    lines,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

MOST_SHOWN: Final = 20
MOST_FIELDS: Final = 4
_TITLE: Final = 80
_VALUE: Final = 120
_MONTH: Final = 7
"""Letters of `2027-05`."""

FORMATS: Final = {
    FeedFormat.ICAL: N_("Calendar (iCalendar)"),
    FeedFormat.SYNDICATION: N_("News feed (RSS or Atom)"),
    FeedFormat.TABLE: N_("Table (CSV or Excel)"),
}
STATES: Final = {
    FeedState.NEW: N_("not fetched yet"),
    FeedState.WORKING: N_("works"),
    FeedState.FAILING: N_("fails at the moment"),
    FeedState.PAUSED: N_("paused"),
    FeedState.GIVEN_UP: N_("paused after two weeks of failures"),
}
_DECIDED: Final = {
    "take": N_("The entry says what the feed says now."),
    "ours": N_("The entry stays as you wrote it."),
    "archive": N_("The entry is taken out."),
    "stay": N_("The entry stays in."),
}
_FIELDS: Final = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "body": N_("Text"),
    "deadline_at": N_("Deadline"),
    "starts_at": N_("Begins"),
    "ends_at": N_("Ends"),
    "held": N_("Days"),
    "city": N_("Place"),
    "url": N_("Page"),
    "status": N_("Status"),
}


def listed(feeds: Sequence[FeedShown], tr: Translator) -> Reply:
    """List the feeds of a staff member's hubs, each with its state in words."""
    add = button(tr("Add a feed"), "feed", "new")
    if not feeds:
        return Reply(
            lines(
                bold(tr("There is no feed yet.")),
                safe(
                    tr(
                        "A feed is a calendar, a news feed or a table of a partner. I read it "
                        "several times a day, and what is new waits for you here."
                    )
                ),
            ),
            stacked(add),
        )
    count = tr.plural("{n} feed", "{n} feeds", len(feeds))
    left = len(feeds) - MOST_SHOWN
    return Reply(
        paragraphs(
            bold(count),
            lines(*(_line(shown, tr) for shown in feeds[:MOST_SHOWN])),
            safe(tr.plural("{n} more", "{n} more", left)) if left > 0 else None,
        ),
        stacked(*(_open(shown.feed, tr) for shown in feeds[:MOST_SHOWN]), add),
    )


def _line(shown: FeedShown, tr: Translator) -> str:
    feed = shown.feed
    waits = tr.plural("{n} thing to decide", "{n} things to decide", shown.to_decide)
    said = (tr(STATES[feed.state]), waits if shown.to_decide else None)
    return f"{safe(shortened(feed.title, _TITLE))} — " + safe(" · ".join(s for s in said if s))


def _open(feed: Feed, tr: Translator) -> Button:
    return button(feed.title, "feed", "open", feed.id)


def opened(shown: FeedShown, tr: Translator) -> Reply:
    """Show one feed; what waits for a decision follows, each in a message of its own."""
    reply = stands(shown, tr)
    for one in shown.differences:
        reply = reply.and_then(difference(one, tr))
    for gone in shown.vanished:
        reply = reply.and_then(vanished(gone, tr))
    return reply


def stands(shown: FeedShown, tr: Translator) -> Reply:
    """Say of one feed where it is, how it stands, what the last reading brought."""
    feed = shown.feed
    hub = shown.hub.named(tr.language) if shown.hub else tr("Network desk")
    trusted = (
        tr("Trusted: new items are published at once.")
        if feed.trusted
        else tr("New items wait until somebody publishes them.")
    )
    return Reply(
        paragraphs(
            lines(
                bold(shortened(feed.title, _TITLE)),
                small(f"{tr(FORMATS[feed.format])} · {tr.name_of(feed.language)} · {hub}"),
                safe(shortened(feed.url, 200)),
            ),
            lines(*_standing(shown, tr)),
            lines(
                safe(trusted),
                safe(_entries(shown, tr)),
            ),
            lines(*_brought(shown, tr)),
        ),
        stacked(*_moves(shown, tr)),
    )


def _standing(shown: FeedShown, tr: Translator) -> list[str | None]:
    feed = shown.feed
    read = feed.last_success_at
    return [
        safe(tr("State: {state}", state=tr(STATES[feed.state]))),
        bold(tr(shown.failure)) if shown.failure else None,
        safe(tr("Last read: {moment}", moment=tr.moment(read, shown.zone))) if read else None,
        safe(tr("Next attempt: {moment}", moment=tr.moment(feed.next_at, shown.zone)))
        if not feed.paused
        else None,
    ]


def _entries(shown: FeedShown, tr: Translator) -> str:
    published = tr.plural("{n} entry published", "{n} entries published", shown.published)
    waiting = tr.plural("{n} entry waits", "{n} entries wait", shown.waiting)
    return f"{published} · {waiting}"


def _brought(shown: FeedShown, tr: Translator) -> list[str | None]:
    """Say what the last reading came to, each count that is not zero."""
    counts = shown.feed.counts
    if not shown.feed.last_success_at:
        return []
    items = tr.plural("{n} item in the feed", "{n} items in the feed", counts.items)
    said = (
        (counts.new, tr.plural("{n} new", "{n} new", counts.new)),
        (counts.changed, tr.plural("{n} changed", "{n} changed", counts.changed)),
        (counts.elsewhere, tr.plural("{n} known already", "{n} known already", counts.elsewhere)),
        (counts.past, tr.plural("{n} over", "{n} over", counts.past)),
        (counts.broken + counts.refused, _unusable(counts.broken + counts.refused, tr)),
        (counts.left_out, tr.plural("{n} left out", "{n} left out", counts.left_out)),
    )
    return [small(" · ".join((items, *(words for count, words in said if count))))]


def _unusable(count: int, tr: Translator) -> str:
    return tr.plural(
        "{n} without a title or a readable date", "{n} without a title or a readable date", count
    )


def _moves(shown: FeedShown, tr: Translator) -> list[Button | None]:
    feed = shown.feed
    trust = (
        button(tr("Do not trust it any more"), "feed", "distrust", feed.id)
        if feed.trusted
        else button(tr("Trust it: publish at once"), "feed", "trust", feed.id)
    )
    waits = tr.plural(
        "Go through {n} waiting entry", "Go through {n} waiting entries", shown.waiting
    )
    return [
        button(waits, "content", "wait") if shown.waiting else None,
        button(tr("Fetch it now"), "feed", "fetch", feed.id) if not feed.paused else None,
        button(tr("Go on fetching"), "feed", "resume", feed.id)
        if feed.paused
        else button(tr("Pause"), "feed", "pause", feed.id),
        trust if shown.may_trust else None,
        button(tr("Remove this feed"), "feed", "ask", feed.id),
        button(tr("Back to the feeds"), "feed", "list"),
    ]


def difference(one: Difference, tr: Translator) -> Reply:
    """Show where a feed says something else than the person who edited its entry."""
    entry = f"{one.entry_id}.{one.revision}"
    shown = one.fields[:MOST_FIELDS]
    left = len(one.fields) - len(shown)
    return Reply(
        paragraphs(
            lines(
                bold(shortened(one.title, _TITLE)),
                safe(tr("You edited this entry, and its feed says something else now.")),
            ),
            *(
                lines(
                    safe(_field(path, tr)),
                    safe(tr("Yours: {value}", value=_value(path, ours, tr))),
                    safe(tr("The feed: {value}", value=_value(path, theirs, tr))),
                )
                for path, ours, theirs in shown
            ),
            safe(tr.plural("{n} more", "{n} more", left)) if left > 0 else None,
        ),
        stacked(
            button(tr("Take what the feed says"), "feed", "take", entry),
            button(tr("Keep ours"), "feed", "ours", entry),
        ),
    )


def _field(path: str, tr: Translator) -> str:
    parts = path.split(".")
    name = tr(_FIELDS[parts[-1]]) if parts[-1] in _FIELDS else path
    return f"{name} ({parts[1]})" if parts[0] == "text" and len(parts) > 2 else name


def _value(path: str, value: str, tr: Translator) -> str:
    if not value:
        return "–"
    if path.endswith("_at"):
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return shortened(value, _VALUE)
        return f"{tr.date(at.date())}, {at:%H:%M}"
    return shortened(value, _VALUE)


def vanished(one: Vanished, tr: Translator) -> Reply:
    """Show an entry that is ahead and that its feed does not hold any more."""
    day = f" ({_day(one.day, tr)})" if one.day else ""
    return Reply(
        lines(
            bold(shortened(one.title, _TITLE) + day),
            safe(tr("This is no longer in the feed. It may have been cancelled or moved.")),
        ),
        stacked(
            button(tr("Take it out"), "feed", "archive", one.entry_id),
            button(tr("Leave it in"), "feed", "stay", one.entry_id),
        ),
    )


def decided(shown: FeedShown, verb: str, tr: Translator) -> Reply:
    """Confirm a decision in its place; what else waits is counted, and was sent before."""
    left = shown.to_decide
    waits = tr.plural("{n} thing to decide", "{n} things to decide", left)
    return Reply(
        lines(bold(tr(_DECIDED[verb])), safe(waits) if left else None),
        stacked(_open(shown.feed, tr)),
    )


def preview(result: FeedPreview, tr: Translator) -> Reply:
    """Say what lies at an address, with its first items."""
    count = tr.plural(
        "{n} item that is not over yet", "{n} items that are not over yet", result.total
    )
    also = (
        (result.past, tr.plural("{n} over", "{n} over", result.past)),
        (result.broken, _unusable(result.broken, tr)),
    )
    said = " · ".join((count, *(words for number, words in also if number)))
    return Reply(
        paragraphs(
            lines(
                bold(tr("I can read this: {format}", format=tr(FORMATS[result.format]))),
                safe(said),
            ),
            lines(*(_glimpse(n, item, tr) for n, item in enumerate(result.items, 1))),
        )
    )


def _glimpse(number: int, item: Glimpse, tr: Translator) -> str:
    day = f" — {_day(item.day, tr)}" if item.day else ""
    return f"{number}. {safe(shortened(item.title, _TITLE) + day)}"


def _day(day: str, tr: Translator) -> str:
    if len(day) <= _MONTH:
        return tr.period(day)
    return tr.date(date.fromisoformat(day))


def added(shown: FeedShown, tr: Translator) -> Reply:
    """Confirm a new feed, and say what happens now."""
    return Reply(
        lines(
            bold(tr("Added: {title}", title=shortened(shown.feed.title, _TITLE))),
            safe(
                tr(
                    "I fetch it within a minute. What it brings waits under /content until "
                    "somebody publishes it."
                )
            ),
        ),
        stacked(_open(shown.feed, tr), button(tr("Back to the feeds"), "feed", "list")),
    )


def fetching(shown: FeedShown, tr: Translator) -> Reply:
    """Say that a feed is fetched within moments."""
    return Reply(
        lines(
            bold(tr("I fetch this within a minute: {title}", title=shown.feed.title)),
            safe(tr("Open it again to see what came of it.")),
        ),
        stacked(_open(shown.feed, tr), button(tr("Back to the feeds"), "feed", "list")),
    )


def to_remove(shown: FeedShown, tr: Translator) -> Reply:
    """Ask before a feed is removed."""
    return Reply(
        lines(
            bold(tr("Remove this feed? {title}", title=shortened(shown.feed.title, _TITLE))),
            safe(_entries(shown, tr)),
            safe(tr("What waits is thrown away. What is published stays as it is.")),
        ),
        stacked(
            button(tr("Yes, remove it"), "feed", "remove", shown.feed.id),
            button(tr("No, keep it"), "feed", "open", shown.feed.id),
        ),
    )


def removed(shown: FeedShown, tr: Translator) -> Reply:
    """Confirm that a feed is gone."""
    thrown = tr.plural(
        "{n} waiting entry was thrown away.",
        "{n} waiting entries were thrown away.",
        shown.waiting,
    )
    return Reply(
        lines(
            bold(tr("Removed: {title}", title=shortened(shown.feed.title, _TITLE))),
            safe(thrown) if shown.waiting else None,
        ),
        stacked(button(tr("Back to the feeds"), "feed", "list")),
    )


def given_up(feed: Feed, reason: str, tr: Translator) -> Reply:
    """Tell staff once that a feed is paused because it failed for two weeks."""
    return Reply(
        lines(
            bold(tr("I paused a feed: {title}", title=shortened(feed.title, _TITLE))),
            safe(tr("I could not read it for two weeks. The last reason:")),
            safe(tr(reason)),
        ),
        stacked(_open(feed, tr)),
    )
