"""Editing by message: an entry with its fields, what a change does, and what was done before."""

from typing import Final

from bot.domain.editing import Publication
from bot.domain.entries import OPPORTUNITIES
from bot.domain.entry_views import (
    ChangePreview,
    ContentDesk,
    EntryView,
    Event,
    FoundEntries,
    ShownField,
)
from bot.domain.messages import N_
from bot.domain.refusals import Refusal
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Translator
from bot.screens.browse import card_html
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

_VALUE_LENGTH: Final = 160
_EVENTS_LENGTH: Final = 60
"""The longest value in a list of fields, and in the history."""
_MISFITS: Final = 8

_DONE: Final = {
    "new_entry": N_("Written and published"),
    "edit_entry": N_("Changed"),
    "take_back_edit": N_("Back to the source"),
    "archive_entry": N_("Archived"),
    "restore_entry": N_("Restored"),
    "publish_entry": N_("Published"),
    "reject_entry": N_("Rejected"),
    "cancel_entry": N_("Marked as cancelled"),
    "reinstate_entry": N_("Takes place after all"),
    "confirm_entry": N_("Confirmed"),
    "accept_correction": N_("Corrected as a reader proposed"),
    "import": N_("Imported"),
    "feed_new": N_("Brought in"),
    "feed_theirs": N_("Taken over from the feed"),
    "feed_ours": N_("Kept, although the feed says otherwise"),
    "feed_gone": N_("Archived"),
    "feed_stays": N_("Kept, although the feed holds it no more"),
}


def desk(result: ContentDesk, tr: Translator) -> Reply:
    """Offer what one can do with the entries of one's hub."""
    hub = tr("Your hub: {hub}.", hub=result.hub) if result.hub else None
    waiting = (
        button(tr.plural("{n} entry waits", "{n} entries wait", result.waiting), "content", "wait")
        if result.waiting
        else None
    )
    return Reply(
        lines(
            bold(tr("The entries that readers find")),
            safe(hub) if hub else None,
            safe(tr("What you publish or change here, readers see a second later.")),
            safe(_misfits(len(result.misfits), tr)) if result.misfits else None,
        ),
        stacked(
            waiting,
            *(button(title, "content", "open", id_) for id_, title in result.misfits[:_MISFITS]),
            button(tr("New entry"), "content", "new"),
            button(tr("Find and edit"), "content", "find"),
            button(tr("Feeds"), "feed", "list"),
        ),
    )


def _misfits(count: int, tr: Translator) -> str:
    return tr.plural(
        "In {n} entry something does not fit any more and is left out. Open it to look:",
        "In {n} entries something does not fit any more and is left out. Open them to look:",
        count,
    )


def how_to_find(tr: Translator) -> Reply:
    """Ask for search words."""
    return Reply(
        lines(
            bold(tr("Which entry? Write some words of its title.")),
            safe(tr("Archived entries are found, too.")),
        ),
        stacked(button(tr("Back"), "content", "desk")),
    )


def found(result: FoundEntries, tr: Translator) -> Reply:
    """Show the entries that words found."""
    if not result.entries:
        return Reply(
            lines(
                bold(tr("No entry has these words: {words}", words=shortened(result.words, 100))),
                safe(tr("Try one word of the title, or make a new entry.")),
            ),
            stacked(
                button(tr("Find and edit"), "content", "find"),
                button(tr("New entry"), "content", "new"),
            ),
        )
    listed = lines(
        *(
            f"{number}. {safe(title)}{_mark(publication, tr)}"
            for number, (_, title, publication) in enumerate(result.entries, 1)
        )
    )
    return Reply(
        paragraphs(bold(tr("Which one?")), listed),
        stacked(
            *(
                button(f"{number}. {title}", "content", "open", id_)
                for number, (id_, title, _) in enumerate(result.entries, 1)
            ),
            button(tr("Find and edit"), "content", "find"),
        ),
    )


def entry(result: EntryView, tr: Translator) -> Reply:
    """Show an entry with its fields, each behind a button."""
    listed = (_field_line(one, tr) for one in result.fields if one.said)
    html = paragraphs(
        lines(bold(result.title), _state_line(result, tr)),
        lines(*listed),
        lines(
            small(tr("Hours are those of {zone}.", zone=result.zone)) if result.zone else None,
            small(_why_not(tr)) if not result.may_edit else None,
        ),
    )
    return Reply(html, _entry_rows(result, tr))


def texts(result: EntryView, tr: Translator) -> Reply:
    """Show the words of an entry in every language, each behind a button."""
    listed = (_field_line(one, tr) for one in result.texts if one.said)
    missing = tr.list(one.label for one in result.texts if not one.said)
    buttons = [_set(result, one, one.label) for one in result.texts] if result.may_edit else []
    return Reply(
        paragraphs(
            bold(result.title),
            lines(*listed),
            safe(tr("No text yet: {languages}.", languages=missing)) if missing else None,
            small(tr("Whoever reads a language without a text sees the English one, or another.")),
        ),
        (
            *_in_twos(buttons),
            *_undo_rows(result, result.texts, tr),
            (button(tr("Back"), "content", "open", result.entry_id),),
        ),
    )


def review(result: ChangePreview, tr: Translator, refusal: Refusal | None = None) -> Reply:
    """Show what would change, before and after, and how the card looks then."""
    said = bold(tr(refusal.message, **refusal.params)) if refusal else None
    if not result.changes:
        nothing = small(tr("Nothing is changed yet."))
        shown = entry(result.view, tr)
        return Reply(paragraphs(said, shown.html, nothing), shown.rows)
    return Reply(
        paragraphs(
            said,
            _meanwhile(result, tr),
            lines(bold(tr("This will change: {title}", title=result.view.title))),
            lines(*(_change(*one, tr) for one in result.changes)),
            lines(small(tr("How readers will see it:")), card_html(result.card, tr))
            if result.card
            else None,
        ),
        stacked(
            button(tr("Save"), "content", "save", f"{result.draft.id}.{result.fingerprint}"),
            button(tr("Change more"), "content", "open", result.view.entry_id),
            button(tr("Throw it away"), "form", "drop", result.draft.id),
        ),
    )


def saved(result: ChangePreview, tr: Translator) -> Reply:
    """Confirm a change."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("Saved: {title}", title=result.view.title)),
                safe(tr("Readers see it in a second.")),
            ),
            lines(*(_change(*one, tr) for one in result.changes)),
        ),
        _ways_on(result.view, tr),
    )


def really_archive(result: EntryView, tr: Translator) -> Reply:
    """Ask before an entry is taken out."""
    return Reply(
        lines(
            bold(tr("Take this out? {title}", title=result.title)),
            safe(tr("Readers do not find it any more. You can restore it whenever you like.")),
        ),
        stacked(
            button(tr("Archive it"), "content", "out", result.entry_id),
            button(tr("Back"), "content", "open", result.entry_id),
        ),
    )


def settled(result: EntryView, tr: Translator) -> Reply:
    """Confirm what became of an entry: archived, restored, published, cancelled or not."""
    done = {
        Publication.ARCHIVED: tr("Archived: {title}", title=result.title),
        Publication.WAITING: tr("This waits to be published: {title}", title=result.title),
        Publication.PUBLISHED: tr("Readers see this: {title}", title=result.title),
    }[result.publication]
    is_cancelled = result.cancelled and result.publication is Publication.PUBLISHED
    return Reply(
        lines(
            bold(done),
            safe(tr("Cancelled: it does not take place.")) if is_cancelled else None,
        ),
        _ways_on(result, tr),
    )


def history(result: tuple[EntryView, tuple[Event, ...]], tr: Translator) -> Reply:
    """Show who did what to an entry, the latest first."""
    view, events = result
    listed = (
        lines(
            f"{bold(tr.date(event.at.date()))} · {safe(f'{_who(event, tr)}: {_what(event, tr)}')}",
            *(_change(*one, tr, _EVENTS_LENGTH) for one in event.changes),
        )
        for event in events
    )
    return Reply(
        paragraphs(
            bold(view.title),
            *listed if events else (safe(tr("Nobody of the staff has changed it yet.")),),
        ),
        stacked(button(tr("Back"), "content", "open", view.entry_id)),
    )


def _entry_rows(result: EntryView, tr: Translator) -> Rows:
    past = button(tr("History"), "content", "history", result.entry_id)
    words = button(tr("Texts"), "content", "texts", result.entry_id)
    home = (button(tr("Find and edit"), "content", "find"),)
    if not result.may_edit:
        return ((words, past), home)
    if result.publication is Publication.ARCHIVED:
        restore = button(tr("Restore it"), "content", "restore", result.entry_id)
        return ((restore,), (words, past), home)
    deadline = next((one for one in result.fields if one.key == "deadline"), None)
    first: list[Button | None] = [
        button(tr("Publish"), "content", "publish", result.entry_id)
        if result.publication is Publication.WAITING
        else None,
        _set(result, deadline, tr("Prolong the deadline")) if deadline and deadline.said else None,
    ]
    fields = [_set(result, one, one.label) for one in result.fields]
    return (
        *stacked(*first),
        *_in_twos([*fields, words, past]),
        *_undo_rows(result, result.fields, tr),
        *stacked(_shown(result, tr), _cancelling(result, tr), _taking_out(result, tr)),
        home,
    )


def _shown(result: EntryView, tr: Translator) -> Button | None:
    """Lead to whom it was offered: only what one can do something with is."""
    if result.card is None or result.card.entry.kind not in OPPORTUNITIES:
        return None
    if result.publication is not Publication.PUBLISHED:
        return None
    return button(tr("What was shown, and when"), "people", "ledger", f"{result.entry_id}.0")


def _cancelling(result: EntryView, tr: Translator) -> Button | None:
    if result.cancelled:
        return button(tr("It takes place after all"), "content", "hold", result.entry_id)
    if result.can_be_cancelled:
        return button(tr("It is cancelled"), "content", "cancel", result.entry_id)
    return None


def _taking_out(result: EntryView, tr: Translator) -> Button:
    if result.publication is Publication.WAITING:
        return button(tr("Reject it"), "content", "out", result.entry_id)
    return button(tr("Archive it"), "content", "archive", result.entry_id)


def _undo_rows(result: EntryView, fields: tuple[ShownField, ...], tr: Translator) -> Rows:
    if not result.may_edit or result.publication is Publication.ARCHIVED:
        return ()
    return stacked(
        *(
            button(
                tr("Undo the edit: {field}", field=one.label),
                "content",
                "undo",
                f"{result.entry_id}.{one.key}",
            )
            for one in fields
            if one.edited
        )
    )


def _set(result: EntryView, field: ShownField, label: str) -> Button:
    return button(label, "content", "set", f"{result.entry_id}.{field.key}")


def _in_twos(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _ways_on(result: EntryView, tr: Translator) -> Rows:
    return stacked(
        button(tr("Open the card"), "entry", "open", result.entry_id)
        if result.publication is Publication.PUBLISHED
        else None,
        button(tr("Edit"), "content", "open", result.entry_id),
        button(tr("All about content"), "content", "desk"),
    )


def _field_line(field: ShownField, tr: Translator) -> str:
    said = safe(shortened(field.said.replace("\n", " – "), _VALUE_LENGTH))
    edited = f" {small(tr('(edited)'))}" if field.edited else ""
    return f"{bold(field.label)}: {said}{edited}"


def _state_line(result: EntryView, tr: Translator) -> str | None:
    said = {
        Publication.ARCHIVED: tr("Archived: readers do not find it."),
        Publication.WAITING: tr("It waits: readers do not see it yet."),
    }.get(result.publication, "")
    if result.cancelled:
        said = " ".join(filter(None, (said, tr("Cancelled: it does not take place."))))
    if result.problem:
        wrong = tr("This does not fit and has to be changed first: {field}", field=result.problem)
        said = " ".join(filter(None, (said, wrong)))
    return safe(said) if said else None


def _why_not(tr: Translator) -> str:
    return tr("Another hub answers for this entry: you can read it, and they can change it.")


def _change(
    label: str, before: str, after: str, tr: Translator, longest: int = _VALUE_LENGTH
) -> str:
    nothing = tr("nothing")
    was, is_ = (
        shortened((said or nothing).replace("\n", " – "), longest) for said in (before, after)
    )
    return f"{bold(label)}: {safe(was)} → {safe(is_)}"


def _meanwhile(result: ChangePreview, tr: Translator) -> str | None:
    """Say that others changed the entry since this change was begun."""
    if result.is_outdated and result.meanwhile is None:
        return bold(tr("This is not what you saw before. Look again, then save."))
    if result.meanwhile is None:
        return None
    who = result.meanwhile.who
    return bold(
        tr("{name} has changed this entry meanwhile. Look again, then save.", name=who)
        if who
        else tr("This entry was changed meanwhile. Look again, then save.")
    )


def _mark(publication: Publication, tr: Translator) -> str:
    marks = {
        Publication.ARCHIVED: tr("(archived)"),
        Publication.WAITING: tr("(waits)"),
    }
    return f" {small(marks[publication])}" if publication in marks else ""


def _who(event: Event, tr: Translator) -> str:
    return tr("a feed") if event.by_feed else event.who or tr("somebody who has left")


def _what(event: Event, tr: Translator) -> str:
    return tr(_DONE.get(event.action, N_("Changed")))
