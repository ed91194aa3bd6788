"""An entry in the words of the staff who look after it: its fields, its history."""

from dataclasses import replace
from typing import Any, Final

from bot.clock import Clock
from bot.domain.drafting import TEXT_FIELD, change_form
from bot.domain.editing import Origin
from bot.domain.entries import OPPORTUNITIES, State, Status
from bot.domain.entry_views import EntryView, Event, ShownField
from bot.domain.forms import Value
from bot.domain.people import Person
from bot.i18n import Languages, Translator
from bot.library.fields import is_edited, values_of
from bot.screens.values import in_words
from bot.services.browsing import Browsing
from bot.services.choices import Choices
from bot.services.entry_records import SUBJECT, Record
from bot.store import Unit


class EntryWords:
    """Describes records in a reader's language."""

    def __init__(
        self, clock: Clock, languages: Languages, choices: Choices, browsing: Browsing
    ) -> None:
        self._clock = clock
        self._languages = languages
        self._choices = choices
        self._browsing = browsing
        self.form: Final = change_form(languages.offered)

    def view_of(self, staff: Person, record: Record) -> EntryView:
        """Describe a record in the words of a staff member."""
        tr = self._tr(staff)
        values = values_of(record.document)
        fields, texts = [], []
        for one in self.form.fields:
            shown = ShownField(
                one.key,
                tr(one.label),
                self.said(one.key, values.get(one.key), tr),
                is_edited(dict(record.edits), one.key),
            )
            if one.key.startswith(TEXT_FIELD):
                language = one.key.removeprefix(TEXT_FIELD)
                texts.append(replace(shown, label=tr.name_of(language), language=language))
            else:
                fields.append(shown)
        entry = record.entry
        is_cancelled = record.document.get("status") == Status.CANCELLED
        now = self._clock()
        return EntryView(
            entry_id=record.id,
            title=_title_in(record, tr.language),
            card=self._browsing.card_of(staff, entry) if entry else None,
            publication=record.publication,
            fields=tuple(fields),
            texts=tuple(texts),
            may_edit=staff.works_for(record.owner),
            cancelled=is_cancelled,
            can_be_cancelled=entry is not None
            and entry.kind in OPPORTUNITIES
            and entry.state_on(now) in {State.OPEN, State.OPENING_SOON, State.COMING},
            owner=record.owner,
            zone=str(record.document.get("deadline_zone") or ""),
            from_file=record.row is None or record.row.origin is Origin.FILE,
            feed=record.row.feed_id if record.row else None,
            problem=self.label(record.wrong[0], tr) if record.wrong else None,
        )

    def said(self, key: str, value: Value | None, tr: Translator) -> str:
        """Return the value of a field in a reader's words; nothing for none."""
        if not value:
            return ""
        one = self.form.field(key)
        if one.choices:
            return tr.list(self._choices.labels(one.choices, value, tr))
        return in_words(one.said_as, value, tr) if isinstance(value, str) else tr.list(value)

    def label(self, key: str, tr: Translator) -> str:
        """Return what a field is called; a text goes by its language."""
        if key.startswith(TEXT_FIELD):
            return tr.name_of(key.removeprefix(TEXT_FIELD))
        return next((tr(f.label) for f in self.form.fields if f.key == key), key)

    async def events(self, work: Unit, entry_id: str, tr: Translator) -> list[Event]:
        """Return the lines of an entry's audit, the latest first, in a reader's words."""
        events = []
        lines = await work.audit.of(f"{SUBJECT}{entry_id}")
        names: dict[int, str] = {}
        for at, actor_id, action, detail in reversed(lines):
            if actor_id is not None and actor_id not in names:
                names[actor_id] = (await work.people.get(actor_id)).name
            events.append(
                Event(at, names.get(actor_id or 0), action, self._told(detail.get("changes"), tr))
            )
        return events

    def _told(self, changes: object, tr: Translator) -> tuple[tuple[str, str, str], ...]:
        known = {one.key for one in self.form.fields}
        if not isinstance(changes, dict):
            return ()
        return tuple(
            (
                self.label(key, tr),
                self.said(key, _value(both[0]), tr),
                self.said(key, _value(both[1]), tr),
            )
            for key, both in changes.items()
            if key in known and isinstance(both, list) and len(both) == 2
        )

    def _tr(self, person: Person) -> Translator:
        return self._languages[person.language]


def _title_in(record: Record, language: str) -> str:
    text = (record.document.get("text") or {}).get(language) or {}
    return str(text.get("title") or record.title)


def _value(data: Any) -> Value | None:
    return tuple(map(str, data)) if isinstance(data, list) else data
