"""Entries that people write and change in the chat: the questions, and what they accept.

An answer is a plain value: a moment is `2027-01-15T12:00` in the hub's own time, days are
`2027-05-12 2027-05-13` (with hours `2027-05-12T18:00 2027-05-12T20:00`), a sum is
`EUR:500:9999`, and the words of one language are a title with the summary in the lines below.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.entries import Kind
from bot.domain.forms import Context, Draft, Field, Form, Parse, Takes, Value, never
from bot.domain.messages import N_
from bot.domain.parsing import clean, many_of, one_of, text_between
from bot.domain.questions import NAME_LENGTH, SUMMARY_LENGTH, TITLE_LENGTH
from bot.domain.refusals import NeedsTwoLines, NoAddress

NEW: Final = "entry"
CHANGE: Final = "entry_edit"
"""The names of the two forms."""
OFFERED: Final = "offered"
"""The step of a draft that was made of a post and that nobody has taken up yet."""
TEXT_FIELD: Final = "text_"
"""Begins the keys of the words in one language: `text_sl`."""

BODY: Final = "body"
BASE: Final = "base"
HUB: Final = "hub"
HUB_LANGUAGE: Final = "hub_language"
ABOUT: Final = "about"
"""Keys of a draft that no question asks for: the whole post, what an entry said when its change
was begun, the hub that answers for a new one with its language, and the title for the screens."""

POST_LENGTH: Final = 4096

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*")


def without_tags(text: str) -> str:
    """Return text as an entry takes it: no control characters and no markup."""
    return clean(_TAG.sub("", text))


def _words(shortest: int, longest: int) -> Parse:
    plain = text_between(shortest, longest)

    def parse(raw: str, context: Context) -> Value:
        said = plain(_TAG.sub("", raw), context)
        return " ".join(said.split()) if isinstance(said, str) else said

    return parse


def _address(raw: str, context: Context) -> Value:
    text = clean(raw).strip("<>() ")
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if not _ADDRESS.fullmatch(text) or "@" in text.split("/")[2]:
        raise NoAddress
    return text


def _title_and_summary(raw: str, context: Context) -> Value:
    """Read a title and, in the lines below it, a summary."""
    title, _, summary = without_tags(raw).partition("\n")
    if not summary.strip():
        raise NeedsTwoLines
    parts = (_words(5, TITLE_LENGTH)(title, context), _words(10, SUMMARY_LENGTH)(summary, context))
    return "\n".join(map(str, parts))


def _read(what: str) -> Parse:
    def parse(raw: str, context: Context) -> Value:
        return context.read(what, clean(raw))

    return parse


def second_language(answers: Mapping[str, Value]) -> str | None:
    """Return the other language that a new entry is asked for: English, or that of the hub."""
    own = answers.get("language")
    other = answers.get(HUB_LANGUAGE) if own == "en" else "en"
    return other if own and isinstance(other, str) and other != own else None


def _has_deadline(answers: Mapping[str, Value]) -> bool:
    return answers.get("kind") in {Kind.FUNDING, Kind.TRAINING, Kind.EVENT}


def _has_days(answers: Mapping[str, Value]) -> bool:
    return answers.get("kind") == Kind.EVENT


_KIND: Final = Field("kind", N_("What is it?"), N_("Kind"), one_of("kinds"), Takes.ONE, "kinds")
_SOURCE: Final = Field(
    "source",
    N_("Where is it from? Write who published it."),
    N_("Source"),
    _words(2, NAME_LENGTH),
    hint=N_("Readers see it when they ask where it is from."),
)
_DEADLINE: Final = Field(
    "deadline",
    N_("Until when can one apply? Write the day, and the hour if there is one."),
    N_("Deadline"),
    _read("moment_ahead"),
    optional=True,
    hint=N_("Like this: 15.1.2027, 12:00. It is the time of your hub. Skip it if there is none."),
    said_as="moment",
    asked_if=_has_deadline,
)
_DAYS: Final = Field(
    "days",
    N_("On which days does it take place?"),
    N_("Days"),
    _read("days"),
    optional=True,
    hint=N_("Like this: 12.5.2027, or 12.–14.5.2027, or 12.5.2027, 18:00–20:00."),
    said_as="days",
    asked_if=_has_days,
)
_URL: Final = Field(
    "url",
    N_("What is the address of its page?"),
    N_("Page"),
    _address,
    optional=True,
    hint=N_("It begins with https://"),
)
_MORE: Final = (
    Field(
        "opens",
        N_("From when can one apply?"),
        N_("Opens"),
        _read("moment"),
        optional=True,
        said_as="moment",
        asked_if=never,
    ),
    Field(
        "amount",
        N_("How much money is there? Write it with the currency: up to 9,999 EUR."),
        N_("Money"),
        _read("money"),
        optional=True,
        said_as="money",
        asked_if=never,
    ),
    Field(
        "fee",
        N_("What does taking part cost? Write 0 if it is free."),
        N_("Price"),
        _read("fee"),
        optional=True,
        said_as="price",
        asked_if=never,
    ),
    Field(
        "place",
        N_("In which town is it?"),
        N_("Town"),
        _words(2, NAME_LENGTH),
        optional=True,
        asked_if=never,
    ),
    Field(
        "mode",
        N_("How does one take part?"),
        N_("Online or on site"),
        one_of("modes"),
        Takes.ONE,
        "modes",
        optional=True,
        asked_if=never,
    ),
    Field(
        "countries",
        N_("People of which countries is it for? Nothing chosen means no limit."),
        N_("Countries"),
        many_of("countries"),
        Takes.MANY,
        "countries",
        optional=True,
        asked_if=never,
    ),
    Field(
        "sectors",
        N_("Which fields is it about? Nothing chosen means all."),
        N_("Sectors"),
        many_of("sectors"),
        Takes.MANY,
        "sectors",
        optional=True,
        asked_if=never,
    ),
    Field(
        "effort",
        N_("How long does it take to apply, or to get ready?"),
        N_("Effort"),
        one_of("efforts"),
        Takes.ONE,
        "efforts",
        optional=True,
        hint=N_("Reminders before the deadline are planned by it."),
        asked_if=never,
    ),
)

ENTRY: Final = Form(
    NEW,
    (
        _KIND,
        Field(
            "title",
            N_("Give it a title, at most 80 characters."),
            N_("Title"),
            _words(5, TITLE_LENGTH),
        ),
        Field(
            "summary",
            N_("Say in one sentence or two what it is and for whom."),
            N_("Summary"),
            _words(10, SUMMARY_LENGTH),
            hint=N_("Readers see this first: at most 300 characters."),
        ),
        Field(
            "language",
            N_("In which language are the title and the summary?"),
            N_("Language"),
            one_of("languages"),
            Takes.ONE,
            "languages",
        ),
        _SOURCE,
        _DEADLINE,
        _DAYS,
        _URL,
        Field(
            "second",
            N_(
                "And in this language: {language}? The title in the first line, the summary below."
            ),
            N_("In a second language"),
            _title_and_summary,
            optional=True,
            hint=N_(
                "Nothing is translated by machine. If you skip it, readers see the other text."
            ),
            asked_if=lambda answers: second_language(answers) is not None,
        ),
        *_MORE,
    ),
)


def change_form(languages: Sequence[str]) -> Form:
    """Return the form behind "Edit": each field of an entry, and its words in each language."""
    return Form(
        CHANGE,
        (
            # Each is opened by its own button; there is no first and no last one.
            *(replace(one, asked_if=never) for one in (_KIND, _DEADLINE, _DAYS, _URL, _SOURCE)),
            *_MORE,
            *(
                Field(
                    TEXT_FIELD + language,
                    N_("The text in this language: {language}"),
                    N_("Text"),
                    _title_and_summary,
                    optional=True,
                    hint=N_("The title in the first line, the summary below."),
                    asked_if=never,
                )
                for language in languages
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Base:
    """What an entry said when somebody began to change it."""

    revision: int
    values: Mapping[str, Value]

    def packed(self) -> str:
        """Return it as one answer of a draft."""
        return json.dumps({"revision": self.revision, "values": dict(self.values)})

    @classmethod
    def of(cls, draft: Draft) -> "Base":
        """Read it from a draft; one without it changes whatever it holds."""
        data = json.loads(draft.one(BASE) or "{}")
        values = {
            k: tuple(v) if isinstance(v, list) else v for k, v in data.get("values", {}).items()
        }
        return cls(int(data.get("revision", 0)), values)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; `None` is nothing."""

    key: str
    before: Value | None
    after: Value | None


def changed_fields(form: Form, draft: Draft, now: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return what a draft changes: only what its writer touched, against what is true now."""
    base = Base.of(draft).values
    return tuple(
        FieldChange(f.key, now.get(f.key), draft.answers.get(f.key))
        for f in form.fields
        if draft.answers.get(f.key) != base.get(f.key)
        and draft.answers.get(f.key) != now.get(f.key)
    )
