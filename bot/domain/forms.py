"""The form engine: questions one at a time, as pure functions over an immutable draft.

The property that holds for any sequence of answers, backs, skips and edits: no accepted answer
is lost, and a refused one changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.refusals import ChooseOne, NeedsAnswer, NotUnderstood, Outdated

Value = str | tuple[str, ...]
"""An accepted answer: one text, or several chosen ids."""

REVIEW: Final = "review"
"""The step after the last question: everything is shown, any answer can be changed."""
MEANT: Final = "?"
FOUND: Final = "+"
"""End the keys of a draft that are no answers: `place?`, what the last words may have meant, one
of which is to be chosen; `skills+`, what was found for a question and is offered first."""


GRADED: Final = ":"
"""Stands between an id and its grade."""


class Takes(StrEnum):
    """How a field is answered."""

    TEXT = "text"
    ONE = "one"
    MANY = "many"
    DATE = "date"
    """Typed like text; kept as ISO 8601, shown in the reader's words."""


def _reads_nothing(what: str, text: str) -> Value:
    raise NotUnderstood


@dataclass(frozen=True, slots=True)
class Context:
    """What parsing may know: the day, the reader's language, and how to find listed terms."""

    today: date
    language: str
    find: Callable[[str, str], Sequence[str]]
    """`find(list_name, text)` returns ids of that list that the text names, best first."""
    read: Callable[[str, str], Value] = _reads_nothing
    """`read(what, text)` reads a moment, days or a sum in any language; it raises a refusal."""


Parse = Callable[[str, Context], Value]
"""Turns typed text into a value, or raises `NotUnderstood`."""


def always(answers: Mapping[str, Value]) -> bool:
    """Ask whatever was answered before."""
    return True


def never(answers: Mapping[str, Value]) -> bool:
    """Do not ask: it can be filled in from the review."""
    return False


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `prompt` and `label` are marked message IDs; `choices` names a list."""

    key: str
    prompt: str
    label: str
    parse: Parse
    takes: Takes = Takes.TEXT
    choices: str | None = None
    optional: bool = False
    hint: str = ""
    said_as: str = ""
    """How a typed value is put in words: `moment`, `days`, `money`, `price`."""
    asked_if: Callable[[Mapping[str, Value]], bool] = always
    """Whether the question comes up by itself, by the answers before it."""
    graded_by: str | None = None
    """The list of grades that each chosen id gets: `sl` becomes `sl:B1`."""
    suggests: bool = False
    """Whether what is typed here suggests answers to other questions."""
    formerly: str = ""
    """The key that the answer had in an older version of the form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished work of a person; a row, so that it survives restarts and months.

    `subject` is what the form is about (a challenge under review), `applied_update` the last
    update that changed it: the same update, replayed after a crash, changes nothing.
    """

    id: int
    person_id: int
    form: str
    step: str
    answers: Mapping[str, Value] = field(default_factory=dict)
    editing: bool = False
    subject: str | None = None
    applied_update: int = 0

    def many(self, key: str) -> tuple[str, ...]:
        """Return the chosen ids of a list field."""
        value = self.answers.get(key, ())
        return value if isinstance(value, tuple) else (value,)

    def one(self, key: str) -> str | None:
        """Return the text of a field, None if it was skipped."""
        value = self.answers.get(key)
        return value if isinstance(value, str) else None

    def ungraded(self, field: Field) -> str | None:
        """Return the first chosen id of a field that still lacks its grade."""
        chosen = self.many(field.key) if field.graded_by else ()
        return next((value for value in chosen if GRADED not in value), None)


@dataclass(frozen=True, slots=True)
class Form:
    """An ordered list of questions, by name. All methods return a new draft."""

    name: str
    fields: tuple[Field, ...]
    ends_early: bool = False
    """Whether a person may leave all optional questions at once: it is a long form."""

    def field(self, key: str) -> Field:
        """Return a field; a key from an older version of the form is `Outdated`."""
        for candidate in self.fields:
            if candidate.key == key:
                return candidate
        raise Outdated

    def start(self, answers: Mapping[str, Value] | None = None) -> tuple[str, dict[str, Value]]:
        """Return the first step and the answers known beforehand (the company of last time)."""
        answers = answers or {}
        known = {f.key: answers[f.key] for f in self.fields if answers.get(f.key)}
        step = self._next_step(known, -1)
        found = (f.key + suffix for f in self.fields for suffix in (MEANT, FOUND))
        return step, known | {key: answers[key] for key in found if answers.get(key)}

    def position(self, draft: Draft) -> tuple[int, int]:
        """Return the number of the present question, from 1, and how many there are.

        Questions that do not come up are not counted; opened from the review, one is number 0.
        """
        asked = [f.key for f in self.fields if f.asked_if(draft.answers)]
        return (asked.index(draft.step) + 1 if draft.step in asked else 0), len(asked)

    def answer(self, draft: Draft, text: str, context: Context) -> Draft:
        """Take typed text for the present question; raise `NotUnderstood` and change nothing."""
        current = self.field(draft.step)
        value = current.parse(text, context)
        if isinstance(value, tuple):
            chosen = draft.many(current.key) if current.key in draft.answers else ()
            return replace(draft, answers={**draft.answers, current.key: _merged(chosen, value)})
        return self._accept(draft, value)

    def choose(self, draft: Draft, key: str, value: str) -> Draft:
        """Take a tapped choice: one moves on, many toggles; a tap on another step is outdated."""
        self._present(draft, key)
        current = self.field(key)
        if current.takes is Takes.ONE:
            return self._accept(draft, value)
        if current.takes is not Takes.MANY:
            raise Outdated
        chosen = draft.many(key) if key in draft.answers else ()
        toggled = _toggled(chosen, value)
        answers = {**draft.answers, key: toggled}
        if not toggled:
            del answers[key]
        return replace(draft, answers=answers)

    def offer(self, draft: Draft, values: tuple[str, ...]) -> Draft:
        """Ask back which of several values the words at the present question meant."""
        return replace(draft, answers={**draft.answers, draft.step + MEANT: values})

    def done(self, draft: Draft, key: str) -> Draft:
        """Finish a list field."""
        self._present(draft, key)
        if not draft.answers.get(key) and not self.field(key).optional:
            raise ChooseOne
        return self._advance(draft)

    def skip(self, draft: Draft, key: str) -> Draft:
        """Leave an optional question; an answer given before stays."""
        self._present(draft, key)
        if not self.field(key).optional and key not in draft.answers:
            raise NeedsAnswer
        return self._advance(draft)

    def left_out(self, draft: Draft) -> int:
        """Return how many questions `rest` would leave out; 0 where it cannot be said."""
        if not self.ends_early or draft.editing or draft.step == REVIEW:
            return 0
        current = self.field(draft.step)
        if not current.optional and draft.step not in draft.answers:
            return 0
        left = 0
        for later in self.fields[self._index(draft.step) + 1 :]:
            if later.key in draft.answers or not later.asked_if(draft.answers):
                continue
            if not later.optional:
                break
            left += 1
        return left

    def rest(self, draft: Draft, key: str) -> Draft:
        """Leave the optional questions: go to a required one without an answer, or the review."""
        self._present(draft, key)
        if not self.field(key).optional and key not in draft.answers:
            raise NeedsAnswer
        return self.repaired(replace(draft, step=REVIEW, editing=False))

    def back(self, draft: Draft) -> Draft:
        """Go to the question before, or from editing to the review; from the first one, stay."""
        if draft.editing:
            return self.repaired(replace(draft, step=REVIEW, editing=False))
        index = len(self.fields) if draft.step == REVIEW else self._index(draft.step)
        before = [f.key for f in self.fields[:index] if f.asked_if(draft.answers)]
        return replace(draft, step=before[-1]) if before else draft

    def edit(self, draft: Draft, key: str) -> Draft:
        """Open one question from the review; answering it returns to the review."""
        if draft.step != REVIEW and not draft.editing:
            raise Outdated
        return replace(draft, step=self.field(key).key, editing=True)

    def clear(self, draft: Draft, key: str) -> Draft:
        """Remove the answer of an optional question, and only when asked to."""
        self._present(draft, key)
        if not self.field(key).optional:
            raise NeedsAnswer
        return self._advance(
            replace(draft, answers={k: v for k, v in draft.answers.items() if k != key})
        )

    def missing(self, draft: Draft) -> list[Field]:
        """Return required questions without an answer: a newer form may have added some."""
        return [f for f in self.fields if not f.optional and not draft.answers.get(f.key)]

    def repaired(self, draft: Draft) -> Draft:
        """Return a draft that fits this form: an unknown step, or a review that lacks a required
        answer, becomes the first required question without one."""
        draft = self._renamed(draft)
        missing = self.missing(draft)
        if draft.step == REVIEW and not missing:
            return draft
        if draft.step != REVIEW and any(f.key == draft.step for f in self.fields):
            return draft
        return replace(draft, step=missing[0].key if missing else REVIEW, editing=False)

    def _renamed(self, draft: Draft) -> Draft:
        """Return a draft in which answers have the keys that they have today."""
        for renamed in self.fields:
            before, now = renamed.formerly, renamed.key
            if not before:
                continue
            if draft.step == before:
                draft = replace(draft, step=now)
            if before in draft.answers and now not in draft.answers:
                answers = dict(draft.answers)
                answers[now] = answers.pop(before)
                draft = replace(draft, answers=answers)
        return draft

    def _accept(self, draft: Draft, value: Value) -> Draft:
        settled = {draft.step + MEANT, draft.step + FOUND}
        answers = {key: said for key, said in draft.answers.items() if key not in settled}
        return self._advance(replace(draft, answers={**answers, draft.step: value}))

    def _advance(self, draft: Draft) -> Draft:
        if draft.editing:
            return self.repaired(replace(draft, step=REVIEW, editing=False))
        step = self._next_step(draft.answers, self._index(draft.step))
        return self.repaired(replace(draft, step=step))

    def _next_step(self, answers: Mapping[str, Value], after: int) -> str:
        for candidate in self.fields[after + 1 :]:
            if candidate.key not in answers and candidate.asked_if(answers):
                return candidate.key
        return REVIEW

    def _index(self, key: str) -> int:
        return next((i for i, f in enumerate(self.fields) if f.key == key), len(self.fields))

    def _present(self, draft: Draft, key: str) -> None:
        if draft.step != key:
            raise Outdated


def _merged(chosen: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids with more of them: a grade takes the place of the id alone, or of another one."""
    merged = list(chosen)
    for value in more:
        same = next((i for i, v in enumerate(merged) if _id_of(v) == _id_of(value)), None)
        if same is None:
            merged.append(value)
        elif GRADED in value:
            merged[same] = value
    return tuple(merged)


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Return ids with one more or one less; another grade of a chosen id takes its place."""
    same = next((v for v in chosen if _id_of(v) == _id_of(value)), None)
    if same is None:
        return (*chosen, value)
    if same == value or GRADED not in value:
        return tuple(v for v in chosen if v != same)
    return tuple(value if v == same else v for v in chosen)


def _id_of(value: str) -> str:
    return value.partition(GRADED)[0]
