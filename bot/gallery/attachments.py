"""Samples of files: what goes along with a form, and files that are opened."""

from collections.abc import Iterator
from typing import Final

from bot.domain.attachments import (
    MOST_FILES,
    Attachment,
    FileKind,
    Kept,
    NoFileOfOurs,
    OpenedFiles,
    SentFile,
    TooManyFiles,
)
from bot.domain.refusals import Refusal
from bot.domain.replies import Reply
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COMPANIES, COUNTS, CREATIVES, EVERYBODY, Sample, sampled
from bot.i18n import Translator
from bot.screens import attachments, forms

_NAMES: Final = ("", "demo.pdf", "Demo: " + "long name of a drawing " * 8 + ".dwg")
_ASKED: Final = {"challenge": "title", "pitch": "text"}
"""The question that is on screen."""
_SIZES: Final = (None, 900, 3 * 2**20, 2**31)


def samples(f: Figures) -> Iterator[Sample]:
    """Yield them."""
    for count in (1, 2, 3, 5):
        yield _kept(f, f"{count} files", "challenge", count)
    yield _kept(f, "with words", "challenge", 1, caption=True)
    yield _kept(f, "of a pitch", "pitch", 1)
    yield _kept(f, "in the place of another", "pitch", 1, replaced=True)
    for count in COUNTS[:3]:
        listed = Kept(LONG_ID, "challenge", _files(count))
        yield sampled(attachments.listed, count, COMPANIES, listed)
    for count in (0, 1, MOST_FILES):
        opened = OpenedFiles("Demo: a quieter packaging line", _files(count))
        yield sampled(attachments.opened, count, EVERYBODY, opened)
    for refusal in (TooManyFiles(limit=MOST_FILES), NoFileOfOurs()):
        yield _refused(f, refusal)


def _kept(
    f: Figures, state: str, form: str, count: int, *, caption: bool = False, replaced: bool = False
) -> Sample:
    def make(tr: Translator) -> Reply:
        draft = f.draft(form, _ASKED[form])
        kept = Kept(draft.id, form, _files(count), replaced)
        return attachments.kept(kept, forms.step(f.step(tr, draft), tr), tr, caption=caption)

    audience = CREATIVES if form == "pitch" else COMPANIES
    return Sample("attachments.kept", state, audience, make)


def _refused(f: Figures, refusal: Refusal) -> Sample:
    def make(tr: Translator) -> Reply:
        draft = f.draft("challenge", _ASKED["challenge"])
        kept = Kept(draft.id, "challenge", _files(MOST_FILES))
        return attachments.with_files(kept, forms.step(f.step(tr, draft), tr, refusal), tr)

    return Sample("attachments.with_files", type(refusal).__name__, COMPANIES, make)


def _files(count: int) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            LONG_ID + number,
            LONG_ID,
            SentFile(
                FileKind.DOCUMENT if _NAMES[number % 3] else FileKind.PHOTO,
                f"demo-{number}",
                f"demo-{number}",
                _NAMES[number % 3],
                _SIZES[number % 4],
            ),
        )
        for number in range(count)
    )
