"""Making the services of a process, from settings."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.answers.asking import Answers
from bot.answers.bank import Calibration
from bot.answers.index import Index
from bot.answers.packing import Packed, pack
from bot.answers.passages import Passage, passages_of
from bot.answers.shipped import Shipped
from bot.app.memory import memory_of, words_of
from bot.app.nursery import Nursery
from bot.briefs import read_story
from bot.clock import Clock, utc_now
from bot.domain.entries import Entry
from bot.embedding import Embedder, Embeddings, NullEmbedder
from bot.i18n import Languages
from bot.library import Library, Memory, load
from bot.matching.meanings import Meanings, labels_of
from bot.services import Services
from bot.services.alerting import Alerting
from bot.services.alerts import Alerts
from bot.services.asking import Asking
from bot.services.attachments import Attachments, adopt
from bot.services.broadcasts import Broadcasts
from bot.services.browsing import Browsing
from bot.services.calendars import Calendars
from bot.services.challenge_filling import ChallengeFilling
from bot.services.challenges import Challenges
from bot.services.choices import Choices
from bot.services.confirming import Confirming
from bot.services.content import Edits, Knowledge, VectorCache, read_edits
from bot.services.content_changes import ContentChanges
from bot.services.corrections import Corrections
from bot.services.creative_teams import CreativeTeams
from bot.services.drafting import Drafting
from bot.services.editing import Editing
from bot.services.eligibility import Eligible
from bot.services.endings import Endings
from bot.services.entry_words import EntryWords
from bot.services.feed_fetching import FeedFetching
from bot.services.feeds import Feeds
from bot.services.follow_ups import FollowUps
from bot.services.forms import Forms
from bot.services.freshness import Freshness
from bot.services.gaps import Gaps
from bot.services.hours import LocalHours
from bot.services.inline import Inline
from bot.services.inquiries import Inquiries
from bot.services.interests import Interests
from bot.services.introduction_views import IntroductionViews
from bot.services.introductions import Introductions
from bot.services.invitations import Invitations
from bot.services.ledger import LedgerLines
from bot.services.match_news import MatchNews
from bot.services.matches import MatchMaking
from bot.services.opportunities import Opportunities
from bot.services.people import People
from bot.services.pitch_decisions import PitchDecisions
from bot.services.pitches import Pitches
from bot.services.portraits import Portraits
from bot.services.profiles import Profiles
from bot.services.reading import Reading
from bot.services.reminders import Reminders
from bot.services.replays import Replays
from bot.services.review_reminders import ReviewReminders
from bot.services.reviews import Reviews
from bot.services.roster import Roster
from bot.services.searches import Searches
from bot.services.shortlists import Shortlists
from bot.services.team_entry import TeamEntry
from bot.services.team_plans import TeamPlans
from bot.services.teammates import Teammates
from bot.services.terms_changes import TermsChanges
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.maintenance import upgrade

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """What one process consists of."""

    settings: Settings
    clock: Clock
    store: Store
    languages: Languages
    knowledge: Knowledge
    embeddings: Embeddings
    index: Index
    answers: Answers
    services: Services
    shipped: Shipped
    memory: Memory

    async def learn(self) -> None:
        """Make the whole content findable: by words at once, by meaning as vectors arrive."""
        await self.learn_words()
        await self.fill_gaps()

    async def learn_words(self) -> None:
        """Make the whole content findable by its words."""
        await self.index.hold(await asyncio.to_thread(passages_of_all, self.knowledge.findable))

    async def fill_gaps(self) -> None:
        """Embed what still lacks a vector: the model may have rested."""
        await self.index.fill(VectorCache(self.store, self.shipped))

    async def fill_everything(self) -> None:
        """Embed what still lacks a vector: what questions find, then what matching compares."""
        await self.fill_gaps()
        async with self.store.read() as work:
            challenges = await work.challenges.published()
        cache = VectorCache(self.store, self.shipped)
        await self.services.opportunities.fill(challenges, cache)


def passages_of_all(entries: Mapping[str, Entry]) -> list[Passage]:
    """Return what is searched of all entries, first what each says of itself."""
    passages = [passage for entry in entries.values() for passage in passages_of(entry)]
    return sorted(passages, key=lambda passage: passage.part > 0)


def _load(
    settings: Settings, clock: Clock, memory: Memory, first: Callable[[], object]
) -> Library:
    """Read the content. A command that began without collecting garbage begins with it now:
    what is there by then, libraries and content, stays, and is never looked through again."""
    first()
    library = load(settings.content_dir, clock().date(), memory=memory)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    return library


@asynccontextmanager
async def open_app(
    settings: Settings,
    nursery: Nursery,
    *,
    clock: Clock = utc_now,
    embeddings: Embeddings | None = None,
    migrate: bool = True,
    meanwhile: Callable[[], object] = lambda: None,
) -> AsyncIterator[App]:
    """Open the database and make all services; `embeddings` None means the real model.

    Pass a `NullEmbedder` where nothing is asked: the worker never starts the model. `meanwhile`
    runs in a thread while the model starts in its own process.
    """
    settings.data_dir()
    if migrate:
        await upgrade(settings.database_url)
    store = Store(make_engine(settings.database_url))
    model = Embedder(nursery.spawn) if embeddings is None else embeddings
    try:
        async with store.read() as work:
            version = await work.content_version()  # before the folder: it may change meanwhile
        memory = memory_of(settings)
        reading = asyncio.to_thread(_load, settings, clock, memory, meanwhile)
        if isinstance(model, Embedder):
            library, _ = await asyncio.gather(reading, model.start())
        else:
            library = await reading
        app = make_app(
            settings,
            store,
            model,
            clock,
            library=library,
            memory=memory,
            packing=words_of(settings).pack,
        )
        app.knowledge.version = version
        if (edits := await read_edits(store, clock())) != Edits():
            app.knowledge.take(app.knowledge.prepared(edits=edits))
        yield app
    finally:
        if isinstance(model, Embedder):
            await model.stop()
        await store.close()


def make_app(
    settings: Settings,
    store: Store,
    embeddings: Embeddings,
    clock: Clock,
    *,
    library: Library | None = None,
    languages: Languages | None = None,
    memory: Memory | None = None,
    packing: Callable[[Sequence[tuple[str, str]]], Packed] = pack,
) -> App:
    """Put the parts together; nothing here starts or waits.

    Content and catalogues that were read already may be handed in: reading them is what takes
    time.
    """
    memory = memory or Memory()
    languages = languages or Languages(
        settings.locales_dir, settings.languages, settings.default_language
    )
    if library is None:
        library = load(settings.content_dir, clock().date(), memory=memory)
    knowledge = Knowledge(library, languages)
    choices = Choices(knowledge, languages)
    calibration = Calibration.read()
    index = Index(embeddings, calibration, packing)
    answers = Answers(
        index,
        embeddings,
        understand=knowledge.understand,
        shares=knowledge.shares,
        calibration=calibration,
        clock=clock,
    )
    reading = Reading(knowledge, clock, settings.default_timezone)
    portraits = Portraits(knowledge, languages, choices)
    filling = ChallengeFilling(
        clock,
        portraits,
        lambda text, language: read_story(
            text, language, clock().date(), lambda words: reading.moments(words, language)
        ),
    )
    forms = Forms(store, clock, languages, choices, reading.read_for, portraits, filling)
    browsing = Browsing(knowledge, clock, settings.default_timezone, settings.stale_after_days)
    shipped = Shipped.read(settings.content_dir)
    meanings = Meanings(embeddings, labels_of(knowledge.vocabulary))
    opportunities = Opportunities(clock, languages, knowledge, choices, browsing, meanings)
    operator = (settings.operator_name, settings.operator_contact)
    entry_words = EntryWords(clock, languages, choices, browsing)
    profiles = Profiles(
        *(store, clock, languages, knowledge, choices, forms, portraits),
        operator=operator,
        vector_keys=opportunities.keys_of,
    )
    reviews = Reviews(store, clock, languages, knowledge, choices, profiles)
    inquiries = Inquiries(store, clock, languages, knowledge)
    hours = LocalHours(knowledge, settings.default_timezone)
    alerting = Alerting(store, clock, languages, knowledge, browsing, hours)
    roster = Roster(store, clock, knowledge)
    lines = LedgerLines(clock)
    shortlists = Shortlists(
        *(store, clock, knowledge, reviews, profiles, opportunities, roster),
        key=settings.key(),
        lines=lines,
    )
    views = IntroductionViews(clock, knowledge, profiles, opportunities)
    introductions = Introductions(store, clock, languages, views, hours)
    profiles.before_erasing(introductions.left)
    endings = Endings(
        *(store, clock, languages, knowledge, hours),
        end_introductions=introductions.end_for_challenge,
    )
    creative_teams = CreativeTeams(
        *(store, clock, languages),
        entry=TeamEntry(*(clock, languages, knowledge, choices, opportunities), settings.key()),
        endings=endings,
        end_for_pitch=introductions.end_for_pitch,
    )
    profiles.before_erasing(creative_teams.forget)
    challenges = Challenges(
        *(store, clock, languages, knowledge, reviews, forms),
        zone=settings.default_timezone,
        answer_all=endings.challenge_ended,
    )
    services = Services(
        languages=languages,
        people=People(store, clock, languages, knowledge, settings.key(), settings.admin_ids),
        asking=Asking(store, clock, knowledge, answers, browsing, forms),
        browsing=browsing,
        forms=forms,
        profiles=profiles,
        matches=MatchMaking(store, clock, opportunities, VectorCache(store, shipped), lines),
        interests=Interests(
            *(store, clock, languages, knowledge, choices, profiles, opportunities),
            let_go=creative_teams.let_go,
        ),
        eligible=Eligible(store, clock, languages, knowledge, choices, opportunities),
        opportunities=opportunities,
        challenges=challenges,
        attachments=Attachments(store, clock),
        reviews=reviews,
        review_reminders=ReviewReminders(
            store, clock, languages, knowledge, settings.default_timezone
        ),
        terms_changes=TermsChanges(store, clock, languages, knowledge, creative_teams.let_go),
        broadcasts=Broadcasts(store, clock, languages, knowledge),
        inquiries=inquiries,
        gaps=Gaps(store, clock, languages, knowledge, browsing, reviews, inquiries, answers),
        drafting=Drafting(
            *(store, clock, languages, knowledge),
            forms=forms,
            browsing=browsing,
            reading=reading,
            words=entry_words,
        ),
        editing=Editing(
            *(store, clock, languages, knowledge),
            words=entry_words,
            forms=forms,
            browsing=browsing,
            answers=answers,
            reading=reading,
        ),
        content_changes=ContentChanges(store, clock, knowledge),
        corrections=Corrections(store, clock, languages, knowledge, browsing),
        freshness=Freshness(
            store, clock, languages, knowledge, browsing, settings.stale_after_days
        ),
        feeds=Feeds(store, clock, languages, knowledge, settings.default_timezone),
        feed_fetching=FeedFetching(
            store, clock, languages, knowledge, timedelta(hours=settings.feed_every_hours)
        ),
        alerts=Alerts(store, clock, languages, knowledge, browsing, hours, alerting),
        alerting=alerting,
        reminders=Reminders(store, clock, languages, knowledge, browsing, hours),
        confirming=Confirming(store, clock, languages, profiles, hours),
        searches=Searches(
            store, clock, knowledge, answers, lambda: _is_settled(index, embeddings)
        ),
        roster=roster,
        shortlists=shortlists,
        team_plans=TeamPlans(store, clock, languages, knowledge, choices, shortlists, lines),
        replays=Replays(
            *(store, clock, languages, knowledge, choices, browsing, reviews, opportunities)
        ),
        invitations=Invitations(
            store, clock, languages, knowledge, opportunities, shortlists, hours
        ),
        introductions=introductions,
        follow_ups=FollowUps(store, clock, languages, knowledge, hours, introductions),
        endings=endings,
        pitches=Pitches(store, clock, languages, knowledge, forms, adopt),
        creative_teams=creative_teams,
        teammates=Teammates(
            *(store, clock, languages, knowledge, choices, profiles, opportunities, roster),
            hours=hours,
            lines=lines,
            teams=creative_teams,
        ),
        pitch_decisions=PitchDecisions(
            *(store, clock, languages, knowledge, profiles, endings), introductions.open
        ),
        match_news=MatchNews(
            *(store, clock, languages, opportunities, hours, roster),
            cache=VectorCache(store, shipped),
            lines=lines,
            is_settled=lambda: not embeddings.ready or not meanings.missing,
        ),
        calendars=Calendars(clock, languages, browsing),
        inline=Inline(store, clock, languages, knowledge, answers, browsing),
    )
    return App(
        settings=settings,
        clock=clock,
        store=store,
        languages=languages,
        knowledge=knowledge,
        embeddings=embeddings,
        index=index,
        answers=answers,
        services=services,
        shipped=shipped,
        memory=memory,
    )


def _is_settled(index: Index, embeddings: Embeddings) -> bool:
    """Say whether all that can be compared by meaning is: new entries get their vectors later."""
    progress = index.progress
    return not embeddings.ready or progress.done == progress.total


__all__ = ["App", "NullEmbedder", "make_app", "open_app"]
