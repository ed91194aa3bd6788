"""Filling in forms: drafts move one step at a time, and none is ever lost."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from bot.clock import Clock
from bot.domain import corrections, pitch_forms, review_forms
from bot.domain.challenge_answers import told
from bot.domain.challenge_form import CHALLENGE, STORY, TAKEN, WITHDRAW
from bot.domain.drafting import (
    ENTRY,
    OFFERED,
    change_form,
)
from bot.domain.feed_questions import FEED
from bot.domain.forms import (
    FOUND,
    GRADED,
    MEANT,
    REVIEW,
    Context,
    Draft,
    Field,
    Form,
    Takes,
    Value,
)
from bot.domain.introducing import LATER
from bot.domain.parsing import clean
from bot.domain.people import Person
from bot.domain.profiling import FACTS, PROFILE, best_first, is_fact
from bot.domain.questions import ANSWER, broadcast_form
from bot.domain.refusals import (
    Gone,
    NoSuchChoice,
    NothingAsked,
    NotUnderstood,
    Refusal,
    SeveralPlaces,
)
from bot.domain.results import FormStep, Offered, Option
from bot.i18n import Languages, Translator
from bot.screens.values import in_words
from bot.services.challenge_filling import ChallengeFilling
from bot.services.challenge_lists import COMPANIES
from bot.services.choices import Choices, capital
from bot.services.form_surroundings import about_of, files_of, language_of, unread_of
from bot.services.portraits import Portraits
from bot.store import Store

PAGE_SIZE: Final = 8


def _reads_nothing(person: Person, what: str, text: str) -> Value:
    raise NotUnderstood


class Forms:
    """Use cases of forms. An update that was applied before changes nothing (`update_id`)."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        choices: Choices,
        read: Callable[[Person, str, str], Value] = _reads_nothing,
        portraits: Portraits | None = None,
        filling: ChallengeFilling | None = None,
    ) -> None:
        self._store = store
        self._read = read
        self._portraits = portraits
        self._filling = filling or ChallengeFilling(clock, portraits)
        self._clock = clock
        self._languages = languages
        self._choices = choices
        offered = languages.offered
        forms = (
            *(PROFILE, CHALLENGE, WITHDRAW, ANSWER, broadcast_form(offered)),
            *review_forms.FORMS,
            *(ENTRY, change_form(offered)),
            *corrections.FORMS,
            *(FEED, LATER, *FACTS),
            *pitch_forms.FORMS,
        )
        self._forms: Mapping[str, Form] = {form.name: form for form in forms}

    async def open(
        self,
        person: Person,
        name: str,
        known: Mapping[str, Value] | None = None,
        subject: str | None = None,
        update_id: int = 0,
        *,
        at: str | None = None,
    ) -> FormStep:
        """Begin a form, or go on with the draft of it that lies there.

        `at` opens one question, answered or not; the review only of a draft that begins.
        """
        form = self._forms[name]
        async with self._store.begin() as work:
            drafts = await work.drafts.open_of(person.id)
            draft = next((d for d in drafts if d.form == name and d.subject == subject), None)
            if draft is None:
                step, answers = form.start(known)
                step = REVIEW if at == REVIEW else step
                draft = await work.drafts.add(
                    person.id, name, step, answers, self._clock(), subject
                )
                # The update that opened a form does not answer its first question on a replay.
                draft = replace(draft, applied_update=update_id)
            draft = form.repaired(draft)
            if at is not None and at != REVIEW:
                draft = replace(draft, step=at, editing=True)
            await work.drafts.save(draft, self._clock())
            about = await about_of(work, draft, person.language)
            files = await files_of(work, draft)
        return replace(self.step(draft, person, about=about), files=files)

    async def get(self, person: Person, draft_id: int) -> Draft:
        """Return an unfinished draft of this person; raise `Gone`."""
        async with self._store.read() as work:
            draft = await work.drafts.find(draft_id, person.id)
        if draft is None or draft.form not in self._forms:
            raise Gone
        return self._forms[draft.form].repaired(draft)

    async def submitted(self, person: Person, draft_id: int) -> Draft | None:
        """Return a draft of this person that is done already: a second tap, or a replay."""
        async with self._store.read() as work:
            return await work.drafts.submitted(draft_id, person.id)

    async def show(self, person: Person, draft_id: int, page: int = 0) -> FormStep:
        """Return the present step of a draft."""
        draft = await self.get(person, draft_id)
        async with self._store.read() as work:
            about = await about_of(work, draft, person.language)
            files = await files_of(work, draft)
        return replace(self.step(draft, person, page, about), files=files)

    async def answer(
        self, person: Person, draft_id: int, text: str, update_id: int = 0
    ) -> FormStep:
        """Take typed text; raise `NotUnderstood` and change nothing."""
        tr = self._languages[person.language]
        home = self._choices.home_of(person)
        context = Context(
            today=self._clock().date(),
            language=person.language,
            find=cache(lambda name, words: self._choices.find(name, words, tr, home)),
            read=lambda what, words: self._read(person, what, words),
        )
        before = await self.get(person, draft_id)
        found = await self._found(person, before, text)
        read = await self._filling.told(person, before, text)
        await asyncio.to_thread(_look_up, self._forms[before.form], before, text, context)

        def take(form: Form, draft: Draft) -> Draft:
            if draft.step == REVIEW:
                raise NothingAsked
            try:
                answered = form.answer(draft, text, context)
            except SeveralPlaces as several:
                return form.offer(draft, several.values)
            if read is not None:
                answered = form.skip(told(draft, read.answers), STORY)
            return replace(answered, answers={**answered.answers, **found})

        step = await self._change(person, draft_id, take, update_id)
        if read is not None:
            return replace(step, just_told=tuple(read.answers), cut=read.cut)
        step = replace(
            step, unread=unread_of(self._forms[before.form], before.step, text, context)
        )
        kept = step.draft.one(before.step) or ""
        is_cut = found and len(kept) < len(clean(text))
        return replace(step, cut=(len(clean(text)), len(kept))) if is_cut else step

    async def _found(self, person: Person, draft: Draft, text: str) -> Mapping[str, Value]:
        """Return what a text suggests for other questions, by the keys that drafts have for it."""
        form = self._forms[draft.form]
        suggests = draft.step != REVIEW and form.field(draft.step).suggests
        if self._portraits is None or not suggests:
            return {}
        if form is CHALLENGE:
            return await self._filling.suggested(person, text)
        found = await self._portraits.read(text, person)
        return {f.key + FOUND: found.get(f.key, ()) for f in form.fields if not f.suggests}

    async def choose(
        self, person: Person, draft_id: int, key: str, value: str, update_id: int = 0
    ) -> FormStep:
        """Take a tapped choice, if it is one of the list."""

        tr = self._languages[person.language]

        def take(form: Form, draft: Draft) -> Draft:
            field = form.field(key)
            picked = _picked(draft, key, value)
            is_ready = picked != value  # it was looked up when it was made ready
            if field.choices is None or not (is_ready or self._takes(field, picked, tr)):
                raise NoSuchChoice
            if draft.step == key and (several := self._choices.members(field.choices, picked)):
                return form.offer(draft, several)
            return form.choose(draft, key, picked)

        return await self._change(person, draft_id, take, update_id)

    async def move(
        self, person: Person, draft_id: int, verb: str, key: str, update_id: int = 0
    ) -> FormStep:
        """Go on, back, past, or to one question."""

        def take(form: Form, draft: Draft) -> Draft:
            match verb:
                case "done":
                    return form.done(draft, key)
                case "skip":
                    return form.skip(draft, key)
                case "clear":
                    return form.clear(draft, key)
                case "enough":
                    return form.rest(draft, key)
                case "back":
                    return form.back(draft)
                case "edit":
                    return form.edit(draft, key)
                case _:
                    raise Gone

        return await self._change(person, draft_id, take, update_id)

    async def discard(self, person: Person, draft_id: int) -> None:
        """Throw an unfinished draft away."""
        async with self._store.begin() as work:
            if await work.drafts.find(draft_id, person.id):
                await work.drafts.discard(draft_id)

    async def unfinished(self, person: Person) -> Draft | None:
        """Return the draft that a person last worked on."""
        async with self._store.read() as work:
            drafts = await work.drafts.open_of(person.id)
        return next((d for d in drafts if d.form in self._forms and d.step != OFFERED), None)

    def step(
        self, draft: Draft, person: Person, page: int = 0, about: str | None = None
    ) -> FormStep:
        """Describe where a draft stands, in the person's words."""
        form = self._forms[draft.form]
        tr = self._languages[person.language]
        if corrections.wrong_of(draft.form) or is_fact(draft.form):
            about = self._choices.title(draft.subject or "", tr)
        said = tuple(
            (f, self._said(f, draft.answers[f.key], tr))
            for f in form.fields
            if f.key in draft.answers
        )
        taken = draft.many(TAKEN) if form is CHALLENGE else ()
        if draft.step == REVIEW:
            return FormStep(form, draft, said=said, about=about, taken=taken)
        field = form.field(draft.step)
        options, offered = self._options(field, draft, tr)
        pages = max(1, -(-len(options) // PAGE_SIZE))
        page = min(max(page, 0), pages - 1)
        ungraded = draft.ungraded(field)
        return FormStep(
            form=form,
            draft=draft,
            options=options[page * PAGE_SIZE : (page + 1) * PAGE_SIZE],
            page=page,
            pages=pages,
            said=said,
            language=language_of(field, draft, tr),
            about=about,
            grading=self._choices.label(field.choices or "", ungraded, tr) if ungraded else None,
            offered=offered if page == 0 else None,
            taken=taken,
        )

    def said(
        self, name: str, answers: Mapping[str, Value], person: Person
    ) -> tuple[tuple[Field, str], ...]:
        """Return answers of a form in a reader's words, in the order of its questions."""
        tr = self._languages[person.language]
        fields = self._forms[name].fields
        return tuple((f, self._said(f, answers[f.key], tr)) for f in fields if f.key in answers)

    def _takes(self, field: Field, value: str, tr: Translator) -> bool:
        id_, colon, grade = value.partition(GRADED)
        if field.choices is None or (colon and field.graded_by is None):
            return False
        if field.graded_by and colon and not self._choices.holds(field.graded_by, grade, tr):
            return False
        return self._choices.holds(field.choices, id_, tr)

    def _options(
        self, field: Field, draft: Draft, tr: Translator
    ) -> tuple[tuple[Option, ...], Offered | None]:
        """Return what can be tapped, the likeliest first, and why that comes first."""
        if field.choices is None:
            return (), None
        if field.graded_by and (ungraded := draft.ungraded(field)):
            return self._grades(field.graded_by, ungraded, tr), None
        if meant := draft.many(field.key + MEANT):
            return self._numbered(field.choices, meant, MEANT, tr), Offered.MEANT
        terms = self._choices.terms(field.choices, tr)
        chosen = draft.many(field.key) if field.key in draft.answers else ()
        if field.takes is not Takes.MANY:
            found = draft.many(field.key + FOUND)
            first = self._numbered(field.choices, found, FOUND, tr)
            rest = tuple(
                Option(id_, capital(term.label(tr.language)), id_ in chosen)
                for id_, term in terms.items()
                if id_ not in found
            )
            is_read = bool(first) and field.choices != COMPANIES
            return (*first, *rest), Offered.FOUND if is_read else None
        # What is chosen comes first, so that it is seen whatever the page.
        picked = {value.partition(GRADED)[0]: value for value in chosen}
        found = tuple(
            id_ for id_ in draft.many(field.key + FOUND) if id_ in terms and id_ not in picked
        )
        near = self._choices.near(field.choices, chosen) if not found else ()
        order = dict.fromkeys((*(id_ for id_ in terms if id_ in picked), *found, *near, *terms))
        options = tuple(
            Option(
                picked.get(id_, id_),
                capital(self._choices.label(field.choices, picked.get(id_, id_), tr)),
                id_ in picked,
            )
            for id_ in order
        )
        return options, Offered.FOUND if found else Offered.NEAR if near else None

    def _numbered(
        self, name: str, values: tuple[str, ...], kind: str, tr: Translator
    ) -> tuple[Option, ...]:
        """Return values that may be longer than a button can carry: it carries their number."""
        return tuple(
            Option(f"{kind}{number}", capital(self._choices.label(name, value, tr)))
            for number, value in enumerate(values)
        )

    def _grades(self, name: str, id_: str, tr: Translator) -> tuple[Option, ...]:
        grades = self._choices.terms(name, tr).items()
        return tuple(Option(f"{id_}{GRADED}{g}", term.label(tr.language)) for g, term in grades)

    def _said(self, field: Field, value: Value, tr: Translator) -> str:
        if field.graded_by and isinstance(value, tuple):
            value = best_first(value)
        if field.choices:
            return tr.list(self._choices.labels(field.choices, value, tr))
        if field.takes is Takes.DATE and isinstance(value, str):
            return tr.date(date.fromisoformat(value))
        if field.said_as and isinstance(value, str):
            return in_words(field.said_as, value, tr)
        return value if isinstance(value, str) else tr.list(value)

    async def _change(
        self,
        person: Person,
        draft_id: int,
        take: Callable[[Form, Draft], Draft],
        update_id: int,
    ) -> FormStep:
        async with self._store.begin() as work:
            draft = await work.drafts.find(draft_id, person.id)
            if draft is None or draft.form not in self._forms:
                raise Gone
            form = self._forms[draft.form]
            draft = form.repaired(draft)
            # Not "newer than": after a quiet week Telegram begins with any number again.
            if not update_id or update_id != draft.applied_update:
                before = draft
                draft = replace(
                    take(form, draft), applied_update=update_id or draft.applied_update
                )
                if form is CHALLENGE:
                    draft = await self._filling.completed(work, before, draft)
                await work.drafts.save(draft, self._clock())
            about = await about_of(work, draft, person.language)
            files = await files_of(work, draft)
        return replace(self.step(draft, person, about=about), files=files)


def _look_up(form: Form, draft: Draft, text: str, context: Context) -> None:
    """Let `context` find what is typed before the answer is taken: nobody else is to wait.

    A misspelt town takes up to half a second, and an answer is taken while the database waits.
    """
    if draft.step != REVIEW:
        with suppress(Refusal):
            form.answer(draft, text, context)


def _picked(draft: Draft, key: str, value: str) -> str:
    """Return the value that a button means: itself, or one of those that the draft has ready."""
    for kind in (MEANT, FOUND):
        number = value.removeprefix(kind)
        if number != value:
            ready = draft.many(key + kind)
            if not number.isdecimal() or int(number) >= len(ready):
                raise NoSuchChoice
            return ready[int(number)]
    return value
