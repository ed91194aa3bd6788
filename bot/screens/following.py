"""/alerts: what one saves and follows, and how and when one is told."""

from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.alerting import (
    Followed,
    FollowsPage,
    Overview,
    SavedEntry,
    SavedPage,
    Terms,
)
from bot.domain.alerts import NotForMe, Topic
from bot.domain.entries import Kind
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.alerts import change_alerts, topic
from bot.screens.parts import bold, button, few, lines, numbered, pager, paragraphs, safe, stacked
from bot.screens.telling import clock, rhythm

REASONS: Final = {
    NotForMe.MAY_NOT_APPLY: N_("I may not apply"),
    NotForMe.OTHER_SUBJECT: N_("Not my subject"),
    NotForMe.WRONG_TIME_OR_PLACE: N_("Wrong time or place"),
    NotForMe.OTHER: N_("Another reason"),
}
TOPICS: Final = {
    Topic.KIND: N_("A kind: training, funding, events …"),
    Topic.SECTOR: N_("A sector"),
    Topic.TRANSITION: N_("Green, digital or social change"),
    Topic.COUNTRY: N_("A country"),
}
_SENTENCES: Final = {
    Topic.KIND: N_("All that is new: {topic}"),
    Topic.SECTOR: N_("What is new for this sector: {topic}"),
    Topic.TRANSITION: N_("What is new on this subject: {topic}"),
    Topic.COUNTRY: N_("What is new in this country, or open to it: {topic}"),
    Topic.SEARCH: N_("What is new and answers your question: {topic}"),
}


def sentence(result: Followed, tr: Translator) -> str:
    """Say what somebody is told of because they follow something."""
    return tr(_SENTENCES[result.follow.topic], topic=topic(result, tr))


def overview(result: Overview, tr: Translator) -> Reply:
    """Show everything about somebody's alerts."""
    paused = result.wishes.is_paused(result.now)
    nothing = not (result.saved or result.follows)
    hint = tr(
        "Save an opportunity from its card, or follow a topic, and I tell you when something "
        "changes or comes up."
    )
    waiting = tr.plural("{n} piece of news waits.", "{n} pieces of news wait.", result.waiting)
    saved = tr.plural("{n} saved entry", "{n} saved entries", result.saved)
    follows = tr.plural("{n} topic or search", "{n} topics and searches", result.follows)
    return Reply(
        paragraphs(
            bold(tr("My alerts")),
            lines(
                safe(rhythm(result, tr)),
                safe(tr("Reminders of deadlines come at {hour}.", hour=clock(result.wishes.hour)))
                if not paused
                else None,
                safe(waiting) if result.waiting else None,
            ),
            safe(hint) if nothing else None,
        ),
        stacked(
            button(saved, "alerts", "saved", 0) if result.saved else None,
            button(follows, "alerts", "follows", 0) if result.follows else None,
            button(tr("Follow a topic"), "alerts", "topics"),
            button(tr("When and how often"), "alerts", "times"),
            button(tr("Switch on again"), "alerts", "resume")
            if paused
            else button(tr("Pause all"), "alerts", "pauses"),
        ),
    )


def saved(result: SavedEntry, tr: Translator) -> Reply:
    """Show a saved entry: what it brings, and when the reminders come."""
    entry = result.card.entry
    _, text = entry.in_language(tr.language)
    return Reply(
        paragraphs(
            lines(bold(tr("Saved: {title}", title=text.title)), _or_none(_dates(result, tr))),
            lines(
                safe(
                    tr("I tell you when its dates change, when it opens, or if it is cancelled.")
                ),
                safe(_reminders(result, tr)),
            ),
        ),
        stacked(
            replace(browse.way_back(result.card, tr), label=tr("See it")),
            button(tr("I have not applied after all"), "saved", "undo", entry.id)
            if result.saved.applied_at
            else button(tr("I have applied"), "saved", "applied", entry.id),
            button(tr("Not for me"), "saved", "not", entry.id),
            button(tr("Do not watch it any more"), "saved", "drop", entry.id),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def _dates(result: SavedEntry, tr: Translator) -> str:
    said = (browse.held(result.card, tr), browse.state(result.card, tr))
    return " ".join(part for part in said if part)


def _reminders(result: SavedEntry, tr: Translator) -> str:
    if result.saved.applied_at:
        return tr("You have applied: no more reminders.")
    if not result.ahead:
        return tr("No date is known that I could remind you of.")
    zone = result.card.zone
    days = [tr.date(one.at.astimezone(ZoneInfo(zone)).date()) for one in result.ahead]
    return tr("I remind you on: {days}", days=few(list(dict.fromkeys(days)), tr))


def unsaved(tr: Translator) -> Reply:
    """Confirm that nothing comes of an entry any more."""
    return Reply(
        safe(tr("Done: I tell you no more of this entry.")),
        stacked(button(tr("My alerts"), "alerts", "show")),
    )


def why_not(entry_id: str, tr: Translator) -> Reply:
    """Ask why an entry is not for somebody."""
    return Reply(
        lines(
            bold(tr("Why is it not for you?")),
            safe(tr("I tell you no more of it, whatever you follow.")),
        ),
        stacked(
            *(
                button(tr(words), "saved", "why", f"{entry_id}.{reason}")
                for reason, words in REASONS.items()
            ),
            button(tr("Back"), "entry", "open", entry_id),
        ),
    )


def dismissed(tr: Translator) -> Reply:
    """Confirm a dismissal."""
    return Reply(
        safe(tr("Thank you. I tell you no more of it.")),
        stacked(change_alerts(tr)),
    )


def following(result: Followed, how: Overview, tr: Translator) -> Reply:
    """Confirm that somebody follows something, and say when news come."""
    return Reply(
        lines(
            bold(tr("You follow this now.")),
            safe(sentence(result, tr)),
            safe(rhythm(how, tr)),
        ),
        stacked(
            button(tr("Stop following it"), "follow", "stop", result.follow.id),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def unfollowed(result: Followed | None, tr: Translator) -> Reply:
    """Confirm that somebody follows something no more."""
    said = tr("You follow it no more: {topic}", topic=topic(result, tr)) if result else ""
    return Reply(
        safe(said or tr("You do not follow it any more.")),
        stacked(change_alerts(tr)),
    )


def saved_page(result: SavedPage, tr: Translator) -> Reply:
    """List what somebody saved."""
    titles = [one.card.entry.in_language(tr.language)[1].title for one in result.entries]
    count = tr.plural("{n} saved entry", "{n} saved entries", result.total)
    told = (
        f"{number}. {safe(title)}" + (f" — {safe(dates)}" if (dates := _dates(one, tr)) else "")
        for number, (title, one) in enumerate(zip(titles, result.entries, strict=True), 1)
    )
    buttons = (
        button(f"{number}. {title}", "saved", "show", one.card.entry.id)
        for number, (title, one) in enumerate(zip(titles, result.entries, strict=True), 1)
    )
    return Reply(
        paragraphs(bold(count), lines(*told)),
        stacked(*buttons)
        + _turn(tr, "saved", result.number, result.pages)
        + stacked(
            button(tr("All of it into my calendar"), "calendar", "saved") if titles else None,
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def follows_page(result: FollowsPage, tr: Translator) -> Reply:
    """List what somebody follows, each with the button that ends it."""
    count = tr.plural("{n} topic or search", "{n} topics and searches", result.total)
    buttons = (
        button(
            f"{number}. " + tr("Stop: {topic}", topic=topic(one, tr)),
            "follow",
            "stop",
            one.follow.id,
        )
        for number, one in enumerate(result.follows, 1)
    )
    return Reply(
        paragraphs(
            lines(bold(tr("What you follow")), safe(count)),
            numbered(sentence(one, tr) for one in result.follows),
        ),
        stacked(*buttons)
        + _turn(tr, "follows", result.number, result.pages)
        + stacked(
            button(tr("Follow a topic"), "alerts", "topics"),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def _turn(tr: Translator, verb: str, number: int, pages: int) -> Rows:
    """Return the row of a list's pages; its action carries nothing but the number."""
    return pager(tr, "alerts", verb, "", number, pages)


def topics(tr: Translator) -> Reply:
    """Ask what to follow."""
    return Reply(
        paragraphs(
            bold(tr("What would you like to follow?")),
            safe(
                tr(
                    "Or ask a question: under the answer you can ask to be told of whatever new "
                    "fits it."
                )
            ),
        ),
        stacked(
            *(button(tr(words), "alerts", "terms", f"{one}.0") for one, words in TOPICS.items()),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def terms(result: Terms, tr: Translator) -> Reply:
    """List what can be followed of a topic; a tick says what is, and a tap changes it."""

    def one(value: str, label: str, follow_id: int | None) -> Button:
        said = tr(browse.TITLES[Kind(value)]) if result.topic is Topic.KIND else label
        if follow_id is None:
            return button(said, "follow", "on", f"{result.topic}.{value}.{result.number}")
        return button(f"✓ {said}", "follow", "off", f"{follow_id}.{result.topic}.{result.number}")

    return Reply(
        lines(
            bold(tr(TOPICS[result.topic])),
            safe(tr("A tap follows it, another one ends it.")),
        ),
        stacked(*(one(*term) for term in result.terms))
        + pager(tr, "alerts", "terms", result.topic, result.number, result.pages)
        + stacked(
            button(tr("Other topics"), "alerts", "topics"),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def _or_none(text: str) -> str | None:
    return safe(text) if text else None
