"""The settings of a command, or what is wrong with them."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def settings_or_exit() -> "Settings":
    """Read the settings; one that is wrong is named, and the command ends with code 2."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(str(part) for part in problem["loc"]).upper()
            typer.echo(f"{name}: {problem['msg']} — see docs/settings.md", err=True)
        raise typer.Exit(2) from error
