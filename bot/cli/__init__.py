"""The command line. Heavy imports belong inside the commands: `--help` must be instant."""

import asyncio
import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.content import content_app
from bot.cli.environment import settings_or_exit

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    name="collider",
    help="Collider: the Telegram chat assistant of a creative-industries network.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db_app = typer.Typer(help="The database: schema and copies.", no_args_is_help=True)
eval_app = typer.Typer(help="How good the answers are, and what changed.", no_args_is_help=True)
staff_app = typer.Typer(help="Rights of staff.", no_args_is_help=True)
app.add_typer(content_app, name="content")
app.add_typer(db_app, name="db")
app.add_typer(eval_app, name="eval")
app.add_typer(staff_app, name="staff")

log = logging.getLogger(__name__)

# Before numpy loads: on matrices of our size, threads that spin for work cost more than they give.
os.putenv("OPENBLAS_NUM_THREADS", "1")


@app.command("try")
def try_(
    port: Annotated[int, typer.Option(help="First port to try for the chat page.")] = 8080,
    data: Annotated[Path, typer.Option(help="Folder of the demo's data.")] = Path("var/try"),
    fresh: Annotated[bool, typer.Option(help="Start over with an empty demo.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = False,
) -> None:
    """Talk to the assistant in a browser, with no token and no network.

    Example: collider try --fresh
    """
    from bot.app.trying import try_it
    from bot.logs import configure

    configure("WARNING")
    asyncio.run(try_it(data, port, fresh=fresh, browser=browser))


@app.command()
def run() -> None:
    """Answer by long polling, and deliver, in one process: the default for one hub.

    Example: collider run
    """
    gc.disable()  # until the content is there: nothing before it is garbage
    from bot.app.processes import run as run_

    _with_token(run_)


@app.command()
def web() -> None:
    """Answer by webhook (needs PUBLIC_URL and WEBHOOK_SECRET); delivery is the worker's.

    Example: collider web
    """
    gc.disable()  # until the content is there: nothing before it is garbage
    from bot.app.processes import serve

    _with_token(serve)


@app.command()
def worker() -> None:
    """Deliver announcements and notices; several may run on PostgreSQL.

    Example: collider worker
    """
    gc.disable()  # until the content is there: nothing before it is garbage
    from bot.app.processes import worker as worker_

    _with_token(worker_)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The question, in any of the twelve languages.")],
    lang: Annotated[str, typer.Option(help="Language of the answer.")] = "en",
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Answer as on this day.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    explain: Annotated[bool, typer.Option(help="Print how the entries were scored.")] = False,
) -> None:
    """Answer a question exactly as the chat would.

    Example: collider ask "Is there money for a residency?" --lang sl
    """
    from bot.app.asking import answer

    settings = settings_or_exit()
    day = today.date() if today else None

    result = asyncio.run(answer(settings, text, lang, day, _reading))
    if as_json:
        typer.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(result.text)
    if explain:
        typer.echo("\n".join(result.explained), err=as_json)


@app.command()
def doctor() -> None:
    """Say what is wrong with this installation, and how to mend it.

    Example: collider doctor
    """
    from bot.doctor import examine

    findings = asyncio.run(examine(settings_or_exit()))
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(1 if any(finding.is_problem for finding in findings) else 0)


@app.command()
def gallery(
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("var/gallery.html"),
) -> None:
    """Write every screen in every language to one HTML page.

    Example: collider gallery --out gallery.html
    """
    from bot.gallery import write

    count = write(settings_or_exit(), out)
    typer.echo(f"{count} screens in {out}")


@db_app.command("upgrade")
def db_upgrade(revision: Annotated[str, typer.Argument()] = "head") -> None:
    """Bring the schema up to date; the processes do it at start, too.

    Example: collider db upgrade
    """
    from bot.store.maintenance import upgrade

    asyncio.run(upgrade(_prepared().database_url, revision))
    typer.echo("The schema is up to date.")


@db_app.command("downgrade")
def db_downgrade(revision: Annotated[str, typer.Argument(help="For example -1.")]) -> None:
    """Take the schema back to a revision.

    Example: collider db downgrade -- -1
    """
    from bot.store.maintenance import downgrade

    asyncio.run(downgrade(settings_or_exit().database_url, revision))
    typer.echo(f"The schema is at {revision}.")


@db_app.command("backup")
def db_backup(file: Path) -> None:
    """Copy the database into a file while everything runs.

    Example: collider db backup collider-backup.db
    """
    from bot.store.maintenance import backup

    asyncio.run(backup(settings_or_exit().database_url, file))
    typer.echo(f"Written: {file}")


@db_app.command("restore")
def db_restore(
    file: Path,
    overwrite: Annotated[bool, typer.Option(help="Replace the present database.")] = False,
) -> None:
    """Put a copy back in place. Stop all processes first.

    Example: collider db restore collider-backup.db --overwrite
    """
    from bot.store.maintenance import restore

    asyncio.run(restore(_prepared().database_url, file, overwrite=overwrite))
    typer.echo("Restored.")


@eval_app.command("answers")
def eval_answers(
    folder: Annotated[Path, typer.Argument(help="Folder with questions.jsonl.")],
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Ask as on this day; else the set's own, or now."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the predictions.")] = None,
    misses: Annotated[int, typer.Option(help="Print so many of the worst mistakes.")] = 0,
    lexical: Annotated[
        bool, typer.Option(help="Measure the assistant without its model.")
    ] = False,
) -> None:
    """Ask a set of questions as the chat would be asked, and print the scores.

    Example: collider eval answers benchmarks/sets/answers-dev --misses 10
    """
    from bot.app.evaluating import run_set
    from bot.app.services import NullEmbedder
    from bot.evaluation.predictions import write_predictions
    from bot.evaluation.sets import SetError

    day = today.date() if today else None
    try:
        model = NullEmbedder() if lexical else None
        run = asyncio.run(
            run_set(settings_or_exit(), folder, today=day, embeddings=model, reading=_reading)
        )
    except SetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if out is not None:
        write_predictions(out, run.answered.predictions)
    typer.echo("\n".join(run.report(misses)))


@eval_app.command("matching")
def eval_matching(
    folder: Annotated[Path, typer.Argument(help="Folder with profiles.jsonl.")],
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Match as on this day; else the set's own, or now."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the predictions.")] = None,
    lexical: Annotated[bool, typer.Option(help="Measure matching without the model.")] = False,
) -> None:
    """Match people and opportunities of a set as the chat would, and print the scores.

    Example: collider eval matching benchmarks/sets/matching-dev --out var/matching.jsonl
    """
    from bot.app.matching_evaluation import run_matching
    from bot.app.services import NullEmbedder
    from bot.evaluation.matching_predictions import write_lines
    from bot.evaluation.sets import SetError

    day = today.date() if today else None
    try:
        model = NullEmbedder() if lexical else None
        run = asyncio.run(run_matching(settings_or_exit(), folder, today=day, embeddings=model))
    except SetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if out is not None:
        write_lines(out, run.lines)
    typer.echo("\n".join(run.report()))


@eval_app.command("briefs")
def eval_briefs(
    folder: Annotated[Path, typer.Argument(help="Folder with <language>.jsonl.")],
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Read as on this day; else now.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for what was found.")] = None,
    misses: Annotated[int, typer.Option(help="Print so many of the mistakes.")] = 0,
) -> None:
    """Let the doctor of challenges read briefs, and print what it found of what was planted.

    Example: collider eval briefs benchmarks/sets/briefs --today 2027-01-15
    """
    from bot.clock import utc_now
    from bot.evaluation.briefs import as_lines, report, run_briefs
    from bot.evaluation.sets import SetError

    try:
        judged = run_briefs(folder, (today or utc_now()).date())
    except SetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if out is not None:
        out.write_text(as_lines(judged), encoding="utf-8")
    typer.echo("\n".join(report(judged, misses)))


@eval_app.command("sets")
def eval_sets(
    folder: Annotated[Path, typer.Argument(help="Folder of sets.")] = Path("benchmarks/sets"),
    accepted: Annotated[
        Path, typer.Option(help="Folder of the runs that this one is held to.")
    ] = Path("benchmarks/accepted"),
    accept: Annotated[bool, typer.Option(help="Hold later runs to this one.")] = False,
    lexical: Annotated[
        bool, typer.Option(help="Measure the assistant without its model.")
    ] = False,
) -> None:
    """Ask all sets and compare with the last accepted runs; 1 if one is worse beyond noise.

    Example: collider eval sets --accept
    """
    from bot.app.evaluating import run_all
    from bot.app.services import NullEmbedder
    from bot.evaluation.sets import SetError

    async def run() -> bool:
        holds = True
        runs = run_all(
            settings_or_exit(),
            folder,
            accepted,
            accepting=accept,
            embeddings=NullEmbedder() if lexical else None,
            reading=_reading,
        )
        async for report, is_no_worse in runs:
            typer.echo(report + "\n")
            holds = holds and is_no_worse
        return holds

    try:
        holds = asyncio.run(run())
    except SetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(0 if holds else 1)


@eval_app.command("labels")
def eval_labels(
    out: Annotated[Path, typer.Option(help="Folder to write: a set like any other.")],
) -> None:
    """Write what people picked or called helpful as a set of questions, without the people.

    Example: collider eval labels --out var/labels
    """
    from bot.app.evaluating import export_labels

    count = asyncio.run(export_labels(_prepared(), out))
    typer.echo(f"{count} questions in {out}/")


@staff_app.command("invite")
def staff_invite(
    role: Annotated[str, typer.Option(help="facilitator or administrator.")] = "facilitator",
    hub: Annotated[str | None, typer.Option(help="The hub of a facilitator, by slug.")] = None,
    half: Annotated[
        str | None,
        typer.Option(help="Of the hub's tandem: creative or business. Shown at reviews."),
    ] = None,
) -> None:
    """Print a one-time deep link that makes whoever opens it staff; it lasts seven days.

    Example: collider staff invite --hub kranj --half business
    """
    from bot.app.staff import invite
    from bot.domain.refusals import Gone

    try:
        link = asyncio.run(invite(_prepared(), role, hub, half))
    except (ValueError, Gone) as error:
        said = " ".join(word for word in (role, hub, half) if word)
        typer.echo(f"No such role, hub or half: {said}. Hubs are the files in content/hubs/.")
        raise typer.Exit(2) from error
    typer.echo(link)


def _reading(done: int, total: int) -> None:
    """Say how far the model is with the entries, where somebody watches."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        said = f"\rReading the entries for the first time: {done} of {total} {end}"
        typer.echo(said, err=True, nl=False)


def _prepared() -> "Settings":
    settings = settings_or_exit()
    settings.data_dir()
    return settings


def _with_token(main: "Callable[[Settings], Coroutine[Any, Any, None]]") -> None:
    from bot.logs import configure

    settings = settings_or_exit()
    if settings.bot_token is None:
        typer.echo(
            "BOT_TOKEN is not set. Ask @BotFather for one and put it into .env, "
            "or run `collider try`, which needs none.",
            err=True,
        )
        raise typer.Exit(2)
    configure(settings.log_level)
    try:
        asyncio.run(main(settings))
    except ValueError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
