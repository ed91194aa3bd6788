"""The real content, and a small copy of it that tests may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library import Library, load

CONTENT = Path(__file__).parents[2] / "content"

ENTRY = """\
id: funding-test-call
kind: funding
status: dated
countries: [SI, EU27]
mode: online
sectors: [games]
skills: [ux_design]
technologies: [xr]
transitions: [green]
who_may_apply: [freelancer]
languages: [en]
amount: {currency: EUR, minimum: 1000, maximum: 5000}
deadline_at: 2026-06-01T17:00
deadline_zone: Europe/Ljubljana
hub: kranj
url: https://example.org/call
sources:
  - name: Example Fund
    url: https://example.org/call
as_of: "2026-02"
text:
"""
TEXT = """\
  {language}:
    title: A small call for game studios
    summary: Studios of up to ten people may ask for money to try a new idea with a factory.
    body: |
      Apply with **one page** and a [budget](https://example.org/budget).
    facts: [Answers come within a month.]
    aliases: [money for a game idea, call for studios]
"""
LANGUAGES = ("en", "sl", "pl", "da", "de")


@pytest.fixture(scope="session")
def library() -> Library:
    return load(CONTENT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Vocabulary, hubs and one entry in a folder of their own, without a mistake."""
    folder = tmp_path / "content"
    for name in ("vocabulary", "hubs"):
        shutil.copytree(CONTENT / name, folder / name)
    (folder / "funding").mkdir()
    texts = "".join(TEXT.format(language=language) for language in LANGUAGES)
    (folder / "funding" / "funding-test-call.yaml").write_text(ENTRY + texts, encoding="utf-8")
    return folder


@pytest.fixture
def change(content: Path) -> Callable[[str, str, str], int]:
    """Replace the first `old` in a file by `new`; return the line where it stands."""

    def changed(place: str, old: str, new: str) -> int:
        path = content / place
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{place} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return changed
