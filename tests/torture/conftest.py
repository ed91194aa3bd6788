"""Torture: real processes, killed and hindered. Each test prints what it measured at the end."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Playground
from tests.e2e.processes import Installation, make_template

Figures = dict[str, object]
_FIGURES = "figures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.torture)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of each test as a table; with several workers, too."""
    for report in (
        r for outcome in ("passed", "failed") for r in reports(terminalreporter, outcome)
    ):
        figures: Figures = dict(report.user_properties).get(_FIGURES, {})
        terminalreporter.section(f"{report.nodeid}: {report.outcome}", "-")
        width = max((len(key) for key in figures), default=0)
        for key, value in figures.items():
            terminalreporter.write_line(f"{key:<{width}}  {value}")


def reports(terminalreporter: pytest.TerminalReporter, outcome: str) -> list[pytest.TestReport]:
    """Return what the tests of this folder came to."""
    found = terminalreporter.stats.get(outcome, [])
    return [r for r in found if r.when == "call" and _FIGURES in dict(r.user_properties)]


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Give a table to fill; it is printed at the end, also when the test fails."""
    table: Figures = {}
    request.node.user_properties.append((_FIGURES, table))
    return table


@pytest.fixture
def seed(request: pytest.FixtureRequest, figures: Figures) -> int:
    """Give the seed of all chance; `--randomly-seed=NUMBER` repeats a run."""
    number = int(request.config.getoption("randomly_seed", 1))
    figures["seed"] = number
    return number


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
