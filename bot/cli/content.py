"""`collider content`: check the knowledge base, take it up, import into it, begin an entry."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.environment import settings_or_exit

content_app = typer.Typer(
    help="The knowledge base: check it, take it up, add to it.", no_args_is_help=True
)


@content_app.command("check")
def content_check() -> None:
    """Check all content: each problem with file, line and remedy.

    Example: collider content check
    """
    from bot.clock import utc_now
    from bot.library import check

    settings = settings_or_exit()
    problems = check(settings.content_dir, utc_now().date())
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(f"{len(problems)} problems in {settings.content_dir}/")
    raise typer.Exit(1 if problems else 0)


@content_app.command("sync")
def content_sync() -> None:
    """Check all content, and have the processes that run take it up.

    Example: collider content sync
    """
    from bot.app.syncing import sync
    from bot.library import ContentError

    settings = settings_or_exit()
    try:
        synced = asyncio.run(sync(settings))
    except ContentError as error:
        for problem in error.problems:
            typer.echo(str(problem))
        typer.echo(f"{len(error.problems)} problems in {settings.content_dir}/: nothing changed")
        raise typer.Exit(1) from error
    typer.echo(str(synced))


@content_app.command("vectors")
def content_vectors() -> None:
    """Write what the model says of the content beside it, so that a fresh start knows it at once.

    Example: collider content vectors
    """
    from bot.app.shipping import ship_vectors

    written, lacking = asyncio.run(ship_vectors(settings_or_exit()))
    typer.echo(f"{written} vectors written.")
    if lacking:
        typer.echo(f"{lacking} texts have none: is the model resting? See `collider doctor`.")
        raise typer.Exit(1)


@content_app.command("import")
def content_import(
    source: Annotated[str, typer.Argument(help="A file or an address: .ics, RSS, .csv, .xlsx.")],
    format_: Annotated[str | None, typer.Option("--format", help="Take no other format.")] = None,
    hub: Annotated[str | None, typer.Option(help="The hub that looks after the entries.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the texts.")] = None,
    kind: Annotated[str, typer.Option(help="What the items are.")] = "event",
    name: Annotated[str | None, typer.Option(help="Who publishes them.")] = None,
    write: Annotated[Path | None, typer.Option(help="Write files into this folder.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Let them wait in the chat.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Show what a calendar, news feed or table would change, and write it if told to.

    Example: collider content import events.csv --hub kranj --wait
    """
    from bot.app.importing import Wanted
    from bot.app.importing import run as run_

    wanted = Wanted(source, format_, hub, language, kind, name, write, wait)
    agree = (lambda _: True) if yes else typer.confirm
    raise typer.Exit(asyncio.run(run_(settings_or_exit(), wanted, typer.echo, agree)))


@content_app.command("new")
def content_new(kind: str, entry_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Write the commented skeleton of an entry, to be filled in.

    Example: collider content new event kranj-design-fair
    """
    from bot.app.importing import begin

    raise typer.Exit(begin(settings_or_exit(), kind, entry_id, typer.echo))


@content_app.command("schema")
def content_schema() -> None:
    """Print the JSON Schema of an entry, for editors.

    Example: collider content schema > entry.schema.json
    """
    from bot.clock import utc_now
    from bot.library import json_schema, load

    library = load(settings_or_exit().content_dir, utc_now().date())
    typer.echo(json.dumps(json_schema(library.vocabulary), ensure_ascii=False, indent=2))
