"""Edited entries as rows: two who change the same one at once both keep what they wrote."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.services.content import Knowledge
from bot.services.entry_records import Records

from .conftest import NOW

ENTRY = "event-ddw"


@pytest.fixture
def records(some_content) -> Records:
    """Give records over files of which nobody has edited any."""
    knowledge = SimpleNamespace(library=some_content, hubs=some_content.hubs)
    return Records(lambda: NOW, cast(Knowledge, knowledge))


async def test_the_first_edits_of_a_file_do_not_write_over_each_other(store, other, ada, records):
    async def edit(at: Any, field: str) -> None:
        async with at.begin() as work:
            record = await records.hold(work, ENTRY)
            await asyncio.sleep(0.05)  # long enough for the other one to look, too
            edits = {**record.edits, field: "https://example.org"}
            await records.put(work, ada, record, "edit_entry", edits=edits)

    await asyncio.gather(edit(store, "url"), edit(other, "apply_url"))

    async with store.read() as work:
        row = await work.entries.find(ENTRY)
        assert await work.content_version() == 2
    assert row is not None
    assert set(row.edits) == {"url", "apply_url"}
