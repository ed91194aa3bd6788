"""Lists of entries to look at again: confirm, edit or archive, each with one tap."""

from collections.abc import Sequence
from typing import Final

from bot.domain.checklists import Done, Due, Item, Pile, Standing
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, link, paragraphs, safe, small, stacked

DESK: Final = "-"
"""Stands for the network desk in a button: no hub is called so."""
_DONE: Final = {
    Done.CONFIRMED: N_("confirmed"),
    Done.CHANGED: N_("changed"),
    Done.ARCHIVED: N_("archived"),
}


def piles(results: Sequence[Pile], tr: Translator) -> Reply:
    """Ask whose entries to look at, if a staff member looks after several hubs."""
    back = button(tr("Back to the desk"), "desk", "list")
    if not results:
        return _nothing(tr)
    buttons = (
        button(f"{_name(pile, tr)} ({tr.number(pile.due)})", "check", "open", pile.slug or DESK)
        for pile in results
    )
    return Reply(bold(tr("Whose entries shall we look at?")), stacked(*buttons, back))


def checklist(result: Standing, tr: Translator) -> Reply:
    """Show a list as it stands."""
    if not result.items:
        return _nothing(tr)
    return Reply(paragraphs(_told_before(result, tr), _listed(result, tr)), _rows(result, tr))


def weekly(result: Standing, tr: Translator) -> Reply:
    """Bring the list of the week to somebody of staff."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    return Reply(
        paragraphs(
            _listed(result, tr),
            small(tr("You get this on Mondays because you are staff: {hub}", hub=hub)),
        ),
        _rows(result, tr),
    )


def weekly_set(wanted: bool, tr: Translator) -> Reply:
    """Confirm how it is with the weekly list."""
    if wanted:
        return Reply(safe(tr("You get the list again, on Mondays if something is due.")))
    return Reply(
        safe(tr("You get no weekly list any more. /desk still shows what is to be confirmed.")),
        stacked(button(tr("Send it again"), "check", "on")),
    )


def _listed(result: Standing, tr: Translator) -> str:
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    total = len(result.items)
    done = tr("{done} of {total} done", done=tr.number(result.done), total=tr.number(total))
    return paragraphs(
        lines(
            bold(tr("Is this still true? {hub}", hub=hub)),
            safe(done) if result.done else None,
        ),
        lines(*(_line(number, item, tr) for number, item in enumerate(result.items, 1))),
        safe(tr("Open the page, compare, then tap “Confirm”, “Edit” or “Archive”."))
        if result.done < total
        else None,
    )


def _line(number: int, item: Item, tr: Translator) -> str:
    title = link(item.url, item.title) if item.url else safe(item.title)
    if item.done is not None:
        return f"✓ {number}. {title}: {safe(tr(_DONE[item.done]))}"
    return f"{number}. {title}" + (f": {safe(why)}" if (why := _why(item, tr)) else "")


def _why(item: Item, tr: Translator) -> str:
    """Say why an entry is to be looked at."""
    match item.due:
        case Due.AGED:
            return tr.plural("not confirmed for {n} day", "not confirmed for {n} days", item.days)
        case Due.PASSED:
            return tr("over by now: is there a new date?")
        case Due.NEVER:
            return tr("never confirmed")
        case _:
            return ""


def _told_before(result: Standing, tr: Translator) -> str | None:
    before = result.before
    if before is None:
        return None
    when = tr.moment(before.at, before.zone)
    if before.name is None:
        said = tr("A colleague was faster: “{title}”, {when}", title=before.title, when=when)
    else:
        said = tr(
            "{name} was faster: “{title}”, {when}",
            name=before.name,
            title=before.title,
            when=when,
        )
    return bold(said)


def _rows(result: Standing, tr: Translator) -> Rows:
    rows = [
        row
        for number, item in enumerate(result.items, 1)
        if (row := _row(f"{result.list_id}.{number}", number, item, tr))
    ]
    slug = result.hub.slug if result.hub else DESK
    following = tr.plural("{n} more to confirm", "{n} more to confirm", result.left)
    is_done = result.done == len(result.items)
    return (
        *rows,
        *stacked(
            button(following, "check", "open", slug) if is_done and result.left else None,
            button(tr("No weekly list, please"), "check", "off"),
        ),
    )


def _row(at: str, number: int, item: Item, tr: Translator) -> tuple[Button, ...]:
    """Return what one can do about an entry of a list."""
    if item.done is Done.ARCHIVED:
        return (button(tr("Put {number} back", number=number), "check", "back", at),)
    if item.done is not None:
        return ()
    return (
        button(f"{number} ✓ " + tr("Confirm"), "check", "yes", at),
        button(tr("Edit"), "content", "open", item.entry_id),
        button(tr("Archive"), "check", "away", at),
    )


def _nothing(tr: Translator) -> Reply:
    return Reply(
        bold(tr("Nothing is to be confirmed now.")),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def _name(pile: Pile, tr: Translator) -> str:
    return pile.hub.named(tr.language) if pile.hub else tr("Network desk")
