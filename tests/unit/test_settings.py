"""Settings are read once, checked at once, and their secrets stay secret."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, child_environment


@pytest.fixture(autouse=True)
def a_clean_place(tmp_path, monkeypatch):
    """No setting of this machine reaches these tests, and no file of theirs the checkout."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


def test_everything_has_a_default():
    settings = Settings()

    assert settings.bot_token is None
    assert settings.telegram_api_base == "https://api.telegram.org"
    assert settings.languages == ()


@pytest.mark.parametrize(
    ("text", "ids"), [("", ()), ("7", (7,)), ("7,8", (7, 8)), (" 7 , 8 ,", (7, 8))]
)
def test_lists_have_commas(monkeypatch, text, ids):
    monkeypatch.setenv("ADMIN_IDS", text)
    monkeypatch.setenv("LANGUAGES", " en, sl ")

    assert Settings().admin_ids == ids
    assert Settings().languages == ("en", "sl")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "me"),
        ("ADMIN_IDS", "1;2"),
        ("PORT", "70000"),
        ("PORT", "http"),
        ("BROADCAST_RATE", "0"),
        ("BROADCAST_RATE", "31"),
        ("STALE_AFTER_DAYS", "0"),
    ],
)
def test_a_bad_value_is_refused_by_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError) as error:
        Settings()
    assert error.value.errors()[0]["loc"][0] == name.lower()


def test_the_file_is_read_and_the_environment_wins(monkeypatch):
    Path(".env").write_text("BOT_TOKEN=123:from-file\nPORT=9000\nUNKNOWN=1\n")
    monkeypatch.setenv("PORT", "9001")

    settings = Settings()

    assert settings.bot_token.get_secret_value() == "123:from-file"
    assert settings.port == 9001


def test_secrets_are_not_printed(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "123456:very-secret-word")
    for name in ("WEBHOOK_SECRET", "SECRET_KEY"):
        monkeypatch.setenv(name, "very-secret-word")

    assert "very-secret-word" not in f"{Settings()!r} {Settings()}"


class TestTheKey:
    def test_it_is_made_once_and_only_ours_to_read(self):
        settings = Settings()

        key = settings.key()

        assert len(key) == 64
        assert settings.key() == Settings().key() == key
        assert mode("var/secret.key") == 0o600
        assert mode("var") == 0o700

    def test_it_lies_beside_the_database(self, tmp_path):
        url = f"sqlite+aiosqlite:///{tmp_path}/there/collider.db"

        Settings(database_url=url).key()

        assert mode(tmp_path / "there" / "secret.key") == 0o600
        assert not Path("var").exists()

    def test_one_that_is_set_makes_no_file(self):
        assert Settings(secret_key="mine").key() == b"mine"
        assert not Path("var").exists()


def test_data_without_a_file_of_its_own_lies_in_var():
    for url in ("sqlite+aiosqlite:///:memory:", "postgresql+asyncpg://x/y"):
        assert Settings(database_url=url).data_dir() == Path("var")


def test_a_child_gets_our_environment_with_what_is_replaced(monkeypatch):
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("HOST", "here")

    child = child_environment({"PORT": "2"})

    assert (child["PORT"], child["HOST"]) == ("2", "here")


def test_an_empty_setting_is_not_set(monkeypatch):
    """`.env` files often keep the name and leave the value out."""
    for name in ("BOT_TOKEN", "ADMIN_IDS", "PORT", "DATABASE_URL", "PUBLIC_URL"):
        monkeypatch.setenv(name, "")
    settings = Settings(_env_file=None)

    assert settings.bot_token is None
    assert settings.admin_ids == ()
    assert settings.port == 8080
    assert settings.database_url == "sqlite+aiosqlite:///var/collider.db"


def test_a_token_that_cannot_be_one_is_refused_without_being_quoted(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "surely-no-token")

    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None)

    (problem,) = refused.value.errors()
    assert "123456:ABC-DEF" in problem["msg"]
    assert "surely-no-token" not in problem["msg"]
