"""Evaluation sets: a folder with questions, and what a good answer to each would be."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

QUESTION: Final = "question"
"""The label of a message that deserves an answer from content; all others deserve none."""

QUESTIONS_FILE: Final = "questions.jsonl"
GOLD_FILE: Final = "gold.jsonl"
CONTENT_FILE: Final = "content.yaml"
_SET_FILE: Final = "set.yaml"
_PAIRS_FILE: Final = "pairs.jsonl"


class SetError(ValueError):
    """A set of questions has a mistake; the message says in which file, where and what."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that the assistant under test may see: a text, and the language the person has set."""

    qid: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What a person judged of a question: its `label`, and the entries of which any is right.

    `own_language` says whether a right entry has text in the language of the question.
    """

    qid: str
    language: str
    label: str
    ids: frozenset[str]
    style: str = ""
    own_language: bool = False

    @property
    def deserves_an_answer(self) -> bool:
        """Say whether content should answer."""
        return self.label == QUESTION


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A folder of questions; without gold there is nothing to score."""

    folder: Path
    questions: tuple[Question, ...]
    gold: tuple[Gold, ...]
    today: date | None = None

    @property
    def name(self) -> str:
        """Return the name of the folder."""
        return self.folder.resolve().name

    @property
    def content(self) -> Path | None:
        """Return the file of the set's own content; None if it asks about the project's."""
        path = self.folder / CONTENT_FILE
        return path if path.is_file() else None


def read_set(folder: Path) -> EvaluationSet:
    """Read a folder; raise `SetError` for what cannot be read."""
    questions = tuple(
        Question(_text(row, "qid", at), _text(row, "user_lang", at), _text(row, "text", at))
        for at, row in rows(folder / QUESTIONS_FILE)
    )
    gold_file = folder / GOLD_FILE
    gold = tuple(_gold(at, row) for at, row in rows(gold_file)) if gold_file.is_file() else ()
    _check_ids(folder, questions, gold)
    return EvaluationSet(folder, questions, gold, _today(folder / _SET_FILE))


def folders_in(folder: Path) -> list[Path]:
    """Return the folders of sets, by name; raise `SetError` if there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError as error:
        raise SetError(f"{folder}: cannot be read: {error.strerror}") from error


def needs_day(asked: EvaluationSet) -> date:
    """Return the day of a set; raise `SetError` if none is given.

    A set that is held to an earlier run needs one: on another day another answer is right.
    """
    if asked.today is None:
        raise SetError(f"{asked.folder / _SET_FILE} is missing: write `today: 2026-01-02` into it")
    return asked.today


def has_gold(folder: Path) -> bool:
    """Say whether there are questions that can be scored."""
    return (folder / GOLD_FILE).is_file()


def has_pairs(folder: Path) -> bool:
    """Say whether this is a set of people and opportunities, not of questions."""
    return (folder / _PAIRS_FILE).is_file()


def rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the objects of a file with one JSON object a line, each with where it stands."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise SetError(f"{path}: cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SetError(f"{at}: this is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise SetError(f"{at}: there should be an object with fields")
        yield at, row


def write_rows(path: Path, written: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in written)
    path.write_text("".join(lines), "utf-8")


def write_set(
    folder: Path, questions: Iterable[Question], gold: Iterable[Gold], day: date
) -> None:
    """Write a set that `read_set` reads."""
    write_rows(
        folder / QUESTIONS_FILE,
        ({"qid": q.qid, "user_lang": q.language, "text": q.text} for q in questions),
    )
    write_rows(
        folder / GOLD_FILE,
        (
            {
                "qid": one.qid,
                "lang": one.language,
                "label": one.label,
                "gold": sorted(one.ids),
                "style": one.style,
                "own_language": one.own_language,
            }
            for one in gold
        ),
    )
    (folder / _SET_FILE).write_text(f"today: {day.isoformat()}\n", "utf-8")


def _gold(at: str, row: Mapping[str, Any]) -> Gold:
    ids = row.get("gold")
    if not isinstance(ids, list):
        raise SetError(f"{at}: `gold` should be a list of ids")
    one = Gold(
        qid=_text(row, "qid", at),
        language=_text(row, "lang", at),
        label=_text(row, "label", at),
        ids=frozenset(map(str, ids)),
        style=str(row.get("style") or ""),
        own_language=bool(row.get("own_language")),
    )
    if one.deserves_an_answer != bool(one.ids):
        raise SetError(f"{at}: a question has ids in `gold`, and what is none has none")
    return one


def _text(row: Mapping[str, Any], name: str, at: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise SetError(f"{at}: `{name}` is missing")
    return value


def _check_ids(folder: Path, questions: Iterable[Question], gold: Iterable[Gold]) -> None:
    asked: set[str] = set()
    for question in questions:
        if question.qid in asked:
            raise SetError(f"{folder / QUESTIONS_FILE}: `{question.qid}` is there twice")
        asked.add(question.qid)
    judged: set[str] = set()
    for one in gold:
        if one.qid in judged:
            raise SetError(f"{folder / GOLD_FILE}: `{one.qid}` is there twice")
        if one.qid not in asked:
            raise SetError(f"{folder / GOLD_FILE}: nobody asked `{one.qid}`")
        judged.add(one.qid)


def set_day(folder: Path) -> date | None:
    """Return the day on which a set is asked, if it has one; raise `SetError`."""
    return _today(folder / _SET_FILE)


def _today(path: Path) -> date | None:
    if not path.is_file():
        return None
    told = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    try:
        return date.fromisoformat(told["today"])
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{path}: write `today: 2026-01-02`") from error
