"""The torture set: valid and hostile files, each with its outcome (`files/outcomes.yaml`)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.domain.entries import Kind
from bot.library.feeds.failures import MESSAGES, Failed, Reason
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.items import item_from
from bot.library.feeds.mapping import Feed, document
from bot.library.feeds.parsing import Hints, parse
from bot.library.models import EntryFile

FILES = Path(__file__).parent / "files"
OUTCOMES = yaml.safe_load((FILES / "outcomes.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FEED = Feed("kranj-events", "BSC Kranj", Kind.EVENT, "sl", country="SI", hub="kranj")


def hints(name):
    language = OUTCOMES[name].get("language", "sl")
    return Hints(NOW, "Europe/Ljubljana", language, base="https://example.org/feed")


def outcome(found):
    if isinstance(found, Failed):
        return {"failed": str(found.reason)}
    counts = {name: getattr(found, name) for name in ("past", "broken", "left_out")}
    return {"new": len(found.items), **{name: n for name, n in counts.items() if n}}


def stated(name):
    said = {key: n for key, n in OUTCOMES[name].items() if key not in {"shows", "language"}}
    return said if "failed" in said else {"new": 0, **said}


def test_every_file_has_an_outcome():
    files = {path.name for path in FILES.iterdir()} - {"outcomes.yaml"}
    assert files == set(OUTCOMES)
    assert len(files) >= 40


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_file_comes_to_its_outcome_in_the_shape_of_content(name):
    found = parse((FILES / name).read_bytes(), hints(name))
    assert outcome(found) == stated(name)
    if isinstance(found, Failed):
        return
    for item, fields in zip(found.items, OUTCOMES[name].get("shows", ()), strict=False):
        said = item.as_json()
        assert {key: _listed(said[key]) for key in fields} == fields
    for item in found.items:
        assert item_from(item.as_json()) == item
        EntryFile.model_validate(document(item, FEED, NOW.date()))


def _listed(value):
    return list(value) if isinstance(value, tuple) else value


def test_a_file_that_is_cut_off_is_read_or_refused():
    for name in OUTCOMES:
        body = (FILES / name).read_bytes()
        parse(body[: int(len(body) * 0.7)], hints(name))


def test_staff_are_told_every_reason():
    assert set(MESSAGES) == set(Reason)
    assert all(reason.message.endswith(".") for reason in Reason)


@pytest.mark.parametrize("name", ["plain.ics", "billion-laughs.xml"])
async def test_the_child_comes_to_the_same(name):
    body = (FILES / name).read_bytes()
    assert await parse_apart(body, hints(name)) == parse(body, hints(name))


@pytest.mark.torture
@pytest.mark.parametrize("name", OUTCOMES)
async def test_the_child_comes_to_every_outcome(name):
    assert outcome(await parse_apart((FILES / name).read_bytes(), hints(name))) == stated(name)
