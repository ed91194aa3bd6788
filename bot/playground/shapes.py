"""The shapes of the Bot API: reads the parameters of a call and refuses what does not fit.

`bot-api.json` holds names, types and what is required, stripped from the machine-readable
Bot API: one line per method or type, each field as `!Integer|String` (`!` means required).
Telegram itself ignores parameters that it does not know; the playground refuses them, because a
misspelt parameter is a bug that nobody notices in production.
"""

from __future__ import annotations

import functools
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .refusals import Refused, bad_request

SOURCE = Path(__file__).with_name("bot-api.json")
ARRAY = "Array of "
ATTACHED = "attach://"
WHOLE_NUMBER = re.compile(r"-?\d{1,19}")

# What Telegram says for the parameters that people forget most.
MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter or field: the kinds that it takes and whether it must be there."""

    kinds: tuple[str, ...]
    required: bool


Fields = dict[str, Slot]


class Mismatch(Exception):
    """A value has another shape than the Bot API says."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    @property
    def depth(self) -> int:
        """How deep in the value the trouble lies: the deepest is the most telling."""
        return self.path.count(".") + self.path.count("[")


class Shapes:
    """The methods and types of one version of the Bot API."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.version: str = source["version"]
        self.methods = {name: _fields(fields) for name, fields in source["methods"].items()}
        self.types = {name: _fields(fields) for name, fields in source["types"].items()}
        self.unions: dict[str, tuple[str, ...]] = {
            name: tuple(kinds) for name, kinds in source["unions"].items()
        }
        # Telegram reads method names without regard to case.
        self._spelling = {name.lower(): name for name in self.methods}

    def find_method(self, name: str) -> str | None:
        """Return the method's own spelling, or None when the Bot API has no such method."""
        return self._spelling.get(name.lower())

    def read_call(
        self, method: str, raw: dict[str, Any], uploads: dict[str, Upload]
    ) -> dict[str, Any]:
        """Return the typed parameters of a call, or refuse it."""
        slots = self.methods[method]
        given = {name: value for name, value in raw.items() if value is not None}
        for name in given.keys() - slots.keys():
            raise self._unknown(method, name)
        attached = {value[len(ATTACHED) :] for value in given.values() if _is_attached(value)}
        for name in uploads.keys() - slots.keys() - attached:
            raise self._unknown(method, name)
        call: dict[str, Any] = {}
        for name, slot in slots.items():
            if name in uploads:
                call[name] = uploads[name]
            elif name in given:
                call[name] = self._read_parameter(slot, given[name], name, uploads)
            elif slot.required:
                raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
        return call

    def check(self, kind: str, value: object) -> None:
        """Raise Mismatch unless `value` is a well-formed `kind`."""
        self._read((kind,), value, kind)

    def _unknown(self, method: str, name: str) -> Refused:
        return bad_request(
            f'unknown parameter "{name}" of {method} ({self.version};'
            " Telegram would ignore it, the playground does not)"
        )

    def _read_parameter(
        self, slot: Slot, value: object, name: str, uploads: dict[str, Upload]
    ) -> Any:
        if _is_attached(value) and "InputFile" in slot.kinds:
            try:
                return uploads[str(value)[len(ATTACHED) :]]
            except KeyError:
                raise bad_request(f'the file "{value}" was not attached') from None
        try:
            return self._read(slot.kinds, _decoded(slot.kinds, value, name), name)
        except Mismatch as mismatch:
            raise bad_request(
                f'parameter "{mismatch.path}" is wrong: {mismatch.reason}'
            ) from mismatch

    def _read(self, kinds: tuple[str, ...], value: object, path: str) -> object:
        mismatches: list[Mismatch] = []
        for kind in kinds:
            try:
                return self._read_kind(kind, value, path)
            except Mismatch as mismatch:
                mismatches.append(mismatch)
        if len(mismatches) == 1:
            raise mismatches[0]
        deepest = max(mismatches, key=lambda mismatch: mismatch.depth)
        if deepest.depth > path.count(".") + path.count("["):
            raise deepest
        raise Mismatch(path, f"expected {' or '.join(kinds)}")

    def _read_kind(self, kind: str, value: object, path: str) -> object:
        if kind.startswith(ARRAY):
            if not isinstance(value, list):
                raise Mismatch(path, f"expected {kind}")
            inner = (kind[len(ARRAY) :],)
            return [self._read(inner, item, f"{path}[{i}]") for i, item in enumerate(value)]
        if kind in self.unions:
            return self._read(_fitting(self.unions[kind], value), value, path)
        if kind in self.types and kind != "InputFile":
            return self._read_object(kind, value, path)
        if not _is_scalar(kind, value):
            raise Mismatch(path, f"expected {kind}")
        return value

    def _read_object(self, kind: str, value: object, path: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise Mismatch(path, f"expected {kind}")
        slots = self.types[kind]
        for name in value.keys() - slots.keys():
            raise Mismatch(f"{path}.{name}", f"{kind} has no such field")
        read: dict[str, object] = {}
        for name, slot in slots.items():
            if value.get(name) is not None:
                read[name] = self._read(slot.kinds, value[name], f"{path}.{name}")
            elif slot.required:
                raise Mismatch(f"{path}.{name}", f"{kind} needs this field")
        return read


@functools.cache
def bot_api() -> Shapes:
    """Return the shapes of the Bot API, read once."""
    return Shapes(json.loads(SOURCE.read_text("utf-8")))


def _fields(source: dict[str, str]) -> Fields:
    return {
        name: Slot(tuple(kinds.removeprefix("!").split("|")), kinds.startswith("!"))
        for name, kinds in source.items()
    }


def _fitting(kinds: tuple[str, ...], value: object) -> tuple[str, ...]:
    """Return those kinds of a union that the value's own `type` names, or all of them."""
    named = value.get("type") if isinstance(value, dict) else None
    if not isinstance(named, str) or not named:
        return kinds
    ending = named.replace("_", "").lower()
    return tuple(kind for kind in kinds if kind.lower().endswith(ending)) or kinds


def _is_attached(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ATTACHED)


def _decoded(kinds: tuple[str, ...], value: object, name: str) -> object:
    """Undo the string encoding of forms, where every parameter is text."""
    if not isinstance(value, str):
        return value
    if "Integer" in kinds and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    if "Float" in kinds:
        return _number(value)
    if "Boolean" in kinds and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if "String" in kinds or _SCALARS.issuperset(kinds):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Mismatch(name, "can't parse JSON") from None


def _number(value: str) -> float | str:
    try:
        number = float(value)
    except ValueError:
        return value
    return number if math.isfinite(number) else value


_SCALARS = frozenset({"String", "Integer", "Float", "Boolean", "True", "InputFile"})


def _is_scalar(kind: str, value: object) -> bool:
    match kind:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "True":
            return value is True
        case _:
            return isinstance(value, Upload)
