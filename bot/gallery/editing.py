"""Samples of editing by message: what staff see of the entries that they look after."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.drafting import ABOUT, ENTRY, change_form
from bot.domain.editing import Publication
from bot.domain.entry_views import (
    ChangePreview,
    ContentDesk,
    EntryView,
    Event,
    FoundEntries,
    NewPreview,
    ShownField,
    Waiting,
)
from bot.domain.forms import Form
from bot.domain.refusals import NothingAsked, Refusal
from bot.domain.replies import Reply
from bot.domain.results import FormStep
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import drafting, editing, forms

LONGEST_ENTRY: Final = "demo-an-entry-with-the-longest-id-012345"
"""Forty characters, as many as an id may have."""
TITLE: Final = "Demo: a call <for> everybody & more"
ACTIONS: Final = (
    *("new_entry", "edit_entry", "take_back_edit", "archive_entry", "restore_entry"),
    *("publish_entry", "reject_entry", "cancel_entry", "reinstate_entry", "confirm_entry"),
    "something_else",
)
CHANGES: Final = (
    ("Demo field", "", "15.01.2027 <12:00>"),
    ("Demo text", "Demo: before & after\nwith a summary", "Demo: after"),
)


def samples(f: Figures) -> Iterator[Sample]:
    """Yield every screen of /content."""
    yield from _questions(f)
    yield from _new_entries(f)
    for count in COUNTS:
        yield sampled(editing.desk, f"{count} wait", STAFF, ContentDesk(count, f.hub.slug))
        misfits = ((LONGEST_ENTRY, TITLE),) * count
        yield sampled(
            editing.desk, f"{count} do not fit", STAFF, ContentDesk(0, f.hub.slug, misfits)
        )
    yield sampled(editing.desk, "network desk", STAFF, ContentDesk(0, None))
    yield sampled(editing.how_to_find, "", STAFF)
    yield sampled(editing.found, "nothing", STAFF, FoundEntries("demo <words> " * 20, ()))
    entries = tuple((LONGEST_ENTRY, TITLE, publication) for publication in Publication)
    yield sampled(editing.found, "some", STAFF, FoundEntries("demo", entries))
    for state, facts in _states().items():
        yield sampled(editing.entry, state, STAFF, lambda tr, x=facts: view(f, tr, **x))
        yield sampled(editing.texts, state, STAFF, lambda tr, x=facts: view(f, tr, **x))
        yield sampled(editing.settled, state, STAFF, lambda tr, x=facts: view(f, tr, **x))
    yield sampled(editing.really_archive, "", STAFF, lambda tr: view(f, tr))
    event = Event(f.now, "Demo <colleague>", "edit_entry", CHANGES)
    previews: dict[str, dict[str, Any]] = {
        "changes": {},
        "nothing yet": {"changes": ()},
        "meanwhile": {"meanwhile": event},
        "meanwhile, somebody": {"meanwhile": replace(event, who=None)},
        "another preview": {"is_outdated": True},
    }
    for state, facts in previews.items():
        yield sampled(editing.review, state, STAFF, lambda tr, x=facts: preview(f, tr, **x))
    yield Sample("editing.review", "refused", STAFF, lambda tr: _refused(f, tr))
    yield sampled(editing.saved, "", STAFF, lambda tr: preview(f, tr))
    events = tuple(
        Event(f.now - timedelta(days=n), "Demo <colleague>" if n else None, action, CHANGES)
        for n, action in enumerate(ACTIONS)
    )
    yield sampled(editing.history, "", STAFF, lambda tr: (view(f, tr), events))
    yield sampled(editing.history, "nothing", STAFF, lambda tr: (view(f, tr), ()))


def _questions(f: Figures) -> Iterator[Sample]:
    for form in (ENTRY, change_form(f.languages.offered)):
        for field in form.fields:
            for answered in (False, True):
                state = f"{form.name}, {field.key}" + (", answered" if answered else "")

                def step(
                    tr: Translator,
                    form: Form = form,
                    key: str = field.key,
                    answered: bool = answered,
                ) -> FormStep:
                    answers = {**f.answers(form, tr), ABOUT: TITLE} if answered else {}
                    return f.step(tr, f.draft(form.name, key, answers=answers))

                yield sampled(forms.step, state, STAFF, step)
        yield sampled(forms.stopped, form.name, STAFF, LONG_ID, form.name)


def _states() -> dict[str, dict[str, Any]]:
    return {
        "published": {},
        "of another hub": {"may_edit": False},
        "cancelled": {"cancelled": True},
        "waits": {"publication": Publication.WAITING, "problem": "Demo field"},
        "archived": {"publication": Publication.ARCHIVED},
    }


def _refused(f: Figures, tr: Translator) -> Reply:
    return editing.review(preview(f, tr), tr, NothingAsked())


def view(f: Figures, tr: Translator, **facts: Any) -> EntryView:
    """Return an entry with a value in each field."""
    fields, texts = [], []
    for n, field in enumerate(change_form(f.languages.offered).fields):
        said = f"Demo value <{n}> " * 12 if n % 2 else ""
        shown = ShownField(field.key, tr(field.label), said, edited=n % 3 == 1)
        if field.key.startswith("text_"):
            language = field.key.removeprefix("text_")
            texts.append(replace(shown, label=tr.name_of(language), language=language))
        else:
            fields.append(shown)
    given: dict[str, Any] = {
        "entry_id": LONGEST_ENTRY,
        "title": TITLE,
        "card": f.card(),
        "publication": Publication.PUBLISHED,
        "fields": tuple(fields),
        "texts": tuple(texts),
        "may_edit": True,
        "can_be_cancelled": True,
        "owner": f.hub.slug,
        "zone": "Europe/Ljubljana",
    }
    return EntryView(**given | facts)


def preview(f: Figures, tr: Translator, **facts: Any) -> ChangePreview:
    """Return what saving would change."""
    shown = view(f, tr)
    given: dict[str, Any] = {
        "draft": f.draft("entry_edit"),
        "view": shown,
        "card": shown.card,
        "changes": CHANGES,
        "revision": LONG_ID,
    }
    return ChangePreview(**given | facts)


def _new_entries(f: Figures) -> Iterator[Sample]:
    offered = f.draft("entry", "offered", answers={"title": TITLE})
    yield sampled(drafting.how_to_begin, "", STAFF)
    yield sampled(drafting.offer, "", STAFF, offered)
    yield sampled(drafting.offer, "without a title", STAFF, f.draft("entry", "offered"))
    for state, refusal, changed in (
        ("", None, False),
        ("refused", NothingAsked(), False),
        ("another preview", None, True),
    ):

        def new(
            tr: Translator, refusal: Refusal | None = refusal, changed: bool = changed
        ) -> Reply:
            shown = _new(f, tr)
            return drafting.preview(shown, f.languages, tr, refusal, changed=changed)

        yield Sample("drafting.preview", state, STAFF, new)
    yield sampled(drafting.published, "", STAFF, lambda tr: view(f, tr))
    for count in COUNTS:
        waiting = Waiting(((LONGEST_ENTRY, TITLE),) * count, {LONG_ID: count}, {LONG_ID: "0" * 12})
        yield sampled(drafting.waiting, f"{count} wait", STAFF, waiting)
        yield sampled(drafting.all_published, f"{count}", STAFF, count)


def _new(f: Figures, tr: Translator) -> NewPreview:
    return NewPreview(f.draft("entry", "review"), f.card(), tr.language, ("en", "sl"), "0" * 12)
