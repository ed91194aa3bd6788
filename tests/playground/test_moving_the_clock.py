"""The demo's clock: the page moves it forwards, the bot follows, production never has it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import trying
from bot.app.processes import clock_of
from bot.clock import REREAD_EVERY_S, demo_now, utc_now
from bot.playground import Impossible, Playground
from bot.settings import Settings

from .conftest import Clock

DAY = 24 * 3600
NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)


async def test_messages_and_bot_are_at_the_moved_time(tmp_path, clock: Clock) -> None:
    path = tmp_path / "clock"
    bots = demo_now(path, real=lambda: NOON)
    async with Playground(now=clock, clock=path) as playground:
        person = playground.person("Creative")
        before = person.says("today")["date"]
        assert playground.state()["clock"] == {"ahead_s": 0}
        playground.move_clock(DAY)
        playground.move_clock(3600)
        assert person.says("tomorrow")["date"] == before + DAY + 3600
        assert playground.state()["clock"] == {"ahead_s": DAY + 3600}
    assert bots() == NOON + timedelta(days=1, hours=1)
    async with Playground(now=clock, clock=path) as restarted:
        assert restarted.person("Creative").says("still")["date"] == before + DAY + 3600


async def test_other_playgrounds_have_no_clock_to_move(wire) -> None:
    status, body = await wire.play("clock", seconds=DAY)
    assert (status, body["error"]) == (409, "only `collider try` has a clock that can be moved")
    assert wire.playground.state()["clock"] is None


@pytest.mark.parametrize("seconds", [0, -1, 11 * 366 * DAY])
async def test_clock_refuses_what_is_no_step_forwards(tmp_path, seconds) -> None:
    async with Playground(clock=tmp_path / "clock") as playground:
        with pytest.raises(Impossible, match="the clock"):
            playground.move_clock(seconds)
        assert not (tmp_path / "clock").exists()


def test_bots_clock_reads_the_file_seldom_and_never_goes_back(tmp_path, caplog) -> None:
    path, elapsed = tmp_path / "clock", Clock(0.0)
    now = demo_now(path, real=lambda: NOON, monotonic=elapsed)

    def after(content: str) -> float:
        path.with_suffix(".new").write_text(content)
        path.with_suffix(".new").replace(path)
        elapsed.at += 2 * REREAD_EVERY_S
        return (now() - NOON).total_seconds()

    assert now() == NOON
    path.write_text("60")
    assert now() == NOON
    assert [after(content) for content in ("60\n", "30", "soon", "", "90")] == [60, 60, 60, 60, 90]
    assert [r.levelno for r in caplog.records] == [logging.WARNING] * 2
    path.unlink()
    elapsed.at += 2 * REREAD_EVERY_S
    assert now() == NOON + timedelta(seconds=90)


async def test_try_hands_its_clock_to_the_bot(tmp_path, monkeypatch, capsys) -> None:
    children = []

    class Child(trying.Child):
        async def start(self) -> None:
            children.append(self._environment)

    async def seeded(*_: object) -> None: ...

    stopped = asyncio.Event()
    stopped.set()
    monkeypatch.setattr(trying, "Child", Child)
    monkeypatch.setattr(trying, "_seed_once", seeded)
    monkeypatch.setattr(trying, "stop_on_signals", lambda: stopped)
    await trying.try_it(tmp_path, 0, fresh=False, browser=False)
    [environment] = children
    assert environment["DEMO_CLOCK"] == str(tmp_path / "clock")
    assert environment["TELEGRAM_API_BASE"] in capsys.readouterr().out


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]
)
def test_demo_clock_is_used_on_this_machine_and_says_so(tmp_path, caplog, base) -> None:
    (tmp_path / "clock").write_text(str(DAY))
    settings = Settings(_env_file=None, telegram_api_base=base, demo_clock=tmp_path / "clock")
    assert clock_of(settings)() - utc_now() > timedelta(hours=23)
    assert "the clock is a demo's" in caplog.text


@pytest.mark.parametrize(
    "base",
    [
        "https://api.telegram.org",
        "http://127.0.0.1.example.org",
        "http://10.0.0.1:8081",
        "nonsense",
    ],
)
def test_production_never_has_the_demo_clock(tmp_path, caplog, base) -> None:
    settings = Settings(_env_file=None, telegram_api_base=base, demo_clock=tmp_path / "clock")
    assert clock_of(settings) is utc_now
    assert [r.levelno for r in caplog.records] == [logging.ERROR]


def test_without_the_setting_the_clock_is_real(caplog) -> None:
    settings = Settings(_env_file=None, telegram_api_base="http://127.0.0.1:8080")
    assert clock_of(settings) is utc_now
    assert caplog.records == []
