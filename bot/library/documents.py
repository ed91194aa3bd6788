"""YAML files as plain data that remembers on which line everything stands.

A small, strict YAML: only `true` and `false` are booleans (Norway stays `NO`), dates stay text,
no anchors, no repeated keys.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.library.problems import Problem

IS_FAST: Final = hasattr(yaml, "CSafeLoader")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is

_INT: Final = "tag:yaml.org,2002:int"
_BOOL: Final = "tag:yaml.org,2002:bool"
_NULL: Final = "tag:yaml.org,2002:null"


class _Loader(_BASE):  # type: ignore[misc]  # the base is chosen when the module loads
    """Resolves plain scalars by the rules of this module."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(_INT, re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(_NULL, re.compile(r"^(?:~|null|)$"), ["~", "n", ""])

Step = str | int


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its data, and the line of every key and list item."""

    file: str
    data: dict[str, Any]
    lines: dict[tuple[Step, ...], int]

    def line(self, path: Sequence[Step]) -> int:
        """Return the line of `path`, or of the nearest thing around it that exists."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def problem(self, path: Sequence[Step], message: str, remedy: str) -> Problem:
        """Return a problem at `path` of this file."""
        return Problem(self.file, self.line(path), message, remedy, ".".join(map(str, path)))


class Unreadable(Exception):
    """The file is no YAML that we accept; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path, name: str) -> Document:
    """Read one file; `name` is what messages call it. Raise `Unreadable` if it is no YAML."""
    return parsed(path.read_bytes(), name)


def parsed(data: bytes, name: str) -> Document:
    """Return what the bytes of a file say; raise `Unreadable` if they are no YAML."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = "the file is not UTF-8"
        raise Unreadable(Problem(name, 1, message, "Save it with the encoding UTF-8.")) from error
    if "\t" in text:
        line = text[: text.index("\t")].count("\n") + 1
        remedy = "Use spaces, two for each level."
        raise Unreadable(Problem(name, line, "there is a tab", remedy))
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "this is not YAML"
        remedy = "Put texts with `: ` or `#` into quotes, close every quote, indent by two spaces."
        line = mark.line + 1 if mark else 1
        raise Unreadable(Problem(name, line, f"cannot be read: {said}", remedy)) from error
    if not isinstance(root, yaml.MappingNode):
        remedy = "Start from another file of this folder, or from docs/content-format.md."
        raise Unreadable(Problem(name, 1, "the file has no fields", remedy))
    lines: dict[tuple[Step, ...], int] = {}
    return Document(name, _plain(root, (), lines, name, frozenset()), lines)


def _plain(
    node: Any,
    path: tuple[Step, ...],
    lines: dict[tuple[Step, ...], int],
    name: str,
    above: frozenset[int],
) -> Any:
    line = node.start_mark.line + 1
    if id(node) in above:
        raise Unreadable(Problem(name, line, "a value contains itself", "Remove the `*`."))
    inside = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise Unreadable(
                    Problem(name, key_line, "a key is not a word", "Write `name: value`.")
                )
            key = str(key_node.value)
            if key in data:
                remedy = "Keep one of the two."
                raise Unreadable(Problem(name, key_line, f"`{key}` is there twice", remedy))
            lines[*path, key] = key_line
            data[key] = _plain(value_node, (*path, key), lines, name, inside)
        return data
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            lines[*path, index] = item.start_mark.line + 1
            items.append(_plain(item, (*path, index), lines, name, inside))
        return items
    if node.tag == _INT:
        return int(node.value)
    if node.tag == _BOOL:
        return node.value == "true"
    return None if node.tag == _NULL else str(node.value)
