"""docs/feeds.md says what the code does: its template is read, its names are those of the code."""

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.entries import Kind
from bot.library.feeds.cells import HEADERS, KINDS
from bot.library.feeds.mapping import Feed, document
from bot.library.feeds.parsing import Hints, parse
from bot.library.models import EntryFile

PAGE = (Path(__file__).parents[3] / "docs" / "feeds.md").read_text("utf-8")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_the_template_is_read_whole():
    template = re.search(r"```csv\n(.*?)```", PAGE, re.DOTALL)[1]
    found = parse(template.encode(), Hints(NOW, "Europe/Ljubljana", "en"))
    assert (len(found.items), found.past, found.broken) == (3, 0, 0)
    feed = Feed("kranj-table", "BSC Kranj", Kind.EVENT, "en")
    entries = [EntryFile.model_validate(document(i, feed, NOW.date())) for i in found.items]
    assert [entry.kind for entry in entries] == ["training", "funding", "event"]
    assert [len(entry.held) for entry in entries] == [0, 0, 2]


def test_every_name_of_a_column_and_a_kind_is_told():
    rows = dict(re.findall(r"^\| `?(\w+)`? \|.*?([^|]+) \|$", PAGE, re.MULTILINE))
    for names in (HEADERS, KINDS):
        for name, words in names.items():
            assert rows[name].split() == " ".join(words.split()).split(), name
