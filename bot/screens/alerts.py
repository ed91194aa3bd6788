"""Messages of alerts: one change, a digest, a reminder. Each says why it comes, and how to end it.

A sentence about a change has what was and what is: a deadline, a day, an opening.
"""

from datetime import date, datetime
from typing import Final

from bot.domain.alerting import AlertLine, Followed, Message, Reminded
from bot.domain.alerts import Alert, Topic, single_source
from bot.domain.changes import Change
from bot.domain.entries import Kind
from bot.domain.messages import N_
from bot.domain.reminders import What
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import Card
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.parts import (
    bold,
    button,
    lines,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

MOST_QUOTED: Final = 120
"""Characters of a search in a sentence."""
IN_A_ROW: Final = 5

_WITH_BEFORE: Final = {
    Change.PROLONGED: N_("Prolonged: {before} → {after}"),
    Change.DEADLINE_EARLIER: N_("The deadline is earlier: {before} → {after}"),
    Change.OPENING_MOVED: N_("It opens at another time: {before} → {after}"),
    Change.MOVED: N_("It takes place on another day: {before} → {after}"),
}
_WITHOUT: Final = {
    Change.APPEARED: N_("New in the network."),
    Change.OPENED: N_("It is open now."),
    Change.ON_AGAIN: N_("It takes place after all."),
    Change.CANCELLED: N_("Cancelled: it does not take place."),
    Change.CLOSED: N_("Closed before its time."),
}
_SAID_ALREADY: Final = frozenset(
    {Change.PROLONGED, Change.DEADLINE_EARLIER, Change.DEADLINE_SET, Change.CANCELLED}
)
"""Changes whose sentence says what the state of the card would say again."""


def topic(result: Followed, tr: Translator) -> str:
    """Return what somebody follows in a few words."""
    follow = result.follow
    match follow.topic:
        case Topic.KIND:
            known = follow.value in set(Kind)
            return tr(browse.TITLES[Kind(follow.value)]) if known else follow.value
        case Topic.COUNTRY:
            return tr.country(follow.value)
        case Topic.SEARCH:
            return f"“{shortened(follow.text, MOST_QUOTED)}”"
        case _:
            return result.label


def why(line: AlertLine, tr: Translator) -> str:
    """Say why an alert came."""
    if line.alert.saved:
        return tr("You get this because you saved it.")
    if line.followed is None:
        return tr("You get this because you followed it.")
    return tr("You get this because you follow: {topic}", topic=topic(line.followed, tr))


def what(line: AlertLine, tr: Translator) -> str:
    """Say what became of an entry, with what was before."""
    change = line.alert.change
    before, after = _said(change.before, line.card, tr), _said(change.after, line.card, tr)
    if change.change in _WITH_BEFORE:
        return tr(_WITH_BEFORE[change.change], before=before or "?", after=after or "?")
    if change.change is Change.DEADLINE_SET:
        return tr("It has a deadline now: {after}", after=after or "?")
    if change.change is Change.DAYS_SET:
        return tr("It has a day now: {after}", after=after or "?")
    first = tr(_WITHOUT[change.change])
    state = browse.state(line.card, tr) if change.change not in _SAID_ALREADY else ""
    news = (change.change is Change.APPEARED and (browse.held(line.card, tr) or state)) or ""
    until = state if change.change is Change.OPENED and line.card.entry.deadline_at else ""
    return " ".join(part for part in (first, news, until) if part)


def _said(value: str | None, card: Card, tr: Translator) -> str:
    """Return a moment in the reader's zone, or a day or month as it is."""
    if value is None:
        return ""
    if "T" in value:
        return tr.moment(datetime.fromisoformat(value), card.zone)
    return tr.date(date.fromisoformat(value)) if value.count("-") > 1 else tr.period(value)


def alert(result: AlertLine, tr: Translator) -> Reply:
    """Say one change: what, why it comes, and the ways on and out."""
    entry = result.card.entry
    _, text = entry.in_language(tr.language)
    is_new = result.alert.change.change is Change.APPEARED
    return Reply(
        paragraphs(
            lines(
                bold(text.title),
                safe(text.summary) if is_new and text.summary else None,
                safe(what(result, tr)),
            ),
            small(why(result, tr)),
        ),
        stacked(
            button(tr("See it"), "entry", "open", entry.id),
            None if result.alert.saved else button(tr("Save it"), "saved", "save", entry.id),
            None if result.alert.saved else button(tr("Not for me"), "saved", "not", entry.id),
            stop(result.alert, result.followed, tr),
            change_alerts(tr),
        ),
    )


def stop(alert: Alert, followed: Followed | None, tr: Translator) -> Button | None:
    """Return the button that ends exactly what brought an alert."""
    if alert.saved:
        return button(tr("No more of this entry"), "saved", "drop", alert.change.entry_id)
    if followed is None:
        return None
    return button(tr("Stop: {topic}", topic=topic(followed, tr)), "follow", "stop", _id(followed))


def change_alerts(tr: Translator) -> Button:
    """Return the button that leads to all settings of alerts."""
    return button(tr("Change my alerts"), "alerts", "show")


def _id(followed: Followed) -> int:
    return followed.follow.id


def message(result: Message, tr: Translator) -> Reply:
    """Say several changes in one message: a digest, or what somebody missed."""
    head = tr("While you were away") if result.missed else tr("News on what you saved and follow")
    count = (
        " · " + tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
        if result.pages > 1
        else ""
    )
    shown = [
        lines(
            f"{number}. " + bold(line.card.entry.in_language(tr.language)[1].title),
            safe(what(line, tr)),
            small(_short_why(line, tr)),
        )
        for number, line in enumerate(result.lines, 1)
    ]
    return Reply(
        paragraphs(bold(head) + count, *shown, small(_out(result, tr))),
        _numbers(result, tr)
        + pager(tr, "alerts", "rest", result.key, result.number, result.pages)
        + stacked(_stop_all(result, tr), change_alerts(tr)),
    )


def _short_why(line: AlertLine, tr: Translator) -> str:
    if line.alert.saved:
        return tr("You saved it.")
    if line.followed is None:
        return tr("You followed it.")
    return tr("You follow: {topic}", topic=topic(line.followed, tr))


def _out(result: Message, tr: Translator) -> str:
    if result.total > len(result.lines):
        return tr.plural(
            "You get this because you saved or follow it: {n} piece of news.",
            "You get this because you saved or follow it: {n} pieces of news.",
            result.total,
        )
    return tr("You get this because you saved or follow these things.")


def _numbers(result: Message, tr: Translator) -> Rows:
    buttons = [
        button(tr.number(number), "entry", "open", line.card.entry.id)
        for number, line in enumerate(result.lines, 1)
    ]
    return tuple(
        tuple(buttons[first : first + IN_A_ROW]) for first in range(0, len(buttons), IN_A_ROW)
    )


def _stop_all(result: Message, tr: Translator) -> Button | None:
    """Return what ends just this: the one thing that brought it all, or everything."""
    one = single_source(line.alert for line in result.lines)
    if one is not None and result.pages == 1:
        line = next(line for line in result.lines if line.alert is one)
        if (found := stop(one, line.followed, tr)) is not None:
            return found
    return button(tr("No more of these messages"), "alerts", "pause", "open")


def reminder(result: Reminded, tr: Translator) -> Reply:
    """Remind of a deadline, or of what begins."""
    entry, days = result.card.entry, result.left
    _, text = entry.in_language(tr.language)
    if result.reminder.what is What.DEADLINE:
        first = tr.plural("{n} day to the deadline", "{n} days to the deadline", days)
        today, second = tr("The deadline is today"), browse.state(result.card, tr)
    else:
        first = tr.plural("It begins in {n} day", "It begins in {n} days", days)
        today, second = tr("It begins today"), browse.held(result.card, tr)
    return Reply(
        paragraphs(
            lines(
                bold(first if days else today), bold(text.title), safe(second) if second else None
            ),
            small(tr("You get this because you saved it.")),
        ),
        stacked(
            button(tr("See it"), "entry", "open", entry.id),
            button(tr("I have applied"), "saved", "applied", entry.id)
            if result.reminder.what is What.DEADLINE
            else None,
            button(tr("No more of this entry"), "saved", "drop", entry.id),
            change_alerts(tr),
        ),
    )
