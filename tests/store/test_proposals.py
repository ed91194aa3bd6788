"""Corrections that readers propose: what waits, and what is forgotten."""

from datetime import timedelta

from bot.domain.corrections import Proposal, Ruling, Wrong
from bot.store.proposals import KEPT_FOR

from .conftest import NOW


async def test_what_nobody_decided_within_a_year_waits_no_more_and_is_forgotten(store, ada):
    long_ago = NOW - KEPT_FOR - timedelta(days=1)
    async with store.begin() as work:
        for entry_id, at in (("gone", long_ago), ("there", NOW)):
            await work.proposals.add(
                Proposal(0, entry_id, Wrong.PAGE, "https://example.org", at, "en", ada.id)
            )
        first, _ = await work.proposals.open()

    async with store.begin() as work:
        assert await work.proposals.tidy(NOW) == 1

    async with store.begin() as work:
        assert [one.entry_id for one in await work.proposals.open()] == ["there"]
        old = await work.proposals.find(first.id)
        assert old is not None
        assert (old.ruling, old.value, old.person_id) == (Ruling.DECLINED, "", None)


async def test_what_cannot_be_decided_hides_nothing(store, ada):
    async with store.begin() as work:
        for number in range(501):
            await work.proposals.add(
                Proposal(0, f"entry-{number}", Wrong.PAGE, "x", NOW, "en", ada.id)
            )

    async with store.read() as work:
        assert len(await work.proposals.open()) == 501
