"""What people said of answers becomes a set: masked, without people, only what is still there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.app.evaluating import export_labels
from bot.domain.answers import Confidence
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.talk import Talk
from bot.domain.understanding import Understood
from bot.evaluation.labels import accepted_entry, labels
from bot.evaluation.sets import read_set

ELEMENTS = "training-elements-of-ai"
GREEN = "training-creative-green-tools"
PICKED = Inquiry(
    id=7,
    person_id=4711,
    hub="kranj",
    language="sl",
    text="Kje se učim umetne inteligence?",
    understood=Understood("Kje se učim umetne inteligence?"),
    shown=(GREEN, ELEMENTS),
    confidence=Confidence.UNSURE,
    state=InquiryState.ANSWERED,
    at=datetime(2026, 11, 1, tzinfo=UTC),
    picked=ELEMENTS,
)
HELPFUL = replace(PICKED, shown=(GREEN,), confidence=Confidence.CONFIDENT, picked=None, thumb=True)
EXISTING = {ELEMENTS, GREEN}


def test_what_was_picked_and_what_alone_was_helpful_are_labels():
    assert accepted_entry(PICKED, EXISTING) == (ELEMENTS, "picked")
    assert accepted_entry(replace(PICKED, thumb=True), EXISTING) == (ELEMENTS, "picked")
    assert accepted_entry(HELPFUL, EXISTING) == (GREEN, "thumb")


@pytest.mark.parametrize(
    "inquiry",
    [
        pytest.param(replace(PICKED, thumb=False), id="picked and then found wrong"),
        pytest.param(replace(PICKED, picked="gone"), id="the entry is gone"),
        pytest.param(replace(HELPFUL, shown=("gone",)), id="the shown entry is gone"),
        pytest.param(replace(HELPFUL, shown=(GREEN, ELEMENTS)), id="one of two helped"),
        pytest.param(replace(HELPFUL, confidence=Confidence.UNSURE), id="only offered"),
        pytest.param(replace(HELPFUL, thumb=None), id="nobody said anything"),
        pytest.param(replace(HELPFUL, shown=(), talk=Talk.GREETING), id="small talk"),
    ],
)
def test_nothing_else_is_a_label(inquiry):
    assert accepted_entry(inquiry, EXISTING) is None


def test_a_label_has_the_language_of_the_person_and_nothing_of_them(real_content):
    questions, gold = labels([PICKED, replace(HELPFUL, id=8, text=" ")], real_content.entries)

    assert [(one.language, one.text) for one in questions] == [("sl", PICKED.text)]
    assert [one.ids for one in gold] == [frozenset({ELEMENTS})]
    assert gold[0].own_language is ("sl" in real_content.entries[ELEMENTS].text)
    assert "4711" not in repr((questions, gold))


async def test_labels_of_the_database_are_exported_as_a_set(app, settings, tmp_path):
    async with app.store.begin() as work:
        person = await work.people.add(7_000_000_001, "Ada", "sl", app.clock())
        kept = {
            "person_id": person.id,
            "hub": None,
            "language": "sl",
            "understood": Understood(""),
            "state": InquiryState.ANSWERED,
            "talk": None,
            "vector": None,
            "at": app.clock(),
        }
        sure = {"shown": (GREEN,), "confidence": Confidence.CONFIDENT}
        told = await work.inquiries.add(text="Zelena orodja? ada@example.org", **sure, **kept)
        await work.inquiries.change(told, thumb=True)
        unsure = {"shown": (GREEN, ELEMENTS), "confidence": Confidence.UNSURE}
        chosen = await work.inquiries.add(text="Kje se učim?", **unsure, **kept)
        await work.inquiries.change(chosen, picked=ELEMENTS)
        await work.inquiries.add(text="Nihče ni nič rekel", **sure, **kept)
        forgotten = await work.inquiries.add(text="Pozabi", **sure, **kept)
        await work.inquiries.change(forgotten, thumb=True, text="", person_id=None)

    count = await export_labels(settings, tmp_path / "labels")

    kept_set = read_set(tmp_path / "labels")
    assert count == 2
    assert [one.ids for one in kept_set.gold] == [frozenset({GREEN}), frozenset({ELEMENTS})]
    assert [one.style for one in kept_set.gold] == ["thumb", "picked"]
    assert kept_set.questions[0].text.startswith("Zelena orodja?")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "labels").iterdir())
    assert "example.org" not in written
    assert "person" not in written
    assert str(person.telegram_id) not in written
