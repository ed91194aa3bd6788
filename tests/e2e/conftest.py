"""An installation of its own for every test: real processes, a real playground."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Playground
from tests.e2e.processes import Installation, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an installation to copy."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
async def installation(template: Path, tmp_path: Path) -> AsyncIterator[Installation]:
    """Give a fresh installation; its processes end with the test."""
    async with Playground() as playground:
        found = Installation.copied(template, tmp_path / "installation", playground)
        try:
            yield found
        finally:
            await found.end()
