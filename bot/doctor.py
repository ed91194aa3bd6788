"""What is wrong with an installation, and how to mend it: for `collider doctor`."""

import asyncio
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import aiohttp

from bot.answers.bank import Calibration
from bot.answers.index import vector_key
from bot.answers.passages import passages_of
from bot.app.nursery import Nursery
from bot.clock import Clock, utc_now
from bot.domain.broadcasts import Delivery
from bot.domain.editing import EditedEntry
from bot.domain.freshness import aged_by_hub
from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.embedding import Embedder
from bot.i18n import catalogue_path, is_complete, read_catalogue
from bot.library import ContentError, Library, check, load, overlay
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.maintenance import MaintenanceError, is_current

PATIENCE: Final = aiohttp.ClientTimeout(total=5)
_AS_SHIPPED: Final = "install the packages of requirements.lock again"
LATE: Final = timedelta(minutes=10)
"""Something due for so long is not on its way any more: nobody delivers."""


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warn"
    FAILURE = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; a remedy says what to do about it."""

    level: Level
    what: str
    remedy: str = ""

    @property
    def is_problem(self) -> bool:
        """Say whether something does not work; a warning does not count."""
        return self.level is Level.FAILURE

    def __str__(self) -> str:
        line = f"{self.level:4}  {self.what}"
        return f"{line} — {self.remedy}" if self.remedy else line


def _ok(what: str) -> Finding:
    return Finding(Level.OK, what)


def _warn(what: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, what, remedy)


def _fail(what: str, remedy: str) -> Finding:
    return Finding(Level.FAILURE, what, remedy)


async def examine(settings: Settings, clock: Clock = utc_now) -> list[Finding]:
    """Look at everything, change nothing, and never print a secret."""
    return [
        *_settings(settings),
        *[finding async for finding in _telegram(settings)],
        *_files(settings),
        *[finding async for finding in _database(settings, clock)],
        *await _content(settings, clock),
        *_catalogues(settings),
        *[finding async for finding in _model(settings, clock)],
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    if settings.operator_name and settings.operator_contact:
        yield _ok(f"operator: {settings.operator_name}")
    else:
        yield _warn(
            "/privacy cannot say who answers for the data",
            "set OPERATOR_NAME and OPERATOR_CONTACT",
        )
    if settings.public_url and settings.webhook_secret is None:
        yield _fail(
            "PUBLIC_URL is set and WEBHOOK_SECRET is not: `collider web` will not start",
            "set WEBHOOK_SECRET to a long random word",
        )
    if settings.public_url and not settings.public_url.startswith("https://"):
        yield _fail("PUBLIC_URL is not https", "Telegram delivers webhooks to https only")
    if not settings.admin_ids:
        yield _warn(
            "there is no first administrator",
            "set ADMIN_IDS to your Telegram id, or use `collider staff invite`",
        )


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    if settings.bot_token is None:
        yield _fail(
            "BOT_TOKEN is not set",
            "ask @BotFather for one and put it into .env; `collider try` needs none",
        )
        return
    base = f"{settings.telegram_api_base.rstrip('/')}/bot{settings.bot_token.get_secret_value()}"
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        try:
            me = await _call(session, f"{base}/getMe")
            hook = await _call(session, f"{base}/getWebhookInfo")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # The error may quote the address, and the address holds the token.
            yield _fail(
                f"{settings.telegram_api_base} does not answer ({type(error).__name__})",
                "check the network, a proxy, and TELEGRAM_API_BASE",
            )
            return
    if not me.get("ok"):
        yield _fail(
            f"Telegram refuses the token: {me.get('description', 'no reason given')}",
            "copy BOT_TOKEN from @BotFather again",
        )
        return
    yield _ok(f"Telegram knows the bot: @{me['result'].get('username', '?')}")
    yield _webhook(settings, hook.get("result") or {})


async def _call(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url) as response:
        answer = await response.json(content_type=None)
    if not isinstance(answer, dict):
        raise ValueError("not an answer of the Bot API")
    return answer


def _webhook(settings: Settings, hook: dict[str, Any]) -> Finding:
    address = hook.get("url") or ""
    if error := hook.get("last_error_message"):
        return _warn(
            f"Telegram's last delivery to the webhook failed: {error}",
            "check that PUBLIC_URL reaches `collider web`",
        )
    if settings.public_url and not address.startswith(settings.public_url.rstrip("/") + "/"):
        return _warn("the webhook is not set to PUBLIC_URL", "start `collider web`: it sets it")
    if address and not settings.public_url:
        return _fail(
            "a webhook is set, so polling gets nothing",
            "start `collider run`, which removes it, or set PUBLIC_URL and use `collider web`",
        )
    return _ok("webhook is set" if address else "no webhook: ready for polling")


def _files(settings: Settings) -> Iterator[Finding]:
    """Look at who may read the database and the secrets beside it."""
    if not settings.database_url.startswith("sqlite") or ":memory:" in settings.database_url:
        return
    database = Path(settings.database_url.split(":///", 1)[1])
    folder = database.parent
    if not folder.exists():
        return
    files = [database, *database.parent.glob(f"{database.name}-*"), folder / "secret.key"]
    open_ = [path for path in files if path.exists() and _others_may_read(path)]
    for path in open_:
        yield _fail(f"other users of this machine may read {path}", f"chmod 600 {path}")
    if _others_may_read(folder):
        yield _warn(f"other users of this machine may look into {folder}/", f"chmod 700 {folder}")
    elif not open_:
        yield _ok(f"{folder}/ is private")


def _others_may_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


async def _database(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    try:
        current = await is_current(settings.database_url)
    except MaintenanceError as error:
        yield _fail(f"database: {error}", "see DATABASE_URL in docs/settings.md")
        return
    except Exception as error:  # noqa: BLE001 - each driver has errors of its own
        yield _fail(
            f"the database cannot be reached ({type(error).__name__})",
            "check DATABASE_URL, and that the server runs",
        )
        return
    if not current:
        yield _warn(
            "the database is missing or not up to date",
            "`collider db upgrade`; the processes do it at start, too",
        )
        return
    yield _ok("database: reachable, schema up to date")
    store = Store(make_engine(settings.database_url))
    try:
        async with store.read() as work:
            version = await work.content_version()
        yield await _taken_up(settings, version)
        async for finding in _queues(store, clock):
            yield finding
    finally:
        await store.close()


async def _taken_up(settings: Settings, version: int) -> Finding:
    """Say which content version there is, and whether the web process has taken it up."""
    if not settings.public_url:
        return _ok(f"content version: {version}")
    address = f"http://{settings.host}:{settings.port}/healthz"
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        try:
            answer = await _call(session, address)
            found = answer["content"]
            applied, problems = int(found["version"]), int(found["problems"])
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
            return _warn(
                f"content version: {version}; nobody at {address} says which one it has",
                "start it, unless it runs on another machine",
            )
    if applied != version:
        why = f"there are {problems} mistakes in the newest" if problems else "not taken up yet"
        return _warn(
            f"`collider web` answers from content version {applied} of {version}: {why}",
            "`collider content check`, then `collider content sync`; read its log",
        )
    lexical = answer.get("answers", {}).get("why")
    if lexical:
        return _warn(
            f"`collider web` has content version {version} and answers by words alone: {lexical}",
            "see the line about the model; it is tried again every ten minutes",
        )
    return _ok(f"content version: {version}, taken up by `collider web`")


async def _queues(store: Store, clock: Clock) -> AsyncIterator[Finding]:
    now = clock()
    async with store.read() as work:
        outbox = await work.outbox.counts(now)
        unfinished = len(await work.inbox.unfinished())
    if outbox.oldest_due_at and now - outbox.oldest_due_at > LATE:
        yield _fail(
            f"{outbox.due} messages wait to be sent, the oldest since "
            f"{outbox.oldest_due_at:%Y-%m-%d %H:%M} UTC",
            "start `collider run` or `collider worker`; read its log",
        )
    else:
        yield _ok(f"outbox: {outbox.of(Delivery.QUEUED)} waiting")
    if unsure := outbox.of(Delivery.UNSURE):
        yield _warn(
            f"{unsure} messages may or may not have arrived",
            "nothing to do: announcements are not sent twice; /broadcast shows the count",
        )
    if rejected := outbox.of(Delivery.REJECTED):
        yield _fail(
            f"Telegram refused {rejected} messages as malformed",
            "this is a mistake in the bot: report the ERROR lines of the log",
        )
    if unfinished:
        yield _warn(
            f"{unfinished} received messages are not handled yet",
            "start `collider run` or `collider web`: it takes them up again",
        )
    else:
        yield _ok("inbox: everything is handled")


async def _content(settings: Settings, clock: Clock) -> list[Finding]:
    today = clock().date()
    problems = check(settings.content_dir, today)
    if problems:
        return [_fail(f"{len(problems)} problems in the content", "`collider content check`")]
    try:
        library = load(settings.content_dir, today)
    except ContentError as error:
        return [_fail(str(error), "`collider content check`")]
    overlaid = overlay(library, await _edited(settings))
    found = [_ok(f"content: {len(overlaid.library.entries)} entries without a mistake")]
    if overlaid.problems:
        found.append(
            _warn(
                f"{len(overlaid.problems)} edits do not fit their entries any more",
                "/content shows them to the staff of their hubs",
            )
        )
    return [*found, *_freshness(overlaid.library, today, settings.stale_after_days)]


async def _edited(settings: Settings) -> list[EditedEntry]:
    """Return what people and feeds changed; nothing if the database is not there."""
    try:
        if not await is_current(settings.database_url):
            return []
    except Exception:  # noqa: BLE001 - the findings about the database say it
        return []
    store = Store(make_engine(settings.database_url))
    try:
        async with store.read() as work:
            return await work.entries.all()
    finally:
        await store.close()


def _freshness(library: Library, today: date, days: int) -> Iterator[Finding]:
    """Say how many entries nobody stands behind, hub by hub."""
    entries, hubs = library.entries.values(), library.hubs.values()
    never = sum(entry.checked_on is None for entry in entries)
    if never:
        yield _warn(
            f"{never} of {len(entries)} entries were never confirmed by a person",
            "their hubs look at the source and confirm: /desk, “To confirm”",
        )
    if aged := aged_by_hub(entries, list(hubs), today, days):
        each = ", ".join(f"{slug or 'network desk'} {n}" for slug, n in aged.most_common())
        yield _warn(
            f"{aged.total()} entries were confirmed more than {days} days ago: {each}",
            "their hubs look at the source again and confirm: /desk, “To confirm”",
        )


def _catalogues(settings: Settings) -> Iterator[Finding]:
    offered = [FALLBACK]
    for language in UNDERSTOOD:
        path = catalogue_path(settings.locales_dir, language)
        if language == FALLBACK:
            continue
        if not path.exists():
            if language in settings.languages:
                yield _fail(f"LANGUAGES names {language}: it has no catalogue", f"write {path}")
            continue
        catalogue = read_catalogue(path, language)
        missing = sum(not _is_translated(message) for message in catalogue if message.id)
        wanted = language in settings.languages
        if wanted or (not settings.languages and is_complete(catalogue)):
            offered.append(language)
        if missing:
            shown = "offered all the same: LANGUAGES names it" if wanted else "not offered"
            yield _warn(f"{language}: {missing} texts are missing, {shown}", f"finish {path}")
    for language in settings.languages:
        if language not in UNDERSTOOD:
            yield _fail(
                f"LANGUAGES names {language!r}, which is not a language of the network",
                f"choose from {', '.join(UNDERSTOOD)}",
            )
    if settings.languages and FALLBACK not in settings.languages:
        offered.remove(FALLBACK)
    if settings.default_language not in offered:
        yield _fail(
            f"DEFAULT_LANGUAGE is {settings.default_language!r}, which is not offered",
            f"choose from {', '.join(offered) or 'LANGUAGES'}",
        )
    yield _ok(f"languages offered: {', '.join(offered)}")


def _is_translated(message: Any) -> bool:
    forms = [message.string] if isinstance(message.id, str) else list(message.string or [""])
    return all(forms) and not message.fuzzy


async def _model(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Look whether answers go by meaning, and how much is read by the model so far."""
    calibration = Calibration.read()
    if calibration is None:
        yield _warn(
            "the thresholds of the answers are missing or of another bank of messages",
            "take bot/answers as it was released, or run `python -m benchmarks.calibrate`",
        )
    version, why = await _try_model()
    if not version:
        remedy = "check that the processor has AVX2 and that 100 MiB of memory are free"
        if "ModuleNotFoundError" in why or "ImportError" in why:
            remedy = _AS_SHIPPED
        yield _warn(f"the model is {why}: answers go by words alone", remedy)
        return
    yield _ok(f"model: {version}")
    if calibration is not None and calibration.model != version:
        yield _warn(
            f"the thresholds were measured for {calibration.model}: answers go by plain cosines",
            f"{_AS_SHIPPED}, or run `python -m benchmarks.calibrate`",
        )
    if waiting := await _unread(settings, clock, version):
        yield _warn(
            f"{waiting} entries are found by words alone: the model has not read them yet",
            "`collider run` or `collider web` reads them in the background",
        )


async def _try_model() -> tuple[str, str]:
    """Start the model and ask it once; return its version, or "" and how it is and why."""
    async with Nursery() as nursery:
        model = Embedder(nursery.spawn)
        await model.start()
        try:
            async with asyncio.timeout(10):
                vector = await model.query("training")
        except TimeoutError:
            vector = None
        version = "" if vector is None else model.model_version
        why = f"{model.state} ({model.reason or 'no reason given'})"
        await model.stop()
    return version, why


async def _unread(settings: Settings, clock: Clock, version: str) -> int:
    """Return how many entries lack a vector of this model; 0 if nobody can say."""
    try:
        entries = load(settings.content_dir, clock().date()).entries.values()
        if not await is_current(settings.database_url):
            return 0
    except Exception:  # noqa: BLE001 - whatever is wrong with either was said already
        return 0
    keys = {
        vector_key(version, text): entry.id
        for entry in entries
        for passage in passages_of(entry)
        for text, _ in passage.texts
    }
    store = Store(make_engine(settings.database_url))
    try:
        async with store.read() as work:
            known = await work.vectors.get_many(list(keys))
    finally:
        await store.close()
    return len({id_ for key, id_ in keys.items() if key not in known})
