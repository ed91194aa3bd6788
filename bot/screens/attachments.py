"""Photos and documents: what goes along with a form, and files that somebody opens."""

from functools import reduce
from typing import Final

from bot.domain.attachments import Attachment, Kept, OpenedFiles, SentFile
from bot.domain.messages import N_
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    lines,
    numbered,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)
from bot.screens.start import FORM_NAMES

_WHO_SEES: Final = {
    "challenge": N_(
        "Creatives can open the files once the challenge is published, and read every name in "
        "them."
    ),
    "pitch": N_("The hub can open it; the company once everybody has said yes to meeting."),
}
_TITLE_LENGTH: Final = 200
_NAME_LENGTH: Final = 60
_UNITS: Final = ("KB", "MB", "GB")


def kept(result: Kept, form: Reply, tr: Translator, *, caption: bool = False) -> Reply:
    """Say what goes along with a form now, above its question.

    Words under a file (a `caption`) are no answer: they are asked for by themselves.
    """
    said = tr.plural("{n} file goes along.", "{n} files go along.", len(result.files))
    if result.replaced:
        said = tr("One file goes along: this one takes the place of the other.")
    note = tr("Words under a file are not kept. Please send them by themselves.")
    head = lines(bold(said), small(tr(_WHO_SEES[result.form])), safe(note) if caption else None)
    return with_files(result, Reply(paragraphs(head, form.html), form.rows, form.then), tr)


def with_files(result: Kept, form: Reply, tr: Translator) -> Reply:
    """Show a form with the way to the files that go along with it."""
    label = tr("Files: {n}", n=tr.number(len(result.files)))
    files = button(label, "file", "list", result.draft_id)
    if (files,) in form.rows:  # the review has it by itself
        return form
    return Reply(form.html, (*form.rows, (files,)), form.then)


def listed(result: Kept, tr: Translator) -> Reply:
    """List what goes along with a form, each with a way to take it out."""
    draft_id, form = result.draft_id, tr(FORM_NAMES[result.form])
    names = [_named(one, tr) for one in result.files]
    drops = [
        button(
            tr("Take out: {name}", name=_named(one, tr)), "file", "drop", f"{draft_id}.{one.id}"
        )
        for one in result.files
    ]
    head = tr("What goes along") if names else tr("No file goes along.")
    return Reply(
        paragraphs(
            bold(head), numbered(names) or None, small(tr("Send a photo or a document to add it."))
        ),
        stacked(
            *drops,
            button(tr("Take all out"), "file", "clear", draft_id) if len(names) > 1 else None,
            button(tr("Go on: {form}", form=form), "form", "go", draft_id),
        ),
    )


def opened(result: OpenedFiles, tr: Translator) -> Reply:
    """Hand files over, one message each: what brought the button stays as it is."""
    if not result.files:
        return Reply(
            safe(tr("There is no file here any more.")),
            stacked(button(tr("What can you do?"), "menu", "help")),
        )
    total = len(result.files)
    messages = [
        Reply(
            lines(
                bold(shortened(result.title, _TITLE_LENGTH)) if number == 1 else None,
                safe(_number(number, total, tr)) if total > 1 else None,
            ),
            sent=one.file,
            lost=lost(one.file, tr),
        )
        for number, one in enumerate(result.files, 1)
    ]
    return reduce(Reply.and_then, messages)


def lost(file: SentFile, tr: Translator) -> str:
    """Return what is said in place of a file that Telegram does not open any more."""
    name = _name(file, tr)
    return safe(tr("This file cannot be opened any more, ask for it again: {name}", name=name))


def _number(number: int, total: int, tr: Translator) -> str:
    return tr("File {number} of {total}", number=tr.number(number), total=tr.number(total))


def _name(file: SentFile, tr: Translator) -> str:
    return shortened(file.name, _NAME_LENGTH) if file.name else tr("Photo")


def _named(one: Attachment, tr: Translator) -> str:
    size = _size(one.file.size, tr)
    return f"{_name(one.file, tr)} ({size})" if size else _name(one.file, tr)


def _size(count: int | None, tr: Translator) -> str:
    """Return a size as phones show it; empty if Telegram did not say."""
    if count is None:
        return ""
    size, unit = count / 1024, _UNITS[0]
    for larger in _UNITS[1:]:
        if size < 1024:
            break
        size, unit = size / 1024, larger
    return f"{tr.number(max(1, round(size)))} {unit}"
