"""Says in an editor's words what a model found wrong."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.library.documents import Document, Step
from bot.library.problems import Problem

_MUST_BE = {
    "string_type": ("a text", "Write words, in quotes if they are a number."),
    "list_type": ("a list", "Write it as [one, two]."),
    "dict_type": ("a group of fields", "Write its fields below, indented by two spaces."),
    "model_type": ("a group of fields", "Write its fields below, indented by two spaces."),
    "int_type": ("a whole number", "Write digits only: 200000."),
    "int_parsing": ("a whole number", "Write digits only: 200000."),
    "int_from_float": ("a whole number", "Write digits only: 200000."),
    "float_type": ("a number", "Write digits and a point: 0.5."),
    "float_parsing": ("a number", "Write digits and a point: 0.5."),
    "bool_type": ("true or false", "Write true or false."),
    "bool_parsing": ("true or false", "Write true or false."),
}
_PATTERNS = {
    "as_of": "Write a year or a year and month, 2026 or 2026-05; or undated.",
    "currency": "Write the three letters of the currency: EUR.",
    "id": "Use small letters, digits and single hyphens.",
    "slug": "Use small letters, digits and single hyphens.",
}


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return `Did you mean …?` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else ""


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> list[Problem]:
    """Return what a model found wrong in a document, one problem for each mistake."""
    found = []
    for detail in error.errors(include_url=False):
        path: Sequence[Step] = [step for step in detail["loc"] if step != "[key]"]
        message, remedy = _words(detail, path, document, model)
        found.append(document.problem(path, message, remedy))
    return found


def _words(
    detail: Any, path: Sequence[Step], document: Document, model: type[BaseModel]
) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    name = _name(path)
    if kind == "mistake":
        return f"{name}: {context['message']}", context["remedy"]
    if kind == "missing":
        return f"{name} is missing", "Add it; docs/content-format.md shows every field."
    if kind == "extra_forbidden":
        known = _fields_at(path[:-1], document, model)
        return f"{name} is not a field", did_you_mean(path[-1], known) or "Remove it."
    if kind == "enum":
        allowed = [
            word.strip(" '") for word in context["expected"].replace(" or ", ",").split(",")
        ]
        guess = did_you_mean(detail["input"], allowed)
        return f"{name} cannot be `{detail['input']}`", guess or f"Use {', '.join(allowed)}."
    if kind == "string_too_short":
        return f"{name} is empty", "Write something, or remove the line."
    if kind in {"string_too_long", "too_long"}:
        most, length = context["max_length"], len(detail["input"].strip())
        return (
            f"{name} has {length} characters, at most {most} fit",
            f"Shorten it by {length - most}.",
        )
    if kind == "too_short":
        return f"{name} is empty", "Add at least one."
    if kind == "string_pattern_mismatch":
        remedy = _PATTERNS.get(str(path[-1]), "Use small letters, digits and underscores.")
        return f"{name} cannot be `{detail['input']}`", remedy
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        side = "at least" if "ge" in context else "at most"
        return f"{name} cannot be {detail['input']}", f"Write a number of {side} {limit}."
    if kind in {"greater_than", "less_than"}:
        limit = context.get("gt", context.get("lt"))
        side = "above" if "gt" in context else "below"
        return f"{name} cannot be {detail['input']}", f"Write a number {side} {limit:g}."
    if kind in _MUST_BE:
        what, remedy = _MUST_BE[kind]
        return f"{name} must be {what}", remedy
    return f"{name}: {detail['msg'].lower()}", "See docs/content-format.md for how it is written."


def _name(path: Sequence[Step]) -> str:
    """Return a path as an editor reads it: `text.sl.title`, `sources[2].url`."""
    shown = ""
    for step in path:
        shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
    return f"`{shown or 'file'}`"


def _fields_at(path: Sequence[Step], document: Document, model: type[BaseModel]) -> Iterable[str]:
    """Return the fields that may stand at `path`: of the model, or of a model inside it."""
    current: type[BaseModel] = model
    for step in path:
        field = current.model_fields.get(str(step))
        if field is not None:
            current = _model_in(field.annotation) or current
    return list(current.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a type consists of, inside lists, dicts, options and `Annotated`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
