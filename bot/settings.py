"""Settings: read once from the environment and `.env`, each with a default and a line of help."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_TOKEN = re.compile(r"\d{3,}:[\w-]{3,}")


class Settings(BaseSettings):
    """What an operator can set. `docs/settings.md` is generated from this class."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr | None = Field(
        None,
        description="Telegram token from @BotFather; `try`, `ask`, `content`, `db` and `gallery` "
        "work without.",
    )
    telegram_api_base: str = Field(
        "https://api.telegram.org",
        description="Base URL of the Bot API: Telegram's own, a self-hosted Bot API server, or a "
        "test server.",
    )
    database_url: str = Field(
        "sqlite+aiosqlite:///var/collider.db",
        description="SQLAlchemy URL; for PostgreSQL `postgresql+asyncpg://…`.",
    )
    admin_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Telegram ids of the first administrators, with commas between them."
    )
    content_dir: Path = Field(Path("content"), description="Folder of the knowledge base.")
    locales_dir: Path = Field(Path("locales"), description="Folder of the catalogues.")
    public_url: str | None = Field(
        None, description="Address that Telegram reaches, for webhook mode (`collider web`)."
    )
    webhook_secret: SecretStr | None = Field(
        None,
        description="Secret that Telegram sends along; webhook mode refuses to start without.",
    )
    host: str = Field("127.0.0.1", description="Address that `collider web` listens on.")
    port: int = Field(8080, description="Port that `collider web` listens on.", ge=0, le=65535)
    broadcast_rate: float = Field(
        25,
        description="Messages per second for delivery; Telegram allows about 30 for the token, "
        "and the conversation needs the rest.",
        gt=0,
        le=30,
    )
    languages: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Languages to offer, with commas; every complete catalogue if empty."
    )
    default_language: str = Field("en", description="Language of people whose own is not offered.")
    default_timezone: str = Field(
        "Europe/Brussels", description="Time zone of people whose country and hub are unknown."
    )
    secret_key: SecretStr | None = Field(
        None,
        description="Key for hashes of people in logs and for links; made in `var/` on first "
        "start if not set.",
    )
    operator_name: str | None = Field(
        None, description="Who answers for the data; the privacy text names them."
    )
    operator_contact: str | None = Field(
        None, description="Where people reach the operator; the privacy text names it."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    stale_after_days: int = Field(
        60, description="Days after which a confirmed entry is said to be unconfirmed.", ge=1
    )
    feed_every_hours: int = Field(
        6, description="Hours between two readings of a feed that works.", ge=1, le=168
    )
    demo_clock: Path | None = Field(
        None,
        description="Set by `collider try` alone: the file with the seconds that its clock is "
        "ahead. Ignored unless `TELEGRAM_API_BASE` is an address of this machine.",
    )

    @field_validator("admin_ids", "languages", mode="before")
    @classmethod
    def _from_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any, info: ValidationInfo) -> Any:
        if value == "" and info.field_name in cls.model_fields:
            return cls.model_fields[info.field_name].default
        return value

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value().strip()):
            raise ValueError("it should look like 123456:ABC-DEF, as @BotFather gives it")
        return token

    def key(self) -> bytes:
        """Return the secret key; make and keep one on first use (`var/secret.key`, mode 0600)."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        path = self.data_dir() / "secret.key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_text().strip().encode()

    def data_dir(self) -> Path:
        """Return the folder of everything this installation keeps; made with mode 0700."""
        folder = Path("var")
        if self.database_url.startswith("sqlite") and ":memory:" not in self.database_url:
            folder = Path(self.database_url.split(":///", 1)[1]).parent
        make_private(folder)
        return folder


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this user only (0700)."""
    # `parents=True` would give the mode to the last one only.
    for missing in reversed([p for p in (folder, *folder.parents) if not p.exists()]):
        missing.mkdir(mode=0o700)


def child_environment(overrides: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with settings replaced, for a child process."""
    return {**os.environ, **overrides}  # noqa: TID251 - settings are this module's matter
